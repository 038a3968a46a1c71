"""The other commands, as an editor types them."""

from __future__ import annotations

import json
import wave

import pytest

from everyread.commands import doctor
from everyread.commands.doctor import Need
from everyread.issue import open_issue
from everyread.settings import Settings
from everyread.workspace import Workspace

pytestmark = pytest.mark.usefixtures("stocked")


def test_check_shows_a_table_and_makes_nothing(newsroom) -> None:
    result = newsroom.run("check", "spring", "--jobs", "1")
    assert result.code == 0
    assert "How to rest" in result.out
    assert not newsroom.out.exists()


def test_check_as_json(newsroom) -> None:
    newsroom.write("03-empty.txt", "")
    result = newsroom.run("check", "spring", "--jobs", "1", "--json")
    told = json.loads(result.out)
    assert result.code == 1
    assert [article["id"] for article in told["articles"]] == ["01-welcome", "02-how-to-rest"]
    assert "SRC-001" in {finding["rule"] for finding in told["findings"]}
    assert all(json.loads(line) for line in result.err.splitlines() if line.startswith("{"))


def test_plan_tells_what_a_build_will_do_and_does_nothing(newsroom) -> None:
    newsroom.forget()
    newsroom.write(
        "issue.toml", '[easy-read]\naudio = "never"\n'
    )  # its words are known only when it is drafted
    before = json.loads(newsroom.run("plan", "spring", "--voice", "tone", "--json").out)
    assert before["to_make"] == {"audio": 2, "large-print": 3, "easy-read": 2}
    assert before["online_calls"] == 0
    assert newsroom.spoken() == []
    newsroom.build()
    spoken = newsroom.spoken()
    # The lengths of the articles, and the contents that tell them, are known only when the rest is spoken.
    known_later = [text for text in spoken if text.startswith(("Less than", "About"))]
    assert len(spoken) - 6 <= before["sentences_to_speak"] <= len(spoken) - len(known_later)
    after = newsroom.run("plan", "spring", "--voice", "tone")
    assert "Nothing has changed since the last build." in after.out


def test_plan_counts_the_easy_reads_that_are_read_out(newsroom) -> None:
    def sentences() -> int:
        told = json.loads(newsroom.run("plan", "spring", "--voice", "tone", "--json").out)
        return int(told["sentences_to_speak"])

    newsroom.forget()
    newsroom.write("issue.toml", '[easy-read]\naudio = "never"\n')
    without = sentences()
    newsroom.write("issue.toml", "")
    assert sentences() > 1.5 * without  # not drafted yet: the articles stand for them
    newsroom.build("--only", "easy-read")
    assert sentences() <= without  # only the articles themselves are still to be spoken


def test_plan_counts_the_calls_to_an_outside_service(newsroom) -> None:
    told = json.loads(newsroom.run("plan", "spring", "--voice", "gtts", "--json").out)
    assert told["online_calls"] >= told["sentences_to_speak"] > 0


def test_say_shows_what_is_said_and_keeps_it(newsroom) -> None:
    result = newsroom.run("say", "ME/CFS, e.g. PoTS", "--voice", "tone", "-o", "phrase.wav")
    assert result.code == 0
    assert "M.E." in result.out
    assert "for example" in result.out
    with wave.open(str(newsroom.root / "phrase.wav")) as sound:
        assert sound.getnframes() > 0.3 * sound.getframerate()


def test_say_shows_phonemes(newsroom) -> None:
    assert len(newsroom.run("say", "--phonemes", "rest", "--voice", "tone").out.splitlines()) == 2


def test_say_nothing(newsroom) -> None:
    result = newsroom.run("say", "...", "--voice", "tone")
    assert result.code == 1
    assert "nothing to say" in result.err


def test_a_new_issue_has_settings_that_work_and_word_lists_to_start_from(newsroom) -> None:
    assert newsroom.run("new", "summer-2027").code == 0
    folder = newsroom.root / "sources" / "summer-2027"
    (folder / "a.txt").write_text("Words.", encoding="utf-8")
    issue = open_issue("summer-2027", Workspace(newsroom.root))
    assert issue.settings == Settings(title="Summer 2027")
    assert {path.name for path in folder.parent.glob("*.toml")} == {
        "glossary.toml",
        "house.toml",
        "lexicon.toml",
    }


def test_the_suggestions_in_a_new_issue_are_valid_too(newsroom) -> None:
    newsroom.run("new", "summer-2027")
    path = newsroom.root / "sources" / "summer-2027" / "issue.toml"
    suggested = [
        line.removeprefix("# ") if "=" in line or "[[" in line else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(suggested), encoding="utf-8")
    for name in ("welcome.md", "news.docx"):
        (path.parent / name).write_text("Words.", encoding="utf-8")
    issue = open_issue("summer-2027", Workspace(newsroom.root))
    assert [file.name for file in issue.files] == ["welcome.md", "news.docx"]
    assert issue.settings.gates.disclaimer


@pytest.mark.parametrize("name", ["../up", "With Space", "", "UPPER"])
def test_a_bad_name_for_an_issue(newsroom, name: str) -> None:
    result = newsroom.run("new", name)
    assert result.code == 2
    assert "small letters" in result.err


def test_a_new_issue_overwrites_nothing(newsroom) -> None:
    result = newsroom.run("new", "spring")
    assert result.code == 2
    assert "is there already" in result.err
    assert not (newsroom.root / "sources" / "lexicon.toml").exists()


def test_the_doctor_finds_this_machine_well(newsroom) -> None:
    result = newsroom.run("doctor")
    assert result.code == 0, result.out
    assert "All is well" in result.out


def test_the_doctor_names_what_is_missing_and_the_cure(capsys: pytest.CaptureFixture[str]) -> None:
    needs = (Need("ffmpeg", "makes the MP3s", lambda: "", "sudo apt-get install ffmpeg"),)
    assert doctor.run(needs) == 3
    out = capsys.readouterr().out
    assert "MISSING  ffmpeg" in out
    assert "  sudo apt-get install ffmpeg" in out


@pytest.mark.parametrize(
    "arguments", [["bild"], ["build"], ["build", "x", "--size", "12"], ["build", "x", "--nope"]]
)
def test_a_bad_command_line(newsroom, arguments: list[str]) -> None:
    result = newsroom.run(*arguments)
    assert result.code == 2
    assert "Error:" in result.err


def test_build_as_json_gives_the_manifest(newsroom) -> None:
    result = newsroom.build("--only", "large-print", "--json")
    told = json.loads(result.out)
    assert result.code == 0
    assert told["published"]
    assert {output["path"] for output in told["outputs"]} >= {"large-print/spring.pdf", "report.html"}

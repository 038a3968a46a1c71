"""`everyread proof` as an editor types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from faults import cut, text
from finished_issue import FLU, Finished, beside, finished, make_true, plant
from typer.testing import CliRunner

from everyread.cli import app
from everyread.proof.agreement import Told, critical, differing, tokens

VTT = "captions/02-tablets-and-rest.vtt"


@pytest.fixture(scope="session")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return finished(tmp_path_factory)


@pytest.fixture
def out(issue: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The finished folder, copied to another place; finished work and sources are in the working folder."""
    monkeypatch.chdir(beside(issue, tmp_path))
    shutil.copytree(issue.root / "sources", tmp_path / "sources")
    return issue.copy(tmp_path / "elsewhere")


def proof(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["proof", *arguments, "--jobs", "1", "--store", "store"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_a_copied_folder_is_proved_against_its_sources(out: Path) -> None:
    code, told = proof("elsewhere")
    assert code == 0, told
    assert "Everything was proved. This folder is ready." in told
    assert "members’ pages" in told


def test_an_empty_store_will_do(out: Path) -> None:
    """Only the recordings and captions: to judge all of it would take long."""
    said = json.loads((out / "issue.json").read_bytes())
    for record in said["outputs"]:
        if record["kind"] not in {"captions", "spoken"}:
            (out / record["path"]).unlink()
    said["outputs"] = [each for each in said["outputs"] if each["kind"] in {"captions", "spoken"}]
    plant(out, "issue.json", json.dumps(said).encode())
    shutil.rmtree("store")
    text(VTT, "40 mg", "10 mg")(out)
    make_true(out)
    code, told = proof("elsewhere")
    assert code == 1
    assert f"error PRF-620 in {VTT} (tablets.md, s0003)" in told
    assert "says “10” where the article says “40”" in told
    assert "Do not publish this folder yet: 1 error in 1 file." in told


def test_what_is_wrong_is_said_as_json(out: Path) -> None:
    cut("large-print/spring.pdf")(out)
    code, told = proof("elsewhere", "--json")
    said = json.loads(told[told.index('{\n  "out"') :])
    assert (code, said["ok"]) == (1, False)
    found = {(each["path"], each["rule"]) for each in said["faults"] if each["severity"] == "error"}
    # The page says how large the file is, which is no longer true either.
    assert {path for path, _ in found} == {"large-print/spring.pdf", "index.html"}
    assert ("large-print/spring.pdf", "PRF-003") in found


@pytest.mark.fires("PRF-618")
def test_changed_sources_are_said_and_the_rest_is_judged(out: Path) -> None:
    Path("sources/spring/flu.md").write_text(FLU.replace("October", "November"), encoding="utf-8")
    text(VTT, "Do not take", "Do take")(out)
    code, told = proof("elsewhere")
    assert code == 1
    assert "flu.md has changed since the issue was built." in told
    assert "Build the issue again, then prove it again." in told
    assert f"error PRF-621 in {VTT}" in told


@pytest.mark.fires("PRF-619")
def test_missing_sources_are_said_and_files_are_judged(out: Path) -> None:
    shutil.rmtree("sources")
    cut("usb/spring.zip")(out)
    make_true(out)
    code, told = proof("elsewhere")
    assert code == 1
    assert "everyread proof OUT --source FOLDER" in told
    assert "in usb/spring.zip" in told


@pytest.mark.fires("PRF-615")
def test_a_strangers_file_is_only_noted(out: Path) -> None:
    (out / "audio" / "Notes from Ann.txt").write_text("Ring Bob.", encoding="utf-8")
    code, told = proof("elsewhere")
    assert code == 0, told
    assert "note: audio/Notes from Ann.txt: everyread did not make this file." in told


def test_a_manifest_that_is_none_is_an_error_and_no_folder_a_bad_command(out: Path) -> None:
    text("issue.json", '"schema_version": 1', '"schema_version": 9')(out)
    assert proof("elsewhere")[0] == 1
    assert proof("nowhere")[0] == 2
    assert proof("elsewhere", "--source", "nowhere")[0] == 1


def test_agreement_says_which_word_of_which_sentence_differs() -> None:
    sentences = ("Rest well today.", "Take 2.5 mg twice a day.", "You can't drive home.", "Ring us.")
    wanted = [Told(f"s{n}", words, "a.md", tuple(tokens(words))) for n, words in enumerate(sentences)]
    assert list(differing(wanted, tokens("Page 1 " + " Page 2 ".join(sentences)))) == []
    found = tokens("Rest well today. Take 25 mg twice a day. You can drive home. Ring us.")
    assert [told.id for told, _ in differing(wanted, found)] == ["s1", "s2"]
    assert next(differing(wanted, found))[1] == ["take", "25", "mg", "twice", "a", "day"]
    words = ["take", "2.5", "mg", "of", "it", "but", "don't", "swim"]
    assert {words[at] for at in critical(words)} == {"2.5", "mg", "don't"}


def test_a_folder_without_its_sources_is_no_easier_to_sign(out: Path) -> None:
    """The page, the PDF and the recording of a draft say themselves what it is."""
    shutil.rmtree("sources")
    said = json.loads((out / "issue.json").read_bytes())
    easy = next(
        each for each in said["outputs"] if each["path"].endswith("rest.pdf") and each["kind"] == "easy-read"
    )
    easy["facts"].update(signed=True, signatures={"medical": [{"name": "Dr No"}], "readers": []})
    plant(out, "issue.json", json.dumps(said).encode())
    code, told = proof("elsewhere", "--json")
    found = {(each["path"], each["rule"]) for each in json.loads(told[told.index('{\n  "out"') :])["faults"]}
    stem = "easy-read/02-tablets-and-rest"
    assert code == 1
    assert {("issue.json", "PRF-611"), ("issue.json", "PRF-619")} <= found
    assert {(f"{stem}.html", "PRF-604"), (f"{stem}.pdf", "PRF-604"), (f"{stem}.mp3", "PRF-622")} <= found

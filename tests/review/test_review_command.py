"""`everyread review`: from a draft to a signed easy read, and what happens when things go wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyread.commands import review as command
from everyread.commands.bench import Bench, open_bench
from everyread.commands.review import Options
from everyread.errors import ExitCode, InputError
from everyread.review.signing import DoubtError, Person
from everyread.workspace import Workspace

ARTICLE = """\
# Flu

Flu may last for 3 weeks. Rest can help.

This is not a substitute for medical advice.
"""
MEDICAL = Person("Dr A. Rahman", "2026-11-20", said="the numbers")
READERS = Person("Lantern group", "2026-11-21", "Ann, Raj and Lee", "It is clear.")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    issue = tmp_path / "sources" / "winter"
    issue.mkdir(parents=True)
    (issue / "03-flu.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "sources" / "glossary.toml").write_text("", encoding="utf-8")
    return open_bench(Workspace(tmp_path), tmp_path / "store", 1, fresh=False)


@pytest.fixture
def review(bench: Bench) -> Path:
    """The review file, just made."""
    command.run("winter", Options(write=True), bench)
    return bench.workspace.sources / "winter" / "easy-read" / "flu.txt"


def sign(bench: Bench, role: str, person: Person, article: str = "") -> ExitCode:
    return command.run("winter", Options(sign=role, article=article, person=person), bench)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(f"\n{old}\n") == 1
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8")


def test_an_issue_without_reviews_is_listed(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run("winter", Options(), bench) == ExitCode.OK
    assert "easy-read/flu.txt is not there yet: make it with --write" in capsys.readouterr().out
    assert not (bench.workspace.sources / "winter" / "easy-read").exists()


def test_from_a_draft_to_a_signed_easy_read(
    bench: Bench, review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(review, "Rest can help.", "Rest can help you.")
    assert sign(bench, "medical", MEDICAL) == ExitCode.OK
    assert "A draft: members do not get it." in capsys.readouterr().out
    assert sign(bench, "readers", READERS, "flu") == ExitCode.OK
    told = capsys.readouterr().out
    assert "Medical editor: Dr A. Rahman on 20 November 2026, 4 of 4" in told
    assert "Readers: Lantern group on 21 November 2026, 4 of 4" in told
    assert "Signed: members get it." in told
    assert "\nRest can help you.\n" in review.read_text(encoding="utf-8")
    before = review.read_bytes()
    assert sign(bench, "readers", READERS) == ExitCode.OK
    assert "is signed already" in capsys.readouterr().out
    assert review.read_bytes() == before


def test_a_changed_article_is_told_and_its_sentence_alone_is_signed_again(
    bench: Bench, review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign(bench, "medical", MEDICAL)
    sign(bench, "readers", READERS)
    source = review.parent.parent / "03-flu.md"
    source.write_text(ARTICLE.replace("3 weeks", "4 weeks"), encoding="utf-8")
    capsys.readouterr()
    assert command.run("winter", Options(), bench) == ExitCode.NEEDS_EDITOR
    told = capsys.readouterr()
    assert "Not up to date with the article or the draft" in told.out
    assert told.out.count("sign again: not in the file: “Flu may last for 4 weeks.”") == 2
    assert "EZR-024" in told.err
    with pytest.raises(InputError, match="lacks 1 of 4 parts"):
        sign(bench, "medical", MEDICAL)
    command.run("winter", Options(write=True), bench)
    assert "== gone s0002 " in review.read_text(encoding="utf-8")
    sign(bench, "medical", replace(MEDICAL, name="Dr C. Osei"))
    told = capsys.readouterr()
    assert "Dr C. Osei signed 1 part of easy-read/flu.txt." in told.out
    assert "Dr A. Rahman on 20 November 2026, 3 of 4; Dr C. Osei" in told.out


def test_bringing_up_to_date_writes_only_what_changed(bench: Bench, review: Path) -> None:
    before = review.read_bytes()
    edit(review, "Rest can help.", "Rest can help you.")
    edited = review.read_bytes()
    assert command.run("winter", Options(write=True), bench) == ExitCode.OK
    assert before != edited == review.read_bytes()
    assert [path.name for path in review.parent.iterdir()] == ["flu.txt"]


def test_a_broken_file_is_told_and_left_alone(
    bench: Bench, review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(review, "Rest can help.", "== oops")
    before = review.read_bytes()
    assert command.run("winter", Options(write=True), bench) == ExitCode.NEEDS_EDITOR
    told = capsys.readouterr()
    assert "easy-read/flu.txt cannot be read; see below" in told.out
    assert "EZR-020: 03-flu.md: easy-read/flu.txt, line " in told.err
    with pytest.raises(InputError, match=r"easy-read/flu\.txt, line \d+"):
        sign(bench, "medical", MEDICAL)
    assert review.read_bytes() == before


def test_the_guards_doubts_are_to_be_answered(bench: Bench, review: Path) -> None:
    edit(review, "Flu may last for 3 weeks.", "Flu lasts for 3 weeks.")
    before = review.read_bytes()
    with pytest.raises(DoubtError, match=r"line \d+, “Flu may last for 3 weeks\.”: "):
        sign(bench, "medical", MEDICAL)
    assert review.read_bytes() == before
    assert sign(bench, "medical", replace(MEDICAL, although="The GP read it.")) == ExitCode.OK
    assert "| although: The GP read it." in review.read_text(encoding="utf-8")


def test_an_older_copy_saved_over_a_signed_one_is_put_beside(
    bench: Bench, review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_rajs_editor = review.read_bytes()
    sign(bench, "medical", MEDICAL)
    signed = review.read_bytes()
    review.write_bytes(in_rajs_editor)
    capsys.readouterr()
    assert command.run("winter", Options(), bench) == ExitCode.NEEDS_EDITOR
    assert "The signature of Dr A. Rahman is no longer in it." in capsys.readouterr().err
    assert sign(bench, "readers", READERS) == ExitCode.OK
    (kept,) = review.parent.glob("*.kept")
    assert kept.read_bytes() == signed
    assert f"beside it: {kept.name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (Options(sign="boss"), "“boss” does not sign"),
        (Options(sign="medical", article="flue", person=MEDICAL), "no article “flue”"),
        (Options(sign="medical", person=Person("")), "needs a name"),
        (Options(sign="readers", person=replace(READERS, people="1")), "At least 2"),
    ],
)
def test_a_wrong_order_is_refused(bench: Bench, review: Path, options: Options, problem: str) -> None:
    before = review.read_bytes()
    with pytest.raises(InputError, match=problem):
        command.run("winter", options, bench)
    assert review.read_bytes() == before


def test_an_article_that_is_named_is_listed_alone(
    bench: Bench, review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bench.workspace.sources / "winter" / "soup.md").write_text("# Soup\n\nEat it.\n", encoding="utf-8")
    command.run("winter", Options(), bench)
    assert "1. Flu" in (both := capsys.readouterr().out)
    assert "2. Soup" in both
    sign(bench, "medical", MEDICAL, "flu")
    assert "1. Flu" in (one := capsys.readouterr().out)
    assert "Soup" not in one


def test_a_language_model_that_is_silent_is_told(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(bench.workspace.root))  # it has a count of failures of its own
    issue = bench.workspace.sources / "winter"
    (issue / "03-flu.md").write_text(ARTICLE.replace("Rest", "Rest and a lot of water every day"), "utf-8")
    model = '[easy-read.model]\naddress = "http://127.0.0.1:9/v1"\nname = "nobody"\n'
    (issue / "issue.toml").write_text(model, encoding="utf-8")
    assert command.run("winter", Options(), bench) == ExitCode.NEEDS_EDITOR
    assert "EZR-041" in capsys.readouterr().err


def test_signing_needs_a_file_and_with_several_articles_a_name(bench: Bench) -> None:
    with pytest.raises(InputError, match=r"flu\.txt is not there yet"):
        sign(bench, "medical", MEDICAL)
    (bench.workspace.sources / "winter" / "soup.md").write_text("# Soup\n\nEat it.\n", encoding="utf-8")
    with pytest.raises(InputError, match="Say which article") as caught:
        sign(bench, "medical", MEDICAL)
    assert "flu, soup" in caught.value.fix

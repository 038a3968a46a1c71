"""`everyread say --explain` and `everyread lexicon`, as a person at a terminal uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from everyread.cli import app


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a lexicon and an issue that has one of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    issue = tmp_path / "sources" / "winter"
    issue.mkdir(parents=True)
    (issue.parent / "lexicon.toml").write_text('[say]\n"ME" = "M.E."\n', encoding="utf-8")
    (issue / "lexicon.toml").write_text('[say]\n"Niamh" = "Neev"\n"Żuk" = "zhook"\n', encoding="utf-8")
    (issue / "a.md").write_text("# News\n\nNiamh has ME.\n", encoding="utf-8")
    return tmp_path


def everyread(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_explain_shows_each_rule_in_order(desk: Path) -> None:
    told = everyread("say", "--explain", "--issue", "winter", "Niamh took 5mg for ME 😀")
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "lexicon   “Niamh” → “Neev”",
        "lexicon   “ME” → “M.E.”",
        "measure   “5mg” → “five milligrams”",
        "left out  😀: no voice can say it",
        "said      Neev took five milligrams for M.E.",
    ]


def test_explain_needs_the_issue_for_its_own_words(desk: Path) -> None:
    assert "Neev" not in everyread("say", "--explain", "Niamh").stdout


def test_lint_tells_what_an_editor_should_know(desk: Path) -> None:
    told = everyread("lexicon", "lint", "winter")
    assert told.exit_code == 0
    assert "note NAR-021: winter/lexicon.toml: “Żuk” is in this issue's lexicon" in told.stdout
    assert "3 entries, 1 finding." in told.stdout
    (desk / "sources" / "lexicon.toml").write_text('[say]\n"a" = { ipa = "ħ" }\n', encoding="utf-8")
    assert everyread("lexicon", "lint").exit_code == 1


def test_out_and_in_again(desk: Path) -> None:
    assert everyread("lexicon", "export", "winter", "-o", "words.pls").exit_code == 0
    told = everyread("lexicon", "import", "words.pls")
    assert told.stdout == '[say]\n"Niamh" = "Neev"\n"Żuk" = "zhook"\n"ME" = "M.E."\n'


def test_what_people_wrote_is_never_overwritten(desk: Path) -> None:
    told = everyread("lexicon", "export", "-o", "sources/lexicon.toml")
    assert told.exit_code == 2
    assert "is there already" in told.stderr
    assert everyread("lexicon", "import", "none.pls").exit_code == 2


def test_an_issue_s_lexicon_is_no_article(desk: Path) -> None:
    from everyread.issue import open_issue
    from everyread.workspace import Workspace

    assert [file.name for file in open_issue("winter", Workspace(desk)).files] == ["a.md"]


def test_a_wrong_lexicon_is_told_with_its_line(desk: Path) -> None:
    (desk / "sources" / "lexicon.toml").write_text('[say]\n"ME" = { sya = "x" }\n', encoding="utf-8")
    told = everyread("lexicon", "lint")
    assert told.exit_code == 2
    assert "line 2" in told.stderr

"""Finding the articles of an issue, and naming them."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyread.article import Article, Notice, Paragraph, Run, Sentence, Source, unsplit
from everyread.edition import Reading, arrange
from everyread.errors import InputError
from everyread.issue import Issue, open_issue, slug_of
from everyread.settings import Settings
from everyread.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "sources" / "winter-2026").mkdir(parents=True)
    return Workspace(tmp_path)


def fill(workspace: Workspace, *names: str) -> Path:
    folder = workspace.sources / "winter-2026"
    for name in names:
        (folder / name).write_text("Words.", encoding="utf-8")
    return folder


def test_an_issue_is_found_by_name_or_folder(workspace: Workspace) -> None:
    folder = fill(workspace, "a.txt")
    assert open_issue("winter-2026", workspace) == open_issue(str(folder), workspace)


def test_one_file_is_an_issue_of_its_own(workspace: Workspace) -> None:
    folder = fill(workspace, "Über uns & more.txt")
    issue = open_issue(str(folder / "Über uns & more.txt"), workspace)
    assert (issue.name, [file.name for file in issue.files]) == ("uber-uns-more", ["Über uns & more.txt"])


def test_files_come_in_the_order_a_person_expects(workspace: Workspace) -> None:
    fill(workspace, "10-b.txt", "2-a.txt", "Z.md")
    assert [file.name for file in open_issue("winter-2026", workspace).files] == [
        "2-a.txt",
        "10-b.txt",
        "Z.md",
    ]


def test_the_editor_decides_the_order(workspace: Workspace) -> None:
    folder = fill(workspace, "a.txt", "b.txt", "c.txt")
    (folder / "issue.toml").write_text('order = ["c.txt"]\n[[article]]\nfile = "b.txt"\n', encoding="utf-8")
    assert [file.name for file in open_issue("winter-2026", workspace).files] == ["c.txt", "a.txt", "b.txt"]


def test_litter_pictures_and_folders_are_no_articles(workspace: Workspace) -> None:
    folder = fill(workspace, "a.txt", ".DS_Store", "~$a.docx", "Thumbs.db", "a.txt~", "photo.jpg")
    (folder / "pictures").mkdir()
    assert [file.name for file in open_issue("winter-2026", workspace).files] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "hint"), [("winter-2062", "“winter-2026”"), ("nothing-like-it", "winter-2026")]
)
def test_an_unknown_name_gets_a_hint(workspace: Workspace, name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        open_issue(name, workspace)
    assert hint in caught.value.fix


def test_an_empty_folder_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="no articles"):
        open_issue("winter-2026", workspace)


def test_an_article_named_in_the_settings_must_be_there(workspace: Workspace) -> None:
    folder = fill(workspace, "flu.txt")
    (folder / "issue.toml").write_text('[[article]]\nfile = "flue.txt"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_issue("winter-2026", workspace)
    assert "“flu.txt”" in caught.value.fix


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Low-level Immune System Activation", "low-level-immune-system-activation"),
        ("Crème brûlée & you!", "creme-brulee-you"),
        ("Don’t panic", "dont-panic"),
        ("日本語", "article"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slugs_are_safe_file_names(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def article(title: str, issue: str = "", *, disclaimer: bool = False) -> Article:
    notice = Notice((Paragraph(unsplit(Run("Not medical advice."))),))
    blocks = (notice,) if disclaimer else ()
    return Article(Sentence("s0001", (Run(title),)), blocks, Source(f"{title}.txt", "0", "text"), issue=issue)


def edition(*readings: Reading, settings: Settings | None = None) -> list[str]:
    issue = Issue("winter", Path(), tuple(Path(reading.file) for reading in readings), settings or Settings())
    arranged = arrange(issue, readings)
    return [entry.stem for entry in arranged.entries] + [finding.rule for finding in arranged.findings]


@pytest.mark.fires("SRC-009")
def test_articles_with_one_title_get_names_of_their_own_and_a_finding() -> None:
    readings = [Reading(f"{name}.txt", (("d", article("Flu")),), ()) for name in "ab"]
    assert edition(*readings) == ["01-flu", "02-flu-2", "SRC-009"]


def test_a_file_that_could_not_be_read_keeps_its_place() -> None:
    readings = [Reading("a.txt", (), ()), Reading("b.txt", (("d", article("Flu")),), ())]
    assert edition(*readings) == ["02-flu"]


@pytest.mark.fires("SRC-006")
def test_a_missing_disclaimer_is_an_error_where_the_issue_asks_for_one() -> None:
    settings = Settings.model_validate({"gates": {"disclaimer": True}})
    readings = [
        Reading("a.txt", (("d", article("Flu")),), ()),
        Reading("b.txt", (("d", article("Cold", disclaimer=True)),), ()),
    ]
    assert edition(*readings, settings=settings) == ["01-flu", "02-cold", "SRC-006"]
    assert edition(*readings) == ["01-flu", "02-cold"]


def test_the_issue_is_called_what_its_articles_say() -> None:
    readings = [
        Reading("a.txt", (("d", article("Flu", "Winter 2024")),), ()),
        Reading("b.txt", (("d", article("Cold")),), ()),
    ]
    issue = Issue("x-y", Path(), (Path("a.txt"), Path("b.txt")), Settings())
    assert arrange(issue, readings).title == "Winter 2024"
    assert arrange(issue, readings[1:]).title == "X y"

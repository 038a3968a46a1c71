"""Notes that people typed, in every format: raised figures and [1] lead to the list under "References"."""

from __future__ import annotations

import pytest

from everyread.article import Article, Listing, text_of

LIST = "1. Smith J. A study. 2020.\n2. Jones K. Another. 2021.\n3. Lee P. A third. 2022.\n"
HTML_LIST = "<ol><li>Smith J. A study. 2020.</li><li>Jones K. Another. 2021.</li></ol>"
LONG = "Resting before you are tired is the whole of it, and it is harder than it sounds to most of us."


def marks(one: Article) -> list[tuple[str, str, str]]:
    runs = (run for sentence in one.sentences() for run in sentence.runs)
    return [(run.text, run.note, run.position) for run in runs if run.note]


def notes(one: Article) -> list[tuple[int | None, str]]:
    lists = [block for block in one.walk() if isinstance(block, Listing) and block.role == "notes"]
    return [(item.number, item.anchor) for listing in lists for item in listing.items]


def test_raised_figures_in_markdown(article):
    one = article("a.md", f"# Title\n\n{LONG}<sup>1</sup> It is so.<sup>2,3</sup>\n\n## References\n\n{LIST}")
    assert marks(one) == [("1", "note-1", "super"), ("2", "note-2", "super"), ("3", "note-3", "super")]
    assert notes(one) == [(1, "note-1"), (2, "note-2"), (3, "note-3")]


def test_raised_figures_in_a_page(article):
    page = (
        f"<article><h1>Title</h1><p>{LONG}<sup>2</sup></p><p>{LONG} Sleep<sup>1</sup> too.</p>"
        f"<h2>Sources</h2>{HTML_LIST}</article>"
    )
    one = article("a.html", page)
    assert marks(one) == [("2", "note-2", "super"), ("1", "note-1", "super")]


@pytest.mark.parametrize("head", ["## References", "**Sources:**", "Notes"])
def test_figures_in_brackets(head, article):
    one = article("a.md", f"# Title\n\n{LONG} Rest [1] and sleep [2, 3].\n\n{head}\n\n{LIST}")
    assert [note for _, note, _ in marks(one)] == ["note-1", "note-2", "note-3"]


@pytest.mark.parametrize(
    "sum_", ["10<sup>3</sup>", "5 m<sup>2</sup>", "CO<sup>2</sup>", "the 3<sup>rd</sup>"]
)
def test_arithmetic_is_no_mark(sum_, article):
    one = article("a.md", f"# Title\n\n{LONG} It was {sum_} of it.\n\n## References\n\n{LIST}")
    assert marks(one) == []


def test_a_number_that_no_note_has_stays_as_it_is(article):
    one = article("a.md", f"# Title\n\n{LONG}<sup>9</sup>\n\n## References\n\n{LIST}")
    assert marks(one) == []
    assert text_of(one.blocks[0].prose).endswith("us.9")


def test_references_beside_real_footnotes_have_names_of_their_own(article):
    text = f"# Title\n\n{LONG}[^a] Read on [2].\n\n## References\n\n{LIST}\n[^a]: A real footnote.\n"
    one = article("a.md", text)
    names = [note for _, note, _ in marks(one)]
    anchors = [anchor for _, anchor in notes(one)]
    assert "reference-2" in names
    assert set(names) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_a_list_that_is_not_under_such_a_heading_is_only_a_list(article):
    one = article("a.md", f"# Title\n\n{LONG}<sup>1</sup>\n\n## Three steps\n\n{LIST}")
    assert marks(one) == notes(one) == []

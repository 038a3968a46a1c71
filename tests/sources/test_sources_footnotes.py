"""Notes in HTML and Markdown: marks, the notes they point to, and the ways back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyread.article import Article, Listing, text_of

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def marks(article: Article) -> list[tuple[str, str, str]]:
    """Text, note and position of each run that is a mark."""
    runs = (run for prose in article.prose() for sentence in prose for run in sentence.runs)
    return [(run.text, run.note, run.position) for run in runs if run.note]


def notes(article: Article) -> list[tuple[int | None, str, str]]:
    """Number, anchor and words of each note."""
    lists = [block for block in article.walk() if isinstance(block, Listing) and block.role == "notes"]
    return [
        (item.number, item.anchor, " ".join(text_of(block.prose) for block in item.blocks))
        for each in lists
        for item in each.items
    ]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        pytest.param(
            '<sup><a href="#n1" id="r1">1</a></sup>',
            '<ol><li id="n1">The note. <a href="#r1">↩</a></li></ol>',
            id="list",
        ),
        pytest.param(
            '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
            '<ol class="references"><li id="cite_note-1"><b>'
            '<a href="#cite_ref-1">^</a></b> The note.</li></ol>',
            id="wiki",
        ),
        pytest.param(
            '<a href="#fn1" role="doc-noteref">1</a>',
            '<section role="doc-endnotes"><ol><li id="fn1">'
            '<p>The note. <a href="#x" role="doc-backlink">back</a></p>'
            "</li></ol></section>",
            id="roles",
        ),
        pytest.param(
            '<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>',
            '<p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> The note.</p>',
            id="word-page",
        ),
        pytest.param(
            '<sup><a href="#f1">1</a></sup>', '<p id="f1"><sup>1</sup> The note.</p>', id="label-as-sup"
        ),
        pytest.param('<sup><a href="#f1">1</a></sup>', '<div id="f1">1. The note.</div>', id="label-as-text"),
        pytest.param(
            '<sup><a href="#f1">(1)</a></sup>', '<aside id="f1"><p>The note.</p></aside>', id="brackets"
        ),
    ],
)
def test_marks_point_to_their_notes(article, mark, note):
    found = article("a.html", f"<h1>T</h1><p>{BODY[:-1]}{mark}.</p>{note}")
    assert marks(found) == [("1", "note-1", "super")]
    [(number, anchor, text)] = notes(found)
    assert (number, anchor) == (1, "note-1")
    assert text.replace(" back", "") == "The note."
    assert all(not run.href for prose in found.prose() for sentence in prose for run in sentence.runs)


def test_several_marks_of_one_note_and_notes_side_by_side(article):
    html = (
        f"<h1>T</h1><p>{BODY}<sup><a href=#a>1</a></sup> Again<sup><a href=#a>1</a></sup>"
        f"<sup><a href=#b>2</a></sup></p><p id=a>One.</p><p id=b>Two.</p><p>{BODY}</p>"
    )
    found = article("a.html", html)
    assert [note for _, note, _ in marks(found)] == ["note-1", "note-1", "note-2"]
    assert notes(found) == [(1, "note-1", "One."), (2, "note-2", "Two.")]
    assert sum(isinstance(block, Listing) for block in found.blocks) == 1


def test_a_star_is_no_number(article):
    found = article("a.html", f"<h1>T</h1><p>{BODY}<sup><a href=#a>*</a></sup></p><p id=a>* Said in May.</p>")
    assert marks(found) == [("*", "note-1", "super")]
    assert notes(found) == [(None, "note-1", "* Said in May.")]


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="#p1">1</a></li><li><a href="#p2">2</a>'
        "</li></ul><div id=p1>One.</div><div id=p2>Two.</div>",
        '<p>See <a href="#h">1</a>.</p><h2 id=h>Part</h2><p>Text.</p>',
        '<p>x<sup><a href="#nowhere">1</a></sup></p>',
        '<p id=me>x<sup><a href="#me">1</a></sup></p>',
    ],
)
def test_links_that_are_no_marks(article, html):
    found = article("a.html", f"<h1>T</h1><p>{BODY}</p>{html}")
    assert (marks(found), notes(found)) == ([], [])


def test_markdown_notes_in_the_order_of_their_marks(article, outline):
    text = (
        f"# T\n\n{BODY}[^b] And[^a] more[^b].\n\n[^a]: First *written*.\nlazy\n[^b]: Second.\n\n"
        "    Its second part.\n\nThe end.\n\n[^c]: Nobody points here.\n"
    )
    found = article("a.md", text)
    assert marks(found) == [("1", "note-1", "super"), ("2", "note-2", "super"), ("1", "note-1", "super")]
    assert outline(found)[1:] == [
        "The end.",
        "1. Second.",
        "  Its second part.",
        "2. First written. lazy",
        "3. Nobody points here.",
    ]


@pytest.mark.fires("SRC-025")
def test_a_mark_without_a_note_is_told(reading):
    found = reading("a.md", f"# T\n\n{BODY}[^x]\n")
    assert [finding.rule for finding in found.findings] == ["SRC-025"]
    assert "[^x]" in text_of(found.articles[0].blocks[0].prose)


def test_a_note_in_code_is_text(article, outline):
    assert outline(article("a.md", f"# T\n\n{BODY}\n\n    [^1]: not a note\n"))[1:] == ["[^1]: not a note"]


def test_a_thousand_notes_that_point_to_one_another(article):
    text = "".join(f"[^{number}]: See[^{number + 1}].\n" for number in range(1000))
    assert len(notes(article("a.md", f"# T\n\n{BODY}[^0]\n\n{text}"))) == 1000


PIECES = st.sampled_from(["[^1]", "[^1]:", "[^a]: ", "\n", "\n\n", "    ", "word", "- ", "> ", "[x](y)", "*"])


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_notes_in_any_order_lose_no_word(attempt, text):
    found = attempt("x.md", f"# T\n\nhello\n\n{text}".encode())
    assert isinstance(found, Article)
    said = " ".join([*(text_of(prose) for prose in found.prose()), *(each.text for each in found.removed)])
    assert said.count("word") + sum(
        run.href.count("word") for prose in found.prose() for sentence in prose for run in sentence.runs
    ) >= min(1, text.count("word"))

"""What the eye meets: edges of lines, what stays together over the end of a page, underlines, fonts."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from fontTools.ttLib import TTFont

from everyread.article import Article
from everyread.largeprint.task import compose, set_large_print
from everyread.proof.pdf_text import Line, read_pdf
from everyread.settings import LargePrint
from everyread.store import Store
from everyread.typeset.fonts import FACES, FONT_STACK, font_bytes, font_css
from everyread.typeset.pdf import render_pdf
from tests.largeprint.hard_documents import article, para, table, wide_tables
from tests.largeprint.test_largeprint_task import lines, order
from tests.largeprint.test_largeprint_typography import printed

OWN = re.compile(r"word(\d+)")


def of_words(store: Store, size: int) -> list[Line]:
    """Lines of forty paragraphs of 2 to 10 lines, in each of which every word has the paragraph's number."""
    one = article("Words", *(para(" ".join([f"word{n}"] * (14 + 7 * (n % 8)))) for n in range(100, 140)))
    return [line for line in read_pdf(printed(one, store, size)).lines() if OWN.match(line.text)]


@pytest.mark.parametrize("size", [18, 24])
def test_lines_are_flush_left_and_ragged_right(size: int, store: Store) -> None:
    lines = of_words(store, size)
    assert len(lines) > 100
    assert len({round(line.pieces[0].box[0]) for line in lines}) == 1
    gaps = {
        round(piece.box[2] - piece.box[0], 1)
        for line in lines
        for piece in line.pieces
        if len(line.text) > 30
    }
    assert len(gaps) > 3  # justified lines would all be as wide as the column


@pytest.mark.parametrize("size", [16, 18, 24])
def test_no_line_of_a_paragraph_is_alone_on_a_page(size: int, store: Store) -> None:
    found = Counter((OWN.match(line.text)[1], line.page) for line in of_words(store, size))  # type: ignore[index]
    pages_of = Counter(paragraph for paragraph, _ in found)
    split = {key: count for key, count in found.items() if pages_of[key[0]] > 1}
    assert split
    assert min(split.values()) >= 2


def test_only_links_are_underlined(store: Store) -> None:
    _, css = compose(order([], store, whole_issue=True), [article("T", para("Rest."))])
    rules = re.findall(r"([^{}]+)\{([^{}]*text-decoration:\s*underline[^{}]*)\}", css)
    assert [selector.strip().splitlines()[-1] for selector, _ in rules] == ["a"]
    assert "text-transform" not in css
    assert "small-caps" not in css


def test_fonts_are_whole_and_none_is_of_emoji() -> None:
    assert "unicode-range" not in font_css()
    assert "emoji" not in FONT_STACK.lower()
    for name in FACES:
        font = TTFont(io.BytesIO(font_bytes(name)), lazy=True)
        assert not {"CBDT", "COLR", "SVG ", "sbix"} & set(font.keys()), name
        assert len(font.getBestCmap()) > 300, name


def test_a_short_label_of_a_row_stays_on_its_line(store: Store) -> None:
    rows = [
        f"Clinic {n} | 01632 96010{n} | Dr Featherstone | Wednesdays | GP letter | Yes" for n in range(1, 7)
    ]
    one: Article = article(
        "T", table("C", "Clinic | Telephone number | Consultant | Days | Letter | Parking", *rows)
    )
    text = [line.text for line in read_pdf(printed(one, store)).lines()]
    assert [line[:8] for line in text if line.startswith("Clinic ") and line[7].isdigit()] == [
        f"Clinic {n}" for n in range(1, 7)
    ]


def test_the_cover_is_one_page_and_the_contact_stays_with_the_words_before_it(store: Store) -> None:
    for size in (18, 28, 36):
        made = order([], store, whole_issue=True, settings=LargePrint(size=size))
        html, css = compose(made, [article("T", para("Rest."))])
        lines = read_pdf(render_pdf(html, css, store, title="T", language="en")).lines()
        assert {line.text for line in lines if line.page == 1} >= {"Contents"}, "the cover is one page"
        contact = max(line.page for line in lines if line.text.startswith("hello@example.org"))
        assert contact == max(line.page for line in lines if line.text.endswith("ask:"))


@pytest.mark.parametrize("articles", range(12, 15))
def test_no_entry_of_the_contents_is_alone_on_a_page(articles: int, store: Store) -> None:
    issue = [article(f"Article {n}", para("Rest.")) for n in range(1, articles + 1)]
    made = set_large_print(order(issue, store, settings=LargePrint(size=24), whole=True), store)
    entries = [sum("..." in line for line in page) for page in lines(store.get(made.files["pdf"]))]
    assert sum(entries) == articles
    assert 1 not in entries


def test_no_line_of_a_row_set_as_a_list_is_alone_on_a_page(store: Store) -> None:
    alone = [
        page for page in lines(printed(wide_tables(), store)) if sum("Day" in line for line in page) == 1
    ]
    assert alone == []

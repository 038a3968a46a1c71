"""Nothing on any page is smaller than the base size: measured on the glyphs of finished PDFs."""

from __future__ import annotations

import pytest

from everyread.article import Article, Figure, Heading, Run
from everyread.largeprint.task import compose
from everyread.proof.pdf_text import read_pdf
from everyread.settings import LargePrint
from everyread.store import Store
from everyread.typeset.pdf import render_pdf
from tests.largeprint.hard_documents import (
    article,
    everyday,
    labelled,
    noted,
    para,
    pictures,
    quoted,
    said,
    table,
    wide_tables,
)
from tests.largeprint.test_largeprint_task import order

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160" viewBox="0 0 400 160">'
    b'<rect width="400" height="160" fill="#dfe9f3"/>'
    b'<text x="20" y="60" font-family="Arial" font-size="28">Lying down</text></svg>'
)


def every_kind(store: Store) -> list[Article]:
    """Each kind of block, run and page: with section, author, captions, labels, powers and marks."""
    more = article(
        "Small things",
        Heading(said("A heading of the lowest level"), 6),
        para("10", Run("−3", position="super"), " and CO", Run("2", position="sub"), "."),
        Figure(store.put(DRAWING), "image/svg+xml", "Lying down", said("A caption."), said("Photo: A. B.")),
        table("A short table", "Day | Dose", "Monday | 5 mg"),
    )
    return [everyday(store), labelled(), noted(), wide_tables(), pictures(store), quoted(), more]


def sizes(store: Store, css: str = "", drawing: bytes = DRAWING, **changed: object) -> dict[float, str]:
    """Each size on the pages, and the first text of that size."""
    articles = every_kind(store) if changed.get("whole_issue", True) else [every_kind(store)[0]]
    values = {"settings": LargePrint(size=18), "whole_issue": True, "volume": (1, 2)} | changed
    html, sheet = compose(order([], store, **values), articles)
    html = html.replace(store.put(DRAWING), store.put(drawing))
    drawn = read_pdf(render_pdf(html, sheet + css, store, title="T", language="en-GB")).drawn.pieces
    found: dict[float, str] = {}
    for piece in drawn:
        found.setdefault(round(piece.size, 1), piece.text)
    return found


@pytest.mark.parametrize("whole", [True, False])
def test_the_smallest_glyph_is_of_the_base_size(whole: bool, store: Store) -> None:
    assert min(sizes(store, whole_issue=whole)) == 18


PARTS = (
    *("sup", "sub", "caption", "figcaption", "td", "th", "li::marker", ".backlink", "h6", "blockquote"),
    *(".speaker", ".notice-title", ".byline", ".section", ".credit", ".rows p", ".contact", ".address"),
    *(".contents a", ".contents a::after", ".backlink a::after", ".edition", ".volume", ".colophon p"),
)


def test_every_part_of_the_pages_is_measured(store: Store) -> None:
    """Each part is given a size of its own, under the base size, and each of them is found."""
    planted = {part: round(10 + 0.3 * index, 1) for index, part in enumerate(PARTS)}
    css = "".join(f"{part} {{ font-size: {size}pt !important }} " for part, size in planted.items())
    css += "@page { @bottom-center { font-size: 9pt } @top-left { font-size: 8pt } }"
    found = sizes(store, css)
    assert {part for part, size in planted.items() if size not in found} == set()
    assert {8.0, 9.0} <= set(found)


def test_a_planted_rule_of_nine_tenths_is_seen(store: Store) -> None:
    assert min(sizes(store, "figcaption { font-size: 0.9em }", whole_issue=False)) == 16.2


def test_lettering_in_a_drawing_is_measured(store: Store) -> None:
    assert min(sizes(store, drawing=DRAWING.replace(b'"28"', b'"20"'))) == 15

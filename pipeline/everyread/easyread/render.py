"""A draft as pages: a tagged PDF, and a web page that needs nothing but itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from everyread.article import Figure, Run, walk
from everyread.easyread.document import DRAFT_NOTE, Copied, Draft, DraftBlock, Points
from everyread.easyread.phrases import phrases
from everyread.easyread.task import EasyReadOrder
from everyread.review.signed import Signed
from everyread.store import Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf
from everyread.typeset.templates import environment

LINE_CHARACTERS = 42
"""What fits on a line of the PDF's text column at 16 points, with some words in bold."""


def kind_of(signed: Signed | None) -> str:
    """What it calls itself: an easy read only when people have checked it."""
    return "easy read" if signed else "easy read draft"


def pdf(draft: Draft, signed: Signed | None, order: EasyReadOrder, store: Store) -> bytes:
    """The easy read as PDF/UA-1; see `render_pdf` for what it raises."""
    css = _css("print.css.j2", signed, order)
    html = _html(draft, signed, order, medium="print", css="", pictures={})
    title = f"{draft.title.text}: {kind_of(signed)}"
    return render_pdf(html, css, store, title=title, language=draft.language)


def page(draft: Draft, signed: Signed | None, order: EasyReadOrder, store: Store) -> bytes:
    """The easy read as one HTML file: its own style, its pictures inside it, no script."""
    pictures = {figure.picture: _inlined(figure, store) for figure in _figures(draft.blocks)}
    css = _css("web.css.j2", signed, order)
    return _html(draft, signed, order, medium="web", css=css, pictures=pictures).encode()


def _css(name: str, signed: Signed | None, order: EasyReadOrder) -> str:
    template = environment(order.template_folders, FILTERS).get_template(f"easy-read/{name}")
    return template.render(size=order.settings.size, fonts=FONT_STACK, note="" if signed else DRAFT_NOTE)


def _html(
    draft: Draft,
    signed: Signed | None,
    order: EasyReadOrder,
    *,
    medium: str,
    css: str,
    pictures: dict[str, str],
) -> str:
    template = environment(order.template_folders, FILTERS).get_template("easy-read/easy-read.html.j2")
    width = LINE_CHARACTERS * 16 // order.settings.size
    return template.render(
        draft=draft,
        note="" if signed else DRAFT_NOTE,
        kind=kind_of(signed),
        checked=signed.lines() if signed else (),
        issue_title=order.issue_title,
        publisher=order.publisher,
        contact=order.contact,
        medium=medium,
        css=css,
        pictures=pictures,
        width=width,
        line_characters=width if medium == "print" else 0,
    )


def _phrases_of_text(text: str, width: int) -> list[tuple[Run, ...]]:
    return phrases((Run(text),), width)


FILTERS = (("phrases", phrases), ("phrases_of_text", _phrases_of_text))


def _figures(blocks: Sequence[DraftBlock]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Copied):
            yield from (inner for inner in walk(block.blocks) if isinstance(inner, Figure))
        elif isinstance(block, Points):
            for point in block.points:
                yield from _figures(point.blocks)


def _inlined(figure: Figure, store: Store) -> str:
    data = base64.b64encode(store.get(figure.picture)).decode("ascii")
    return f"data:{figure.media_type};base64,{data}"

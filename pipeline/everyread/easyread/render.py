"""A draft as pages: a tagged PDF, and a web page that needs nothing but itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from everyread.article import Figure, Run, walk
from everyread.easyread.document import Copied, Draft, DraftBlock, Points
from everyread.easyread.phrases import phrases
from everyread.easyread.task import EasyReadOrder
from everyread.store import Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf
from everyread.typeset.templates import environment

DRAFT_NOTE = "Draft made by a computer. People have not checked it."
"""On every page, until people have signed it."""
LINE_CHARACTERS = 42
"""What fits on a line of the PDF's text column at 16 points, with some words in bold."""


def pdf(draft: Draft, order: EasyReadOrder, store: Store) -> bytes:
    """The draft as PDF/UA-1; see `render_pdf` for what it raises."""
    css = _css("print.css.j2", order)
    html = _html(draft, order, medium="print", css="", pictures={})
    return render_pdf(html, css, store, title=f"{draft.title.text}: easy read draft", language=draft.language)


def page(draft: Draft, order: EasyReadOrder, store: Store) -> bytes:
    """The draft as one HTML file: its own style, its pictures inside it, no script."""
    pictures = {figure.picture: _inlined(figure, store) for figure in _figures(draft.blocks)}
    return _html(draft, order, medium="web", css=_css("web.css.j2", order), pictures=pictures).encode()


def _css(name: str, order: EasyReadOrder) -> str:
    template = environment(order.template_folders, FILTERS).get_template(f"easy-read/{name}")
    return template.render(size=order.settings.size, fonts=FONT_STACK, note=DRAFT_NOTE)


def _html(draft: Draft, order: EasyReadOrder, *, medium: str, css: str, pictures: dict[str, str]) -> str:
    template = environment(order.template_folders, FILTERS).get_template("easy-read/easy-read.html.j2")
    width = LINE_CHARACTERS * 16 // order.settings.size
    return template.render(
        draft=draft,
        note=DRAFT_NOTE,
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

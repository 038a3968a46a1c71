"""An easy read as pages: a tagged PDF in one part or several, and a web page that needs only itself."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from everyread.article import Figure, Run
from everyread.easyread.document import DRAFT_NOTE, Draft, copied
from everyread.easyread.outputs import Layout
from everyread.easyread.outputs_parts import MOST_PAGES, MOST_PARTS, parts
from everyread.easyread.phrases import phrases
from everyread.easyread.pictures import credits_of
from everyread.easyread.pictures_fitting import pictures_in
from everyread.easyread.task import EasyReadOrder
from everyread.review.signed import Signed
from everyread.store import Digest, Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf
from everyread.typeset.templates import environment

PICTURE = 39.0
"""Millimetres across, at 16 points; as big as leaves the words a line of about 40 letters."""
COLUMN = 170.0
"""Millimetres between the margins, for pictures and words."""
BETWEEN = 7.0
"""Millimetres between a picture and its words."""
_LETTER = 3.1 / 16
"""Millimetres of a letter for each point, with some words in bold."""
_POINT = 25.4 / 72
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What decides how the pages of one easy read look, besides its words."""

    order: EasyReadOrder
    signed: Signed | None
    layout: Layout
    files: Mapping[Digest, tuple[Digest, str]]
    """A picture's file as it was given -> as it may be printed, in the store, and its media type."""

    @property
    def note(self) -> str:
        """What every page says until people have signed it."""
        return "" if self.signed else DRAFT_NOTE

    @property
    def kind(self) -> str:
        """What it calls itself: an easy read only when people have checked it."""
        return "easy read" if self.signed else "easy read draft"


@dataclass(frozen=True, slots=True)
class Booklets:
    """The PDFs of one easy read."""

    files: tuple[bytes, ...]
    pages: tuple[int, ...]
    """Of each."""


def pdfs(draft: Draft, pages: Pages, store: Store) -> Booklets:
    """The easy read as PDF/UA-1, in as many parts as it takes for none to have more than MOST_PAGES.

    See `render_pdf` for what it raises.
    """
    number = 1
    while True:
        made = parts(draft, number, pages.order.glossary)
        files = tuple(_pdf(part, pages, store, place, len(made)) for place, part in enumerate(made, 1))
        lengths = tuple(map(_length, files))
        if max(lengths) <= MOST_PAGES or len(made) < number or number == MOST_PARTS:
            return Booklets(files, lengths)
        number = min(max(number + 1, -(-sum(lengths) // MOST_PAGES)), MOST_PARTS)


def _pdf(draft: Draft, pages: Pages, store: Store, part: int, of: int) -> bytes:
    pictures = {given: f"blob:{fit}" for given, (fit, _) in pages.files.items()}
    html = _html(draft, pages, medium="print", css="", pictures=pictures, part=(part, of))
    numbered = f", part {part} of {of}" if of > 1 else ""
    title = f"{draft.title.text}: {pages.kind}{numbered}"
    return render_pdf(html, _css("print.css.j2", pages), store, title=title, language=draft.language)


def _length(pdf: bytes) -> int:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page(draft: Draft, pages: Pages, store: Store) -> bytes:
    """The easy read as one HTML file: its own style, its pictures inside it, no script."""
    own = {given: _inlined(fit, kind, store) for given, (fit, kind) in pages.files.items()}
    articles = {
        each.picture: _inlined(each.picture, each.media_type, store) for each in copied(draft.blocks, Figure)
    }
    css = _css("web.css.j2", pages)
    return _html(draft, pages, medium="web", css=css, pictures={**own, **articles}, part=(1, 1)).encode()


def _css(name: str, pages: Pages) -> str:
    template = environment(pages.order.template_folders, FILTERS).get_template(f"easy-read/{name}")
    picture = _picture(pages)
    return template.render(
        size=pages.order.settings.size,
        fonts=FONT_STACK,
        note=pages.note,
        picture=picture,
        column=picture + BETWEEN,
        note_height=_note_height(pages.order.settings.size),
    ).strip()


def _note_height(size: int) -> float:
    """Millimetres of the note at the top of each page: one line at 16 points, up to three at 36."""
    lines = -(-len(DRAFT_NOTE) * _LETTER * size // COLUMN)
    return round(3 + lines * size * _POINT * 1.25, 1)


def _picture(pages: Pages) -> float:
    """Millimetres across; with larger words a little more, for the words in an empty frame are as large."""
    return round(PICTURE + (pages.order.settings.size - 16) * 0.9, 1)


def _html(
    draft: Draft, pages: Pages, *, medium: str, css: str, pictures: Mapping[str, str], part: tuple[int, int]
) -> str:
    order, signed = pages.order, pages.signed
    template = environment(order.template_folders, FILTERS).get_template("easy-read/easy-read.html.j2")
    width = int((COLUMN - BETWEEN - _picture(pages)) / (_LETTER * order.settings.size))
    return template.render(
        draft=draft,
        note=pages.note,
        kind=pages.kind,
        checked=signed.lines() if signed else (),
        issue_title=order.issue_title,
        publisher=order.publisher,
        contact=order.contact,
        layout=pages.layout,
        credits=credits_of(pictures_in(draft, pages.layout, order.contact)),
        recording=order.recording if order.settings.is_heard(signed=signed is not None) else "",
        medium=medium,
        css=css,
        style_hash=base64.b64encode(sha256(f"\n{css}\n".encode()).digest()).decode(),
        pictures=pictures,
        part=part[0],
        parts=part[1],
        width=width,
        line_characters=width if medium == "print" else 0,
    )


def _phrases_of_text(text: str, width: int) -> list[tuple[Run, ...]]:
    return phrases((Run(text),), width)


FILTERS: Any = (("phrases", phrases), ("phrases_of_text", _phrases_of_text))


def _inlined(picture: Digest, media_type: str, store: Store) -> str:
    data = base64.b64encode(store.get(picture)).decode("ascii")
    return f"data:{media_type};base64,{data}"

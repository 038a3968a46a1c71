"""The cover of the recordings: a square picture that players and podcast apps show."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from everyread.largeprint.style import HouseStyle, read_house_style
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

PIXELS = 600
"""Width and height; sharp on a telephone, and small enough to be in every recording (about 30 KB)."""
ARTWORK_PIXELS = 1400
"""The same for podcast directories: the least that Apple Podcasts takes (about 90 KB)."""
_QUALITY = 85
ENGINES = ("weasyprint", "pypdfium2", "pillow", "jinja2")


@dataclass(frozen=True, slots=True)
class CoverOrder:
    """What is on the cover, and where its templates are."""

    title: str
    publisher: str
    language: str
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "audio" and "large-print", whose colours it has."""
    style: HouseStyle | None = None
    """The issue's house style; None for that of the template folders."""


def cover_task(order: CoverOrder) -> Task:
    """Make the cover; its receipt has the files "cover" and "artwork", the same JPEG small and large."""
    key = key_of(
        "cover",
        code_digest("delivery.cover", "typeset", "largeprint.style"),
        replace(order, template_folders=(), style=None),
        order.style and order.style.model_dump(),
        [version_of(engine) for engine in ENGINES],
    )
    return Task("cover", make_cover, order, key)


def make_cover(order: CoverOrder, store: Store) -> Receipt:
    """Set the page and take its picture.  Runs in a worker.

    Raises ArticleError for a letter that is in no font, MachineError when Pango is missing.
    """
    import pypdfium2

    from everyread.typeset.fonts import FONT_STACK
    from everyread.typeset.pdf import render_pdf
    from everyread.typeset.templates import environment

    templates = environment(order.template_folders)
    style = order.style or read_house_style([Path(folder) for folder in order.template_folders])
    css = templates.get_template("audio/cover.css.j2").render(style=style, fonts=FONT_STACK)
    html = templates.get_template("audio/cover.html.j2").render(
        title=order.title, publisher=order.publisher, language=order.language
    )
    pdf = pypdfium2.PdfDocument(render_pdf(html, css, store, title=order.title, language=order.language))
    try:
        return Receipt(
            {
                "cover": store.put(_picture(pdf[0], PIXELS)),
                "artwork": store.put(_picture(pdf[0], ARTWORK_PIXELS)),
            }
        )
    finally:
        pdf.close()


def _picture(page: PdfPage, pixels: int) -> bytes:
    """The page as a square JPEG."""
    picture = page.render(scale=pixels / page.get_width()).to_pil().convert("RGB")
    jpeg = io.BytesIO()
    picture.resize((pixels, pixels)).save(jpeg, "JPEG", quality=_QUALITY, optimize=True)
    return jpeg.getvalue()

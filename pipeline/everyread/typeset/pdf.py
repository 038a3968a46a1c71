"""HTML and CSS to a tagged PDF, both PDF/UA-1 and PDF/A-2a, the same bytes every time.

WeasyPrint is imported inside `render_pdf`, which runs in a worker.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from everyread.store import Store
from everyread.typeset.engine import (
    listening,
    load_weasyprint,
    no_collection,
    refuse_faults,
    steady_surroundings,
)
from everyread.typeset.fonts import font_css

PICTURE_DPI = 300
"""Pictures are stored at most this fine: what a print shop asks for, and finer is never seen."""


def render_pdf(html: str, css: str, store: Store, *, title: str, language: str) -> bytes:
    """The PDF of a page of ours.

    `html` is a whole document made by a template, whose pictures are `blob:<digest>` addresses of the
    store; `css` is its only style sheet, and has its font family from `fonts.FONT_STACK`.  `title` and
    `language` (BCP 47) become the document's own.

    Raises ArticleError LPR-001 when a character is in none of our fonts and LPR-002 when a picture cannot
    be used; MachineError when Pango is missing.
    """
    load_weasyprint()
    from everyread.typeset.quick import short_cuts
    from everyread.typeset.streams import our_streams
    from everyread.typeset.tag_writing import our_tags

    with (
        listening() as log,
        steady_surroundings(),
        short_cuts(),
        our_tags(language),
        our_streams(),
        no_collection(),
    ):
        data, root = _set(html, css, store, title, language)
    refuse_faults(log, root)
    return data


def _set(html: str, css: str, store: Store, title: str, language: str) -> tuple[bytes, Element]:
    """The PDF, and the HTML as WeasyPrint has understood it; all else is garbage at the end."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    from everyread.typeset.archive import VARIANT, make_archival
    from everyread.typeset.bars import shorten_bars
    from everyread.typeset.bookmarks import plain_bookmarks
    from everyread.typeset.fetcher import StoreFetcher

    def finish(_: object, pdf: Any) -> None:
        plain_bookmarks(pdf)
        make_archival(pdf, title=title, language=language)

    options = {"pdf_variant": VARIANT, "dpi": PICTURE_DPI}
    fetcher, fonts = StoreFetcher(store), FontConfiguration()
    sheet = CSS(string=font_css() + css, url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=html, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=[sheet], **options)
    shorten_bars(document)
    document.metadata.title = title
    document.metadata.lang = language
    return document.write_pdf(finisher=finish, **options), page.etree_element

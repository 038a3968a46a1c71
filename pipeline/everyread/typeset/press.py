"""HTML and CSS to pages for a printing press: laid out once, looked at, then written.

WeasyPrint's own PDF/X is not used: it has the time of day and random numbers in it, draws its marks in
RGB, and claims PDF/X without an output intent.  It sets the pages; a `finisher` makes them fit for a press.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from everyread.typeset.engine import (
    listening,
    load_weasyprint,
    no_collection,
    refuse_faults,
    steady_surroundings,
)
from everyread.typeset.fonts import font_css

VERSION = "1.6"
"""Of PDF, which PDF/X-4 is made of (ISO 15930-7:2010, 6.1)."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages that are laid out and not yet written."""

    document: Any
    """WeasyPrint's."""
    root: Element
    """The HTML that was set."""

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    def page_of(self, anchor: str) -> int:
        """The page, from 0, on which the element with this id begins.

        Raises StopIteration when there is none.
        """
        return next(number for number, page in enumerate(self.document.pages) if anchor in page.anchors)

    def page_marked(self, label: str) -> int:
        """The first page, from 0, with a bookmark of this label; where there is none, one past the last."""
        marked = (
            number
            for number, page in enumerate(self.document.pages)
            if any(mark[1] == label for mark in page.bookmarks)
        )
        return next(marked, self.pages)


def lay_out(html: str, css: str, fetcher: Any) -> Laid:
    """Lay out a page of ours; `fetcher` gives its pictures and fonts.

    Raises ArticleError LPR-001 when a character is in none of our fonts and LPR-002 when a picture cannot
    be used; MachineError when Pango is missing.
    """
    weasyprint = load_weasyprint()
    from everyread.typeset.bars import shorten_bars
    from everyread.typeset.quick import short_cuts

    with listening() as log, steady_surroundings(), short_cuts(), no_collection():
        fonts = weasyprint.text.fonts.FontConfiguration()
        sheet = weasyprint.CSS(string=font_css() + css, url_fetcher=fetcher, font_config=fonts)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        document = page.render(font_config=fonts, stylesheets=[sheet], output_intent="device-cmyk")
        shorten_bars(document)
    refuse_faults(log, page.etree_element)
    return Laid(document, page.etree_element)


def write_for_press(laid: Laid, finish: Callable[[Any], None]) -> bytes:
    """The PDF of pages laid out, after `finish` has had its objects (pydyf) in hand.

    Links, anchors and bookmarks, which paper does not have and PDF/X forbids on a page, are left out.

    Raises ArticleError LPR-001 when a character is in none of our fonts.
    """
    from everyread.typeset.quick import short_cuts

    for page in laid.document.pages:
        page.links.clear()
        page.anchors.clear()
        page.bookmarks.clear()
    with listening() as log, steady_surroundings(), short_cuts(), no_collection():
        data: bytes = laid.document.write_pdf(
            pdf_version=VERSION,
            pdf_identifier=True,
            output_intent="device-cmyk",
            finisher=lambda _, pdf: finish(pdf),
        )
    refuse_faults(log, laid.root)
    return data

"""HTML and CSS to a tagged PDF/UA-1, the same bytes every time.

WeasyPrint is imported inside `render_pdf`, which runs in a worker.
"""

from __future__ import annotations

from everyread.store import Store
from everyread.typeset.engine import listening, load_weasyprint, refuse_faults, steady_surroundings
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
    weasyprint = load_weasyprint()
    from everyread.typeset.fetcher import StoreFetcher
    from everyread.typeset.mend import mend
    from everyread.typeset.quick import quick_page_references

    fetcher = StoreFetcher(store)
    with listening() as log, steady_surroundings(), quick_page_references():
        fonts = weasyprint.text.fonts.FontConfiguration()
        sheet = weasyprint.CSS(string=font_css() + css, url_fetcher=fetcher, font_config=fonts)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        document = page.render(
            font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1", dpi=PICTURE_DPI
        )
        document.metadata.title = title
        document.metadata.lang = language
        data: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", dpi=PICTURE_DPI, finisher=lambda _, pdf: mend(pdf, page.etree_element)
        )
    refuse_faults(log, page.etree_element)
    return data

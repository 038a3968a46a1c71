"""One engine sets one prepared issue: `python -m benchmarks.setting everyread|weasyprint|typst FOLDER`.

The folder is made by `benchmarks.large_print`.  Each engine writes ENGINE.pdf into it and exits, so that the
operating system can account for a whole process.  Typst may run in a Python that has nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path


def everyread(folder: Path) -> bytes:
    """The PDF that a build makes, tags and all."""
    from everyread.store import Store
    from everyread.typeset.pdf import render_pdf

    html, css = (folder / "issue.html").read_text(), (folder / "issue.css").read_text()
    return render_pdf(html, css, Store(folder / "store"), title="Benchmark", language="en-GB")


def weasyprint(folder: Path) -> bytes:
    """The same page from WeasyPrint by itself, tagged as PDF/UA-1."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from everyread.store import Store
    from everyread.typeset.fetcher import StoreFetcher
    from everyread.typeset.fonts import font_css

    html, css = (folder / "issue.html").read_text(), (folder / "issue.css").read_text()
    fetcher, fonts = StoreFetcher(Store(folder / "store")), FontConfiguration()
    sheet = CSS(string=font_css() + css, url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=html, url_fetcher=fetcher)
    data: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", dpi=300)
    return data


def typst(folder: Path) -> bytes:
    """The same text from Typst, tagged as PDF/UA-1."""
    import typst as engine

    data: bytes = engine.compile(
        folder / "issue.typ", root=folder, font_paths=[folder], ignore_system_fonts=True, pdf_standards="ua-1"
    )
    return data


ENGINES = {"everyread": everyread, "weasyprint": weasyprint, "typst": typst}

if __name__ == "__main__":
    Path(sys.argv[2], f"{sys.argv[1]}.pdf").write_bytes(ENGINES[sys.argv[1]](Path(sys.argv[2])))

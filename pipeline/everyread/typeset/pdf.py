"""HTML and CSS to a tagged PDF/UA-1, the same bytes every time.

WeasyPrint is imported inside `render_pdf`, which runs in a worker.
"""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any
from xml.etree.ElementTree import Element

from everyread.errors import ArticleError, MachineError
from everyread.store import Store
from everyread.typeset.fonts import font_css

PANGO = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
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
    weasyprint = _weasyprint()
    from everyread.typeset.fetcher import StoreFetcher
    from everyread.typeset.mend import mend
    from everyread.typeset.quick import quick_page_references

    fetcher = StoreFetcher(store)
    with _listening() as log, _steady_surroundings(), quick_page_references():
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
    _refuse_faults(log, page.etree_element)
    return data


def _weasyprint() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped]
        import weasyprint.text.fonts  # type: ignore[import-untyped]
    except OSError as error:  # cffi's word for a shared library that is not there
        raise MachineError("Pango, which lays out the PDFs, is not installed.", f"Run: {PANGO}") from error
    return weasyprint


@contextmanager
def _steady_surroundings() -> Iterator[None]:
    """Hide the machine's fonts, and stop the clock that fontTools would write into an embedded font."""
    with resources.as_file(resources.files("everyread.typeset") / "fonts.conf") as path:
        wanted = {"FONTCONFIG_FILE": str(path), "SOURCE_DATE_EPOCH": "0"}
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


class _Log(logging.Handler):
    """Keeps WeasyPrint's messages, for they tell of faults that raise nothing."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    logger = logging.getLogger("weasyprint")
    handler = _Log()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _refuse_faults(log: list[logging.LogRecord], root: Element) -> None:
    """Turn what WeasyPrint only mentions into errors: missing letters first, then what failed to load."""
    missing = [
        str(record.args[0])
        for record in log
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple)
    ]
    if missing:
        raise _missing_letter(missing[0], root)
    for record in log:
        if record.levelno >= logging.ERROR:
            raise ArticleError(
                "LPR-002",
                f"The PDF could not be made: {record.getMessage()}.",
                "If a picture is named, save it again as PNG or JPEG and build again.",
            )


def _missing_letter(letter: str, root: Element) -> ArticleError:
    name = unicodedata.name(letter, "a character without a name").lower()
    words = _words_around(letter, " ".join(root.itertext()))
    place = f" in “{words}”" if words else ""
    return ArticleError(
        "LPR-001",
        f"The character “{letter}” (U+{ord(letter):04X}, {name}){place} is in none of the fonts for print.",
        "Write it in words, or take it out, then build again.",
        paragraph=words,
    )


def _words_around(letter: str, text: str) -> str:
    match = re.search(rf"(?:\S+\s+){{0,3}}\S*{re.escape(letter)}\S*(?:\s+\S+){{0,3}}", text)
    return " ".join(match[0].split())[:120] if match else ""

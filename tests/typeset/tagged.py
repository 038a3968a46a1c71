"""Small tagged PDFs, read back as a screen reader would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from everyread.store import Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf

CSS = f"""html {{ font: 18pt {FONT_STACK} }}
@page {{ size: 120mm 100mm; margin: 15mm;
  @top-left {{ content: "Running title" }} @bottom-center {{ content: counter(page) }} }}
body {{ margin: 0 }}
.next {{ break-before: page }}
p {{ orphans: 1; widows: 1 }}"""
"""A page of it holds five lines of about 22 letters."""


def render(body: str, store: Store, css: str = "", title: str = "T") -> bytes:
    html = f'<!doctype html><html lang="en-GB"><title>T</title><body>{body}</body></html>'
    return render_pdf(html, CSS + css, store, title=title, language="en-GB")


class Tagged:
    """A PDF, its structure elements, and the words that belong to them."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._drawn = _drawn(data)

    @property
    def root(self) -> Any:
        return self.pdf.Root.StructTreeRoot.K[0]

    def all(self, kind: str) -> list[Any]:
        """The elements of a type, in reading order."""
        return [element for element in self.walk(self.root) if f"/{kind}" == element.S]

    def walk(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in kids(element):
            yield from self.walk(kid)

    def marks(self, element: Any) -> list[tuple[int, int]]:
        """Page and id of the marked contents directly in an element."""
        found = []
        for kid in element.K:
            if isinstance(kid, int):
                found.append((self._pages[element.Pg.objgen], kid))
            elif kid.Type == "/MCR":
                found.append((self._pages[kid.Pg.objgen], int(kid.MCID)))
        return found

    def text(self, element: Any) -> str:
        """The words of an element and all below, in reading order."""
        words: list[str] = []
        for kid in element.K:
            if isinstance(kid, int):
                words.append(self._drawn.get((self._pages[element.Pg.objgen], kid), ""))
            elif kid.Type == "/MCR":
                words.append(self._drawn.get((self._pages[kid.Pg.objgen], int(kid.MCID)), ""))
            elif kid.Type == "/StructElem":
                words.append(self.text(kid))
        return " ".join(word for word in words if word)

    def annotations(self, link: Any) -> list[Any]:
        return [kid.Obj for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]

    def marked(self, page: int) -> list[tuple[str, dict[str, Any]]]:
        """The tag and the properties of each marked content of a page."""
        return [
            (str(item.operands[0]), dict(item.operands[1].items()) if len(item.operands) > 1 else {})
            for item in pikepdf.parse_content_stream(self.pdf.pages[page])
            if str(item.operator) in ("BDC", "BMC")
        ]


def kids(element: Any) -> list[Any]:
    return [
        kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"
    ]


def shape(element: Any) -> Any:
    """The types of an element and all below: "P", or ("L", "LI", ...)."""
    below = [shape(kid) for kid in kids(element)]
    name = str(element.S)[1:]
    return (name, *below) if below else name


def _drawn(data: bytes) -> dict[tuple[int, int], str]:
    document = pypdfium2.PdfDocument(data)
    drawn: dict[tuple[int, int], str] = {}
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            key = number, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
            drawn[key] = drawn.get(key, "") + _text(item, text_page)
    document.close()
    return drawn


def _text(item: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (length // 2))()
    pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0").strip()

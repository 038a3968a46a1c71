"""Reads a finished PDF as its two readers meet it: every glyph for the eye, the tags for a screen reader.

Imported inside a worker only, since it loads PDFium and pikepdf.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from everyread.proof.prose import Stream, StreamMaker

UNREADABLE = (pypdfium2.PdfiumError, pikepdf.PdfError)
"""What `read_pdf` raises for a file that is not a whole PDF."""
INLINE = frozenset({"/Span", "/Link", "/NonStruct", "/Em", "/Strong", "/Quote", "/Reference"})
"""Tags that do not end a line of prose; every other tag does."""
SAME_LINE = 0.6
"""Two pieces stand on one line when their base lines differ by less than this part of the type size."""
LONGEST = 4096
"""Characters of the longest piece; a line of print has about fifty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text drawn in one go."""

    page: int
    """From 0."""
    mark: int
    """Marked-content id on its page; -1 for none."""
    text: str
    size: float
    """Points, as it stands on the page."""
    height: float
    """Of its base line, in points from the foot of the page."""


@dataclass(frozen=True, slots=True)
class PdfText:
    pages: int
    pieces: tuple[Piece, ...]
    """Everything drawn, page by page."""
    tagged: Stream
    """The words in the order in which a screen reader walks them."""


def read_pdf(data: bytes) -> PdfText:
    """The text of a PDF.

    Raises one of UNREADABLE when it cannot be opened.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        pages = len(document)
        pieces = tuple(piece for number in range(pages) for piece in _pieces(document[number], number))
    finally:
        document.close()
    return PdfText(pages, pieces, _tagged(data, pieces))


def _pieces(page: pypdfium2.PdfPage, number: int) -> Iterator[Piece]:
    text_page = page.get_textpage()
    buffer = (ctypes.c_ushort * LONGEST)()
    size = ctypes.c_float()
    for item, matrix, scale in _text_objects(
        page, 1.0, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    ):
        length = pdfium.FPDFTextObj_GetText(item, text_page, buffer, 2 * LONGEST) // 2 - 1
        text = bytes(buffer)[: 2 * length].decode("utf-16-le", "replace")
        pdfium.FPDFTextObj_GetFontSize(item, size)
        if text.strip():
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            yield Piece(number, mark, text, size.value * scale, matrix.f)
    text_page.close()
    page.close()


def _text_objects(
    holder: Any, scale: float, count: Callable[[Any], int], get: Callable[[Any, int], Any]
) -> Iterator[tuple[Any, pdfium.FS_MATRIX, float]]:
    """Every text object, its matrix and its scale, those of drawings inside the page too."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        own = scale * hypot(matrix.c, matrix.d)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item, matrix, own
        else:
            yield from _text_objects(item, own, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _tagged(data: bytes, pieces: tuple[Piece, ...]) -> Stream:
    drawn: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        drawn.setdefault((piece.page, piece.mark), []).append(piece)
    maker = StreamMaker()
    last: Piece | None = None
    block = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, mark, owner in _marks(pdf):
            for piece in drawn.get((page, mark), ()):
                if owner != block or last is None or not _same_line(last, piece):
                    maker.end_line()
                maker.add(piece.text)
                last, block = piece, owner
    return maker.stream()


def _same_line(one: Piece, other: Piece) -> bool:
    return one.page == other.page and abs(one.height - other.height) < SAME_LINE * max(one.size, other.size)


def _marks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, int]]:
    """Page, marked-content id and a number for its block of prose, in the order of the tag tree."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.get("/StructTreeRoot")
    blocks = 0
    waiting: list[tuple[Any, int, int]] = [(root, -1, 0)] if root is not None else []
    while waiting:
        node, page, block = waiting.pop()
        if isinstance(node, int):
            yield page, node, block
            continue
        if "/Pg" in node:
            page = pages.get(node.Pg.objgen, page)
        if "/MCID" in node:
            yield page, int(node.MCID), block
            continue
        if node.get("/S", "/Document") not in INLINE:
            blocks += 1
            block = blocks
        kids = node.get("/K", ())
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids != () else []
        waiting.extend((kid, page, block) for kid in reversed(kids) if _is_content(kid))


def _is_content(kid: Any) -> bool:
    return isinstance(kid, int) or kid.get("/Type") != "/OBJR"

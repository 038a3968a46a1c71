"""What is drawn on the pages of a PDF, as PDFium sees it: every stretch of text, every picture.

Imported inside a worker only, since it loads PDFium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from everyread.proof.pdf_ground import Box, Ground, Ink, ink_of

LONGEST = 4096
"""Characters of the longest piece; a line of print has about fifty."""
DEEPEST = 8
"""How many drawings may lie one inside another."""
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text drawn in one go."""

    page: int
    """From 0."""
    mark: int
    """Marked-content id on its page; -1 for none."""
    artifact: bool
    """Whether it is marked as page furniture, which no screen reader speaks."""
    text: str
    size: float
    """Points, as it stands on the page."""
    height: float
    """Of its base line, in points from the foot of the page."""
    box: Box
    font: str
    """PostScript name without the tag of its subset."""
    embedded: bool
    """Whether its font is in the file."""
    inside: bool
    """Whether it belongs to a drawing."""
    contrast: float = 21.0
    """Of the ink against what lies under it, 1 to 21: the least along its length."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of pixels."""

    page: int
    box: Box
    dpi: float
    """Pixels an inch at the size at which it is placed, across or down, whichever is fewer."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything on the pages, page by page in the order of drawing."""

    sheets: tuple[Box, ...]
    """What is seen of each page: its crop box."""
    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...]
    x_height: float
    """Of the running text, in points; 0 where it has no letter x."""

    @property
    def pages(self) -> int:
        return len(self.sheets)


def read_drawn(data: bytes) -> Drawn:
    """One pass over all pages.

    Raises pypdfium2.PdfiumError when the file is no PDF, or is cut short.
    """
    document = pypdfium2.PdfDocument(data)
    sheets: list[Box] = []
    found: list[Piece | Picture] = []
    try:
        for number in range(len(document)):
            page = document[number]
            sheets.append(page.get_cropbox())
            found.extend(_Reader(page, number).read())
            page.close()
        pieces = tuple(each for each in found if isinstance(each, Piece))
        x_height = _x_height(document, pieces)
    finally:
        document.close()
    pictures = tuple(each for each in found if isinstance(each, Picture))
    return Drawn(tuple(sheets), pieces, pictures, x_height)


class _Reader:
    """Reads one page: its text and pictures, then what is left when its text is taken away."""

    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        self._page = page
        self._number = number
        self._text_page = page.get_textpage()
        self._buffer = (ctypes.c_ushort * LONGEST)()
        self._fonts: dict[int, tuple[str, bool]] = {}

    def read(self) -> Iterator[Piece | Picture]:
        inks: list[Ink] = []
        pieces: list[Piece] = []
        for item, matrix, depth in _items(
            self._page, PLAIN, 0, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        ):
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                yield self._picture(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                piece = self._piece(item, matrix, depth > 0)
                if piece.text.strip():
                    pieces.append(piece)
                    inks.append(ink_of(item))
                pdfium.FPDFPageObj_SetIsActive(item, False)
        self._text_page.close()
        ground = Ground(self._page)
        for piece, ink in zip(pieces, inks, strict=True):
            yield replace(piece, contrast=ground.least_contrast(piece.box, piece.height, piece.size, ink))

    def _piece(self, item: Any, matrix: Matrix, inside: bool) -> Piece:
        length = pdfium.FPDFTextObj_GetText(item, self._text_page, self._buffer, 2 * LONGEST) // 2 - 1
        text = ctypes.string_at(self._buffer, 2 * max(0, length)).decode("utf-16-le", "replace")
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        own = _times(_matrix(item), matrix)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        return Piece(
            self._number,
            mark,
            mark < 0 and _is_artifact(item),
            text,
            size.value * hypot(own[2], own[3]),
            own[5],
            _box(item, matrix),
            *self._font(item),
            inside,
        )

    def _font(self, item: Any) -> tuple[str, bool]:
        handle = pdfium.FPDFTextObj_GetFont(item)
        # PDFium may use an address again, though not while a page is open.
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(handle, name, 256)
            plain = name.value.decode("utf-8", "replace")
            plain = plain.partition("+")[2] or plain
            self._fonts[address] = plain, pdfium.FPDFFont_GetIsEmbedded(handle) == 1
        return self._fonts[address]

    def _picture(self, item: Any, matrix: Matrix) -> Picture:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
        a, b, c, d, *_ = _times(_matrix(item), matrix)
        across, down = hypot(a, b) or 1.0, hypot(c, d) or 1.0
        dpi = 72 * min(width.value / across, height.value / down)
        return Picture(self._number, _box(item, matrix), dpi)


def _items(
    holder: Any, matrix: Matrix, depth: int, count: Callable[[Any], int], get: Callable[[Any, int], Any]
) -> Iterator[tuple[Any, Matrix, int]]:
    """Every object, with the matrix of the drawing that it lies in."""
    for index in range(count(holder)):
        item = get(holder, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix, depth
        elif depth < DEEPEST:
            inner = _times(_matrix(item), matrix)
            yield from _items(
                item, inner, depth + 1, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
            )


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    if two == PLAIN:
        return one
    (a, b, c, d, e, f), (p, q, r, s, t, u) = one, two
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _box(item: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    if matrix == PLAIN:
        return left.value, bottom.value, right.value, top.value
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left.value, right.value) for y in (bottom.value, top.value)]
    ys = [b * x + d * y + f for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return min(xs), min(ys), max(xs), max(ys)


def _is_artifact(item: Any) -> bool:
    name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        pdfium.FPDFPageObjMark_GetName(mark, name, 64, length)
        if bytes(name)[: max(0, length.value - 2)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def _x_height(document: pypdfium2.PdfDocument, pieces: tuple[Piece, ...]) -> float:
    """The height of one letter x of the commonest size and font, in points."""
    letters: dict[tuple[float, str], int] = {}
    for piece in pieces:
        kind = round(piece.size, 1), piece.font
        letters[kind] = letters.get(kind, 0) + len(piece.text)
    if not letters:
        return 0.0
    common = max(letters, key=lambda kind: (letters[kind], kind))
    for piece in pieces:
        if "x" in piece.text and (round(piece.size, 1), piece.font) == common:
            return _height_of_x(document[piece.page], piece.box)
    return 0.0


def _height_of_x(page: pypdfium2.PdfPage, box: Box) -> float:
    text_page = page.get_textpage()
    try:
        for index in range(text_page.count_chars()):
            if pdfium.FPDFText_GetUnicode(text_page, index) == ord("x"):
                left, bottom, right, top = text_page.get_charbox(index)
                if box[0] <= (left + right) / 2 <= box[2] and box[1] <= (bottom + top) / 2 <= box[3]:
                    return float(top - bottom)
    finally:
        text_page.close()
        page.close()
    return 0.0

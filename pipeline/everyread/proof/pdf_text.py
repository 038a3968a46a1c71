"""The words of a finished PDF as its two readers meet them: lines for the eye, tags for a screen reader.

Imported inside a worker only, since it loads PDFium and pikepdf.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from everyread.proof.pdf_drawn import Drawn, Piece, read_drawn
from everyread.proof.pdf_press import Press, read_press
from everyread.proof.pdf_stream import Stream, StreamMaker
from everyread.proof.pdf_tags import INLINE, Element, Mark, Tagged, read_tags

UNREADABLE = (pypdfium2.PdfiumError, pikepdf.PdfError)
"""What `read_pdf` raises for a file that is not a whole PDF."""
SAME_LINE = 0.6
"""Two pieces stand on one line when their base lines differ by less than this part of the type size."""
COLUMN_GAP = 1.5
"""A gap of so many times the type size is the border of a column."""
LABEL_GAP = 3.0
"""A number that stands farther in front of a text, in times the type size, does not belong to it."""
_LEADERS = re.compile(r"(?:\. ?){3,}")
_PAGE_NUMBER = re.compile(r"(?:page )?(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the eye takes it in."""

    page: int
    height: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its words, without leader dots."""
        return " ".join(_LEADERS.sub(" ", "".join(piece.text for piece in self.pieces)).split())


@dataclass(frozen=True, slots=True)
class PdfText:
    """A finished PDF, read back."""

    drawn: Drawn
    tags: Tagged
    marked: dict[Mark, list[Piece]]
    """The text of each stretch of marked content."""
    press: Press | None
    """What concerns the printing press; None unless asked for."""

    def stream_of(self, element: Element) -> Stream:
        """The words in the order in which a screen reader walks them."""
        maker = StreamMaker()
        last: Piece | None = None
        block = -1
        for owner, kid in _blocks(element):
            if isinstance(kid, str):
                maker.end_line()
                maker.add(kid)
                maker.end_line()
                continue
            for piece in self.marked.get(kid, ()):
                if owner != block or last is None or not same_line(last, piece):
                    maker.end_line()
                maker.add(piece.text)
                last, block = piece, owner
        return maker.stream()

    def words_of(self, element: Element) -> str:
        """Its words without any white space, for comparing."""
        return self.stream_of(element).text

    def shown(self, element: Element) -> str:
        """Its words for a person to read."""
        pieces = [piece.text for mark in element.marks() for piece in self.marked.get(mark, ())]
        return " ".join("".join(pieces).split())

    def lines(self) -> list[Line]:
        """Everything drawn, in lines, in the order of drawing."""
        lines: list[list[Piece]] = []
        for piece in self.drawn.pieces:
            if lines and _goes_on(lines[-1][-1], piece):
                lines[-1].append(piece)
            else:
                lines.append([piece])
        return [Line(each[0].page, each[0].height, tuple(each)) for each in lines]


def read_pdf(data: bytes, *, press: bool = False) -> PdfText:
    """Read a PDF back; with `press`, what concerns the printing press too.

    Raises one of UNREADABLE when it cannot be opened.
    """
    drawn = read_drawn(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = read_tags(pdf)
        pressed = read_press(pdf) if press else None
    marked: dict[Mark, list[Piece]] = {}
    for piece in drawn.pieces:
        if piece.mark >= 0:
            marked.setdefault(Mark(piece.page, piece.mark), []).append(piece)
    return PdfText(drawn, tags, marked, pressed)


def same_line(one: Piece, other: Piece) -> bool:
    return one.page == other.page and abs(one.height - other.height) < SAME_LINE * max(one.size, other.size)


def _goes_on(one: Piece, other: Piece) -> bool:
    gap = other.box[0] - one.box[2]
    return same_line(one, other) and -other.size < gap < COLUMN_GAP * max(one.size, other.size)


def _blocks(element: Element) -> Iterator[tuple[int, Mark | str]]:
    """Marked content, or what is said in its place, each with a number for its block of prose."""
    blocks = 0
    waiting: list[tuple[Element | Mark, int]] = [(element, 0)]
    while waiting:
        one, block = waiting.pop()
        if isinstance(one, Mark):
            yield block, one
            continue
        if one.tag not in INLINE:
            blocks += 1
            block = blocks
        if one.spoken:
            yield block, one.spoken
        else:
            waiting.extend((kid, block) for kid in reversed(one.kids))


def stream_of_lines(lines: Iterable[Line]) -> Stream:
    """Words in the order of drawing, which in a book is the order of reading."""
    maker = StreamMaker()
    for line in lines:
        maker.end_line()
        for piece in line.pieces:
            maker.add(piece.text)
    return maker.stream()


def as_read(lines: Iterable[Line]) -> list[Line]:
    """Lines in the order of reading: the number of a list item is drawn after its text, to the left of it."""
    read: list[Line] = []
    for _, page in groupby(lines, key=lambda line: line.page):
        own: list[Line] = []
        for line in page:
            places = (place for place, other in enumerate(own) if _stands_before(line, other))
            own.insert(next(places, len(own)), line)
        read += own
    return read


def _stands_before(one: Line, other: Line) -> bool:
    if not same_line(one.pieces[0], other.pieces[0]):
        return False
    gap = other.pieces[0].box[0] - one.pieces[-1].box[2]
    return -1 < gap < LABEL_GAP * other.pieces[0].size


def highest(lines: Iterable[Line]) -> list[Line]:
    """The line at the head of each page."""
    found: dict[int, Line] = {}
    for line in lines:
        found[line.page] = max(found.get(line.page, line), line, key=lambda each: each.height)
    return list(found.values())


def page_numbers(lines: Iterable[Line]) -> list[Line]:
    """The line at the foot of each page, where it is a number."""
    found: dict[int, Line] = {}
    for line in lines:
        found[line.page] = min(found.get(line.page, line), line, key=lambda each: each.height)
    return [line for line in found.values() if _PAGE_NUMBER.fullmatch(line.text)]


def repeated_heads(lines: Iterable[Line]) -> list[Line]:
    """The line at the head of each page, where a page near by has the same words in the same place."""
    found = {line.page: line for line in highest(lines)}
    return [
        line
        for page, line in found.items()
        if any(_same_place(line, found.get(page + step)) for step in (-2, -1, 1, 2))
    ]


def _same_place(one: Line, other: Line | None) -> bool:
    return other is not None and one.text == other.text and abs(one.height - other.height) < 1

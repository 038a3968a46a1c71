"""Braille in lines and pages: 40 cells by 25 lines, each page headed and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.delivery.braille.passages import Passage

CELLS = 40
LINES = 25
BODY = LINES - 1
"""Lines of a page below its head."""
MARGIN = 3
"""Blank cells on each side of a centred heading, at least (Braille Formats 4.4)."""
NUMBER_COLUMN = 6
"""Cells at the right of a contents list that its titles keep clear (Braille Formats 2.10)."""
GUIDE = '"'
"""Guide dots that lead to a page number: dot 5."""
CONTINUES = '"'
"""At the end of a line: what follows belongs to the same word (UEB 10.13: dot 5)."""
BOX_TOP, BOX_BOTTOM = "7" * CELLS, "G" * CELLS
"""Dots 2356 and 1245, the lines above and below a box."""
_FIGURES = str.maketrans("1234567890", "ABCDEFGHIJ")


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a passage, and how they go onto a page."""

    lines: tuple[str, ...]
    before: bool = False
    after: bool = False
    keep: bool = False


def number(figure: int) -> str:
    """A number in braille: the numeric sign, and letters for figures."""
    return f"#{str(figure).translate(_FIGURES)}"


def grouped(passage: Passage, braille: str) -> Group:
    """The lines of a passage whose braille this is."""
    lines = centred(braille) if passage.centred else wrapped(braille, passage.first, passage.runover)
    top = [BOX_TOP] * passage.opens_box
    bottom = [BOX_BOTTOM] * passage.closes_box
    return Group((*top, *lines, *bottom), passage.before, passage.after, passage.keep)


def wrapped(text: str, first: int, runover: int, cells: int = CELLS) -> list[str]:
    """Lines broken at spaces; a word longer than a line is broken with the sign that it goes on."""
    lines: list[str] = []
    line, room = "", cells - first
    for word in _fitting(text.split(), cells - max(first, runover)):
        if line and len(line) + 1 + len(word) > room:
            lines.append(" " * (runover if lines else first) + line)
            line, room = "", cells - runover
        line = f"{line} {word}" if line else word
    return [*lines, " " * (runover if lines else first) + line] if line else lines


def _fitting(words: Sequence[str], room: int) -> Iterator[str]:
    for word in words:
        rest = word
        while len(rest) > room:
            yield rest[: room - 1] + CONTINUES
            rest = rest[room - 1 :]
        yield rest


def centred(text: str) -> list[str]:
    return [line.center(CELLS).rstrip() for line in wrapped(text, 0, 0, CELLS - 2 * MARGIN)]


def entry(text: str, page: int) -> list[str]:
    """A line of the contents, from cell 1 with what runs over in cell 3, and dots to its page number."""
    lines = wrapped(text, 0, 2, CELLS - NUMBER_COLUMN)
    last, figure = lines[-1], number(page)
    dots = CELLS - len(last) - len(figure) - 2
    guide = GUIDE * dots if dots > 1 else " " * dots
    return [*lines[:-1], f"{last} {guide} {figure}"]


def paged(groups: Sequence[Group]) -> list[list[str]]:
    """The lines in pages, a heading with what follows it, and no last line of a passage by itself."""
    pages: list[list[str]] = [[]]
    gap = False
    for position, group in enumerate(groups):
        lines = list(group.lines)
        blank = bool(pages[-1]) and (gap or group.before)
        if pages[-1] and len(pages[-1]) + blank + _needed(groups, position) > BODY:
            pages.append([])
            blank = False
        pages[-1].extend([""] * blank)
        while (room := BODY - len(pages[-1])) < len(lines):
            taken = room - 1 if len(lines) - room == 1 and room > 1 else room
            pages[-1].extend(lines[:taken])
            lines = lines[taken:]
            pages.append([])
        pages[-1].extend(lines)
        gap = group.after
    return pages


def _needed(groups: Sequence[Group], position: int) -> int:
    """Lines that must be on the page where this group begins."""
    group = groups[position]
    if not group.keep or position + 1 == len(groups):
        return min(len(group.lines), 2)
    blank = group.after or groups[position + 1].before
    return len(group.lines) + blank + min(_needed(groups, position + 1), BODY // 2)


def headed(body: Sequence[str], head: str, page: int) -> list[str]:
    """A page with its head: as much of the running head as there is room for, and the page's number."""
    figure = number(page)
    side = len(figure) + MARGIN
    room = CELLS - 2 * side
    shown = next(iter(wrapped(head, 0, 0, room)), "").removesuffix(CONTINUES)
    return [f"{' ' * side}{shown.center(room)}{' ' * MARGIN}{figure}", *body]


def written(pages: Sequence[Sequence[str]]) -> bytes:
    """The file as embossers want it: carriage return and line feed end a line, a form feed ends a page."""
    return "".join("".join(f"{line.rstrip()}\r\n" for line in page) + "\f" for page in pages).encode("ascii")

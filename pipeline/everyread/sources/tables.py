"""The geometry of an HTML table: merged cells laid out on a grid, so that every row has the same width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from everyread.sources.tree import is_all_bold

MOST_COLUMNS = 40
MOST_PLACES = 100_000
"""Cells of the grid; more is an attack by rowspan and colspan, or a database."""
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_BESIDE_ROWS = frozenset({"caption", "colgroup", "col"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the grid: its cell, or None where nothing stands; and whether it heads a row or column."""

    cell: HtmlElement | None = None
    header: bool = False


Row = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table; `head` is the first row when all of it is headers, else empty."""

    head: Row
    rows: tuple[Row, ...]


def grid_of(table: HtmlElement) -> Grid | None:
    """The table's own rows; None when it is no table of data: one column, stray text, or absurdly large.

    A cell merged over several rows is said again in each, since a row is read alone; one merged over
    several columns stands in the first, and the others stay empty.
    """
    if not _is_regular(table):
        return None
    lines = list(_rows(table))
    places = _lay_out([row for row, _ in lines])
    width = 1 + max((column for _, column in places), default=0)
    if not places or width < 2 or width * len(lines) > MOST_PLACES:
        return None
    empty = Place()
    rows = [tuple(places.get((at, column), empty) for column in range(width)) for at in range(len(lines))]
    headed = lines[0][1] or all(cell.tag == "th" for cell in lines[0][0]) or _is_set_apart(lines)
    if headed and len(rows) > 1:
        return Grid(tuple(Place(place.cell, header=True) for place in rows[0]), tuple(rows[1:]))
    return Grid((), tuple(rows))


def _is_set_apart(lines: list[tuple[HtmlElement, bool]]) -> bool:
    """Whether the first row alone is bold in all its cells, as word processors show the names of columns."""
    bold = [all(is_all_bold(cell) for cell in row) and len(row) > 1 for row, _ in lines]
    return bold[0] and not any(bold[1:])


def _lay_out(rows: list[HtmlElement]) -> dict[tuple[int, int], Place]:
    places: dict[tuple[int, int], Place] = {}
    work = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in places:
                column += 1
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - at)
            work += wide * high
            if column + wide > MOST_COLUMNS or work > MOST_PLACES:
                return {}
            first, rest = Place(cell, cell.tag == "th"), Place(None, cell.tag == "th")
            for down in range(high):
                for across in range(wide):
                    places.setdefault((at + down, column + across), first if across == 0 else rest)
            column += wide
    return places


def _rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Each row, and whether it is in the table's head."""
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in _PARTS:
            yield from ((row, child.tag == "thead") for row in child)


def _is_regular(table: HtmlElement) -> bool:
    """Whether all text is in cells: text between them would otherwise be lost."""
    parts = [table, *(child for child in table if child.tag in _PARTS)]
    rows = [row for part in parts for row in part if row.tag not in _PARTS | _BESIDE_ROWS]
    cells = [cell for row in rows for cell in row]
    return (
        all(row.tag == "tr" for row in rows)
        and all(cell.tag in {"td", "th"} for cell in cells)
        and not any(_has_own_text(element) for element in [*parts, *rows])
    )


def _has_own_text(element: HtmlElement) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 6 else 1

"""The geometry of a printed page: what is cut off, what bleeds, and the marks that say where to cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

POINTS_A_MILLIMETRE = 72 / 25.4
MARK_LENGTH = 5.0
MARK_GAP = 1.0
"""Millimetres between the bleed and a mark, so that no mark is left on a page cut badly."""
_HAIRLINE = 0.25
"""Points: thinner lines are lost on a plate."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points, as a PDF has it."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What is around a page that is to be cut out of a larger sheet, in millimetres."""

    bleed: float
    marks: bool

    @property
    def around(self) -> float:
        """Points between the edge of the sheet and the edge of the page."""
        return points(self.bleed + (MARK_GAP + MARK_LENGTH + MARK_GAP if self.marks else 0))

    def boxes(self, width: float, height: float) -> dict[str, Box]:
        """The three boxes of a page of so many points (ISO 32000-1, 14.11.2)."""
        edge, bleed = self.around, points(self.bleed)
        trim = (edge, edge, edge + width, edge + height)
        return {
            "MediaBox": _rounded((0, 0, width + 2 * edge, height + 2 * edge)),
            "BleedBox": _rounded((trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed)),
            "TrimBox": _rounded(trim),
        }

    def drawn(self, width: float, height: float, ink: str, folds: tuple[float, ...] = ()) -> str:
        """The operators that draw the marks of a page; `ink` sets the colour of lines.

        `folds` are places between left and right where a sheet is folded, which have dashed marks.
        """
        if not self.marks:
            return ""
        lines = [f"q {ink} {_HAIRLINE} w", *map(_line, self._cuts(width, height))]
        if folds:
            lines += ["[2 2] 0 d", *(_line(line) for fold in folds for line in self._ends(fold, height))]
        return "\n".join([*lines, "Q"])

    def _cuts(self, width: float, height: float) -> Iterator[Box]:
        edge = self.around
        for x in (0.0, width):
            yield from self._ends(x, height)
        for y in (edge, edge + height):
            yield (points(MARK_GAP), y, points(MARK_GAP + MARK_LENGTH), y)
            right = width + 2 * edge
            yield (right - points(MARK_GAP + MARK_LENGTH), y, right - points(MARK_GAP), y)

    def _ends(self, across: float, height: float) -> Iterator[Box]:
        """The two upright marks, at foot and head, of a place so far from the left edge of the page."""
        x, top = self.around + across, height + 2 * self.around
        yield (x, points(MARK_GAP), x, points(MARK_GAP + MARK_LENGTH))
        yield (x, top - points(MARK_GAP + MARK_LENGTH), x, top - points(MARK_GAP))


def points(millimetres: float) -> float:
    return millimetres * POINTS_A_MILLIMETRE


def _line(line: Box) -> str:
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l S".format(*line)


def _rounded(box: Box) -> Box:
    """In thousandths, so that two programs that add up millimetres agree."""
    left, bottom, right, top = (round(each, 3) for each in box)
    return (left, bottom, right, top)

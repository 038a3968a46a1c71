"""The report's plots: reading ages as rows of marks on a common scale of years.

Places are percentages of the width, so that the marks spread on a wide screen while the letters keep their
size on a narrow one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LABEL_LETTERS = 34
"""Letters of a title that a telephone shows on one line; the table beside the plot has it all."""
_SHORTEST_SCALE = 8
"""Years; on a shorter scale small differences would look large."""
_MARGIN = 4.0
"""Percent left free at either end, so that a mark there is not cut."""
Shape = Literal["circle", "diamond", "square"]
"""circle: within the target; diamond: above it, or accepted; square: held back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row before it has a place: a label, an age, and what it is compared with."""

    label: str
    age: float
    target: float
    low: float
    """The lower end of what the age may be, or of the ages it is the average of."""
    high: float
    shape: Shape = "circle"


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a plot; x, low, high and target in percent of the width."""

    label: str
    value: str
    x: float
    low: float
    high: float
    target: float
    shape: Shape


@dataclass(frozen=True, slots=True)
class Plot:
    """Rows on a scale."""

    rows: tuple[Mark, ...]
    ticks: tuple[tuple[int, float], ...]
    """Years with their places in percent."""


def plot(lines: Sequence[Line]) -> Plot | None:
    """The lines on one scale of whole years; None when there is nothing to show."""
    if not lines:
        return None
    values = [value for line in lines for value in (line.low, line.high, line.age, line.target)]
    first, last = math.floor(min(values)), math.ceil(max(values))
    last = max(last, first + _SHORTEST_SCALE)
    step = 2 if last - first <= 16 else 5  # more than eight years with a number would touch on a telephone

    def place(age: float) -> float:
        return round(_MARGIN + (100 - 2 * _MARGIN) * (age - first) / (last - first), 2)

    rows = tuple(
        Mark(
            _shortened(line.label),
            f"{line.age:.1f}",
            place(line.age),
            place(line.low),
            place(line.high),
            place(line.target),
            line.shape,
        )
        for line in lines
    )
    return Plot(rows, tuple((year, place(year)) for year in range(first, last + 1) if year % step == 0))


def _shortened(label: str) -> str:
    return label if len(label) <= LABEL_LETTERS else f"{label[: LABEL_LETTERS - 1].rstrip(' ,:–')}…"

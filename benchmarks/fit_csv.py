"""The tables of measured texts as CSV: what tells the texts apart, then the formulas, then the features."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from everyread.readability.features import NAMES
from everyread.readability.formulas import FORMULAS

TEXTSTAT = tuple(f"textstat_{name}" for name in FORMULAS)
RIVALS = (*FORMULAS, *TEXTSTAT)
"""Every formula with our counts, then as textstat has it."""

Figures = tuple[float, ...]


class Measured(Protocol):
    """A text with its figures."""

    @property
    def formulas(self) -> Figures:
        """In the order of RIVALS."""

    @property
    def features(self) -> Figures:
        """In the order of NAMES."""


def write_rows(rows: Iterable[Measured], plain: Sequence[str], path: Path) -> None:
    """A line a text: its attributes that are named in `plain`, and its figures."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow([*plain, *RIVALS, *NAMES])
        for row in rows:
            table.writerow([*(getattr(row, name) for name in plain), *row.formulas, *row.features])


def read_rows(path: Path) -> Iterator[tuple[dict[str, str], Figures, Figures]]:
    """Each line by its columns, with its formulas and its features as numbers."""
    with path.open(newline="", encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            yield line, *(tuple(float(line[name]) for name in names) for names in (RIVALS, NAMES))

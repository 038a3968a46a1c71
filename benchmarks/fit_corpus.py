"""What everyread's own measure is fitted on, as arrays: the tables of `benchmarks.onestop` and `.graded`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks import graded, onestop
from benchmarks.graded import Passage
from benchmarks.onestop import LEVELS, Row

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Graded:
    """The passages of one source of graded books."""

    grades: Matrix
    features: Matrix
    """Passage x feature."""
    formulas: Matrix
    """Passage x RIVALS."""
    numbers: Matrix
    """Of the book that each passage is from."""

    @classmethod
    def of(cls, rows: Iterable[Passage], source: str) -> Graded:
        found = [row for row in rows if row.source == source]
        return cls(
            np.array([row.grade for row in found], dtype=float),
            np.array([row.features for row in found]),
            np.array([row.formulas for row in found]),
            np.array([row.book for row in found], dtype=float),
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """The tables as arrays: article x level x feature, and each source of graded books."""

    articles: tuple[str, ...]
    whole: Matrix
    excerpt: Matrix
    whole_formulas: Matrix
    excerpt_formulas: Matrix
    words: Matrix
    """Of whole texts: article x level."""
    books: tuple[Graded, ...]
    """In the order of graded.SOURCES."""

    @classmethod
    def of(cls, rows: Iterable[Row], passages: Sequence[Passage]) -> Corpus:
        found = {(row.article, row.level, row.part): row for row in rows}
        articles = tuple(sorted({article for article, _, _ in found}))

        def stack(part: str, name: str) -> Matrix:
            return np.array(
                [[getattr(found[each, level, part], name) for level in LEVELS] for each in articles]
            )

        return cls(
            articles,
            stack("whole", "features"),
            stack("excerpt", "features"),
            stack("whole", "formulas"),
            stack("excerpt", "formulas"),
            stack("whole", "words"),
            tuple(Graded.of(passages, source) for source in graded.SOURCES),
        )

    def means(self) -> Matrix:
        """The middle of each feature: every source counts once, however many texts it has."""
        middles = [self.whole.mean(axis=(0, 1)), *(each.features.mean(axis=0) for each in self.books)]
        middle: Matrix = np.mean(middles, axis=0)
        return middle


def corpus_of_tables() -> Corpus:
    """The corpus as the project has it."""
    return Corpus.of(onestop.read(), graded.read())

"""What everyread's own measure is tried on and never fitted on: sentences whose difficulty people rated.

CEFR-SP (Arase, Uchida and Kajiwara 2022) has sentences of Wikipedia and Simple Wikipedia (CC BY-SA 3.0), each
with the levels, from 1 to 6, that two teachers of English gave it.  281 of them were taken from four pages of
the files, some of each level, before anything was measured; many that tell only when somebody died were left
out.  They stay out of the project: the table beside this module holds what was measured, how each begins, and
its SHA-256.

    python -m benchmarks.rated FILE     measure again; a line is: one level, tab, the other, tab, the sentence
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fit_csv import read_rows, write_rows
from benchmarks.onestop import measure
from everyread.readability.words import WordBook

TABLE = Path(__file__).parent / "rated.csv"
_OPENING = 3
"""Words by which a sentence can be found in its file."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What was measured on one sentence."""

    rating: int
    """The sum of both levels."""
    opening: str
    sha256: str
    formulas: tuple[float, ...]
    """In the order of RIVALS."""
    features: tuple[float, ...]
    """In the order of NAMES."""


def sentences(path: Path) -> Iterator[Rated]:
    """Every sentence of the file, measured, in order."""
    book = WordBook({})
    for line in path.read_text("utf-8").splitlines():
        one, other, text = line.split("\t")
        row, _ = measure("", "", [text], book)
        yield Rated(
            int(one) + int(other),
            " ".join(text.split()[:_OPENING]),
            hashlib.sha256(text.encode()).hexdigest(),
            row.formulas,
            row.features,
        )


def write(rows: Iterable[Rated], path: Path = TABLE) -> None:
    """The sentences as CSV."""
    write_rows(rows, _PLAIN, path)


def read(path: Path = TABLE) -> list[Rated]:
    """The sentences of the table."""
    return [
        Rated(int(line["rating"]), line["opening"], line["sha256"], formulas, features)
        for line, formulas, features in read_rows(path)
    ]


_PLAIN = ("rating", "opening", "sha256")


def main(path: str) -> None:
    """Measure every sentence of the file and write the table."""
    write(sentences(Path(path)))


if __name__ == "__main__":
    main(sys.argv[1])

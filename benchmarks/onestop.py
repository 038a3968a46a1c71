"""What everyread's own measure is fitted on: the features of OneStopEnglish, as a table of numbers.

OneStopEnglish (Vajjala and Lučić 2018, CC BY-SA 4.0) has newspaper articles that teachers rewrote at three
levels.  Its texts stay where they are; the table beside this module holds only what was measured on them.

    python -m benchmarks.onestop ../shared/data/onestop-120.tar.gz     measure again, about a minute
"""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fit_csv import read_rows, write_rows
from everyread.readability import grammar
from everyread.readability.counts import Counted, count_words, names_in, total
from everyread.readability.features import features
from everyread.readability.formulas import FORMULAS
from everyread.readability.measured import Measured
from everyread.readability.scores import textstat_figures
from everyread.readability.words import WordBook
from everyread.sentences import split_text

TABLE = Path(__file__).parent / "onestop.csv"
LEVELS = ("ele", "int", "adv")
"""From easy to hard: elementary, intermediate and advanced learners of English."""
EXCERPT = 150
"""Words of an excerpt, as long as those that readability is usually judged on."""
_FIGURES = 5
"""Significant figures in the table: beyond what a sentence more or less would change."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one text, or on the first `EXCERPT` words of it."""

    article: str
    level: str
    part: str
    """"whole" or "excerpt"."""
    words: int
    formulas: tuple[float, ...]
    """In the order of RIVALS."""
    features: tuple[float, ...]
    """In the order of NAMES."""


def texts(archive: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Article, level and paragraphs of every text in the archive, by name."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            stream = tar.extractfile(member) if member.name.endswith(".txt") else None
            if stream:
                article, _, level = Path(member.name).stem.rpartition("-")
                lines = stream.read().decode("utf-8-sig").splitlines()
                yield article, level, [line for line in lines if line.strip()]


def measure(article: str, level: str, paragraphs: Sequence[str], book: WordBook) -> list[Row]:
    """The row of a whole text and the row of its first words."""
    pieces = [sentence for paragraph in paragraphs for sentence in split_text(paragraph)]
    sentences = [Measured(f"s{number:04d}", piece) for number, piece in enumerate(pieces, start=1)]
    counted = [unit for unit in count_words(sentences, book) if unit.words]
    parsed = grammar.grammar_of(unit.sentence.text for unit in counted)
    parts = {"whole": counted, "excerpt": list(_first(counted, EXCERPT))}
    return [_row(article, level, part, units, parsed) for part, units in parts.items()]


def _row(
    article: str, level: str, part: str, units: Sequence[Counted], parsed: dict[str, grammar.Grammar]
) -> Row:
    names = names_in(units)
    counts = total(units, names)
    return Row(
        article,
        level,
        part,
        counts.words,
        (*(_short(formula(counts)) for formula in FORMULAS.values()), *_textstat(units)),
        tuple(map(_short, features(units, parsed, names))),
    )


def _textstat(units: Sequence[Counted]) -> Iterator[float]:
    found = textstat_figures(" ".join(unit.sentence.text for unit in units))
    return (_short(found[name]) for name in FORMULAS)


def _first(units: Sequence[Counted], words: int) -> Iterator[Counted]:
    for unit in units:
        if words <= 0:
            return
        words -= len(unit.words)
        yield unit


def _short(value: float) -> float:
    return float(f"{value:.{_FIGURES}g}")


def write(rows: Iterable[Row], path: Path = TABLE) -> None:
    """The rows as CSV."""
    write_rows(rows, ("article", "level", "part", "words"), path)


def read(path: Path = TABLE) -> list[Row]:
    """The rows of the table."""
    return [
        Row(line["article"], line["level"], line["part"], int(line["words"]), formulas, features)
        for line, formulas, features in read_rows(path)
    ]


def main(archive: str) -> None:
    """Measure every text of the archive and write the table."""
    book = WordBook({})
    write(row for text in texts(Path(archive)) for row in measure(*text, book))


if __name__ == "__main__":
    main(sys.argv[1])

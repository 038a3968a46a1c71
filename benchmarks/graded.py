"""The second thing everyread's own measure is fitted on: passages of old books for readers of a known grade.

School readers were put together by grade, for reading, from stories, science, history and oratory: a range of
kinds and of difficulty that no set of news has.  All are in the public domain in the United States, and were
taken as Project Gutenberg prints them, without the numbers of verses, the marks of syllables, and dashes.
The passages stay out of the project.  The table beside this module holds what was measured on them, and how
each begins, with the SHA-256 of its file, so that it can be cut out of the book again.

    python -m benchmarks.graded FOLDER     measure again; files are named SOURCE-GRADE-GUTENBERG-NAME.txt
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

TABLE = Path(__file__).parent / "graded.csv"
SOURCES = ("mcguffey", "readers", "books")
"""One series whose books are numbered by their editor; other readers and school books that say their grade;
and books whose grade is mostly our judgement."""
BOOKS = {
    14668: "McGuffey's Second Eclectic Reader",
    14766: "McGuffey's Third Eclectic Reader",
    14880: "McGuffey's Fourth Eclectic Reader",
    15040: "McGuffey's Fifth Eclectic Reader",
    16751: "McGuffey's Sixth Eclectic Reader",
    15659: "The Beacon Second Reader",
    15170: "The Child's World Third Reader",
    12228: "Home Geography for Primary Grades",
    18442: "Fifty Famous Stories Retold",
    18561: "The Ontario Readers: Third Book",
    10811: "De La Salle Fifth Reader",
    19721: "The Literary World Seventh Reader",
    5726: "The Fairy-Land of Science",
    14474: "The Chemical History of a Candle",
    34901: "On Liberty",
    18217: "Chambers's Elementary Science Readers, Book I",
    22420: "The Book of Nature Myths",
    38412: "The Young and Field Literary Readers, Book Two",
    15597: "Stories of American Life and Adventure",
    25646: "Child's Health Primer for Primary Classes",
    52044: "The Wide Awake Third Reader",
    6685: "Story Hour Readers, Book Three",
    7425: "The Louisa Alcott Reader",
    15825: "New National Fourth Reader",
    1490: "The New McGuffey Fourth Reader",
    9106: "The Elson Readers, Book Five",
    18618: "Stories of Later American History",
    11218: "Highroads of Geography, Introductory Book",
    26603: "The Later Cave-Men",
    32251: "Applied Physiology, Primary Grade",
    24852: "The Wonders of the Jungle, Book One",
    31616: "Health Lessons, Book 1",
    35742: "American Leaders and Heroes",
    16593: "General Science",
    39969: "A Civic Biology",
    10609: "English Literature",
    40369: "The Silent Readers: Sixth Reader",
    18779: "Physiology and Hygiene for Secondary Schools",
    19923: "The Ontario Readers: The High School Reader",
    22795: "The Ontario High School Reader",
    12088: "Composition-Rhetoric",
    16960: "History of the United States",
    11276: "Civil Government in the United States",
    37423: "How We Think",
    28496: "Introduction to the Science of Sociology",
}
"""By number in Project Gutenberg.

The grade of a numbered reader is its number, or what its title page or preface says.  Of others it is our
judgement, from whom they say they were written for (11218: 2, 12228, 18442, 26603 and 32251: 3, 24852: 4,
18561, 31616 and 35742: 5, 5726: 7, 14474: 8, 16593: 9, 12088: 10 and 11, 10609, 11276 and 16960: 11, 34901:
12).  High school without a year is taken as grade 10, and college (28496, 37423) as grade 14.
"""
INFORMATIVE = frozenset(
    {
        5726, 10609, 11218, 11276, 12088, 12228, 14474, 15597, 16593, 16960, 18217, 18618, 18779, 24852,
        25646, 26603, 28496, 31616, 32251, 34901, 35742, 37423, 39969,
    }
)  # fmt: skip
"""Books of facts and arguments."""
STORIES = frozenset({6685, 7425, 15170, 15659, 18442, 18561, 19721, 22420, 38412})
"""Books of stories; the others hold both."""
_OPENING = 5
"""Words by which a passage can be found in its book."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was measured on one passage of about a hundred words."""

    source: str
    grade: int
    book: int
    name: str
    opening: str
    sha256: str
    words: int
    formulas: tuple[float, ...]
    """In the order of RIVALS."""
    features: tuple[float, ...]
    """In the order of NAMES."""


def passages(folder: Path) -> Iterator[Passage]:
    """Every passage in the folder, measured, by name."""
    book = WordBook({})
    for path in sorted(folder.glob("*.txt")):
        source, grade, number, name = path.stem.split("-", 3)
        data = path.read_bytes()
        text = data.decode("utf-8")
        row, _ = measure(name, grade, text.splitlines(), book)
        yield Passage(
            source,
            int(grade),
            int(number),
            name,
            " ".join(text.split()[:_OPENING]),
            hashlib.sha256(data).hexdigest(),
            row.words,
            row.formulas,
            row.features,
        )


def write(rows: Iterable[Passage], path: Path = TABLE) -> None:
    """The passages as CSV."""
    write_rows(rows, _PLAIN, path)


def read(path: Path = TABLE) -> list[Passage]:
    """The passages of the table."""
    return [
        Passage(
            line["source"],
            int(line["grade"]),
            int(line["book"]),
            line["name"],
            line["opening"],
            line["sha256"],
            int(line["words"]),
            formulas,
            features,
        )
        for line, formulas, features in read_rows(path)
    ]


_PLAIN = ("source", "grade", "book", "name", "opening", "sha256", "words")


def main(folder: str) -> None:
    """Measure every passage of the folder and write the table."""
    write(passages(Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1])

"""What every check of the passport is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from everyread.article import Article
from everyread.findings import Finding

if TYPE_CHECKING:
    from everyread.proof.pdf_text import PdfText

Kind = Literal["large-print", "easy-read", "print"]
NAMES: dict[Kind, str] = {
    "large-print": "large-print PDF",
    "easy-read": "easy-read PDF",
    "print": "print-shop PDF",
}
DO_NOT_SEND = "Do not send this PDF out. Build again; if it stays, report it with the file."
HEADINGS = {f"H{level}": level for level in range(1, 7)}
AT_MOST = 12
"""Findings of one kind about one file: after so many, the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """A finished PDF beside the articles that it was made from."""

    kind: Kind
    articles: tuple[Article, ...]
    text: PdfText
    floor_pt: float
    verbatim: bool
    coarse_told: int = 0
    """See PdfProofOrder."""

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def file(self) -> str:
        """The source file that findings are about, where there is only one."""
        return self.articles[0].source.name if len(self.articles) == 1 else ""

    def finding(self, rule: str, message: str, fix: str = DO_NOT_SEND, *, page: int = -1) -> Finding:
        """A finding about this PDF; `page` counts from 0."""
        place = f"page {page + 1} of the {self.name}" if page >= 0 else ""
        return Finding(rule, message, fix, file=self.file, paragraph=place)


def first_few(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The first dozen, and how many more there are."""
    yield from findings[:AT_MOST]
    if len(findings) > AT_MOST:
        last = findings[AT_MOST]
        more = f"There are {len(findings) - AT_MOST} more of this kind."
        yield Finding(last.rule, more, last.fix, file=last.file)


def matched(wanted: Sequence[str], found: Sequence[str]) -> list[int | None]:
    """For each wanted text its place among the found ones, in order; None where it is not there."""
    places: list[int | None] = [None] * len(wanted)
    if wanted == found:
        return list(range(len(wanted)))
    for match in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks():
        for step in range(match.size):
            places[match.a + step] = match.b + step
    return places

"""The file beside the article: what became of every visible sentence of the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from everyread.article import Removed
from everyread.sources.coverage import Accounting, Row

MOST_ROWS = 400
"""Rows shown of one article; a web page may have thousands of menu lines, which are counted instead."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One sentence of the file, with what the article says in its place."""

    text: str
    state: Literal["kept", "left out", "lost"]
    said: str
    """The article's words where they are not the same, or why there are none."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the report shows of one article's file."""

    percent: str
    """Share of the file's words that are accounted for: in the article, or left out for a reason."""
    rows: tuple[Beside, ...]
    more: int
    """Rows that are not shown."""


def coverage_of(
    accounting: Accounting, place: int, sentences: Mapping[str, str], removed: Sequence[Removed]
) -> Coverage:
    """The account of the article that is number `place` of its file, from 1.

    `sentences` are the article's by id, `removed` the lines a reader left out, with their reasons.
    """
    reasons = {line.rule: line.reason for line in removed}
    own = [row for row in accounting.rows if row.article == place or (place == 1 and not row.article)]
    shown = tuple(_beside(row, sentences, reasons) for row in own[:MOST_ROWS])
    share = accounting.coverage
    percent = "100%" if share == 1.0 else f"{min(share, 0.999):.1%}"
    return Coverage(percent, shown, max(len(own) - MOST_ROWS, 0))


def _beside(row: Row, sentences: Mapping[str, str], reasons: Mapping[str, str]) -> Beside:
    if row.lost:
        return Beside(row.text, "lost", f"Nothing accounts for “{row.lost}”.")
    if not row.kept:
        return Beside(
            row.text, "left out", " ".join(dict.fromkeys(reasons.get(rule, rule) for rule in row.rules))
        )
    said = " ".join(sentences[name] for name in row.kept if name in sentences)
    fields = [name for name in row.kept if name not in sentences and name != "mark"]
    if " ".join(said.split()) == " ".join(row.text.split()):
        return Beside(row.text, "kept", "")
    return Beside(row.text, "kept", said or ", ".join(fields))

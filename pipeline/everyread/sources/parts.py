"""The parts that readers and their shared rules pass along: the draft, and small questions about blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyread.article import Block, Heading, Paragraph, Removed, Run, text_of, unsplit, walk
from everyread.findings import Finding
from everyread.store import Digest

GUESSED = 0
"""Level of a heading that only looks like one (bold, or a short line); `headings.settle` decides."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader has understood of a file, before the rules that all formats share.

    Headings carry the levels of the source: 1 for what may be the title, GUESSED for a guess.
    """

    blocks: tuple[Block, ...]
    title: tuple[Run, ...] = ()
    standfirst: tuple[Run, ...] = ()
    section: str = ""
    issue: str = ""
    author: str = ""
    date: str = ""
    removed: tuple[Removed, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[Digest, ...] = ()

    @property
    def title_text(self) -> str:
        return "".join(run.text for run in self.title)

    def without(self, removed: Removed) -> Draft:
        """The draft with one more entry in the list of what was left behind."""
        return replace(self, removed=(*self.removed, removed))


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(unsplit(Run(text)))


def line_of(block: Block) -> str | None:
    """The text of a block that is one stretch of text; None for lists, tables and the like."""
    return text_of(block.prose) if isinstance(block, Heading | Paragraph) else None


def is_guess(block: Block) -> bool:
    """Whether a block is a heading only by its looks."""
    return isinstance(block, Heading) and block.level == GUESSED


def runs_of(block: Heading | Paragraph) -> tuple[Run, ...]:
    """The runs of a block that is not yet split into sentences."""
    return tuple(run for sentence in block.prose for run in sentence.runs)


def folded(text: str) -> str:
    """Letters and digits only, in small letters: the same for two spellings of one line."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def has_text(blocks: tuple[Block, ...]) -> bool:
    """Whether any block holds something to read or see."""
    return next(walk(blocks), None) is not None

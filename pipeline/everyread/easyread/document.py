"""The easy-read document: lines, each tied to the sentence of the article that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from everyread.article import Block, Run, walk

Kind = TypeVar("Kind", bound=Block)

LONG_LINE = 15
"""Words; more "is harder to read" (Department of Health, Making written information easier, 2010)."""

DRAFT_NOTE = "Draft made by a computer. People have not checked it."
"""On every page and at the start of the recording, until people have signed it."""

Flag = Literal["long", "kept", "copied", "picture-language", "passive", "double-negative", "signed"]
"""long: over LONG_LINE words; kept: the guard refused an easier version; copied: protected, so not one word
is changed by the program, only a number word may be in figures; picture-language: a figure of speech;
passive: it may hide who does it; double-negative: two denials in a row; signed: the wording that people have
signed for the protected sentence that follows it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One idea on one line."""

    runs: tuple[Run, ...]
    """Emphasis is bold: the writer's own, and a hard word where it is first used."""
    source_id: str
    """The sentence of the article."""
    explanations: tuple[tuple[str, ...], ...] = ()
    """What comes in the next lines: for each hard word, the sentences that explain it."""
    flags: tuple[Flag, ...] = ()
    why: tuple[str, ...] = ()
    """For the person who finishes the draft: why the line was copied or kept."""

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading inside the article; the title is level 1."""

    line: Line
    level: int
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph, or a part of one: its lines in order."""

    lines: tuple[Line, ...]
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True, slots=True)
class Point:
    """One entry of a list, with the number or label that the source prints in front of it, if any."""

    blocks: tuple[DraftBlock, ...]
    number: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    ordered: bool = False
    kind: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Copied:
    """Blocks of the article as they are: notices, quotations, tables, pictures, references."""

    blocks: tuple[Block, ...]
    kind: Literal["copied"] = "copied"


DraftBlock = Annotated[Title | Lines | Points | Copied, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class HardWord:
    word: str
    means: tuple[str, ...]
    """One sentence each."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An easy-read draft of one article, which people have not checked."""

    title: Line
    standfirst: tuple[Line, ...]
    blocks: tuple[DraftBlock, ...]
    hard_words: tuple[HardWord, ...]
    """Every word of the glossary that the article uses, in the order of the alphabet."""
    language: str

    def lines(self) -> Iterator[Line]:
        """Every line in reading order, the title and headings too, but not the blocks copied whole."""
        yield self.title
        yield from self.standfirst
        yield from _lines(self.blocks)


def copied(blocks: Sequence[DraftBlock], kind: type[Kind]) -> Iterator[Kind]:
    """The blocks of one kind that are copied from the article, in reading order."""
    for block in blocks:
        if isinstance(block, Copied):
            yield from (inner for inner in walk(block.blocks) if isinstance(inner, kind))
        elif isinstance(block, Points):
            for point in block.points:
                yield from copied(point.blocks, kind)


def _lines(blocks: Sequence[DraftBlock]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Title():
                yield block.line
            case Lines():
                yield from block.lines
            case Points():
                for point in block.points:
                    yield from _lines(point.blocks)
            case Copied():
                pass


@cache
def draft_adapter() -> TypeAdapter[Draft]:
    """Reads and writes a Draft as JSON."""
    return TypeAdapter(Draft)

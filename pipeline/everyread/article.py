"""The document model that every room shares: the Article is the single master.

Every reader makes an Article and every output is made from one, never from another output.  All of it
is frozen, so it can be hashed, pickled to a worker and trusted not to change on the way.

The sentence is the unit.  A reader leaves each stretch of text as one `Sentence` without an id;
`sentences.segment` then splits and numbers the whole article once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks throughout."""

    text: str
    emphasis: bool = False
    href: str = ""
    """Target of a link: http, https, mailto or tel; empty for none."""
    language: str = ""
    """BCP 47 tag where it differs from the article's."""
    position: Literal["", "super", "sub"] = ""
    note: str = ""
    """Anchor of the note that this mark ("1", "*") points to; empty for none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `id` ("s0001") is the same in every output, and empty until the article is segmented."""

    id: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(run.text for run in self.runs)


Prose = tuple[Sentence, ...]
Part = Literal["", "question", "answer"]
"""What a paragraph is in a conversation."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; the title is level 1, so levels here are 2 to 6."""

    prose: Prose
    level: int = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    prose: Prose
    part: Part = ""
    speaker: str = ""
    """Who says it, in an interview or a question and answer; what the source prints stays in `prose`."""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `number` or `label` is what the source prints in front of it, if it does."""

    blocks: tuple[Block, ...]
    number: int | None = None
    anchor: str = ""
    """What marks in the text point to, in a list of notes; else empty."""
    label: str = ""
    """What is printed in place of a plain number, as it is printed: "a)", "(ii)", "1.2"; else empty."""

    @property
    def mark(self) -> str:
        """What is printed in front: the label, or the number with a full stop; empty for a bullet."""
        return self.label or ("" if self.number is None else f"{self.number}.")


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted list, or a numbered one whose items carry their numbers."""

    items: tuple[Item, ...]
    ordered: bool = False
    role: Literal["", "notes"] = ""
    """Whether these are notes: footnotes, endnotes and references that marks in the text point to."""
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: tuple[Block, ...]
    speaker: str = ""
    kind: Literal["quotation"] = "quotation"


@dataclass(frozen=True, slots=True)
class Cell:
    prose: Prose
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular table; `head` is the row of column headers, empty if it has none."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Prose = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture kept in the store under `picture`, its SHA-256."""

    picture: str
    media_type: str
    alt: str
    caption: Prose = ()
    credit: Prose = ()
    """Who made the picture, and under which licence."""
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Notice:
    """Text that must reach every reader: never simplified, never dropped."""

    blocks: tuple[Block, ...]
    role: Literal["disclaimer", "warning", "helpline", "credit"] = "disclaimer"
    kind: Literal["notice"] = "notice"

    def prose(self) -> Iterator[Prose]:
        """Every stretch of its text, in reading order."""
        return _prose_of(self.blocks)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in it, in reading order."""
        return (sentence for prose in self.prose() for sentence in prose)


Block = Annotated[
    Heading | Paragraph | Listing | Quotation | Table | Figure | Notice, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True)
class Removed:
    """A line of the source that is not in the article, and why."""

    text: str
    rule: str
    """Name of the cleaning rule, for instance "menu-line"."""
    reason: str
    """The reason in plain English, for the editor's report."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: the file's name, the SHA-256 of its bytes, and the reader that read it."""

    name: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class Article:
    title: Sentence
    blocks: tuple[Block, ...]
    source: Source
    standfirst: Prose = ()
    standfirst_part: Part = ""
    """Whether ("question") the standfirst is a reader's question that the article answers."""
    section: str = ""
    issue: str = ""
    """The issue as the source names it, for instance "ME Essential Winter 2024"."""
    author: str = ""
    date: str = ""
    """As the source prints it."""
    language: str = "en-GB"
    removed: tuple[Removed, ...] = ()

    def prose(self) -> Iterator[Prose]:
        """Every stretch of text in reading order: title, standfirst, then the blocks."""
        yield (self.title,)
        if self.standfirst:
            yield self.standfirst
        yield from _prose_of(self.blocks)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order, the title first."""
        for prose in self.prose():
            yield from prose

    def walk(self) -> Iterator[Block]:
        """Every block, outermost first, in reading order."""
        return walk(self.blocks)

    def notices(self) -> tuple[Notice, ...]:
        return tuple(block for block in self.walk() if isinstance(block, Notice))

    def word_count(self) -> int:
        """How many words there are; a dash by itself is none."""
        words = (word for sentence in self.sentences() for word in sentence.text.split())
        return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in words)


def text_of(prose: Prose) -> str:
    """The sentences joined by single spaces."""
    return " ".join(sentence.text for sentence in prose)


def unsplit(*runs: Run) -> Prose:
    """What a reader makes of a stretch of text: one sentence without an id, to be split later."""
    return (Sentence("", runs),) if any(run.text.strip() for run in runs) else ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, outermost first, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Listing(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Quotation(blocks=inner) | Notice(blocks=inner):
                yield from walk(inner)
            case _:
                pass


def _prose_of(blocks: tuple[Block, ...]) -> Iterator[Prose]:
    for block in walk(blocks):
        match block:
            case Heading(prose=prose) | Paragraph(prose=prose):
                yield prose
            case Table(head=head, rows=rows, caption=caption):
                if caption:
                    yield caption
                for row in (head, *rows):
                    yield from (cell.prose for cell in row if cell.prose)
            case Figure(caption=caption, credit=credit):
                yield from (prose for prose in (caption, credit) if prose)
            case _:
                pass


def map_prose(blocks: tuple[Block, ...], change: Callable[[Prose], Prose]) -> tuple[Block, ...]:
    """The same blocks with every stretch of text passed through `change`, in reading order."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block, change: Callable[[Prose], Prose]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, prose=change(block.prose))
        case Listing():
            items = tuple(replace(item, blocks=map_prose(item.blocks, change)) for item in block.items)
            return replace(block, items=items)
        case Quotation() | Notice():
            return replace(block, blocks=map_prose(block.blocks, change))
        case Table():
            caption = change(block.caption)
            head = tuple(replace(cell, prose=change(cell.prose)) for cell in block.head)
            rows = tuple(tuple(replace(cell, prose=change(cell.prose)) for cell in row) for row in block.rows)
            return replace(block, caption=caption, head=head, rows=rows)
        case Figure():
            return replace(block, caption=change(block.caption), credit=change(block.credit))


@cache
def article_adapter() -> TypeAdapter[Article]:
    """Reads and writes an Article as JSON."""
    return TypeAdapter(Article)

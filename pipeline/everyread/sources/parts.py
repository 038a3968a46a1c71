"""The parts that readers and their shared rules pass along: the draft, and small questions about blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from everyread.article import (
    Block,
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Prose,
    Removed,
    Run,
    map_prose,
    text_of,
    unsplit,
    walk,
)
from everyread.findings import Finding
from everyread.sources.repair import Repairs
from everyread.store import Digest

CAPITALS = "".join(letter for letter in map(chr, range(0x2000)) if letter.isupper())
"""Capital letters of the alphabets a name may be in, for a class of a regular expression: "Żuk", "Ŵyn"."""
_DASH = re.compile(r"^(?:[—–―]|--?)\s*")
# “… and then I slept.” — Jane Smith, Leeds.  A dash inside a sentence is followed by small letters.
_SIGNED = re.compile(
    r"(?P<said>(?:.*[.!?…][”’\"')]*)?)\s*(?:[—–―]|--)\s*(?P<speaker>[" + CAPITALS + r"][^.!?;]{0,80}\.?)",
    re.DOTALL,
)

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
    standfirst_part: Part = ""
    section: str = ""
    issue: str = ""
    author: str = ""
    date: str = ""
    removed: tuple[Removed, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[Digest, ...] = ()
    repairs: Repairs = ()

    @property
    def title_text(self) -> str:
        return "".join(run.text for run in self.title)

    @property
    def heading_text(self) -> str:
        """The title, or what stands in its place so far: the first heading."""
        first = next((block for block in self.blocks if isinstance(block, Heading)), None)
        return self.title_text or (text_of(first.prose) if first else "")

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


def prose_in(blocks: Iterable[Block]) -> list[Prose]:
    """Every stretch of text in the blocks, in reading order."""
    found: list[Prose] = []

    def collect(prose: Prose) -> Prose:
        if prose:
            found.append(prose)
        return prose

    map_prose(tuple(blocks), collect)
    return found


def numbers_in_text(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the number of each list entry in front of its words, for a place without lists."""
    return tuple(map(_numbers_in_text, blocks))


def _numbers_in_text(block: Block) -> Block:
    if not isinstance(block, Listing):
        return block
    items = tuple(replace(item, blocks=_numbered(item)) for item in block.items)
    return replace(block, items=items)


def _numbered(item: Item) -> tuple[Block, ...]:
    blocks = numbers_in_text(item.blocks)
    match blocks:
        case (Paragraph() as first, *rest) if item.mark:
            return (replace(first, prose=unsplit(Run(f"{item.mark} "), *runs_of(first))), *rest)
        case _:
            return blocks


def unmarked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without emphasis if all of them have it: a heading is bold as it is."""
    if all(run.emphasis or not run.text.strip() for run in runs):
        return tuple(replace(run, emphasis=False) for run in runs)
    return runs


def split_speaker(blocks: tuple[Block, ...], cited: list[str]) -> tuple[tuple[Block, ...], str]:
    """A quotation's blocks without the speaker who signs it, and the speaker.

    The speaker stands at the end after a dash, or is what the source marks as cited.
    """
    last = blocks[-1]
    text = line_of(last) or ""
    if text in cited and len(blocks) > 1:
        return blocks[:-1], _DASH.sub("", text)
    match = _SIGNED.fullmatch(text)
    if match is None or not isinstance(last, Paragraph):
        return blocks, ""
    said = cut_after(runs_of(last), len(match["said"]))
    rest = (*blocks[:-1], *((Paragraph(unsplit(*said)),) if said else ()))
    return (rest, match["speaker"]) if rest else (blocks, "")


def cut_after(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs as far as so many characters."""
    cut: list[Run] = []
    for run in runs:
        cut.append(replace(run, text=run.text[: max(length, 0)]))
        length -= len(run.text)
    return tuple(run for run in cut if run.text)


def cut_before(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs without so many characters at their start."""
    cut: list[Run] = []
    for run in runs:
        cut.append(replace(run, text=run.text[max(length, 0) :]))
        length -= len(run.text)
    return tuple(run for run in cut if run.text)


def folded(text: str) -> str:
    """Letters and digits only, in small letters: the same for two spellings of one line."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def has_text(blocks: tuple[Block, ...]) -> bool:
    """Whether any block holds something to read or see."""
    return next(walk(blocks), None) is not None


def short(text: str, longest: int = 50) -> str:
    """The text for a message, cut to so many characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

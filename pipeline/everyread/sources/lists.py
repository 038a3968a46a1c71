"""Lists typed by hand: "•", "-", "*" or "1." in front of a line, indented for a list inside another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from everyread.article import Block, Item, Listing, Paragraph, Run, unsplit
from everyread.sources.parts import cut_before, paragraph, runs_of
from everyread.sources.repair import clean

_ENTRY = re.compile(
    r"(?P<indent>\s*)(?:(?P<sure>[•‣▪▫●○◦■□·∙►➢✓✔])\s*|(?P<bullet>[-*–])\s+|\(?(?P<number>\d{1,3})[.)]\s+)(?P<text>\S.*)"
)
_TYPED = re.compile(r"[•‣▪●◦]\s*(?=\S)")
_DEEPER = 2
"""Columns of indentation that put an entry inside the one above."""
_DEEPEST = 6
"""Lists inside lists; anything deeper is laid out by accident."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed line of a list."""

    indent: int
    number: int | None
    text: str
    sure: bool
    """Whether its mark can be nothing but a bullet."""

    def with_more(self, text: str) -> Entry:
        """The entry with a line that wrapped."""
        return Entry(self.indent, self.number, f"{self.text} {text}", self.sure)


def parse_entry(line: str) -> Entry | None:
    """The list entry on a line; None when it has no bullet and no number in front."""
    match = _ENTRY.fullmatch(line.expandtabs(4))
    if match is None:
        return None
    number = int(match["number"]) if match["number"] else None
    return Entry(len(match["indent"]), number, clean(match["text"]).strip(), match["sure"] is not None)


def nest(entries: list[Entry], depth: int = 1) -> tuple[Block, ...]:
    """The lists that the entries make; bullets and numbers never share one."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if groups and depth < _DEEPEST and entry.indent >= groups[-1][0].indent + _DEEPER:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    kinds = groupby(groups, key=lambda group: group[0].number is not None)
    return tuple(
        Listing(tuple(_item(group, depth) for group in same), ordered=ordered) for ordered, same in kinds
    )


def _item(group: list[Entry], depth: int) -> Item:
    first, *inner = group
    return Item((paragraph(first.text), *nest(inner, depth + 1)), first.number)


def gather_typed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with paragraphs that begin with a typed bullet made into lists."""
    gathered: list[Block] = []
    for typed, group in groupby(
        ((_untyped(block), block) for block in blocks), key=lambda pair: bool(pair[0])
    ):
        pairs = tuple(group)
        if typed:
            gathered.append(Listing(tuple(Item((Paragraph(unsplit(*runs)),)) for runs, _ in pairs)))
        else:
            gathered += (block for _, block in pairs)
    return tuple(gathered)


def _untyped(block: Block) -> tuple[Run, ...]:
    """The runs behind a typed bullet; none when the paragraph does not begin with one."""
    runs = runs_of(block) if isinstance(block, Paragraph) else ()
    match = _TYPED.match("".join(run.text for run in runs))
    return cut_before(runs, match.end()) if match else ()

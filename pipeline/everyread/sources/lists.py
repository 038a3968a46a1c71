"""Lists typed by hand: "•", "-", "*" or "1." in front of a line, indented for a list inside another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from everyread.article import Block, Item, Listing, Paragraph, Run, unsplit
from everyread.sources.parts import cut_before, paragraph, runs_of
from everyread.sources.repair import clean

SURE = "•‣▪▫●○◦■□·∙►▸➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc"
"""Bullets that are nothing else; the last four are those of Word's symbol typefaces."""
_ENTRY = re.compile(
    rf"(?P<indent>\s*)(?:(?P<sure>[{SURE}])\s*|(?P<bullet>[-*–o])(?P<gap>\s+)"
    r"|(?P<number>\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])\s+)(?P<text>\S.*)"
)
_TYPED = re.compile(rf"[{SURE}]\s*(?=\S)")
_MAYBE_TYPED = re.compile(r"[-*–o]\s+(?=\S)")
"""Marks that begin a list only where two paragraphs in a row have the same one."""
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
    mark: str = ""
    """The mark itself, if it is not sure: "-", "o"."""
    more: tuple[str, ...] = ()
    """Lines that wrapped, to be joined to the text."""

    def with_more(self, text: str) -> Entry:
        """The entry with a line that wrapped."""
        return replace(self, more=(*self.more, text))

    def joined(self, join: Callable[[Sequence[str]], str]) -> Entry:
        """The entry with its lines made one."""
        return replace(self, text=join((self.text, *self.more)), more=())


def parse_entry(line: str) -> Entry | None:
    """The list entry on a line; None when it has no bullet and no number in front."""
    match = _ENTRY.fullmatch(line.expandtabs(4))
    if match is None:
        return None
    number = int(match["number"].strip("[(.)]")) if match["number"] else None
    # Word's second bullet is the letter o with a tab behind it; with a space it may be a word.
    sure = match["sure"] is not None or (match["bullet"] == "o" and "\t" in line.lstrip()[:2])
    return Entry(len(match["indent"]), number, clean(match["text"]).strip(), sure, match["bullet"] or "")


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
    marks = [_mark(block) for block in blocks]
    gathered: list[Block] = []
    for _, group in groupby(enumerate(blocks), key=lambda pair: _kind(marks, pair[0])):
        pairs = tuple(group)
        if _kind(marks, pairs[0][0]):
            items = (Item((Paragraph(unsplit(*_untyped(block))),)) for _, block in pairs)
            gathered.append(Listing(tuple(items)))
        else:
            gathered += (block for _, block in pairs)
    return tuple(gathered)


def _kind(marks: list[str], at: int) -> str:
    """What the list is marked with that a block belongs to; empty when it belongs to none."""
    mark = marks[at]
    beside = (marks[at - 1] if at else "", marks[at + 1] if at + 1 < len(marks) else "")
    return "•" if mark and mark in SURE else mark if mark in beside else ""


def _mark(block: Block) -> str:
    text = "".join(run.text for run in runs_of(block)) if isinstance(block, Paragraph) else ""
    match = _TYPED.match(text) or _MAYBE_TYPED.match(text)
    return match[0][0] if match else ""


def _untyped(block: Block) -> tuple[Run, ...]:
    """The runs behind a typed bullet."""
    runs = runs_of(block) if isinstance(block, Paragraph) else ()
    text = "".join(run.text for run in runs)
    match = _TYPED.match(text) or _MAYBE_TYPED.match(text)
    return cut_before(runs, match.end()) if match else runs

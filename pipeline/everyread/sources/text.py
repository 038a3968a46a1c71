"""Plain text: typed by people, or copied from a web page.

Paragraphs are set apart by blank lines, or are one line each, or are wrapped at some width; all three
come in one folder, and sometimes in one file.  Lists, tables, quotations and notes are known by what people
type for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from everyread.article import Block, Heading, Paragraph, Quotation, Removed, Run, unsplit
from everyread.sources.bounds import must_be_few_lines
from everyread.sources.draft import finish
from everyread.sources.encoding import decode
from everyread.sources.front import is_front_line
from everyread.sources.guard import must_be_text, must_not_be_page
from everyread.sources.headings import looks_like_heading
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.hyphens import Joiner
from everyread.sources.lists import Entry, nest, parse_entry
from everyread.sources.parts import GUESSED, Draft, line_of, paragraph, split_speaker
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean, mend_quotes, with_more
from everyread.sources.templates import strip_classes
from everyread.sources.typed import quoted_at, table_at
from everyread.store import Store

_WIDEST_WRAP = 120
"""Characters: a longer line is a paragraph of its own, since nothing wraps so late."""
_NARROWEST_WRAP = 45
"""Characters: shorter lines are verses, an address or a shopping list, where each line break is meant."""
_SHORTEST_DIVIDED = 20
"""Characters of the shortest line that may end in a divided word."""
_SENTENCE_END = tuple(".!?:;…”’\"')")
_IN_QUOTES = re.compile(r"[“‘\"'].*[”’\"']", re.DOTALL)
_RULER = re.compile(r"(?:[=_*~#•+-]\s*){3,}")
_UNDERLINES = {"=": 1, "-": 2}
"""Level of the heading above a line of these."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads .txt."""

    name: str = "plain text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,  # noqa: ARG002 - plain text shows no pictures
        pictures: Mapping[str, bytes] = NO_PICTURES,  # noqa: ARG002
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article; see `Reader.read`."""
        must_be_text(data, name)
        decoded = decode(data, name)
        must_not_be_page(decoded.text, name)
        text, removed = strip_classes(decoded.text)
        text, quotes = mend_quotes(text)
        lines = text.split("\n")
        must_be_few_lines(lines, name)
        joiner = Joiner(lines)
        blocks, rulers = read_lines(lines, joiner)
        draft = Draft(
            guess_headings(blocks),
            removed=(*removed, *rulers),
            findings=decoded.findings,
            repairs=with_more(decoded.repairs, quotes + joiner.counts),
        )
        return finish(draft, data, name, self.name, house, split)


def read_lines(lines: list[str], joiner: Joiner) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """The blocks that the lines make, and the lines that only divide the page."""
    page = _Page(_wrap_width(lines), joiner)
    entries = [parse_entry(line) for line in lines]
    following = _next_entries(lines, entries)
    at = 0
    while at < len(lines):
        quoted, behind = quoted_at(lines, at)
        if any(quoted):
            page.take_quotation(quoted)
            at = behind
        elif quoted:  # > without words, all taken at once, lest each is looked at again and again
            for empty in range(at, behind):
                page.take(lines[empty], None, None)
            at = behind
        elif table := table_at(lines, at):
            page.take_block(table[0])
            at = table[1]
        else:
            page.take(lines[at], entries[at], following[at])
            at += 1
    page.end_all()
    return _signed_quotations(page.blocks), tuple(page.removed)


class _Page:
    """Lines go in, one at a time; blocks come out."""

    def __init__(self, width: int, joiner: Joiner) -> None:
        self.blocks: list[Block] = []
        self.removed: list[Removed] = []
        self._width = width
        self._joiner = joiner
        self._paragraph: list[str] = []
        self._entries: list[Entry] = []
        self._last = ""  # the line before, empty after a blank one
        self._number = 0  # of the last numbered entry

    def take(self, line: str, entry: Entry | None, following: Entry | None) -> None:
        text = clean(line).strip()
        if not text:
            self._end_paragraph()
        elif _RULER.fullmatch(text):
            self._take_ruler(text)
        elif entry and self._is_entry(entry, following):
            self._end_paragraph()
            self._entries.append(entry)
            self._number = entry.number or self._number
        elif self._entries and self._last and self._goes_on(line, text):
            self._entries[-1] = self._entries[-1].with_more(text)
        elif self._paragraph and self._wraps(text):
            self._paragraph.append(text)
        else:
            self.end_all()
            self._paragraph = [text]
        self._last = text

    def take_quotation(self, lines: list[str]) -> None:
        """What lines with > in front quote; a quotation inside it stays in its paragraphs."""
        blocks, removed = read_lines(lines, self._joiner)
        self.removed += removed
        if blocks:
            self.take_block(Quotation(*split_speaker(blocks, [])))

    def take_block(self, block: Block) -> None:
        self.end_all()
        self.blocks.append(block)
        self._last = ""

    def end_all(self) -> None:
        self._end_paragraph()
        self.blocks += nest([entry.joined(self._joiner.join) for entry in self._entries])
        self._entries = []

    def _end_paragraph(self) -> None:
        if self._paragraph:
            self.blocks.append(paragraph(self._joiner.join(self._paragraph)))
            self._paragraph = []

    def _take_ruler(self, text: str) -> None:
        level = _UNDERLINES.get(text[0]) if len(set(text)) == 1 else None
        heading = self._paragraph[0] if len(self._paragraph) == 1 and level else ""
        if heading and level:
            self._paragraph = []
            self.end_all()
            self.blocks.append(Heading(unsplit(Run(heading)), level))
        self.end_all()
        self.removed.append(Removed(text, "ruler", "It is a line that divides the page."))

    def _is_entry(self, entry: Entry, following: Entry | None) -> bool:
        """A dash or a number may also be where a sentence was wrapped; then no list begins."""
        if entry.sure:
            return True
        inside_paragraph = (
            bool(self._paragraph) and bool(self._last) and not self._last.endswith(_SENTENCE_END)
        )
        if inside_paragraph and len(self._last) >= _NARROWEST_WRAP:
            return False
        if entry.mark == "o":  # which may be a word, as in "o clock"
            last = self._entries[-1] if self._entries and self._last else None
            nested = last is not None and entry.indent > last.indent
            return nested or "o" in {following and following.mark, last and last.mark}
        if entry.number is None:
            return True
        next_number = following.number if following else None
        return entry.number in {1, self._number + 1} or next_number == entry.number + 1

    def _goes_on(self, line: str, text: str) -> bool:
        """Whether a line without a bullet, right under an entry, belongs to it."""
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        return indent > self._entries[-1].indent or self._wraps(text)

    def _wraps(self, text: str) -> bool:
        """Whether the line before was broken here only because the next word did not fit."""
        before = self._last
        if not before:
            return False
        if before.endswith(("-", "\u2010")) and text[0].islower() and len(before) >= _SHORTEST_DIVIDED:
            return True
        if len(before) >= _NARROWEST_WRAP and text[0].islower() and not before.endswith(_SENTENCE_END):
            return True
        next_word = text.split(maxsplit=1)[0]
        return 0 < self._width < len(before) + 1 + len(next_word) and len(before) <= _WIDEST_WRAP


def _wrap_width(lines: list[str]) -> int:
    """The width at which the file is wrapped; 0 when its lines are paragraphs, or too short to be wrapped."""
    lengths = [len(clean(line).strip()) for line in lines]
    followed = [length for length, after in pairwise(lengths) if after and 0 < length <= _WIDEST_WRAP]
    widest = max(followed, default=0)
    paragraphs = any(length > _WIDEST_WRAP for length in lengths)
    return 0 if paragraphs or widest < _NARROWEST_WRAP else widest


def _next_entries(lines: list[str], entries: list[Entry | None]) -> list[Entry | None]:
    """For each line, the entry on the next line that is not blank."""
    found: list[Entry | None] = []
    following: Entry | None = None
    for line, entry in zip(reversed(lines), reversed(entries), strict=True):
        found.append(following)
        if line.strip():
            following = entry
    return found[::-1]


def _signed_quotations(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with each paragraph in quotation marks, and the line "— Name" under it, as a quotation."""
    found: list[Block] = []
    for block in blocks:
        said = found[-1] if found else None
        if (
            isinstance(said, Paragraph)
            and isinstance(block, Paragraph)
            and _IN_QUOTES.fullmatch(line_of(said) or "")
        ):
            kept, speaker = split_speaker((said, block), [])
            if speaker and len(kept) == 1:
                found[-1] = Quotation(kept, speaker)
                continue
        found.append(block)
    return tuple(found)


def guess_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each paragraph that only looks like a heading as a guessed one."""
    return tuple(_guess(block, following) for block, following in zip_longest(blocks, blocks[1:]) if block)


def _guess(block: Block, following: Block | None) -> Block:
    line = line_of(block) or ""
    if isinstance(block, Paragraph) and looks_like_heading(line, following) and not is_front_line(line):
        return Heading(block.prose, GUESSED)
    return block

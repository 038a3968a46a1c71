"""Footnotes of Markdown: "[^1]" in the text, and "[^1]: …" where the note stands (GitHub, Pandoc, Hugo).

Two rules for markdown-it: one takes the notes out of the text, the other turns the marks into the links
that HTML pages have, so that the rest is the converter's.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r"\[\^([^\]\s]{1,60})\]:[ \t]*(.*)", re.DOTALL)
_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
_INNER = re.compile(r"\[(?=\^[^\]\s]{1,60}\]:)")
"""What would begin a note inside a note, where none can stand."""
_ENV = "everyread-notes"
MOST_NOTES = 2000
"""Notes of one file; a scientific review has about 300."""


@dataclass(slots=True)
class Book:
    """The notes of one file: their Markdown by their names, and the names in the order of their marks."""

    texts: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def number(self, name: str) -> int:
        """The number of a note, given when its mark is met first."""
        if name not in self.order:
            self.order.append(name)
        return self.order.index(name) + 1


def with_notes(reader: MarkdownIt) -> MarkdownIt:
    """The parser with both rules."""
    reader.block.ruler.before("reference", "everyread_note", _definition, {"alt": ["paragraph", "reference"]})
    reader.inline.ruler.before("link", "everyread_mark", _mark)
    return reader


def new_book(env: dict[str, Any]) -> Book:
    """An empty book of notes, put where the rules find it."""
    book = Book()
    env[_ENV] = book
    return book


def render_notes(reader: MarkdownIt, book: Book, env: dict[str, Any]) -> str:
    """The notes as an HTML list, those that no mark points to at its end; empty without notes."""
    entries: list[str] = []
    waiting = iter(list(book.texts))
    while len(entries) < MOST_NOTES:
        if len(entries) == len(book.order):  # a note may hold marks, which put more notes in the order
            name = next((each for each in waiting if each not in book.order), None)
            if name is None:
                break
            book.order.append(name)
        name = book.order[len(entries)]
        number = len(entries) + 1
        entries.append(f'<li id="everyread-fn-{number}">\n{reader.render(book.texts[name], env)}</li>\n')
    return f"<ol>\n{''.join(entries)}</ol>\n" if entries else ""


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    book = state.env.get(_ENV)
    if book is None or state.is_code_block(start):
        return False
    match = _DEFINITION.fullmatch(state.getLines(start, start + 1, state.blkIndent, False).strip())
    if match is None or len(book.texts) >= MOST_NOTES:
        return False
    if silent:
        return True
    lines, line = [match[2]], start + 1
    while line < end and _goes_on(state, line, lines[-1]):
        lines.append(state.getLines(line, line + 1, min(4, state.sCount[line]), False).rstrip())
        line += 1
    text = _INNER.sub(r"\\[", "\n".join(lines).strip())
    before = book.texts.get(match[1])
    book.texts[match[1]] = text if before is None else f"{before}\n\n{text}"
    state.line = line
    return True


def _goes_on(state: StateBlock, line: int, before: str) -> bool:
    """Whether a line belongs to the note above: indented, right under it, or a blank before such a line."""
    if state.isEmpty(line):
        following = line + 1
        return following < state.lineMax and not state.isEmpty(following) and state.sCount[following] >= 4
    if state.sCount[line] >= 4:
        return True
    text = state.getLines(line, line + 1, 0, False).lstrip()
    return (
        bool(before.strip())
        and not _DEFINITION.match(text)
        and not text.startswith(("#", "```", "~~~", "> ", "- ", "|"))
    )


def _mark(state: StateInline, silent: bool) -> bool:
    book = state.env.get(_ENV)
    match = _MARK.match(state.src, state.pos)
    if book is None or match is None:
        return False
    if match[1] not in book.texts:
        if match[1] not in book.missing:
            book.missing.append(match[1])
        return False
    if not silent:
        number = book.number(match[1])
        token = state.push("html_inline", "", 0)
        token.content = f'<sup><a href="#everyread-fn-{html.escape(str(number))}">{number}</a></sup>'
    state.pos = match.end()
    return True

"""HTML elements to blocks: the one converter behind the HTML, Markdown and Word readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml.html import HtmlElement

from everyread.article import (
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Removed,
    Run,
    Table,
    text_of,
    unsplit,
    walk,
)
from everyread.sources.album import Album
from everyread.sources.parts import GUESSED, line_of, runs_of
from everyread.sources.repair import tidy
from everyread.sources.tables import Grid, Place, grid_of
from everyread.sources.tree import (
    BLOCKS,
    FURNITURE,
    HEADINGS,
    INVISIBLE,
    holders_of_blocks,
    language_of,
    safe_link,
    text_in,
)

_EMPHASIS = frozenset("em i strong b cite dfn mark var".split())
_STRUCK = frozenset("s strike del".split())
_DEEPEST = 8
"""Lists and quotations inside one another; deeper ones are laid out flat, which loses no word."""
_SHORT_LINE = 60
"""Characters: lines no longer than this, set apart by line breaks, are an address or a verse."""
_MOST_BOLD_WORDS = 12
_BREAK = Run("\n")
_SPEAKER = re.compile(r"(?:—|–|―|--?)\s*(\S.{0,100})")


class Converter:
    """Turns elements into blocks, and remembers what was left out."""

    def __init__(self, album: Album, root: HtmlElement) -> None:
        self.album = album
        self.removed: list[Removed] = []
        self._holders = holders_of_blocks(root)
        self._pictures: list[HtmlElement] = []  # met in a line of text; they follow its paragraph
        self._depth = 0

    def blocks(self, element: HtmlElement) -> tuple[Block, ...]:
        """The blocks inside an element, in reading order."""
        return tuple(self._flow(element, Run("", language=language_of(element))))

    # -- blocks -----------------------------------------------------------------------------------------

    def _flow(self, element: HtmlElement, mark: Run) -> list[Block]:
        """Blocks and loose text inside an element; loose text makes paragraphs."""
        found: list[Block] = []
        line: list[Run] = [replace(mark, text=element.text or "")]
        for child in element:
            if child.tag in BLOCKS or child in self._holders:
                found += self._paragraphs(line)
                line = []
                found += self._block(child, _marked(child, mark))
            else:
                line += self._inline(child, mark)
            line.append(replace(mark, text=child.tail or ""))
        return found + self._paragraphs(line)

    def _block(self, element: HtmlElement, mark: Run) -> list[Block]:
        tag = element.tag
        if tag in INVISIBLE:
            return []
        if tag in FURNITURE:
            return self._drop(element)
        if tag in _STRUCK:
            return self._strike(element)
        if tag in HEADINGS:
            return self._heading(element, mark)
        if tag == "p":
            return self._paragraph(element, mark)
        if tag in {"ul", "ol", "menu", "dir"}:
            return self._nested(element, mark, self._list)
        if tag == "blockquote":
            return self._nested(element, mark, self._quotation)
        if tag == "table":
            return self._table(element, mark)
        if tag == "figure":
            return self._figure(element, mark)
        if tag == "dt":
            return self._flow(element, replace(mark, emphasis=True))
        if tag == "pre":
            return self._verbatim(element, mark)
        return self._flow(element, mark)

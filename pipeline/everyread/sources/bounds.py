"""How much an article may hold: more is refused in plain words, before the work that it would make.

An article has about 60 blocks, a whole issue 3,000, a book of 100,000 words as many again.  The limits of
issue.toml lie well above all of them, and what lies inside is read within about 20 seconds and 500 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from everyread.article import Block, Table, walk
from everyread.errors import ArticleError
from everyread.sources.limits import MEGABYTE, limits

_CELLS = frozenset({"td", "th", "tc", "table-cell"})
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 h dt dd blockquote pre figure tr div section br".split())
_SILENT = frozenset({"script", "style", "svg", "template", "noscript"})


def must_be_few_lines(lines: Iterable[str], name: str) -> None:
    """Raise ArticleError SRC-011 when more lines than `limits.lines` have text in them."""
    _refuse(sum(1 for line in lines if line.strip()), limits().lines, "lines", name)


def must_be_few_tags(source: str, name: str) -> None:
    """Raise ArticleError SRC-011 when markup, not yet parsed, holds too many tags."""
    _refuse(source.count("<"), limits().tags, "tags", name)


def must_be_small_tree(root: Any, name: str) -> None:
    """Raise ArticleError SRC-011 when HTML, or the XML of an office document, holds too much of anything."""
    blocks = cells = letters = 0
    for element in root.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        blocks += tag in _BLOCKS
        cells += tag in _CELLS
        letters += (0 if tag in _SILENT else len(element.text or "")) + len(element.tail or "")
    # A cell of an office document holds a paragraph, which counts as the cell alone.
    _refuse(blocks - min(cells, blocks), limits().paragraphs, "paragraphs and lines", name)
    _refuse(cells, limits().cells, "cells of tables", name)
    _refuse(letters, limits().text_mb * MEGABYTE, "letters", name)


def must_be_few_blocks(blocks: Sequence[Block], name: str, before: int = 0) -> int:
    """How many blocks there are, with those of the same file `before` them.

    Raises ArticleError SRC-011 when there are too many, or too many cells of tables.
    """
    count, cells = before, 0
    for block in walk(tuple(blocks)):
        count += 1
        if isinstance(block, Table):
            cells += sum(map(len, (block.head, *block.rows)))
    _refuse(count, limits().paragraphs, "paragraphs and lists", name)
    _refuse(cells, limits().cells, "cells of tables", name)
    return count


def _refuse(count: int, most: int, what: str, name: str) -> None:
    if count > most:
        raise ArticleError(
            "SRC-011",
            f"“{name}” has {count:,} {what}; at most {most:,} are read.",
            "Split it into several files. If it holds data that nobody would read aloud, leave that out.",
        )

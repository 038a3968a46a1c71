"""Lines that repeat across the articles of an issue: menus that came along, or notices that belong to each.

Needs all articles, so it comes after reading.  Careful: what a line is cannot be known for sure from
repeating alone, so only a run of lines at an article's edge, that nothing marks as text, is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from everyread.article import (
    Article,
    Block,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Removed,
    Sentence,
    map_prose,
)
from everyread.sources.notices import RoleOf
from everyread.sources.parts import folded, has_text, line_of, runs_of

RULE = "repeated-line"
_REASON = "It stands at the edge of many articles of the issue, so it is a menu that came along."
_FEWEST_ARTICLES = 3
_SHARE = 0.5
"""Share of the issue's articles that must have a line, and at least so many, for it to count as repeated."""
_LONGEST = 80
_MOST_WORDS = 11
"""A longer line reads as text."""
_FEWEST_IN_RUN = 2
"""One line alone at an edge may be a signature, so only several together, or links, are a menu."""
_SAYS = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_NAMED = re.compile(r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd)\b|,\s")
"""What a signature has in it, and a menu has not."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What repeats in an issue."""

    menu: Mapping[str, int]
    """Lines to drop where they stand at an edge, after `folded`, with the number of articles."""
    unsure: Mapping[str, int]
    """Lines that are kept, as they are printed, with the number of articles."""
    dropped: tuple[tuple[int, ...], ...]
    """For each article, the places of the blocks to drop."""


def find_repeats(articles: Sequence[Article], role_of: RoleOf) -> Repeats:
    """What repeats, and which blocks of each article are menus."""
    lines = [[_line(block) for block in article.blocks] for article in articles]
    counts = Counter(line for each in lines for line in {folded(line) for line in each if line})
    least = max(_FEWEST_ARTICLES, _SHARE * len(articles))
    often = {line: number for line, number in counts.items() if line and number >= least}
    if not often:
        return Repeats({}, {}, tuple(() for _ in articles))
    dropped = tuple(_menu_of(article, often, role_of) for article in articles)
    menu: dict[str, int] = {}
    unsure: dict[str, int] = {}
    for article, places in zip(articles, dropped, strict=True):
        for place, block in enumerate(article.blocks):
            line = _line(block)
            if folded(line) not in often or role_of(line):
                continue
            if place in places:
                menu[line] = often[folded(line)]
            elif not isinstance(block, Heading):  # "What you can do" may head a part of every article
                unsure[line] = often[folded(line)]
    return Repeats(menu, unsure, dropped)


def without(article: Article, places: Iterable[int]) -> tuple[Article, dict[str, str]]:
    """The article without the blocks at these places, its sentences numbered anew; and the new id of each."""
    gone = frozenset(places)
    blocks = tuple(block for place, block in enumerate(article.blocks) if place not in gone)
    removed = tuple(Removed(_line(article.blocks[place]), RULE, _REASON) for place in sorted(gone))
    ids: dict[str, str] = {}
    numbers = count(1)

    def renumber(prose: Prose) -> Prose:
        return tuple(renumbered(sentence) for sentence in prose)

    def renumbered(sentence: Sentence) -> Sentence:
        ids[sentence.id] = f"s{next(numbers):04d}"
        return replace(sentence, id=ids[sentence.id])

    title = renumbered(article.title)
    standfirst = renumber(article.standfirst)
    blocks = map_prose(blocks, renumber)
    removed = (*article.removed, *removed)
    return replace(article, title=title, standfirst=standfirst, blocks=blocks, removed=removed), ids


def _menu_of(article: Article, often: Mapping[str, int], role_of: RoleOf) -> tuple[int, ...]:
    blocks = article.blocks
    top = _run(range(len(blocks)), blocks, often, role_of)
    end = _run(range(len(blocks) - 1, -1, -1), blocks, often, role_of)
    places = sorted({*top, *end})
    left = tuple(block for place, block in enumerate(blocks) if place not in places)
    return tuple(places) if has_text(left) else ()


def _run(
    places: Iterable[int], blocks: Sequence[Block], often: Mapping[str, int], role_of: RoleOf
) -> list[int]:
    """The places of the repeated lines from one edge on, looking through notices."""
    run: list[int] = []
    for place in places:
        block = blocks[place]
        line = _line(block)
        if isinstance(block, Notice) or role_of(line):
            continue
        if folded(line) not in often or not _may_be_menu(block, line):
            break
        run.append(place)
    alone = sum(_lines_in(blocks[place]) for place in run) < _FEWEST_IN_RUN
    return [] if alone and not all(_is_link(blocks[place]) for place in run) else run


def _may_be_menu(block: Block, line: str) -> bool:
    if _is_link(block):
        return len(line.split()) <= _MOST_WORDS
    lines = [line] if not isinstance(block, Listing) else line.split("\n")
    return all(
        len(each) <= _LONGEST
        and len(each.split()) <= _MOST_WORDS
        and not _SAYS.search(each)
        and not _NAMED.search(each)
        for each in lines
    )


def _is_link(block: Block) -> bool:
    """Whether all the words of a line lead elsewhere."""
    if not isinstance(block, Paragraph | Heading):
        return False
    return all(run.href for run in runs_of(block) if run.text.strip())


def _lines_in(block: Block) -> int:
    return len(block.items) if isinstance(block, Listing) else 1


def _line(block: Block) -> str:
    """The text of a block that is one line, or of a list of single lines; else nothing."""
    if isinstance(block, Listing):
        lines = [line_of(item.blocks[0]) if len(item.blocks) == 1 else None for item in block.items]
        return "" if None in lines else "\n".join(line or "" for line in lines)
    return line_of(block) or ""

"""A long easy read as several booklets, each whole in itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from everyread.article import Article, Notice, Sentence, Source, text_of
from everyread.easyread.document import Copied, Draft, DraftBlock, Lines, Points, Title
from everyread.easyread.glossary import Glossary

MOST_PAGES = 24
"""Of one booklet; a longer one is better split (UK government, Accessible communication formats)."""
MOST_PARTS = 9
"""Files that are made of one easy read; more would be a book."""
_COPIED_WORDS = 12
"""Words of a copied block that take about the room of one line with its picture."""


def parts(draft: Draft, number: int, glossary: Glossary) -> list[Draft]:
    """The easy read as so many booklets of about the same length, or fewer if it has fewer blocks.

    Each has the notices of them all, the hard words that it uses, and again the headings under which it
    begins; headings stay with what follows.
    """
    if number == 1:
        return [draft]
    notices = [block for block in draft.blocks if _is_notice(block)]
    cuts = _cuts(draft.blocks, number)
    made: list[Draft] = []
    for start, end in zip((0, *cuts), (*cuts, len(draft.blocks)), strict=True):
        own = (*_open_headings(draft.blocks, start), *draft.blocks[start:end])
        blocks = (*own, *(each for each in notices if each not in own))
        part = replace(draft, standfirst=() if made else draft.standfirst, blocks=blocks)
        made.append(_with_own_words(part, glossary))
    return made


def _open_headings(blocks: Sequence[DraftBlock], place: int) -> list[Title]:
    """The headings of the section that goes on at this place, from the highest."""
    kept: list[Title] = []
    for block in blocks[: place + 1]:
        if isinstance(block, Title):
            kept = [each for each in kept if each.level < block.level]
            kept.append(block)
    return kept[:-1] if kept and kept[-1] is blocks[place] else kept


def _cuts(blocks: Sequence[DraftBlock], number: int) -> list[int]:
    """Where each part but the first begins: near its even share, at a heading if one is within reach."""
    weights = [_weight(block) for block in blocks]
    before = [sum(weights[:place]) for place in range(len(blocks))]
    share = sum(weights) / number
    cuts: list[int] = []
    for part in range(1, number):
        first = (cuts[-1] if cuts else 0) + 1
        free = [place for place in range(first, len(blocks)) if not isinstance(blocks[place - 1], Title)]
        near = [place for place in free if abs(before[place] - share * part) <= share / 4]
        headed = [place for place in near if isinstance(blocks[place], Title)]
        if not free:
            break
        ideal = share * part
        cuts.append(min(headed or free, key=lambda place: abs(before[place] - ideal)))
    return cuts


def _weight(block: DraftBlock) -> int:
    """About how many lines with pictures it takes the room of."""
    match block:
        case Title():
            return 1
        case Lines(lines=lines):
            return sum(1 + len(line.explanations) for line in lines)
        case Points(points=points):
            return sum(_weight(inner) for point in points for inner in point.blocks)
        case Copied():
            return 1 + sum(len(text.split()) for text in _copied_texts(block)) // _COPIED_WORDS


def _copied_texts(block: Copied) -> list[str]:
    holder = Article(Sentence("", ()), block.blocks, Source("", "", ""))
    return [text_of(prose) for prose in holder.prose()]


def _is_notice(block: DraftBlock) -> bool:
    return isinstance(block, Copied) and any(isinstance(each, Notice) for each in block.blocks)


def _with_own_words(part: Draft, glossary: Glossary) -> Draft:
    """The part with only those hard words that it uses, in words of the article or of people."""
    texts = (*(line.text for line in part.lines()), *_all_copied(part.blocks))
    used = {found.entry.word for text in texts for found in glossary.find(text)}
    return replace(part, hard_words=tuple(hard for hard in part.hard_words if hard.word in used))


def _all_copied(blocks: Sequence[DraftBlock]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Copied():
                yield from _copied_texts(block)
            case Points(points=points):
                for point in points:
                    yield from _all_copied(point.blocks)
            case _:
                pass

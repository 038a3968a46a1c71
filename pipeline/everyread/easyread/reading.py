"""An easy read as an article of its own, so that it can be scored and read out like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from everyread.article import (
    Article,
    Block,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Sentence,
    Source,
    unsplit,
)
from everyread.easyread.document import DRAFT_NOTE, Copied, Draft, DraftBlock, Line, Lines, Title
from everyread.sentences import segment


def as_article(draft: Draft, source: Source) -> Article:
    """The lines that the draft gives its readers, a paragraph each; what was copied whole is not in it.

    Notices and quotations are the same in every format, so they say nothing of how easy the draft is.
    """
    lines = [each for each in draft.lines() if each is not draft.title]
    blocks: tuple[Block, ...] = tuple(paragraph for line in lines for paragraph in _paragraphs(line))
    title = Sentence("", (Run(draft.title.text),))
    return segment(Article(title=title, blocks=blocks, source=source, language=draft.language))


def to_be_read_out(draft: Draft, source: Source, contact: str, *, signed: bool) -> Article:
    """The whole easy read, and whom to ask; one that is not signed says so after its title and at its end."""
    warning = () if signed else (DRAFT_NOTE,)
    opening = (*_said(*warning), *(each for line in draft.standfirst for each in _paragraphs(line)))
    hard = [text for word in draft.hard_words for text in (f"{word.word}.", *word.means)]
    words: tuple[Block, ...] = (Heading(unsplit(Run("Hard words"))), *_said(*hard)) if hard else ()
    title = Sentence("", (Run(draft.title.text),))
    blocks: tuple[Block, ...] = (*opening, *_blocks(draft.blocks), *words, *_said(contact, *warning))
    return segment(Article(title=title, blocks=blocks, source=source, language=draft.language))


def _blocks(blocks: Sequence[DraftBlock]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Title(line=line, level=level):
                yield Heading(unsplit(Run(line.text)), level)
            case Lines(lines=lines):
                yield from (each for line in lines for each in _paragraphs(line))
            case Copied(blocks=copied):
                yield from copied
            case _:
                items = tuple(
                    Item(tuple(_blocks(point.blocks)), point.number, label=point.label)
                    for point in block.points
                )
                yield Listing(items, block.ordered)


def _said(*texts: str) -> Iterator[Paragraph]:
    return (Paragraph(unsplit(Run(text))) for text in texts if text)


def _paragraphs(line: Line) -> Iterator[Paragraph]:
    for text in (line.text, *(sentence for word in line.explanations for sentence in word)):
        if prose := unsplit(Run(text)):
            yield Paragraph(prose)

"""An article as the linter walks it: paragraphs and lists, and who is speaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from everyread.article import Article, Block, Heading, Listing, Notice, Paragraph, Prose, Quotation, Sentence

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, or the entry of a list: the sentences that stand together."""

    prose: Prose
    heading: bool = False
    quoted: bool = False
    """Whether it is somebody's words, or an answer in an interview."""
    listed: bool = False

    def speech(self) -> dict[str, tuple[Span, ...]]:
        """Sentence id to the parts of it in quotation marks, which may run on from sentence to sentence."""
        if self.quoted:
            return {sentence.id: ((0, len(sentence.text)),) for sentence in self.prose}
        return dict(zip((each.id for each in self.prose), _speech(self.prose), strict=True))


def passages(article: Article) -> Iterator[Passage]:
    """Everything that an editor may change: not notices, which are copied whole, nor tables and notes."""
    if article.standfirst:
        yield Passage(article.standfirst, quoted=article.standfirst_part == "question")
    yield from _passages(article.blocks, quoted=False, listed=False)


def lists_of(article: Article) -> Iterator[Listing]:
    """The lists that are part of the text."""
    yield from _lists(article.blocks)


def _passages(blocks: tuple[Block, ...], *, quoted: bool, listed: bool) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Heading(prose=prose):
                yield Passage(prose, heading=True)
            case Paragraph(prose=prose, part=part, speaker=speaker):
                yield Passage(prose, quoted=quoted or part == "question" or bool(speaker), listed=listed)
            case Listing(items=items, role=""):
                for item in items:
                    yield from _passages(item.blocks, quoted=quoted, listed=True)
            case Quotation(blocks=inner):
                yield from _passages(inner, quoted=True, listed=listed)
            case _:
                pass


def _lists(blocks: tuple[Block, ...]) -> Iterator[Listing]:
    for block in blocks:
        match block:
            case Listing(role=""):
                yield block
                for item in block.items:
                    yield from _lists(item.blocks)
            case Quotation() | Notice():
                pass
            case _:
                pass


def _speech(prose: Prose) -> Iterator[tuple[Span, ...]]:
    closing = ""
    for sentence in prose:
        spans, closing = _spans(sentence, closing)
        yield spans


def _spans(sentence: Sentence, closing: str) -> tuple[tuple[Span, ...], str]:
    """The quoted parts of a sentence, and the mark that will end one still open."""
    text = sentence.text
    found: list[Span] = []
    start = 0
    for place, letter in enumerate(text):
        if closing:
            if letter == closing and not _is_apostrophe(text, place):
                found.append((start, place))
                closing = ""
        elif letter in _CLOSES and not text[place - 1 : place].isalnum():
            start, closing = place + 1, _CLOSES[letter]
    if closing:
        found.append((start, len(text)))
    return tuple(found), closing


_CLOSES = {"“": "”", "‘": "’", '"': '"'}


def _is_apostrophe(text: str, place: int) -> bool:
    return text[place] == "’" and text[place + 1 : place + 2].isalpha()

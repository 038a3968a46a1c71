"""Finds the sentences of an article in the words of a finished file, in order, whatever stands between.

White space is compared as well: where the article has a space the file must have one, or a new line, and
where it has none the file may only have a new line, as in a web address that is broken to fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from everyread.article import (
    Article,
    Block,
    Figure,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Quotation,
    Sentence,
    Table,
    text_of,
)
from everyread.proof.pdf_stream import NOTHING, SPACE, Stream, StreamMaker, stream_of

FURNITURE = 400
"""Characters that may stand between two sentences: headings of boxes, labels, a long address."""
ADDRESS = 2100
"""Characters of the longest address that may stand in brackets behind a link."""
ALIKE = 10
"""A sentence that begins with so many of the same characters is the same one, changed."""
SHOWN = 30
"""Characters of a change that are shown."""
TELLING = 30
"""A sentence of so many characters is not found in a wrong place by chance."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence that a file must hold."""

    text: str
    """As an editor knows it."""
    parts: tuple[Stream, ...]
    """Cut behind each link, for there the print shows its address in brackets."""
    sentence: str = ""
    """Its id; empty for a list number or a speaker's name."""
    notice: bool = False
    label: bool = False
    """A column header: a wide table repeats it in each row, so what follows may stand before it."""
    room: int = 0
    """Characters that may stand before it beside FURNITURE: the cells of a row and their headers."""


def expected(article: Article) -> Iterator[Expected]:
    """What a verbatim edition of the article holds, in reading order, the title first."""
    yield from _of_prose((article.title, *article.standfirst))
    yield from _of_blocks(article.blocks, notice=False)


def _of_prose(prose: Prose, *, notice: bool = False) -> Iterator[Expected]:
    for sentence in prose:
        if sentence.text.strip():
            yield Expected(sentence.text, _parts(sentence), sentence.id, notice)


def _of_blocks(blocks: tuple[Block, ...], *, notice: bool) -> Iterator[Expected]:
    for block in blocks:
        match block:
            case Heading(prose=prose) | Paragraph(prose=prose):
                yield from _of_prose(prose, notice=notice)
            case Figure(caption=caption, credit=credit):
                yield from _of_prose((*caption, *credit), notice=notice)
            case Listing(items=items):
                for item in items:
                    if item.mark:
                        yield _words(item.mark, notice)
                    yield from _of_blocks(item.blocks, notice=notice)
            case Quotation(blocks=inner, speaker=speaker):
                yield from _of_blocks(inner, notice=notice)
                if speaker:
                    yield _words(speaker, notice)
            case Notice(blocks=inner):
                yield from _of_blocks(inner, notice=True)
            case Table(caption=caption, head=head, rows=rows):
                yield from _of_prose(caption, notice=notice)
                room = sum(len(text_of(cell.prose)) for cell in (*head, *(rows[0] if rows else ())))
                for cell in head:
                    for one in _of_prose(cell.prose, notice=notice):
                        yield replace(one, label=True, room=room)
                for row in rows:
                    for cell in row:
                        yield from _of_prose(cell.prose, notice=notice)


def _words(text: str, notice: bool) -> Expected:
    return Expected(text, (stream_of(text),), notice=notice)


def _parts(sentence: Sentence) -> tuple[Stream, ...]:
    makers = [StreamMaker()]
    runs = sentence.runs
    for index, run in enumerate(runs):
        makers[-1].add(run.text)
        following = runs[index + 1].href if index + 1 < len(runs) else ""
        if run.href and following != run.href:
            makers.append(StreamMaker())
    return tuple(part for part in (maker.stream() for maker in makers) if part.text)


@dataclass(frozen=True, slots=True)
class Compared:
    """An article beside the part of a stream that is its own."""

    wanted: tuple[Expected, ...]
    absent: tuple[Expected, ...]
    """What is not there, or not in its place."""
    start: int
    end: int
    """Where the next article begins."""

    def stands(self, one: Expected, stream: Stream) -> bool:
        """Whether a sentence is in the article's part at all, be it in a wrong place."""
        return _find(one, stream, self.start, self.end) is not None

    def difference(self, one: Expected, stream: Stream) -> tuple[str, str] | None:
        """Where a sentence that has changed does so: its own next words, and those of the stream."""
        source = stream_of(one.text)
        least, most = 0, len(source.text)
        while least < most:  # the longest beginning of the sentence that stands in the article's part
            middle = (least + most + 1) // 2
            there = stream.text.find(source.text[:middle], self.start, self.end) >= 0
            least, most = (middle, most) if there else (least, middle - 1)
        if not ALIKE <= least < len(source.text):
            return None
        place = stream.text.find(source.text[:least], self.start, self.end)
        return source.spaced(least, least + SHOWN), stream.spaced(place + least, place + least + SHOWN)

    def repeated(self, stream: Stream) -> Iterator[Expected]:
        """Sentences that stand in the article's part more often than in the article."""
        least = 2 * TELLING // 3
        source = "\n".join(part.text for one in self.wanted for part in one.parts)
        seen: set[str] = set()
        for one in self.wanted:
            text = max((part.text for part in one.parts), key=len, default="")
            if len(text) >= least and not one.label and text not in seen:
                seen.add(text)
                if stream.text.count(text, self.start, self.end) > source.count(text):
                    yield one


def compare(articles: list[Article], stream: Stream) -> list[Compared]:
    """Each article beside the stream between its title and the title of the next."""
    wanted = [list(expected(article)) for article in articles]
    starts = _starts(wanted, stream)
    cursor = 0
    compared: list[Compared] = []
    for number, sentences in enumerate(wanted):
        begin = starts[number]
        cursor = start = cursor if begin is None else begin
        end = next((place for place in starts[number + 1 :] if place is not None), len(stream.text))
        absent, cursor = _missing(sentences, stream, cursor, end)
        compared.append(Compared(tuple(sentences), tuple(absent), start, end))
    return compared


def missing(articles: list[Article], stream: Stream) -> list[list[Expected]]:
    """For each article, what the stream does not hold between its title and the title of the next."""
    return [list(each.absent) for each in compare(articles, stream)]


def holds(one: Expected, stream: Stream) -> bool:
    """Whether a sentence stands anywhere."""
    return _find(one, stream, 0, len(stream.text)) is not None


def _starts(wanted: list[list[Expected]], stream: Stream) -> list[int | None]:
    """Where each article begins; None where its title is not found."""
    cursor = 0
    starts: list[int | None] = []
    for sentences in wanted:
        start = _start(sentences, stream, cursor)
        starts.append(start)
        cursor = cursor if start is None else start + 1
    return starts


def _start(sentences: list[Expected], stream: Stream, cursor: int) -> int | None:
    """The place of the title that its article follows, not the one in the list of contents."""
    title, *following = sentences
    end = len(stream.text)
    place = _find(title, stream, cursor, end)
    while place is not None and following:
        found = [_find(one, stream, place[1], place[1] + FURNITURE) for one in following[:2]]
        first = min((each[0] for each in found if each), default=None)
        later = _find(title, stream, place[0] + 1, end if first is None else first)
        if first is not None and later is None:
            break
        place = later  # in a short issue the contents stand so near that their line seems to fit as well
    return place[0] if place else None


def _missing(sentences: list[Expected], stream: Stream, cursor: int, end: int) -> tuple[list[Expected], int]:
    absent: list[Expected] = []
    lost = False
    for one in sentences:
        # After a loss the next telling sentence may be far away: a whole page may be gone.
        anywhere = lost and sum(len(part.text) for part in one.parts) >= TELLING
        last = end if anywhere else min(end, cursor + FURNITURE + one.room)
        place = _find(one, stream, cursor, last)
        if place is None:
            absent.append(one)
            lost = True
        else:
            lost = False
            cursor = cursor if one.label else place[1]
    return absent, cursor


def _find(one: Expected, stream: Stream, start: int, last: int) -> tuple[int, int] | None:
    """Begin and end of a sentence that begins at one of the places from `start` and before `last`."""
    first, *others = one.parts
    place = stream.text.find(first.text, start, last + len(first.text) - 1)
    while place >= 0:
        end: int | None = place + len(first.text)
        if _same_gaps(first, stream, place) and _whole(stream, place, place + len(first.text)):
            for part in others:
                end = _after_address(part, stream, end) if end is not None else None
            if end is not None:
                return place, end
        place = stream.text.find(first.text, place + 1, last + len(first.text) - 1)
    return None


def _after_address(part: Stream, stream: Stream, start: int) -> int | None:
    """The end of a part that follows a link, at once or behind an address in brackets."""
    if _stands(part, stream, start):
        return start + len(part.text)
    if stream.text.startswith("(", start):
        close = start
        while (close := stream.text.find(")", close + 1, start + ADDRESS)) >= 0:
            if _stands(part, stream, close + 1):
                return close + 1 + len(part.text)
    return None


def _stands(part: Stream, stream: Stream, start: int) -> bool:
    return stream.text.startswith(part.text, start) and _same_gaps(part, stream, start)


def _same_gaps(part: Stream, stream: Stream, start: int) -> bool:
    found = stream.gaps[start + 1 : start + len(part.text)]
    return all(
        there != NOTHING if here else there != SPACE for here, there in zip(part.gaps[1:], found, strict=True)
    )


def _whole(stream: Stream, start: int, end: int) -> bool:
    """Not the middle of a longer word or number."""
    before = (
        stream.gaps[start] != NOTHING
        or not stream.text[start].isalnum()
        or not stream.text[start - 1].isalnum()
    )
    after = (
        end >= len(stream.text)
        or stream.gaps[end] != NOTHING
        or not stream.text[end].isalnum()
        or not stream.text[end - 1].isalnum()
    )
    return before and after

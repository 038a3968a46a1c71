"""What the talking book says of itself, as DAISY 2.02 (2.1.3) names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.article import Figure
from everyread.delivery.daisy.book import NavPoint, Section
from everyread.delivery.pack import Pack
from everyread.store import key_of

FORMAT = "Daisy 2.02"
GENERATOR = "everyread"
UNKNOWN_YEAR = "2000"
_SUMMARY = "Every article and every heading can be gone to, and the words can be read on a screen."
_SPOKEN = " They are read aloud by a computer voice, sentence by sentence."
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts that stand in each file, and those that only the table of contents has."""

    identifier: str
    title: str
    publisher: str
    date: str
    """ISO date."""
    language: str
    narrator: str
    seconds: float
    items: int
    depth: int
    """The deepest level of heading."""


def metadata(pack: Pack, all_sections: Sequence[Section], points: Sequence[NavPoint]) -> Metadata:
    """The facts of this book.

    The identifier is made from the words and recordings, so that a player takes a mended issue for a new
    book, and does not go on with bookmarks that lead nowhere.
    """
    made_of = key_of([[piece.article, piece.mp3] for piece in pack.all_pieces])
    return Metadata(
        identifier=f"{pack.name}-{made_of[:12]}",
        title=pack.title,
        publisher=pack.publisher or pack.title,
        date=pack.published or f"{_year(pack)}-01-01",
        language=pack.language,
        narrator=f"{pack.voice.split()[0]} (computer voice)" if pack.voice.strip() else "Computer voice",
        seconds=sum(section.seconds for section in all_sections),
        items=len(points),
        depth=max((point.level for point in points), default=1),
    )


def access(all_sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """What schema.org's accessibility properties can say of this book: names and values, in order.

    DAISY 2.02 is older than they are, and its own metadata have no room for them; they stand in the head of
    the first text, where XHTML lets anything be said.
    """
    heard = any(section.mp3 for section in all_sections)
    all_heard = heard and all(section.mp3 for section in all_sections)
    figures = [block for each in all_sections for block in each.article.walk() if isinstance(block, Figure)]
    described = bool(figures) and all(figure.alt for figure in figures)
    yield from (
        ("accessMode", mode) for mode in ("textual", *["auditory"] * heard, *["visual"] * bool(figures))
    )
    yield from (("accessModeSufficient", mode) for mode in ("textual", *["auditory"] * all_heard))
    for feature in ("tableOfContents", "structuralNavigation", "readingOrder", "unlocked"):
        yield "accessibilityFeature", feature
    yield from [("accessibilityFeature", "alternativeText")] * described
    yield from [("accessibilityFeature", "synchronizedAudioText")] * heard
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", _SUMMARY + _SPOKEN * heard


def _year(pack: Pack) -> str:
    """The year that the issue's name says, for DAISY wants a date and today's is none of the sources."""
    found = _YEAR.search(f"{pack.title} {pack.name}")
    return found[0] if found else UNKNOWN_YEAR


def clock(seconds: float) -> str:
    """A SMIL 1.0 clock value to the millisecond: "1:02:03.456"."""
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def whole_clock(seconds: float) -> str:
    """Hours, minutes and whole seconds, as the total time is written: "01:02:03"."""
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"

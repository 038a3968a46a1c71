"""What the book says of its own accessibility, and only what is true of this very book.

The words are those of schema.org's accessibility properties; EPUB Accessibility 1.1 (2.2) asks for them.  No
conformance is claimed: that needs a person's judgement, and a certifier's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.delivery.epub.chapter import Chapter


@dataclass(frozen=True, slots=True)
class Access:
    """Values of schema:accessMode and its kin."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    """Each is enough, by itself, to take in the whole book."""
    features: tuple[str, ...]
    summary: str


def access_of(chapters: Sequence[Chapter], cover: bool) -> Access:
    """What holds for a book of these chapters, with or without a picture on its cover."""
    figures = [figure for chapter in chapters for figure in chapter.figures()]
    described = all(figure.alt for figure in figures)
    sound = any(chapter.sound for chapter in chapters)
    heard = sound and not any(chapter.silent() for chapter in chapters)
    modes = ["textual", *["auditory"] * sound, *["visual"] * bool(figures or cover)]
    sufficient = ["textual" if described else "textual,visual", *["auditory"] * (heard and described)]
    features = [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
        "unlocked",
        *["alternativeText"] * (described and bool(figures or cover)),
        *["synchronizedAudioText"] * sound,
        *["pageBreakMarkers", "pageNavigation"] * any(chapter.pages for chapter in chapters),
    ]
    summary = " ".join(_summary(bool(figures), described, sound, heard))
    return Access(tuple(modes), tuple(sufficient), tuple(features), summary)


def _summary(pictures: bool, described: bool, sound: bool, heard: bool) -> Iterator[str]:
    yield "The text can be made larger and its colours changed, and it works with screen readers."
    yield "Every article and every heading is in the table of contents."
    if sound:
        how = "All of it is" if heard else "Most of it is"
        yield f"{how} read aloud by a computer voice, and each sentence is marked as it is read."
    if pictures:
        yield "Every picture is described." if described else "Some pictures have no description."
    yield "Nothing flashes, and the file is not locked."
    yield "The book was checked by programs; no person has judged it against a standard."

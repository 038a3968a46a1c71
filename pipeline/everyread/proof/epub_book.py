"""Reads a finished e-book as an e-reader would: from its container to its pages and clips.

Nothing here knows how the book was made; where each file is, is looked up in the book itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
_OPF = "{http://www.idpf.org/2007/opf}"
_SMIL = "{http://www.w3.org/ns/SMIL}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
# What only governs line breaks is no letter, and XML cannot hold what comes after it.
_NO_LETTERS = re.compile("[\u00ad\u200b\u2060\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOCK = re.compile(r"(?:(\d+):)?(?:(\d\d):)?(\d+(?:\.\d+)?)s?")


class UnreadableError(Exception):
    """The e-book cannot be read; the reason follows the words "The e-book"."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What is heard for an element: a stretch of a recording, in seconds."""

    fragment: str
    sound: str
    """The recording's name in the book."""
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the book, in its place in reading order."""

    name: str
    root: _Element
    clips: tuple[Clip, ...]
    stated: float | None
    """Seconds of sound that the book says it has; None where it says nothing."""

    @property
    def is_article(self) -> bool:
        return next(self._chapters(), None) is not None

    def _chapters(self) -> Iterator[_Element]:
        return (each for each in self.root.iter(f"{XHTML}section") if each.get(f"{EPUB}type") == "chapter")

    def sentences(self) -> list[tuple[str, str]]:
        """Id and words of each sentence, in the order of the page."""
        return [
            (each.get("id", ""), plain("".join(each.itertext())))
            for each in self.root.iter(f"{XHTML}span")
            if each.get("class") == "sentence"
        ]


@dataclass(frozen=True, slots=True)
class Book:
    """What there is in an e-book."""

    pages: tuple[Page, ...]
    """In reading order, then those outside it, such as a table of contents."""
    files: dict[str, bytes]
    stated: float | None
    """Seconds of sound that it says it has in all."""

    @property
    def articles(self) -> list[Page]:
        return [page for page in self.pages if page.is_article]


def plain(text: str) -> str:
    """Words with single ordinary spaces, and nothing that cannot be seen."""
    return " ".join(_NO_LETTERS.sub("", text).split())


def sentences_of(epub: bytes) -> list[list[tuple[str, str]]]:
    """For each article, and the spoken contents before them, the id and words of its sentences in order.

    For the comparison of all formats.  Raises UnreadableError.
    """
    return [page.sentences() for page in read_epub(epub).articles]


def read_epub(epub: bytes) -> Book:
    """The book.  Raises UnreadableError when its container or a part that it needs is damaged or missing."""
    try:
        with zipfile.ZipFile(io.BytesIO(epub)) as archive:
            files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise UnreadableError(f"is a damaged file ({error})") from error
    rootfile = _parsed(files, "META-INF/container.xml").find(f".//{_CONTAINER}rootfile")
    name = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _parsed(files, name)
    return Book(tuple(_pages(package, name, files)), files, _duration(package, ""))


def _pages(package: _Element, name: str, files: dict[str, bytes]) -> Iterator[Page]:
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    documents = [each for each, item in items.items() if item.get("media-type") == "application/xhtml+xml"]
    spine = [ref.get("idref", "") for ref in package.iter(f"{_OPF}itemref")]
    for each in dict.fromkeys((*spine, *documents)):
        if each not in items:
            raise UnreadableError(f"names a page that it does not list: {each}")
        page = _beside(name, items[each].get("href", ""))
        overlay = items[each].get("media-overlay", "")
        clips: tuple[Clip, ...] = ()
        if overlay:
            if overlay not in items:
                raise UnreadableError(f"names a list of times that it does not have: {overlay}")
            clips = tuple(_clips(_beside(name, items[overlay].get("href", "")), page, files))
        yield Page(page, _parsed(files, page), clips, _duration(package, overlay) if overlay else None)


def _clips(name: str, page: str, files: dict[str, bytes]) -> Iterator[Clip]:
    for par in _parsed(files, name).iter(f"{_SMIL}par"):
        text, audio = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
        if text is None or audio is None:
            raise UnreadableError(f"has a clip without text or sound in {name}")
        target, fragment = urldefrag(text.get("src", ""))
        if _beside(name, target) != page:
            raise UnreadableError(f"has a clip for another page in {name}")
        yield Clip(
            fragment,
            _beside(name, audio.get("src", "")),
            _seconds(audio.get("clipBegin", "0")),
            _seconds(audio.get("clipEnd", "")),
        )


def _duration(package: _Element, overlay: str) -> float | None:
    """What the package says of one list of times, or without a name of them all."""
    for meta in package.iter(f"{_OPF}meta"):
        if meta.get("property") == "media:duration" and meta.get("refines", "") == (
            overlay and f"#{overlay}"
        ):
            return _seconds(meta.text or "")
    return None


def _seconds(clock: str) -> float:
    """Seconds of a full or partial clock value, or of a count of seconds (SMIL 3.0, 5.4.3)."""
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise UnreadableError(f"has a time that is none: “{clock}”")
    hours, minutes, seconds = found.groups()
    if hours and not minutes:
        hours, minutes = None, hours
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)


def _parsed(files: dict[str, bytes], name: str) -> _Element:
    from lxml import etree

    if name not in files:
        raise UnreadableError(f"has no file {name or 'that says what is in it'}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(files[name], parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"has a page that is not XML: {name}: {error.msg}") from error


def _beside(name: str, address: str) -> str:
    """The name of the file that an address in another file means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))

"""Opens a finished talking book as a player would: the zip, its files, and where every link leads."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML = "{http://www.w3.org/1999/xhtml}"
LARGEST = 4 << 30
"""Bytes of all files together; a zip of today's kind cannot hold more, nor can many players."""
_NAME = re.compile(r"[a-z0-9_]{1,8}\.[a-z0-9]{1,4}")
"""A name that every file system of a player knows; the ending "smil" is the standard's own."""
_CLOCK = re.compile(r"(?:npt=)?(?:(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)|(\d+(?:\.\d+)?)s)")


class UnreadableError(Exception):
    """The book cannot be opened, in the words of a finding."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence's stretch of a sound file, in seconds."""

    audio: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Par:
    """A step of a SMIL: a place in a text, with its sound if it has any."""

    id: str
    text: str
    """File and fragment."""
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Smil:
    name: str
    meta: tuple[tuple[str, str], ...]
    """Names and contents in its head."""
    seconds: float
    """As its seq says; -1 when it does not."""
    pars: tuple[Par, ...]
    ids: tuple[str, ...]
    """Every id in the file, in order."""


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the table of contents."""

    tag: str
    kind: str
    """Its class."""
    id: str
    links: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """What a player knows once it has read the book."""

    files: dict[str, bytes]
    language: str
    meta: tuple[tuple[str, str], ...]
    """Names and contents in the head of ncc.html."""
    points: tuple[Point, ...]
    order: tuple[str, ...]
    """The SMIL files, as master.smil lists them."""
    smils: dict[str, Smil]
    texts: dict[str, tuple[tuple[str, str], ...]]
    """Of each text file, every id with the words that stand under it, in order."""


def open_book(data: bytes) -> Book:
    """Read the book.  Raises UnreadableError, in plain words, at the first thing that stops a player."""
    files = _unpacked(data)
    for needed in ("ncc.html", "master.smil"):
        if needed not in files:
            raise UnreadableError(f"has no {needed}")
    trees = {name: _tree(name, body) for name, body in files.items() if name.endswith((".html", ".smil"))}
    ncc = trees.pop("ncc.html")
    master = trees.pop("master.smil")
    return Book(
        files,
        str(ncc.get("lang") or ""),
        _meta(ncc.iter(f"{XHTML}meta")),
        tuple(_point(child) for body in ncc.iter(f"{XHTML}body") for child in body),
        tuple(str(each.get("src")).partition("#")[0] for each in master.iter("ref")),
        {name: _smil(name, tree) for name, tree in trees.items() if name.endswith(".smil")},
        {name: tuple(_texts(tree)) for name, tree in trees.items() if name.endswith(".html")},
    )


def seconds_of(clock: str | None) -> float:
    """A SMIL clock value in seconds; -1 when it is none."""
    found = _CLOCK.fullmatch((clock or "").strip())
    if not found:
        return -1.0
    hours, minutes, seconds, count = found.groups()
    return float(count) if count else int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(set(names)) != len(names):
                raise UnreadableError("has two files of one name")
            strange = next((name for name in names if not _NAME.fullmatch(name)), None)
            if strange is not None:
                raise UnreadableError(f"has a file that old players cannot name: “{strange}”")
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise UnreadableError("is larger than players can hold")
            return {name: archive.read(name) for name in names}  # checks each file's CRC
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise UnreadableError(f"cannot be unpacked ({error})") from error


def _tree(name: str, data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"has a file that is not well-formed XML: {name} ({error})") from error


def _meta(elements: Iterable[_Element]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(each.get("name") or each.get("http-equiv")), str(each.get("content"))) for each in elements
    )


def _point(element: _Element) -> Point:
    links = tuple(str(link.get("href")) for link in element.iter(f"{XHTML}a"))
    tag = str(element.tag).removeprefix(XHTML)
    return Point(
        tag, element.get("class") or "", element.get("id") or "", links, "".join(element.itertext()).strip()
    )


def _smil(name: str, tree: _Element) -> Smil:
    whole = tree.find("body/seq")
    return Smil(
        name,
        _meta(tree.iter("meta")),
        seconds_of(whole.get("dur")) if whole is not None else -1.0,
        tuple(_par(par) for par in tree.iter("par")),
        tuple(str(each.get("id")) for each in tree.iter() if each.get("id")),
    )


def _par(par: _Element) -> Par:
    text = par.find("text")
    clips = tuple(
        Clip(str(each.get("src")), seconds_of(each.get("clip-begin")), seconds_of(each.get("clip-end")))
        for each in par.iter("audio")
    )
    return Par(par.get("id") or "", str(text.get("src")) if text is not None else "", clips)


def _texts(tree: _Element) -> list[tuple[str, str]]:
    return [(str(each.get("id")), "".join(each.itertext())) for each in tree.iter() if each.get("id")]

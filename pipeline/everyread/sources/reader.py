"""What a reader is, and which reader takes a file.

Readers are plug-ins behind the entry point group `everyread.readers`; the built-in ones use the same
door.  A reader is a pure function of the bytes it is given: it opens no file and no connection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath
from typing import Protocol

from everyread.article import Article
from everyread.findings import Finding
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.repair import Repairs
from everyread.store import Digest, Store

GROUP = "everyread.readers"
NO_PICTURES: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its articles, not yet split into sentences, and what the editor should know."""

    articles: tuple[Article, ...]
    findings: tuple[Finding, ...] = ()
    pictures: tuple[Digest, ...] = ()
    """The pictures that were put in the store, each once."""
    repairs: Repairs = ()
    """What was mended in the characters, by kind."""


class Reader(Protocol):
    """Reads one kind of file."""

    name: str
    """For people: "Markdown"."""
    suffixes: tuple[str, ...]
    """Endings of file names, in small letters, with the dot."""

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """The articles in a file's bytes.

        `name` is the file's name as the editor knows it.  `pictures` holds the bytes of the files that
        lie beside the article, by the name the article calls them.  `house` holds the publisher's own rules.
        `split` says whether a document is a whole issue, to be split at its top headings; None leaves that
        to the reader, and kinds of file that keep their articles apart pay no heed to it.

        Raises ArticleError when there is no article to be had.
        """
        ...


@dataclass(frozen=True, slots=True)
class Installed:
    """A reader and where it comes from, which is part of the key of what it reads."""

    reader: Reader
    origin: str


def reader_for(name: str) -> Reader | None:
    """The reader for a file of this name; None when no reader knows its ending."""
    found = installed_for(name)
    return found.reader if found else None


def installed_for(name: str) -> Installed | None:
    """The reader for a file of this name, and its origin."""
    return _by_suffix().get(PurePath(name).suffix.lower())


def readable_suffixes() -> tuple[str, ...]:
    """Every ending that some reader knows, in alphabetical order."""
    return tuple(sorted(_by_suffix()))


@cache
def _by_suffix() -> dict[str, Installed]:
    readers: dict[str, Installed] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (_is_built_in(entry), entry.name)):
        installed = Installed(entry.load()(), _origin(entry))
        for suffix in installed.reader.suffixes:
            readers.setdefault(
                suffix, installed
            )  # built-in ones come last, so that a plug-in can replace them
    return readers


def _is_built_in(entry: EntryPoint) -> bool:
    return entry.value.startswith("everyread.")


def _origin(entry: EntryPoint) -> str:
    version = entry.dist.version if entry.dist else ""
    return f"{entry.value} {version}".strip()

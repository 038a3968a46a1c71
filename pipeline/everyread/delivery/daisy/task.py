"""The talking book as a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from everyread.article import article_adapter
from everyread.delivery.archive import packed
from everyread.delivery.daisy.render import book_files
from everyread.delivery.pack import Pack
from everyread.findings import Finding
from everyread.store import Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

SHARED = ("delivery.archive", "delivery.pack", "article", "findings", "plaintext", "typeset.templates")
"""Modules outside this package that decide what is in the book."""


@dataclass(frozen=True, slots=True)
class DaisyOrder:
    """The issue, and the templates to make the book with."""

    pack: Pack
    template_folders: tuple[str, ...]
    templates: str
    """Digest of what is in the folders "daisy" and "shared"."""


def daisy_task(order: DaisyOrder) -> Task:
    """Make the talking book; its receipt has the file "daisy".  Facts: bytes, files, seconds, articles."""
    key = key_of(
        "daisy",
        code_digest("delivery.daisy", *SHARED),
        replace(order, template_folders=()),  # a place on this machine; what is in it counts, by `templates`
        version_of("jinja2"),
    )
    return Task("talking book", make_daisy, order, key, weight=2.0 + 0.1 * len(order.pack.pieces))


def make_daisy(order: DaisyOrder, store: Store) -> Receipt:
    """Write every file of the book into one zip, the table of contents first."""
    files = book_files(order.pack, order.template_folders, store)
    data = packed(files.items())
    facts = {
        "bytes": len(data),
        "files": len(files),
        "seconds": round(sum(piece.seconds for piece in order.pack.all_pieces if piece.mp3), 3),
        "articles": len(order.pack.pieces),
    }
    return Receipt({"daisy": store.put(data)}, facts, tuple(_findings(order.pack, store)))


def _findings(pack: Pack, store: Store) -> Iterator[Finding]:
    if not pack.published:
        yield Finding(
            "DEL-401",
            "The talking book must say on which day it came out, and issue.toml does not.",
            "Put the day into issue.toml, in a line of its own near the top: published = 2026-12-01",
        )
    for piece in pack.pieces:
        if not piece.mp3:
            article = article_adapter().validate_json(store.get(piece.article))
            yield Finding(
                "DEL-402",
                f"“{piece.title}” is silent in the talking book, since it has no recording.",
                "See what is said about its audio, and build again.",
                file=article.source.name,
            )

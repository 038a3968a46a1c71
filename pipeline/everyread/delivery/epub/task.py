"""The e-book of an issue as a task: a pack goes in, one EPUB comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from everyread.delivery.archive import packed
from everyread.delivery.pack import Pack
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.typeset.fonts import FONT_PACKAGES
from everyread.work import Receipt, Task

SHARED = (
    "delivery.archive",
    "delivery.pack",
    "delivery.words",
    "article",
    "plaintext",
    "typeset.templates",
    "typeset.keep_together",
    "typeset.fonts",
)
"""Modules outside this package that decide what is in the book."""
ENGINES = ("jinja2", "lxml", "pypdfium2", *FONT_PACKAGES)
BYTES_A_SECOND = 30e6
"""About what one core packs; only decides which task starts first."""


@dataclass(frozen=True, slots=True)
class EpubOrder:
    """What goes into the book, and where its templates are."""

    pack: Pack
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "epub" and "shared"."""


def epub_task(order: EpubOrder) -> Task:
    """Make the e-book; its receipt has the file "epub"."""
    key = key_of(
        "epub",
        code_digest("delivery.epub", *SHARED),
        replace(order, template_folders=()),
        [version_of(engine) for engine in ENGINES],
    )
    seconds = sum(piece.seconds for piece in order.pack.all_pieces)
    return Task("e-book", make_epub, order, key, weight=1 + seconds * 8000 / BYTES_A_SECOND)


def make_epub(order: EpubOrder, store: Store) -> Receipt:
    """Runs in a worker.  Facts: bytes, seconds of sound that are in step with the text, articles.

    Raises MachineError when a font is missing.
    """
    from everyread.delivery.epub.book import book_of, files_of
    from everyread.delivery.epub.xml import Templates

    book = book_of(order.pack, store)
    data = packed(files_of(book, Templates(order.template_folders), store))
    facts = {
        "bytes": len(data),
        "seconds": book.milliseconds / 1000,
        "articles": len(order.pack.pieces),
    }
    return Receipt({"epub": store.put(data)}, facts)

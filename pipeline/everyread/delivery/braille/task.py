"""The braille-ready file as a task, where the program that makes braille is installed."""

from __future__ import annotations

from dataclasses import dataclass

from everyread.delivery.braille.louis import TABLES, program_version
from everyread.delivery.braille.volume import volume
from everyread.delivery.pack import Pack
from everyread.store import Store, code_digest, key_of
from everyread.work import Receipt, Task


@dataclass(frozen=True, slots=True)
class BrailleOrder:
    """The issue to be brailled."""

    pack: Pack


def braille_task(order: BrailleOrder) -> Task | None:
    """Make the braille file; its receipt has the file "brf".  Facts: bytes, pages, articles, program.

    None where liblouis is not installed: braille is an extra, and nobody who does not want it is asked for
    anything.
    """
    version = program_version()
    if not version:
        return None
    code = code_digest("delivery.braille", "delivery.pack", "article", "errors")
    key = key_of("braille", code, order, version, TABLES)
    return Task("braille", make_braille, order, key, weight=1.0 + 0.05 * len(order.pack.pieces))


def make_braille(order: BrailleOrder, store: Store) -> Receipt:
    """Translate and lay out the issue.  Raises ArticleError (DEL-403) when the program fails."""
    data, pages = volume(order.pack, store)
    facts = {
        "bytes": len(data),
        "pages": pages,
        "articles": len(order.pack.pieces),
        "program": program_version(),
    }
    return Receipt({"brf": store.put(data)}, facts)

"""Keeps the writing of tags linear in the number of pages.

pydyf lists the references of all pages anew for every tag, so that a document of twice the pages takes
four times as long over it: a seventh of the whole time at 440 pages.  Here the list is made again only
when a page has been added.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]


@contextmanager
def quick_page_references() -> Iterator[None]:
    """While this lasts, pydyf remembers the references of its pages."""
    slow = pydyf.PDF.page_references
    known: dict[int, tuple[bytes, ...]] = {}

    def references(pdf: Any) -> tuple[bytes, ...]:
        # Three entries a page: number, generation and R.
        pages = len(pdf.pages["Kids"]) // 3
        if len(known.get(id(pdf), ())) != pages:
            known[id(pdf)] = slow.fget(pdf)
        return known[id(pdf)]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = slow

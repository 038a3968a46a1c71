"""The list of bookmarks beside the pages."""

from __future__ import annotations

from pydyf import PDF, Dictionary, String  # type: ignore[import-untyped]

from everyread.typeset.keep_together import plain


def plain_bookmarks(pdf: PDF) -> None:
    """The spaces and marks that rule line breaks have no place in a list of bookmarks."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "Title" in item and "Dest" in item:
            item["Title"] = String(plain(item["Title"].string))

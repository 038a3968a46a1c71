"""HTML: a whole saved page, or a piece of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from everyread.sources.draft import finish
from everyread.sources.encoding import decode_page
from everyread.sources.guard import file_bytes, must_be_text
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.store import Store

_WHOLE = re.compile(r"<!doctype\b|<html\b|<body\b|<head\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads .html and .htm."""

    name: str = "HTML"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article; see `Reader.read`."""
        from everyread.sources.fragment import read_fragment
        from everyread.sources.page import read_page
        from everyread.sources.tree import parse

        must_be_text(data, name, file_bytes())
        decoded = decode_page(data, name)
        root = parse(decoded.text, name)
        read = read_page if _WHOLE.search(decoded.text) else read_fragment
        draft = Draft((), findings=decoded.findings, repairs=decoded.repairs)
        draft = read(root, draft, name, store, pictures, house)
        return finish(draft, data, name, self.name, house, split)

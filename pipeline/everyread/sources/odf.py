"""OpenDocument text (LibreOffice, or Word when asked): its XML becomes HTML for the one converter.

Read straight with lxml, entities and network off: the libraries for ODF write documents well, but parse
them without those guards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from everyread.errors import ArticleError
from everyread.sources.bounds import must_be_small_tree
from everyread.sources.draft import finish
from everyread.sources.guard import damaged, must_be_package
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.office import from_properties, subtitled, with_content, with_margins
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.store import Store

_CONTENT = "content.xml"
_MOST = 32 * 1024 * 1024
"""Bytes of a part; a book of 100,000 words has about 5 MB."""
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_FIELDS = (("title", "title"), ("initial-creator", "author"), ("creator", "author"))
"""The properties that are used, and the front-matter names of what they are."""


@dataclass(frozen=True, slots=True)
class OpenDocumentReader:
    """Reads .odt."""

    name: str = "OpenDocument"
    suffixes: tuple[str, ...] = (".odt",)

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,  # noqa: ARG002 - a document holds its own
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article, or those of a whole issue; see `Reader.read`."""
        from everyread.sources.captions import attach_captions
        from everyread.sources.fragment import read_fragment
        from everyread.sources.odfhtml import Builder, header_lines
        from everyread.sources.package import part
        from everyread.sources.revisions import told_changes, told_comments
        from everyread.sources.tree import parse

        must_be_package(data, name, _CONTENT, "an OpenDocument text")
        content = part(data, _CONTENT, _MOST)
        if content is None or content.getroottree().docinfo.doctype:
            raise damaged(name)
        body = content.find("{*}body/{*}text")
        if body is None:
            raise ArticleError(
                "SRC-003",
                f"“{name}” is no text document, but a table or a presentation.",
                "Save the article's text as .odt or .docx.",
            )
        must_be_small_tree(body, name)
        styles = part(data, "styles.xml", _MOST)
        builder = Builder(data, [content, styles])
        root = parse(builder.page(body), name)
        attach_captions(root)
        findings = told_changes(builder.changes, name) + told_comments(builder.comments, name)
        draft = subtitled(Draft((), findings=findings), root)
        draft = read_fragment(root, draft, name, store, builder.images, house)
        draft = with_margins(with_content(draft, _properties(part(data, "meta.xml"))), header_lines(styles))
        return finish(draft, data, name, self.name, house, split)


def _properties(meta: Any) -> Draft:
    """What the document's properties say: its own, then those that somebody made up."""
    if meta is None:
        return Draft(())
    values = [(key, meta.findtext(f".//{{*}}{tag}") or "") for tag, key in _FIELDS]
    own = [(each.get(f"{_META}name") or "", each.text or "") for each in meta.iter(f"{_META}user-defined")]
    return from_properties([*values, *own])

"""HTML that is all article, from Markdown, from Word or pasted: converted whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml.html import HtmlElement

from everyread.sources.album import Album
from everyread.sources.leaving import leaves_in_fragment
from everyread.sources.markup import Converter
from everyread.sources.parts import Draft
from everyread.sources.tree import strip_tree_templates
from everyread.store import Store


def read_fragment(
    root: HtmlElement, draft: Draft, name: str, store: Store, pictures: Mapping[str, bytes]
) -> Draft:
    """The draft with the blocks of an HTML tree, and what was left out of it."""
    templates = strip_tree_templates(root)
    album = Album(name, store, pictures)
    converter = Converter(album, root, leaves_in_fragment)
    blocks = converter.blocks(root)
    return replace(
        draft,
        blocks=blocks,
        removed=(*draft.removed, *templates, *converter.removed, *album.removed),
        findings=(*draft.findings, *album.findings),
        pictures=tuple(album.digests),
    )

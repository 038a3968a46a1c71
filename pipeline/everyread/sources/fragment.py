"""HTML that is all article, from Markdown, from Word or pasted: converted whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml.html import HtmlElement

from everyread.sources.album import Album
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.leaving import leaves_by_house, leaves_in_fragment
from everyread.sources.markup import Converter
from everyread.sources.mending import mend_tree
from everyread.sources.must_keep import keeper
from everyread.sources.parts import Draft
from everyread.store import Store


def read_fragment(
    root: HtmlElement,
    draft: Draft,
    name: str,
    store: Store,
    pictures: Mapping[str, bytes],
    house: House = NO_HOUSE,
) -> Draft:
    """The draft with the blocks of an HTML tree, and what was left out of it."""
    draft = mend_tree(root, draft, name)
    album = Album(name, store, pictures)
    converter = Converter(album, root, leaves_by_house(root, house, leaves_in_fragment), keeper(house))
    blocks = converter.blocks(root)
    return replace(
        draft,
        blocks=blocks,
        removed=(*draft.removed, *converter.removed, *album.removed),
        findings=(*draft.findings, *album.findings),
        pictures=tuple(album.digests),
    )

"""The members' page: hear, read and download every article of an issue in one place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from everyread.article import (
    Article,
    Block,
    Heading,
    Item,
    Listing,
    Notice,
    Quotation,
    article_adapter,
)
from everyread.delivery.files import Finished
from everyread.store import Digest, Store

LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One article on the page."""

    number: int
    """Place in the running order, from 1."""
    slug: str
    article: Digest
    files: tuple[Finished, ...]
    """What members may hear and download; an easy read that nobody signed is refused."""
    cues: Digest = ""
    """The narration's sentence times; empty when there is no narration."""
    easy_read_coming: bool = False
    """Whether an easy-read draft waits for people to check it."""

    def __post_init__(self) -> None:
        if any(file.kind == "easy-read" for file in self.files):
            raise ValueError("an easy-read draft is not for members")

    @property
    def stem(self) -> str:
        """Its address on the page, like its files: "03-flu"."""
        return f"{self.number:02d}-{self.slug}"

    @property
    def audio(self) -> Finished | None:
        return next((file for file in self.files if file.kind == "audio"), None)


@dataclass(frozen=True, slots=True)
class PageOrder:
    """What the page shows, and where its templates are."""

    title: str
    """The issue's name as readers see it."""
    publisher: str
    contact: str
    """How members reach the publisher."""
    entries: tuple[PageEntry, ...]
    whole_issue: tuple[Finished, ...]
    """Files that hold all articles; not shown where there is only one."""
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "pages" and "shared"."""


def render_page(order: PageOrder, store: Store) -> bytes:
    """The bytes of index.html."""
    from everyread.delivery.html import render
    from everyread.delivery.pictures import embedded

    articles = [article_adapter().validate_json(store.get(entry.article)) for entry in order.entries]
    return render(
        order.template_folders,
        "pages/members.html.j2",
        ("pages/base.css", "pages/members.css"),
        ("pages/members.js",),
        order=order,
        entries=[
            {"entry": entry, "article": replace(article, blocks=_lowered(article.blocks))}
            for entry, article in zip(order.entries, articles, strict=True)
        ],
        seconds=sum(entry.audio.seconds for entry in order.entries if entry.audio),
        pictures=embedded(articles, store),
        times=_times(order.entries, articles, store),
    )


def _times(entries: Sequence[PageEntry], articles: Sequence[Article], store: Store) -> dict[str, Any]:
    """For each article with sound, its sentences as [id, begin, end], seconds to the hundredth, in order."""
    return {
        entry.stem: _article_times(json.loads(store.get(entry.cues)), article)
        for entry, article in zip(entries, articles, strict=True)
        if entry.cues and entry.audio
    }


def _article_times(cues: list[dict[str, Any]], article: Article) -> list[list[object]]:
    ours = {sentence.id for sentence in article.sentences()}
    return [[cue["id"], round(cue["start"], 2), round(cue["end"], 2)] for cue in cues if cue["id"] in ours]


def _lowered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each heading one level lower, since the article's title is level 2 on this page."""
    return tuple(_lower(block) for block in blocks)


def _lower(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, level=min(block.level + 1, LOWEST_HEADING))
        case Quotation() | Notice():
            return replace(block, blocks=_lowered(block.blocks))
        case Listing():
            return replace(block, items=tuple(_lower_item(item) for item in block.items))
        case _:
            return block


def _lower_item(item: Item) -> Item:
    return replace(item, blocks=_lowered(item.blocks))

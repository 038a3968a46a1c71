"""Renders the members' pages: the issue's own, and one for each article."""

from __future__ import annotations

from itertools import chain
from typing import Any

from everyread.article import Article, article_adapter
from everyread.delivery.page import PageEntry, PageOrder, page_paths
from everyread.delivery.page_metadata import article_metadata, issue_metadata
from everyread.delivery.page_parts import disclaimers, house_disclaimer, opening, times
from everyread.store import Store

_SHEETS = ("pages/base.css", "pages/members.css")
_SCRIPTS = ("pages/members-choices.js", "pages/members-player.js", "pages/members.js")


def render_pages(order: PageOrder, store: Store) -> dict[str, bytes]:
    """The bytes of each page, under its role in `page_paths`."""
    articles = tuple(article_adapter().validate_json(store.get(entry.article)) for entry in order.entries)
    shown = [
        {"entry": entry, "article": article, "opening": opening(article)}
        for entry, article in zip(order.entries, articles, strict=True)
    ]
    house = house_disclaimer(articles)
    index = _made(
        order,
        "pages/members-index.html.j2",
        entries=shown,
        seconds=sum(entry.audio.seconds for entry in order.entries if entry.audio),
        disclaimer=house,
        metadata=issue_metadata(order, articles),
    )
    pages = (
        _article_page(
            order,
            entry,
            article,
            store,
            before=shown[place - 1] if place else None,
            after=shown[place + 1] if place + 1 < len(shown) else None,
            disclaimer=() if disclaimers(article) else house,
        )
        for place, (entry, article) in enumerate(zip(order.entries, articles, strict=True))
    )
    return dict(zip(page_paths(order), chain((index,), pages), strict=True))


def _article_page(order: PageOrder, entry: PageEntry, article: Article, store: Store, **values: Any) -> bytes:
    from everyread.delivery.pictures import embedded

    def made(pictures: dict[str, str]) -> bytes:
        return _made(
            order,
            "pages/members-article.html.j2",
            entry=entry,
            article=article,
            pictures=pictures,
            times=times(entry.cues, article, store) if entry.cues and entry.audio else [],
            metadata=article_metadata(order, entry, article),
            **values,
        )

    bare = made({})
    pictures = embedded(article, store, len(bare))
    return made(pictures) if pictures else bare


def _made(order: PageOrder, template: str, **values: Any) -> bytes:
    from everyread.delivery.html import render

    return render(order.template_folders, template, _SHEETS, _SCRIPTS, order=order, **values)

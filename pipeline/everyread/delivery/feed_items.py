"""The episodes of the podcast: the contents, each article, and the whole issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate, chain, takewhile
from textwrap import shorten
from typing import Literal
from uuid import UUID, uuid5

from everyread import paths
from everyread.article import Article, Paragraph, Prose, article_adapter, text_of
from everyread.delivery.feed_address import address_of
from everyread.delivery.feed_words import COMPUTER_VOICE, help_line, paragraphs, plain
from everyread.delivery.pack import Pack, Piece
from everyread.delivery.words import without_marks
from everyread.store import Store

_LONGEST = 300
"""Characters of an article that its episode quotes: what an app shows before "more"."""
_WHOLE = ""
"""The whole issue's name among its articles, each of which has one."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One entry of the feed; its words are clean, and are escaped by the template."""

    title: str
    guid: str
    kind: Literal["trailer", "full", "bonus"]
    """What apps call it: the contents are the trailer, and the whole issue once more is a bonus."""
    number: int
    """From 1, for articles; 0 for the others."""
    page: str
    """Address of its page."""
    description: str
    """HTML, as apps expect it: plain text with "&" and "<" in it would not do."""
    author: str
    mp3: str
    bytes: int
    seconds: int
    captions: str
    chapters: str
    """Address of its chapters; empty for none."""
    date: str
    """As in e-mail (RFC 2822); empty when the issue has no date."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are on the web."""

    base: str
    guid: UUID
    pages: dict[str, str]
    """Path of an article's own page, by its stem; the front page for those that are not named."""

    def page_of(self, piece: Piece) -> str:
        return address_of(self.base, self.pages.get(piece.stem, paths.FRONT_PAGE))


def episodes(pack: Pack, places: Places, chapters: str, store: Store) -> list[Episode]:
    """All episodes in the order of listening; an article without a recording has none."""
    recorded = [piece for piece in pack.pieces if piece.mp3]
    articles = [article_adapter().validate_json(store.get(piece.article)) for piece in recorded]
    found: list[Episode] = []
    if pack.contents and pack.contents.mp3:
        words = [f"{number}. {plain(piece.title)}" for number, piece in enumerate(recorded, start=1)]
        contents = _episode(pack, pack.contents, places, words, store)
        found.append(replace(contents, title=f"What is in {plain(pack.title)}", kind="trailer"))
    for number, (piece, article) in enumerate(zip(recorded, articles, strict=True), start=1):
        words = [_summary(article), *_notices([article])]
        author = plain(article.author).removeprefix("By ")
        found.append(replace(_episode(pack, piece, places, words, store), number=number, author=author))
    if pack.whole and pack.whole.mp3:
        words = ["All articles one after another, each a chapter.", *_notices(articles)]
        whole = _episode(pack, pack.whole, places, words, store)
        title = f"{plain(pack.title)}: the whole issue"
        found.append(replace(whole, title=title, kind="bonus", chapters=address_of(places.base, chapters)))
    return _dated(found, pack.published)


def _episode(pack: Pack, piece: Piece, places: Places, words: list[str], store: Store) -> Episode:
    words = [*words, COMPUTER_VOICE, help_line(pack.contact, pack.publisher)]
    return Episode(
        title=plain(piece.title),
        guid=str(uuid5(places.guid, f"{pack.name}/{_lasting_name(pack, piece)}")),
        kind="full",
        number=0,
        page=places.page_of(piece),
        description=paragraphs(words),
        author="",
        mp3=address_of(places.base, paths.recording(piece.stem)),
        bytes=store.size(piece.mp3),
        seconds=round(piece.seconds),
        captions=address_of(places.base, paths.captions(piece.stem)) if piece.vtt else "",
        chapters="",
        date="",
    )


def _lasting_name(pack: Pack, piece: Piece) -> str:
    """What an article is called however the running order changes, so that an app knows it again."""
    if piece is pack.whole:
        return _WHOLE
    names = [each.stem.partition("-")[2] for each in pack.all_pieces]
    name = piece.stem.partition("-")[2]
    return name if name and names.count(name) == 1 else piece.stem


def _dated(found: list[Episode], published: str) -> list[Episode]:
    """A minute between one and the next, since apps put episodes in the order of their dates.

    From midnight on, for an app hides what is dated later than now.
    """
    if not published:
        return found
    midnight = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return [
        replace(each, date=format_datetime(midnight + timedelta(minutes=place)))
        for place, each in enumerate(found)
    ]


def _summary(article: Article) -> str:
    """How the article begins, in whole sentences: as much as an app shows.

    Not past a list or a heading, for "You may have:" says something else with another sentence after it.
    """
    prose = article.standfirst or chain.from_iterable(_first_paragraphs(article))
    texts = list(takewhile(lambda text: not text.endswith(":"), map(plain, map(without_marks, prose))))
    lengths = accumulate(len(text) + 1 for text in texts)
    shown = [text for text, length in zip(texts, lengths, strict=True) if length <= _LONGEST]
    return " ".join(shown) or shorten("".join(texts[:1]), _LONGEST, placeholder="…")


def _first_paragraphs(article: Article) -> Iterator[Prose]:
    for block in article.blocks:
        if not isinstance(block, Paragraph):
            return
        yield block.prose


def _notices(articles: Iterable[Article]) -> Iterator[str]:
    """Every paragraph of the disclaimers, warnings and helplines, word for word, and each once."""
    notices = (notice for article in articles for notice in article.notices())
    said = (plain(text_of(prose)) for notice in notices for prose in notice.prose())
    return iter(dict.fromkeys(said))

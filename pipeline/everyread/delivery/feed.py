"""The podcast feed: RSS 2.0 with Apple's tags and those of Podcasting 2.0; one episode an article.

The episodes are a serial: apps play them in running order.  The whole issue is an episode too, with a chapter
an article.  Nothing here is HTML of an article: its words are escaped, and its mark-up stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from everyread import paths
from everyread.delivery.chapters import MEDIA_TYPE, chapters_json
from everyread.delivery.feed_address import address_of, guid_of
from everyread.delivery.feed_items import Episode, Places, episodes
from everyread.delivery.feed_words import COMPUTER_VOICE, help_line, paragraphs, plain, unrecorded
from everyread.delivery.pack import Pack
from everyread.delivery.words import count, minutes
from everyread.findings import Finding
from everyread.settings import Delivery
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

_MODULES = ("chapters", "feed", "feed_address", "feed_items", "feed_words", "pack", "words")
_SHARED = ("article", "findings", "paths", "plaintext", "typeset.templates")


@dataclass(frozen=True, slots=True)
class FeedOrder:
    """What is in the feed, and where its files will be."""

    pack: Pack
    settings: Delivery
    artwork: Digest
    """The large square picture (`cover_task`); empty for none."""
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "feed"."""
    pages: tuple[tuple[str, str], ...] = ()
    """An article's stem and the path of its own page; else the front page stands for it."""


def feed_task(order: FeedOrder) -> Task:
    """Make the feed; its receipt has the files "feed", "chapters" and "artwork", each only if it can be made.

    `paths` says where they are published.
    """
    key = key_of(
        "feed",
        code_digest(*(f"delivery.{name}" for name in _MODULES), *_SHARED),
        [order.pack, order.settings.model_dump(), order.artwork, order.templates, order.pages],
        version_of("jinja2"),
    )
    return Task("podcast feed", make_feed, order, key)


def make_feed(order: FeedOrder, store: Store) -> Receipt:
    """Runs in a worker.  Facts: episodes, and seconds of all articles together."""
    pack = order.pack
    files: dict[str, Digest] = {}
    found: list[Episode] = []
    if pack.whole and pack.whole.cues:
        files["chapters"] = store.put(chapters_json(pack, pack.whole, store))
    if order.settings.base_address and any(piece.mp3 for piece in pack.pieces):
        base = order.settings.base_address
        guid = UUID(order.settings.guid) if order.settings.guid else guid_of(address_of(base, paths.FEED))
        found = episodes(pack, Places(base, guid, dict(order.pages)), paths.chapters(pack.name), store)
        files = {"feed": store.put(_rss(order, guid, found)), **files}
        files |= {"artwork": order.artwork} if order.artwork else {}
    facts = {"episodes": len(found), "seconds": round(sum(each.seconds for each in pack.pieces), 3)}
    return Receipt(files, facts, tuple(_findings(order)))


def _rss(order: FeedOrder, guid: UUID, found: list[Episode]) -> bytes:
    from everyread.typeset.templates import environment

    pack, settings = order.pack, order.settings
    return (
        environment(order.template_folders)
        .get_template("feed/feed.xml.j2")
        .render(
            title=plain(pack.title),
            publisher=plain(settings.author or pack.publisher),
            about=paragraphs(_about(pack)),
            language=pack.language,
            guid=str(guid),
            feed=address_of(settings.base_address, paths.FEED),
            page=address_of(settings.base_address, paths.FRONT_PAGE),
            artwork=address_of(settings.base_address, paths.ARTWORK) if order.artwork else "",
            settings=settings,
            chapters_type=MEDIA_TYPE,
            episodes=found,
        )
        .encode()
    )


def _about(pack: Pack) -> list[str]:
    """What the podcast is and how to use it, a paragraph each."""
    recorded = [piece for piece in pack.pieces if piece.mp3]
    by = f" from {plain(pack.publisher)}" if pack.publisher else ""
    long = minutes(sum(piece.seconds for piece in recorded))
    return [
        f"{plain(pack.title)}{by}: {count(len(recorded), 'article')}, {long}. {COMPUTER_VOICE}",
        "How to use it: each article is an episode, in the order of the issue. Apps that show a transcript "
        "show the words as they are spoken. The last episode is the whole issue, and each article in it is "
        "a chapter, so that you can go on to the next.",
        help_line(pack.contact, pack.publisher),
    ]


def _findings(order: FeedOrder) -> Iterator[Finding]:
    pack, base = order.pack, order.settings.base_address
    if not base:
        yield Finding(
            "DEL-501",
            "There is no podcast feed, since issue.toml does not say where the issue will be on the web.",
            "If you want one, add under [delivery] in issue.toml, with your own address: "
            'base_address = "https://www.example.org/winter-2026"',
        )
        return
    if base.startswith("http:"):
        yield Finding(
            "DEL-504",
            f"The address {base} begins with http, so anybody on the way can read along, "
            "and some apps will not play it.",
            "Put the issue where there is https, and change base_address in issue.toml.",
        )
    if not pack.published:
        yield Finding(
            "DEL-502",
            "The podcast feed has no dates, so apps may show its episodes in any order.",
            "Say when the issue comes out, at the top of issue.toml: published = 2026-12-01",
        )
    yield from unrecorded(pack, "podcast feed")

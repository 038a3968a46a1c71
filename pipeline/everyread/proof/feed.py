"""Reads the finished podcast feed back, as an app would, and holds it against the finished files.

It uses nothing of what made the feed.  lxml takes the XML apart, the length of each recording comes from its
own frames, and the chapters are compared with those inside the whole issue's recording.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.proof.wording import printable
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
REQUIRED = ("title", "link", "description", "language", "itunes:category", "itunes:explicit", "podcast:guid")
"""What a channel must have: RSS 2.0, and what Apple Podcasts asks for."""
SECOND = 1.0
"""Seconds that a duration may be off, since it is written in whole ones."""
MILLISECONDS = 0.002
"""Seconds that a chapter may be off: it is rounded, and so is the one it is compared with."""
MOST_CHAPTERS = 255
"""As many as ID3 can list."""
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~:@!$&()*+,;=%/-]*")
"""An address that needs no more encoding (RFC 3986)."""
_AGAIN = "Build again with --fresh. If it happens again, report it."


@dataclass(frozen=True, slots=True)
class FeedProofOrder:
    """The feed, and what it must be true to."""

    feed: Digest
    """Empty when there is none, and only the chapters are to be proved."""
    chapters: Digest
    """Empty when there are none."""
    private: bool
    """Whether directories must be asked to leave it out."""
    files: tuple[tuple[str, Digest], ...]
    """Every file of the finished folder: its path and what is in it."""
    recordings: tuple[tuple[Digest, Digest], ...]
    """Each article that has a recording, and the recording, in running order."""
    whole: Digest = ""
    """The whole issue's recording; empty for none."""


def feed_proof_task(order: FeedProofOrder, *, name: str = "proof of the podcast feed") -> Task:
    """Prove the feed and the chapters.  Facts of its receipt: episodes_proved, chapters_proved."""
    key = key_of(
        "feed proof",
        code_digest("proof.feed", "proof.wording", "article", "findings"),
        [version_of("lxml"), version_of("mutagen")],
        order,
    )
    return Task(name, prove_feed, order, key)


def prove_feed(order: FeedProofOrder, store: Store) -> Receipt:
    """Judge the feed and the chapters."""
    findings: list[Finding] = []
    items: list[Element] = []
    chapters: list[tuple[float, str]] | None = []
    if order.feed:
        channel = _channel(store.get(order.feed))
        items = [] if channel is None else channel.findall("item")
        complaints = ["cannot be read"] if channel is None else _complaints(channel, items, order, store)
        findings += [Finding("PRF-501", f"The podcast feed {each}.", _AGAIN) for each in complaints]
        findings += _judge_articles(items, order, store)
    if order.chapters:
        chapters = _listed(store.get(order.chapters))
        within = _chapters_within(store.get(order.whole)) if order.whole else []
        complaints = ["cannot be read"] if chapters is None else _judge_chapters(chapters, within)
        findings += [Finding("PRF-502", f"The list of chapters {each}.", _AGAIN) for each in complaints]
    facts = {"episodes_proved": len(items), "chapters_proved": len(chapters or ())}
    return Receipt(facts=facts, findings=tuple(findings))


def _channel(feed: bytes) -> Element | None:
    """The feed's one channel; None when it is no RSS 2.0."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(feed, parser)
    except etree.XMLSyntaxError:
        return None
    channels = root.findall("channel")
    return channels[0] if root.tag == "rss" and root.get("version") == "2.0" and len(channels) == 1 else None


def _complaints(channel: Element, items: list[Element], order: FeedProofOrder, store: Store) -> Iterator[str]:
    own = channel.find("atom:link[@rel='self']", SPACES)
    base = (own.get("href", "") if own is not None else "").removesuffix("feed.xml")
    yield from _judge_channel(channel, base, order)
    yield from _judge_addresses(channel, base, dict(order.files))
    for item in items:
        yield from _judge_recording(item, base, dict(order.files), store)
    yield from _judge_order(items, order)


def _judge_channel(channel: Element, base: str, order: FeedProofOrder) -> Iterator[str]:
    yield from (f"has no {tag}" for tag in REQUIRED if channel.find(tag, SPACES) is None)
    if not base:
        yield "does not say where it is"
    if not _GUID.fullmatch(_text(channel, "podcast:guid")):
        yield "has a podcast:guid that is none"
    if order.private and (_text(channel, "itunes:block"), _text(channel, "podcast:block")) != ("Yes", "yes"):
        yield "is private, and does not say so"
    if _text(channel, "podcast:locked") != "yes":
        yield "may be taken over by another host"
    if "computer voice" not in _text(channel, "description"):
        yield "does not say that the voice is a computer's"


def _judge_addresses(channel: Element, base: str, files: dict[str, Digest]) -> Iterator[str]:
    """Every address is a file of the finished folder, or the feed itself."""
    named = [each.get("url") or each.get("href") or "" for each in channel.iter("{*}*")]
    written = [each.text or "" for tag in ("link", "url") for each in channel.iter(tag)]
    for address in sorted({each for each in (*named, *written) if each}):
        if not _ADDRESS.fullmatch(address):
            yield f"has an address that apps may not understand: {address}"
        elif not address.startswith(base) or address.removeprefix(base) not in {*files, "feed.xml"}:
            yield f"points to {address}, and there is no such file"


def _judge_recording(item: Element, base: str, files: dict[str, Digest], store: Store) -> Iterator[str]:
    title = _text(item, "title")
    enclosure = item.find("enclosure")
    digest = files.get((enclosure.get("url", "") if enclosure is not None else "").removeprefix(base), "")
    if enclosure is None or not digest or enclosure.get("type") != "audio/mpeg":
        yield f"has no recording for “{title}”"
        return
    if enclosure.get("length") != str(store.size(digest)):
        yield f"gives “{title}” another size than its file has"
    length = _text(item, "itunes:duration")
    if not length.isdecimal() or abs(_seconds(store.get(digest)) - int(length)) > SECOND:
        yield f"gives “{title}” another length than its recording has"
    for kind, tag in (("text/vtt", "podcast:transcript"), ("application/json+chapters", "podcast:chapters")):
        linked = item.find(tag, SPACES)
        if linked is not None and linked.get("type") != kind:
            yield f"has a {tag} of “{title}” that is not {kind}"
    if "computer voice" not in _text(item, "description"):
        yield f"does not say of “{title}” that the voice is a computer's"


def _judge_order(items: list[Element], order: FeedProofOrder) -> Iterator[str]:
    guids = [each.text or "" for item in items for each in item.findall("guid")]
    if len(guids) != len(items) or len(set(guids)) != len(guids) or not all(guids):
        yield "has episodes without an identity of their own"
    if any(each.get("isPermaLink") != "false" for item in items for each in item.findall("guid")):
        yield "has an identity that pretends to be an address"
    sounds = [each.get("url") for item in items for each in item.findall("enclosure")]
    if len(set(sounds)) != len(sounds):
        yield "has one recording twice"
    numbers = [each.text for item in items for each in item.findall("itunes:episode", SPACES)]
    if numbers != [str(number) for number in range(1, len(order.recordings) + 1)]:
        yield f"does not number its articles from 1 to {len(order.recordings)}"
    dates = [each.text or "" for item in items for each in item.findall("pubDate")]
    if dates and not _ascending(dates, len(items)):
        yield "has dates that are not in the order of its episodes"


def _ascending(dates: list[str], wanted: int) -> bool:
    try:
        when = [parsedate_to_datetime(each).timestamp() for each in dates]
    except ValueError:
        return False
    return len(when) == wanted and all(one < two for one, two in pairwise(when))


def _judge_articles(items: list[Element], order: FeedProofOrder, store: Store) -> Iterator[Finding]:
    """Each article has its episode, in its place, under its title and with its disclaimers."""
    numbered = [item for item in items if item.find("itunes:episode", SPACES) is not None]
    path_of = {digest: path for path, digest in order.files}
    for place, (digest, mp3) in enumerate(order.recordings):
        article = article_adapter().validate_json(store.get(digest))
        item = numbered[place] if place < len(numbered) else None
        sound = item.find("enclosure") if item is not None else None
        if item is None or _text(item, "title") != printable(article.title.text):
            yield _missing(article, "no episode in its place in")
        elif sound is None or not sound.get("url", "").endswith(f"/{path_of.get(mp3)}"):
            yield _missing(article, "another article's recording in")
        else:
            yield from _judge_notices(article, _said(item))


def _judge_notices(article: Article, said: str) -> Iterator[Finding]:
    for notice in article.notices():
        lost = [each for each in notice.sentences() if printable(each.text) not in said]
        if lost:
            message = f"The {notice.role} of “{article.title.text}” is missing from the podcast feed."
            yield Finding("PRF-005", message, _AGAIN, file=article.source.name, sentence=lost[0].id)


def _missing(article: Article, what: str) -> Finding:
    return Finding(
        "PRF-501", f"“{article.title.text}” has {what} the podcast feed.", _AGAIN, file=article.source.name
    )


def _listed(chapters: bytes) -> list[tuple[float, str]] | None:
    """Start in seconds and title of each chapter; None when this is no list of chapters, version 1.2."""
    try:
        listed = json.loads(chapters)
        starts = [(float(each["startTime"]), printable(each["title"])) for each in listed["chapters"]]
    except (ValueError, KeyError, TypeError):
        return None
    return starts if listed.get("version") == "1.2.0" else None


def _judge_chapters(chapters: list[tuple[float, str]], within: list[tuple[float, str]]) -> Iterator[str]:
    """The chapters must be those inside the recording itself, which its own proof has judged."""
    if any(one > two for (one, _), (two, _) in pairwise(chapters)):
        yield "is not in the order of time"
    shown = chapters[:MOST_CHAPTERS]
    if [title for _, title in shown] != [title for _, title in within]:
        yield "has other chapters than the recording"
    elif any(abs(one[0] - two[0]) > MILLISECONDS for one, two in zip(shown, within, strict=True)):
        yield "has a chapter that does not begin where it does in the recording"


def _chapters_within(mp3: bytes) -> list[tuple[float, str]]:
    """Start in seconds and title of each chapter of the recording."""
    from mutagen.id3 import ID3

    frames = ID3(io.BytesIO(mp3)).getall("CHAP")
    return sorted((each.start_time / 1000, printable(str(each.sub_frames["TIT2"]))) for each in frames)


def _seconds(mp3: bytes) -> float:
    from mutagen.mp3 import MP3

    info: Any = MP3(io.BytesIO(mp3)).info
    return float(info.length)


def _text(element: Element, tag: str) -> str:
    return printable(element.findtext(tag, "", SPACES) or "")


def _said(item: Element) -> str:
    """The words of an episode's description, which is HTML."""
    return printable(html.unescape(re.sub(r"<[^>]*>", " ", _text(item, "description"))))

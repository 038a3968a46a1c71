"""Reads the finished members' pages back: every sentence in order, every disclaimer, link and list number.

It uses nothing of what made the pages: lxml reads the files as a browser would, and the words are looked
for in what a reader can see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from everyread.article import Article, Listing, Sentence, article_adapter
from everyread.findings import Finding
from everyread.proof.page_reading import (
    find,
    has_marks,
    parsed,
    plain,
    resolved,
    targets,
    visible,
    without_unseen,
)
from everyread.proof.wording import quoted
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INDEX = "index.html"
HEAVIEST = 200_000
"""Bytes of a page without its sound: a second on a slow telephone line of 1.6 Mbit/s."""
_AGAIN = "Build again with --fresh. If it happens again, report it with the file."


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """The page of one article, and what must be on it."""

    path: str
    """In the output folder: "articles/03-flu.html"."""
    page: Digest
    article: Digest
    cues: Digest = ""
    """The sentence times of its recording; empty when it has none."""


@dataclass(frozen=True, slots=True)
class PageProofOrder:
    """The finished pages, and what they may link to."""

    index: Digest
    pages: tuple[FinishedPage, ...]
    """In running order."""
    files: tuple[str, ...]
    """Paths, in the output folder, of every other file that members may have: never an unsigned easy read."""
    contact: str = ""
    """What each page must say of how to ask for help."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read back."""

    path: str
    size: int
    tree: HtmlElement
    """With all that is in the file."""
    seen: HtmlElement
    """With what a reader can see."""

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))

    def warn(self, rule: str, message: str, fix: str = _AGAIN) -> Finding:
        return Finding(rule, message.replace("PAGE", f"the members' page {self.path}"), fix)


def page_proof_task(order: PageProofOrder, *, name: str = "proof of the members' pages") -> Task:
    """Prove all pages.  Facts: pages_proved, sentences_proved, notices_proved, links_proved."""
    code = code_digest("proof.page", "proof.page_reading", "proof.wording", "article", "findings")
    return Task(name, prove_page, order, key_of("page proof", code, order, version_of("lxml")))


def prove_page(order: PageProofOrder, store: Store) -> Receipt:
    """Judge each page by its own article, and then all of them by what every page must have."""
    articles = [article_adapter().validate_json(store.get(page.article)) for page in order.pages]
    index = _read(INDEX, store.get(order.index))
    reads = [_read(page.path, store.get(page.page)) for page in order.pages]
    findings = list(_judge_index(index, order, articles))
    for page, read, article in zip(order.pages, reads, articles, strict=True):
        findings += _judge(read, article)
        findings += _judge_times(read, article, json.loads(store.get(page.cues)) if page.cues else None)
    for read in (index, *reads):
        findings += _judge_any(read, order, articles)
    known = {read.path: read.ids for read in (index, *reads)}
    links = [(read, target) for read in (index, *reads) for target in targets(read.tree, read.path)]
    findings += [
        read.warn("PRF-202", f"PAGE has a link that leads nowhere: “{file}{fragment and '#'}{fragment}”.")
        for read, (file, fragment) in dict.fromkeys(links)
        if not (file in order.files and not fragment)
        if file not in known or (fragment and fragment not in known[file])
    ]
    facts = {
        "pages_proved": 1 + len(reads),
        "sentences_proved": sum(1 for article in articles for _ in article.sentences()),
        "notices_proved": sum(len(article.notices()) for article in articles),
        "links_proved": len(links),
    }
    return Receipt(facts=facts, findings=tuple(findings))


def _read(path: str, page: bytes) -> _Read:
    return _Read(path, len(page), parsed(page), without_unseen(parsed(page)))


def _judge_index(read: _Read, order: PageProofOrder, articles: Sequence[Article]) -> Iterator[Finding]:
    """Each article is named on the first page, in order, by a link to its own page."""
    links = [
        (target[0], visible(link))
        for link in read.seen.xpath("//main//a[@href]")
        if (target := resolved(link.get("href"), INDEX))
    ]
    place = 0
    for page, article in zip(order.pages, articles, strict=True):
        wanted = (page.path, plain(article.title.text))
        if wanted in links[place:]:
            place = links.index(wanted, place) + 1
        else:
            yield replace(
                read.warn("PRF-001", f"“{article.title.text}” is not in its place in the contents of PAGE."),
                file=article.source.name,
            )


def _judge(read: _Read, article: Article) -> Iterator[Finding]:
    """The article is there, whole, in order, and once."""
    shown = read.seen.xpath("//main//article")
    text = visible(shown[0]) if len(shown) == 1 else ""
    lost = list(_lost(article.sentences(), text))
    if lost:
        yield _missing(read, article, lost, text)
    for notice in article.notices():
        inside = list(notice.sentences())
        if any(_lost(iter(inside), text)):
            yield replace(
                read.warn("PRF-005", f"The {notice.role} of “{article.title.text}” is missing from PAGE."),
                file=article.source.name,
                sentence=inside[0].id,
            )
    wanted = [block.items for block in article.walk() if isinstance(block, Listing) and block.ordered]
    lists = [each for whole in shown for each in whole.iter("ol")]
    if len(lists) != len(wanted) or not all(map(has_marks, lists, wanted)):
        yield replace(
            read.warn("PRF-201", f"A numbered list of “{article.title.text}” has lost its numbers on PAGE."),
            file=article.source.name,
        )


def _judge_times(read: _Read, article: Article, cues: list[dict[str, Any]] | None) -> Iterator[Finding]:
    """The highlight will be on the sentence that is heard, at the time at which it is heard."""
    if cues is None:
        return
    words = {sentence.id: plain(sentence.text) for sentence in article.sentences()}
    wanted = [(cue["id"], cue["start"], cue["end"]) for cue in cues if cue["id"] in words]
    kept = read.tree.xpath("//script[@id='Times']/text()")
    times = json.loads(kept[0]) if kept else []
    same = len(times) == len(wanted) and all(
        id_ == cue and abs(begin - start) < 0.02 and abs(end - stop) < 0.02
        for (id_, begin, end), (cue, start, stop) in zip(times, wanted, strict=True)
    )
    placed = {element.get("id"): visible(element) for element in read.seen.xpath("//main//article//*[@id]")}
    if not same or not read.tree.xpath("//audio") or any(placed.get(cue) != words[cue] for cue, *_ in wanted):
        yield replace(
            read.warn("PRF-205", f"The text of “{article.title.text}” would not follow its sound on PAGE."),
            file=article.source.name,
        )


def _judge_any(read: _Read, order: PageProofOrder, articles: Sequence[Article]) -> Iterator[Finding]:
    """What every page must have: a disclaimer if the issue has one, whose voice it is, how to get help."""
    text = visible(read.seen)
    disclaimers = [
        list(notice.sentences())
        for article in articles
        for notice in article.notices()
        if notice.role == "disclaimer"
    ]
    if disclaimers and all(any(_lost(iter(each), text)) for each in disclaimers):
        yield read.warn("PRF-005", "PAGE has no disclaimer.")
    unsaid = [
        *(["that it is made with a computer voice"] * bool(_voiceless(read, text))),
        *(["how to ask for help"] * (find(plain(order.contact), text, 0) < 0)),
    ]
    if unsaid:
        yield read.warn("PRF-204", f"PAGE does not say {' or '.join(unsaid)}.")
    if read.size > HEAVIEST:
        yield read.warn(
            "PRF-203",
            f"PAGE weighs {round(read.size / 1000)} KB, which is slow on a poor connection.",
            "Use fewer or simpler pictures in this article: drawings (SVG) cannot be made lighter.",
        )


def _voiceless(read: _Read, text: str) -> bool:
    return bool(read.tree.xpath("//audio")) and "computer voice" not in text


def _lost(sentences: Iterator[Sentence], text: str) -> Iterator[Sentence]:
    """The sentences that are not in the text, or not after the sentence before them."""
    position = 0
    for sentence in sentences:
        wanted = plain(sentence.text)
        found = find(wanted, text, position)
        if found < 0:
            yield sentence
        else:
            position = found + len(wanted)


def _missing(read: _Read, article: Article, lost: list[Sentence], text: str) -> Finding:
    first = plain(lost[0].text)
    state = "in the wrong place on" if find(first, text, 0) >= 0 else "missing from"
    others = f" So are {len(lost) - 1} more." if len(lost) > 1 else ""
    message = f"A sentence of “{article.title.text}” is {state} PAGE: {quoted(first)}{others}"
    return replace(read.warn("PRF-001", message), file=article.source.name, sentence=lost[0].id)

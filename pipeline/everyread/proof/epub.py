"""Reads the finished e-book back: its words, its recordings, and that the two are in step.

EPUBCheck and Ace, which the tests run, see neither a clip past the end of its recording, nor clips that
overlap, nor lengths that are wrong all over, nor sentences in another order, nor a skipped heading level.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.proof.epub_book import Book, Page, UnreadableError, plain, read_epub
from everyread.proof.epub_form import judge_container, judge_outside, judge_pictures, judge_structure
from everyread.proof.epub_sound import Recording, judge_lengths, judge_sound
from everyread.proof.wording import quoted
from everyread.store import Digest, Store, code_digest, digest_of, key_of, version_of
from everyread.work import Receipt, Task

_AGAIN = "Build again with --fresh. If it happens again, report it."


@dataclass(frozen=True, slots=True)
class EpubPart:
    """An article that must be in the book, or the spoken contents."""

    article: Digest
    mp3: Digest = ""
    """Its proven recording; empty when it has none."""
    cues: Digest = ""
    """The proven times of its sentences."""
    seconds: float = 0.0
    """Length of the recording, as its proof has decoded it."""


@dataclass(frozen=True, slots=True)
class EpubProofOrder:
    """The finished e-book, and what must be in it, in running order."""

    epub: Digest
    parts: tuple[EpubPart, ...]


def epub_proof_task(order: EpubProofOrder, *, name: str = "proof of the e-book") -> Task:
    """Prove the e-book.  Facts of its receipt: sentences_proved, notices_proved, clips_proved."""
    modules = ("epub", "epub_book", "epub_form", "epub_sound", "wording")
    code = code_digest(*(f"proof.{module}" for module in modules), "article", "findings")
    return Task(name, prove_epub, order, key_of("epub proof", code, order, version_of("lxml")))


def prove_epub(order: EpubProofOrder, store: Store) -> Receipt:
    """Open the book and judge it."""
    data = store.get(order.epub)
    try:
        book = read_epub(data)
    except UnreadableError as error:
        return Receipt(findings=(_found("PRF-300", f"The e-book {error}."),))
    articles = [article_adapter().validate_json(store.get(part.article)) for part in order.parts]
    findings = [
        *(_found("PRF-300", f"The e-book {each}.") for each in judge_container(data)),
        *(_found("PRF-306", f"The e-book {each}.") for each in judge_outside(book)),
        *(_found("PRF-305", f"The e-book {each}.") for each in judge_pictures(book)),
    ]
    if len(book.articles) != len(articles):
        findings.append(
            _found(
                "PRF-001",
                f"The e-book holds {len(book.articles)} articles, and there should be {len(articles)}.",
            )
        )
    recordings: list[Recording | None] = []
    for part, article, page in zip(order.parts, articles, book.articles, strict=False):
        recordings.append(_recording(part, page, book, store))
        findings.extend(_judge(article, page, recordings[-1]))
    findings.extend(
        _found("PRF-303", f"The e-book {each}.") for each in judge_lengths(book, tuple(recordings))
    )
    facts = {
        "sentences_proved": sum(1 for article in articles for _ in article.sentences()),
        "notices_proved": sum(len(article.notices()) for article in articles),
        "clips_proved": sum(len(page.clips) for page in book.articles),
    }
    return Receipt(facts=facts, findings=tuple(findings))


def _recording(part: EpubPart, page: Page, book: Book, store: Store) -> Recording | None:
    """What is known of an article's recording, from its own proof and from the file in the book."""
    cues = (
        {cue["id"]: (cue["start"], cue["end"]) for cue in json.loads(store.get(part.cues))}
        if part.mp3
        else {}
    )
    if not cues:
        return None
    inside = book.files.get(page.clips[0].sound, b"") if page.clips else b""
    return Recording(cues, part.seconds, genuine=digest_of(inside) == part.mp3)


def _judge(article: Article, page: Page, recording: Recording | None) -> Iterator[Finding]:
    for rule, complaint in (
        *judge_structure(article, page),
        *judge_sound(article, page, recording),
    ):
        yield _about(article, rule, complaint)
    yield from _judge_words(article, page)


def _judge_words(article: Article, page: Page) -> Iterator[Finding]:
    """Each sentence must be there word for word, once, in its place; a disclaimer is named as such."""
    shown = page.sentences()
    words = dict(shown)
    wanted = {sentence.id: plain(sentence.text) for sentence in article.sentences()}
    for notice in article.notices():
        lost = next((each for each in notice.sentences() if words.get(each.id) != wanted[each.id]), None)
        if lost:
            yield _about(article, "PRF-005", f"has lost its {notice.role}", lost.id)
    lost_ids = [name for name, text in wanted.items() if words.get(name) != text]
    if lost_ids:
        others = f"; and {len(lost_ids) - 1} more" if len(lost_ids) > 1 else ""
        yield _about(
            article, "PRF-001", f"has lost a sentence: {quoted(wanted[lost_ids[0]])}{others}", lost_ids[0]
        )
    elif [name for name, _ in shown] != list(wanted):
        yield _about(article, "PRF-001", "has its sentences in another order, or one of them twice")


def _about(article: Article, rule: str, complaint: str, sentence: str = "") -> Finding:
    message = f"“{article.title.text}” in the e-book {complaint}."
    return Finding(rule, message, _AGAIN, file=article.source.name, sentence=sentence)


def _found(rule: str, message: str) -> Finding:
    return Finding(rule, message, _AGAIN)

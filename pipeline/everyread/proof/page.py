"""Reads the finished members' page back: every sentence of every article, in order, and every disclaimer.

It uses nothing of what made the page: lxml reads the file as a browser would, and the words are looked
for in what a reader can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from everyread.article import Article, Sentence, article_adapter
from everyread.findings import Finding
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INVISIBLE = (
    "//script|//style|//template|//noscript|//*[@hidden]|//*[@aria-hidden='true']"
    "|//*[contains(translate(@style, ' ', ''), 'display:none')]"
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "em", "i", "mark", "q", "span", "strong", "sub", "sup", "wbr"}
)
# A soft hyphen and a zero-width space are not letters; a no-break space is a space.
_NOT_LETTERS = re.compile("[\u00ad\u200b\u2060]")
_SHOWN = 120
"""Characters of a missing sentence that a finding quotes."""


@dataclass(frozen=True, slots=True)
class PageProofOrder:
    """The finished page, and the articles that must be on it, in running order."""

    page: Digest
    articles: tuple[Digest, ...]


def page_proof_task(order: PageProofOrder, *, name: str = "proof of the members' page") -> Task:
    """Prove index.html.  Facts of its receipt: sentences_proved, notices_proved."""
    key = key_of("page proof", code_digest("proof.page", "article", "findings"), order, version_of("lxml"))
    return Task(name, prove_page, order, key)


def prove_page(order: PageProofOrder, store: Store) -> Receipt:
    """Look for each sentence of each article in its part of the page."""
    articles = [article_adapter().validate_json(store.get(digest)) for digest in order.articles]
    texts = list(_visible_texts(store.get(order.page)))
    findings = [] if len(texts) == len(articles) else [_wrong_count(len(texts), len(articles))]
    for position, article in enumerate(articles):
        findings.extend(_judge(article, texts[position] if position < len(texts) else ""))
    facts = {
        "sentences_proved": sum(1 for article in articles for _ in article.sentences()),
        "notices_proved": sum(len(article.notices()) for article in articles),
    }
    return Receipt(facts=facts, findings=tuple(findings))


def _visible_texts(page: bytes) -> Iterator[str]:
    """What a reader sees of each article on the page, with single spaces."""
    from lxml import html

    # A parser told the encoding does not guess it from the page's own claim.
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath(_INVISIBLE):
        if element.getparent() is not None:
            element.drop_tree()
    for article in tree.xpath("//main//article"):
        yield plain("".join(_pieces(article)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The text of an element, with a space wherever a block begins or ends."""
    gap = "" if element.tag in _INLINE else " "
    yield gap
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):  # a comment has no tag
            yield from _pieces(child)
        yield child.tail or ""
    yield gap


def plain(text: str) -> str:
    """Words with single spaces, without characters that only govern line breaks."""
    return " ".join(_NOT_LETTERS.sub("", text).split())


def _judge(article: Article, text: str) -> Iterator[Finding]:
    lost = list(_lost(article.sentences(), text))
    if lost:
        yield _missing(article, lost, text)
    for notice in article.notices():
        # The same model with only the notice in it, so that its sentences come in reading order.
        inside = list(replace(article, standfirst=(), blocks=notice.blocks).sentences())[1:]
        if any(_lost(iter(inside), text)):
            yield Finding(
                "PRF-005",
                f"The {notice.role} of “{article.title.text}” is missing from the members' page.",
                "Build again with --fresh. If it is still missing, report it with the file.",
                file=article.source.name,
                sentence=inside[0].id,
            )


def _lost(sentences: Iterator[Sentence], text: str) -> Iterator[Sentence]:
    """The sentences that are not in the text, or not after the sentence before them."""
    position = 0
    for sentence in sentences:
        wanted = plain(sentence.text)
        found = _find(wanted, text, position)
        if found < 0:
            yield sentence
        else:
            position = found + len(wanted)


def _find(words: str, text: str, start: int) -> int:
    """Where the words stand in the text from `start` on, not inside other words; -1 when nowhere."""
    place = text.find(words, start)
    while place >= 0:
        end = place + len(words)
        joined_before = place > 0 and text[place - 1].isalnum() and words[:1].isalnum()
        joined_after = end < len(text) and text[end].isalnum() and words[-1:].isalnum()
        if not joined_before and not joined_after:
            return place
        place = text.find(words, place + 1)
    return -1


def _missing(article: Article, lost: list[Sentence], text: str) -> Finding:
    first = plain(lost[0].text)
    quoted = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rsplit(' ', 1)[0]}…"
    state = "in the wrong place on" if _find(first, text, 0) >= 0 else "missing from"
    others = f" So are {len(lost) - 1} more." if len(lost) > 1 else ""
    return Finding(
        "PRF-001",
        f"A sentence of “{article.title.text}” is {state} the members' page: “{quoted}”{others}",
        "Build again with --fresh. If it happens again, report it with the file.",
        file=article.source.name,
        sentence=lost[0].id,
    )


def _wrong_count(shown: int, wanted: int) -> Finding:
    return Finding(
        "PRF-001",
        f"The members' page shows {shown} articles, and there should be {wanted}.",
        "If you have changed the page's template, keep one <article> for each; else build with --fresh.",
    )

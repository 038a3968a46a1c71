"""Reads a finished easy-read web page back: what it must say word for word, what it must not, and what it is.

Easy words may differ from the article's, so they are not compared; notices, numbers, list numbers, the
draft's own warning and the pictures are.  It uses nothing of what made the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from everyread.article import Article, Listing, article_adapter, text_of
from everyread.findings import Finding
from everyread.proof.easy_numbers import numbers_in, spelled_in
from everyread.proof.page_reading import find, has_marks, parsed, plain, visible, without_unseen
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTE = "Draft made by a computer. People have not checked it."
CHECKED = "People have checked this easy read."
_AROUND = (
    "explained", "hard-words", "contact", "controls", "issue", "frame", "draft", "about",
)  # fmt: skip
"""Parts of a page that are not the article: their numbers are the glossary's, the publisher's or nobody's."""
_LOADS = (
    "//script | //link | //iframe | //object | //embed | //form | //base | //style[contains(., '@import')]"
)
_AGAIN = "Build again with --fresh. If it happens again, report it with the file."
_SHOWN = 100
"""Characters of a lost sentence that a finding quotes."""


@dataclass(frozen=True, slots=True)
class EasyPageProofOrder:
    """A finished page, and what it was made from."""

    page: Digest
    article: Digest
    signed: bool
    """Whether people have signed it."""
    reviewed: bool = False
    """Whether people wrote any of its words: then its numbers and lists are theirs to answer for."""
    recording: str = ""
    """The only file beside it that it may play."""


def easy_page_proof_task(order: EasyPageProofOrder, *, name: str, file: str) -> Task:
    """Prove one page.  Facts: notices_proved, numbers_proved, pictures_proved."""
    modules = ("proof.easy_page", "proof.easy_numbers", "proof.page_reading", "article", "findings")
    key = key_of("easy-read page proof", code_digest(*modules), order, version_of("lxml"))
    return Task(name, prove_easy_page, order, key, file)


def prove_easy_page(order: EasyPageProofOrder, store: Store) -> Receipt:
    """Judge a page by its article."""
    article = article_adapter().validate_json(store.get(order.article))
    data = store.get(order.page)
    tree, seen = parsed(data), without_unseen(parsed(data))
    numbers = [] if order.reviewed else _numbers(seen)
    found = [
        *_notices(seen, article),
        *([] if order.reviewed else _invented(numbers, article)),
        *([] if order.reviewed else _lists(seen, article)),
        *_state(tree, seen, signed=order.signed),
        *_pictures(tree),
        *_loads(tree, order.recording),
    ]
    facts = {
        "notices_proved": len(article.notices()),
        "numbers_proved": len(numbers),
        "pictures_proved": len(tree.xpath("//img")),
    }
    return Receipt(facts=facts, findings=tuple(replace(each, file=article.source.name) for each in found))


def _warn(rule: str, message: str, article: str = "") -> Finding:
    return Finding(rule, message, _AGAIN, sentence=article)


def _notices(seen: HtmlElement, article: Article) -> Iterator[Finding]:
    """Each notice is there word for word, in order."""
    text = visible(seen)
    for notice in article.notices():
        place = 0
        for sentence in notice.sentences():
            wanted = plain(sentence.text)
            found = find(wanted, text, place)
            if found < 0:
                yield _warn(
                    "PRF-601",
                    f"The {notice.role} is not word for word in the easy-read page: “{wanted[:_SHOWN]}”.",
                    sentence.id,
                )
                break
            place = found + len(wanted)


def _numbers(seen: HtmlElement) -> list[str]:
    """The numbers of what the page says of the article."""
    tests = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in _AROUND)
    inside = seen.xpath("//main")[0] if seen.xpath("//main") else seen
    around = set(inside.xpath(f".//*[{tests}]"))
    blocks = inside.xpath(".//p | .//h1 | .//h2 | .//h3 | .//h4 | .//td | .//th | .//figcaption | .//caption")
    own = (each for each in blocks if each not in around and not around.intersection(each.iterancestors()))
    return [number for each in own for number in numbers_in(visible(each))]


def _invented(numbers: list[str], article: Article) -> Iterator[Finding]:
    """Each number is one of the article's, in figures or in words."""
    texts = [text_of(prose) for prose in article.prose()]
    labels = [item.mark for block in article.walk() if isinstance(block, Listing) for item in block.items]
    known = {each for text in (*texts, *labels) for each in (*numbers_in(text), *spelled_in(text))}
    for number in dict.fromkeys(numbers):
        if number not in known:
            yield _warn("PRF-602", f"The easy-read page says {number}, and the article does not.")


def _lists(seen: HtmlElement, article: Article) -> Iterator[Finding]:
    wanted = [block.items for block in article.walk() if isinstance(block, Listing) and block.ordered]
    shown = seen.xpath("//main//ol")
    if len(shown) != len(wanted) or not all(map(has_marks, shown, wanted)):
        yield _warn("PRF-603", "A numbered list of the easy-read page has lost its numbers.")


def _state(tree: HtmlElement, seen: HtmlElement, *, signed: bool) -> Iterator[Finding]:
    """It says what it is: to readers at its beginning and end, to programs in its head."""
    text = visible(seen)
    told = " ".join(tree.xpath("//meta[@name='description']/@content"))
    title = "".join(tree.xpath("//title/text()"))
    hidden = "noindex" in "".join(tree.xpath("//meta[@name='robots']/@content"))
    if signed:
        if NOTE in text + told or "draft" in title.rsplit(":", 1)[-1] or CHECKED not in text:
            yield _warn("PRF-604", "The easy-read page is signed, and does not say so.")
    elif text.count(NOTE) < 2 or NOTE not in told or "draft" not in title or not hidden:
        yield _warn("PRF-604", "The easy-read page does not say that it is a draft that nobody has checked.")


def _pictures(tree: HtmlElement) -> Iterator[Finding]:
    for image in tree.xpath("//img"):
        if not image.get("alt", "").strip():
            yield _warn("PRF-605", "A picture of the easy-read page has no description.")
            return


def _loads(tree: HtmlElement, recording: str) -> Iterator[Finding]:
    """It works alone: no program, and nothing from elsewhere."""
    played = tree.xpath("//audio/@src | //audio/source/@src | //video/@src")
    drawn = [each for each in tree.xpath("//img/@src") if not each.startswith("data:image/")]
    styles = " ".join(tree.xpath("//style/text() | //@style"))
    handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
    scripted = [
        each for each in tree.xpath("//@href") if re.match(r"\s*(?:javascript|data|file):", each, re.I)
    ]
    strange = [each for each in played if each != recording]
    if tree.xpath(_LOADS) or strange or drawn or "url(" in styles or handlers or scripted or not policy:
        yield _warn("PRF-606", "The easy-read page loads something from elsewhere, or runs a program.")

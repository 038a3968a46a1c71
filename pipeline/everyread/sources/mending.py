"""A parsed page or document, mended in place before anything is made of it; its draft says what that was."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from lxml.html import HtmlElement

from everyread.article import Removed
from everyread.findings import Finding
from everyread.sources.encoding import mend_twice
from everyread.sources.parts import Draft
from everyread.sources.repair import clean, mend, mend_quotes, with_more
from everyread.sources.templates import strip_classes, strip_loose
from everyread.sources.tree import INVISIBLE

_PARAGRAPHS = frozenset(
    "p li dt dd td th h1 h2 h3 h4 h5 h6 blockquote figcaption caption pre a span em strong b i".split()
)
"""Elements whose own text somebody may have meant to be read, even if it is a template mark alone."""
_VERBATIM = frozenset({"code", "pre", "kbd", "samp"})
_UNSAFE = re.compile(r"(?:javascript|vbscript|data|file|blob|filesystem):", re.IGNORECASE)
_SHOWN = 3


def mend_tree(root: HtmlElement, draft: Draft, name: str) -> Draft:
    """The draft with an account of what was mended in the tree: characters, template marks, unsafe links."""
    counts: Counter[str] = Counter()
    removed: list[Removed] = []

    def mended(text: str, element: HtmlElement) -> str:
        text, twice = mend_twice(text)
        text, found = mend(text)
        counts.update({"text decoded twice": twice} | found)
        if element.tag not in _VERBATIM:
            text, found = mend_quotes(text)
            counts.update(found)
        text, classes = strip_classes(text)
        loose: tuple[Removed, ...] = ()
        if element.tag not in _PARAGRAPHS:
            text, loose = strip_loose(text)
        removed.extend((*classes, *loose))
        return text

    for element in root.iter():
        if element.text and element.tag not in INVISIBLE:
            element.text = mended(element.text, element)
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag not in INVISIBLE:
            element.tail = mended(element.tail, parent)
    return replace(
        draft,
        removed=(*draft.removed, *removed),
        repairs=with_more(draft.repairs, +counts),
        findings=(*draft.findings, *_about_links(root, name)),
    )


def _about_links(root: HtmlElement, name: str) -> tuple[Finding, ...]:
    """Links that would run a program or open a file are dropped by the converter; their words stay."""
    words: dict[str, None] = {}
    for link in root.iter("a", "area"):
        if _UNSAFE.match("".join(clean(link.get("href") or "").split())):
            words[clean(link.text_content()).strip()[:50] or "a link without words"] = None
    if not words:
        return ()
    shown = ", ".join(f"“{each}”" for each in list(words)[:_SHOWN])
    rest = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return (
        Finding(
            "SRC-043",
            f"Links that run a program or open a file were taken off their words: {shown}{rest}.",
            "Look where they should lead, and link to the web address instead.",
            file=name,
        ),
    )

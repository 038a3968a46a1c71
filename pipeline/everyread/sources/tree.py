"""HTML to a tree with lxml (no network, no entities, bounded depth), and small questions about it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from everyread.errors import ArticleError
from everyread.sources.bounds import must_be_few_tags, must_be_small_tree
from everyread.sources.repair import clean, visible

INVISIBLE = frozenset(
    "script style head title template svg meta link base param source track wbr area map noscript iframe "
    "col colgroup frameset basefont".split()
)
"""Elements that show no words of their own."""
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul caption".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEEP_IN_QUOTATION = frozenset("li td th dt dd tr tbody thead tfoot table hr caption p".split())
CAPTION = "data-caption"
"""Attribute of an image with the caption that its reader found."""
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# An XHTML page may declare entities here; lxml ignores them, and would show the rest as text.
_INTERNAL_SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,500}\[[^\]]{0,20000}\]\s{0,9}>", re.IGNORECASE)
_CUT_SHORT = re.compile(r"depth|huge|limit|memory|too long", re.IGNORECASE)


def parse(source: str, name: str) -> HtmlElement:
    """The document's root element.

    Raises ArticleError when there is nothing in it (SRC-001) it is nested too deeply (SRC-016), or is too
    much (SRC-011).
    """
    must_be_few_tags(source, name)
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    text = _INTERNAL_SUBSET.sub("", visible(source))
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise ArticleError(
            "SRC-001",
            f"“{name}” has no text in it.",
            "Put the article's text in it, or take the file out of the folder.",
        ) from error
    # libxml2 stops at its limits and keeps what it has so far: never let the rest get lost unsaid.
    if any(
        entry.level >= etree.ErrorLevels.FATAL or _CUT_SHORT.search(entry.message)
        for entry in parser.error_log
    ):
        raise too_deep(name)
    must_be_small_tree(root, name)
    return root


def too_deep(name: str) -> ArticleError:
    """The error for a file whose structure no article has."""
    return ArticleError(
        "SRC-016",
        f"“{name}” cannot be read: it is nested more deeply, or has longer lines, than any article.",
        "Copy the article's text alone into a new file.",
    )


def text_in(element: HtmlElement) -> str:
    """All visible words of an element on one line."""
    parts: list[str] = []
    stack: list[HtmlElement | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item.tag in INVISIBLE:
            continue
        edge = " " if item.tag in BLOCKS or item.tag == "br" else ""
        stack.append(edge)
        for child in reversed(item):
            stack += [child.tail or "", child]
        stack += [item.text or "", edge]
    return clean("".join(parts)).strip()


def holders_of_blocks(root: HtmlElement) -> frozenset[HtmlElement]:
    """Every element with a block-level element somewhere inside it."""
    holders: set[HtmlElement] = set()
    for element in root.iter():
        if element.tag in BLOCKS:
            parent = element.getparent()
            while parent is not None and parent not in holders:
                holders.add(parent)
                parent = parent.getparent()
    return frozenset(holders)


def wrap_loose_text(root: HtmlElement) -> None:
    """Put text that stands in no paragraph into one, in place: beside block elements, and in quotations.

    For extractors, which join such text to the block before it without a space.
    """
    holders = holders_of_blocks(root)
    for element in list(
        root.iter("body", "div", "section", "article", "main", "blockquote", "li", "dd", "td")
    ):
        if element in holders:
            _wrap_loose(element, holders)
    for quotation in root.iter("blockquote"):
        for element in quotation.iterdescendants():
            if element.tag in BLOCKS and element not in holders and element.tag not in _KEEP_IN_QUOTATION:
                element.tag = "p"


def _wrap_loose(element: HtmlElement, holders: frozenset[HtmlElement]) -> None:
    loose = element.makeelement("p")
    loose.text, element.text = element.text, None
    for child in list(element):
        if child.tag not in BLOCKS and child not in holders:
            loose.append(child)  # with the text behind it
            continue
        if _says_something(loose):
            child.addprevious(loose)
        loose = element.makeelement("p")
        loose.text, child.tail = child.tail, None
    if _says_something(loose):
        element.append(loose)


def _says_something(element: HtmlElement) -> bool:
    return len(element) > 0 or bool((element.text or "").strip())


def safe_link(href: str) -> str:
    """The link's target if it is one for the web, mail or telephone; else nothing."""
    target = "".join(clean(href).split())
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme.lower() not in LINK_SCHEMES or (
        parts.scheme.lower().startswith("http") and not parts.netloc
    ):
        return ""
    return target


def language_of(element: HtmlElement) -> str:
    """The language an element declares, as a BCP 47 tag; empty for none and for English."""
    tag = (element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag) or tag.lower().split("-")[0] == "en":
        return ""
    return tag


def whole_number(value: str) -> int | None:
    """The number an attribute such as `start` gives; None when it gives none that a page would."""
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else None


def is_all_bold(element: HtmlElement) -> bool:
    """Whether every word of an element is bold."""
    bold = "".join(text_in(each) for each in element.iter("strong", "b") if not _inside_bold(each))
    return bool(bold) and bold.replace(" ", "") == text_in(element).replace(" ", "")


def ends_a_part(element: HtmlElement) -> bool:
    """Whether an element is the last of several in its part of the page, or stands right before a rule."""
    if (element.tail or "").strip():
        return False
    following = element.getnext()
    if following is not None:
        return following.tag == "hr"
    return element.getprevious() is not None


def _inside_bold(element: HtmlElement) -> bool:
    return any(parent.tag in {"strong", "b"} for parent in element.iterancestors())

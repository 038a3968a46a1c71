"""Reads a finished web page as a reader sees it: its words, its links and the numbers of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from everyread.article import Item

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
_ELSEWHERE = frozenset({"http", "https", "mailto", "tel"})


def parsed(page: bytes) -> HtmlElement:
    """The page as a browser understands it."""
    from lxml import html

    # A parser told the encoding does not guess it from the page's own claim.
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def without_unseen(tree: HtmlElement) -> HtmlElement:
    """The same tree, changed: what nobody can see is gone."""
    for element in tree.xpath(_INVISIBLE):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def visible(element: HtmlElement) -> str:
    """The words of an element, with single spaces, and one wherever a block begins or ends."""
    return plain("".join(_pieces(element)))


def _pieces(element: HtmlElement) -> Iterator[str]:
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


def find(words: str, text: str, start: int) -> int:
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


def targets(tree: HtmlElement, path: str) -> list[tuple[str, str]]:
    """The files of the issue that a page links to or plays: path in the output folder, and fragment."""
    written = tree.xpath("//@href | //@src | //@data | //@poster")
    return [target for each in written if (target := resolved(each, path))]


def resolved(written: str, path: str) -> tuple[str, str] | None:
    """Where a link of the page at `path` leads: a path in the output folder, and a fragment.

    None for a web address, a telephone number and the like, and for a picture that is in the page itself.
    A kind of link that we never make comes as it is written, and so leads nowhere.
    """
    parts = urlsplit(written)
    if parts.scheme in _ELSEWHERE or written.startswith("data:image/"):
        return None
    if parts.scheme or parts.netloc:
        return written, ""
    file = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
    return file, unquote(parts.fragment)


def has_marks(element: HtmlElement, items: tuple[Item, ...]) -> bool:
    """Whether a numbered list shows each item with its own number or label."""
    lines = element.findall("li")
    number = int(element.get("start", "1")) - 1
    if len(lines) != len(items):
        return False
    for line, item in zip(lines, items, strict=True):
        value = line.get("value", "")
        number = int(value) if value.removeprefix("-").isdigit() else number + 1
        shown = visible(line).startswith(plain(item.label)) if item.label else item.number in (None, number)
        if not shown:
            return False
    return True

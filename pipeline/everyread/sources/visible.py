"""All that a person sees in a source file, line by line: what the article must account for.

Made by the plainest means a format allows, and on purpose without the readers' own code, so that a
mistake in a reader shows.  Only the decoding of bytes, and the safe opening of packages, are shared.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

from everyread.sources.encoding import decode, decode_page
from everyread.sources.package import content

_HIDDEN = frozenset(
    "script style title template svg math noscript iframe object audio video canvas map datalist".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr img".split()
)
"""Elements that do not begin a new line."""
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"^\s*(?:-\s+|[A-Za-z_][\w -]{0,40}:(?:\s|$))")
_LINK_TARGET = re.compile(r"\]\([^)\n]{0,300}\)")
"""What is left of a link whose address is none, as where a template was to put it."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = 32 * 1024 * 1024
"""Bytes of one part of a package; a book of 100,000 words has about 5 MB."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNPRINTED = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"})
_APART = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}p", f"{_TEXT}h"})
"""What stands in a paragraph and is none of its text; their own paragraphs come by themselves."""
_SPACES = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
_RTF_UNPRINTED = re.compile(r"\{(?:\\\*)?(?:\\[a-z]+-?\d*\s?){0,30}?\\(?:deleted(?!0)|annotation)\b[^{}]*\}")
_PUBLIC = frozenset({"", "publish", "inherit"})
"""States of a post that people can see."""
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_WORD_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")


def visible_parts(data: bytes, name: str) -> list[list[str]] | None:
    """The lines of a file that has been read without an error; None for a format that is not known here.

    A file has one part, or one for each chapter or post that it is a collection of.
    """
    suffix = PurePath(name).suffix.lower()
    if many := _MANY.get(suffix):
        return [_tidied(lines) for lines in many(data)]
    lines = _ONE.get(suffix)
    return None if lines is None else [_tidied(lines(data, name))]


def _tidied(lines: Iterable[str]) -> list[str]:
    return [line for line in map(_tidy, lines) if line]


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _of_text(data: bytes, name: str) -> Iterable[str]:
    return decode(data, name).text.split("\n")


def _of_markdown(data: bytes, name: str) -> Iterable[str]:
    from markdown_it import MarkdownIt

    text = decode(data, name).text
    front = _FRONT.match(text)
    values = [_FRONT_KEY.sub("", line) for line in front[1].split("\n")] if front else []
    body = text[front.end() :] if front else text
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    return [*values, *(_LINK_TARGET.sub("]", line) for line in _of_markup(page))]


def _of_page(data: bytes, name: str) -> Iterable[str]:
    return _of_markup(decode_page(data, name).text)


def _of_markup(source: str) -> list[str]:
    """The text of HTML, a line for each stretch between two tags that break the line."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    # Characters that XML forbids end the parsing of some pages early.
    try:
        root = html.document_fromstring(_CONTROL.sub("", source).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # there is nothing in it but comments
        return []
    lines: list[list[str]] = [[]]
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if tag not in _INLINE:
            lines.append([])
        if event == "start":
            hidden += tag in _HIDDEN
            text = element.text
        else:
            hidden -= tag in _HIDDEN
            text = element.tail
        if text and not hidden:
            lines[-1].append(text)
    return ["".join(line) for line in lines]


def _of_word(data: bytes, name: str) -> Iterable[str]:  # noqa: ARG001 - every format is asked alike
    # The text first, then its notes, then what stands in the margins.
    parts = sorted(part for part in _names_in(data) if _WORD_PARTS.fullmatch(part))
    for part in sorted(parts, key=lambda part: ("document" not in part, "notes" not in part)):
        yield from _paragraphs(content(data, part, _MOST), f"{_WORD}p", _word_text)


def _names_in(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return list(dict.fromkeys(archive.namelist()))


def _paragraphs(xml: bytes | None, tag: str, text_in: Callable[[Any], str], *more: str) -> Iterable[str]:
    root = _root_of(xml or b"")
    return [] if root is None else [text_in(each) for each in root.iter(tag, *more)]


def _root_of(xml: bytes) -> Any:
    """The root of an XML part; None where there is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return None


def _word_text(paragraph: Any) -> str:
    """The text of a Word paragraph, without that of paragraphs inside it (text boxes)."""
    parts: list[str] = []
    for element in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}noBreakHyphen"):
        above = [each.tag for each in element.iterancestors()]
        if next(element.iterancestors(f"{_WORD}p")) is paragraph and _FALLBACK not in above:
            parts.append((element.text or "") if element.tag == f"{_WORD}t" else " ")
    return "".join(parts)


def _of_open_document(data: bytes, name: str) -> Iterable[str]:  # noqa: ARG001
    return _paragraphs(content(data, "content.xml", _MOST), f"{_TEXT}h", _open_text, f"{_TEXT}p")


def _open_text(paragraph: Any) -> str:
    """The text of an OpenDocument paragraph, without notes and boxes in it, and without what was deleted."""
    if any(each.tag in _UNPRINTED for each in paragraph.iterancestors()):
        return ""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag in _SPACES:
            parts.append(" ")
        elif child.tag not in _APART:
            parts.append(_open_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _of_rich_text(data: bytes, name: str) -> Iterable[str]:  # noqa: ARG001
    from striprtf.striprtf import rtf_to_text

    source = _RTF_UNPRINTED.sub("", data.decode("latin-1"))
    return str(rtf_to_text(source, errors="replace")).split("\n")  # type: ignore[no-untyped-call]


def _of_book(data: bytes) -> Iterable[Iterable[str]]:
    pages = [name for name in _names_in(data) if name.lower().endswith((".xhtml", ".html", ".htm"))]
    return [_of_markup((content(data, page, _MOST) or b"").decode("utf-8", "replace")) for page in pages]


def _of_export(data: bytes) -> Iterable[Iterable[str]]:
    root = _root_of(data)
    items = [] if root is None else root.iter("item")
    return [
        [*_of_markup(item.findtext("title") or ""), *_of_markup(item.findtext(_ENCODED) or "")]
        for item in items
        if (item.findtext("{*}status") or "") in _PUBLIC and not item.findtext("{*}post_password")
    ]


def _of_posts(data: bytes) -> Iterable[Iterable[str]]:
    found = json.loads(data.decode("utf-8-sig", "replace"))
    posts = [post for post in (found if isinstance(found, list) else [found]) if isinstance(post, dict)]
    public = [post for post in posts if post.get("status", "") in _PUBLIC]
    return [[line for key in ("title", "content") for line in _rendered(post.get(key))] for post in public]


def _rendered(value: Any) -> list[str]:
    text = value.get("rendered") if isinstance(value, dict) else value
    return _of_markup(text) if isinstance(text, str) else []


_MANY: dict[str, Callable[[bytes], Iterable[Iterable[str]]]] = {
    ".epub": _of_book,
    ".json": _of_posts,
    ".wxr": _of_export,
    ".xml": _of_export,
}
_ONE: dict[str, Callable[[bytes, str], Iterable[str]]] = {
    ".odt": _of_open_document,
    ".rtf": _of_rich_text,
    ".txt": _of_text,
    ".text": _of_text,
    ".md": _of_markdown,
    ".markdown": _of_markdown,
    ".html": _of_page,
    ".htm": _of_page,
    ".xhtml": _of_page,
    ".docx": _of_word,
}

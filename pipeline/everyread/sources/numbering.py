"""The numbers Word prints in front of list entries, carried past mammoth, which drops them.

They go as bookmarks, which mammoth turns into empty anchors: no trace of them can be read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from everyread.sources.counting import Counters, Numbering, Place
from everyread.sources.package import part, with_part

_DOCUMENT = "word/document.xml"
_MARK = "everyread-number-"
_MOST = 32 * 1024 * 1024
"""Bytes of a part; a book of 100,000 words that was edited for months has about 10 MB."""
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


def with_numbers(data: bytes) -> bytes:
    """A Word document with a bookmark in each paragraph that shows a number in figures.

    As it was when it has no such numbers, or when its numbering cannot be read.
    """
    from lxml import etree

    document = part(data, _DOCUMENT, _MOST)
    if document is None or document.getroottree().docinfo.doctype:
        return data
    numbering = Numbering(part(data, "word/numbering.xml", _MOST), part(data, "word/styles.xml", _MOST))
    if not numbering.lists:
        return data
    counters = Counters(numbering.lists)
    marked = False
    for properties in list(_properties(document)):
        place = numbering.place(properties)
        number = None if place is None else counters.count(place)
        if place is not None and number is not None:
            _mark(properties, place, number)
            marked = True
    if not marked:
        return data
    return with_part(data, _DOCUMENT, etree.tostring(document, xml_declaration=True, encoding="UTF-8"))


def take_numbers(root: HtmlElement) -> None:
    """Turn the anchors that mammoth made of the bookmarks into the values of the list items they stand in."""
    for anchor in [each for each in root.iter("a") if each.get("id", "").startswith(_MARK)]:
        item = next(anchor.iterancestors("li"), None)
        if item is not None and item.get("value") is None:
            item.set("value", anchor.get("id", "").removeprefix(_MARK))
        anchor.drop_tree()


def _properties(document: Any) -> Iterator[Any]:
    """The properties of every paragraph that the pages show, in their order."""
    from lxml import etree

    space = document.tag.removesuffix("document")
    walk = etree.iterwalk(document, events=("start",))
    for _, element in walk:
        if element.tag == _CHOICE or (element.tag == f"{space}tr" and _has(element, "trPr", "del")):
            walk.skip_subtree()  # the same text box again, in a newer form; or a row that was deleted
        elif element.tag == f"{space}p":
            properties = element.find(f"{space}pPr")
            gone = _has(properties, "rPr", "del") or _has(properties, "rPr", "moveFrom")
            if properties is not None and not gone:  # what is left of a gone one joins the next
                yield properties


def _has(element: Any, *path: str) -> bool:
    return element is not None and element.find("/".join(f"{{*}}{name}" for name in path)) is not None


def _mark(properties: Any, place: Place, number: int) -> None:
    """Write the number, and the place, which mammoth does not find in a style, into the paragraph."""
    space = properties.tag.removesuffix("pPr")
    for old in properties.findall("{*}numPr"):
        properties.remove(old)
    own = properties.makeelement(f"{space}numPr")
    for name, value in (("ilvl", str(place.level)), ("numId", place.num)):
        own.append(own.makeelement(f"{space}{name}", {f"{space}val": value}))
    properties.append(own)
    bookmark = {f"{space}id": "0", f"{space}name": f"{_MARK}{number}"}
    properties.addnext(properties.makeelement(f"{space}bookmarkStart", bookmark))

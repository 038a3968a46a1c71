"""The numbers Word prints in front of paragraphs, carried past mammoth, which drops them.

They go as bookmarks, which mammoth turns into empty anchors: no trace of them can be read as text.  In a
list a plain number becomes the value of its entry, and anything else ("a)", "1.2") its label.  In a heading
what Word prints becomes part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from everyread.sources.counting import Counters, Numbering, Place
from everyread.sources.labels import LABEL
from everyread.sources.tree import HEADINGS

_MARK = "everyread-number-"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_PLAIN = re.compile(r"[^\w]*(\d{1,6})[^\w]*")
"""A label that is one number, as in "3.", "3)" or "(3)"."""


def mark_numbers(document: Any, numbering: Any, styles: Any) -> tuple[str, ...]:
    """Put a bookmark into each paragraph that shows a number or letter; what they print.

    The arguments are the roots of the document's parts.  Nothing is changed without any numbering.
    """
    counted = Numbering(numbering, styles)
    if not counted.lists:
        return ()
    counters = Counters(counted.lists)
    labels: list[str] = []
    for properties in list(_properties(document)):
        place = counted.place(properties)
        number = None if place is None else counters.count(place)
        label = "" if place is None else counters.label(place)
        if place is not None and (number is not None or label):
            _mark(properties, place, len(labels))
            labels.append(label if number is None or label else str(number))
    return tuple(labels)


def take_numbers(root: HtmlElement, labels: Sequence[str]) -> None:
    """Turn the anchors that mammoth made of the bookmarks into numbers of entries, or into text."""
    for anchor in [each for each in root.iter("a") if each.get("id", "").startswith(_MARK)]:
        index = anchor.get("id", "").removeprefix(_MARK)
        label = labels[int(index)] if index.isascii() and index.isdigit() and int(index) < len(labels) else ""
        block = next(anchor.iterancestors("li", "p", *HEADINGS), None)
        plain = _PLAIN.fullmatch(label)
        if block is not None and block.tag == "li":
            if plain and block.get("value") is None:
                block.set("value", plain[1])
            elif label and not plain and block.get(LABEL) is None:
                block.set(LABEL, label)
        elif block is not None and label:
            anchor.tail = f"{label} {anchor.tail or ''}"
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


def _mark(properties: Any, place: Place, index: int) -> None:
    """Write the label's index, and the place, which mammoth does not find in a style, into the paragraph."""
    space = properties.tag.removesuffix("pPr")
    for old in properties.findall("{*}numPr"):
        properties.remove(old)
    own = properties.makeelement(f"{space}numPr")
    for name, value in (("ilvl", str(place.level)), ("numId", place.num)):
        own.append(own.makeelement(f"{space}{name}", {f"{space}val": value}))
    properties.append(own)
    bookmark = {f"{space}id": "0", f"{space}name": f"{_MARK}{index}"}
    properties.addnext(properties.makeelement(f"{space}bookmarkStart", bookmark))

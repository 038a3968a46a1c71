"""Links as a reader meets them: one to press a page, which says in words where it leads."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from pydyf import Array, String  # type: ignore[import-untyped]

from everyread.typeset.keep_together import plain
from everyread.typeset.tag_nodes import Node, Spot

_SCHEMES = {"mailto": "Email", "tel": "Telephone"}


def gather_spots(link: Node) -> list[dict[str, Any]]:
    """Leave a link one annotation on each page, with the lines as its quadrilaterals; give back the others.

    WeasyPrint makes one for each line, and a reader who goes from link to link would pass each.
    """
    spots = [kid for kid in link.kids if isinstance(kid, Spot)]
    words = _words(link.element) if link.element is not None else ""
    needless: list[dict[str, Any]] = []
    kept: list[Node | Any] = [kid for kid in link.kids if not isinstance(kid, Spot)]
    for _, group in groupby(spots, key=lambda spot: spot.page):
        first, *others = group
        rectangles = [_upright(spot.annotation["Rect"]) for spot in (first, *others)]
        if others:
            first.annotation["Rect"] = Array(_around(rectangles))
            first.annotation["QuadPoints"] = Array(point for each in rectangles for point in _corners(*each))
        if words:
            first.annotation["Contents"] = String(words)
        kept.append(first)
        needless += [spot.annotation for spot in others]
    link.kids = kept
    return needless


def _words(link: Element) -> str:
    """Where a link leads: "Go to: Flu" inside the document, "our guide: https://…" outside it.

    A label for screen readers wins, and an address that the link shows is not said twice.
    """
    href = link.get("href", "")
    text = plain("".join(link.itertext()))
    if label := link.get("aria-label"):
        return label
    if link.get("role") == "doc-backlink":
        return text
    if href.startswith("#"):
        return f"Go to note {text}" if link.get("role") == "doc-noteref" else f"Go to: {text}"
    scheme, _, rest = href.partition(":")
    address = f"{_SCHEMES[scheme]}: {rest}" if scheme in _SCHEMES else href
    return address if text in address else f"{text}: {address}"


def _upright(rectangle: list[float]) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = rectangle
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _around(rectangles: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _corners(left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
    """In the order that viewers expect, which is not that of the standard: upper ones first."""
    return left, top, right, top, left, bottom, right, bottom

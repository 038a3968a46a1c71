"""Which structure type of PDF 1.7 each element of our HTML becomes, and what is said about it.

ISO 32000-1, 14.8.4, has the types and 14.8.5 the attributes; what PDF/UA-1 (ISO 14289-1, 7) adds is noted
where it counts.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from pydyf import Array, Dictionary, String  # type: ignore[import-untyped]

from everyread.typeset.tag_nodes import Node, Part

_SVG = "{http://www.w3.org/2000/svg}"
_KINDS = {
    **dict.fromkeys(("div", "figure", "aside", "nav", "header", "footer", "address", "hgroup"), "Div"),
    **{name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "tr", "th", "td")},
    **dict.fromkeys(("p", "pre", "dt", "dd"), "P"),
    **dict.fromkeys(("ul", "ol"), "L"),
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "li": "LI",
    "li::marker": "Lbl",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "caption": "Caption",
    "figcaption": "Caption",
}
POINTS_A_PIXEL = 0.75
"""CSS pixels are a 96th of an inch, points a 72nd."""


def kinds_of(element: Element, name: str, parent: Node) -> tuple[str, ...]:
    """The types of an element, outermost first; none for what only looks different, as bold does.

    `name` is the element's tag, or that of a pseudo-element: "li::marker".
    """
    if name == "a" and element.get("href"):
        noted = element.get("role") == "doc-noteref"
        return ("Reference", "Link") if noted or parent.kind == "TOCI" else ("Link",)
    if name in ("img", f"{_SVG}svg"):
        return ("Figure",) if _alternative(element) else ()
    if element.get("role") == "doc-footnote" and name == element.tag:
        return ("Note",)
    if name in ("ul", "ol") and "contents" in (parent.part, part_of(element)):
        return ("TOC",)
    if parent.kind == "TOC" and name == "li":
        return ("TOCI",)
    kind = _KINDS.get(name)
    return (kind,) if kind else ()


def part_of(element: Element) -> Part:
    """Whether an element holds a table of contents, or notes."""
    role = element.get("role")
    if role == "doc-toc" or "contents" in element.get("class", "").split():
        return "contents"
    return "notes" if role == "doc-endnotes" else ""


def entries_of(kind: str, box: Any) -> dict[str, Any]:
    """What the dictionary of an element of this type says beyond its type, from its box."""
    if kind == "Figure":
        return {"Alt": String(_alternative(box.element)), "A": Dictionary({"O": "/Layout"})}
    if kind in ("TH", "TD"):
        return {"A": Dictionary({"O": "/Table"} | _spans(box) | _scope(kind, box.element))}
    return {}


def place_picture(node: Node, box: Any, page_height: float) -> None:
    """Say where a picture stands on its page, in points from the lower left, as PDF/UA asks for (7.3)."""
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, page_height - top - box.height, left + box.width, page_height - top)
    node.entries["A"]["BBox"] = Array(POINTS_A_PIXEL * edge for edge in edges)


def _alternative(element: Element) -> str:
    if element.tag == f"{_SVG}svg":
        return element.findtext(f"{_SVG}title") or ""
    return element.get("alt", "")


def _spans(box: Any) -> dict[str, int]:
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    return {name: count for name, count in spans.items() if count != 1}


def _scope(kind: str, element: Element) -> dict[str, str]:
    """Which cells a header is for (7.5): its row's, where it says so, else its column's."""
    if kind == "TD":
        return {}
    return {"Scope": "/Row" if element.get("scope") == "row" else "/Column"}

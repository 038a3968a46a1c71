"""Mends the tags that WeasyPrint leaves open, in its own objects, just before they are written.

WeasyPrint hands the finished document to a `finisher`.  Changing its objects there costs milliseconds,
where opening and saving the file once more would cost as much as writing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element

from pydyf import PDF, Array, Dictionary, String  # type: ignore[import-untyped]
from weasyprint.urls import iri_to_uri  # type: ignore[import-untyped]

from everyread.typeset.keep_together import plain


def mend(pdf: PDF, root: Element) -> None:
    """Make page furniture artifacts, keep one annotation a link, describe it, and put lists in order.

    `root` is the HTML that was set, which knows the words of each link.
    """
    _mark_furniture(pdf)
    _drop_nested_links(pdf)
    _describe_links(pdf, root)
    _plain_bookmarks(pdf)
    order = _reading_order(pdf)
    for element in list(_elements(pdf)):
        if element["S"] == "/L":
            _gather_items(pdf, element, order)
    _number_lists(pdf)


def _mark_furniture(pdf: PDF) -> None:
    """Running headers and page numbers become pagination artifacts.

    WeasyPrint writes them as marked content that the tag tree does not reach: neither content nor
    artifact, so a screen reader may read them in the middle of a sentence.
    """
    pages = _page_numbers(pdf)
    reached = {
        (pages[element["Pg"]], kid)
        for element in _elements(pdf)
        for kid in element["K"]
        if isinstance(kid, int)
    }
    for number, operators in enumerate(_page_streams(pdf)):
        for index, item in enumerate(operators):
            if item == b"BDC" and (number, operators[index - 1]["MCID"]) not in reached:
                operators[index - 2] = b"/Artifact"
                operators[index - 1] = Dictionary({"Type": "/Pagination"})


def _drop_nested_links(pdf: PDF) -> None:
    """Keep one annotation a link.

    WeasyPrint gives each box inside a link an annotation of its own, which PDF/UA refuses and which a
    reader who tabs from link to link must pass once more.
    """
    inside: list[tuple[Dictionary, bool]] = [(_document(pdf), False)]
    dropped: set[bytes] = set()
    while inside:
        element, in_link = inside.pop()
        if in_link:
            mine = [kid for kid in element["K"] if isinstance(kid, bytes) and _is_annotation(pdf, kid)]
            dropped.update(_object(pdf, kid)["Obj"] for kid in mine)
            element["K"] = Array(kid for kid in element["K"] if kid not in mine)
            element["S"] = "/Span" if element["S"] == "/Link" else element["S"]
        inside += [(kid, in_link or element["S"] == "/Link") for kid in _kids(pdf, element)]
    for reference in pdf.page_references:
        page = _object(pdf, reference)
        if "Annots" in page:
            page["Annots"] = Array(each for each in page["Annots"] if each not in dropped)
    for reference in dropped:
        _object(pdf, reference).clear()


def _describe_links(pdf: PDF, root: Element) -> None:
    """The /Contents of a link, which WeasyPrint makes its bare target, become the words of the link."""
    words = _link_words(root)
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("Subtype") == "/Link":
            target = item["Contents"].string
            item["Contents"] = String(words.get(target, target))


def _link_words(root: Element) -> dict[str, str]:
    """For each target: "Go to: Flu" inside the document, "our guide: https://…" outside it.

    A target with several wordings keeps its bare address, which is right for all of them.
    """
    wordings: dict[str, set[str]] = {}
    for link in root.iter("a"):
        wordings.setdefault(link.get("href", ""), set()).add(plain("".join(link.itertext())))
    described: dict[str, str] = {}
    for href, texts in wordings.items():
        text = min(texts)
        if href.startswith("#"):
            described[href[1:]] = f"Go to: {text}"
        elif len(texts) == 1 and text not in href:
            described[iri_to_uri(href)] = f"{text}: {href}"
    return described


def _plain_bookmarks(pdf: PDF) -> None:
    """The spaces and marks that rule line breaks have no place in a list of bookmarks."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "Title" in item and "Dest" in item:
            item["Title"] = String(plain(item["Title"].string))


def _gather_items(pdf: PDF, listing: Dictionary, order: dict[int, tuple[int, int]]) -> None:
    """Each item becomes a label and one body, with a nested list inside the body of its item.

    WeasyPrint leaves paragraphs bare in the item and puts a nested list beside it.
    """
    items: list[Dictionary] = []
    bodies: list[list[Dictionary]] = []
    others: list[Dictionary] = []
    for kid in list(_kids(pdf, listing)):
        if kid["S"] == "/LI":
            items.append(kid)
            bodies.append([part for part in _kids(pdf, kid) if part["S"] != "/Lbl"])
        elif kid["S"] == "/L" and items:
            bodies[-1].append(kid)
        else:
            others.append(kid)
    for item, parts in zip(items, bodies, strict=True):
        labels = [part for part in _kids(pdf, item) if part["S"] == "/Lbl"]
        if [part["S"] for part in parts] != ["/LBody"]:
            parts = [_body(pdf, item, sorted(parts, key=lambda part: order[part.number]))]
        item["K"] = Array(part.reference for part in (*labels, *parts))
    listing["K"] = Array(kid.reference for kid in (*others, *items))


def _body(pdf: PDF, item: Dictionary, parts: list[Dictionary]) -> Dictionary:
    body = Dictionary({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference})
    pdf.add_object(body)
    for part in parts:
        part["P"] = body.reference
        if part["S"] == "/LBody":
            part["S"] = "/Div"
    body["K"] = Array(part.reference for part in parts)
    return body


def _reading_order(pdf: PDF) -> dict[int, tuple[int, int]]:
    """For each element, by object number, the page and marked-content id at which it begins."""
    pages = _page_numbers(pdf)
    order: dict[int, tuple[int, int]] = {}

    def begins(element: Dictionary) -> tuple[int, int]:
        own = [(pages[element["Pg"]], kid) for kid in element["K"] if isinstance(kid, int)]
        nested = [begins(kid) for kid in _kids(pdf, element)]
        first = min((*own, *nested), default=(pages[element["Pg"]], 0))
        order[element.number] = first
        return first

    for element in _kids(pdf, _document(pdf)):
        begins(element)
    return order


def _number_lists(pdf: PDF) -> None:
    """Say of every list whether it is numbered, which WeasyPrint does not (ISO 14289-1, 7.6).

    A list is a numbered one when its first label has more glyphs than a bullet and its space.
    """
    pages = _page_numbers(pdf)
    streams = list(_page_streams(pdf))
    for element in _elements(pdf):
        if element["S"] != "/L":
            continue
        label = _first_label(pdf, element)
        if label is not None:
            glyphs = _glyph_count(streams[pages[label["Pg"]]], label["K"][0])
            style = "/Decimal" if glyphs > BULLET_GLYPHS else "/Disc"
            element["A"] = Dictionary({"O": "/List", "ListNumbering": style})


BULLET_GLYPHS = 2


def _first_label(pdf: PDF, listing: Dictionary) -> Dictionary | None:
    """The element with the text of the list's first label."""
    for item in _kids(pdf, listing):
        for part in _kids(pdf, item):
            if part["S"] == "/Lbl":
                return next(_kids(pdf, part), None)
    return None


def _glyph_count(operators: list[Any], mcid: int) -> int:
    """How many glyphs a marked content shows; WeasyPrint writes each as four hexadecimal digits."""
    inside = False
    count = 0
    for index, item in enumerate(operators):
        if item == b"BDC":
            inside = operators[index - 1].get("MCID") == mcid
        elif inside and item == b"EMC":
            break
        elif inside and isinstance(item, bytes) and item.endswith(b"TJ"):
            strings = item.split(b"<")[1:]
            count += sum(len(string.partition(b">")[0]) // 4 for string in strings)
    return count


def _page_numbers(pdf: PDF) -> dict[bytes, int]:
    return {reference: number for number, reference in enumerate(pdf.page_references)}


def _page_streams(pdf: PDF) -> Iterator[list[Any]]:
    """The drawing operators of each page."""
    for reference in pdf.page_references:
        yield _object(pdf, _object(pdf, reference)["Contents"]).stream


def _elements(pdf: PDF) -> Iterator[Dictionary]:
    """Every structure element below the document, in reading order."""
    waiting = list(_kids(pdf, _document(pdf)))[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(list(_kids(pdf, element))))


def _document(pdf: PDF) -> Dictionary:
    """The structure element that holds all others."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    return cast(Dictionary, _object(pdf, root["K"][0]))


def _is_annotation(pdf: PDF, kid: bytes) -> bool:
    return bool(_object(pdf, kid).get("Type") == "/OBJR")


def _kids(pdf: PDF, element: Dictionary) -> Iterator[Dictionary]:
    """The structure elements directly below one; marked content and annotations are not elements."""
    for kid in element.get("K", Array()):
        if isinstance(kid, bytes):
            item = _object(pdf, kid)
            if item["Type"] == "/StructElem":
                yield item


def _object(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

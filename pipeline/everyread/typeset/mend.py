"""Mends the tags that WeasyPrint leaves open, in its own objects, just before they are written.

WeasyPrint hands the finished document to a `finisher`.  Changing its objects there costs milliseconds,
where opening and saving the file once more would cost as much as writing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from pydyf import PDF, Array, Dictionary, String
from weasyprint.urls import iri_to_uri


def mend(pdf: PDF, root: Element) -> None:
    """Make page furniture artifacts, describe every link in words, and say how lists are numbered.

    `root` is the HTML that was set, which knows the words of each link.
    """
    _mark_furniture(pdf)
    _describe_links(pdf, root)
    _number_lists(pdf)


def _mark_furniture(pdf: PDF) -> None:
    """Running headers and page numbers become pagination artifacts.

    WeasyPrint writes them as marked content that the tag tree does not reach: neither content nor
    artifact, so a screen reader may read them in the middle of a sentence.
    """
    pages = _page_numbers(pdf)
    reached = {
        (pages[element["Pg"]], kid) for element in _elements(pdf) for kid in element["K"] if isinstance(kid, int)
    }
    for number, operators in enumerate(_page_streams(pdf)):
        for index, item in enumerate(operators):
            if item == b"BDC" and (number, operators[index - 1]["MCID"]) not in reached:
                operators[index - 2] = b"/Artifact"
                operators[index - 1] = Dictionary({"Type": "/Pagination"})


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
        wordings.setdefault(link.get("href", ""), set()).add(" ".join("".join(link.itertext()).split()))
    described: dict[str, str] = {}
    for href, texts in wordings.items():
        text = min(texts)
        if href.startswith("#"):
            described[href[1:]] = f"Go to: {text}"
        elif len(texts) == 1 and text not in href:
            described[iri_to_uri(href)] = f"{text}: {href}"
    return described


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
    waiting = [_object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["K"][0])]
    while waiting:
        element = waiting.pop()
        kids = list(_kids(pdf, element))
        if element["S"] != "/Document":
            yield element
        waiting.extend(reversed(kids))


def _kids(pdf: PDF, element: Dictionary) -> Iterator[Dictionary]:
    """The structure elements directly below one; marked content and annotations are not elements."""
    for kid in element.get("K", Array()):
        if isinstance(kid, bytes):
            item = _object(pdf, kid)
            if item.get("Type") == "/StructElem":
                yield item


def _object(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

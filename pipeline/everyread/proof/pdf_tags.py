"""What a PDF tells a screen reader: its tag tree, bookmarks, links and claims.

Imported inside a worker only, since it loads pikepdf.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

INLINE = frozenset({"Span", "Link", "NonStruct", "Em", "Strong", "Quote", "Reference", "Annot"})
"""Tags that do not end a line of prose; every other tag does."""
DEEPEST = 100
"""Levels of the tree that are looked at; an honest one has about twenty."""
MOST_BOOKMARKS = 20_000
Pages = dict[tuple[int, int], int]
"""Object numbers of pages to their places, from 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content."""

    page: int
    """From 0; -1 for one that is not in the file."""
    id: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tag tree."""

    tag: str
    """Its standard name: "P", "H2"."""
    page: int = -1
    alt: str = ""
    spoken: str = ""
    """What stands for its content (ActualText); empty for the content itself."""
    language: str = ""
    """Where it says one; empty where it is that of the element around it."""
    kids: list[Element | Mark] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Itself and every element inside it, in reading order."""
        waiting: list[Element | Mark] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Element):
                yield one
                waiting.extend(reversed(one.kids))

    def marks(self) -> Iterator[Mark]:
        """Its marked content, in reading order."""
        waiting: list[Element | Mark] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Mark):
                yield one
            else:
                waiting.extend(reversed(one.kids))

    def marks_under(self, tags: Container[str]) -> Iterator[tuple[Element | None, Mark]]:
        """Its marked content, each with the innermost element of these tags that it is in."""
        waiting: list[tuple[Element | None, Element | Mark]] = [(None, self)]
        while waiting:
            owner, one = waiting.pop()
            if isinstance(one, Mark):
                yield owner, one
            else:
                owner = one if one.tag in tags else owner
                waiting.extend((owner, kid) for kid in reversed(one.kids))


@dataclass(frozen=True, slots=True)
class Bookmark:
    text: str
    depth: int
    """From 1."""
    parent: str
    """The text of the bookmark that it is under; empty for none."""
    page: int
    """From 0; -1 where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class LinkNote:
    """A link annotation."""

    page: int
    contents: str
    """What a screen reader may say of it."""
    address: str
    """Where it leads outside the file; empty for a place inside."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Everything that is not drawn."""

    root: Element
    language: str
    bookmarks: tuple[Bookmark, ...]
    links: tuple[LinkNote, ...]
    pdf_a: str
    """The PDF/A that it claims to be: "2a"; empty for none."""
    pdf_ua: str
    """The part of PDF/UA that it claims to meet; empty for none."""
    pdf_x: str
    """The PDF/X that it claims to be; empty for none."""


def read_tags(pdf: pikepdf.Pdf) -> Tagged:
    """Walk the tree and the lists beside it."""
    pages: Pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    with pdf.open_metadata() as metadata:
        part, level = metadata.get("pdfaid:part", ""), metadata.get("pdfaid:conformance", "")
        pdf_ua = metadata.get("pdfuaid:part", "")
        pdf_x = metadata.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", "")
    return Tagged(
        _tree(pdf, pages),
        _said(pdf.Root, "/Lang"),
        tuple(_bookmarks(pdf, pages)),
        tuple(_links(pdf)),
        f"{part}{level.lower()}",
        str(pdf_ua),
        str(pdf_x or pdf.docinfo.get("/GTS_PDFXVersion", "")),
    )


def _tree(pdf: pikepdf.Pdf, pages: Pages) -> Element:
    root = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    roles = root.get("/RoleMap", pikepdf.Dictionary())
    top = Element("")
    waiting: list[tuple[Any, Element, int, int]] = [(kid, top, -1, 0) for kid in reversed(_kids(root))]
    while waiting:
        node, parent, page, depth = waiting.pop()
        if isinstance(node, int):
            parent.kids.append(Mark(page, node))
            continue
        if not isinstance(node, pikepdf.Dictionary) or depth > DEEPEST:
            continue
        if "/Pg" in node:
            page = pages.get(node.Pg.objgen, -1)
        if "/MCID" in node:
            parent.kids.append(Mark(page, int(node.MCID)))
        elif node.get("/Type") != "/OBJR":
            tag = str(node.get("/S", "/"))
            element = Element(
                str(roles.get(tag, tag)).removeprefix("/"),
                page,
                _said(node, "/Alt"),
                _said(node, "/ActualText"),
                _said(node, "/Lang"),
            )
            parent.kids.append(element)
            waiting.extend((kid, element, page, depth + 1) for kid in reversed(_kids(node)))
    return top


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _said(node: Any, name: str) -> str:
    value = node.get(name)
    return "" if value is None else str(value)


def _bookmarks(pdf: pikepdf.Pdf, pages: Pages) -> Iterator[Bookmark]:
    first = pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")
    waiting: list[tuple[Any, int, str]] = [(first, 1, "")]
    seen = 0
    while waiting and seen < MOST_BOOKMARKS:
        item, depth, parent = waiting.pop()
        if item is None:
            continue
        seen += 1
        text = _said(item, "/Title")
        yield Bookmark(text, depth, parent, _target(pdf, item, pages))
        waiting.append((item.get("/Next"), depth, parent))
        waiting.append((item.get("/First"), depth + 1, text))


def _target(pdf: pikepdf.Pdf, item: pikepdf.Dictionary, pages: Pages) -> int:
    place = item.get("/Dest", item.get("/A", pikepdf.Dictionary()).get("/D"))
    if isinstance(place, pikepdf.String | pikepdf.Name):
        place = _named(pdf, str(place))
    if isinstance(place, pikepdf.Array) and len(place) and isinstance(place[0], pikepdf.Object):
        return pages.get(place[0].objgen, -1)
    return -1


def _named(pdf: pikepdf.Pdf, name: str) -> Any:
    places = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    found = pikepdf.NameTree(places).get(name) if places is not None else None
    return found.get("/D") if isinstance(found, pikepdf.Dictionary) else found


def _links(pdf: pikepdf.Pdf) -> Iterator[LinkNote]:
    for number, page in enumerate(pdf.pages):
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") == "/Link":
                address = note.get("/A", pikepdf.Dictionary()).get("/URI", "")
                yield LinkNote(number, _said(note, "/Contents"), str(address))

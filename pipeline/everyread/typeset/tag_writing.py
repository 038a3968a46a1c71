"""Writes a tag tree into a PDF (ISO 32000-1, 14.7), in WeasyPrint's place.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf  # type: ignore[import-untyped]
from pydyf import PDF, Array, Dictionary, Object, String  # type: ignore[import-untyped]
from weasyprint.document import Page  # type: ignore[import-untyped]

from everyread.typeset.tag_links import gather_spots
from everyread.typeset.tag_lists import name_note, set_in_order
from everyread.typeset.tag_nodes import Mark, Node, Spot
from everyread.typeset.tags import Artifacts, Reader

NEVER_EMPTY = frozenset({"Document", "TH", "TD", "LI"})
"""Elements that mean something even with nothing in them: an empty cell keeps its row whole."""


@contextmanager
def our_tags(language: str) -> Iterator[None]:
    """While this lasts, WeasyPrint writes our tags in place of its own, into one document in a language.

    A page's boxes are read as soon as it is drawn, and then let go: they are nearly all of the memory.
    """
    reader, marks = Reader(language), list[int]()
    paint, add_own_tags = Page.paint, weasyprint.pdf.add_tags

    def paint_and_read(page: Any, stream: Any, scale: float) -> None:
        paint(page, stream, scale)
        marks.append(len(stream._tags))
        _mark_artifacts(stream.stream, reader.read_page(page, stream._tags))
        stream._tags.clear()
        page._page_box = None

    def add_tags(pdf: PDF, *_: object) -> None:
        _add_tags(pdf, reader, marks)

    Page.paint, weasyprint.pdf.add_tags = paint_and_read, add_tags
    try:
        yield
    finally:
        Page.paint, weasyprint.pdf.add_tags = paint, add_own_tags


def _add_tags(pdf: PDF, reader: Reader, marks: list[int]) -> None:
    """Tag a document whose pages are drawn and have so many marked contents."""
    _remove_annotations(pdf, reader.needless + _tidy(reader.root))
    _Writer(pdf, marks).write(reader.root)
    pdf.catalog["ViewerPreferences"] = Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = Dictionary({"Marked": "true"})


def _tidy(root: Node) -> list[Any]:
    """Put lists, links and notes in the shape of PDF, and drop what is empty.

    Gives back the annotations that are not needed any more.
    """
    needless: list[Any] = []
    notes = 0
    for node in list(root.walk()):
        if node.kind == "L":
            set_in_order(node)
        elif node.kind == "Link":
            needless += gather_spots(node)
    _prune(root)
    for node in root.walk():
        if node.kind == "Note":
            notes += 1
            name_note(node, notes)
    return needless


def _prune(node: Node) -> bool:
    """Whether anything is left of an element."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    return bool(node.kids) or node.kind in NEVER_EMPTY


def _remove_annotations(pdf: PDF, needless: list[Any]) -> None:
    dropped = {annotation.reference for annotation in needless}
    if not dropped:
        return
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        if "Annots" in page:
            page["Annots"] = Array(each for each in page["Annots"] if each not in dropped)
    for annotation in needless:
        annotation.clear()


def _mark_artifacts(operators: list[Any], aside: Artifacts) -> None:
    """Rewrite the operators that begin a marked content: "/Span <</MCID 3>> BDC"."""
    if not aside:
        return
    for index, item in enumerate(operators):
        if item == b"BDC" and (furniture := aside.get(operators[index - 1].get("MCID"))):
            operators[index - 2] = b"/Artifact"
            operators[index - 1] = Dictionary(furniture)


class _Written(Object):  # type: ignore[misc]
    """An object as it stands in the file, which takes less room and time than one that pydyf writes out."""

    data = b""


class _Writer:
    """Makes the dictionaries of a tree, and the way back from marked contents to them."""

    def __init__(self, pdf: PDF, marks: list[int]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners = [[b"null"] * count for count in marks]
        self._links: list[bytes] = []
        self._names: dict[str, bytes] = {}

    def write(self, root: Node) -> None:
        """Write the tree below the catalogue, with its parent tree and its tree of names."""
        top = self._new()
        self._pdf.catalog["StructTreeRoot"] = top.reference
        tree = b"/K [%b]" % self._element(root, top.reference)
        ways = [*map(_array, self._owners), *self._links]
        numbers = _array([b"%d %b" % way for way in enumerate(ways)])
        tree += b"/ParentTree <</Nums %b>>/ParentTreeNextKey %d" % (numbers, len(ways))
        if self._names:
            names = [b"%b %b" % (String(name).data, self._names[name]) for name in sorted(self._names)]
            tree += b"/IDTree <</Names %b>>" % _array(names)
        top.data = b"<</Type /StructTreeRoot%b>>" % tree

    def _new(self) -> _Written:
        written = _Written()
        self._pdf.add_object(written)
        return written

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = self._new()
        reference: bytes = element.reference
        entries = b"/Type /StructElem/S /%b/P %b" % (node.kind.encode(), parent)
        if node.entries:
            entries += Dictionary(node.entries).data[2:-2]
        if node.own_language:
            entries += b"/Lang " + String(node.own_language).data
        if "ID" in node.entries:
            self._names[node.entries["ID"].string] = reference
        first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if first is not None:
            entries += b"/Pg " + self._pages[first]
        kids = _array([self._kid(kid, first, reference) for kid in node.kids])
        element.data = b"<<%b/K %b>>" % (entries, kids)
        return reference

    def _kid(self, kid: Node | Mark | Spot, first: int | None, owner: bytes) -> bytes:
        """A kid as its parent's /K has it, where marked contents on page `first` are plain numbers."""
        if isinstance(kid, Node):
            return self._element(kid, owner)
        page = self._pages[kid.page]
        if isinstance(kid, Mark):
            self._owners[kid.page][kid.mcid] = owner
            if kid.page == first:
                return b"%d" % kid.mcid
            return b"<</Type /MCR/Pg %b/MCID %d>>" % (page, kid.mcid)
        kid.annotation["StructParent"] = len(self._pages) + len(self._links)
        self._links.append(owner)
        return b"<</Type /OBJR/Obj %b/Pg %b>>" % (kid.annotation.reference, page)


def _array(items: list[bytes]) -> bytes:
    return b"[%b]" % b" ".join(items)

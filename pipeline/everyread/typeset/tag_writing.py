"""Writes a tag tree into a PDF (ISO 32000-1, 14.7), in WeasyPrint's place.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf  # type: ignore[import-untyped]
from pydyf import PDF, Array, Dictionary, Object, String  # type: ignore[import-untyped]

from everyread.typeset.tag_links import gather_spots
from everyread.typeset.tag_lists import name_note, set_in_order
from everyread.typeset.tag_nodes import Mark, Node, Spot
from everyread.typeset.tags import read_boxes

NEVER_EMPTY = frozenset({"Document", "TH", "TD", "LI"})
"""Elements that mean something even with nothing in them: an empty cell keeps its row whole."""


@contextmanager
def our_tags() -> Iterator[None]:
    """While this lasts, WeasyPrint writes our tags in place of its own."""
    own = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = own


def add_tags(pdf: PDF, document: Any, pdf_version: object, page_streams: list[Any]) -> None:  # noqa: ARG001
    """Tag a document whose pages are drawn.  The arguments are those of WeasyPrint's own function."""
    language = document.metadata.lang
    marks = [stream._tags for stream in page_streams]
    root, artifacts, needless = read_boxes(document.pages, marks, language)
    _remove_annotations(pdf, needless + _tidy(root))
    for stream, aside in zip(page_streams, artifacts, strict=True):
        _mark_artifacts(stream.stream, aside)
    writer = _Writer(pdf, [len(each) for each in marks])
    writer.write(root)
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


def _mark_artifacts(operators: list[Any], aside: dict[int, dict[str, str]]) -> None:
    """Rewrite the operators that begin a marked content: "/Span <</MCID 3>> BDC"."""
    if not aside:
        return
    for index, item in enumerate(operators):
        if item == b"BDC" and (furniture := aside.get(operators[index - 1].get("MCID"))):
            operators[index - 2] = b"/Artifact"
            operators[index - 1] = Dictionary(furniture)


class _Written(Object):  # type: ignore[misc]
    """A dictionary as it stands in the file, which takes less room; pydyf would write it out twice."""

    data = b""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        self.number = dictionary.number
        self.data = dictionary.data


class _Writer:
    """Makes the dictionaries of a tree, and the way back from marked contents to them."""

    def __init__(self, pdf: PDF, marks: list[int]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners: list[list[bytes | str]] = [["null"] * count for count in marks]
        self._links: list[bytes] = []
        self._names: dict[str, bytes] = {}

    def write(self, root: Node) -> None:
        """Write the tree below the catalogue, with its parent tree and its tree of names."""
        top = Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(top)
        self._pdf.catalog["StructTreeRoot"] = top.reference
        top["K"] = Array([self._element(root, top.reference)])
        numbers = Array()
        for number, owners in enumerate([*map(Array, self._owners), *self._links]):
            numbers.extend((number, owners))
        top["ParentTree"] = Dictionary({"Nums": numbers})
        top["ParentTreeNextKey"] = len(numbers) // 2
        if self._names:
            names = Array(each for name in sorted(self._names) for each in (String(name), self._names[name]))
            top["IDTree"] = Dictionary({"Names": names})

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        element.update(node.entries)
        if node.own_language:
            element["Lang"] = String(node.own_language)
        if "ID" in node.entries:
            self._names[node.entries["ID"].string] = reference
        first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if first is not None:
            element["Pg"] = self._pages[first]
        element["K"] = Array(self._kid(kid, first, reference) for kid in node.kids)
        self._pdf.objects[element.number] = _Written(element)
        return reference

    def _kid(self, kid: Node | Mark | Spot, first: int | None, owner: bytes) -> Any:
        """A kid as its parent's /K has it, where marked contents on page `first` are plain numbers."""
        if isinstance(kid, Node):
            return self._element(kid, owner)
        page = self._pages[kid.page]
        if isinstance(kid, Mark):
            self._owners[kid.page][kid.mcid] = owner
            if kid.page == first:
                return kid.mcid
            return Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})
        kid.annotation["StructParent"] = len(self._pages) + len(self._links)
        self._links.append(owner)
        return Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})

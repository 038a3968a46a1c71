"""The tag tree of a PDF, read from the boxes that WeasyPrint has laid out.

WeasyPrint makes a tree of its own, page by page: a paragraph, list or table that runs over a page becomes
two, in which a screen reader stops in the middle of a sentence; running titles and page numbers belong to
nothing; a list does not say how it is numbered, nor a phrase its language.  Its cost grows with the square
of the pages.  Each box, though, knows its HTML element.  So the tree here has one node for each element,
however many pages it stands on, and is made in one walk over the boxes.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from everyread.typeset.tag_kinds import entries_of, kinds_of, part_of, place_picture
from everyread.typeset.tag_lists import label_of
from everyread.typeset.tag_nodes import Mark, Node, Spot

Artifacts = dict[int, dict[str, str]]
"""The marked contents of a page that are no part of the text, by their ids, and what they are."""

_GAP = {"Type": "/Layout"}
_REPEATED = {"Type": "/Pagination"}
_PLACES = {"@top": {"Subtype": "/Header"}, "@bottom": {"Subtype": "/Footer"}}


class Reader:
    """Walks the boxes of one page after the other."""

    root: Node
    """The document as a tree."""
    needless: list[Any]
    """Annotations of links that are there already, or in what is no part of the text."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", language)
        self.needless = []
        self._page = -1
        self._height = 0.0
        self._marks: dict[Any, Any] = {}
        self._artifacts: Artifacts = {}
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._head_pages: dict[Element, int] = {}

    def read_page(self, page: Any, marks: dict[Any, Any]) -> Artifacts:
        """Put what the next page holds into the tree, and say what is no part of it.

        `marks` has what the page's drawing marked: a box of text or a picture, and its "mcid".
        """
        self._page += 1
        self._height, self._marks, self._artifacts = page.height, marks, {}
        self._read(page._page_box, self.root, in_link=False)
        return self._artifacts

    def _read(self, box: Any, parent: Node, *, in_link: bool) -> None:
        """Put what a box holds below the node of the box around it."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        furniture = self._furniture(box)
        if furniture:
            self._set_aside(box, furniture)
            return
        if isinstance(box, boxes.TextBox):
            # Nothing is drawn of a space by itself.
            if box.text.strip():
                self._mark(box, parent)
            else:
                self._set_aside(box, _GAP)
            return
        node = self._node(box, parent)
        if box.link_annotation and in_link:
            # Each box inside a link has an annotation too, and lies within that of the link.
            self.needless.append(box.link_annotation)
        elif box.link_annotation:
            node.kids.append(Spot(self._page, box.link_annotation))
            in_link = True
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node)
        for child in box.children:
            self._read(child, node, in_link=in_link)

    def _furniture(self, box: Any) -> dict[str, str]:
        """What kind of artifact a box is; empty for the text itself."""
        if isinstance(box, boxes.MarginBox):
            return _REPEATED | _PLACES.get(box.at_keyword.partition("-")[0], {})
        if box.is_leader:
            return _GAP
        if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
            first = self._head_pages.setdefault(box.element, self._page)
            return _REPEATED if first != self._page else {}
        return {}

    def _set_aside(self, box: Any, furniture: dict[str, str]) -> None:
        for part in box.descendants():
            if part in self._marks:
                self._artifacts[self._marks[part]["mcid"]] = furniture
            if part.link_annotation:
                self.needless.append(part.link_annotation)

    def _mark(self, box: Any, node: Node) -> None:
        node.kids.append(Mark(self._page, self._marks[box]["mcid"]))

    def _picture(self, box: Any, node: Node) -> None:
        """A picture with words for it; one without is decoration."""
        if node.kind == "Figure":
            place_picture(node, box, self._height)
            self._mark(box, node)
        else:
            self._set_aside(box, _GAP)

    def _node(self, box: Any, parent: Node) -> Node:
        """The node of a box's element, which is its parent's where the element has no tag of its own.

        A box of a later page, or one that WeasyPrint has put around or inside another, has an element
        that is known already.
        """
        element, name = box.element, box.element_tag
        if element is None:
            return parent
        known = self._nodes.get((element, name))
        if known is None:
            known = self._nodes[element, name] = self._new(box, parent)
        return known

    def _new(self, box: Any, parent: Node) -> Node:
        element: Element = box.element
        kinds = kinds_of(element, box.element_tag, parent)
        language = element.get("lang") or parent.language
        if not kinds and language != parent.language and box.element_tag not in ("html", "body"):
            kinds = ("Span",)
        node = parent
        for kind in kinds:
            inner = Node(kind, node.language, part=part_of(element) or node.part)
            node.kids.append(inner)
            node = inner
        if kinds:
            node.own_language = language if language != parent.language else ""
            node.language = language
            node.element = element
            node.entries |= entries_of(kinds[-1], box)
            if kinds[-1] == "LI":
                parent.labels.append(label_of(box))
        return node

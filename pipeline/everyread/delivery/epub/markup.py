"""A chapter's XHTML: what the templates give, with what only the whole page can tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from everyread.article import Article, Listing
from everyread.delivery.epub.addresses import valid_address
from everyread.delivery.epub.chapter import Chapter
from everyread.delivery.epub.overlay import EPUB, XHTML, Node, nodes_of
from everyread.delivery.epub.xml import Templates
from everyread.store import Digest

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {"doc-noteref": "noteref", "doc-endnotes": "endnotes", "doc-backlink": "backlink"}
"""Structural semantics (epub:type) by DPUB-ARIA role: e-readers open a note in a small window by them."""
FEW = 2
"""Columns for which even a telephone has room."""
_LANGUAGE = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
"""The form of a language tag (RFC 5646, 2.1)."""
_HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}


def written(
    chapter: Chapter, pictures: Mapping[Digest, str], links: Mapping[str, str], templates: Templates
) -> tuple[bytes, tuple[Node, ...]]:
    """The chapter's XHTML, and its sentences and structures in step with the recording.

    `pictures` are the addresses of pictures by digest; `links` leads from the words of a heading to a page.
    """
    from lxml import etree

    text = templates.xml(
        "epub/chapter.xhtml.j2", chapter=chapter, pictures=pictures, note_links=_note_links(chapter.article)
    )
    # Our own page, well-formed and bounded by the article: only the limit on depth is in the way.
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    _mend_links(root)
    _mend_languages(root)
    _tell_types(root)
    _label_cells(root)
    _mark_pages(root, chapter.pages)
    if links:
        _link_headings(root, links)
    nodes = nodes_of(root[1][0], chapter.clips)
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True), nodes


def _note_links(article: Article) -> dict[str, tuple[str, str]]:
    """For each note that has a mark: its id, and the sentence of the first mark, to come back to."""
    marked: dict[str, str] = {}
    for sentence in article.sentences():
        for run in sentence.runs:
            if run.note:
                marked.setdefault(run.note, sentence.id)
    anchors = [
        item.anchor
        for block in article.walk()
        if isinstance(block, Listing)
        for item in block.items
        if item.anchor in marked
    ]
    # An anchor is the source's own word for it; an id in XML may not have just any letter.
    return {
        anchor: (f"note-{number}", marked[anchor])
        for number, anchor in enumerate(dict.fromkeys(anchors), start=1)
    }


def _mend_links(root: _Element) -> None:
    """A link that leads nowhere keeps its words alone."""
    for link in root.iter(f"{XHTML}a"):
        href = link.get("href", "")
        if not href.startswith("#"):  # our own, to a note
            link.set("href", valid_address(href))
            if not link.get("href"):
                del link.attrib["href"]


def _mend_languages(root: _Element) -> None:
    """Words that a web page marks as "en_GB" are in British English; what is no language is not told."""
    for element in root.iter(f"{XHTML}span"):
        language = element.get("lang", "").replace("_", "-")
        if _LANGUAGE.fullmatch(language):
            element.set("lang", language)
        elif "lang" in element.attrib:
            del element.attrib["lang"]


def _tell_types(root: _Element) -> None:
    for element in root.iter("*"):
        if kind := _TYPES.get(element.get("role", "")):
            element.set(f"{EPUB}type", kind)
        if kind == "endnotes":
            for note in element.iterfind(f"{XHTML}*/{XHTML}li"):
                note.set(f"{EPUB}type", "endnote")


def _label_cells(root: _Element) -> None:
    """Give each cell its column's name, which the style sheet prints where a page has no room for columns."""
    for table in root.iter(f"{XHTML}table"):
        if any(len(row) > FEW for row in table.iter(f"{XHTML}tr")):
            table.set("class", "many")
        names = [
            " ".join("".join(head.itertext()).split()) for head in table.iterfind(f"{XHTML}thead//{XHTML}th")
        ]
        for row in table.iterfind(f"{XHTML}tbody/{XHTML}tr"):
            for name, cell in zip(names, row, strict=False):
                if name and cell.tag == f"{XHTML}td":
                    cell.set("data-column", name)


def _mark_pages(root: _Element, pages: Mapping[str, str]) -> None:
    """Put a mark where a page begins; in front of a heading, whose words it is no part of."""
    from lxml import etree

    for sentence in [each for each in root.iter(f"{XHTML}span") if each.get("id") in pages]:
        number, parent = pages[sentence.get("id", "")], sentence.getparent()
        heading = parent if parent is not None and parent.tag in _HEADINGS else None
        mark = etree.Element(f"{XHTML}span" if heading is None else f"{XHTML}div", id=page_id(number))
        mark.set("role", "doc-pagebreak")
        mark.set(f"{EPUB}type", "pagebreak")
        mark.set("aria-label", f"Page {number}")
        (sentence if heading is None else heading).addprevious(mark)


def page_id(number: str) -> str:
    """The id of the mark of a page."""
    return f"page-{number}"


def _link_headings(root: _Element, links: Mapping[str, str]) -> None:
    """Make a link of each heading whose words `links` knows."""
    from lxml import etree

    for heading in root.iter(f"{XHTML}h2"):
        address = links.get(" ".join("".join(heading.itertext()).split()))
        if address:
            link = etree.Element(f"{XHTML}a", href=address)
            link.text, heading.text = heading.text, None
            link.extend(list(heading))
            heading.append(link)

"""Notes in HTML: the small marks in the text, the notes they point to, and the links back.

Footnotes, endnotes and references look alike in HTML: a short link ("1", "[a]", "*") to a place on the
same page, where the note stands.  Word, Markdown, EPUB and web pages all come through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from everyread.article import Block, Item, Listing
from everyread.sources.tree import HEADINGS, text_in

_LABEL = re.compile(r"(?:note\s*)?(?P<label>\d{1,4}|[a-z]|[ivxl]{1,7}|[*†‡§¶#]{1,3})", re.IGNORECASE)
_BRACKETS = "[](){} \u00a0."
_MARK_CLASS = re.compile(
    r"\b(?:(?:foot|end)?note-?(?:ref|anchor|link|mark)\w*|noteref|reference|footnote)\b", re.IGNORECASE
)
_BACK_CLASS = re.compile(r"\bback-?(?:ref|link)\w*\b", re.IGNORECASE)
_BACK_TEXT = re.compile(r"[↑↩⏎^\ufe0e\s]+")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_HOLDERS = frozenset({"li", "p", "div", "aside", "dd"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the text: the anchor of its note, and what it prints."""

    anchor: str
    label: str


@dataclass(slots=True)
class Notes:
    """Which elements of a page are marks, notes, and links from a note back to its mark."""

    marks: dict[HtmlElement, Mark] = field(default_factory=dict)
    notes: dict[HtmlElement, Mark] = field(default_factory=dict)
    backs: set[HtmlElement] = field(default_factory=set)

    def number(self, element: HtmlElement) -> int | None:
        """The number that a note has, if it has one in figures."""
        note = self.notes.get(element)
        return int(note.label) if note and note.label.isascii() and note.label.isdigit() else None

    def anchor(self, element: HtmlElement) -> str:
        """What marks point to when they mean this note; empty when it is none."""
        note = self.notes.get(element)
        return note.anchor if note else ""


def find_notes(root: HtmlElement) -> Notes:
    """The marks of a tree and their notes; the labels in front of the notes are taken out of the tree."""
    found = marked_notes(root)
    for note, mark in found.notes.items():
        found.backs |= _repeated_label(note, mark.label, found.backs)
    return found


def marked_notes(root: HtmlElement) -> Notes:
    """The marks of a tree and their notes; the tree is left as it is."""
    found = Notes()
    places = _places(root)
    for link in list(root.iter("a")):
        target = places.get(_fragment(link))
        if target is None:
            continue
        if _leads_back(link, target, found):
            found.backs.add(link)
            continue
        label = _LABEL.fullmatch(text_in(link).strip(_BRACKETS))
        note = _holder(target)
        if label and note is not None and _is_mark(link, note):
            known = found.notes.setdefault(note, Mark(f"note-{len(found.notes) + 1}", label["label"]))
            found.marks[link] = Mark(known.anchor, label["label"])
    return found


def merged(blocks: list[Block]) -> list[Block]:
    """The blocks with notes that follow one another in one list."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if _is_loose_note(block) and _is_loose_note(last):
            joined[-1] = Listing((*last.items, *block.items), last.ordered, "notes")  # type: ignore[union-attr]
        else:
            joined.append(block)
    return joined


def loose_note(blocks: list[Block], notes: Notes, element: HtmlElement) -> list[Block]:
    """A note that stands in no list, as a list of one."""
    if not blocks:
        return []
    number = notes.number(element)
    return [Listing((Item(tuple(blocks), number, notes.anchor(element)),), number is not None, "notes")]


def _is_loose_note(block: Block | None) -> bool:
    return isinstance(block, Listing) and block.role == "notes"


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _fragment(link: HtmlElement) -> str:
    before, sharp, fragment = (link.get("href") or "").partition("#")
    return unquote(fragment) if sharp and not before else ""


def _holder(target: HtmlElement) -> HtmlElement | None:
    """The element that is the note whose place this is."""
    for element in (target, *target.iterancestors()):
        if element.tag in HEADINGS:
            return None
        if element.tag in _HOLDERS:
            return element
    return None


def _is_mark(link: HtmlElement, note: HtmlElement) -> bool:
    """Whether a short link to a place is the mark of a note, and not one of a row of page numbers."""
    if note is link or any(note is each for each in link.iterancestors()):
        return False
    around = [link, *_inline_parents(link)]
    said = " ".join(each.get(name) or "" for each in around for name in ("class", "role", _TYPE, "epub:type"))
    if any(each.tag == "sup" for each in around) or link.find("sup") is not None or _MARK_CLASS.search(said):
        return True
    names = {name for each in around for name in (each.get("id"), each.get("name")) if name}
    return any(_fragment(each) in names for each in note.iter("a"))


def _inline_parents(link: HtmlElement) -> Iterator[HtmlElement]:
    for parent in link.iterancestors():
        if parent.tag not in {"sup", "span", "b", "strong", "i", "em", "small"}:
            return
        yield parent


def _leads_back(link: HtmlElement, target: HtmlElement, found: Notes) -> bool:
    """Whether a link inside a note leads to a mark of that note."""
    if not any(parent in found.notes for parent in link.iterancestors()):
        return False
    said = f"{link.get('class', '')} {link.get('role', '')}"
    if _BACK_TEXT.fullmatch(text_in(link)) or _BACK_CLASS.search(said):
        return True
    near = {target, *target.iterancestors("sup", "span"), *target.iterdescendants("a")}
    return any(each in found.marks for each in near)


def _repeated_label(note: HtmlElement, label: str, backs: set[HtmlElement]) -> set[HtmlElement]:
    """Take the label that a note prints in front of itself out of its text; the element, if it is one."""
    if not label.isdigit():
        return set()
    first = note
    while not (first.text or "").strip() and len(first) and first[0] not in backs:
        first = first[0]
        if first.tag == "sup" and text_in(first).strip(_BRACKETS) == label:
            return {first}
    if first.tag not in {"a", "sup"} and first.text:
        first.text = re.sub(rf"^\s*[\[(]?{label}[\]).:]+\s+", "", first.text)
    return set()

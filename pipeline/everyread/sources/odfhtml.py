"""OpenDocument's XML as HTML: headings, lists, tables, pictures, notes, and the marks of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from everyread.sources.captions import CAPTION_CLASS
from everyread.sources.labels import LABEL
from everyread.sources.odfstyles import Styles
from everyread.sources.office import SUBTITLE_CLASS
from everyread.sources.package import picture
from everyread.sources.repair import clean

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_MOST_REPEATS = 50
"""Times a row or cell may say that it is repeated; spreadsheets repeat empty ones a million times."""
_SKIPPED = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms annotation-end hidden-text "
    "hidden-paragraph bookmark bookmark-start bookmark-end soft-page-break ruby-text note-citation".split()
)
_MARKS = (("bold", "b"), ("italic", "i"), ("super", "sup"), ("sub", "sub"))


@dataclass(slots=True)
class Builder:
    """Turns the body of one document into HTML; what it met beside the text is kept for its caller."""

    data: bytes
    roots: list[Any]
    images: dict[str, bytes] = field(default_factory=dict)
    changes: list[tuple[str, str]] = field(default_factory=list)
    """Tracked changes: "added" or "deleted", and the words."""
    comments: list[tuple[str, str]] = field(default_factory=list)
    """Writer and words of each comment."""
    _styles: Styles = field(init=False)
    _notes: list[Any] = field(default_factory=list)
    _open: dict[str, list[str]] = field(default_factory=dict)  # insertions that are being read
    _inserted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._styles = Styles([root for root in self.roots if root is not None])

    def page(self, body: Any) -> str:
        """The HTML of the document's text, its notes at the end."""
        for region in body.iterfind("{*}tracked-changes/{*}changed-region"):
            self._take_region(region)
        page = etree.Element("div")
        self._into(page, body)
        if self._notes:
            notes = etree.SubElement(page, "ol")
            notes.extend(self._notes)
        return etree.tostring(page, encoding="unicode", method="html")

    def _take_region(self, region: Any) -> None:
        deleted = region.find("{*}deletion")
        if deleted is not None:
            words = " ".join(_words(each) for each in deleted.iter("{*}p", "{*}h"))
            if words.strip():
                self.changes.append(("deleted", words))
        elif region.find("{*}insertion") is not None:
            self._inserted.add(region.get(f"{_TEXT}id") or "")

    def _into(self, target: Any, source: Any) -> None:
        """The content of a source element, at the end of a target element."""
        self._say(target, source.text)
        for child in source:
            if isinstance(child.tag, str):
                self._element(target, child)
            self._say(target, child.tail)

    def _say(self, target: Any, text: str | None) -> None:
        if not text:
            return
        for words in self._open.values():
            words.append(text)
        if len(target):
            target[-1].tail = (target[-1].tail or "") + text
        else:
            target.text = (target.text or "") + text

    def _element(self, target: Any, source: Any) -> None:
        name = etree.QName(source).localname
        if name in _SKIPPED:
            return
        match name:
            case "h":
                self._heading(target, source)
            case "p":
                self._paragraph(target, source)
            case "list":
                self._list(target, source, 0, "")
            case "table":
                self._table(target, source)
            case "span":
                self._into(self._marked(target, source), source)
            case "a":
                self._into(etree.SubElement(target, "a", href=source.get(f"{_XLINK}href") or ""), source)
            case "note":
                self._note(target, source)
            case "frame":
                self._frame(target, source)
            case "s" | "tab":
                self._say(target, " ")
            case "line-break":
                etree.SubElement(target, "br")
            case "annotation":
                said = " ".join(_words(each) for each in source.iter(f"{_TEXT}p"))
                self.comments.append(((source.findtext("{*}creator") or "").strip(), said))
            case "change-start" | "change-end":
                self._change(name, source.get(f"{_TEXT}change-id") or "")
            case "section" | "index-body" | "table-of-content" | "text-box":
                self._into(etree.SubElement(target, "div"), source)
            case _:
                self._into(target, source)

    def _change(self, name: str, key: str) -> None:
        if name == "change-start" and key in self._inserted:
            self._open[key] = []
        elif words := clean("".join(self._open.pop(key, []))).strip():
            self.changes.append(("added", words))

    def _heading(self, target: Any, source: Any) -> None:
        level = source.get(f"{_TEXT}outline-level") or "1"
        depth = min(int(level), 6) if level.isascii() and level.isdigit() and level != "0" else 1
        heading = etree.SubElement(target, f"h{depth}")
        label = "" if source.get(f"{_TEXT}is-list-header") == "true" else self._styles.heading_label(depth)
        self._say(heading, f"{label} " if label else "")
        self._into(heading, source)

    def _paragraph(self, target: Any, source: Any) -> None:
        names = self._styles.names(source.get(f"{_TEXT}style-name"))
        if names & {"title"}:
            self._into(etree.SubElement(target, "h1"), source)
        elif names & {"subtitle"}:
            self._into(etree.SubElement(target, "p", {"class": SUBTITLE_CLASS}), source)
        elif names & {"quotations", "quote", "block text", "intense quote"}:
            after = len(target) and target[-1].tag == "blockquote" and not (target[-1].tail or "").strip()
            quotation = target[-1] if after else etree.SubElement(target, "blockquote")
            self._into(etree.SubElement(quotation, "p"), source)
        elif "caption" in names and source.find(".//{*}image") is not None:
            figure = etree.SubElement(target, "figure")
            caption = etree.SubElement(figure, "figcaption")
            self._into(caption, source)
        elif "caption" in names:
            self._into(etree.SubElement(target, "p", {"class": CAPTION_CLASS}), source)
        else:
            paragraph = etree.SubElement(target, "p")
            inner = self._marked(paragraph, source, block=True)
            self._into(inner, source)

    def _marked(self, target: Any, source: Any, *, block: bool = False) -> Any:
        """The innermost of the elements that say how these words are set."""
        look = self._styles.look(source.get(f"{_TEXT}style-name"))
        for mark, tag in _MARKS:
            if look.get(mark) and not (block and mark in {"super", "sub"}):
                target = etree.SubElement(target, tag)
        if language := look.get("language"):
            target = etree.SubElement(target, "span", lang=language)
        return target

    def _list(self, target: Any, source: Any, level: int, style: str) -> None:
        style = source.get(f"{_TEXT}style-name") or style
        numbered = self._styles.is_numbered(style, level)
        made = etree.SubElement(target, "ol" if numbered else "ul")
        go_on = source.get(f"{_TEXT}continue-numbering") == "true" or bool(
            source.get(f"{_TEXT}continue-list")
        )
        number = self._styles.first_number(style, level, go_on=go_on)
        for entry in source:
            if not isinstance(entry.tag, str):
                continue
            item = etree.SubElement(made, "li")
            start = entry.get(f"{_TEXT}start-value") or ""
            number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else number
            if numbered:
                item.set("value", str(number))
                item.set(LABEL, self._styles.label(style, level, number))
            for child in entry:
                if isinstance(child.tag, str) and etree.QName(child).localname == "list":
                    self._list(item, child, level + 1, style)
                elif isinstance(child.tag, str):
                    self._element(item, child)
            number += etree.QName(entry).localname == "list-item"
        self._styles.counted(style, level, number)

    def _table(self, target: Any, source: Any) -> None:
        made = etree.SubElement(target, "table")
        head = source.find("{*}table-header-rows")
        for row in source.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not source:
                continue
            parent = made
            if head is not None and row.getparent() is head:
                parent = made.find("thead")
                parent = etree.SubElement(made, "thead") if parent is None else parent
            for _ in range(_repeats(row, "number-rows-repeated")):
                self._row(etree.SubElement(parent, "tr"), row, headed=parent is not made)

    def _row(self, made: Any, row: Any, *, headed: bool) -> None:
        for cell in row:
            if not isinstance(cell.tag, str) or etree.QName(cell).localname != "table-cell":
                continue
            styles = [
                self._styles.names(each.get(f"{_TEXT}style-name")) for each in cell.iterfind(f"{_TEXT}p")
            ]
            heads = headed or bool(styles and all("table heading" in names for names in styles))
            for _ in range(_repeats(cell, "number-columns-repeated")):
                place = etree.SubElement(made, "th" if heads else "td")
                for ours, theirs in (
                    ("colspan", "number-columns-spanned"),
                    ("rowspan", "number-rows-spanned"),
                ):
                    if (span := cell.get(f"{_TABLE}{theirs}")) and span != "1":
                        place.set(ours, span)
                self._into(place, cell)

    def _note(self, target: Any, source: Any) -> None:
        key = f"everyread-odt-{len(self._notes) + 1}"
        note = etree.Element("li", id=key)
        self._notes.append(note)
        label = clean(source.findtext("{*}note-citation") or "").strip() or str(len(self._notes))
        mark = etree.SubElement(etree.SubElement(target, "sup"), "a", href=f"#{key}")
        mark.text = label
        body = source.find("{*}note-body")
        if body is not None:
            self._into(note, body)

    def _frame(self, target: Any, source: Any) -> None:
        box = source.find("{*}text-box")
        image = source.find("{*}image")
        if box is not None:
            self._into(etree.SubElement(target, "div"), box)
        elif image is not None:
            alt = " ".join(
                dict.fromkeys(
                    words
                    for tag in ("title", "desc")
                    if (words := clean(source.findtext(f"{{*}}{tag}") or "").strip())
                )
            )
            etree.SubElement(target, "img", alt=alt, src=self._image(image.get(f"{_XLINK}href") or ""))

    def _image(self, href: str) -> str:
        found = picture(self.data, href.removeprefix("./"))
        if found is None:
            return ""
        key = f"picture {len(self.images) + 1}"
        self.images[key] = found
        return key


def header_lines(styles: Any) -> Iterator[str]:
    """The lines of the page headers and footers."""
    for master in () if styles is None else styles.iter("{*}master-page"):
        for part in master.iter("{*}header", "{*}footer", "{*}header-left", "{*}footer-left"):
            for element in part.iter(f"{_TEXT}p", f"{_TEXT}h"):
                line = _words(element)
                if re.search(r"[^\W\d]", line):
                    yield line


def _words(element: Any) -> str:
    return clean("".join(element.itertext())).strip()


def _repeats(element: Any, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    times = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 1
    return 1 if times > _MOST_REPEATS else max(times, 1)

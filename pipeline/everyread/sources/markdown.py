"""Markdown: through markdown-it to HTML, then the one converter.

Raw HTML inside Markdown goes the way of all HTML: parsed, never executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from everyread.article import Removed
from everyread.findings import Finding
from everyread.sources.bounds import must_be_few_lines
from everyread.sources.draft import finish
from everyread.sources.encoding import decode
from everyread.sources.frontmatter import take_front_matter
from everyread.sources.guard import must_be_text
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.mdnotes import new_book, render_notes, with_notes
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean
from everyread.sources.templates import strip_classes, strip_targets
from everyread.store import Store

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOX = re.compile(r"\s*(\[[ xX]\])\s+")
_MOST_TOLD = 5
"""Marks without a note that are told of one by one."""
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,60}\]:[^\n]*$", re.MULTILINE)
_DEEPEST = 100
"""Nesting of Markdown's own blocks; markdown-it silently drops what lies deeper, so that is an error here."""


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads .md."""

    name: str = "Markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article; see `Reader.read`."""
        from everyread.sources.fragment import read_fragment
        from everyread.sources.tree import CAPTION, parse

        must_be_text(data, name)
        decoded = decode(data, name)
        must_be_few_lines(decoded.text.split("\n"), name)
        body, front = take_front_matter(decoded.text)
        body, classes = strip_classes(body)
        body, targets = strip_targets(body)
        body, abbreviations = _take_abbreviations(body)
        draft = replace(
            front,
            removed=(*front.removed, *classes, *targets, *abbreviations),
            findings=decoded.findings,
            repairs=decoded.repairs,
        )
        page, missing = _to_html(body, name)
        root = parse(page, name)
        boxes = _take_boxes(root)
        draft = replace(draft, removed=(*draft.removed, *boxes), findings=(*draft.findings, *missing))
        for image in root.iter("img"):  # in HTML a title is a hint for a mouse; in Markdown, a caption
            image.set(CAPTION, image.get("title") or "")
        draft = read_fragment(root, draft, name, store, pictures)
        return finish(draft, data, name, self.name, house, split)


def _take_abbreviations(text: str) -> tuple[str, tuple[Removed, ...]]:
    found = tuple(
        Removed(clean(match[0]).strip(), "abbreviation", "It explains an abbreviation to a web browser.")
        for match in _ABBREVIATION.finditer(text)
    )
    return _ABBREVIATION.sub("", text), found


def _to_html(text: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text as HTML, its notes at the end, and what the editor should know of marks without a note."""
    from markdown_it import MarkdownIt

    from everyread.sources.tree import too_deep

    reader = with_notes(
        MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    )
    env: dict[str, Any] = {}
    book = new_book(env)
    tokens = reader.parse(text, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise too_deep(name)
    page = str(reader.renderer.render(tokens, reader.options, env)) + render_notes(reader, book, env)
    return page, tuple(_about_mark(mark, name) for mark in book.missing[:_MOST_TOLD])


def _about_mark(mark: str, name: str) -> Finding:
    return Finding(
        "SRC-025",
        f"The mark “[^{mark}]” points to a note that is not in the file.",
        f"Add a line “[^{mark}]: …” with the note, or take the mark out.",
        file=name,
        paragraph=f"note {mark}",
    )


def _take_boxes(root: HtmlElement) -> tuple[Removed, ...]:
    """Take the boxes to tick out of the entries of task lists; a record of each."""
    removed: list[Removed] = []
    for entry in root.iter("li"):
        first = entry[0] if len(entry) and entry[0].tag == "p" and not (entry.text or "").strip() else entry
        if match := _BOX.match(first.text or ""):
            removed.append(
                Removed(match[1], "task-box", "It is a box to tick, in front of an entry of a list.")
            )
            first.text = (first.text or "")[match.end() :]
    return tuple(removed)

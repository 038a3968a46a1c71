"""Markdown: front matter by hand, the rest through markdown-it to HTML and the one converter.

Raw HTML inside Markdown goes the way of all HTML: parsed, never executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from everyread.article import Removed, Run
from everyread.sources.draft import finish
from everyread.sources.guard import must_be_text
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean, decode, strip_templates, visible
from everyread.store import Store

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:\s+(.*)|\s*)")
_ENTRY = re.compile(r"\s*-\s+(.*)")
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,60}\]:[^\n]*$", re.MULTILINE)
_FIELDS = {
    "title": "title",
    "section": "section",
    "category": "section",
    "issue": "issue",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "date",
    "standfirst": "standfirst",
    "subtitle": "standfirst",
    "summary": "standfirst",
    "description": "standfirst",
}
"""What front matter calls things, and what they are here; the first one present wins."""
_RUNS = frozenset({"title", "standfirst"})
_DEEPEST = 100
"""Nesting of Markdown's own blocks; markdown-it silently drops what lies deeper, so that is an error here."""


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads .md."""

    name: str = "Markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(
        self, data: bytes, name: str, store: Store, pictures: Mapping[str, bytes] = NO_PICTURES
    ) -> Reading:
        """One article; see `Reader.read`."""
        from everyread.sources.fragment import read_fragment
        from everyread.sources.tree import CAPTION, parse

        must_be_text(data, name)
        decoded = decode(data, name)
        body, front = take_front_matter(visible(decoded.text))
        body, templates = strip_templates(body)
        body, abbreviations = _take_abbreviations(body)
        draft = replace(
            front, removed=(*front.removed, *templates, *abbreviations), findings=decoded.findings
        )
        root = parse(_to_html(body, name), name)
        for image in root.iter("img"):  # in HTML a title is a hint for a mouse; in Markdown, a caption
            image.set(CAPTION, image.get("title") or "")
        draft = read_fragment(root, draft, name, store, pictures)
        return finish(draft, data, name, self.name)


def take_front_matter(text: str) -> tuple[str, Draft]:
    """The text after its front matter, and a draft with what that says; values nobody asked for are listed.

    Not YAML: keys with a value, a list of "- values", or lines indented under the key, and nothing else.
    """
    match = _FRONT.match(text)
    if match is None:
        return text, Draft(())
    draft = Draft(())
    for key, value in _values(match[1]).items():
        field = _FIELDS.get(key.lower().strip())
        if not value:
            continue
        if field is None or getattr(draft, field):
            draft = draft.without(
                Removed(f"{key}: {value}", "front-matter", "It is data about the page, not text.")
            )
        else:
            change: dict[str, Any] = {field: (Run(value),) if field in _RUNS else value}
            draft = replace(draft, **change)
    return text[match.end() :], draft


def _values(front: str) -> dict[str, str]:
    values: dict[str, str] = {}
    key = "front matter"
    for line in front.split("\n"):
        if match := _KEY.fullmatch(line):
            key = match[1].strip()
            more, between = _plain(match[2] or ""), ", "
        elif entry := _ENTRY.fullmatch(line):
            more, between = _plain(entry[1]), ", "
        else:
            more, between = _plain(line), " "
        before = values.get(key, "")
        values[key] = f"{before}{between}{more}" if before and more else before or more
    return values


def _plain(value: str) -> str:
    """A value without its quotes; "|" and ">" only say that the text follows."""
    value = clean(value).strip()
    if value in {"|", ">", "|-", ">-", "null", "~"}:
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(","))
    return value


def _take_abbreviations(text: str) -> tuple[str, tuple[Removed, ...]]:
    found = tuple(
        Removed(clean(match[0]).strip(), "abbreviation", "It explains an abbreviation to a web browser.")
        for match in _ABBREVIATION.finditer(text)
    )
    return _ABBREVIATION.sub("", text), found


def _to_html(text: str, name: str) -> str:
    from markdown_it import MarkdownIt

    from everyread.sources.tree import too_deep

    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(
        ["table", "strikethrough"]
    )
    tokens = reader.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise too_deep(name)
    return str(reader.renderer.render(tokens, reader.options, {}))

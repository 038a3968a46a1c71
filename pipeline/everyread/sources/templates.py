"""Marks of programs that make pages: {{ value }}, {% command %}, and the {.class} of Markdown dialects.

In running text they stay as they are typed, since a reader may be meant to see them; nothing here or later
ever carries them out.  What goes, with a receipt, is what could not be meant as text: a mark in the target
of a link, a class behind a line, and in a page the marks that stand where no paragraph is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyread.article import Removed
from everyread.findings import Finding
from everyread.sources.repair import clean

_OPENS = re.compile(r"\{\{|\{%")
_CLOSES = {"{{": "}}", "{%": "%}"}
_LONGEST = 300
"""Characters; with no blank line either, so that a stray brace cannot take a paragraph with it."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# The look behind lets a long run of spaces be tried from its beginning alone, and not from each space of it.
_CLASS = re.compile(r"(?<![ \t])[ \t]*\{[.#][\w–-]{1,60}\}(?=[ \t]*$)", re.MULTILINE)
_LINK_TARGET = re.compile(r"(?<=\]\()[^()\n]{0,300}(?=\))")
_SHOWN = 3


def strip_classes(text: str) -> tuple[str, tuple[Removed, ...]]:
    """The text without the {.class} marks at the ends of its lines."""
    return _CLASS.sub("", text), tuple(_removed(match[0]) for match in _CLASS.finditer(text))


def strip_targets(text: str) -> tuple[str, tuple[Removed, ...]]:
    """Markdown without the template marks in the targets of its links, which then point nowhere."""
    removed: list[Removed] = []

    def without(target: re.Match[str]) -> str:
        kept, found = _without(target[0])
        removed.extend(found)
        return kept.strip()

    return _LINK_TARGET.sub(without, text), tuple(removed)


def strip_loose(text: str) -> tuple[str, tuple[Removed, ...]]:
    """Nothing, if a stretch of page between paragraphs is all template marks; else the text as it is."""
    kept, removed = _without(text)
    return (text, ()) if kept.strip() else (kept, removed)


def about_marks(texts: list[str], name: str) -> tuple[Finding, ...]:
    """What an editor is told of template marks that are printed as they stand."""
    marks = list(dict.fromkeys(text[start:end] for text in texts for start, end in _marks(text)))
    if not marks:
        return ()
    shown = ", ".join(f"“{clean(mark)[:50]}”" for mark in marks[:_SHOWN])
    rest = f" and {len(marks) - _SHOWN} more" if len(marks) > _SHOWN else ""
    return (
        Finding(
            "SRC-042",
            f"Marks for a program that makes pages are printed as they stand: {shown}{rest}.",
            "Take them out of the file, or put in the words they stand for.",
            file=name,
        ),
    )


def _without(text: str) -> tuple[str, tuple[Removed, ...]]:
    kept: list[str] = []
    removed: list[Removed] = []
    at = 0
    for start, end in _marks(text):
        kept.append(text[at:start])
        removed.append(_removed(text[start:end]))
        at = end
    return "".join([*kept, text[at:]]), tuple(removed)


def _removed(mark: str) -> Removed:
    return Removed(clean(mark).strip(), "template", "It is a mark for a program that makes pages, not text.")


def _marks(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _OPENS.search(text, at):
        at = match.end()
        found = text.find(_CLOSES[match[0]], at, at + _LONGEST)
        if found >= 0 and not _BLANK_LINE.search(text, at, found):
            at = found + 2
            yield match.start(), at

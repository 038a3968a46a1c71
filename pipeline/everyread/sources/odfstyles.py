"""What the styles of an OpenDocument text mean: what a paragraph is, how words are set, how lists count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from everyread.sources.counting import written

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LONGEST_CHAIN = 20
"""Styles based on one another."""
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class Styles:
    """The styles of one document, and the counts of its lists and headings."""

    roots: list[Any]
    _styles: dict[str, Any] = field(default_factory=dict)
    _lists: dict[str, Any] = field(default_factory=dict)
    _outline: dict[int, Any] = field(default_factory=dict)
    _next: dict[tuple[str, int], int] = field(default_factory=dict)
    _headings: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.roots:
            for style in root.iter(f"{_STYLE}style"):
                self._styles.setdefault(style.get(f"{_STYLE}name") or "", style)
            for each in root.iter(f"{_TEXT}list-style"):
                self._lists.setdefault(each.get(f"{_STYLE}name") or "", each)
            for each in root.iter(f"{_TEXT}outline-level-style"):
                self._outline.setdefault(_number(each, "level", 1), each)

    def names(self, name: str | None) -> frozenset[str]:
        """What the style and those it is based on are called, in small letters."""
        return frozenset(
            (style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}name") or "")
            .replace("_20_", " ")
            .lower()
            for style in self._chain(name)
        )

    def look(self, name: str | None) -> dict[str, str]:
        """How words in this style are set: "bold", "italic", "super", "sub", and their "language"."""
        found: dict[str, str] = {}
        for style in reversed(self._chain(name)):
            for words in style.iterfind(f"{_STYLE}text-properties"):
                found |= _look(words)
        return {mark: value for mark, value in found.items() if value}

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether a list of this style has numbers at this level, from 0."""
        style = self._level(name, level)
        return style is not None and style.tag.endswith("number") and bool(style.get(f"{_STYLE}num-format"))

    def first_number(self, name: str, level: int, *, go_on: bool) -> int:
        """The number of a list's first entry."""
        if go_on and (name, level) in self._next:
            return self._next[name, level]
        style = self._level(name, level)
        return 1 if style is None else _number(style, "start-value", 1)

    def counted(self, name: str, level: int, number: int) -> None:
        """Remember the number that the list would have gone on with."""
        self._next[name, level] = number

    def label(self, name: str, level: int, number: int) -> str:
        """What is printed in front of an entry of a list; empty where that is its number in figures."""
        style = self._level(name, level)
        form = "" if style is None else _FORMS.get(style.get(f"{_STYLE}num-format") or "", "decimal")
        return "" if form in {"", "decimal"} else _framed(style, written(number, form))

    def heading_label(self, level: int) -> str:
        """What is printed in front of the next heading of this level; empty where they have no numbers."""
        style = self._outline.get(level)
        start = 1 if style is None else _number(style, "start-value", 1)
        self._headings[level] = self._headings.get(level, start - 1) + 1
        for deeper in [each for each in self._headings if each > level]:
            del self._headings[deeper]
        form = "" if style is None else style.get(f"{_STYLE}num-format") or ""
        if style is None or not form:
            return ""
        shown = max(1, min(_number(style, "display-levels", 1), level))
        counts = [self._headings.get(each, 1) for each in range(level - shown + 1, level + 1)]
        text = ".".join(written(count, _FORMS.get(form, "decimal")) for count in counts)
        return _framed(style, text)

    def _chain(self, name: str | None) -> list[Any]:
        found: list[Any] = []
        while name and name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = found[-1].get(f"{_STYLE}parent-style-name")
        return found

    def _level(self, name: str, level: int) -> Any:
        style = self._lists.get(name)
        levels = () if style is None else style
        return next((each for each in levels if each.get(f"{_TEXT}level") == str(level + 1)), None)


def _framed(style: Any, text: str) -> str:
    """A number with what its style puts around it."""
    return f"{style.get(f'{_STYLE}num-prefix') or ''}{text}{style.get(f'{_STYLE}num-suffix') or ''}".strip()


def _look(words: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    if (weight := words.get(f"{_FO}font-weight")) is not None:
        found["bold"] = "yes" if weight in {"bold", "600", "700", "800", "900"} else ""
    if (slope := words.get(f"{_FO}font-style")) is not None:
        found["italic"] = "yes" if slope in {"italic", "oblique"} else ""
    position = (words.get(f"{_STYLE}text-position") or "").split()
    if position:
        raised = position[0] == "super" or (position[0].rstrip("%").isdigit() and position[0] != "0%")
        lowered = position[0] == "sub" or position[0].startswith("-")
        found |= {"super": "yes" if raised else "", "sub": "yes" if lowered else ""}
    language, country = words.get(f"{_FO}language"), words.get(f"{_FO}country")
    if language is not None:
        known = language not in {"none", "zxx", "en", ""}
        found["language"] = (
            (f"{language}-{country}" if country not in {None, "none", ""} else language) if known else ""
        )
    return found


def _number(element: Any, name: str, default: int) -> int:
    value = element.get(f"{_TEXT}{name}") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default

"""How Word counts: list definitions, styles that number, and the counters (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from everyread.sources.tree import whole_number

_DECIMAL = frozenset({"decimal", "decimalZero"})
_NO_COUNT = frozenset({"bullet", "none"})
_LONGEST_LABEL = 40
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
_LONGEST_CHAIN = 20
"""Styles based on one another, or list definitions that point to others; Word itself allows 11."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int | None
    form: str
    """How it writes a count: "decimal", "lowerLetter", "upperRoman", "bullet", …"""
    text: str
    """What it prints, with %1 for the count of the first level, %2 of the second: "%1.%2."."""
    decimal: bool
    """Whether it prints its own count, in figures."""
    restart: int | None
    """Number of the level, from 1, at or above which this one begins again; 0 for never, None for any."""
    style: str
    """The paragraph style that is numbered with this level."""


@dataclass(frozen=True, slots=True)
class List:
    """What a `num` stands for: the definition whose count it shares, its levels, and where it starts anew."""

    count: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: in which list, at which level, from 0."""

    num: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    based_on: str
    num: str
    level: int | None


class Numbering:
    """The lists and styles of one document."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = _styles(styles)
        self.lists = _lists(numbering, self._styles)

    def place(self, properties: Any) -> Place | None:
        """The place that a paragraph's properties give it, or else its style; None for none."""
        own = properties.find("{*}numPr")
        style = _value(properties, "pStyle")
        owner, inherited = _numbered(style, self._styles)
        num = _value(own, "numId") or inherited.num
        if num not in self.lists:  # nor is "0", by which a paragraph leaves the list of its style
            return None
        level = whole_number(_value(own, "ilvl"))
        if level is None:
            linked = {each.style: index for index, each in self.lists[num].levels.items() if each.style}
            level = linked.get(style, linked.get(owner, inherited.level or 0))
        return Place(num, level)


@dataclass(slots=True)
class Counters:
    """The counts of a document, read from its top to its end."""

    lists: dict[str, List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[Place] = field(default_factory=set)

    def count(self, place: Place) -> int | None:
        """The number that the next paragraph at this place shows; None when it shows none in figures."""
        numbered = self.lists[place.num]
        level = numbered.levels.get(place.level)
        if level is None or level.start is None:
            return None
        counts = self._counts.setdefault(numbered.count, {})
        begins = place.level in numbered.starts and place not in self._begun
        self._begun.add(place)
        if begins or place.level not in counts:
            counts[place.level] = numbered.starts.get(place.level, level.start)
        else:
            counts[place.level] += 1
        for deeper in [index for index in counts if index > place.level]:
            below = numbered.levels.get(deeper)
            if place.level < (deeper if below is None or below.restart is None else below.restart):
                del counts[deeper]
        return counts[place.level] if level.decimal else None

    def label(self, place: Place) -> str:
        """What is printed in front of the paragraph counted last, at this place; empty for a bullet."""
        numbered = self.lists[place.num]
        level = numbered.levels.get(place.level)
        if level is None or level.form in _NO_COUNT or "%" not in level.text:
            return ""
        counts = self._counts.get(numbered.count, {})

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = numbered.levels.get(index, level)
            start = 1 if other.start is None else other.start
            return written(counts.get(index, start), other.form)

        return re.sub(r"%([1-9])", shown, level.text).strip()


def written(count: int, form: str) -> str:
    """A count in the form of a level; in figures where the form is one that English does not use."""
    match form:
        case "decimalZero":
            return f"{count:02d}"
        case "lowerLetter" | "upperLetter" if 0 < count <= 26 * 4:  # Word goes on with "aa", "bb"
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            letters, left = "", count
            for value, sign in _ROMAN:
                letters += sign * (left // value)
                left %= value
        case _:
            return str(count)
    return letters.upper() if form.startswith("upper") else letters


def _value(parent: Any, name: str) -> str:
    """The `val` of a child; empty when either is missing."""
    child = None if parent is None else parent.find(f"{{*}}{name}")
    return "" if child is None else _attribute(child, "val")


def _attribute(element: Any, name: str) -> str:
    """An attribute in the namespace of its element, which differs between the two forms of OOXML."""
    space, brace, _ = element.tag.rpartition("}")
    return str(element.get(f"{space}{brace}{name}", ""))


def _styles(root: Any) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    for element in () if root is None else root.iterfind("{*}style"):
        numbered = element.find("{*}pPr/{*}numPr")
        found = Style(
            _value(element, "basedOn"), _value(numbered, "numId"), whole_number(_value(numbered, "ilvl"))
        )
        styles.setdefault(_attribute(element, "styleId"), found)
    return styles


def _numbered(name: str, styles: dict[str, Style]) -> tuple[str, Style]:
    """The style, of those that this one is based on, that brings a list, and its list and level."""
    level: int | None = None
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(name)
        if style is None:
            break
        level = style.level if level is None else level
        if style.num:
            return name, Style("", style.num, level)
        name = style.based_on
    return "", Style("", "", None)


def _lists(root: Any, styles: dict[str, Style]) -> dict[str, List]:
    if root is None:
        return {}
    definitions = {_attribute(each, "abstractNumId"): each for each in root.iterfind("{*}abstractNum")}
    nums = {_attribute(each, "numId"): each for each in root.iterfind("{*}num")}
    lists: dict[str, List] = {}
    for name, num in nums.items():
        count = _value(num, "abstractNumId")
        for _ in range(_LONGEST_CHAIN):
            link = _value(definitions.get(count), "numStyleLink")
            if not link:
                break
            count = _value(nums.get(styles[link].num if link in styles else ""), "abstractNumId")
        definition = definitions.get(count)
        if name and name != "0" and definition is not None:
            lists[name] = _list(num, count, definition)
    return lists


def _list(num: Any, count: str, definition: Any) -> List:
    levels = _levels(definition)
    starts: dict[int, int] = {}
    for override in num.iterfind("{*}lvlOverride"):
        levels |= _levels(override)
        index = whole_number(_attribute(override, "ilvl"))
        start = whole_number(_value(override, "startOverride"))
        if index is not None and start is not None:
            starts[index] = start
    return List(count, levels, starts)


def _levels(parent: Any) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent.iterfind("{*}lvl"):
        index = whole_number(_attribute(element, "ilvl"))
        if index is None:
            continue
        form, text = _value(element, "numFmt") or "decimal", _value(element, "lvlText")[:_LONGEST_LABEL]
        levels[index] = Level(
            start=whole_number(_value(element, "start")),
            form=form,
            text=text,
            decimal=form in _DECIMAL and f"%{index + 1}" in text,
            restart=whole_number(_value(element, "lvlRestart")),
            style=_value(element, "pStyle"),
        )
    return levels

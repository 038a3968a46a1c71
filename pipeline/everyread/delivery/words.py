"""Sizes and lengths as people say them: "6 minutes", "3 MB", "7 pages"; and a contact that can be touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyread.article import Sentence

_REACHED = re.compile(r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<!\w)\+?\d[\d ]{8,14}\d(?!\w)")


def minutes(seconds: float) -> str:
    """A running time: "Under a minute", "1 minute", "6 minutes", "1 hour 5 minutes"."""
    whole = round(seconds / 60)
    if whole < 1:
        return "under a minute"
    hours, rest = divmod(whole, 60)
    return " ".join(part for part in (hours and count(hours, "hour"), rest and count(rest, "minute")) if part)


def size(number: int) -> str:
    """A file size in decimal units: "840 KB", "3 MB", "1.2 GB"; never less than 1 KB."""
    kilobytes = max(1, round(number / 1000))
    if kilobytes < 1000:
        return f"{kilobytes} KB"
    unit, amount = ("MB", number / 1e6) if number < 999.5e6 else ("GB", number / 1e9)
    return f"{amount:.1f} {unit}".replace(".0 ", " ") if amount < 10 else f"{amount:.0f} {unit}"


def count(number: int, thing: str) -> str:
    """A number with its noun: "1 page", "7 pages", "1,200 words"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def listed(parts: Iterable[str]) -> str:
    """Things in one phrase: "a, b and c"."""
    *most, last = tuple(parts) or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def clock(seconds: float) -> str:
    """A running time as players show it: "3:22", "1:05:09"."""
    rest, second = divmod(int(seconds), 60)
    hours, minute = divmod(rest, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def reached(contact: str) -> Iterator[tuple[str, str]]:
    """How to reach somebody, in pieces: the words, and the link of an address or telephone number in them."""
    done = 0
    for match in _REACHED.finditer(contact):
        yield contact[done : match.start()], ""
        mail = match["mail"]
        yield match[0], f"mailto:{mail}" if mail else f"tel:{match[0].replace(' ', '')}"
        done = match.end()
    yield contact[done:], ""


def without_marks(sentence: Sentence) -> str:
    """Its words where they stand without its notes: the marks of notes would be stray numbers."""
    return "".join(run.text for run in sentence.runs if not run.note)

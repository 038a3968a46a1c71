"""Sizes and lengths as people say them: "6 minutes", "3 MB", "7 pages"."""

from __future__ import annotations

from collections.abc import Iterable


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

"""Words as proofs compare them with each other, and as findings quote them."""

from __future__ import annotations

SHOWN = 100
"""Characters of a sentence that a finding quotes: enough to find it by."""


def spaced(text: str) -> str:
    """The words with single spaces between them."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """The same without characters that nobody sees, which XML and players do without."""
    return spaced("".join(each for each in text if each.isprintable() or each.isspace()))


def quoted(text: str, most: int = SHOWN) -> str:
    """The text on one line in quotation marks, or as many of its first words as so many characters allow."""
    words = spaced(text)
    shown = words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"
    return f"“{shown}”"

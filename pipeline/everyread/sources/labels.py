"""What stands in front of an entry of a list when it is no plain number: "a)", "(ii)", "1.2"."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from everyread.sources.counting import written

LABEL = "data-label"
"""Attribute of an entry with the label that its reader found."""
_LABEL = re.compile(r"[(\[]?[^\W_]{1,8}(?:\.[^\W_]{1,4}){0,5}[.):\]]{0,2}")
"""A label is short and has no words: what a page says of itself in this attribute may be anything."""
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The types of a list in HTML, and the forms of a count."""


def label_of(entry: HtmlElement, number: int) -> str:
    """The label of an entry that has this number in its list; empty when the number itself is printed."""
    given = (entry.get(LABEL) or "").strip()
    if _LABEL.fullmatch(given):
        return given
    parent = entry.getparent()
    form = _FORMS.get(entry.get("type") or ("" if parent is None else parent.get("type") or ""), "")
    label = written(number, form) if form else ""
    return "" if label.isdigit() or not label else f"{label}."

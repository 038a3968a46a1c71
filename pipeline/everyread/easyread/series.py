"""Three clauses in a row, and instructions in a row: each becomes a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import GOVERNS, Split, capital

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOIN = re.compile(r",\s+(?:and\s+(?!then\b))?")
_NO_SERIES = re.compile(r"[:;()–—]|\bor\b")
_LEAST = 3
"""Words in each part; fewer are an item of a list."""


def series(doc: Doc) -> Iterator[Split]:
    """Series: "A, B, and C", each with its own subject, and "Do A, do B, and do C"; all parsed again."""
    text = doc.text
    pieces = _JOIN.split(text.removesuffix("."))
    if _NO_SERIES.search(text) or len(pieces) < 2 or any(len(each.split()) < _LEAST for each in pieces):
        return
    if any(GOVERNS.search(each) for each in pieces[:-1]):
        return
    parts = tuple(f"{capital(piece)}." for piece in pieces)
    if doc[0].tag_ == "VB":
        yield Split(parts, orders=True)
    elif len(pieces) > 2:
        yield Split(parts, clauses=True)


_FIRST = frozenset({"then", "please", "next", "now", "do", "not", "and", "n't"})


def is_order(doc: Doc) -> bool:
    """Whether it is one instruction: it begins with its verb, and has no subject."""
    roots = [token for token in doc if token.dep_ == "ROOT"]
    if len(roots) != 1 or roots[0].tag_ != "VB":
        return False
    root = roots[0]
    before = {token.lower_ for token in doc[: root.i] if not token.is_punct}
    return before <= _FIRST and not any(child.dep_.startswith("nsubj") for child in root.children)

"""Three clauses in a row, and instructions in a row: each becomes a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.clauses import shares_helper
from everyread.easyread.grammar import GOVERNS, Split, capital, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOIN = re.compile(r",\s+(?:and\s+(?!then\b))?")
_NO_SERIES = re.compile(r"[:;()–—]|\bor\b")
_NO_PIECE = re.compile(r"\b(?:and|but|or|so|say|says|said)$")
"""What ends so belongs to what follows, or tells who says it."""
_HANGS = re.compile(r"^(?:of|that|which|who|whom|whose|where|when|as|than|to)\b")
"""And what begins so to what stands before it."""
_REPORTS = re.compile(
    r"\b(?:tell|tells|told|say|says|said|claim(?:s|ed)?|believe[sd]?|think|thinks|thought|insist(?:s|ed)?|"
    r"warn(?:s|ed)?|argue[sd]?|report(?:s|ed)?|announce[sd]?|admit(?:s|ted)?|explain(?:s|ed)?)\b",
    re.I,
)
"""Behind these somebody else may say all that follows: "He told us, it is good and will get better."."""
_LEAST = 3
"""Words in each part; fewer are an item of a list."""


def series(doc: Doc) -> Iterator[Split]:
    """Series: "A, B, and C", each with its own subject, and "Do A, do B, and do C"; all parsed again."""
    text = doc.text
    pieces = _JOIN.split(text.removesuffix("."))
    if _NO_SERIES.search(text) or len(pieces) < 2 or any(len(each.split()) < _LEAST for each in pieces):
        return
    if any(GOVERNS.search(each) or _REPORTS.search(each) or " that " in each for each in pieces[:-1]):
        return
    if any(_NO_PIECE.search(each) or _HANGS.search(each) for each in pieces):
        return
    if doc[0].tag_ == "VB":
        yield Split(_sentences(pieces), orders=True)
    elif any(is_subject(token) and shares_helper(token.head) for token in doc):
        return
    elif len(pieces) > 2:
        yield Split(_sentences(pieces), clauses=True)
    last = pieces[-1].split(" and ")
    if len(last) == 2 and all(len(each.split()) >= _LEAST for each in last):  # "A, B and C"
        yield Split(_sentences([*pieces[:-1], *last]), clauses=True)


def _sentences(pieces: list[str]) -> tuple[str, ...]:
    return tuple(f"{capital(piece)}." for piece in pieces)


_FIRST = frozenset({"then", "please", "next", "now", "do", "not", "and", "n't"})


def is_order(doc: Doc) -> bool:
    """Whether it is one instruction: it begins with its verb, and has no subject."""
    roots = [token for token in doc if token.dep_ == "ROOT"]
    if len(roots) != 1 or roots[0].tag_ != "VB":
        return False
    root = roots[0]
    before = {token.lower_ for token in doc[: root.i] if not token.is_punct}
    return before <= _FIRST and not any(child.dep_.startswith("nsubj") for child in root.children)

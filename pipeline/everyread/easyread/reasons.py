"""Contrasts, consequences and reasons: "X, although Y", "X, which means that Y", "X because Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.clauses import inside_brackets, may_part, subject_at
from everyread.easyread.grammar import GOVERNS, WEIGHED, Split, capital, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_CONTRAST = re.compile(r"(?:,|\s[–—-])\s+(?:although|though|whereas)\s+")
_FIRST_CONTRAST = re.compile(r"^(?:Although|Though)\s+")


def contrasts(doc: Doc) -> Iterator[Split]:
    """Contrasts: "X, although Y" and "Although Y, X", in the order in which they stand."""
    text = doc.text
    for match in _CONTRAST.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if may_part(left) and not _FIRST_CONTRAST.search(left) and subject_at(doc, match.end()):
            yield Split((left + ".", "But " + right), clauses=True)
    if _FIRST_CONTRAST.search(text) and (comma := _comma_behind(doc, doc[0].head)):
        left, right = doc[1:comma].text, doc[comma + 1 :].text
        if may_part(left) and subject_at(doc, doc[comma + 1].idx) and not _named_later(doc, comma):
            yield Split((capital(left) + ".", "But " + right), clauses=True)


_OTHERS = frozenset("he she it they him her them his its their".split())


def _named_later(doc: Doc, comma: int) -> bool:
    """Whether the first clause says "she", and only the second who that is: "Although she was ill, Ann …"."""
    return doc[comma + 1].tag_ != "PRP" and any(token.lower_ in _OTHERS for token in doc[1:comma])


def _comma_behind(doc: Doc, verb: Token) -> int:
    """The place of the comma that closes a first clause; 0 for none."""
    comma = verb.right_edge.i + 1
    main = verb.dep_ == "advcl" and verb.head.dep_ == "ROOT" and verb.head.i > comma
    return comma if main and doc[comma].text == "," else 0


_MEANS = re.compile(r",\s+which\s+(?P<means>means)\s+(?P<that>that\s+)?")


def consequences(doc: Doc) -> Iterator[Split]:
    """Consequences: "X, which means that Y"; here "which" is always all of X."""
    text = doc.text
    for match in _MEANS.finditer(text):
        left, right = text[: match.start()], text[match.start("means") :]
        if may_part(left) and not WEIGHED.search(left):
            yield Split((left + ".", f"This {right}"), clauses=True)


# Without a comma "some … because" speaks of those alone for whom the reason holds.
_COUNTED = re.compile(
    r"\b(?:some|most|many|several|half|all|every\w*|each|more|less|often|sometimes|usually)\b|\d", re.I
)


def reasons(doc: Doc) -> Iterator[Split]:
    """From "X because Y" to "X." and "This is because Y.", where X is a plain statement."""
    yield from _reason_first(doc)
    because = [token for token in doc if token.lower_ == "because"]
    if len(because) != 1 or because[0].dep_ != "mark" or because[0].i < 3:
        return
    if because[0].nbor().lower_ == "this":
        return  # "This is because this is …"
    mark = because[0]
    left = doc[: mark.i].text.rstrip(" ,")
    if doc[mark.i - 1].text != "," and _COUNTED.search(left):
        return
    if mark.head.dep_ != "advcl" or mark.head.head.dep_ != "ROOT" or not is_finite(mark.head):
        return
    if (
        ":" in left
        or mark.head.head.i > mark.i
        or _ANOTHER_CLAUSE.search(doc[mark.i :].text)
        or GOVERNS.search(left)
        or WEIGHED.search(left)
        or inside_brackets(left)
    ):
        return
    yield Split((left + ".", f"This is {doc[mark.i :].text}"), clauses=True)


# What follows the reason may not belong to it: "because …, but, from a plane, …".
_ANOTHER_CLAUSE = re.compile(r",\s+(?:but|so|although|though|and)\b", re.I)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|him|she|her|his|its|their|this|these|that|those|one)\b", re.I)


def _reason_first(doc: Doc) -> Iterator[Split]:
    """From "Because Y, X" to "X." and "This is because Y.", where X needs no word of Y to be understood."""
    text = doc.text
    if not text.startswith("Because ") or text.count(",") != 1:
        return
    reason, right = text.rstrip(".").split(", ")
    if _PRONOUN.search(right) or GOVERNS.search(text) or WEIGHED.search(right) or _COUNTED.search(right):
        return
    if subject_at(doc, len(reason) + 2):
        yield Split((capital(right) + ".", f"This is {reason[0].lower()}{reason[1:]}."), clauses=True)

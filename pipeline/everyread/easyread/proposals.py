"""Where a sentence might be split: proposals from its grammar, made only where that leaves no doubt.

A proposal is not yet a split: `splits` parses its parts again, and the guard compares the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from everyread.easyread.clauses import ALL, EVERY, has_clause, inside_brackets, own_clauses, subject_at
from everyread.easyread.grammar import GOVERNS, Split, capital
from everyread.easyread.nouns import appositions, last_relatives, participles, places
from everyread.easyread.reasons import consequences, contrasts, reasons
from everyread.easyread.relatives import continued, relatives, shared_subjects
from everyread.easyread.series import series
from everyread.easyread.tails import tails

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PURPOSE = re.compile(r"^(?:that|as)\b|\b(?:can|could|would|will)\b", re.I)
_BORDER = re.compile(
    r"(?P<comma>,\s+(?P<word>and|but|so|yet)\s+)|(?P<stop>;\s+|\s+[–—]\s+|\s+-\s+)|"
    r"(?P<colon>:\s+)|"
    # Without a comma only where the grammar finds a new subject right behind it (`own_clauses`).
    r"\s+(?P<bare>but|and)\s+"
)


def proposals(doc: Doc) -> Iterator[Split]:
    """Every way to split a sentence that its grammar allows, the best first."""
    for split in _proposals(doc):
        yield replace(split, parts=tuple(_STOPS.sub(".", part) for part in split.parts))


_STOPS = re.compile(r",?\.\.$")
"""A part may end with the stop of "a.m."."""


def _proposals(doc: Doc) -> Iterator[Split]:
    yield from series(doc)
    yield from _clauses(doc)
    yield from _side_by_side(doc)
    yield from contrasts(doc)
    yield from reasons(doc)
    yield from consequences(doc)
    yield from shared_subjects(doc)
    yield from continued(doc)
    yield from relatives(doc)
    yield from last_relatives(doc)
    yield from places(doc)
    yield from appositions(doc)
    yield from participles(doc)
    yield from tails(doc)


def _clauses(doc: Doc) -> Iterator[Split]:
    """Two main clauses with a semicolon, a dash, or ", and", ", but", ", so" between them."""
    text = doc.text
    dashes = len(re.findall(r"\s[–—-]\s", text))
    for match in _BORDER.finditer(text):
        left, right = text[: match.start()].rstrip(" ,"), text[match.end() :]
        dash = match["stop"] is not None and match["stop"].strip() != ";"
        if dash and dashes > 1:
            continue  # a pair of dashes is a bracket
        if (dash or match["colon"]) and not subject_at(doc, match.end()):
            continue  # "in 1996 – a year it lost money"
        if match["colon"] and (_LABEL.search(left) or ";" in right):
            continue
        if ";" in text and not all(has_clause(doc, span) for span in _spans(text)):
            continue  # "Halls were built; walks laid; and …"
        word = match["word"] or match["bare"]
        if _SOURCE.search(f"{left} {_OWN_SAYING.sub('', right)}") or (
            match["word"] is None and _HANGS.search(right)
        ):
            continue
        if match["bare"] == "and" and (_joins_words(doc, match.start("bare")) or _WITH.search(left)):
            continue
        # A label ("Not established: …") governs everything behind its colon.
        if ":" in left or inside_brackets(left) or GOVERNS.search(left):
            continue
        if _leans(word, left, right, bare=match["bare"] is not None) or _goes_on(word, left, right):
            continue
        if word == "and" and right.startswith("you ") and _ends_in_order(doc, match.start()):
            continue
        if word and not own_clauses(doc, match.start(), match.end(), alike=match["bare"] == "and"):
            continue
        joiner = "" if word in {None, "and"} else word.capitalize() + " "
        # Whatever reaches over a semicolon reaches over a full stop as well.
        same_reach = match["stop"] is not None and not dash
        yield Split((left + ".", joiner + (right if joiner else capital(right))), clauses=not same_reach)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where what stands between the semicolons of a text begins and ends."""
    ends = [*(match.start() for match in re.finditer(";", text)), len(text)]
    return zip([0, *ends], ends, strict=False)


_BESIDE = re.compile(r",\s+(?=(?:it|they|this|these)\s(?:is|are|was|were|can|will|has|have)\b)")


def _side_by_side(doc: Doc) -> Iterator[Split]:
    """Two main clauses with nothing but a comma: "The causes are not known, they may differ."."""
    text = doc.text
    match = _BESIDE.search(text)
    if match is None or text.count(",") > 1 or GOVERNS.search(text) or _SOURCE.search(text):
        return
    left, right = text[: match.start()], text[match.end() :]
    open_end = ":" in left or " that " in left  # "He says that in the north, it is cold"
    if not open_end and own_clauses(doc, match.start(), match.end(), alike=False):
        yield Split((left + ".", capital(right)), clauses=True)


# What stands behind these and a colon is a list, or hangs on them.
_LABEL = re.compile(
    r":|\b(?:following|these|those|are|is|include|includes|included|including|such as|example|note|things|"
    r"ways|steps|reasons|that|this)$|\b(?:ask|asks|asked|question|questions|told|tell|tells|rule|rules|tip|tips)\b",
    re.I,
)
_WITH = re.compile(r",\s+with\b[^,]*$")
"""Behind "with" there is a subject, but no finite verb: ", with walls marked and the garden restored"."""


def _joins_words(doc: Doc, place: int) -> bool:
    """Whether an "and" joins two adjectives or "my friends and I", whatever the parser makes of it.

    Behind a sentence that begins with "I", another "I" is the subject again.
    """
    joiner = next(token.i for token in doc if token.idx == place)
    adjectives = doc[joiner - 1].tag_ == "JJ" and doc[joiner + 1].tag_ == "JJ"
    return adjectives or (doc[joiner + 1].text == "I" and doc[0].text != "I")


# What begins so hangs on what stands before it.
_HANGS = re.compile(r"^(?:that|which|who|whose|where|when|if|because|as|than|or|nor|to)\b", re.I)
_OWN_SAYING = re.compile(r"^(?:[\w’'-]+ ){1,4}?(?:say|says|said) (?=\w)")
"""But a second clause that says who says it: "…, but some people say that …"."""
# At either end this may hold for both clauses.
_SOURCE = re.compile(r"\baccording to\b|\b(?:says|said|say)\b", re.I)
_NO_THING = re.compile(r"\b(?:is|are|was|were|been|has|have|had) (?:currently |still )?no\b", re.I)
"""What "but" follows is no exception to this: "There is no cure, but …"."""


def _leans(word: str | None, left: str, right: str, *, bare: bool) -> bool:
    """Whether the halves need each other: "so that", "so you can", "all of them but"."""
    if word == "so":
        return bool(_PURPOSE.search(right))
    whole = ALL if bare else EVERY
    return word in {"but", "yet"} and bool(whole.search(_NO_THING.sub("", left)))


_PHRASE = re.compile(r"(?:in|on|at|by|for|with|from|of|to|about|through) ", re.I)


def _goes_on(word: str | None, left: str, right: str) -> bool:
    """Whether the second half may begin with one of several phrases: "in the north, and in the south"."""
    phrase = _PHRASE.match(right)
    if right.lower().startswith("that ") and " that " in left:
        return True  # "things that lay about, and that did not belong to him"
    return word == "and" and phrase is not None and f" {phrase[0].lower()}" in left


def _ends_in_order(doc: Doc, end: int) -> bool:
    """Whether the first half ends in an order, which is then a condition: "add salt and you have a soup"."""
    verbs = [token for token in doc if token.idx < end and token.tag_ in {"VB", "VBP", "VBD", "VBZ"}]
    last = verbs[-1] if verbs else None
    return last is not None and last.tag_ == "VB" and not any(child.i < last.i for child in last.children)

"""What hangs on at the end of a sentence, as one of its own: who says it, what it includes, what follows.

Each rule joins the two with words of its own ("This is according to …"), which the guard is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import (
    GOVERNS,
    WEIGHED,
    Split,
    capital,
    is_finite,
    is_past,
    root_of,
    subject_of,
)
from everyread.easyread.relatives import said_again

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def tails(doc: Doc) -> Iterator[Split]:
    """Every such split of a sentence."""
    yield from _sources(doc)
    yield from _sayings(doc)
    yield from _included(doc)
    yield from _meanwhile(doc)
    yield from _results(doc)
    yield from _saying(doc)
    yield from _also_said(doc)


def _last(doc: Doc, token: Token) -> bool:
    """Whether a token stands behind a comma, and all to the end of the sentence hangs on it."""
    comma = token.i > _LEAST and doc[token.i - 1].text == ","
    return comma and token.left_edge == token and token.right_edge.i >= len(doc) - 2


_LEAST = 4
"""Tokens in front; fewer are no sentence."""


_SOURCE = re.compile(r"according to (\w+)")
_NO_SOURCE = frozenset("plan plans schedule need needs size age taste custom how what whether".split())


def _sources(doc: Doc) -> Iterator[Split]:
    """From "X, according to Y." to "X." and "This is according to Y."; nothing else of X is split then."""
    for token in doc:
        named = _SOURCE.match(doc[token.i :].text)
        if named and named[1].lower() not in _NO_SOURCE and _last(doc, token):
            left = doc[: token.i - 1].text
            yield Split((left + ".", f"This is {doc[token.i :].text}"), closed=True)


_SAYS = frozenset({"say", "says", "said"})


def _sayings(doc: Doc) -> Iterator[Split]:
    """From "X, the report says." to "X." and "The report says this."; nothing else of X is split then."""
    verb = doc[-2] if len(doc) > _LEAST else None
    if verb is None or verb.lower_ not in _SAYS or doc[-1].text != ".":
        return
    subject = subject_of(verb)
    if subject is None or subject.right_edge.i != verb.i - 1 or subject.lower_ in _NOBODY:
        return
    first = subject.left_edge.i
    if first > _LEAST and doc[first - 1].text == ",":
        said = capital(doc[first:-1].text)
        yield Split((doc[: first - 1].text + ".", f"{said} this."), closed=True)


_NOBODY = frozenset("something anything nothing that which who what as it".split())


def _included(doc: Doc) -> Iterator[Split]:
    """From "X, including Y." to "X." and "This includes Y."."""
    root = root_of(doc)
    for token in doc:
        rest = doc[token.i + 1 :].text
        if root is None or token.lower_ != "including" or token.dep_ != "prep" or not _last(doc, token):
            continue
        if doc.text.count("including") == 1 and is_finite(root) and doc[token.i + 1].tag_ != "IN":
            form = "included" if is_past(root) else "includes"
            yield Split((doc[: token.i - 1].text + ".", f"This {form} {rest}"), same=(("including", form),))


def _meanwhile(doc: Doc) -> Iterator[Split]:
    """From "X, while Y." to "X." and "Y.", where each tells of its own: it may be a contrast or the time."""
    for token in doc:
        verb = token.head
        if token.lower_ != "while" or token.dep_ != "mark" or doc[token.i - 1].text != ",":
            continue
        left, subject = doc[: token.i - 1].text, subject_of(verb)
        own = subject is not None and subject.left_edge.i == token.i + 1 and subject.tag_ != "PRP"
        last = verb.right_edge.i >= len(doc) - 2 and verb.head.dep_ == "ROOT"
        if own and last and is_finite(verb) and not GOVERNS.search(left):
            right = capital(doc[token.i + 1 :].text)
            yield Split((left + ".", right), clauses=True, same=(("while", ""),))


_RESULTS = {
    "causing": ("causes", "caused"),
    "leading": ("leads", "led"),
    "resulting": ("results", "resulted"),
    "making": ("makes", "made"),
    "allowing": ("allows", "allowed"),
    "enabling": ("enables", "enabled"),
    "forcing": ("forces", "forced"),
    "prompting": ("prompts", "prompted"),
    "meaning": ("means", "meant"),
    "killing": ("kills", "killed"),
    "injuring": ("injures", "injured"),
    "wounding": ("wounds", "wounded"),
    "destroying": ("destroys", "destroyed"),
    "damaging": ("damages", "damaged"),
    "affecting": ("affects", "affected"),
    "sparking": ("sparks", "sparked"),
    "triggering": ("triggers", "triggered"),
    "giving": ("gives", "gave"),
    "bringing": ("brings", "brought"),
    "taking": ("takes", "took"),
}
"""What a whole sentence does ("…, forcing the shop to close"), now and in the past."""
_OTHERS = frozenset("it him her them us me".split())


def _results(doc: Doc) -> Iterator[Split]:
    """From "X, forcing Y to Z." to "X." and "This forced Y to Z."."""
    root = root_of(doc)
    for verb in doc:
        if root is None or verb.lower_ not in _RESULTS or verb.tag_ != "VBG" or not _last(doc, verb):
            continue
        left = doc[: verb.i - 1].text
        if verb.head != root or not is_finite(root) or WEIGHED.search(left) or GOVERNS.search(left):
            continue
        if _is_result(doc, verb):
            form = _RESULTS[verb.lower_][is_past(root)]
            right = f"This {form} {doc[verb.i + 1 :].text}"
            yield Split((left + ".", right), same=((verb.lower_, form),))


def _is_result(doc: Doc, verb: Token) -> bool:
    """Whether it can only be the whole sentence that does it: a person may be "making dresses"."""
    following, rest = doc[verb.i + 1], doc[verb.i + 1 :].text
    if " and " in rest and "ing" in rest.split(" and ")[1].split(" ")[0]:
        return False  # "resulting in a win, and leaving us …"
    if verb.lower_ in {"leading", "resulting"}:
        return following.lower_ in {"to", "in"}
    if verb.lower_ in {"making", "giving"}:
        return following.lower_ in _OTHERS
    if verb.lower_ in {"bringing", "taking"}:
        return re.search(r" to (?:about |just |over |nearly )?[£$€]?\d", rest) is not None
    if verb.lower_ in {"allowing", "enabling", "forcing", "prompting"}:
        return any(token.lower_ == "to" for token in doc[verb.i + 1 :])
    return following.tag_ not in {"IN", "RB"}


_SAID = {
    "saying": ("says", "said"),
    "adding": ("adds", "added"),
    "arguing": ("argues", "argued"),
    "claiming": ("claims", "claimed"),
    "warning": ("warns", "warned"),
    "insisting": ("insists", "insisted"),
}


def _saying(doc: Doc) -> Iterator[Split]:
    """From "He resigned, saying that Y." to "He resigned." and "He said that Y."."""
    root = root_of(doc)
    subject = subject_of(root) if root is not None else None
    for verb in doc:
        if root is None or subject is None or verb.lower_ not in _SAID or not _last(doc, verb):
            continue
        told = any(child.dep_ == "ccomp" for child in verb.children)
        left, again = doc[: verb.i - 1].text, said_again(doc[: subject.right_edge.i + 1], subject)
        if not told or verb.head != root or subject.dep_ != "nsubj" or subject.left_edge.i or not again:
            continue
        if is_finite(root) and not GOVERNS.search(left):
            form = _SAID[verb.lower_][is_past(root)]
            right = f"{again} {form} {doc[verb.i + 1 :].text}"
            yield Split((left + ".", right), closed=True, same=((verb.lower_, form),))


def _also_said(doc: Doc) -> Iterator[Split]:
    """From "He says that X and that Y." to "He says that X." and "He says that Y."."""
    root = root_of(doc)
    if root is None or not is_finite(root) or GOVERNS.search(doc.text):
        return
    subject = subject_of(root)
    said = [child for child in root.children if child.dep_ == "ccomp" and child.i > root.i]
    if subject is None or subject.left_edge.i or len(said) != 1:
        return
    verb = next((child for child in said[0].children if child.dep_ == "conj"), None)
    mark = next(filter(_is_that, verb.children), None) if verb is not None else None
    if mark is None or doc[mark.i - 1].lower_ != "and":
        return
    inner = any(child.dep_ in {"ccomp", "acl"} for child in said[0].children)
    again = doc[: said[0].left_edge.i].text.removesuffix(" that")
    if not inner and root.i - subject.right_edge.i == 1 and not re.search(r"[,;:()]", again):
        left = doc[: mark.i - 1].text.rstrip(" ,")
        yield Split((left + ".", f"{again} {doc[mark.i :].text}"), closed=True)


def _is_that(token: Token) -> bool:
    return token.dep_ == "mark" and token.lower_ == "that"

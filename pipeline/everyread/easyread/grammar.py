"""What the rules of grammar share: a split, and words that reach beyond their clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Split:
    """One way to split a sentence."""

    parts: tuple[str, ...]
    clauses: bool = False
    """Whether the parts are main clauses, so that one might govern the next."""
    orders: bool = False
    """Whether the parts are instructions, which have no subject."""
    aside: bool = False
    """Whether the second part only tells more of the subject; it goes first where something else follows."""
    closed: bool = False
    """Whether the second part speaks of all of the first, which must then stay one sentence."""
    same: tuple[tuple[str, str], ...] = ()
    """Words of the source, and what the parts say instead."""


# Words in the first clause that may govern the second one too, or make it mean something else alone.
GOVERNS = re.compile(
    r"\b(?:if|unless|until|till|when|whenever|while|once|provided|providing|in case|as long as|suppose|"
    r"whether|not only|either|neither|both|wish|would)\b|(?:^|, )had (?:I|we|you|he|she|it|they)\b",
    re.I,
)
# In "may … because" the reason itself is only possible, "partly because" weighs it, and "not … because"
# may deny either half.
WEIGHED = re.compile(
    r"\b(?:not|no|never|nor|only|nothing|nobody|none|neither|cannot|few|fewer|little|rarely|seldom|hardly|may|might|"
    r"could|can|should|must|will|perhaps|possibly|probably|likely|seems?|appears?|think|thinks|thought|believed?|"
    r"believes)\b|ly$|\b(?:just|even|is|was|be)$|n['’]t\b",
    re.I,
)


def root_of(doc: Doc) -> Token | None:
    """The main word of a sentence; of the first, where the parser sees several."""
    return next((token for token in doc if token.dep_ == "ROOT"), None)


def subject_of(verb: Token) -> Token | None:
    """The first subject of a verb."""
    return next(filter(is_subject, verb.children), None)


def is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "expl"} and token.tag_ not in {"WDT", "WP", "WP$"}


def is_finite(verb: Token) -> bool:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not helpers:
        # Taken for an infinitive: "Many people know this."
        return any(child.dep_ == "nsubj" and child.tag_ == "NNS" for child in verb.children)
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE | {"MD"} for child in helpers)


_FINITE = frozenset({"VBD", "VBP", "VBZ"})


def may_agree(subject: Token, verb: Token) -> bool:
    """Whether it may be the subject of that verb: several things are not what "was" done."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    finite = helpers[0] if helpers else verb
    one = finite.tag_ == "VBZ" or finite.lower_ == "was"
    several = finite.tag_ == "VBP" and finite.lower_ not in _OF_A_GROUP
    joined = any(child.dep_ in {"conj", "cc"} for child in subject.children)
    return not ((one and subject.tag_ == "NNS") or (several and subject.tag_ == "NN" and not joined))


_OF_A_GROUP = frozenset("are have do say 're 've".split())
"""What "the team" may do: "The team are away."."""


def is_past(verb: Token) -> bool:
    """Whether a finite verb, or its first helper, tells of the past."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return (helpers[0] if helpers else verb).tag_ == "VBD"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]

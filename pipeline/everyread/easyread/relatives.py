"""Splits that say a subject again: for a second verb, and for a clause with "which" or "who"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import (
    GOVERNS,
    WEIGHED,
    Split,
    capital,
    is_finite,
    is_subject,
    root_of,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def shared_subjects(doc: Doc) -> Iterator[Split]:
    """The subject said again for a second verb: "The team tested 20 people and found that …".

    Only where the second verb opens a that-clause: what comes last in other sentences ("… and improved
    sleep in women") may belong to both verbs.
    """
    root = root_of(doc)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.left_edge.i or subject.right_edge.i > root.i:
        return
    name = said_again(doc[: subject.right_edge.i + 1], subject)
    for verb in root.children:
        if verb.dep_ != "conj" or verb.tag_ != root.tag_ or root.tag_ not in {"VBD", "VBP", "VBZ"}:
            continue
        joiner = next((token for token in root.children if token.lower_ == "and" and token.i < verb.i), None)
        if joiner is None or joiner.i + 1 != verb.i or _has_comma(doc, root, joiner):
            continue
        if not (_reports(verb, doc) or _ends_plainly(verb, doc)):
            continue
        completed = any(
            root.i < child.i < joiner.i and child.dep_ not in {"punct", "cc"} for child in root.children
        )
        if completed and name and not GOVERNS.search(doc.text):
            left = doc[: joiner.i].text.rstrip(" ,–—")
            yield Split((left + ".", f"{name} {doc[verb.i :].text}"), clauses=True)


def said_again(phrase: Span, subject: Token) -> str:
    """How a subject is called the second time: "The team", "he", "This man" for "a man"; empty for no way."""
    words = [token.lower_ for token in phrase]
    if len(words) == 1 and words[0] in {"i", "we", "he", "she", "they"}:
        return phrase.text
    several = any(child.dep_ == "conj" for child in subject.children)
    if words[0] in {"a", "an", "one"} and subject.tag_ == "NN" and not several:
        return f"This {subject.text}"
    return phrase.text if _may_be_repeated(phrase) else ""


def continued(doc: Doc) -> Iterator[Split]:
    """The subject said again after ", and" or ", but": "He slept, but did not get better."

    The comma closes the first half, so that what comes last belongs to the second verb alone.
    """
    root = root_of(doc)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.left_edge.i or GOVERNS.search(doc.text):
        return
    again = said_again(doc[: subject.right_edge.i + 1], subject)
    if not is_finite(root) or subject.right_edge.i > root.i or not again:
        return
    for verb in root.children:
        joiner = next(
            (doc[i] for i in range(verb.i - 1, root.i, -1) if doc[i].lower_ in {"and", "but"}), None
        )
        if verb.dep_ != "conj" or joiner is None or doc[joiner.i - 1].text != ",":
            continue
        if _has_comma(doc, root, joiner) or (root.pos_ == "AUX" and joiner.i == root.i + 2):
            continue  # "is strong, kind, and helps …", "is, and has been, ill": the halves need each other
        if _own_verb(doc, root, verb, joiner) and not _LAST.search(doc[verb.i :].text):
            named = doc[0].pos_ == "PROPN" or again == "I"
            but = f"But {again if named else _small(again)}"
            right = f"{but if joiner.lower_ == 'but' else again} {doc[joiner.i + 1 :].text}"
            yield Split((doc[: joiner.i - 1].text + ".", right), clauses=True)


def _has_comma(doc: Doc, root: Token, joiner: Token) -> bool:
    """Whether one stands between the first verb and what closes its half."""
    return any(token.text == "," for token in doc[root.i : joiner.i - 1])


_LAST = re.compile(r"\b(?:because|since|so that|in order|as(?! (?:part of|well as)\b))\b", re.I)
"""What may give the reason for both halves."""
_IN_FRONT = frozenset({"aux", "auxpass", "advmod", "neg"})
_TURNED = frozenset({"so", "nor", "neither", "as"})
"""Behind these the subject may follow its verb: "and so did drinking more water"."""


def _own_verb(doc: Doc, root: Token, verb: Token, joiner: Token) -> bool:
    """Whether the second verb has all that it needs but its subject."""
    helped = any(child.dep_ in {"aux", "auxpass"} for child in root.children)
    own = any(child.dep_ in {"aux", "auxpass"} and child.i > joiner.i for child in verb.children)
    between = doc[joiner.i + 1 : verb.i]
    moved = any(child.dep_ == "dobj" and doc[child.left_edge.i - 1].text == "," for child in verb.children)
    return (
        is_finite(verb)
        and not moved  # "… passed, and sent to the Senate, a bill"
        and (own or (not helped and verb.tag_ == root.tag_))
        and not any(is_subject(child) for child in verb.children)
        and all(token.head == verb and token.dep_ in _IN_FRONT for token in between)
        and not any(token.lower_ in _TURNED for token in between)
        and not any(token.dep_ == "conj" and token.head == root and token != verb for token in doc)
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _reports(verb: Token, doc: Doc) -> bool:
    reported = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    told = len(reported) == 1 and reported[0].left_edge.i == verb.i + 1
    all_of_it = told and is_finite(reported[0]) and reported[0].right_edge.i >= len(doc) - 2
    return all_of_it or (told and doc[verb.i + 1].lower_ == "that")


_OWN = frozenset({"dobj", "attr", "acomp", "xcomp", "oprd", "prt", "punct", "aux", "prep", "advmod"})
_OF_THE_OBJECT = frozenset("of to as about for from into with onto against".split())
"""Behind an object these belong to its verb; "in" or "after" may tell when and where of both verbs."""


def _ends_plainly(verb: Token, doc: Doc) -> bool:
    """Whether the second verb has its own object and nothing after it that may belong to both verbs."""
    if WEIGHED.search(doc.text) or len(doc) <= _LONG_ENOUGH:
        return False
    following = doc[verb.i + 1]
    if following.dep_ == "prep" and following.head == verb:
        return following.right_edge.i >= len(doc) - 2  # "… and went to the sea": all of it is where they went
    behind = [child for child in verb.children if child.i > verb.i]
    own = any(child.dep_ in {"dobj", "attr", "acomp", "xcomp"} for child in behind)
    return (
        own
        and all(child.dep_ in _OWN for child in behind)
        and all(child.lower_ in _OF_THE_OBJECT for child in behind if child.dep_ == "prep")
        and not any(child.dep_ == "advmod" and child.i > behind[0].i for child in behind)
        and behind[-1].right_edge.i >= len(doc) - 2
    )


_LONG_ENOUGH = 12
"""Tokens; a shorter sentence with two verbs is easy enough."""
# An antecedent that may not be said twice: "a drug … a drug" are two drugs, "some … some" two groups.
_NOT_TWICE = frozenset(
    "a an some any no many most few several each every either neither all both one another other "
    "others".split()
)


def relatives(doc: Doc) -> Iterator[Split]:
    """Clauses with ", which …," and ", who …" where only one thing can be meant.

    Either right behind a subject that opens the sentence, or behind a person's name at its end.  At the
    end of a sentence "which" may mean the whole of it, so there it is left alone.
    """
    for token in doc:
        if token.lower_ not in {"which", "who"} or not token.i or doc[token.i - 1].text != ",":
            continue
        verb = token.head
        if token.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ != "relcl" or not is_finite(verb):
            continue
        noun = verb.head
        first = noun.left_edge
        phrase = doc[first.i : token.i - 1]
        if noun.i != token.i - 2 or not _agrees(noun, verb) or GOVERNS.search(doc[: token.i].text):
            continue
        if doc[token.i + 1].is_punct or _SECOND.search(doc[token.i :].text):
            continue
        if _may_be_repeated(phrase):
            yield from _embedded(doc, token, verb, noun, phrase.text)
            yield from _final_person(doc, token, verb, noun)
        elif noun.tag_ == "NN" and phrase[0].lower_ in {"a", "an"} and not _is_compound(phrase):
            yield from _embedded(doc, token, verb, noun, f"This {noun.text}")


_SECOND = re.compile(r"\b(?:and|but|or) (?:who|whose|whom|which)\b", re.I)
"""A second such clause cannot stand alone: "who wrote a book and whose paper …"."""


def _may_be_repeated(phrase: Iterable[Token]) -> bool:
    words = [token.lower_ for token in phrase]
    if words[:2] == ["the", "other"]:
        return len(words) <= 3  # "the other group" is one, and known
    return not any(
        token.lower_ in _NOT_TWICE
        or (token.pos_ in {"NUM", "ADP", "CCONJ", "PUNCT", "PRON"} and token.tag_ != "PRP$")
        for token in phrase
    )


def _is_compound(phrase: Iterable[Token]) -> bool:
    return any(token.pos_ in {"ADP", "CCONJ", "PUNCT"} and token.text != "-" for token in phrase)


def _agrees(noun: Token, verb: Token) -> bool:
    finite = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    plural = noun.tag_ in {"NNS", "NNPS"}
    if finite.tag_ == "VBZ" or finite.lower_ == "was":
        return not plural
    if finite.tag_ == "VBP" or finite.lower_ == "were":
        return plural
    return True


def _embedded(doc: Doc, relative: Token, verb: Token, noun: Token, name: str) -> Iterator[Split]:
    """What a clause behind the subject says of it, which is called by its `name` there."""
    last = verb.right_edge.i
    closes = last if doc[last].text == "," else last + 1
    first = noun.left_edge.i
    if not _OPENING.fullmatch(doc[:first].text) or closes >= len(doc) - 2 or doc[closes].text != ",":
        return
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.head.dep_ != "ROOT" or noun.head.i < closes:
        return
    if doc[closes + 1].tag_ == "IN":
        return  # the comma belongs to a name: "who lived in Washington, D. C., for a year"
    phrase = doc[first : relative.i - 1].text
    inside = doc[relative.i + 1 : closes].text
    known = name == phrase  # "This surfer" can only follow "A surfer"
    whole = f"{doc[: relative.i - 1].text} {doc[closes + 1 :].text}"
    yield Split((whole, f"{capital(name)} {inside}."), aside=known)


_OPENING = re.compile(r"(?:(?:But|And|Also|Today|In [^\W\d_]+),?)?")
"""What may stand in front of the subject: "In ME, your immune system, which …"."""


def _final_person(doc: Doc, relative: Token, verb: Token, noun: Token) -> Iterator[Split]:
    ends_all = verb.right_edge.i >= len(doc) - 2
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    main_clause = governor.dep_ == "ROOT" and governor.pos_ in {"VERB", "AUX"}
    if relative.lower_ != "who" or noun.tag_ != "NNP" or not ends_all or not main_clause:
        return
    phrase = doc[noun.left_edge.i : relative.i - 1].text
    yield Split((doc[: relative.i - 1].text + ".", f"{capital(phrase)} {doc[relative.i + 1 :].text}"))

"""Whether a clause begins or ends at a place, and whether it can stand apart from its neighbour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from everyread.easyread.grammar import GOVERNS, is_finite, is_past, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_NO_EVIDENCE = re.compile(
    r"^There (?:is|was) (?:currently )?(?:no|little|not much) (?:good |clear )?evidence\b"
)
_OPENERS = re.compile(
    r"(?:(?:However|But|And|So|Also|Now|Today|Sadly|Luckily|Unfortunately|Fortunately|"
    r"Meanwhile|In the meantime|In fact|Of course|Even so|Still)\s?,?)?"
)
EVERY = re.compile(r"\b(?:all|every|everyone|everybody|everything|always)\b", re.I)
ALL = re.compile(rf"{EVERY.pattern}|\b(?:never|no|none|nobody|nothing)\b", re.I)
_OPENS = re.compile(r"(?:(?:now|then|later|today|also|sometimes|soon|each time|in time|at last)\s+)?")


def has_clause(doc: Doc, span: tuple[int, int]) -> bool:
    """Whether a main clause stands there, with a subject and a finite verb."""
    inside = (token for token in doc if span[0] <= token.idx < span[1] and is_subject(token))
    return any(is_finite(token.head) and token.head.dep_ != "relcl" for token in inside)


_BREAKS_OFF = re.compile(r"\b(?:that|and|but|or|which|who|because|if)$")


def may_part(left: str) -> bool:
    """Whether a first half ends where it says so, and nothing in it reaches over into the second."""
    return not (
        _BREAKS_OFF.search(left)
        or ":" in left
        or inside_brackets(left)
        or GOVERNS.search(left)
        or ALL.search(left)
    )


def subject_at(doc: Doc, start: int) -> bool:
    """Whether a clause begins there with its own subject."""
    subject = next((token for token in doc if token.idx >= start and is_subject(token)), None)
    return subject is not None and is_finite(subject.head) and _opens(doc, start, subject)


def _opens(doc: Doc, start: int, subject: Token) -> bool:
    """Whether nothing stands in front of the subject but a phrase that says when, where or how."""
    between = [token for token in doc if start <= token.idx < subject.left_edge.idx]
    if not between or _OPENS.fullmatch(doc.text[start : subject.left_edge.idx]):
        return True
    first, comma = between[0], between[-1].text == ","
    if first.lower_ in {"if", "when"} and comma:
        phrase = first.head.dep_ == "advcl" and first.head.head == subject.head
        whole = set(first.head.subtree)
    else:
        phrase = first.dep_ == "prep" and first.head == subject.head and first.tag_ == "IN"
        whole = set(first.subtree)
        phrase = phrase and not any(map(is_finite, whole))
    return phrase and set(between[: -1 if comma else None]) <= whole


def inside_brackets(left: str) -> bool:
    """Whether a bracket is still open."""
    return left.count("(") != left.count(")") or left.count("[") != left.count("]")


def own_clauses(doc: Doc, end: int, start: int, *, alike: bool) -> bool:
    """Whether a main clause ends here, and another begins there with its own subject.

    Without a comma both must be `alike` in tense: "it is closed, with the foundations marked and the garden
    restored" has but one clause.
    """
    subject = next((token for token in doc if token.idx >= start and is_subject(token)), None)
    plain = subject is not None and _OPENS.fullmatch(doc.text[start : subject.left_edge.idx])
    if subject is None or not (plain or (not alike and _opens(doc, start, subject))):
        return False
    if subject.left_edge.idx < start:
        return False  # "as the investor and fund manager failed"
    if shares_helper(subject.head):
        return False
    return any(
        token.idx < end
        and is_finite(token)
        and _are_both_main(token, subject.head)
        and not (alike and is_past(token) != is_past(subject.head))
        for token in doc
    )


def _are_both_main(left: Token, right: Token) -> bool:
    """Whether two verbs head the two main clauses, in either way the parser may draw it."""
    if left.dep_ == "ROOT":
        return right.head == left and right.dep_ in {"conj", "ccomp", "advcl"}
    return right.dep_ == "ROOT" and left.head == right and left.dep_ in {"ccomp", "conj"}


def shares_helper(verb: Token) -> bool:
    """Whether a verb may lean on a "were" in front of it: "The lights were dimmed and the blinds closed."."""
    helped = any(child.dep_ in {"aux", "auxpass", "dobj"} for child in verb.children)
    bare = verb.tag_ in {"VBN", "VBD"} and verb.lower_.endswith("ed")
    return bare and not helped and any(token.dep_ == "auxpass" for token in verb.doc[: verb.i])


def is_free(first: Doc, second: Doc) -> bool:
    """Whether nothing in the first clause reaches over into the second.

    The first clause must begin with its subject (else "In mice, …" may hold for both), and must not
    report or weigh something ("The study found that …"), since then the second clause may be reported too.
    """
    root = next(token for token in first if token.dep_ == "ROOT")
    subject = next(child for child in root.children if is_subject(child))
    participle = first[0].tag_ in {"VBN", "VBG"} and first[0].dep_ == "advcl"
    if not (participle or _OPENERS.fullmatch(first[: subject.left_edge.i].text)):
        return False
    if _NO_EVIDENCE.match(first.text):
        # "There is no evidence that X, and it may Y": the "may" shows that Y is said, not denied.
        return any(token.tag_ == "MD" and token.head.dep_ == "ROOT" for token in second)
    return not any(
        token.dep_ in {"ccomp", "csubj", "csubjpass", "parataxis"}
        or (token.dep_ == "acl" and token.i > root.i and is_finite(token))
        for token in first
    )

"""Where a sentence might be split: proposals from its grammar, made only where that leaves no doubt.

A proposal is not yet a split: `splits` parses its parts again, and the guard compares the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import GOVERNS, WEIGHED, Split, capital, is_finite, is_past, is_subject
from everyread.easyread.nouns import appositions, last_relatives, places
from everyread.easyread.relatives import continued, relatives, shared_subjects
from everyread.easyread.series import series

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_NO_EVIDENCE = re.compile(
    r"^There (?:is|was) (?:currently )?(?:no|little|not much) (?:good |clear )?evidence\b"
)
_OPENERS = re.compile(
    r"(?:(?:However|But|And|So|Also|Now|Today|Sadly|Luckily|Unfortunately|Fortunately|"
    r"Meanwhile|In the meantime|In fact|Of course|Even so|Still)\s?,?)?"
)
_PURPOSE = re.compile(r"^(?:that|as)\b|\b(?:can|could|would|will)\b", re.I)
_ALL = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|never|no|none|nobody|nothing)\b", re.I
)
_BORDER = re.compile(
    r"(?P<comma>,\s+(?P<word>and|but|so)\s+)|(?P<stop>;\s+|\s+[–—]\s+|\s+-\s+)|"
    r"(?P<colon>:\s+)|"
    # Without a comma only where the grammar finds a new subject right behind it (`_own_clauses`).
    r"\s+(?P<bare>but|and)\s+"
)
_OPENS = re.compile(r"(?:(?:now|then|later|today|also|sometimes|soon|each time|in time|at last)\s+)?")


def proposals(doc: Doc) -> Iterator[Split]:
    yield from series(doc)
    yield from _clauses(doc)
    yield from _side_by_side(doc)
    yield from _contrasts(doc)
    yield from _reasons(doc)
    yield from _consequences(doc)
    yield from shared_subjects(doc)
    yield from continued(doc)
    yield from relatives(doc)
    yield from last_relatives(doc)
    yield from places(doc)
    yield from appositions(doc)


def _clauses(doc: Doc) -> Iterator[Split]:
    """Two main clauses with a semicolon, a dash, or ", and", ", but", ", so" between them."""
    text = doc.text
    dashes = len(re.findall(r"\s[–—-]\s", text))
    for match in _BORDER.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        dash = match["stop"] is not None and match["stop"].strip() != ";"
        if dash and dashes > 1:
            continue  # a pair of dashes is a bracket
        if (dash or match["colon"]) and not _subject_at(doc, match.end()):
            continue  # "in 1996 – a year it lost money"
        if match["colon"] and (_LABEL.search(left) or ";" in right):
            continue
        word = match["word"] or match["bare"]
        if _SOURCE.search(f"{left} {_OWN_SAYING.sub('', right)}") or (
            match["word"] is None and _HANGS.search(right)
        ):
            continue
        if match["bare"] == "and" and (_joins_words(doc, match.start("bare")) or _WITH.search(left)):
            continue
        # A label ("Not established: …") governs everything behind its colon.
        if ":" in left or _inside_brackets(left) or GOVERNS.search(left) or _leans(word, left, right):
            continue
        if word and not _own_clauses(doc, match.start(), match.end(), alike=match["bare"] == "and"):
            continue
        joiner = "" if word in {None, "and"} else word.capitalize() + " "
        yield Split((left + ".", joiner + (right if joiner else capital(right))), clauses=True)


_BESIDE = re.compile(r",\s+(?=(?:it|they|this|these)\s(?:is|are|was|were|can|will|has|have)\b)")


def _side_by_side(doc: Doc) -> Iterator[Split]:
    """Two main clauses with nothing but a comma: "The causes are not known, they may differ."."""
    text = doc.text
    match = _BESIDE.search(text)
    if match is None or text.count(",") > 1 or GOVERNS.search(text) or _SOURCE.search(text):
        return
    left, right = text[: match.start()], text[match.end() :]
    if ":" not in left and _own_clauses(doc, match.start(), match.end(), alike=False):
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


_CONTRAST = re.compile(r",\s+(?:although|though|whereas)\s+")
_FIRST_CONTRAST = re.compile(r"^(?:Although|Though)\s+")


def _contrasts(doc: Doc) -> Iterator[Split]:
    """Contrasts: "X, although Y" and "Although Y, X", in the order in which they stand."""
    text = doc.text
    for match in _CONTRAST.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if _may_part(left) and not _FIRST_CONTRAST.search(left) and _subject_at(doc, match.end()):
            yield Split((left + ".", "But " + right), clauses=True)
    if (first := _FIRST_CONTRAST.search(text)) and text.count(",") == 1:
        left, right = text[first.end() :].split(", ")
        if _may_part(left) and _subject_at(doc, text.index(", ") + 2):
            yield Split((capital(left) + ".", "But " + right), clauses=True)


_BREAKS_OFF = re.compile(r"\b(?:that|and|but|or|which|who|because|if)$")


def _may_part(left: str) -> bool:
    return not (
        _BREAKS_OFF.search(left)
        or ":" in left
        or _inside_brackets(left)
        or GOVERNS.search(left)
        or _ALL.search(left)
    )


def _subject_at(doc: Doc, start: int) -> bool:
    """Whether a clause begins there with its own subject."""
    subject = next((token for token in doc if token.idx >= start and is_subject(token)), None)
    return subject is not None and subject.left_edge.idx == start and is_finite(subject.head)


_MEANS = re.compile(r",\s+which\s+(?P<means>means)\s+(?P<that>that\s+)?")


def _consequences(doc: Doc) -> Iterator[Split]:
    """Consequences: "X, which means that Y"; here "which" is always all of X."""
    text = doc.text
    for match in _MEANS.finditer(text):
        left, right = text[: match.start()], text[match.start("means") :]
        if _may_part(left) and not WEIGHED.search(left):
            yield Split((left + ".", f"This {right}"), clauses=True)


# What begins so hangs on what stands before it.
_HANGS = re.compile(r"^(?:that|which|who|whose|where|when|if|because|as|than|or|nor|to)\b", re.I)
_OWN_SAYING = re.compile(r"^(?:[\w’'-]+ ){1,4}?(?:say|says|said) (?=\w)")
"""But a second clause that says who says it: "…, but some people say that …"."""
# At either end this may hold for both clauses.
_SOURCE = re.compile(r"\baccording to\b|\b(?:says|said|say)\b", re.I)


_THERE_IS_NO = re.compile(r"^There (?:is|are|was|were) (?:currently |still )?no\b")
"""What "but" follows is no exception to this: "There is no cure, but …"."""


def _leans(word: str | None, left: str, right: str) -> bool:
    """Whether the halves need each other: "so that", "so you can", "all of them, but"."""
    if word == "so":
        return bool(_PURPOSE.search(right))
    return word == "but" and bool(_ALL.search(_THERE_IS_NO.sub("", left)))


def _inside_brackets(left: str) -> bool:
    return left.count("(") != left.count(")") or left.count("[") != left.count("]")


def _own_clauses(doc: Doc, end: int, start: int, *, alike: bool) -> bool:
    """Whether a main clause ends here, and another begins there with its own subject.

    Without a comma both must be `alike` in tense: "it is closed, with the foundations marked and the garden
    restored" has but one clause.
    """
    subject = next((token for token in doc if token.idx >= start and is_subject(token)), None)
    if subject is None or not _OPENS.fullmatch(doc.text[start : subject.left_edge.idx]):
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


def is_free(first: Doc, second: Doc) -> bool:
    """Whether nothing in the first clause reaches over into the second.

    The first clause must begin with its subject (else "In mice, …" may hold for both), and must not
    report or weigh something ("The study found that …"), since then the second clause may be reported too.
    """
    root = next(token for token in first if token.dep_ == "ROOT")
    subject = next(child for child in root.children if is_subject(child))
    if not _OPENERS.fullmatch(first[: subject.left_edge.i].text):
        return False
    if _NO_EVIDENCE.match(first.text):
        # "There is no evidence that X, and it may Y": the "may" shows that Y is said, not denied.
        return any(token.tag_ == "MD" and token.head.dep_ == "ROOT" for token in second)
    return not any(
        token.dep_ in {"ccomp", "csubj", "csubjpass", "parataxis"}
        or (token.dep_ == "acl" and token.i > root.i)
        for token in first
    )


# Without a comma "some … because" speaks of those alone for whom the reason holds.
_COUNTED = re.compile(
    r"\b(?:some|most|many|several|half|all|every\w*|each|more|less|often|sometimes|usually)\b|\d", re.I
)


def _reasons(doc: Doc) -> Iterator[Split]:
    """From "X because Y" to "X." and "This is because Y.", where X is a plain statement."""
    yield from _reason_first(doc)
    because = [token for token in doc if token.lower_ == "because"]
    if len(because) != 1 or because[0].dep_ != "mark" or because[0].i < 3:
        return
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
        or _inside_brackets(left)
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
    if _subject_at(doc, len(reason) + 2):
        yield Split((capital(right) + ".", f"This is {reason[0].lower()}{reason[1:]}."), clauses=True)

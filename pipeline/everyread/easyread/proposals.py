"""Where a sentence might be split: proposals from its grammar, made only where that leaves no doubt.

A proposal is not yet a split: `splits` parses its parts again, and the guard compares the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Split:
    """One way to split a sentence."""

    parts: tuple[str, str]
    clauses: bool = False
    """Whether the parts are main clauses, so that the first might govern the second."""


# Words in the first clause that may govern the second one too, or make it mean something else alone.
_GOVERNS = re.compile(
    r"\b(?:if|unless|until|till|when|whenever|while|once|provided|providing|in case|as long as|suppose|"
    r"whether|not only|either|neither|both|wish|would|had)\b",
    re.I,
)
_NO_EVIDENCE = re.compile(
    r"^There (?:is|was) (?:currently )?(?:no|little|not much) (?:good |clear )?evidence\b"
)
_OPENERS = re.compile(
    r"(?:(?:However|But|And|So|Also|Now|Today|Sadly|Luckily|Unfortunately|Fortunately)\s?,?)?"
)
_PURPOSE = re.compile(r"^(?:that|as)\b|\b(?:can|could|would|will)\b", re.I)
_ALL = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|never|no|none|nobody|nothing)\b", re.I
)
_BORDER = re.compile(r"(?P<comma>,\s+(?P<word>and|but|so)\s+)|(?P<stop>;\s+|\s+[–—]\s+|\s+-\s+)")


def proposals(doc: Doc) -> Iterator[Split]:
    yield from _clauses(doc)
    yield from _reasons(doc)
    yield from _shared_subjects(doc)
    yield from _relatives(doc)


def _clauses(doc: Doc) -> Iterator[Split]:
    """Two main clauses with a semicolon, a dash, or ", and", ", but", ", so" between them."""
    text = doc.text
    dashes = len(re.findall(r"\s[–—-]\s", text))
    for match in _BORDER.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if match["stop"] and match["stop"].strip() != ";" and dashes > 1:
            continue  # a pair of dashes is a bracket
        # A label ("Not established: …") governs everything behind its colon.
        if (
            ":" in left
            or _inside_brackets(left)
            or _GOVERNS.search(left)
            or _leans(match["word"], left, right)
        ):
            continue
        if match["comma"] and not _own_clauses(doc, match.start(), match.end()):
            continue
        joiner = "" if match["word"] in {None, "and"} else match["word"].capitalize() + " "
        yield Split((left + ".", joiner + (right if joiner else _capital(right))), clauses=True)


def _leans(word: str | None, left: str, right: str) -> bool:
    """Whether the halves need each other: "so that", "so you can", "all of them, but"."""
    if word == "so":
        return bool(_PURPOSE.search(right))
    return word == "but" and bool(_ALL.search(left))


def _inside_brackets(left: str) -> bool:
    return left.count("(") != left.count(")") or left.count("[") != left.count("]")


def _own_clauses(doc: Doc, end: int, start: int) -> bool:
    """Whether a main clause ends here, and another begins there with its own subject."""
    subject = next((token for token in doc if token.idx >= start and is_subject(token)), None)
    if subject is None or subject.left_edge.idx != start:
        return False
    return any(token.idx < end and is_finite(token) and _are_both_main(token, subject.head) for token in doc)


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
    return not any(token.dep_ in {"ccomp", "csubj", "csubjpass", "acl", "parataxis"} for token in first)


# In "may … because" the reason itself is only possible, "partly because" weighs it, and "not … because"
# may deny either half.
_WEIGHED = re.compile(
    r"\b(?:not|no|never|nor|only|nothing|nobody|none|neither|cannot|few|fewer|little|rarely|seldom|hardly|may|might|"
    r"could|can|should|must|will|perhaps|possibly|probably|likely|seems?|appears?|think|thinks|thought|believed?|"
    r"believes)\b|ly$|\b(?:just|even|is|was|be)$|n['’]t\b",
    re.I,
)
# Without a comma "some … because" speaks of those alone for whom the reason holds.
_COUNTED = re.compile(
    r"\b(?:some|most|many|several|half|all|every\w*|each|more|less|often|sometimes|usually)\b|\d", re.I
)


def _reasons(doc: Doc) -> Iterator[Split]:
    """From "X because Y" to "X." and "This is because Y.", where X is a plain statement."""
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
        or _GOVERNS.search(left)
        or _WEIGHED.search(left)
        or _inside_brackets(left)
    ):
        return
    yield Split((left + ".", f"This is {doc[mark.i :].text}"), clauses=True)


def _shared_subjects(doc: Doc) -> Iterator[Split]:
    """The subject said again for a second verb: "The team tested 20 people and found that …".

    Only where the second verb opens a that-clause: what comes last in other sentences ("… and improved
    sleep in women") may belong to both verbs.
    """
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    subject = (
        next((child for child in root.children if is_subject(child)), None) if root is not None else None
    )
    if root is None or subject is None or subject.left_edge.i or subject.right_edge.i > root.i:
        return
    phrase = doc[: subject.right_edge.i + 1]
    alone = len(phrase) == 1 and phrase[0].lower_ in {"i", "we", "he", "she", "they"}
    for verb in root.children:
        if verb.dep_ != "conj" or verb.tag_ != root.tag_ or root.tag_ not in {"VBD", "VBP", "VBZ"}:
            continue
        joiner = next((token for token in root.children if token.lower_ == "and" and token.i < verb.i), None)
        reported = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
        if joiner is None or joiner.i + 1 != verb.i or len(reported) != 1 or doc[verb.i + 1].lower_ != "that":
            continue
        completed = any(
            root.i < child.i < joiner.i and child.dep_ not in {"punct", "cc"} for child in root.children
        )
        if completed and (alone or _may_be_repeated(phrase)) and not _GOVERNS.search(doc.text):
            left = doc[: joiner.i].text.rstrip(" ,")
            yield Split((left + ".", f"{phrase.text} {doc[verb.i :].text}"), clauses=True)


# An antecedent that may not be said twice: "a drug … a drug" are two drugs, "some … some" two groups.
_NOT_TWICE = frozenset(
    "a an some any no many most few several each every either neither all both one another other "
    "others".split()
)


def _relatives(doc: Doc) -> Iterator[Split]:
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
        if noun.i != token.i - 2 or not _may_be_repeated(phrase) or not _agrees(noun, verb):
            continue
        if _GOVERNS.search(doc.text):
            continue
        yield from _embedded(doc, token, verb, noun)
        yield from _final_person(doc, token, verb, noun)


def _may_be_repeated(phrase: Iterable[Token]) -> bool:
    return not any(
        token.lower_ in _NOT_TWICE
        or (token.pos_ in {"NUM", "ADP", "CCONJ", "PUNCT", "PRON"} and token.tag_ != "PRP$")
        for token in phrase
    )


def _agrees(noun: Token, verb: Token) -> bool:
    finite = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    plural = noun.tag_ in {"NNS", "NNPS"}
    if finite.tag_ == "VBZ" or finite.lower_ == "was":
        return not plural
    if finite.tag_ == "VBP" or finite.lower_ == "were":
        return plural
    return True


def _embedded(doc: Doc, relative: Token, verb: Token, noun: Token) -> Iterator[Split]:
    last = verb.right_edge.i
    closes = last if doc[last].text == "," else last + 1
    if noun.left_edge.i or closes >= len(doc) - 2 or doc[closes].text != ",":
        return
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.head.dep_ != "ROOT" or noun.head.i < closes:
        return
    phrase = doc[: relative.i - 1].text
    inside = doc[relative.i + 1 : closes].text
    yield Split((f"{phrase} {doc[closes + 1 :].text}", f"{phrase} {inside}."))


def _final_person(doc: Doc, relative: Token, verb: Token, noun: Token) -> Iterator[Split]:
    ends_all = verb.right_edge.i >= len(doc) - 2
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    main_clause = governor.dep_ == "ROOT" and governor.pos_ in {"VERB", "AUX"}
    if relative.lower_ != "who" or noun.tag_ != "NNP" or not ends_all or not main_clause:
        return
    phrase = doc[noun.left_edge.i : relative.i - 1].text
    yield Split((doc[: relative.i - 1].text + ".", f"{_capital(phrase)} {doc[relative.i + 1 :].text}"))


def is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "expl"} and token.tag_ not in {"WDT", "WP", "WP$"}


def is_finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBP", "VBZ"} or any(
        child.tag_ in {"VBD", "VBP", "VBZ", "MD"}
        for child in verb.children
        if child.dep_ in {"aux", "auxpass"}
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

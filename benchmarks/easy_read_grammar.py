"""Whether an easy-read line is a whole sentence, as far as its parse and its marks can tell.

No grammar checker is part of the project.  These checks find what a program that cuts sentences gets wrong:
no finite verb, a subject and verb that do not agree, a word left hanging at either end, a word twice, marks
that do not close.  A source sentence may fail them too, so a change is judged by what its source did not
have.  They miss what only a reader sees: the changed lines can be printed, to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import is_finite, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TWICE = re.compile(r"\b(\w+) \1\b", re.I)
_MAY_BE_TWICE = frozenset("had that very no so is".split())
_HANGS_LAST = frozenset("and or but nor because although if when while which who the a an than".split())
_HANGS_FIRST = re.compile(r"^(?:and also|but but|so so|and but|or)\b|^[,;:)]", re.I)
_WRONG_ARTICLE = re.compile(
    r"\ba (?=[aeio]\w)(?!one\b|once\b|eu|uni|use)|\ban (?=[bcdfgjklmnpqrstvwyz]\w)", re.I
)
_PAIRS = ("()", "[]", "“”")


def faults(doc: Doc, *, is_point: bool = False) -> Iterator[str]:
    """What is wrong with a line; a point of a list or a lead need not be a sentence."""
    text = doc.text.strip()
    words = [token.lower_ for token in doc if token.is_alpha]
    if not is_point and not text.endswith(":"):
        yield from _as_sentence(doc, text)
    if words and words[-1] in _HANGS_LAST:
        yield f"ends with “{words[-1]}”"
    if match := _HANGS_FIRST.search(text):
        yield f"begins with “{match[0]}”"
    yield from (f"“{m[1]}” twice" for m in _TWICE.finditer(text) if m[1].lower() not in _MAY_BE_TWICE)
    yield from (f"“{a}{b}” open" for a, b in _PAIRS if text.count(a) != text.count(b))
    if match := _WRONG_ARTICLE.search(text):
        yield f"article: “{match[0]}{text[match.end() : match.end() + 8]}”"
    if re.search(r"\s[,.;:!?](?:\s|$)|,,|\.\.(?!\.)|,\.", text):
        yield "marks out of place"


def _as_sentence(doc: Doc, text: str) -> Iterator[str]:
    if not re.search(r"[.!?…][”’\"')\]]*$", text):
        yield "no full stop"
    if text[:1].islower():
        yield "no capital"
    if not any(is_finite(token) or token.tag_ in {"VB", "MD"} for token in doc):
        yield "no finite verb"
    for token in doc:
        if is_subject(token) and not _agree(token, token.head):
            yield f"“{token} {token.head}” do not agree"


_I = frozenset({"i", "you", "we", "they"})
_IT = frozenset({"he", "she", "it", "this", "that"})


def _agree(subject: Token, verb: Token) -> bool:
    """Only where number is sure: a noun alone, or a pronoun, with a present verb."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.i < verb.i]
    finite = helpers[0] if helpers else verb
    joined = any(child.dep_ in {"conj", "prep"} for child in subject.children)
    if finite.tag_ not in {"VBZ", "VBP"} or joined:
        return True
    if subject.lower_ in _I or subject.tag_ == "NNS":
        return finite.tag_ == "VBP"
    return not (subject.lower_ in _IT and finite.tag_ == "VBP")


def new_faults(before: Counter[str], after: Counter[str]) -> list[str]:
    """What the change brought in."""
    return list((after - before).elements())

"""What is said of a noun inside a sentence, as a sentence of its own: "X, a Y, …" and "…, which are …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from everyread.easyread.grammar import GOVERNS, Split, is_finite, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SINGULAR = frozenset({"NN", "NNP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_SAYS = frozenset("says said say".split())
_CLOSERS = {",": ",", "–": "–", "—": "—"}


def appositions(doc: Doc) -> Iterator[Split]:
    """What a subject is: "X, a Y, helps." becomes "X helps." and "X is a Y."

    Only where the sentence tells of now, for "X, the king, died" does not say that X is the king.
    """
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or GOVERNS.search(doc.text) or not _is_of_now(root):
        return
    for token in doc[: root.i]:
        if token.dep_ == "appos" and token.head.head == root and is_subject(token.head):
            yield from _apart(doc, token, token.head, root)


def _apart(doc: Doc, other: Token, noun: Token, root: Token) -> Iterator[Split]:
    first, last = other.left_edge.i, other.right_edge.i
    opens, closes = first - 1, last + 1
    if noun.left_edge.i or noun.i != opens - 1 or doc[first].lower_ not in {"a", "an", "the", "one"}:
        return
    if _CLOSERS.get(doc[opens].text) != doc[closes].text or "," in doc[first:closes].text:
        return
    phrase, rest = doc[:opens], doc[closes + 1 :]
    if noun.tag_ in _SINGULAR and other.tag_ in _SINGULAR | {"CD"}:
        verb = "is"
    elif noun.tag_ in _PLURAL and other.tag_ in _PLURAL:
        verb = "are"
    else:
        return
    after_subject = rest[0] == root or (rest[0].head == root and rest[0].dep_ in {"aux", "auxpass", "advmod"})
    if after_subject and not any(child.dep_ == "conj" for child in noun.children) and _is_whole(phrase):
        yield Split((f"{phrase.text} {rest.text}", f"{phrase.text} {verb} {doc[first:closes].text}."))


def _is_of_now(root: Token) -> bool:
    helpers = [child for child in root.children if child.dep_ in {"aux", "auxpass"}]
    finite = helpers[0] if helpers else root
    return finite.tag_ in {"VBZ", "VBP"} or finite.lower_ in _SAYS


def _is_whole(phrase: Iterable[Token]) -> bool:
    """Whether the subject can be said twice: no "a", which would be two, and nothing but a plain noun."""
    return all(
        token.tag_ in {"NNP", "NNPS", "NN", "NNS", "JJ", "PRP$", "POS", "HYPH"} or token.lower_ == "the"
        for token in phrase
    )


_NONE_OF = frozenset("no any few neither either every each".split())


def last_relatives(doc: Doc) -> Iterator[Split]:
    """A last clause with ", who …" or, of several things, ", which are …": "These things are …".

    The noun stands right in front, hangs on the verb and on no other noun, so nothing else can be meant:
    "which is" may mean the whole sentence and is left alone, "which are" cannot.
    """
    for token in doc:
        if token.lower_ not in {"who", "which"} or not token.i or doc[token.i - 1].text != ",":
            continue
        verb = token.head
        if token.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ != "relcl" or not is_finite(verb):
            continue
        noun = verb.head
        if noun.i != token.i - 2 or verb.right_edge.i < len(doc) - 2 or GOVERNS.search(doc.text):
            continue
        if _hangs_on_verb(noun) and (name := _pointed_at(doc, token, verb, noun)):
            yield Split((doc[: token.i - 1].text + ".", f"{name} {doc[token.i + 1 :].text}"), clauses=True)


def _hangs_on_verb(noun: Token) -> bool:
    """Whether it is the only noun that can be meant: no "of" and no "and" binds it to another one."""
    if noun.dep_ == "pobj":
        return noun.head.head.pos_ in {"VERB", "AUX"} and noun.head.head.dep_ == "ROOT"
    return noun.dep_ in {"dobj", "attr"} and noun.head.dep_ == "ROOT"


def _pointed_at(doc: Doc, relative: Token, verb: Token, noun: Token) -> str:
    """Either "These things" or "This man"; empty where it is not sure that they are meant."""
    if any(child.lower_ in _NONE_OF or child.dep_ in {"conj", "neg"} for child in noun.children):
        return ""
    finite = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    many = finite.tag_ == "VBP" or finite.lower_ == "were"
    if noun.tag_ == "NNS" and (many or (relative.lower_ == "who" and finite.tag_ in {"MD", "VBD"})):
        rivals = [each for each in doc[: noun.i] if each.tag_ in _PLURAL]
        return f"These {noun.text}" if relative.lower_ == "who" or not rivals else ""
    if noun.tag_ == "NN" and relative.lower_ == "who" and not many:
        return f"This {noun.text}"
    return ""

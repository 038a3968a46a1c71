"""What is said of a noun inside a sentence, as a sentence of its own: "X, a Y, …" and "…, which are …"."""

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
    is_past,
    is_subject,
    root_of,
)

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
    root = root_of(doc)
    if root is None or GOVERNS.search(doc[: root.i].text) or not _is_of_now(root):
        return
    if not GOVERNS.search(doc.text):
        yield from _last(doc, root)
    for token in doc[: root.i]:
        if token.dep_ == "appos" and token.head.head == root and is_subject(token.head):
            yield from _apart(doc, token, token.head, root)


ROLES = frozenset(
    "director head president chairman chairwoman chair chief professor spokesman spokeswoman spokesperson "
    "manager editor leader founder co-founder author secretary minister captain owner governor mayor".split()
)
"""What one person is, which may stand without an article: "Ann Lee, director of the trust, …"."""


def _apart(doc: Doc, other: Token, noun: Token, root: Token) -> Iterator[Split]:
    first, last = other.left_edge.i, other.right_edge.i
    opens, closes = first - 1, last + 1
    if closes >= root.i or noun.left_edge.i or noun.i != opens - 1:
        return
    named = doc[0].tag_ in {"DT", "PRP$", "NNP"} and all(each.tag_ == "NNP" for each in doc[first:closes])
    titled = noun.tag_ == "NNP" and doc[first].lower_ in ROLES
    if not (titled or (named and noun.tag_ == "NN") or doc[first].lower_ in {"a", "an", "the", "one"}):
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
    if _YEAR.search(doc[first:closes].text):
        return  # "X, a winner in 2008," is none now
    if after_subject and not any(child.dep_ == "conj" for child in noun.children) and _is_whole(phrase):
        more = f"{phrase.text} {verb} {doc[first:closes].text}."
        yield Split((f"{phrase.text} {rest.text}", more), aside=True)


_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")


_STATES = frozenset(
    "based located situated known called renowned famed regarded armed accompanied owned run led headed "
    "chaired backed supported funded".split()
)
_EVENTS = frozenset(
    "released published founded built captured launched opened established created introduced formed "
    "written designed held signed passed adopted elected appointed killed injured arrested discovered "
    "invented".split()
)
"""What was done once, whatever the sentence tells of now."""


def participles(doc: Doc) -> Iterator[Split]:
    """What is or was done to a subject: "X, based in Leeds, helps." becomes "X is based in Leeds."."""
    root = root_of(doc)
    if root is None or GOVERNS.search(doc.text) or not is_finite(root):
        return
    for token in doc[: root.i]:
        noun, first, closes = token.head, token.left_edge.i, token.right_edge.i + 1
        if token.tag_ != "VBN" or token.dep_ not in {"acl", "advcl"} or noun.head != root or noun.left_edge.i:
            continue
        if noun.i != first - 2 or doc[first - 1].text != "," or doc[closes].text != "," or closes >= root.i:
            continue
        plain = first == token.i or (first == token.i - 1 and doc[first].lower_ == "also")
        event = token.lower_ in _EVENTS
        agent = doc[token.i + 1].lower_ == "by" and is_past(root)
        if (
            plain
            and (event or agent or token.lower_ in _STATES)
            and _can_be_parted(doc, noun, root, first, closes)
        ):
            now = _is_of_now(root) and not event
            verb = (("was", "were"), ("is", "are"))[now][noun.tag_ in _PLURAL]
            phrase = doc[: first - 1].text
            more = f"{phrase} {verb} {doc[first:closes].text}."
            yield Split((f"{phrase} {doc[closes + 1 :].text}", more), aside=True)


def _can_be_parted(doc: Doc, noun: Token, root: Token, first: int, closes: int) -> bool:
    """Whether a subject can be said twice, and its verb follows what is taken out."""
    after = doc[closes + 1]
    follows = after == root or (after.head == root and after.dep_ in {"aux", "auxpass", "advmod"})
    return follows and is_subject(noun) and _is_whole(doc[: first - 1])


def _last(doc: Doc, root: Token) -> Iterator[Split]:
    """What a name at the end of the sentence is ("We work with Ann Shah, a nurse in Leeds.")."""
    for token in doc[root.i :]:
        noun, first = token.head, token.left_edge.i
        if token.dep_ != "appos" or noun.tag_ != "NNP" or noun.i != first - 2 or doc[first - 1].text != ",":
            continue
        name, other = doc[noun.left_edge.i : first - 1], doc[first : len(doc) - 1]
        whole = token.right_edge.i >= len(doc) - 2 and doc[first].lower_ in {"a", "an", "the"}
        plain = token.tag_ == "NN" and "," not in other.text and not WEIGHED.search(doc.text)
        if whole and plain and all(each.tag_ == "NNP" for each in name) and _hangs_on_verb(noun):
            yield Split((doc[: first - 1].text + ".", f"{name.text} is {other.text}."))


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
        if noun.i != token.i - 2 or verb.right_edge.i < len(doc) - 2 or GOVERNS.search(doc[: token.i].text):
            continue
        if _hangs_on_verb(noun) and (name := _pointed_at(doc, token, verb, noun)):
            yield Split((doc[: token.i - 1].text + ".", f"{name} {doc[token.i + 1 :].text}"), clauses=True)


def _hangs_on_verb(noun: Token) -> bool:
    """Whether it is the only noun that can be meant: no "of" and no "and" binds it to another one."""
    if noun.dep_ == "pobj":
        return noun.head.head.pos_ in {"VERB", "AUX"} and noun.head.head.dep_ in _MAIN
    return noun.dep_ in {"dobj", "attr"} and noun.head.dep_ in _MAIN


_MAIN = frozenset({"ROOT", "xcomp", "pcomp"})
"""The main verb, and one that only goes on with it: "hopes to meet", "ended by meeting"."""


def _pointed_at(doc: Doc, relative: Token, verb: Token, noun: Token) -> str:
    """Either "These things" or "This man"; empty where it is not sure that they are meant."""
    if any(child.lower_ in _NONE_OF or child.dep_ in {"conj", "neg"} for child in noun.children):
        return ""
    finite = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    many = finite.tag_ == "VBP" or finite.lower_ == "were"
    if noun.tag_ == "NNS" and (many or (relative.lower_ == "who" and finite.tag_ in {"MD", "VBD"})):
        rivals = [each for each in doc[: noun.i] if each.tag_ in _PLURAL]
        return f"These {noun.text}" if relative.lower_ == "who" or not rivals else ""
    one = not many and (relative.lower_ == "who" or _is_of_a_thing(verb, finite, doc))
    if noun.tag_ == "NN" and one:
        return f"This {noun.text}"
    name = doc[noun.left_edge.i : noun.i + 1]
    named = all(token.tag_ in {"NNP", "POS"} or token.lower_ == "the" for token in name)
    return capital(name.text) if noun.tag_ == "NNP" and named and relative.lower_ == "which" and one else ""


_OF_THINGS = frozenset(
    "founded built published held launched opened located based created designed written led run funded paid "
    "signed sold given taught bought owned filmed recorded invented developed introduced printed".split()
)
"""What happens to a thing, and never to all that a sentence says ("…, which was caused by rain")."""
_HAS = frozenset("has had contains contained covers costs cost employs sells runs lies stands houses".split())
"""And what only a thing does."""


def _is_of_a_thing(verb: Token, finite: Token, doc: Doc) -> bool:
    """Whether a "which" with this verb can only mean a thing, and what follows is all said of it.

    Behind another comma the sentence may go on: "took the note, which was signed by the king, to the house".
    """
    if "," in doc[verb.i :].text:
        return False
    if any(child.dep_ == "auxpass" for child in verb.children):
        return verb.lower_ in _OF_THINGS
    return verb == finite and verb.lower_ in _HAS


def places(doc: Doc) -> Iterator[Split]:
    """A last clause with ", where …": "There, she runs a shop." says as much of the place."""
    for token in doc:
        if token.lower_ != "where" or token.i < _LEAST or doc[token.i - 1].text != ",":
            continue
        verb, left = token.head, doc[: token.i - 1].text
        if token.dep_ != "advmod" or verb.dep_ != "relcl" or not is_finite(verb) or verb.head.i > token.i:
            continue
        last = verb.right_edge.i >= len(doc) - 2
        if _CLEFT.match(left) or not _is_place(verb.head):
            continue
        own = any(is_subject(child) and child.left_edge.i == token.i + 1 for child in verb.children)
        if own and last and not (GOVERNS.search(doc.text) or WEIGHED.search(left) or _MEANT.search(left)):
            right = f"There, {doc[token.i + 1 :].text}"
            yield Split((left + ".", right), clauses=True, same=(("where", "there"),))


_AT = frozenset("in at near to from outside inside around".split())
_PLACES = frozenset(
    "house houses home homes room rooms hospital hospitals clinic clinics school schools college university "
    "village town city cities area areas region country countries island islands street road park garden "
    "centre center building office offices flat farm farms church prison court station hotel museum hall "
    "north south east west".split()
)


def _is_place(noun: Token) -> bool:
    """Whether one can be "there": in no language, and with nobody."""
    named = noun.tag_ in {"NNP", "NNPS"} and noun.dep_ == "pobj" and noun.head.lower_ in _AT
    on_the_way = noun.head.lower_ in {"from", "to"} and noun.head.head.dep_ != "ROOT"  # "a trip from X to Y"
    return (named or noun.lower_ in _PLACES) and not on_the_way


_CLEFT = re.compile(r"^(?:But |And |So )?it (?:is|was)\b", re.I)
"""Of these the clause is no aside: "It is in the US, where …, that …"."""
_LEAST = 4
_MEANT = re.compile(r"\b(?:want|hope|plan|wish|like|intend|going|expect|say|said|says)\w*\b|:", re.I)
"""Behind these nobody may be there yet."""

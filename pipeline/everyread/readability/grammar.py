"""The grammar of sentences: clauses, passives, how deeply words hang under the main verb.

Parsed with the same small English model as the easy read, which is loaded once in each worker.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.easyread.model import parse
from everyread.readability.abstract import abstractness

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 8_000
"""Words that are parsed of one article, about 2 s: the longest feature is shorter, and a book is sampled."""
_LONGEST = 1_200
"""Characters of a sentence that are parsed: beyond 200 words its grammar is a list, or noise."""
_STOPS = re.compile(r"[\s.!?…]+([\"'”’)\]]*)$")
_CLAUSE = frozenset(
    {"ROOT", "conj", "advcl", "relcl", "ccomp", "acl", "csubj", "csubjpass", "pcomp", "parataxis"}
)
_SUBORDINATE = frozenset({"advcl", "relcl", "ccomp", "acl", "csubj", "csubjpass", "pcomp"})
_DENYING = frozenset(
    "no not n't never nor neither without none nobody nothing nowhere cannot unable hardly".split()
)
_NOUN_ENDINGS = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness(?:es)?|ities|ity|ances?|ences?|ancy|ency|isms?)$"
)
_PLAIN_NOUNS = frozenset(
    "ability attention business city cities community communities condition conditions difference evidence "
    "experience government moment moments mention nation nations party question questions science sentence "
    "sentences station stations department apartment university security audience comment element document "
    "illness position section sections television session sessions distance chance entrance balance "
    "difficulty difficulties instance absence silence violence presence parents auction information "
    "population generation relation fiction ocean million nation mission pension tension fashion".split()
)
"""Nouns with such an ending in which no verb or adjective is hidden, or that have no plainer word."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the parser says of one sentence."""

    clauses: int
    """Clauses with a verb of their own."""
    subordinate: int
    """Those of them that hang on another."""
    depth: int
    """Steps from the main verb to the word deepest under it."""
    distance: float
    """Mean number of words from a word to the one it hangs on (Gibson 1998: what memory must hold)."""
    before_verb: int
    """Words in front of the main verb."""
    nouns: int
    """Nouns and names."""
    verbs: int
    """Main verbs and auxiliaries."""
    modifiers: int
    """Adjectives, and nouns in front of nouns."""
    prepositions: int
    pronouns: int
    names: int
    abstract: tuple[float, ...]
    """How abstract each noun is, of those that are known; see `abstractness`."""
    passives: tuple[str, ...]
    nominalisations: tuple[str, ...]
    negations: tuple[str, ...]


def grammar_of(texts: Iterable[str]) -> Mapping[str, Grammar]:
    """The grammar of each text; of so many that `MOST_WORDS` words are parsed, whatever their order.

    Each text is parsed once and all in one fixed order, so that the answer for a text does not hang on
    where in the article it stands.
    """
    chosen = sorted(set(texts), key=lambda text: hashlib.sha256(text.encode()).digest())
    words = 0
    within: list[str] = []
    for text in chosen:
        if words >= MOST_WORDS:
            break
        words += text.count(" ") + 1
        within.append(text)
    # Texts of like length side by side make the parser's batches full, which is a third quicker.
    within.sort(key=lambda text: (len(text), text))
    docs = parse([_closed(text[:_LONGEST]) for text in within])
    return {text: _grammar(doc) for text, doc in zip(within, docs, strict=True)}


def _closed(text: str) -> str:
    """The text with one stop at its end, so that words with and without one are parsed alike."""
    asks = "?" if text.rstrip("\"'”’)] ").endswith("?") else "."
    return (_STOPS.sub(r"\1", text.strip()) + asks) if text.strip() else "."


def _grammar(doc: Doc) -> Grammar:
    tokens = [token for token in doc if not (token.is_punct or token.is_space)]
    tags = [token.pos_ for token in tokens]
    clauses = [token for token in tokens if token.dep_ in _CLAUSE and _has_verb(token)]
    roots = [token for token in tokens if token.dep_ == "ROOT"]
    distances = [abs(token.i - token.head.i) for token in tokens if token.dep_ != "ROOT"]
    return Grammar(
        clauses=len(clauses),
        subordinate=sum(token.dep_ in _SUBORDINATE for token in clauses),
        depth=_depth(tokens),
        distance=sum(distances) / len(distances) if distances else 0.0,
        before_verb=max((sum(token.i < root.i for token in tokens) for root in roots), default=0),
        nouns=tags.count("NOUN") + tags.count("PROPN"),
        verbs=tags.count("VERB") + tags.count("AUX"),
        modifiers=tags.count("ADJ") + sum(token.dep_ == "compound" for token in tokens),
        prepositions=tags.count("ADP"),
        pronouns=tags.count("PRON"),
        names=tags.count("PROPN"),
        abstract=tuple(_abstract(tokens)),
        passives=tuple(_with_auxiliaries(token) for token in tokens if _is_passive(token)),
        nominalisations=tuple(token.text for token in tokens if _is_nominalisation(token)),
        negations=tuple(token.text for token in tokens if token.lower_ in _DENYING),
    )


def _has_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _abstract(tokens: Iterable[Token]) -> Iterator[float]:
    for token in tokens:
        if token.pos_ == "NOUN" and (known := abstractness(token.lower_)) is not None:
            yield known


def _depth(tokens: list[Token]) -> int:
    """The longest way from a word up to the top of its sentence; each word's way is looked up once."""
    depths: dict[int, int] = {}
    for token in tokens:
        way = [token]
        while way[-1].i not in depths and way[-1].head.i != way[-1].i:
            way.append(way[-1].head)
        below = depths.get(way[-1].i, 0)
        for step, each in enumerate(reversed(way)):
            depths[each.i] = below + step
    return max(depths.values(), default=0)


def _is_passive(token: Token) -> bool:
    return token.pos_ == "VERB" and any(child.dep_ == "auxpass" for child in token.children)


def _with_auxiliaries(token: Token) -> str:
    helpers = [child.text for child in token.children if child.dep_ == "auxpass"]
    return " ".join((*helpers, token.text))


def _is_nominalisation(token: Token) -> bool:
    return (
        token.pos_ == "NOUN"
        and token.lower_ not in _PLAIN_NOUNS
        and _NOUN_ENDINGS.fullmatch(token.lower_) is not None
    )

"""What a picture of a line might show, for a person to choose one: the rarest thing that the line names.

Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from everyread.easyread.model import parse, versions
from everyread.store import Store, key_of, version_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHORTEST = 3
"""Letters."""
_PLAIN = 0.0005
"""A word that is more than one in 2,000 says nothing of what a line is about: "people", "time"."""

_NO_THING = frozenset("none nothing nobody anything something".split())
"""What the parser takes for nouns, and no picture shows."""


def subjects(texts: Sequence[str], store: Store) -> dict[str, str]:
    """Each line and its rarest noun, where it has one; kept, so that a new look parses nothing again."""
    key = key_of("picture subjects", sorted(_NO_THING), list(texts), versions(), version_of("wordfreq"))
    known = store.recall(key)
    if not isinstance(known, dict):
        known = {text: _rarest_noun(doc) for text, doc in zip(texts, parse(texts), strict=True)}
        store.remember(key, known)
    return known


def _rarest_noun(doc: Doc) -> str:
    from wordfreq import word_frequency

    named = (each for each in doc if each.pos_ == "NOUN" and each.lower_ not in _NO_THING)
    nouns = [each.text for each in named if each.is_alpha and len(each) >= SHORTEST]
    shares = {noun: word_frequency(noun.lower(), "en") for noun in nouns}
    return min(
        (noun for noun in nouns if 0 < shares[noun] < _PLAIN),
        key=lambda noun: shares[noun],
        default="",
    )

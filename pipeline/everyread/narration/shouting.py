"""A line set all in capitals, brought down to ordinary writing, so that no word in it is spelt out."""

from __future__ import annotations

import re

from everyread.narration.rules_letters import EMPHASISED, said_as_word

_SHOUTED = re.compile(r"^[^a-z]+$")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# Elsewhere these are short names; among shouted words they are ordinary.
_ORDINARY = EMPHASISED | {"AID", "GET", "IT", "PACE", "US", "WHO", "PIP", "NICE", "MIND", "SCOPE"}


_RUN = re.compile(r"(?<![\w.])(?:[A-Z]['A-Z]*[,!]? ){2,}[A-Z]['A-Z]*(?![\w.])")


def hushed(text: str, known: frozenset[str]) -> str:
    """Shouted words in small letters, but for names in `known` and for what can only be letters."""
    if _SHOUTED.match(text):
        quiet = _hush(text, known, fewest=2)
        return quiet[:1].upper() + quiet[1:]
    return _RUN.sub(lambda match: _hush(match[0], known, fewest=3), text)


def _hush(text: str, known: frozenset[str], *, fewest: int) -> str:
    """`fewest` words in capitals are shouting; fewer are a short name."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    if len(words) < fewest or not any(word in _ORDINARY for word in words):
        return text
    return _WORD.sub(lambda match: _quiet(match[0], known), text)


def _quiet(word: str, known: frozenset[str]) -> str:
    if word == "I" or (word in known and word not in _ORDINARY):
        return word
    vowels = bool(re.search(r"[AEIOUY]", word))
    if word in _ORDINARY or said_as_word(word) or (vowels and len(word) > 2):
        return word.lower()
    return word

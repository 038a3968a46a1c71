"""Whether the voice's dictionaries know a word, or it would have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import combining, normalize

_ENDINGS = (
    ("'s", ""), ("s'", "s"), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""),
     ("ing", ""),
    ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("ness", ""), ("less", ""), ("ful", ""),
    ("ied", "y"), ("'d", ""), ("'ll", ""), ("'ve", ""), ("'re", ""),
)  # fmt: skip
"""What may stand at the end of a word that is known without it, and what then takes its place."""
_BEGINNINGS = ("un", "re", "non", "pre", "post", "over", "mis", "dis", "self", "anti")
_SHORTEST = 3
"""Letters of the shortest stem that tells anything."""


@cache
def is_known(word: str) -> bool:
    """Whether a word is in the lexicons of the embedded voice, as it stands or without a common ending.

    Raises MachineError when that voice is not installed.
    """
    parts = [part for part in re.split(r"-|(?<=[a-z])(?=[A-Z])", word) if part]
    return bool(parts) and all(_known_part(part) for part in parts)


def _known_part(word: str) -> bool:
    return len(word) == 1 or _listed(word) or any(_listed(stem) for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield stem + instead
            if stem[-1] == stem[-2]:  # "stopped" is "stop"
                yield stem[:-1]
    for beginning in _BEGINNINGS:
        stem = word.lower().removeprefix(beginning)
        if stem != word.lower() and len(stem) > _SHORTEST:
            yield stem


def _listed(word: str) -> bool:
    from everyread.readability.pronunciation import bundled

    written = bundled().written
    plain = "".join(each for each in normalize("NFD", word) if not combining(each))
    return any(form in written for form in (plain, plain.lower(), plain.capitalize(), plain.upper()))

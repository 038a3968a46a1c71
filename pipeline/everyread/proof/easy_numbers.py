"""Numbers of a text, in figures and in words, spelled one way so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {
    **{word: value for words in (_UNITS, _ORDINALS) for value, word in enumerate(words)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    **{f"{word[:-1]}ieth": 20 + 10 * place for place, word in enumerate(_TENS)},
    **{"a": 1, "once": 1, "twice": 2, "dozen": 12, "couple": 2},
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def numbers_in(text: str) -> list[str]:
    """Each number in figures: "1,200" is "1200" and "2.50" stays, for a price is no length."""
    return [re.sub(r",(?=\d{3}(?!\d))", "", match[0]) for match in _FIGURES.finditer(text)]


def spelled_in(text: str) -> Iterator[str]:
    """Each number in words as figures: "twenty-five" is "25", and "20" and "5" as well."""
    group, before, counting = 0, 0, False
    for word in (*re.findall(r"[a-z]+|[.,;:]", text.lower()), ""):
        if word in _SMALL:
            group, counting = group + _SMALL[word], True
            yield str(_SMALL[word])
        elif word in _LARGE and counting:
            group *= _LARGE[word]
            if word != "hundred":
                before, group = before + group, 0
        elif word != "and" or not counting:
            if counting:
                yield str(before + group)
            group, before, counting = 0, 0, False

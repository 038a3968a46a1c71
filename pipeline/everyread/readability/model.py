"""everyread's own measure: how hard a text is, as a reading age with a margin.

A weighted sum of the features in `features`.  The weights were fitted by `benchmarks.fit_readability` on
texts that teachers rewrote at three levels and on graded books, and lie in weights.json with the figures of
their own trial.
docs/readability.md says what the age means and how far it can be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum, sqrt
from pathlib import Path

from everyread.readability.features import NAMES, ROOTS, Parsed

WEIGHTS = Path(__file__).parent / "weights.json"
YOUNGEST, OLDEST = 5.0, 21.0
"""Ages beyond which the scale says nothing: before school, and after a degree."""
_AVERAGE_WORDS = 6
"""Words of average difficulty that are thought to stand beside a sentence: one rare word in four is not a
quarter of a text in rare words."""
_DOCUMENT_ONLY = frozenset({"diversity"})
"""What a single sentence does not have."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One feature's part in the difficulty."""

    mean: float
    spread: float
    weight: float


@dataclass(frozen=True, slots=True)
class Age:
    """A reading age in years, and how far it may be out, either way, in two of three texts."""

    years: float
    margin: float


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted measure."""

    features: tuple[Weight, ...]
    """In the order of NAMES."""
    clip: float
    middle: float
    """The age of a text with the mean of every feature."""
    years_a_unit: float
    margin_text: float
    """Years by which texts of one level differ, their length aside."""
    margin_words: float
    """Variance in years, times words, that comes from the shortness of a text."""

    def parts(self, values: Sequence[float]) -> tuple[float, ...]:
        """How much each feature adds to the difficulty, in the order of NAMES; below 0 it makes it easier."""
        return tuple(
            each.weight * max(-self.clip, min(self.clip, (value - each.mean) / each.spread))
            for each, value in zip(self.features, values, strict=True)
        )

    def age(self, values: Sequence[float], words: int) -> Age:
        """The reading age of a text with these features and so many words."""
        margin = sqrt(self.margin_text**2 + self.margin_words / words)
        return Age(round(self._years(fsum(self.parts(values))), 1), round(margin, 1))

    def sentence_years(self, values: Sequence[float], words: int, *, parsed: bool) -> float:
        """The reading age of a text that is all like this sentence; its grammar counts if it was parsed."""
        sure = words / (words + _AVERAGE_WORDS)
        left_out = _DOCUMENT_ONLY if parsed else _DOCUMENT_ONLY | set(Parsed._fields)
        beside = [
            value if name == "sentence_length" else _averaged(name, value, each.mean, sure)
            for name, value, each in zip(NAMES, values, self.features, strict=True)
        ]
        parts = (part for name, part in zip(NAMES, self.parts(beside), strict=True) if name not in left_out)
        return round(self._years(fsum(parts)), 1)

    def _years(self, difficulty: float) -> float:
        years = self.middle + self.years_a_unit * difficulty
        return max(YOUNGEST, min(OLDEST, years))


def _averaged(name: str, value: float, mean: float, sure: float) -> float:
    """A feature of a sentence with average words beside it, of which it makes up the part `sure`."""
    if name in ROOTS:
        return sqrt(sure * value**2 + (1 - sure) * mean**2)
    return sure * value + (1 - sure) * mean


def difficulty_of(years: float) -> int:
    """A reading age on a scale from 0, a first reading book, to 100, a research paper."""
    return round(100 * (years - YOUNGEST) / (OLDEST - YOUNGEST))


@cache
def model() -> Model:
    """The model that is shipped."""
    found = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = tuple(
        Weight(each["mean"], each["spread"], each["weight"])
        for each in (found["features"][name] for name in NAMES)
    )
    age, margin = found["age"], found["margin"]
    return Model(
        weights,
        found["clip"],
        age["middle"],
        age["years_a_unit"],
        margin["text"],
        margin["words"],
    )

"""The named readability scores, as textstat computes them, without a download."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from everyread.readability.measured import Measured
from everyread.readability.pronunciation import bundled

LEAST_WORDS = 100
"""Flesch (1948) measured samples of 100 words; below that a score says more about chance."""
SHORTEST = 3
"""textstat does not count a sentence of fewer words, but counts its words; so such ones are left out."""
# textstat's method for each score we name.  Its Linsear Write is left out: it looks at the first 100 words.
_METHODS = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "smog": "smog_index",
    "gunning_fog": "gunning_fog",
    "dale_chall": "dale_chall_readability_score",
    "coleman_liau": "coleman_liau_index",
    "automated_readability": "automated_readability_index",
    "lix": "lix",
}
Scores = dict[str, float | None]


def named_scores(sentences: Iterable[Measured]) -> Scores:
    """Each named score to one decimal; all None when there are fewer than LEAST_WORDS words to measure."""
    counted = [sentence for sentence in sentences if sentence.words >= SHORTEST]
    if sum(sentence.words for sentence in counted) < LEAST_WORDS:
        return dict.fromkeys(_METHODS)
    text = " ".join(sentence.plain for sentence in counted)
    engine = offline_textstat()
    return {name: round(float(getattr(engine, method)(text)), 1) for name, method in _METHODS.items()}


def sentence_grade(sentence: Measured) -> float:
    """The Flesch-Kincaid grade of one sentence: to rank sentences by, not to publish."""
    return round(float(offline_textstat().flesch_kincaid_grade(sentence.plain)), 1)


@cache
def offline_textstat() -> Any:
    """The textstat engine, with our pronunciations in the place of the dictionary it would download."""
    # Each of these modules holds its own reference to the function that downloads.
    for name in ("counts._count_syllables", "utils", "utils._get_cmudict"):
        module = import_module(f"textstat.backend.{name}")
        module.get_cmudict = _pronunciations  # type: ignore[attr-defined]
    engine = import_module("textstat.textstat").textstatistics()
    engine.set_lang("en_GB")
    return engine


def _pronunciations(lang: str) -> object:
    return bundled() if lang.startswith("en") else None

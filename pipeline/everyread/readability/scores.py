"""textstat's own figures: the named library, shown beside ours as a second opinion.

It is given the text as anybody would paste it.  Ours differ where it miscounts: it drops sentences of two
words, joins headings and list items to what follows, ends a sentence in "2.5 mg" and "e.g. this", and takes
"ME/CFS" for one syllable.  It runs without the download it would like: see `pronunciation`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from everyread.readability.measured import Measured
from everyread.readability.pronunciation import bundled

METHODS = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "smog": "smog_index",
    "gunning_fog": "gunning_fog",
    "dale_chall": "dale_chall_readability_score",
    "coleman_liau": "coleman_liau_index",
    "automated_readability": "automated_readability_index",
    "lix": "lix",
}
"""textstat's method for each formula, by our name for it."""
Scores = dict[str, float | None]


def textstat_scores(sentences: Sequence[Measured]) -> Scores:
    """Each formula as textstat has it, to one decimal, and the number of "sentences" it sees.

    The text is as if somebody had pasted the article: headings and list items on lines of their own.
    """
    text = "\n".join(
        sentence.text for sentence in sentences if sentence.counted or sentence.kind == "heading"
    )
    scores: Scores = {name: round(figure, 1) for name, figure in textstat_figures(text).items()}
    return {**scores, "sentences": float(offline_textstat().sentence_count(text))}


def textstat_figures(text: str) -> dict[str, float]:
    """Each formula as textstat has it, by our name for it."""
    engine = offline_textstat()
    return {name: float(getattr(engine, method)(text)) for name, method in METHODS.items()}


@cache
def offline_textstat() -> Any:
    """The textstat engine, with our pronunciations in the place of the dictionary it would download.

    The module that downloads is never loaded: it would bring in nltk, which takes over a second.
    """
    stand_in = ModuleType("textstat.backend.utils._get_cmudict")
    stand_in.get_cmudict = _pronunciations  # type: ignore[attr-defined]
    sys.modules.setdefault(stand_in.__name__, stand_in)
    # Each of these modules holds its own reference to the function; somebody may have loaded textstat before.
    for name in ("counts._count_syllables", "utils"):
        module = import_module(f"textstat.backend.{name}")
        module.get_cmudict = _pronunciations  # type: ignore[attr-defined]
    engine = import_module("textstat.textstat").textstatistics()
    engine.set_lang("en_GB")
    return engine


def _pronunciations(lang: str) -> object:
    return bundled() if lang.startswith("en") else None

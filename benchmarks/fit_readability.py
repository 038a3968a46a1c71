"""Fits everyread's own measure of difficulty, and writes its weights with the figures of its own trial.

    python -m benchmarks.fit_readability          a second, from the table of `benchmarks.onestop`

The measure must hold for texts unlike any it was fitted on, so it is kept small and tame:

* Every feature has a published direction and may not turn against it.
* The weights start from a prior: a judgement of what each feature is worth, led by published studies.  What
  teachers made of one article says much about words and sentences, and nothing about what changes from one
  kind of writing to another (people, nouns), so fitting may move a weight by half of its prior, and no more.
* Features are divided by their spread in English at large, and cut off at three spreads.

What is fitted: a step from one level to the next of the same article should be as large for each article.
Cross-validated by article: no version of an article is ordered by weights that have seen another of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import lsq_linear

from benchmarks.onestop import LEVELS, TABLE, Row, read
from everyread.readability.features import NAMES
from everyread.readability.formulas import FORMULAS
from everyread.readability.model import WEIGHTS


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a feature before fitting."""

    spread: float
    """A unit to measure it in: about its standard deviation among passages of 150 words of every kind.

    A round figure, somewhat wider than what is found in OneStopEnglish, which is all news.
    """
    weight: float
    """Its share in the difficulty, negative where more of it makes a text easier."""


# A judgement, not a measurement: vocabulary first, then sentences, then style, which is the order that
# studies of texts judged by readers or teachers lead one to expect (Chall and Dale 1995; Crossley, Skalicky
# and Dascalu 2019; Crossley and others 2022).  Features that tell the same twice share their weight.
PRIORS = {
    "sentence_length": Prior(0.40, 0.16),
    "syllables": Prior(0.16, 0.09),
    "frequency": Prior(0.24, -0.16),
    "rare": Prior(0.04, 0.10),
    "unfamiliar": Prior(0.08, 0.15),
    "polysyllables": Prior(0.055, 0.08),
    "people": Prior(0.04, -0.08),
    "diversity": Prior(0.05, 0.05),
    "distance": Prior(0.40, 0.03),
    "depth": Prior(1.5, 0.07),
    "subordinate": Prior(0.8, 0.02),
    "before_verb": Prior(4.0, 0.02),
    "nouns": Prior(0.095, 0.09),
    "modifiers": Prior(0.035, 0.06),
    "prepositions": Prior(0.03, 0.06),
    "passives": Prior(0.25, 0.04),
    "nominalisations": Prior(0.018, 0.09),
}
CLIP = 3.0
"""Spreads beyond which a feature counts no more: one odd passage must not decide."""
SHRINKAGE = 0.03
"""How firmly the prior is held; from 0.003 to 0.1 as many whole articles are in order, at 0.3 one fewer."""
LEAST, MOST = 0.5, 1.5
"""How far a weight may move from its prior, as a factor."""
FOLDS = 10
MIDDLE_AGE = 13.5
"""Reading age given to the mean of the three levels.

A convention of ours: the articles are the Guardian's, whose reading age is often quoted as 14 to 15, and two
of three versions are easier than the original.  The Flesch-Kincaid grade plus five would say 2.7 years more.
"""

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The table as arrays: article x level x feature."""

    articles: tuple[str, ...]
    whole: Matrix
    excerpt: Matrix
    whole_formulas: Matrix
    excerpt_formulas: Matrix
    words: Matrix
    """Of whole texts: article x level."""

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Corpus:
        found = {(row.article, row.level, row.part): row for row in rows}
        articles = tuple(sorted({article for article, _, _ in found}))

        def stack(part: str, name: str) -> Matrix:
            return np.array(
                [[getattr(found[each, level, part], name) for level in LEVELS] for each in articles]
            )

        return cls(
            articles,
            stack("whole", "features"),
            stack("excerpt", "features"),
            stack("whole", "formulas"),
            stack("excerpt", "formulas"),
            stack("whole", "words"),
        )


def spreads() -> Matrix:
    return np.array([PRIORS[name].spread for name in NAMES])


def prior() -> Matrix:
    return np.array([PRIORS[name].weight for name in NAMES])


def standardised(values: Matrix, means: Matrix) -> Matrix:
    """Features in spreads from the mean, cut off."""
    return np.clip((values - means) / spreads(), -CLIP, CLIP)


def fitted(texts: Matrix) -> Matrix:
    """The weights for standardised texts, article x level x feature."""
    start = prior()
    steps = np.concatenate([texts[:, 1] - texts[:, 0], texts[:, 2] - texts[:, 1]])
    goal = np.full(len(steps), (steps @ start).mean())  # the prior's own mean step, so that its scale is kept
    # Weights are fitted as factors of the prior, which makes signs and bounds the same for all.
    data = steps * start / np.sqrt(len(steps))
    hold = np.sqrt(SHRINKAGE) / 10 * np.eye(len(start))
    answer = lsq_linear(
        np.vstack([data, hold]),
        np.concatenate([goal / np.sqrt(len(steps)), hold.sum(axis=1)]),
        bounds=(LEAST, MOST),
    )
    factors: Matrix = answer.x
    return factors * start


def crossed(corpus: Corpus) -> tuple[Matrix, Matrix]:
    """Difficulty of whole texts and of excerpts, by weights fitted without the article."""
    whole, excerpt = np.zeros(corpus.whole.shape[:2]), np.zeros(corpus.whole.shape[:2])
    folds = np.arange(len(corpus.articles)) % FOLDS
    for fold in range(FOLDS):
        inside, outside = folds == fold, folds != fold
        means = corpus.whole[outside].mean(axis=(0, 1))
        weights = fitted(standardised(corpus.whole[outside], means))
        whole[inside] = standardised(corpus.whole[inside], means) @ weights
        excerpt[inside] = standardised(corpus.excerpt[inside], means) @ weights
    return whole, excerpt


def ordered(levels: Matrix) -> tuple[float, float]:
    """Share of articles whose three versions are in order, and of pairs of versions that are."""
    easy, middle, hard = levels.T
    pairs = [easy < middle, middle < hard, easy < hard]
    return float((pairs[0] & pairs[1]).mean()), float(np.mean(pairs))


def correlation(levels: Matrix) -> float:
    """Of a measure with the level, over all texts: the judge's own topic by topic differences included."""
    return float(np.corrcoef(levels.ravel(), np.tile(np.arange(3), len(levels)))[0, 1])


def years_a_unit(difficulty: Matrix, corpus: Corpus) -> float:
    """Years of Flesch-Kincaid grade that go with one unit of difficulty: a regression over all texts."""
    grades = corpus.whole_formulas[:, :, list(FORMULAS).index("flesch_kincaid_grade")]
    return float(np.polyfit(difficulty.ravel(), grades.ravel(), 1)[0])


def trial(corpus: Corpus) -> dict[str, Any]:
    """The cross-validated figures of the measure, and the same figures of the formulas."""
    whole, excerpt = crossed(corpus)
    return {
        "articles": len(corpus.articles),
        "folds": FOLDS,
        "whole": _figures(whole),
        "excerpts": _figures(excerpt),
        "formulas": {
            name: {
                "whole": _figures(_harder(name, corpus.whole_formulas[:, :, place])),
                "excerpts": _figures(_harder(name, corpus.excerpt_formulas[:, :, place])),
            }
            for place, name in enumerate(FORMULAS)
        },
    }


def _harder(name: str, values: Matrix) -> Matrix:
    return -values if name == "flesch_reading_ease" else values


def _figures(levels: Matrix) -> dict[str, float]:
    triples, pairs = ordered(levels)
    return {
        "triples": round(triples, 3),
        "pairs": round(pairs, 3),
        "correlation": round(correlation(levels), 3),
    }


def fit(corpus: Corpus) -> dict[str, Any]:
    """The weights file."""
    means = corpus.whole.mean(axis=(0, 1))
    weights = fitted(standardised(corpus.whole, means))
    difficulty = standardised(corpus.whole, means) @ weights
    slope = years_a_unit(difficulty, corpus)
    whole, excerpt = crossed(corpus)
    # Texts of one level differ in topic, and an excerpt differs from its whole by chance.
    between = float(np.mean(whole.std(axis=0))) * slope
    words = corpus.words
    chance = float(np.mean((excerpt - whole) ** 2)) * slope**2
    exposed = float(np.mean(1 / 150 - 1 / words))
    return {
        "fitted_on": "OneStopEnglish, 120 articles at three levels (Vajjala and Lucic 2018)",
        "clip": CLIP,
        "features": {
            name: {
                "mean": _round(means[place]),
                "spread": PRIORS[name].spread,
                "prior": PRIORS[name].weight,
                "weight": _round(weights[place]),
            }
            for place, name in enumerate(NAMES)
        },
        "age": {"middle": MIDDLE_AGE, "years_a_unit": _round(slope), "at": _round(difficulty.mean())},
        "margin": {"text": _round(between), "words": _round(chance / exposed)},
        "trial": trial(corpus),
    }


def _round(value: float) -> float:
    return float(f"{value:.5g}")


def main(table: Path = TABLE, target: Path = WEIGHTS) -> None:
    """Write the weights and say what they are worth."""
    made = fit(Corpus.of(read(table)))
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    for name, feature in made["features"].items():
        print(f"{name:16s} {feature['prior']:6.2f} -> {feature['weight']:8.4f}")
    print(json.dumps({**made["age"], **made["margin"]}), json.dumps(made["trial"], indent=1), sep="\n")


def table_of(weights: dict[str, Any]) -> str:
    """The figures of the trial as the table in docs/readability.md."""
    figures = weights["trial"]
    rows = {"everyread's own measure": figures, **figures["formulas"]}
    lines = [
        "| measure | 3 versions in order | same, 150 words | with the level (r) | same, 150 words |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, found in rows.items():
        whole, part = found["whole"], found["excerpts"]
        lines.append(
            f"| {name.replace('_', ' ')} | {100 * whole['triples']:.1f} % | {100 * part['triples']:.1f} % | "
            f"{whole['correlation']:.2f} | {part['correlation']:.2f} |"
        )
    return "\n".join(lines)


def weights_of(weights: dict[str, Any]) -> str:
    """The weights as the table in docs/readability.md, in years that one spread more of a feature adds."""
    year = weights["age"]["years_a_unit"]
    lines = [
        "| feature | mean | spread | prior | fitted | years a spread |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, each in weights["features"].items():
        lines.append(
            f"| {name.replace('_', ' ')} | {each['mean']:.3g} | {each['spread']:g} | {each['prior']:+.2f} | "
            f"{each['weight']:+.3f} | {each['weight'] * year:+.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

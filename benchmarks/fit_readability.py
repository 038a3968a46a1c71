"""Fits everyread's own measure of difficulty, and writes its weights with the figures of its own trial.

    python -m benchmarks.fit_readability     a second, from the tables of `benchmarks.onestop` and `.graded`

The measure must hold for texts unlike any it was fitted on, so it is kept small and tame:

* Every feature has a published direction and may not turn against it.
* The weights start from a prior: a judgement of what each feature is worth, led by published studies.
  Fitting may move a weight by a third to a half, and no more.
* Features are divided by their spread in English at large, and cut off at three spreads.

Two kinds of text say what is hard.  News that teachers rewrote at three levels: a step from one level to the
next of an article should be as large for each article.  And books for readers of a known grade, old and new,
stories and science: within a source, difficulty should rise with the grade.

Tried in three ways.  Cross-validated by article: no version of an article is ordered by weights that have
seen another of it.  Left out whole: each source is judged by weights fitted on the others.  And on ratings by
people, on which nothing is ever fitted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import lsq_linear
from scipy.stats import rankdata

from benchmarks import graded, rated
from benchmarks.fit_corpus import Corpus, Graded, Matrix, corpus_of_tables
from benchmarks.fit_csv import RIVALS
from benchmarks.fit_tables import table_of, transfer_of, weights_of
from everyread.readability.features import NAMES
from everyread.readability.formulas import FORMULAS
from everyread.readability.model import WEIGHTS


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a feature before fitting."""

    spread: float
    """A unit to measure it in: about its standard deviation among passages of 150 words of every kind."""
    weight: float
    """Its share in the difficulty, negative where more of it makes a text easier."""


# A judgement, not a measurement: vocabulary first, then sentences, then style, which is the order that
# studies of texts judged by readers or teachers lead one to expect (Chall and Dale 1995; Crossley, Skalicky
# and Dascalu 2019).  Features that tell the same twice share their weight.
PRIORS = {
    "sentence_length": Prior(0.40, 0.20),
    "syllables": Prior(0.15, 0.07),
    "frequency": Prior(0.24, -0.13),
    "rare": Prior(0.085, 0.11),
    "unfamiliar": Prior(0.10, 0.22),
    "polysyllables": Prior(0.10, 0.09),
    "people": Prior(0.04, -0.07),
    "diversity": Prior(0.05, 0.09),
    "distance": Prior(0.40, 0.03),
    "depth": Prior(1.5, 0.06),
    "subordinate": Prior(0.40, 0.03),
    "before_verb": Prior(0.50, 0.02),
    "nouns": Prior(0.09, 0.05),
    "modifiers": Prior(0.035, 0.05),
    "prepositions": Prior(0.03, 0.06),
    "passives": Prior(0.30, 0.03),
    "nominalisations": Prior(0.08, 0.08),
    "abstract": Prior(0.14, 0.12),
}
CLIP = 3.0
"""Spreads beyond which a feature counts no more: one odd passage must not decide."""
LEAST, MOST = 0.7, 1.5
"""How far a weight may move from its prior, as a factor."""
HOLD = 3.0
"""How firmly the prior is held; from 1 to 10 no figure of the trial moves by more than 0.01."""
STEPS = 30.0
"""What the steps of OneStopEnglish count beside a source of graded books.

A step there is small, and sure: the topic is the same.  At 10, one article fewer is in order.
"""
FOLDS = 10
MIDDLE_AGE = 13.5
"""Reading age given to the mean of OneStopEnglish's three levels.

A convention of ours: the articles are the Guardian's, whose reading age is often quoted as 14 to 15, and two
of three versions are easier than the original.  The Flesch-Kincaid grade plus five would say 2.7 years more.
"""
GRADE_TO_AGE = 5.5
"""American pupils of grade 1 are six to seven, at the middle of the year six and a half."""


def spreads() -> Matrix:
    return np.array([PRIORS[name].spread for name in NAMES])


def prior() -> Matrix:
    return np.array([PRIORS[name].weight for name in NAMES])


def standardised(values: Matrix, means: Matrix) -> Matrix:
    """Features in spreads from the mean, cut off."""
    return np.clip((values - means) / spreads(), -CLIP, CLIP)


def fitted(texts: Matrix | None, books: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """The weights for standardised texts, article x level x feature, and for (features, grades) of books."""
    start = prior()
    parts: list[tuple[Matrix, Matrix, float]] = []
    if texts is not None:
        steps = np.concatenate([texts[:, 1] - texts[:, 0], texts[:, 2] - texts[:, 1]])
        parts.append((steps, np.ones(len(steps)), STEPS))
    parts += [(values - values.mean(axis=0), grades - grades.mean(), 1.0) for values, grades in books]
    # Weights are fitted as factors of the prior, which makes signs and bounds the same for all.  The goal of
    # each source is on the prior's own scale, so that only the direction of the weights is learned from it.
    hold = np.sqrt(HOLD) * np.abs(start).mean() * np.eye(len(start))
    data, goals = [hold], [hold.sum(axis=1)]
    for values, goal, counts in parts:
        scale = (values @ start @ goal) / (goal @ goal)
        share = np.sqrt(counts / len(goal))
        data.append(values * start * share)
        goals.append(goal * scale * share)
    answer = lsq_linear(np.vstack(data), np.concatenate(goals), bounds=(LEAST, MOST))
    factors: Matrix = answer.x
    return factors * start


def learned(corpus: Corpus, articles: Matrix, books: Sequence[Graded]) -> Matrix:
    """The weights fitted on some articles of the corpus and some sources of books; either may be empty."""
    means = corpus.means()
    texts = standardised(corpus.whole[articles], means) if articles.any() else None
    return fitted(texts, [(standardised(each.features, means), each.grades) for each in books])


def crossed(corpus: Corpus) -> tuple[Matrix, Matrix]:
    """Difficulty of whole texts and of excerpts, by weights fitted without the article."""
    whole, excerpt = np.zeros(corpus.whole.shape[:2]), np.zeros(corpus.whole.shape[:2])
    means = corpus.means()
    folds = np.arange(len(corpus.articles)) % FOLDS
    for fold in range(FOLDS):
        inside = folds == fold
        weights = learned(corpus, ~inside, corpus.books)
        whole[inside] = standardised(corpus.whole[inside], means) @ weights
        excerpt[inside] = standardised(corpus.excerpt[inside], means) @ weights
    return whole, excerpt


Places = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The texts of one source, as the measure and the formulas see them; of both, more is harder."""

    levels: Matrix
    """The level, grade or rating of each text."""
    difficulty: Matrix
    """By weights that have not seen the source."""
    rivals: Matrix
    """Text x RIVALS."""
    kin: Matrix
    """A number that texts share which are not to be counted as independent."""

    @classmethod
    def of(cls, levels: Matrix, difficulty: Matrix, rivals: Matrix, kin: Matrix | None = None) -> Judged:
        harder = np.column_stack([_harder(name, each) for name, each in zip(RIVALS, rivals.T, strict=True)])
        return cls(levels, difficulty, harder, np.arange(0.0, len(levels)) if kin is None else kin)

    def agreements(self, chosen: Places | slice = slice(None)) -> Matrix:
        """Rank correlation with the levels, of the measure and then of RIVALS.

        Of ranks, since a grade says which of two books is harder, and not by how much.
        """
        ranks = rankdata(np.column_stack([self.levels, self.difficulty, self.rivals])[chosen], axis=0)
        found: Matrix = np.corrcoef(ranks.T)[0, 1:]
        return found


def unseen(corpus: Corpus) -> dict[str, Judged]:
    """Every source, judged by weights that have not seen it."""
    means = corpus.means()
    every = np.ones(len(corpus.articles), dtype=bool)
    places = np.arange(len(corpus.articles))

    def judged(values: Matrix, articles: Matrix, books: Sequence[Graded]) -> Matrix:
        return standardised(values, means) @ learned(corpus, articles, books)

    found = {
        "onestop": Judged.of(
            np.tile(np.arange(3.0), len(places)),
            judged(corpus.excerpt, ~every, corpus.books).ravel(),
            corpus.excerpt_formulas.reshape(-1, len(RIVALS)),
            np.repeat(places, 3),
        )
    }
    for source, held in zip(graded.SOURCES, corpus.books, strict=True):
        others = [each for each in corpus.books if each is not held]
        found[source] = Judged.of(
            held.grades, judged(held.features, every, others), held.formulas, held.numbers
        )
    rows = rated.read()
    found["rated"] = Judged.of(
        np.array([float(row.rating) for row in rows]),
        judged(np.array([row.features for row in rows]), every, corpus.books),
        np.array([row.formulas for row in rows]),
    )
    return found


def transfer(corpus: Corpus) -> dict[str, dict[str, float]]:
    """What `unseen` says of each source: rank correlations of the measure, and of formulas."""
    names = ("own", *FORMULAS)
    return {
        source: dict(zip(names, each.agreements()[: len(names)].round(3).tolist(), strict=True))
        for source, each in unseen(corpus).items()
    }


def ordered(levels: Matrix) -> tuple[float, float]:
    """Share of articles whose three versions are in order, and of pairs of versions that are."""
    easy, middle, hard = levels.T
    pairs = [easy < middle, middle < hard, easy < hard]
    return float((pairs[0] & pairs[1]).mean()), float(np.mean(pairs))


def correlation(levels: Matrix) -> float:
    """Of a measure with the level, over all texts: the judge's own topic by topic differences included."""
    return float(np.corrcoef(levels.ravel(), np.tile(np.arange(3), len(levels)))[0, 1])


def years_a_unit(difficulty: Matrix, books: Matrix, corpus: Corpus) -> float:
    """Years that go with one unit of difficulty: midway between two conventions, which differ.

    One is the Flesch-Kincaid grade of all texts of OneStopEnglish, by regression.  The other is the age of
    those whom the other graded books are for, by regression on a line through MIDDLE_AGE.
    """
    grades = corpus.whole_formulas[:, :, list(FORMULAS).index("flesch_kincaid_grade")]
    by_formula = float(np.polyfit(difficulty.ravel(), grades.ravel(), 1)[0])
    harder = books - difficulty.mean()
    older = corpus.books[-1].grades + GRADE_TO_AGE - MIDDLE_AGE
    return (by_formula + float(harder @ older / (harder @ harder))) / 2


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
    return -values if name.endswith("flesch_reading_ease") else values


def _figures(levels: Matrix) -> dict[str, float]:
    triples, pairs = ordered(levels)
    return {
        "triples": round(triples, 3),
        "pairs": round(pairs, 3),
        "correlation": round(correlation(levels), 3),
    }


def fit(corpus: Corpus) -> dict[str, Any]:
    """The weights file."""
    means = corpus.means()
    weights = learned(corpus, np.ones(len(corpus.articles), dtype=bool), corpus.books)
    difficulty = standardised(corpus.whole, means) @ weights
    slope = years_a_unit(difficulty, standardised(corpus.books[-1].features, means) @ weights, corpus)
    whole, excerpt = crossed(corpus)
    # Texts of one level differ in topic, and an excerpt differs from its whole by chance.
    between = float(np.mean(whole.std(axis=0))) * slope
    words = corpus.words
    chance = float(np.mean((excerpt - whole) ** 2)) * slope**2
    exposed = float(np.mean(1 / 150 - 1 / words))
    return {
        "fitted_on": "OneStopEnglish, 120 articles at three levels (Vajjala and Lucic 2018); "
        f"{sum(len(each.grades) for each in corpus.books)} passages of graded books",
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
        "age": {
            "middle": _round(MIDDLE_AGE - slope * float(difficulty.mean())),
            "years_a_unit": _round(slope),
        },
        "margin": {"text": _round(between), "words": _round(chance / exposed)},
        "trial": trial(corpus),
        "transfer": transfer(corpus),
    }


def _round(value: float) -> float:
    return float(f"{value:.5g}")


def main(target: Path = WEIGHTS) -> None:
    """Write the weights and say what they are worth."""
    made = fit(corpus_of_tables())
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({**made["age"], **made["margin"]}))
    print(weights_of(made), table_of(made), transfer_of(made), sep="\n\n")


if __name__ == "__main__":
    main()

"""The published readability formulas, from our own counts.

Each takes Counts with at least one sentence and one word.  "Grade" is the American school year: 1 is age
6 to 7, so a grade plus five is about an age.
"""

from __future__ import annotations

from math import sqrt

from everyread.readability.counts import Counts


def flesch_reading_ease(of: Counts) -> float:
    """Flesch, "A new readability yardstick", J. Applied Psychology 32 (1948): 100 is easy, 0 very hard."""
    return 206.835 - 1.015 * of.words / of.sentences - 84.6 * of.syllables / of.words


def flesch_kincaid_grade(of: Counts) -> float:
    """Kincaid, Fishburne, Rogers, Chissom, Research Branch Report 8-75, US Navy (1975)."""
    return 0.39 * of.words / of.sentences + 11.8 * of.syllables / of.words - 15.59


def smog(of: Counts) -> float:
    """McLaughlin, "SMOG grading: a new readability formula", J. Reading 12 (1969): the exact regression."""
    return 3.1291 + 1.0430 * sqrt(30 * of.polysyllables / of.sentences)


def gunning_fog(of: Counts) -> float:
    """Gunning, The Technique of Clear Writing (1952)."""
    return 0.4 * (of.words / of.sentences + 100 * of.complex / of.words)


def dale_chall(of: Counts) -> float:
    """Dale and Chall, "A formula for predicting readability", Educational Research Bulletin 27 (1948).

    A score of 4.9 or less is grade 4 and below; 10 and above is for graduates.  The constant is left out
    where nearly all words are on the list, as the formula is mostly given today and as textstat has it.
    """
    percent = 100 * of.unfamiliar / of.words
    score = 0.1579 * percent + 0.0496 * of.words / of.sentences
    return score + 3.6365 if percent > 5 else score


def coleman_liau(of: Counts) -> float:
    """Coleman and Liau, "A computer readability formula designed for machine scoring" (1975): a grade."""
    return 5.88 * of.characters / of.words - 29.6 * of.sentences / of.words - 15.8


def automated_readability(of: Counts) -> float:
    """Smith and Senter, AMRL-TR-66-220, US Air Force (1967): a grade."""
    return 4.71 * of.characters / of.words + 0.5 * of.words / of.sentences - 21.43


def lix(of: Counts) -> float:
    """Björnsson, Läsbarhet (1968): below 30 is a children's book, above 60 a technical text."""
    return of.words / of.sentences + 100 * of.long / of.words


FORMULAS = {
    "flesch_reading_ease": flesch_reading_ease,
    "flesch_kincaid_grade": flesch_kincaid_grade,
    "smog": smog,
    "gunning_fog": gunning_fog,
    "dale_chall": dale_chall,
    "coleman_liau": coleman_liau,
    "automated_readability": automated_readability,
    "lix": lix,
}

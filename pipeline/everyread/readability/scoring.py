"""One article scored: counts, formulas, everyread's own measure, and a profile of every sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from everyread.article import Article
from everyread.readability.counts import Counted, Counts, count_words, names_in, total
from everyread.readability.features import NAMES, features, is_rare
from everyread.readability.formulas import FORMULAS
from everyread.readability.grammar import Grammar, grammar_of
from everyread.readability.measured import Measured, measured_sentences
from everyread.readability.model import Age, difficulty_of, model
from everyread.readability.profile import RareWord, SentenceProfile
from everyread.readability.words import Word, book_of

LEAST_WORDS = 100
"""Flesch (1948) measured samples of 100 words; below that a score says more about chance."""
_MOST_HARD_WORDS = 20
_SHORTEST_RARE = 3
"""Letters from which on a rare word is worth naming: "ml" is a unit."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured on one article."""

    sentences: tuple[Measured, ...]
    counts: Counts
    formulas: dict[str, float] | None
    """Each formula to one decimal; None when there is too little text in sentences."""
    age: Age | None
    years: dict[str, float]
    """How many years each feature of the measure adds to the age or takes from it; empty without an age."""
    parsed_sentences: int
    profiles: tuple[SentenceProfile, ...]
    hard_words: tuple[str, ...]
    """Rare words of the scored sentences that are no names, the most used first."""


def score_article(article: Article, said: Mapping[str, str]) -> Score:
    """Measure an article; `said` is the newsletter's lexicon, written forms and how they are said.

    Raises MachineError when the embedded voice, whose word list counts syllables, is not installed.
    """
    return score_sentences(measured_sentences(article), said)


def score_sentences(sentences: Sequence[Measured], said: Mapping[str, str]) -> Score:
    """Measure sentences; see `score_article`."""
    counted = count_words(sentences, book_of(said))
    names = names_in(counted)
    grammar = grammar_of(unit.sentence.text for unit in counted if unit.words)
    units = [unit for unit in counted if unit.sentence.counted and unit.words]
    counts = total(units, names)
    score = Score(
        tuple(sentences),
        counts,
        formulas=None,
        age=None,
        years={},
        parsed_sentences=sum(unit.sentence.text in grammar for unit in units),
        profiles=tuple(_profile(unit, grammar, names) for unit in counted),
        hard_words=tuple(_hard_words(units, names)),
    )
    if counts.words < LEAST_WORDS:
        return score
    values = features(units, grammar, names)
    measure = model()
    return replace(
        score,
        formulas={name: round(formula(counts), 1) for name, formula in FORMULAS.items()},
        age=measure.age(values, counts.words),
        years={
            name: round(part * measure.years_a_unit, 1)
            for name, part in zip(NAMES, measure.parts(values), strict=True)
        },
    )


def _profile(unit: Counted, grammar: Mapping[str, Grammar], names: frozenset[str]) -> SentenceProfile:
    """What is known of one sentence; of one without words, next to nothing."""
    plain = SentenceProfile(unit.sentence.id, unit.sentence.kind, unit.sentence.text, 0, 0, 0, 0.0)
    if not unit.words:
        return plain
    found = grammar.get(unit.sentence.text)
    values = features([unit], grammar, names)
    years = model().sentence_years(values, len(unit.words), parsed=found is not None)
    described = replace(
        plain,
        words=len(unit.words),
        syllables=unit.syllables,
        difficulty=difficulty_of(years),
        age=years,
        rare=tuple(RareWord(word.text, word.zipf, word.syllables) for word in _rare(unit.words, names)),
    )
    if found is None:
        return described
    return replace(
        described,
        parsed=True,
        clauses=found.clauses,
        depth=found.depth,
        passives=found.passives,
        nominalisations=found.nominalisations,
        negations=found.negations,
    )


def _rare(words: Sequence[Word], names: frozenset[str]) -> Iterator[Word]:
    """The rare words of a sentence, each once, the rarest first."""
    once = {word.small: word for word in words if _worth_naming(word, names)}
    yield from sorted(once.values(), key=lambda word: (word.zipf, word.small))


def _worth_naming(word: Word, names: frozenset[str]) -> bool:
    return is_rare(word) and word.small not in names and word.characters >= _SHORTEST_RARE


def _hard_words(units: Sequence[Counted], names: frozenset[str]) -> Iterator[str]:
    found = [word for unit in units for word in unit.words if _worth_naming(word, names)]
    uses = Counter(word.small for word in found)
    zipf = {word.small: word.zipf for word in found}
    yield from sorted(uses, key=lambda word: (-uses[word], zipf[word], word))[:_MOST_HARD_WORDS]


def counts_as_facts(counts: Counts) -> dict[str, int]:
    """The counts as plain JSON."""
    return asdict(counts)

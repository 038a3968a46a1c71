"""What everyread's own measure looks at: numbers that do not grow with the length of the text.

Each is larger where a text is harder, or is given a negative weight.  They are sums over sentences and words,
added exactly, so the order of paragraphs makes no difference to the last bit.  Shares of hard things go in as
their square root, and lengths as their logarithm: the first hard word costs a reader more than the tenth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import comb, fsum, log, sqrt
from typing import NamedTuple

from everyread.readability.counts import POLYSYLLABLE, Counted
from everyread.readability.grammar import Grammar
from everyread.readability.words import Word

RARE = 4.0
"""Zipf frequency below which a word is rare: fewer than ten uses in a million words."""
_SAMPLE = 50
_CONTENT_SAMPLE = 30
"""Words in the imaginary samples in which different words are counted (HD-D of McCarthy and Jarvis 2010)."""
_AVERAGE_NOUNS, _AVERAGE_ABSTRACT = 3, 0.45
"""Average nouns that are thought to stand beside those of a text, since one noun proves little."""
_PEOPLE = frozenset(
    "i me my mine you your yours he him his she her hers we us our ours i'm i've i'd i'll you're you've "
    "you'd you'll he's he'd he'll she's she'd she'll we're we've we'd we'll".split()
)
"""Pronouns for people: what tells of people's doings is easier (Graesser and others 2014: narrativity)."""


class Quick(NamedTuple):
    """Features that need no parser."""

    sentence_length: float
    """Log of the number of words in the sentence that a word stands in, on average over words."""
    syllables: float
    """Mean syllables in a word that is no name."""
    frequency: float
    """Mean Zipf frequency of content words that are no names."""
    rare: float
    """Share of different rare words (`is_rare`) among `_SAMPLE` words, its root; met again, none is new."""
    unfamiliar: float
    """Share of different words that are not on Dale and Chall's list among `_SAMPLE` words, its root."""
    polysyllables: float
    """Share of words of three syllables or more that are no names, its root."""
    people: float
    """Share of words that are pronouns for people."""
    diversity: float
    """Share of different words to be expected among `_CONTENT_SAMPLE` content words drawn at random."""


class Parsed(NamedTuple):
    """Features of the grammar."""

    distance: float
    """Mean distance between a word and the one it hangs on, over all words."""
    depth: float
    """Mean depth of a sentence."""
    subordinate: float
    """Clauses that hang on another, a sentence, its root."""
    before_verb: float
    """Log of one more than the mean number of words in front of the main verb."""
    nouns: float
    """Share of nouns among nouns, verbs and pronouns."""
    modifiers: float
    """Adjectives and nouns in front of a noun, a word."""
    prepositions: float
    """Prepositions, a word."""
    passives: float
    """Passive verbs, a sentence, its root."""
    nominalisations: float
    """Nouns made of verbs and adjectives, a word, its root."""
    abstract: float
    """How abstract the nouns are on average, from 0 to 1."""


NAMES: tuple[str, ...] = Quick._fields + Parsed._fields
"""Every feature, in the order of `features`."""
ROOTS = frozenset({"rare", "unfamiliar", "polysyllables", "subordinate", "passives", "nominalisations"})
"""Those that are the square root of a share or a mean: it is the square that may be averaged."""


def features(
    units: Sequence[Counted], grammar: Mapping[str, Grammar], names: frozenset[str]
) -> tuple[float, ...]:
    """All features of some sentences that hold words, in the order of NAMES.

    `grammar` is by the text of a sentence; sentences that it does not hold are left out of Parsed.
    """
    return (*quick(units, names), *parsed(units, grammar))


def quick(units: Sequence[Counted], names: frozenset[str]) -> Quick:
    """The features that need no parser."""
    words = [word for unit in units for word in unit.words]
    plain = [word for word in words if word.small not in names]
    content = [word for word in plain if word.content and not word.acronym]
    count = len(words)
    rare = _different([word.small for word in content if is_rare(word)], count, _SAMPLE)
    unfamiliar = _different([word.small for word in plain if not word.familiar], count, _SAMPLE)
    return Quick(
        sentence_length=fsum(len(unit.words) * log(len(unit.words)) for unit in units) / count,
        syllables=sum(word.syllables for word in plain) / len(plain) if plain else 1.0,
        frequency=fsum(word.zipf for word in content) / len(content) if content else RARE,
        rare=sqrt(rare),
        unfamiliar=sqrt(unfamiliar),
        polysyllables=sqrt(sum(word.syllables >= POLYSYLLABLE for word in plain) / count),
        people=sum(word.text.lower() in _PEOPLE for word in words) / count,
        diversity=_different([word.small for word in content], len(content), _CONTENT_SAMPLE),
    )


def is_rare(word: Word) -> bool:
    """Whether a word is seldom met and is not on Dale and Chall's list: "mat" is rare in print only."""
    return word.content and word.zipf < RARE and not (word.familiar or word.acronym)


def _different(words: Sequence[str], among: int, most: int) -> float:
    """How many different ones of these words are drawn, on average, in a sample of a text of `among` words.

    A share of the sample's size, which is `most`; a shorter text is drawn whole.  Counted exactly with the
    hypergeometric distribution, so it depends neither on the order of the words nor, on average, on how many
    there are.
    """
    if not words:
        return 0.0
    size = min(most, among)
    times = Counter(words).values()
    draws = comb(among, size)
    # The chance that a word which occurs so many times is missing from the draw.
    missing = {count: comb(among - count, size) / draws for count in set(times)}
    return fsum(1 - missing[count] for count in times) / size


def parsed(units: Iterable[Counted], grammar: Mapping[str, Grammar]) -> Parsed:
    """The features of the grammar; without meaning when no sentence was parsed."""
    known = [
        (len(unit.words), grammar[unit.sentence.text]) for unit in units if unit.sentence.text in grammar
    ]
    sentences = max(1, len(known))
    words = max(1, sum(length for length, _ in known))
    content = max(1, sum(each.nouns + each.verbs + each.pronouns for _, each in known))
    abstract = [noun for _, each in known for noun in each.abstract]
    return Parsed(
        distance=fsum(length * each.distance for length, each in known) / words,
        depth=sum(each.depth for _, each in known) / sentences,
        subordinate=sqrt(sum(each.subordinate for _, each in known) / sentences),
        before_verb=log(1 + sum(each.before_verb for _, each in known) / sentences),
        nouns=sum(each.nouns for _, each in known) / content,
        modifiers=sum(each.modifiers for _, each in known) / words,
        prepositions=sum(each.prepositions for _, each in known) / words,
        passives=sqrt(sum(len(each.passives) for _, each in known) / sentences),
        nominalisations=sqrt(sum(len(each.nominalisations) for _, each in known) / words),
        abstract=(fsum(abstract) + _AVERAGE_NOUNS * _AVERAGE_ABSTRACT) / (len(abstract) + _AVERAGE_NOUNS),
    )

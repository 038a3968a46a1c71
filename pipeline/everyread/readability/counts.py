"""The counts that all readability formulas are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from everyread.readability.measured import Measured
from everyread.readability.words import Word, WordBook

POLYSYLLABLE = 3
"""McLaughlin (1969) and Gunning (1952) call a word hard from three syllables on."""
_LONG_LETTERS = 6
"""Björnsson (1968) calls a word long that has more letters than this."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One sentence and its words."""

    sentence: Measured
    words: tuple[Word, ...]

    @property
    def syllables(self) -> int:
        return sum(word.syllables for word in self.words)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in the sentences and list items of a text."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    characters: int = 0
    """Letters and figures."""
    polysyllables: int = 0
    """Words of three syllables or more (SMOG)."""
    complex: int = 0
    """Those of them that Gunning calls hard: no names, no compounds of easy words, no -ed or -es endings."""
    unfamiliar: int = 0
    """Words that are neither on Dale and Chall's list nor names."""
    long: int = 0
    """Words of more than six letters (LIX)."""


def count_words(sentences: Sequence[Measured], book: WordBook) -> tuple[Counted, ...]:
    """Every sentence with its words; one without words has none."""
    return tuple(Counted(sentence, tuple(book.words(sentence.written_words()))) for sentence in sentences)


def total(counted: Iterable[Counted], names: frozenset[str]) -> Counts:
    """The counts of those sentences that go into the scores and hold a word."""
    units = [unit for unit in counted if unit.sentence.counted and unit.words]
    words = [word for unit in units for word in unit.words]
    return Counts(
        sentences=len(units),
        words=len(words),
        syllables=sum(word.syllables for word in words),
        characters=sum(word.characters for word in words),
        polysyllables=sum(word.syllables >= POLYSYLLABLE for word in words),
        complex=sum(is_complex(word) and word.small not in names for word in words),
        unfamiliar=sum(not word.familiar and word.small not in names for word in words),
        long=sum(word.characters > _LONG_LETTERS for word in words),
    )


def is_complex(word: Word) -> bool:
    """Whether Gunning (1952) would call the word hard, if it is not a name."""
    if word.syllables < POLYSYLLABLE or word.figure or word.acronym or "-" in word.text:
        return False
    ending = word.small.endswith(("ed", "es"))
    # The ending is heard only after "t", "d" and hissing sounds, and only then made the third syllable.
    return not (ending and word.syllables == POLYSYLLABLE and word.small[-3:-2] in "tdszx")


def names_in(counted: Iterable[Counted]) -> frozenset[str]:
    """Words, in small letters, that are never written small and have a capital in mid-sentence.

    The first word of a sentence is one too before another capital: "Anna Smith".  Names are not hard words,
    since no editor can replace them.
    """
    capitals: set[str] = set()
    small: set[str] = set()
    for unit in counted:
        if unit.sentence.kind in ("title", "heading"):
            continue  # a title may capitalise every word
        for place, word in enumerate(unit.words):
            following = unit.words[place + 1] if place + 1 < len(unit.words) else None
            if not word.capital:
                small.add(word.small)
            elif not word.acronym and (place or (following and following.capital and not word.function)):
                capitals.add(word.small)
    return frozenset(capitals - small)

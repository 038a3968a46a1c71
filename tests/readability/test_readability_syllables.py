"""Syllables as a British reader says them, counted by a person first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.readability.pronunciation import bundled, syllables_of
from everyread.readability.syllables import Syllables, by_rule, number_syllables

SAID = {"CPET": "see-pet", "ME/CFS": "M.E., C.F.S.", "PoTS": "pots", "GET": "G.E.T."}


@pytest.fixture(scope="module")
def count() -> Syllables:
    return Syllables(bundled(), SAID)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        # acronyms, letter by letter unless people say them as a word
        ("ME/CFS", 5),
        ("CFS/ME", 5),
        ("ME", 2),
        ("NHS", 3),
        ("GPs", 2),
        ("WHO", 5),
        ("IT", 2),
        ("WWW", 9),
        ("NASA", 2),
        ("GET", 3),
        ("CPET", 2),
        ("PoTS", 1),
        # small words in capitals are only loud
        ("NOT", 1),
        ("AND", 1),
        ("it", 1),
        ("me", 1),
        # figures as they are read aloud
        ("2024", 5),
        ("1,200", 6),
        ("2.5mg", 6),
        ("5mg", 4),
        ("3%", 3),
        ("£10", 2),
        ("9am", 3),
        ("COVID-19", 4),
        # parts
        ("and/or", 2),
        ("well-being", 3),
        ("T-cell", 2),
        ("patient's", 2),
        # what no list knows
        ("encephalomyelitis", 8),
        ("neuroinflammation", 6),
        ("–", 0),
    ],
)
def test_a_word_has_the_syllables_a_person_counts(count: Syllables, word: str, syllables: int) -> None:
    assert count(word) == syllables


@pytest.mark.parametrize(
    ("figures", "syllables"),
    [("0", 2), ("7", 2), ("13", 2), ("21", 3), ("100", 3), ("115", 6), ("1945", 5), ("1900", 4), ("1905", 4),
     ("2005", 5), ("10,000", 3), ("1,000,000", 3), ("999", 7), ("08001234", 11)],
)  # fmt: skip
def test_numbers_are_counted_as_they_are_said(figures: str, syllables: int) -> None:
    assert number_syllables(figures) == syllables


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_any_number_can_be_said(number: int) -> None:
    assert 1 <= number_syllables(str(number)) <= 70


@given(st.text(max_size=40))
def test_any_text_has_a_number_of_syllables(text: str) -> None:
    assert Syllables(bundled(), SAID)(text) >= 0


def test_the_rules_are_right_for_nine_words_in_ten_of_the_lexicon() -> None:
    written = bundled().written
    words = [
        word for word in written if word.islower() and word.isascii() and word.isalpha() and len(word) > 3
    ]
    sample = random.Random(1).sample(sorted(words), 5000)
    right = sum(by_rule(word) == syllables_of(written[word]) for word in sample)
    assert right / len(sample) > 0.89


def test_the_newsletters_own_lexicon_comes_first() -> None:
    assert Syllables(bundled(), {})("CPET") == 4
    assert Syllables(bundled(), {"CPET": "see-pet"})("CPET") == 2
    assert Syllables(bundled(), {"ivabradine": "eye-vabra-deen"})("Ivabradine") == 4

"""How many syllables a written word has when a British reader says it.

In this order: the lexicon that people keep (sources/lexicon.toml), acronyms letter by letter, figures as
number words, the 200,000 pronunciations of the embedded voice, and rules for what none of them knows.
Flesch (1948) counts figures and symbols as they are read aloud, and so it is done here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from everyread.readability.pronunciation import Pronunciations

UNITS = {
    "%": 2, "&": 1, "+": 1, "£": 1, "$": 2, "€": 2, "°": 2, "g": 1, "kg": 3, "mg": 3, "mcg": 4, "µg": 4,
    "ml": 4, "l": 2, "mm": 4, "cm": 4, "m": 2, "km": 4, "mph": 4, "hz": 1, "th": 0, "st": 0, "nd": 0, "rd": 0,
    "am": 2, "pm": 2, "bn": 2, "k": 2,
}  # fmt: skip
"""Syllables of what is written close to a figure: "5mg" is five milligrams, "3%" three per cent."""
_DIGITS = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)
_TEENS = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)
_SHOUTED = frozenset(
    "a all and any are be but by can cannot do does for from has have he her his how if in is must my never "
    "no not of off on one only or our out she should so some than that the their them then they this to too "
    "two up was we were what when will with you your".split()
)
"""Small words that are written in capitals for weight only; "ME", "IT", "US" and "WHO" are not among them."""
_PARTS = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*|\d+(?:,\d{3})+|\d+|[%&+£$€°µ.:]")
_ACRONYM = re.compile(r"([A-Z]{2,6})(?:s|'s|’s)?")
_LETTERS_OF_THREE = "wW"
_SPOKEN_AS_WORD = 4
"""Letters from which on an acronym that the voice knows as a word is said as one: NASA, AIDS, COVID."""


class Syllables:
    """Counts syllables, each written form once."""

    def __init__(self, words: Pronunciations, said: Mapping[str, str]) -> None:
        """`said` holds written forms and how people of this newsletter say them; see narration.lexicon."""
        self._words = words
        self._said = said
        self._known: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        """The syllables of one written word; 0 when nothing in it is spoken."""
        if (known := self._known.get(word)) is None:
            known = self._known[word] = self._count(word)
        return known

    def _count(self, word: str) -> int:
        if (said := self._said.get(word) or self._said.get(word[:1].lower() + word[1:])) is not None:
            return sum(self._part(part, said) for part in _PARTS.findall(said))
        # "ME/CFS", "well-being" and "5mg" are said part by part.
        return sum(self._part(part, word) for part in _PARTS.findall(word))

    def _part(self, part: str, whole: str) -> int:
        if part[0].isdigit():
            return number_syllables(part)
        if part in ".:":
            return int(bool(re.search(r"\d[.:]\d", whole)) and part == ".")
        if part in UNITS and not part[0].isalpha():
            return UNITS[part]
        if (said := self._said.get(part)) is not None and part != whole:
            return self(said) if " " not in said else sum(map(self, said.split()))
        if part.lower() in UNITS and re.search(rf"\d\s?{re.escape(part)}\b", whole):
            return UNITS[part.lower()]
        return self._letters(part) or self._word(part)

    def _letters(self, part: str) -> int:
        """The syllables of an acronym read letter by letter; 0 when it is not read so."""
        match = _ACRONYM.fullmatch(part)
        if not match or part.lower() in _SHOUTED:
            return 1 + 2 * (part in _LETTERS_OF_THREE) if len(part) == 1 else 0
        letters = match[1]
        if len(letters) >= _SPOKEN_AS_WORD and letters.lower() in self._words.written:
            return 0
        return sum(3 if letter in _LETTERS_OF_THREE else 1 for letter in letters)

    def _word(self, part: str) -> int:
        small = part.lower().replace("’", "'")
        try:
            return self._words.syllables(small)
        except KeyError:
            return by_rule(small)


def number_syllables(figures: str) -> int:
    """The syllables of a whole number in British number words: 2024 as a year, 1,200 with "and"."""
    digits = figures.replace(",", "")
    # A year is said in pairs: nineteen forty-five, nineteen hundred, nineteen oh five; two thousand and five.
    if len(figures) == 4 and "1100" <= digits <= "2099" and not digits.startswith("200"):
        century, year = int(digits[:2]), int(digits[2:])
        return _below_thousand(century) + (_below_thousand(year) + (0 < year < 10) if year else 2)
    if len(digits) > 12 or digits.startswith("0"):
        return sum(_DIGITS[int(digit)] for digit in digits)  # a telephone number, figure by figure
    value = int(digits)
    if value == 0:
        return _DIGITS[0]
    groups = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    # "thousand", "million" and "billion" have two syllables each.
    said = sum(_below_thousand(group) + 2 * (place > 0) for place, group in enumerate(groups) if group)
    return said + (len(groups) > 1 and 0 < groups[0] < 100)


def _below_thousand(value: int) -> int:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = (_DIGITS[hundreds] + 2) if hundreds else 0
    if hundreds and rest:
        said += 1  # "and"
    if rest in range(10, 20):
        return said + _TEENS[ones]
    return said + _TENS[tens] + (_DIGITS[ones] if ones else 0)


_GROUPS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ]+")
# The "e" of "made", "makes", "called", "lonely", "useful", and the "a" of "typically"; not of "little".
_SILENT = re.compile(
    r"(?<=[aeiouy][^aeiouy])e$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytdl])ed$|(?<=[aeiouy]l)ed$"
    r"|(?<=[^aeiouyscxzgl])es$|(?<=[aeiouy]l)es$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ness|ful|fully|less|ment|ments)$)|(?<=ic)a(?=lly$)"
)
# Letters in which an "i" or "u" is not a vowel of its own: "nation", "special", "question", "ocean".
_SWALLOWED = re.compile(r"(?<=[tcsgx])i(?=[ao]|en|um)|(?<=[gq])u(?=[aeio])")
# Two vowels side by side that are both heard: "myalgia", "idea", "neurone", "tedious", "happier".
_HIATUS = re.compile(
    r"i(?=a|o|um|us|e[rst])|y(?=el|o)|u(?=al|at|ar|ou|en)|eo(?!u)|oi(?=d[^s])|oe(?=n)|ea(?=t[ei])"
)
_MURMURED = re.compile(r"(?<=s)ms?$")


def by_rule(word: str) -> int:
    """The syllables of a word that no list knows, in small letters, from its spelling; at least one.

    A group of vowels is a syllable; a silent "e" is none; two vowels are two where both are heard.
    Right for nine of ten words of the voice's own lexicon, where pyphen's patterns are right for five.
    """
    stem = _SWALLOWED.sub("", _SILENT.sub("", word))
    return max(1, sum(len(found.findall(stem)) for found in (_GROUPS, _HIATUS, _MURMURED)))

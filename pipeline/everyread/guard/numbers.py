"""Numbers, their units, how often, and whose dose it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from everyread.guard.problem import Kind, Problem
from everyread.guard.terms import is_term
from everyread.guard.words import SYMBOLS, Words, fold, tokens_of

_UNITS = {
    form: unit
    for unit, forms in {
        "mg": "mg mgs milligram milligrams",
        "micrograms": "mcg µg μg microgram micrograms",
        "g": "g gram grams gm",
        "kg": "kg kgs kilogram kilograms kilo kilos",
        "ml": "ml millilitre millilitres",
        "litres": "l litre litres",
        "units": "iu unit units",
        "tablets": "tablet tablets",
        "capsules": "capsule capsules",
        "drops": "drop drops",
        "doses": "dose doses",
        "times": "time times",
        "seconds": "second seconds sec secs",
        "minutes": "minute minutes min mins",
        "hours": "hour hours hr hrs",
        "days": "day days",
        "weeks": "week weeks",
        "months": "month months",
        "years": "year years",
        "pints": "pint pints",
        "miles": "mile miles",
        "metres": "m metre metres",
        "cm": "cm centimetre centimetres",
        "am": "am",
        "pm": "pm",
        "%": "%",
        "beats": "beats beat",
        "people": "people patients participants adults women men children members",
    }.items()
    for form in forms.split()
}
_PARTS = frozenset(
    "double triple half halves third thirds quarter quarters dozen dozens hundred hundreds thousand "
    "thousands "
    "million millions billion billions fourth fifth sixth seventh eighth ninth tenth".split()
)
_RATES = re.compile(
    r"\b(?:(?:a|an|per|every|each)\s(day|night|week|month|year|hour|morning)|"
    r"(daily|nightly|weekly|monthly|yearly|hourly))\b"
)
_OFTEN = (
    (re.compile(r"\bonce\b(?=\s(?:a|per|every|each|daily|weekly|monthly)\b)"), "1 times"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bthrice\b"), "3 times"),
    (re.compile(r"½"), " half "),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b"), ""),
)
_ONE_IS_A_NUMBER = (frozenset(_UNITS) | {"in"}) - {"time", "day"}
"""Before any other word a "one" may be no number ("one of them")."""


def counted(words: Words) -> Counter[str]:
    """Every number, in figures, and each with its unit ("2 tablets", "30 minutes", "1 in 10")."""
    return Counter(_numbers(words))


def _numbers(words: Words) -> Iterator[str]:
    text = words.low
    for pattern, plain in _OFTEN:
        text = pattern.sub(plain, text)
    spelled = tokens_of(text)
    tokens = [fold(token) for token in spelled]
    for place, word in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word in _PARTS:
            yield word
        elif word[0].isdigit():
            if spelled[place] == "one" and following not in _ONE_IS_A_NUMBER:
                continue
            unit = _UNITS.get(following, "")
            before = tokens[place - 1] if place else ""
            money = before if before in SYMBOLS else ""
            # People are counted in many words, so only the number is held against the easy version.
            yield f"{money}{word} {unit}".rstrip() if unit != "people" else word


def number_problems(before: Words, after: Words) -> Iterator[Problem]:
    """Numbers with their units, and rates such as "a day"; for text in other words."""
    said, says = counted(before), counted(after)
    yield from _changes("number", said, says)
    here, there = set(_rates(before)), set(_rates(after))
    for rate in sorted(here - there):
        yield Problem(Kind.DOSE, f"how often is lost: “every {rate}”")
    for rate in sorted(there - here):
        yield Problem(Kind.DOSE, f"how often is added: “every {rate}”")
    yield from _swapped(before, after)


def _changes(what: str, said: Counter[str], says: Counter[str]) -> Iterator[Problem]:
    lost, new = said - says, says - said
    values = Counter({number.split()[0]: 0 for number in (*lost, *new)})
    for number in lost.elements():
        values[number.split()[0]] -= 1
    for number in new.elements():
        values[number.split()[0]] += 1
    for number in lost.elements():
        unit_only = values[number.split()[0]] == 0
        yield Problem(Kind.DOSE if unit_only else Kind.NUMBER, f"a {what} is lost: “{number}”")
    for number in new.elements():
        if values[number.split()[0]] > 0:
            yield Problem(Kind.NUMBER, f"a {what} is added: “{number}”")


_EVERY = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year"}


def _rates(words: Words) -> Iterator[str]:
    for match in _RATES.finditer(words.low):
        yield match[1] or _EVERY.get(match[2], "hour")


def _swapped(before: Words, after: Words) -> Iterator[Problem]:
    """A dose that now belongs to another drug."""
    said, says = _owners(before.folded), _owners(after.folded)
    for number in sorted(said.keys() & says.keys()):
        if said[number] and says[number] and not said[number] & says[number]:
            yield Problem(Kind.DOSE, f"“{number}” now belongs to “{min(says[number])}”")


def _owners(tokens: Sequence[str]) -> dict[str, set[str]]:
    """For each number the names of drugs, conditions and tests that stand nearest to it."""
    names = [(place, token) for place, token in enumerate(tokens) if is_term(token)]
    found: dict[str, set[str]] = {}
    if len({name for _, name in names}) < 2:
        return found
    for place, token in enumerate(tokens):
        if token[0].isdigit():
            # "5 mg of codeine" looks ahead; elsewhere the nearest name is the owner.
            ahead = [each for each in names if each[0] > place] if "of" in tokens[place : place + 4] else []
            nearest = min(ahead or names, key=lambda each: abs(each[0] - place))
            found.setdefault(token, set()).add(nearest[1])
    return found

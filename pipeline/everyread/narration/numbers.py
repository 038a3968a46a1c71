"""Numbers as a British reader says them."""

from __future__ import annotations

from num2words import num2words  # type: ignore[import-untyped]

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
"""A number as printed: 7, 250,000, 37.5."""
LONGEST = 15
"""Digits of the largest number said as a quantity; longer ones are codes, and said digit by digit."""
_DIGITS = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(printed: str) -> str:
    """A quantity: "250,000" is "two hundred and fifty thousand", "37.5" is "thirty-seven point five"."""
    whole, _, decimals = printed.replace(",", "").partition(".")
    if len(whole) > LONGEST:
        return digits(whole)
    words = _words(int(whole or "0"), "cardinal")
    if not decimals:
        return words
    # "nought" is better British, but the voice says it like "not": too dangerous beside a dose.
    return f"{words} point {' '.join('zero' if d == '0' else _DIGITS[int(d)] for d in decimals)}"


def ordinal(value: int) -> str:
    """21 is "twenty-first"."""
    return _words(value, "ordinal")


def year(value: int) -> str:
    """1998 is "nineteen ninety-eight", 2005 "two thousand and five", 2024 "twenty twenty-four"."""
    return _words(value, "year")


def digits(printed: str) -> str:
    """One by one, as in telephone numbers: "206" is "two oh six"."""
    return " ".join(_DIGITS[int(digit)] for digit in printed if digit.isdigit())


def plural(words: str) -> str:
    """The plural of a number word: "twenties", "nineteen nineties", "two thousands", "fifty-sixes"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


def letters(run: str) -> str:
    """Letters to be said one by one: "NG" is "N.G."."""
    return "".join(f"{letter.upper()}." for letter in run if letter.isalpha())


def _words(value: int, kind: str) -> str:
    # num2words puts commas between the thousands, which a voice turns into pauses.
    return str(num2words(value, lang="en_GB", to=kind)).replace(",", "")

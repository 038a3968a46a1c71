"""Numbers as a British reader says them."""

from __future__ import annotations

from functools import lru_cache

from num2words import num2words  # type: ignore[import-untyped]

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
"""A number as printed: 7, 250,000, 37.5."""
TO = r"\s?(?:-|‐|‑|‒|–|—|−)\s?"
"""The dash between the two ends of a range."""
LONGEST = 15
"""Digits of the largest number said as a quantity; longer ones are codes, and said digit by digit."""
FRACTION = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth",
}  # fmt: skip
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
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


def counted(printed: str, one: str, many: str = "") -> str:
    """A number of things: "one pound", "two pounds", "one point five pounds"."""
    return f"{number(printed)} {one if is_one(printed) else many or one + 's'}"


def is_one(printed: str) -> bool:
    """Whether what is counted is singular."""
    return printed.replace(",", "") in ("1", "1.0")


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


def part(top: int, bottom: int, *, article: bool = False) -> str:
    """A fraction with a small denominator: "three quarters"; with `article`, "a quarter" for "one"."""
    name = FRACTION[bottom]
    if top == 1:
        return f"{'a' if article else 'one'} {name}"
    return f"{number(str(top))} {'halves' if bottom == 2 else name + 's'}"


def mixed(whole: str, top: int, bottom: int) -> str:
    """A whole number with a fraction: "two and a half"."""
    return f"{number(whole)} and {part(top, bottom, article=True)}"


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral; None when it is not one."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[each] for each in numeral]
    following = [*values[1:], 0]
    total = sum(-v if v < after else v for v, after in zip(values, following, strict=True))
    return total if total and _as_roman(total) == numeral else None


def _as_roman(value: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    written = ""
    for worth, sign in signs:
        written += sign * (value // worth)
        value %= worth
    return written


@lru_cache(maxsize=4096)
def _words(value: int, kind: str) -> str:
    # num2words puts commas between the thousands, which a voice turns into pauses.
    return str(num2words(value, lang="en_GB", to=kind)).replace(",", "")

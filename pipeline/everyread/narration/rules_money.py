"""Rules of the normaliser for money."""

from __future__ import annotations

import re

from everyread.narration.numbers import NUMBER, TO, counted, number
from everyread.narration.rules import Stage, rule, tidy

_CURRENCY = {
    "£": ("pound", "penny", "pence"),
    "$": ("dollar", "cent", "cents"),
    "€": ("euro", "cent", "cents"),
}
_SCALE = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_LARGE = r"million|billion|thousand|trillion|bn|tn|[mkMK]"
_AMOUNT = rf"(?P<sign>[£$€])\s?(?P<amount>{NUMBER})(?:\s?(?P<scale>{_LARGE})(?!\w))?"
# "a £5 note" is "a five pound note"; but "a £5 to £10 note" and "a £5 or so" are not.
_NOUN = r"(?=[\s-](?!(?:a|an|per|in|for|to|or|and|of|from|each|is|was|by|on|at|with|off|more|less)\b)[a-z])"


def _said(match: re.Match[str], *, single: bool = False) -> str:
    pound, penny, pence = _CURRENCY[match["sign"]]
    amount, scale = match["amount"], match["scale"]
    pounds = pound if single else f"{pound}s"
    if scale:
        return f"{number(amount)} {_SCALE.get(scale.lower(), scale)} {pounds}"
    whole, _, small = amount.partition(".")
    if len(small) != 2:
        return counted(amount, pound, pounds)
    if int(small) == 0:
        return counted(whole, pound, pounds)
    if int(whole.replace(",", "")) == 0:
        return counted(str(int(small)), penny, pence)
    said = number(str(int(small)))
    if int(small) >= 10:
        return f"{counted(whole, pound, pounds)} {said}"
    return f"{counted(whole, pound, pounds)} and {counted(str(int(small)), penny, pence)}"


def _range(match: re.Match[str]) -> str:
    sign, scale = match[1], match[4] or ""
    return f"{sign}{match[2]}{scale} to {sign}{match[3]}{scale}"


MONEY = Stage("money", (
    tidy("minus-money", r"(?<![\w)£$€])[-−–](?=[£$€]\d)", "minus "),
    tidy("money-range", rf"([£$€])\s?({NUMBER}){TO}[£$€]?({NUMBER})\s?({_LARGE})?(?!\w|\.\d)", _range),
    tidy("money-range-scaled", rf"([£$€]{NUMBER}\s?(?:{_LARGE})){TO}(?=[£$€]\d)", r"\1 to "),
    rule("priced", rf"(?P<keep>\b[Aa]n?\s){_AMOUNT}{_NOUN}", lambda m: _said(m, single=True)),
    rule("money", _AMOUNT, _said),
    rule("pence-range", rf"(?<![\w.])(\d{{1,2}})p?{TO}(\d{{1,2}})p\b",
         lambda m: f"{number(m[1])} to {number(m[2])} pence"),
    rule("pence", r"(?<![\w.])(\d{1,3})p\b", lambda m: counted(m[1], "penny", "pence")),
    rule("pounds-alone", r"£(?!\d)", " pounds "),
), re.compile(r"[£$€]|\dp\b"))  # fmt: skip

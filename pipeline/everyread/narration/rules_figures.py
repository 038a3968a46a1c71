"""Rules of the normaliser for numbers that nothing else has claimed."""

from __future__ import annotations

import re

from everyread.narration.numbers import FRACTION, NUMBER, VULGAR, digits, mixed, number, ordinal, part, plural
from everyread.narration.rules import Stage, rule, table

N = NUMBER


def _fraction(match: re.Match[str]) -> str:
    top, bottom = int(match[2]), int(match[3])
    if bottom in FRACTION and bottom != 10 and 0 < top < bottom:
        return mixed(match[1], top, bottom) if match[1] else part(top, bottom)
    whole = f"{number(match[1])} " if match[1] else ""
    joint = "out of" if top <= bottom else "over"
    return f"{whole}{number(match[2])} {joint} {number(match[3])}"


_AFTER_HALF = frozenset(
    "a an of the my your his her their our and or to but in at on by for if is was are were as than per that "
    "this before after with without full empty".split()
)
"""What follows "half" when it stands alone, or brings its own article."""


def _half(match: re.Match[str]) -> str:
    """Half a teaspoon, half an hour; but only "half" where the article follows by itself, or no noun does."""
    if match[1] in _AFTER_HALF:
        return "half "
    return "half an " if match[1].startswith(("a", "e", "i", "o", "hour")) else "half a "


def _part_of(match: re.Match[str]) -> str:
    """A quarter of a teaspoon, which is printed "1/4 teaspoon"."""
    top, bottom = VULGAR.get(match["sign"] or "", (0, 0))
    top, bottom = (top, bottom) if bottom else (int(match["top"]), int(match["bottom"]))
    return f"{part(top, bottom, article=True)} of a "


def _vulgar(match: re.Match[str]) -> str:
    top, bottom = VULGAR[match[2]]
    return mixed(match[1], top, bottom) if match[1] else part(top, bottom)


def _plain(match: re.Match[str]) -> str:
    printed = match[0]
    return digits(printed) if re.fullmatch(r"0\d+", printed) else number(printed)


def _points(match: re.Match[str]) -> str:
    return " point ".join(number(part) for part in match[0].split("."))


_SPOONS = r"(?=(?:teaspoon|tablespoon|cup|pint|litre|mile|pound|tablet|dose|ounce|slice|onion|lemon|pack)\b)"

FIGURES = Stage("figures", (
    *table((
        ("always", r"(?<![\w/])24/7(?![\w/])", "twenty-four seven"),
        ("september-eleventh", r"(?<![\w/])9/11(?![\w/])", "nine eleven"),
        ("vision", r"(?<![\w/])20/20(?![\w/])", "twenty twenty"),
        ("evenly", r"(?<![\w/])50[/:-]50(?![\w/])", "fifty-fifty"),
        ("one-to-one", r"(?<![\w:.])1(?:-2-|:|-to-)1(?![\w:])", "one to one"),
    )),
    rule("page-of", r"(?P<keep>\b(?:[Pp]age|[Pp]art|[Ss]tep|[Ss]lide|[Ss]heet|[Ii]ssue)\s)(\d+)/(\d+)"
     r"(?![\w/])",
         lambda m: f"{number(m[2])} of {number(m[3])}"),
    rule("half", r"(?<!\d)(?<!\d\s)(?:½|(?<![\w/.])1/2)\s(?=([a-z]+))", _half),
    rule("part-of", rf"(?<!\d)(?<!\d\s)(?:(?P<sign>[¼¾⅓⅔⅛])|(?<![\w/.])(?P<top>1|2|3)/(?P<bottom>3|4|8))"
     rf"\s{_SPOONS}",
         _part_of),
    rule("fraction", r"(?<![\w/.])(?:(\d+)\s)?(\d{1,3})/(\d{1,3})(?![\w/])", _fraction),
    rule("vulgar-fraction", rf"(?:(?<![\w.])(\d+)\s?)?([{''.join(VULGAR)}])", _vulgar),
    rule("figures-apart", r"(?<=\d)/(?=\d)", ", "),
    rule("numbers", r"(?<![\w.,])(\d{1,4})'?s\b", lambda m: plural(number(m[1]))),
    rule("ordinal", r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,6})(?:st|nd|rd|th)\b",
         lambda m: ordinal(int(m[1].replace(",", "")))),
    rule("ratio", r"(?<![\w:.])(\d+):(\d+)(?![\w:])", lambda m: f"{number(m[1])} to {number(m[2])}"),
    rule("numbered-section", r"(?<![\w.])\d+(?:\.\d+){2,}(?!\w)", _points),
    rule("leading-point", r"(?<![\w.])\.(\d+)", lambda m: number("0." + m[1])),
    rule("number", N, _plain),
), re.compile(rf"[\d{''.join(VULGAR)}]"))  # fmt: skip

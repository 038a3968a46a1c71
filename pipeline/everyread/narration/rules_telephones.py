"""Rules of the normaliser for what is copied down: telephone numbers, postcodes, references."""

from __future__ import annotations

import re

from everyread.narration.numbers import digits, letters, number
from everyread.narration.rules import Stage, rule, tidy

_SHORT = "999|111|112|101|105|119|150"
_REFERENCE = "number|reference|ref|account|charity|company|registered|registration|code|PIN|ID"
"""What stands in front of figures that are copied down and not counted."""


def _groups(printed: str) -> list[str]:
    """The groups of a telephone number as printed; long ones are cut so that they can be written down."""
    cut: list[str] = []
    for group in re.findall(r"\d+", printed):
        if len(group) == 11:
            cut += [group[:5], group[5:8], group[8:]]
        elif len(group) == 10:
            cut += [group[:4], group[4:7], group[7:]]
        elif len(group) in (6, 8):
            cut += [group[: len(group) // 2], group[len(group) // 2 :]]
        elif len(group) == 7:
            cut += [group[:3], group[3:]]
        else:
            cut.append(group)
    return cut


def _telephone(match: re.Match[str]) -> str | None:
    printed = match[0]
    count = len(re.findall(r"\d", printed))
    enough = 8 if printed.lstrip("(").startswith("08") else 9
    if not enough <= count <= 15:
        return None
    plus = "plus " if printed.startswith("+") else ""
    return plus + ", ".join(digits(group) for group in _groups(printed.replace("(0)", "")))


def _copied(match: re.Match[str]) -> str:
    return ", ".join(digits(group) for group in match["figures"].replace("-", " ").split())


def _reference(match: re.Match[str]) -> str:
    return ", ".join(digits(group) for group in _groups(match["figures"]))


def _short_numbers(match: re.Match[str]) -> str:
    second = f"{match['joint']}{digits(match['second'])}" if match["second"] else ""
    return f"{digits(match['first'])}{second}"


def _postcode(match: re.Match[str]) -> str:
    area, district, sector, unit = match.groups()
    where = " ".join(number(part) if part.isdigit() else part for part in re.findall(r"\d+|[A-Z]", district))
    return f"{letters(area) if len(area) > 1 else area} {where}, {number(sector)} {letters(unit)}"


TELEPHONES = Stage(
    "telephones",
    (
        tidy("telephone-word", r"\b([Tt])el\b[.:]?:?(?=\s?[+(\d])", r"\1elephone"),
        rule("telephone", r"(?<![\w.,/-])(?:\+\d{1,3}|\(?0)[\d\s()-]{6,18}\d(?![\w/]|[.,]\d)", _telephone),
        rule(
            "short-telephone",
            rf"(?P<keep>(?i:\b(?:call|dial|ring|phone|text|NHS|on|calling|ringing)\s))(?P<first>{_SHORT})"
            rf"(?:(?P<joint>\s(?:or|and)\s)(?P<second>{_SHORT}))?(?![\w%]|[.,]\d|\s(?:[a-z]+s|people)\b)",
            _short_numbers,
        ),
        rule("helpline", r"(?<![\w.,])(?P<figures>116\s?(?:123|117|000))(?!\w)", _reference),
        rule("text-number", r"(?P<keep>\b[Tt]ext\s(?:“?[A-Z]+”?\sto\s)?)(?P<figures>\d{5,6})(?!\w)", _copied),
        rule("extension", r"\b([Ee])xt(?:ension)?\b\.?\s?(\d{2,6})",
             lambda m: f"{m[1]}xtension {digits(m[2])}"),
        rule("sort-code", r"(?<![\w-])(?P<figures>\d\d-\d\d-\d\d)(?![\w-])", _copied),
        rule("reference-number",
             rf"(?P<keep>\b(?i:{_REFERENCE})\b(?:\s(?:number|no\.?|is))?[:.]?\s)(?P<figures>\d{{5,12}})"
              rf"(?!\w)",
             lambda m: digits(m["figures"]) if len(m["figures"]) < 7 else _reference(m)),
        # A breath in front of it, or the last sound of the town runs into its letters.
        tidy("before-postcode",
             r"(?<=[a-z])(?<! (?:at|in|to|is|or))\s(?=[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}\b)", ", "),
        rule("postcode", r"\b([A-Z]{1,2})(\d[\dA-Z]?)\s(\d)([A-Z]{2})\b", _postcode),
    ),
    re.compile(r"\d{2}|\d[A-Z]{2}"),
)  # fmt: skip

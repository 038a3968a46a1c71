"""Rules of the normaliser for measures: percentages, temperatures, doses, and how often."""

from __future__ import annotations

import re

from everyread.narration.numbers import NUMBER, number
from everyread.narration.rules import Rule, rule

N = NUMBER
UNITS: dict[str, str] = {
    "mg": "milligram", "mcg": "microgram", "ug": "microgram", "µg": "microgram", "μg": "microgram",
    "ng": "nanogram", "pg": "picogram", "g": "gram", "kg": "kilogram", "ml": "millilitre", "mL": "millilitre",
    "µl": "microlitre", "μl": "microlitre", "µL": "microlitre", "cl": "centilitre", "dl": "decilitre",
    "dL": "decilitre", "l": "litre", "L": "litre", "mm": "millimetre", "cm": "centimetre", "m": "metre",
    "km": "kilometre", "µm": "micrometre", "μm": "micrometre", "nm": "nanometre", "oz": "ounce",
    "lb": "pound",
    "lbs": "pound", "ft": "foot", "kcal": "kilocalorie", "cal": "calorie", "kJ": "kilojoule", "hr": "hour",
    "hrs": "hour", "h": "hour", "min": "minute", "mins": "minute", "sec": "second", "secs": "second",
    "ms": "millisecond", "wk": "week", "wks": "week", "yr": "year", "yrs": "year", "mmol": "millimole",
    "µmol": "micromole", "μmol": "micromole", "nmol": "nanomole", "pmol": "picomole", "mol": "mole",
    "mM": "millimolar", "IU": "international unit", "iu": "international unit",
    "mmHg": "millimetre of mercury",
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GB": "gigabyte", "MB": "megabyte",
    "kW": "kilowatt", "W": "watt", "V": "volt", "mph": "mile an hour", "bpm": "beat a minute",
}  # fmt: skip
_PER = {"day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour", "night": "night",
        "dose": "dose", "person": "person", "session": "session", "litre": "litre", "d": "day"}  # fmt: skip
_SAME_IN_PLURAL = frozenset({"hertz", "kilohertz", "megahertz", "millimolar"})
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_EVERY = "|".join(sorted({**UNITS, **_PER}, key=len, reverse=True))
_SQUARE = {"²": "square", "³": "cubic"}
_TO = r"\s?(?:-|–|—|−)\s?"


def _plural(unit: str) -> str:
    if unit in _SAME_IN_PLURAL:
        return unit
    if unit == "foot":
        return "feet"
    head, space, tail = unit.partition(" ")
    # "millimetres of mercury", "miles an hour", but "international units".
    return f"{head}s{space}{tail}" if tail.startswith(("of", "a")) else unit + "s"


def _rates(printed: str) -> str:
    named = {**UNITS, **_PER}
    return "".join(f" per {named[part]}" for part in printed.split("/") if part)


def _measure(match: re.Match[str]) -> str:
    amount, joint, unit, power, rates = match[1], match[2], UNITS[match[3]], match[4], match[5]
    # "a 5-mg tablet" describes the tablet, so it stays singular, as does one of anything.
    single = joint == "-" or amount in ("1", "1.0")
    said = unit if single else _plural(unit)
    square = f"{_SQUARE[power]} " if power else ""
    return f"{number(amount)} {square}{said}{_rates(rates)}"


def _range(match: re.Match[str]) -> str:
    """3-5 is "3 to 5"; but in "2024 - 12 tips" the dash, with spaces and going down, is a pause."""
    first, unit, dash, last = match.groups()
    rises = float(last.replace(",", "")) > float(first.replace(",", ""))
    return f"{first}{unit} to {last}" if rises or dash == dash.strip() else match[0]


def _over(match: re.Match[str]) -> str:
    high, low = int(match[1]), int(match[2])
    if not (70 <= high <= 250 and 40 <= low <= 150 and high > low):
        return match[0]
    mercury = " millimetres of mercury" if match[3] else ""
    return f"{number(match[1])} over {number(match[2])}{mercury}"


def _power(match: re.Match[str]) -> str:
    minus = "minus " if match[1] else ""
    unit = f" {_plural(UNITS[match[3]])}" if match[3] else ""
    return f"ten to the power of {minus}{number(_plain(match[2]))}{unit}"


def _degrees(match: re.Match[str]) -> str:
    scale = match[2] or match[3] or ""
    name = {"C": " Celsius", "F": " Fahrenheit", "": ""}[scale]
    return f"{number(match[1])} degree{'' if match[1] == '1' else 's'}{name}"


def _plain(raised: str) -> str:
    return raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789"))


MEASURES: tuple[Rule, ...] = (
    rule("score", rf"\b(won|beat|drew)\b([^.\d]{{0,30}}\s)(\d{{1,2}}){_TO}(\d{{1,2}})(?!\w)",
         lambda m: f"{m[1]}{m[2]}{number(m[3])} {number(m[4])}"),
    rule("pressure", r"(?<![\w/.])(\d{2,3})\s?/\s?(\d{2,3})(\s?mm\s?Hg)?(?![\w/])", _over),
    rule("range", rf"(?<![\w.,-])({N})(\s?(?:%|°C|°F|°|(?:{_UNIT})(?!\w))?)({_TO})({N})(?!\d|-\d)", _range),
    rule("minus", r"(?<![\w)])[-−–](?=\d)", "minus "),
    rule("per-cent", rf"({N})\s?%", lambda m: f"{number(m[1])} per cent"),
    rule("per-cent-alone", r"\s?%", " per cent"),
    rule("celsius", rf"(?<![\w.])({N})(?:\s?[°º]\s?([CF])?(?!\w)|([CF])(?!\w))", _degrees),
    rule("measure", rf"(?<![\w.])({N})(\s?|-)({_UNIT})([²³]?)((?:/(?:{_EVERY}))*)(?![\w/²³])", _measure),
    rule("dose-alone", rf"\b(mg|mcg|µg|μg|ng|pg|kg|ml|mL|mmol|nmol)((?:/(?:{_EVERY}))*)(?!\w)",
         lambda m: _plural(UNITS[m[1]]) + _rates(m[2])),
    rule("per", rf"(?<=[a-z\d])\s?/\s?({'|'.join(_PER)}|kg|min|hr)\b", lambda m: _rates("/" + m[1])),
    rule("hours-alone", r"\bhrs\b\.?", "hours"),
    rule("minutes-alone", r"\bmins\b\.?", "minutes"),
    rule("for-seconds", r"(\b(?:for|every|after|within)\s)(\d+)s\b",
         lambda m: f"{m[1]}{number(m[2])} seconds"),
    rule("power-of-ten", rf"\b10(⁻?)([⁰¹²³⁴-⁹]+)(?:\s?({_UNIT})(?!\w))?", _power),
    rule("footnote-mark", "[⁰¹²³⁴-⁹⁺⁻]+", ""),
    rule("subscript", "[₀-₉]+", lambda m: _plain(m[0])),
)  # fmt: skip

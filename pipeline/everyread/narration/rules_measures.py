"""Rules of the normaliser for measures: doses, lengths, temperatures, rates, trial statistics."""

from __future__ import annotations

import re

from everyread.narration.numbers import NUMBER, TO, VULGAR, is_one, mixed, number, part
from everyread.narration.rules import DONE, Stage, one_of, rule, table, tidy
from everyread.narration.rules_dates import COUNTED

N = NUMBER
UNITS: dict[str, str] = {
    "mg": "milligram", "mcg": "microgram", "ug": "microgram", "µg": "microgram", "μg": "microgram",
    "ng": "nanogram", "pg": "picogram", "fg": "femtogram", "g": "gram", "kg": "kilogram",
    "ml": "millilitre", "mL": "millilitre", "µl": "microlitre", "μl": "microlitre", "µL": "microlitre",
    "μL": "microlitre", "uL": "microlitre", "cl": "centilitre", "dl": "decilitre", "dL": "decilitre",
    "l": "litre", "L": "litre", "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre",
    "µm": "micrometre", "μm": "micrometre", "nm": "nanometre", "oz": "ounce", "lb": "pound", "lbs": "pound",
    "ft": "foot", "yd": "yard", "yds": "yard", "pt": "pint", "pts": "pint", "tsp": "teaspoon",
    "tbsp": "tablespoon", "kcal": "kilocalorie", "kcals": "kilocalorie", "cal": "calorie",
    "kJ": "kilojoule", "hr": "hour", "hrs": "hour", "h": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "ms": "millisecond", "wk": "week", "wks": "week", "yr": "year",
    "yrs": "year", "mth": "month", "mths": "month", "mmol": "millimole", "µmol": "micromole",
    "μmol": "micromole", "umol": "micromole", "nmol": "nanomole", "pmol": "picomole", "mol": "mole",
    "mM": "millimolar", "µM": "micromolar", "μM": "micromolar", "nM": "nanomolar",
    "IU": "international unit", "iu": "international unit", "mIU": "milli-international unit", "U": "unit",
    "mEq": "milliequivalent", "mmHg": "millimetre of mercury", "Hz": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "GB": "gigabyte", "MB": "megabyte", "TB": "terabyte",
    "kB": "kilobyte", "KB": "kilobyte", "Mbps": "megabit per second", "kW": "kilowatt",
    "kWh": "kilowatt hour", "W": "watt", "V": "volt", "mV": "millivolt", "mph": "mile an hour",
    "bpm": "beat a minute", "dB": "decibel", "kPa": "kilopascal", "ppm": "part per million", "ha": "hectare",
}  # fmt: skip
_PER = {"day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour", "night": "night",
        "dose": "dose", "person": "person", "session": "session", "litre": "litre", "d": "day",
        "minute": "minute", "second": "second", "s": "second", "mo": "month", "tablet": "tablet",
        "head": "head", "visit": "visit", "cell": "cell"}  # fmt: skip
_SAME = frozenset({"hertz", "kilohertz", "megahertz", "gigahertz", "millimolar", "micromolar", "nanomolar"})
_DOSING = {
    "od": "once a day", "bd": "twice a day", "bid": "twice a day", "tds": "three times a day",
    "tid": "three times a day", "qds": "four times a day", "qid": "four times a day", "prn": "as needed",
    "nocte": "at night", "mane": "in the morning", "po": "by mouth", "stat": "at once",
}  # fmt: skip
"""What prescriptions say after a dose."""
_UNIT = one_of(UNITS)
_EVERY = one_of({**UNITS, **_PER})
_POWER = {"²": "square", "³": "cubic"}
_RATE = rf"/\s?(?:(?:\d+(?:\.\d+)?)\s?)?(?:{_EVERY})[²³]?(?![a-zA-Z])"
_FORM = (
    r"(?=\s(?:tablet|capsule|pill|patch|sachet|bottle|vial|injection|strip|carton|jug|glass|walk|sprint|race|"
    r"dash|swim|run|tin|pack|packet|bag|bar|box|jar|dose|chunk|slice)(?:e?s)?\b)"
)
"""A dose in front of one of these describes it: "a 500 milligram tablet"."""
_FEW = "two|three|four|five|six|seven|eight|nine|ten|twelve"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉", "0123456789-+0123456789")


def plural_unit(unit: str) -> str:
    """The plural of a unit: "feet", "millimetres of mercury", "miles an hour", "international units"."""
    if unit in _SAME:
        return unit
    if unit == "foot":
        return "feet"
    head, space, tail = unit.partition(" ")
    return f"{head}s{space}{tail}" if tail.startswith(("of", "a", "per")) else unit + "s"


def _rates(printed: str) -> str:
    named = {**UNITS, **_PER}
    said = ""
    for amount, unit, power in re.findall(r"/\s?(\d+(?:\.\d+)?)?\s?([^/\s²³]+)([²³]?)", printed):
        square = f"{_POWER[power]} " if power else ""
        said += (
            f" per {number(amount)} {square}{plural_unit(named[unit])}"
            if amount
            else f" per {square}{named[unit]}"
        )
    return said


def _measure(match: re.Match[str]) -> str:
    amount, joint, unit = match["amount"], match["joint"], UNITS[match["unit"]]
    # "a 5-mg tablet" describes the tablet, so it stays singular, as does one of anything.
    said = unit if joint == "-" or is_one(amount) or match["form"] is not None else plural_unit(unit)
    square = f"{_POWER[match['power']]} " if match["power"] else ""
    return f"{number(amount)} {square}{said}{_rates(match['rates'])}"


def _mixed_measure(match: re.Match[str]) -> str:
    """One and a half teaspoons, printed "1½ tsp"; half a teaspoon, printed "½ tsp"."""
    unit = UNITS[match["unit"]]
    top, bottom = VULGAR[match["sign"]]
    if match["whole"]:
        return f"{mixed(match['whole'], top, bottom)} {plural_unit(unit)}"
    if (top, bottom) == (1, 2):
        return f"half {'an' if unit[0] in 'aeiou' or unit == 'hour' else 'a'} {unit}"
    return f"{part(top, bottom, article=True)} of a {unit}"


def _range(match: re.Match[str]) -> str | None:
    """3-5 is "3 to 5"; but in "2024 - 12 tips" the dash, with spaces and going down, is a pause."""
    first, unit, dash, last = match.groups()
    rises = float(last.replace(",", "")) > float(first.replace(",", ""))
    return f"{first}{unit} to {last}" if rises or dash == dash.strip() else None


def _pressure(match: re.Match[str]) -> str | None:
    high, low = int(match[1]), int(match[2])
    if not (70 <= high <= 250 and 40 <= low <= 150 and high > low):
        return None
    mercury = " millimetres of mercury" if match[3] else ""
    return f"{number(match[1])} over {number(match[2])}{mercury}"


def _power(match: re.Match[str]) -> str:
    raised = (match["raised"] or match["caret"]).translate(_RAISED)
    minus = "minus " if raised.startswith("-") else ""
    unit = f" {plural_unit(UNITS[match['unit']])}" if match["unit"] else ""
    return f"ten to the power of {minus}{number(raised.lstrip('-+'))}{unit}{_rates(match['rates'] or '')}"


def _degrees(match: re.Match[str]) -> str | None:
    scale = match["scale"] or match["bare"] or ""
    value = float(match["amount"].replace(",", ""))
    warm = {"C": 30 <= value <= 45, "F": 90 <= value <= 115}
    if match["bare"] and not warm[scale]:  # "38C" is a temperature, "Flat 2C" is a door
        return None
    name = {"C": " Celsius", "F": " Fahrenheit", "": ""}[scale]
    return f"{number(match['amount'])} degree{'' if is_one(match['amount']) else 's'}{name}"


def _feet(match: re.Match[str]) -> str:
    inches = f" {number(match[2])}" if match[2] else ""
    return f"{number(match[1])} foot{inches}"


def _stone(match: re.Match[str]) -> str:
    pounds = f" {number(match[2])}" if match[2] else ""
    return f"{number(match[1] or match[3])} stone{pounds}"


STATISTICS = Stage("trial statistics", table((
    ("confidence-interval", r"(?<![\w-])CIs?\b(?=[\s:=,;]*[\[(]?[-−–]?\d)", "confidence interval"),
    ("odds-ratio", r"(?<![\w-])a?OR\b(?=\s?[=:,]?\s?\d+\.\d)", "odds ratio"),
    ("hazard-ratio", r"(?<![\w-])a?HR\b(?=\s?[=:,]?\s?\d\.\d)", "hazard ratio"),
    ("risk-ratio", r"(?<![\w-])RR\b(?=\s?[=:,]?\s?\d\.\d)", "risk ratio"),
    ("standard-deviation", r"(?<![\w-])SD\b(?=\s?[=:,]?\s?[\d±])", "standard deviation"),
    ("interquartile-range", r"(?<![\w-])IQR\b(?=\s?[=:,]?\s?[\[(]?\d)", "interquartile range"),
    ("squared", r"(?<=\b[RrxXyI])²(?![\w²³])", " squared"),
    ("half-life", r"(?<!\w)[tT]\s?(?:½|1/2)(?=[\s,;)])", "half-life"),
    ("chi-squared", r"[χΧ]\s?[²2](?!\d)", "chi squared"),
)), re.compile(r"[A-Z]{2}|²|[χΧ½]|1/2"))  # fmt: skip

MEASURES = Stage("measures", (
    rule("score", rf"(?P<keep>\b(?:won|beat|drew|lost|winning|losing)\b[^.\d]{{0,30}}\s)(\d{{1,2}}){TO}"
         r"(\d{1,2})(?!\w)", lambda m: f"{_score(m[2])} {_score(m[3])}"),
    rule("degree-class", r"\b(2:1|2:2)(?=\s(?:degree|honours|in)\b)", lambda m: f"two {number(m[1][2])}"),
    rule("pressure", r"(?<![\w/.])(\d{2,3})\s?/\s?(\d{2,3})(\s?mm\s?Hg)?(?![\w/])", _pressure),
    tidy("range", rf"(?<![\w.,-])({N})(\s?(?:%|°C|°F|°|(?:{_UNIT})(?!\w))?)({TO})({N})(?!\d|-\d)", _range),
    tidy("range-below-zero", rf"(?<=\d){TO}(?=[-−]\d)", " to "),
    tidy("minus", rf"(?<![\w){DONE}])[-−–](?=\d|[£$€]\d)", "minus "),
    rule("per-cent", rf"({N})\s?%", lambda m: f"{number(m[1])} per cent"),
    rule("per-cent-alone", r"\s?%", " per cent"),
    rule("celsius", rf"(?<![\w.])(?P<amount>{N})(?:\s?[°º˚]\s?(?P<scale>[CF])?(?!\w)|(?P<bare>[CF])(?!\w))",
         _degrees),
    rule("foot-and-inches", r"(?<![\w.])(\d)(?:\s?ft\s?|['′]\s?)(\d{1,2})(?:\s?(?:in\b\.?|ins\b)|[\"″”]|"
     r"(?!\w))",
         _feet),
    rule("stone", r"(?<![\w.])(\d{1,2})\s?st\s?(\d{1,2})\s?lbs?\b|(?<![\w.])(\d?[02-9]|11)st\b", _stone),
    rule("millions", rf"(?<![\w.])({N})\s?(m|bn)(?=\s(?:{COUNTED})\b)",
         lambda m: f"{number(m[1])} {'million' if m[2] == 'm' else 'billion'}"),
    rule("inches", rf"(?<![\w.])({N})(?:\s?(?:ins?|inch)\.?(?=\s(?:long|wide|tall|high|deep|thick|square)\b)|"
         r"ins?\b\.?|\s?[\"″](?=\s|[,.;)]|$)|\s?in\.(?=,|\s[a-z]))",
         lambda m: f"{number(m[1])} inch{'' if is_one(m[1]) else 'es'}"),
    rule("power-of-ten", rf"(?:\b|(?<=x))10(?:(?P<raised>⁻?[⁰¹²³⁴-⁹]+)|\^(?P<caret>-?\d+))"
         rf"(?:\s?(?P<unit>{_UNIT})(?!\w))?(?P<rates>(?:{_RATE})*)", _power),
    rule("mixed-measure", rf"(?:(?<![\w.])(?P<whole>\d+)\s?)?(?P<sign>[{''.join(VULGAR)}])\s?"
     rf"(?P<unit>{_UNIT})(?![\w²³])",
         _mixed_measure),
    # "Eight 500 mg tablets" is heard as eight hundred, even with a breath between them.
    tidy("count-of-doses", rf"(?<![\w.,£])({_FEW}|\d\d?)\s({N}[\s-]?(?:mg|mcg|µg|μg|g))\s"
         r"(tablets|capsules|pills|patches|sachets|doses|injections|vials)\b", r"\1 \3 of \2"),
    rule("measure", rf"(?<![\w.])(?P<amount>{N})(?P<joint>\s?|-)(?P<unit>{_UNIT})(?![A-Za-z])"
         rf"(?P<power>[²³]?)(?P<rates>(?:{_RATE})*)(?![\w²³])(?P<form>{_FORM})?", _measure),
    rule("dose-alone", rf"(?<![\w/])(mg|mcg|µg|μg|ng|pg|kg|ml|mL|mmol|nmol|kcal)((?:{_RATE})*)(?!\w)",
         lambda m: plural_unit(UNITS[m[1]]) + _rates(m[2])),
    rule("prescribed", rf"(?<=[{DONE}]\s)({one_of(_DOSING)})(?!\w)", lambda m: _DOSING[m[1]]),
    rule("per", rf"(?<=[a-z\d{DONE}])\s?/\s?({one_of(_PER)}|kg|min|hr|ml|100g|100ml)(?![\w])",
         lambda m: _rates("/" + m[1])),
    rule("hours-alone", r"\bhrs\b\.?", "hours"),
    rule("minutes-alone", r"\bmins\b\.?", "minutes"),
    rule("cubed", r"(?<=[a-z])([²³])(?!\w)", lambda m: " squared" if m[1] == "²" else " cubed"),
    tidy("footnote-mark", "[⁰¹²³⁴-⁹⁺⁻]+", ""),
    tidy("subscript", "[₀-₉]+", lambda m: m[0].translate(_RAISED)),
), re.compile(r"[\d%½¼¾⅓⅔⅛⁰-₉²³¹]|mg|mc?g|[µμ]g|\bng|\bpg|\bkg|m[lL]\b|mol\b|\bhrs|\bmins|/|kc"
 r"al"))  # fmt: skip


def _score(printed: str) -> str:
    return "nil" if printed == "0" else number(printed)

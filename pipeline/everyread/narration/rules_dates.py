"""Rules of the normaliser for dates, years and times of day."""

from __future__ import annotations

import re

from everyread.narration.numbers import NUMBER, TO, number, ordinal, plural, year
from everyread.narration.rules import Stage, one_of, rule, tidy

MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June",
    "Jul": "July", "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November",
    "Dec": "December",
}  # fmt: skip
DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday",
    "Sun": "Sunday",
}  # fmt: skip
_NAMES = tuple(MONTHS.values())
_NAME = rf"(?:{'|'.join(_NAMES)}|Sept|{'|'.join(MONTHS)})"
_MONTH = rf"{_NAME}\b(?:\.(?=,?\s[\da-z]|[-–]))?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[1-9]|20)\d\d"
_OF_MONTH = rf"\s(?:of\s)?({_MONTH})(?:,?\s({_YEAR})\b)?"
_WHOLE = rf"(?:the\s)?{_DAY}{_NTH}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
_WEEKDAY = one_of(DAYS)
_WEEKDAYS = one_of(DAYS.values())
COUNTED = (
    "people|patients|participants|members|adults|children|women|men|volunteers|respondents|cases|samples|"
    "studies|calories|steps|words|times|miles|metres|pounds|hours|days|copies|letters|households|units|families|"
    "volunteer|callers|visitors|questionnaires|responses|signatures|controls|genes|cells|signals|minutes|weeks|"
    "tablets|doses|km|mg|ml|mcg|kcal|IU|sufferers|carers|nurses|doctors|GPs|surveys|emails|calls|pages|more|"
    "other|new|different|metabolites|proteins|variants|UK"
)
"""After a four-figure number these show that it counts something and is no year."""


def _month(name: str) -> str:
    return MONTHS[name[:3]]


def _year(printed: str | None) -> str:
    return f" {year(int(printed))}" if printed else ""


def _full_year(printed: str) -> int:
    """In a date "24" is 2024 and "98" is 1998."""
    value = int(printed)
    return value if len(printed) == 4 else value + (1900 if value >= 50 else 2000)


def _date(day: int, month: int, printed_year: str | None) -> str | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    said_year = f" {year(_full_year(printed_year))}" if printed_year else ""
    return f"the {ordinal(day)} of {_NAMES[month - 1]}{said_year}"


def _slashed_date(match: re.Match[str]) -> str | None:
    """Day first, as in Britain; the other way round only where no month has such a number."""
    first, second, printed = int(match[1]), int(match[2]), match[3]
    return _date(first, second, printed) or _date(second, first, printed)


def _day_month(match: re.Match[str]) -> str:
    return f"the {ordinal(int(match[1]))} of {_month(match[2])}{_year(match[3])}"


def _days_month(match: re.Match[str]) -> str:
    joint = next((word for word in ("and", "or") if word in match[2]), "to")
    first, last = ordinal(int(match[1])), ordinal(int(match[3]))
    return f"the {first} {joint} the {last} of {_month(match[4])}{_year(match[5])}"


def _month_day(match: re.Match[str]) -> str:
    return f"{_month(match[1])} the {ordinal(int(match[2]))}{',' if match[3] else ''}{_year(match[3])}"


def _between(match: re.Match[str]) -> str | None:
    """Between 3-5 is "between 3 and 5": "between" and "to" do not go together."""
    first, last = match[1], match[2]
    if first[0] in "£$€" and last[0].isdigit():
        return None
    years = re.fullmatch(_YEAR, first) and re.fullmatch(r"\d\d", last)
    return f"{first} and {first[:2] if years else ''}{last}"


def _years(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) == 4:
        return f"{year(int(first))} to {year(int(last))}"
    short = number(last.lstrip("0") or "0")
    return f"{year(int(first))} to {short if not last.startswith('0') else 'oh ' + short}"


def _decade(match: re.Match[str]) -> str:
    value = int(match[1])
    return plural(year(value)) if value > 99 else plural(number(match[1]))


DATES = Stage("dates", (
    tidy("between", rf"(?<=\b[Bb]etween\s)([£$€]?{NUMBER}(?:\s?(?:%|°[CF]|[a-zµμ]{{1,4}}))?){TO}"
         rf"([£$€]?{NUMBER})(?![\d/-]|[.,]\d|\S*\s(?:\w+\s)?and\s\d)", _between),
    rule("iso-date", r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])",
         lambda m: _date(int(m[3]), int(m[2]), m[1])),
    tidy("slashed-dates", r"(?<=/\d\d\d\d)\s?[-–—]\s?(?=\d{1,2}/\d{1,2}/)", " to "),
    rule("slashed-date", r"(?<![\w/])(?:the\s)?(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/])", _slashed_date),
    rule("dotted-date", r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?![\w]|\.\d)", _slashed_date),
    tidy("weekday", rf"\b({_WEEKDAY})\b\.?(?=,?\s(?:the\s)?\d|{TO}(?:{_WEEKDAY}))", lambda m: DAYS[m[1]]),
    tidy("weekdays", rf"\b({_WEEKDAYS}){TO}(?:({_WEEKDAYS})|({_WEEKDAY}))\b\.?",
         lambda m: f"{m[1]} to {m[2] or DAYS[m[3]]}"),
    tidy("weekdays-of-month", rf"\b({_WEEKDAYS})\s({_DAY}){_NTH}{TO}(?=(?:{_WEEKDAYS}),?\s{_DAY}{_NTH}\s"
     rf"(?:of\s)?{_NAME}\b)",
         lambda m: f"{m[1]} the {ordinal(int(m[2]))} to "),
    tidy("dates", rf"({_WHOLE}){TO}(?=(?:(?:{_WEEKDAYS}|{_WEEKDAY}),?\s)?{_WHOLE})", r"\1 to "),
    tidy("months", rf"\b({_NAME})\b\.?{TO}({_NAME})\b(?!\s\d{{1,2}}\b)",
         lambda m: f"{_month(m[1])} to {_month(m[2])}"),
    tidy("month-pair", rf"\b({_NAME})/({_NAME})\b\.?", lambda m: f"{_month(m[1])} and {_month(m[2])}"),
    rule("days-of-month", rf"(?<![\w.])(?:the\s)?({_DAY}){_NTH}({TO}|\s(?:to|and|or)\s(?:the\s)?)"
         rf"({_DAY}){_NTH}{_OF_MONTH}", _days_month),
    rule("a-day-of-month", rf"(?P<keep>\b(?:[Aa]|[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is)\s)({_DAY}){_NTH}\s({_MONTH})"
         rf"(?:,?\s({_YEAR})\b)?(?=\s[a-z])",
         lambda m: f"{ordinal(int(m[2]))} of {_month(m[3])}{_year(m[4])}"),
    rule("day-of-month", rf"(?<![\w.])(?:the\s)?({_DAY}){_NTH}{_OF_MONTH}", _day_month),
    rule("month-day", rf"\b((?!May\s\d+\s(?!to\b|and\b|or\b|at\b|from\b|in\b|is\b|was\b|for\b|until\b)[a-z])"
         rf"{_MONTH})\s({_DAY}){_NTH}(?![\w%:]|[.,]\d)(?:,?\s({_YEAR})\b)?", _month_day),
    rule("month-year", rf"\b({_MONTH})\s({_YEAR})(?!\w)", lambda m: f"{_month(m[1])}{_year(m[2])}"),
    rule("month-alone", r"(?P<keep>\b(?i:in|since|by|until|from|late|early|mid|last|next|this)[\s-])"
         r"(Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\b\.?(?!\w)", lambda m: _month(m[2])),
    rule("day-and-month-only", r"(?<![\w/])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\w/])",
         lambda m: _date(int(m[1]), int(m[2]), None)),
    rule("years", rf"(?<![\w-])({_YEAR})(?:-|–|—|/)({_YEAR}|\d\d)(?![\w-]|\s(?:{COUNTED})\b)", _years),
    rule("seconds", r"(?P<keep>\b(?:for|every|after|within|about|hold)\s)(\d+)s\b",
         lambda m: f"{number(m[2])} seconds"),
    rule("decade", r"(?<!\w)'?((?:1[5-9]|20)\d0|[2-9]0)'?s\b(?!\sapart)", _decade),
    rule("counted", rf"(?<![\w.,-])({_YEAR})(?=\s(?:{COUNTED})\b)", lambda m: number(m[1])),
    rule("era", r"(?<![\w.,])(\d{1,4})\s?(AD|BC|BCE|CE)\b",
         lambda m: f"{year(int(m[1])) if len(m[1]) == 4 else number(m[1])} {'.'.join(m[2])}."),
    rule("year-after-word", rf"(?P<keep>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Yy]ear|[Cc]irca|[Uu]ntil|[Ff]rom|[Aa]bo"
     rf"ut)\s)"
         rf"({_YEAR})(?![\w,]\d|\w|\.\d|%|\s?°)", lambda m: year(int(m[2]))),
    rule("year-long-ago", r"(?P<keep>\b[Ii]n\s)(10[1-9]\d)(?![\w,.]\d|\w|%|\s[a-z]+s\b|\speople)",
         lambda m: year(int(m[2]))),
    rule("year", r"(?<![\d.,£$€])(?:19|20)\d\d(?!\w|[.,]\d|\s?[%°])", lambda m: year(int(m[0]))),
), re.compile(rf"\d|\b(?:{'|'.join(MONTHS)}|{_WEEKDAY})"))  # fmt: skip

_CLOCK = r"(\d{1,2})(?:[.:]([0-5]\d))?"
_HALF = r"\s?([apAP])(?:\.\s?[mM]\.|[mM]\b)"


def _clock(hour: int, minute: int) -> str:
    said = number(str(hour))
    if minute == 0:
        return said
    return f"{said} oh {number(str(minute))}" if minute < 10 else f"{said} {number(str(minute))}"


def _half_day(match: re.Match[str]) -> str | None:
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3].lower()
    if hour > 12:  # "14.30pm" says it twice; the hour is enough
        return _of_day(hour, minute) if hour < 24 else None
    return f"{_clock(hour, minute)} {half}.m."


def _clock_range(match: re.Match[str]) -> str | None:
    hours = int(match[1]), int(match[4])
    if max(hours) > 24:
        return None
    first, last = _clock(hours[0], int(match[2] or 0)), _clock(hours[1], int(match[5] or 0))
    half = f" {match[3].lower()}.m." if match[3] else ""
    return f"{first}{half} to {last} {match[6].lower()}.m."


def _until_midday(match: re.Match[str]) -> str:
    half = f" {match[3].lower()}.m." if match[3] else ""
    return f"{_clock(int(match[1]), int(match[2] or 0))}{half} to twelve {match[4]}"


def _of_day(hour: int, minute: int) -> str:
    if hour == 0 and minute == 0:
        return "midnight"
    return f"{_clock(hour % 12 or 12, minute)} {'a.m.' if hour < 12 else 'p.m.'}"


def _day_clock(match: re.Match[str]) -> str:
    """The twenty-four hour clock; 14:30 is said "two thirty p.m.", which nobody has to work out."""
    hour, minute = int(match[1]), int(match[2])
    if 1 <= hour <= 12 and not match[1].startswith("0"):
        return f"{_clock(hour, minute)}" + (" o'clock" if minute == 0 else "")
    return _of_day(hour, minute)


def _clock_alone(match: re.Match[str]) -> str:
    return _clock(int(match["hour"]), int(match["minute"])) + (" o'clock" if match["minute"] == "00" else "")


_NO_UNIT = r"(?![\w%]|\s?(?:mg|mcg|ml|kg|km|g|l|%|per|million|billion|times|mmol|degrees)\b|[.,]\d|\s?[%°])"

TIMES = Stage("times", (
    rule("until-midday", rf"(?<![\w.:£]){_CLOCK}(?:\s?([apAP])\.?[mM]\.?)?(?:{TO}|\sto\s)12\s?"
         r"(noon|midday|midnight)\b", _until_midday),
    rule("midday", r"\b12\s?(noon|midday|midnight)\b", lambda m: f"twelve {m[1]}"),
    rule("time-range", rf"(?<![\w.:£]){_CLOCK}(?:\s?([apAP])\.?[mM]\.?)?(?:{TO}|\sto\s){_CLOCK}{_HALF}",
         _clock_range),
    rule("time", rf"(?<![\w.:£]){_CLOCK}{_HALF}", _half_day),
    tidy("day-clock-range", rf"(?<=\d:\d\d){TO}(?=\d{{1,2}}:\d\d)", " to "),
    rule("day-clock", r"(?<![\w:.])([01]?\d|2[0-3]):([0-5]\d)(?![\w:])", _day_clock),
    rule("military", r"(?<![\w.,])([01]\d|2[0-3])00\s?(?:hrs|hours)\b",
         lambda m: f"{number(m[1].lstrip('0') or '0')} hundred hours"),
    rule("clock-range", rf"(?P<keep>\b[Ff]rom\s)(?P<hour>1[0-2]|[1-9])\.(?P<minute>00|15|30|45)"
         rf"(?:{TO}|\sto\s|\suntil\s)(?P<until>1[0-2]|[1-9])\.(?P<last>00|15|30|45){_NO_UNIT}",
         lambda m: f"{_clock(int(m['hour']), int(m['minute']))} to"
          f" {_clock(int(m['until']), int(m['last']))}"),
    rule("time-after-at", rf"(?P<keep>\b(?:[Aa]t|until|till|Until|Till)\s)(?P<hour>1[0-2]|[1-9])\."
         rf"(?P<minute>[0-5]\d){_NO_UNIT}", _clock_alone),
), re.compile(r"\d\s?[apAP]\.?\s?[mM]|\d[:.]\d\d|hrs|hours|noon|midday|midnight"))  # fmt: skip

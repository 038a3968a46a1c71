"""Rules of the normaliser for figures: telephones, dates, times, money, doses, ranges, codes, numbers."""

from __future__ import annotations

import re

from everyread.narration.numbers import NUMBER, digits, letters, number, ordinal, plural, year
from everyread.narration.rules import Rule, rule

N = NUMBER
_TO = r"\s?(?:-|–|—|−)\s?"
MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June",
    "Jul": "July", "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November",
    "Dec": "December",
}  # fmt: skip
_NAMES = tuple(MONTHS.values())
_MONTH = rf"(?:{'|'.join(_NAMES)}|Sept|{'|'.join(MONTHS)})\b(?:\.(?=\s[\da-z]))?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[1-9]|20)\d\d"
_OF_MONTH = rf"\s(?:of\s)?({_MONTH})(?:,?\s({_YEAR})\b)?"
_SHORT = "999|111|112|101|105|119"
_REFERENCE = "number|reference|ref|account|charity|company|registered"
"""What stands in front of figures that are copied down and not counted."""
DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday",
    "Sun": "Sunday",
}  # fmt: skip
_WEEKDAY = "|".join(sorted(DAYS, key=len, reverse=True))
# After a four-figure number these show that it counts something and is no year.
_COUNTED = (
    "people|patients|participants|members|adults|children|women|men|volunteers|respondents|cases|samples|"
    "studies|calories|steps|words|times|miles|metres|pounds|hours|days|copies|letters|households|units|families|"
    "volunteer|callers|visitors|questionnaires|responses|signatures|controls|genes|cells|signals"
)
_CURRENCY = {
    "£": ("pound", "penny", "pence"),
    "$": ("dollar", "cent", "cents"),
    "€": ("euro", "cent", "cents"),
}
_SCALE = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_FRACTION = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
}
_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
}


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


def _slashed_date(match: re.Match[str]) -> str:
    return _date(int(match[1]), int(match[2]), match[3]) or match[0]


def _iso_date(match: re.Match[str]) -> str:
    return _date(int(match[3]), int(match[2]), match[1]) or match[0]


def _day_month(match: re.Match[str]) -> str:
    return f"the {ordinal(int(match[1]))} of {_month(match[2])}{_year(match[3])}"


def _days_month(match: re.Match[str]) -> str:
    joint = next((word for word in ("and", "or") if word in match[2]), "to")
    first, last = ordinal(int(match[1])), ordinal(int(match[3]))
    return f"the {first} {joint} the {last} of {_month(match[4])}{_year(match[5])}"


def _month_day(match: re.Match[str]) -> str:
    return f"{_month(match[1])} the {ordinal(int(match[2]))}{',' if match[3] else ''}{_year(match[3])}"


def _clock(hour: int, minute: int) -> str:
    said = number(str(hour))
    if minute == 0:
        return said
    return f"{said} oh {number(str(minute))}" if minute < 10 else f"{said} {number(str(minute))}"


def _is_time(hour: int, minute: int) -> bool:
    return hour <= 23 and minute <= 59


def _half_day(match: re.Match[str]) -> str:
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3].lower()
    return f"{_clock(hour, minute)} {half}.m." if _is_time(hour, minute) else match[0]


def _clock_range(match: re.Match[str]) -> str:
    first, last = _clock(int(match[1]), int(match[2] or 0)), _clock(int(match[4]), int(match[5] or 0))
    half = f" {match[3].lower()}.m." if match[3] else ""
    return f"{first}{half} to {last} {match[6].lower()}.m."


def _day_clock(match: re.Match[str]) -> str:
    """The twenty-four hour clock; 14:30 is said "two thirty p.m.", which nobody has to work out."""
    hour, minute = int(match[1]), int(match[2])
    if hour == 0 and minute == 0:
        return "midnight"
    if 1 <= hour <= 12 and not match[1].startswith("0"):
        return f"{_clock(hour, minute)}" + (" o'clock" if minute == 0 else "")
    half = "a.m." if hour < 12 else "p.m."
    return f"{_clock(hour % 12 or 12, minute)} {half}"


def _groups(printed: str) -> list[str]:
    """The groups of a telephone number as printed; long ones are cut so that they can be written down."""
    cut: list[str] = []
    for group in re.findall(r"\d+", printed):
        if len(group) == 11:
            cut += [group[:5], group[5:8], group[8:]]
        elif len(group) == 10:
            cut += [group[:4], group[4:7], group[7:]]
        elif len(group) == 6:
            cut += [group[:3], group[3:]]
        else:
            cut.append(group)
    return cut


def _telephone(match: re.Match[str]) -> str:
    printed = match[0]
    count = len(re.findall(r"\d", printed))
    enough = 8 if printed.lstrip("(").startswith("08") else 9
    if not enough <= count <= 15:
        return printed
    plus = "plus " if printed.startswith("+") else ""
    return plus + ", ".join(digits(group) for group in _groups(printed.replace("(0)", "")))


def _spaced_digits(match: re.Match[str]) -> str:
    return match[1] + ", ".join(digits(group) for group in match[2].replace("-", " ").split())


def _short_numbers(match: re.Match[str]) -> str:
    second = f"{match[3]}{digits(match[4])}" if match[4] else ""
    return f"{match[1]}{digits(match[2])}{second}"


def _postcode(match: re.Match[str]) -> str:
    area, district, sector, unit = match.groups()
    where = " ".join(number(part) if part.isdigit() else part for part in re.findall(r"\d+|[A-Z]", district))
    return f"{letters(area) if len(area) > 1 else area} {where}, {number(sector)} {letters(unit)}"


def _count(amount: str, one: str, many: str | None = None) -> str:
    return f"{number(amount)} {one if amount.replace(',', '') in ('1', '1.0') else many or one + 's'}"


def _money(match: re.Match[str]) -> str:
    pound, penny, pence = _CURRENCY[match[1]]
    amount, scale = match[2], match[3]
    if scale:
        return f"{number(amount)} {_SCALE.get(scale.lower(), scale)} {pound}s"
    whole, _, small = amount.partition(".")
    if len(small) != 2:
        return _count(amount, pound)
    if int(small) == 0:
        return _count(whole, pound)
    if int(whole.replace(",", "")) == 0:
        return _count(str(int(small)), penny, pence)
    said = number(str(int(small)))
    return (
        f"{_count(whole, pound)} {said}" if int(small) >= 10 else f"{_count(whole, pound)} and {said} {pence}"
    )


def _money_range(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{match[4] or ''} to {match[1]}{match[3]}{match[4] or ''}"


def _years(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) == 2:
        return (
            f"{year(int(first))} to {number(str(int(last))) if int(last) >= 10 else 'oh ' + number(last[1])}"
        )
    return f"{year(int(first))} to {year(int(last))}"


def _part(top: int, bottom: int) -> str:
    name = _FRACTION[bottom]
    if top == 1:
        return f"one {name}"
    return f"{number(str(top))} {'halves' if bottom == 2 else name + 's'}"


def _mixed(whole: str, top: int, bottom: int) -> str:
    part = _part(top, bottom)
    part = part.replace("one ", "a ", 1) if top == 1 else part
    return f"{number(whole)} and {part}"


def _fraction(match: re.Match[str]) -> str:
    top, bottom = int(match[2]), int(match[3])
    if bottom in _FRACTION and 0 < top < bottom:
        return _mixed(match[1], top, bottom) if match[1] else _part(top, bottom)
    whole = f"{number(match[1])} " if match[1] else ""
    joint = "out of" if top <= bottom else "over"
    return f"{whole}{number(match[2])} {joint} {number(match[3])}"


def _half(match: re.Match[str]) -> str:
    """Half a teaspoon, half an hour; but only "half" where the article follows by itself."""
    if match[1] in ("a", "an", "of", "the"):
        return "half "
    return "half an " if match[1].startswith(("a", "e", "i", "o", "hour")) else "half a "


def _vulgar(match: re.Match[str]) -> str:
    top, bottom = _VULGAR[match[2]]
    return _mixed(match[1], top, bottom) if match[1] else _part(top, bottom)


def _decade(match: re.Match[str]) -> str:
    value = int(match[1])
    return plural(year(value)) if value > 99 else plural(number(match[1]))


def _bare_year(match: re.Match[str]) -> str:
    value = int(match[0])
    return year(value) if value >= 1900 else number(match[0])


def _code(match: re.Match[str]) -> str:
    """A name made of letters and figures: each run of either is said on its own."""
    said: list[str] = []
    for run in re.findall(r"\d+|[^\W\d_]+", match[0]):
        if run.isdigit():
            said.append(digits(run) if len(run) > 2 or run.startswith("0") else number(run))
        else:
            said.append(letters(run) if run.isupper() and len(run) > 1 else run)
    return " ".join(said)


def _plain(match: re.Match[str]) -> str:
    printed = match[0]
    return digits(printed) if re.fullmatch(r"0\d+", printed) else number(printed)


def _points(match: re.Match[str]) -> str:
    return " point ".join(number(part) for part in match[0].split("."))


_CLOCK = r"(\d{1,2})(?:[.:]([0-5]\d))?"
_HALF = r"\s?([apAP])(?:\.\s?[mM]\.|[mM]\b)"

TELEPHONES: tuple[Rule, ...] = (
    rule("telephone-word", r"\b([Tt])el\b[.:]?:?(?=\s?[+(\d])", r"\1elephone"),
    rule("telephone", r"(?<![\w.,/-])(?:\+\d{1,3}|\(?0)[\d\s()-]{6,18}\d(?![\w/]|[.,]\d)", _telephone),
    rule("short-telephone", rf"(?i)(\b(?:call|dial|ring|phone|text|NHS|on)\s)({_SHORT})"
         rf"(?:(\s(?:or|and)\s)({_SHORT}))?(?![\w%]|[.,]\d)", _short_numbers),
    rule("helpline", r"()(?<![\w.,])(116\s?(?:123|117|000))(?!\w)", _spaced_digits),
    rule("text-number", r"(\b[Tt]ext\s(?:“?[A-Z]+”?\sto\s)?)(\d{5,6})(?!\w)", _spaced_digits),
    rule("extension", r"\b[Ee]xt(?:ension)?\b\.?\s?(\d{2,6})", lambda m: f"extension {digits(m[1])}"),
    rule("sort-code", r"()(?<![\w-])(\d\d-\d\d-\d\d)(?![\w-])", _spaced_digits),
    rule("reference-number", rf"((?i:\b(?:{_REFERENCE})\b[:.]?\s(?:no\.?\s)?))(\d{{5,12}})(?!\w)",
         _spaced_digits),
    rule("postcode", r"\b([A-Z]{1,2})(\d[\dA-Z]?)\s(\d)([A-Z]{2})\b", _postcode),
)  # fmt: skip

DATES: tuple[Rule, ...] = (
    rule("iso-date", r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])", _iso_date),
    rule("slashed-date", r"(?<![\w/])(?:the\s)?(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/])", _slashed_date),
    rule("dotted-date", r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?![\w]|\.\d)", _slashed_date),
    rule("weekday", rf"\b({_WEEKDAY})\b\.?(?=,?\s\d|{_TO}(?:{_WEEKDAY})\b)", lambda m: DAYS[m[1]]),
    rule("weekdays", rf"(\w+day){_TO}({_WEEKDAY})(?:day|sday|nesday|rsday|urday)?\b\.?",
         lambda m: f"{m[1]} to {DAYS[m[2]]}"),
    rule("days-of-month", rf"(?<![\w.])(?:the\s)?({_DAY}){_NTH}({_TO}|\s(?:to|and|or)\s(?:the\s)?)"
         rf"({_DAY}){_NTH}{_OF_MONTH}", _days_month),
    rule("day-of-month", rf"(?<![\w.])(?:the\s)?({_DAY}){_NTH}{_OF_MONTH}", _day_month),
    rule("month-day", rf"\b({_MONTH})\s({_DAY}){_NTH}(?![\w%:]|[.,]\d)(?:,?\s({_YEAR})\b)?", _month_day),
    rule("month-year", rf"\b({_MONTH})\s({_YEAR})(?!\w)", lambda m: f"{_month(m[1])}{_year(m[2])}"),
    rule("day-and-month-only", r"(?<![\w/])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\w/])",
         lambda m: _date(int(m[1]), int(m[2]), None) or m[0]),
)  # fmt: skip

TIMES: tuple[Rule, ...] = (
    rule("time-range", rf"(?<![\w.:£]){_CLOCK}(?:\s?([apAP])\.?[mM]\.?)?(?:{_TO}|\sto\s){_CLOCK}{_HALF}",
         _clock_range),
    rule("time", rf"(?<![\w.:£]){_CLOCK}{_HALF}", _half_day),
    rule("day-clock-range", rf"(?<=\d:\d\d){_TO}(?=\d{{1,2}}:\d\d)", " to "),
    rule("day-clock", r"(?<![\w:.])([01]?\d|2[0-3]):([0-5]\d)(?![\w:])", _day_clock),
    rule("time-after-at", r"(?<=\bat\s)(1[0-2]|[1-9])\.([0-5]\d)(?![\w%]|\s?(?:mg|ml|kg|g|%|per)\b|[.,]\d)",
         lambda m: _clock(int(m[1]), int(m[2])) + (" o'clock" if int(m[2]) == 0 else "")),
)  # fmt: skip

MONEY: tuple[Rule, ...] = (
    rule(
        "money-range",
        rf"([£$€])\s?({N}){_TO}[£$€]?({N})\s?(million|billion|thousand|bn|[mk])?(?!\w)",
        _money_range,
    ),
    rule("money", rf"([£$€])\s?({N})(?:\s?(million|billion|thousand|trillion|bn|tn|[mkMK])(?!\w))?", _money),
    rule("pence", r"(?<![\w.])(\d{1,3})p\b", lambda m: _count(m[1], "penny", "pence")),
)

NUMBERS: tuple[Rule, ...] = (
    rule("always", r"(?<![\w/])24/7(?![\w/])", "twenty-four seven"),
    rule("vision", r"(?<![\w/])20/20(?![\w/])", "twenty twenty"),
    rule("years", rf"(?<![\w-])({_YEAR})(?:-|–|—|/)({_YEAR}|\d\d)(?![\w-]|\s(?:{_COUNTED})\b)", _years),
    rule("fraction", r"(?<![\w/.])(?:(\d+)\s)?(\d{1,3})/(\d{1,3})(?![\w/])", _fraction),
    rule("half", r"(?<!\d)(?<!\d\s)½\s(?=([a-z]+))", _half),
    rule("vulgar-fraction", rf"(?:(?<![\w.])(\d+)\s?)?([{''.join(_VULGAR)}])", _vulgar),
    rule("figures-apart", r"(?<=\d)/(?=\d)", ", "),
    rule("decade", r"(?<!\w)'?((?:1[5-9]|20)\d0|[2-9]0)'?s\b", _decade),
    rule("numbers", r"(?<![\w.,])(\d{1,4})'?s\b", lambda m: plural(number(m[1]))),
    rule("ordinal", r"\b(\d{1,6})(?:st|nd|rd|th)\b", lambda m: ordinal(int(m[1]))),
    rule("ratio", r"(?<![\w:.])(\d+):(\d+)(?![\w:])", lambda m: f"{number(m[1])} to {number(m[2])}"),
    rule("counted", rf"(?<![\w.,-])({_YEAR})(?=\s(?:{_COUNTED})\b)", lambda m: number(m[1])),
    rule("year-after-word", rf"(\b(?:[Ii]n|[Ss]ince|[Bb]y|[Yy]ear|[Cc]irca)\s)({_YEAR})(?![\w,]\d|\w)",
         lambda m: m[1] + year(int(m[2]))),
    rule("year", r"(?<![\d.,])(?:19|20)\d\d(?!\w|[.,]\d)", _bare_year),
    rule("code", r"(?<![\w.])(?:[^\W\d_]+-?\d+|\d+[^\W\d_]+)\w*(?:-\d+)?(?!\w)", _code),
    rule("numbered-section", r"(?<![\w.])\d+(?:\.\d+){2,}(?!\w)", _points),
    rule("number", N, _plain),
)  # fmt: skip

"""Single pieces of information that a line must not break: doses, dates, telephone numbers, "T cells".

UKAAF's guidance on large print asks for this.  Spaces inside such a piece become no-break spaces; the
words stay as they are.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"
SOFT_HYPHEN = "\u00ad"
MAY_BREAK = "\u200b"
"""Zero-width space: a place where a line may break, which leaves no mark."""
NO_BREAK = "\u2060"
"""Word joiner: a place where it must not."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBER = r"[£€$]?\d+(?:[.,:/]\d+)*"
_UNIT = (
    r"(?:[mµμ]?g|mcg|micrograms?|milligrams?|grams?|kg|kilograms?|m[lL]|cl|l|(?:milli)?litres?|IU|units?|"
    r"mm|cm|m|(?:kilo)?metres?|km|miles?|ft|feet|inches|oz|lbs?|stone|kcal|kJ|calories|mmol(?:/[lL])?|"
    r"bpm|mmHg|°C|°F|%|per\ cent|[ap]m|[ap]\.m\.|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|"
    r"months?|years?|pence|pounds|million|billion|tablets?|capsules?|table-?spoons?|tea-?spoons?|tbsp|tsp)"
)
_PIECES = (
    rf"\b(?:{_DAY}(?:\ ?[–-]\ ?|\ to\ ))?{_DAY}\ {_MONTH}\b(?:\ \d{{4}}\b)?",  # 12 March 2026, 3 to 5 May
    rf"\b{_MONTH}\ \d{{4}}\b",  # March 2026
    r"(?<![\w+(])(?:\+\d{1,3}\ )?\(?\d{2,5}\)?(?:\ \d{3,6}){1,4}\b",  # 0344 576 5326, (01280) 818 964
    rf"{_NUMBER}(?:\ ?[–-]\ ?{_NUMBER}|\ to\ {_NUMBER})?\ {_UNIT}(?!\w)",  # 2.5 mg, 5 to 10 minutes
    r"\b[A-Z]\ cells?\b",  # T cells
    r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St)\.?\ (?=[A-Z])",  # Dr Shepherd: only the space after the title
    r"\b(?:[Pp]ages?|pp?\.|Fig(?:ure|\.)|Table|Chapter|Step|[Ww]eek|[Dd]ay|[Tt]ype|No\.|[Vv]itamin)\ "
    r"(?=\d|[A-Z]\d?\b)",
    r"\b[A-Z]{1,2}\d[A-Z\d]?\ \d[A-Z]{2}\b",  # MK18 1TF
)
_PIECE = re.compile("|".join(_PIECES))


def keep_together(text: str) -> str:
    """The text with no-break spaces inside its single pieces of information, and no soft hyphens."""
    return _PIECE.sub(_unbroken, text.replace(SOFT_HYPHEN, ""))


def _unbroken(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK_SPACE)


def plain(text: str) -> str:
    """The text with single ordinary spaces and none of these marks."""
    return " ".join(text.replace(MAY_BREAK, "").replace(NO_BREAK, "").split())

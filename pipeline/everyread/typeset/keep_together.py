"""Single pieces of information that a line must not break: doses, dates, telephone numbers, "T cells".

UKAAF's guidance on large print asks for this.  Spaces inside such a piece become no-break spaces; the
words stay as they are.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"
SOFT_HYPHEN = "\u00ad"

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_UNIT = (
    r"(?:mg|mcg|µg|μg|micrograms?|milligrams?|g|grams?|kg|kilograms?|ml|mL|millilitres?|cl|l|litres?|IU|units?|"
    r"mm|cm|m|metres?|km|miles?|ft|feet|inches|oz|lbs?|stone|kcal|kJ|calories|mmol(?:/l|/L)?|bpm|mmHg|°C|°F|"
    r"%|percent|per\ cent|am|pm|a\.m\.|p\.m\.|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|"
    r"years?|pence|pounds|million|billion|thousand|tablets?|capsules?|tablespoons?|teaspoons?|tbsp|tsp)"
)
_NUMBER = r"[£€$]?\d+(?:[.,:/]\d+)*"

PIECES = re.compile(
    rf"""
      \b\d{{1,2}}(?:st|nd|rd|th)?\ {_MONTH}\b(?:\ \d{{4}}\b)?            # 12 March 2026
    | \b{_MONTH}\ \d{{4}}\b                                              # March 2026
    | (?<![\w+])(?:\+\d{{1,3}}\ )?\(?0?\d{{2,5}}\)?(?:\ \d{{2,6}}){{1,4}}\b   # 0344 576 5326
    | {_NUMBER}(?:\ ?[–-]\ ?{_NUMBER}|\ to\ {_NUMBER})?\ {_UNIT}(?![\w])  # 2.5 mg, 5 to 10 minutes
    | \b[A-Z]\ cells?\b                                                  # T cells
    | \b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Dame|St|Cllr|Rev)\.?\ (?=[A-Z])       # Dr | Weir
    | \b(?:page|pages|p\.|pp\.|Figure|Fig\.|Table|Chapter|Step|Grade|Type|type|No\.|vitamin|Vitamin)\ (?=[\dA-Z]\w?\b)
    | \b[A-Z]{{1,2}}\d[A-Z\d]?\ \d[A-Z]{{2}}\b                           # postcode MK18 1TF
    """,
    re.VERBOSE,
)


def keep_together(text: str) -> str:
    """The text with no-break spaces inside its single pieces of information, and no soft hyphens."""
    return PIECES.sub(_unbroken, text.replace(SOFT_HYPHEN, ""))


def _unbroken(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK_SPACE)

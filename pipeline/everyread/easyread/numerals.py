"""Numbers, dates and ranges as the NHS service manual writes them ("Numbers, measurements, dates and time").

Figures, also for one to nine; no decimals changed, no percentage turned into anything else (a sign is no
easier than "per cent"); and "two 200mg tablets" stays as it is, since "2 200mg" could be read as 2,200.
"""

from __future__ import annotations

import re

_FIGURES = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join((*_MONTHS, *(month[:3] for month in _MONTHS), "Sept"))
# A number at the start of a sentence, or of what may become one, stays a word; so does one that is part of a
# longer number or a name.
_WORD = re.compile(
    rf"(?<=[\w,:)] )(?<![Oo]ne or )(?<![Oo]ne to )(?<![Oo]ne and )(?<![Cc]loud )(?<!\b[Nn]o )(?<!\d, )"
    rf"(?P<word>{'|'.join(_FIGURES)})(?![\w-])"
    r"(?!\s(?:\d|hundred|thousand|million|billion|dozen|thirds?|quarters?|fifths?|halves|or one\b|"
    r"and (?:a|one|three) (?:half|quarters?)))"
)
_BEFORE_NAME = re.compile(r"[A-Z][\w-]* $")
_ONE_IN = re.compile(rf"\b[Oo]ne in (?=\d|{'|'.join(_FIGURES)}\b)")
_WORDS = {figure: word for word, figure in _FIGURES.items()}
_FIRST = re.compile(
    rf"({'|'.join(_WORDS)}) (?=[a-z]{{3}})"
    r"(?!(?:per|times|out|micrograms?|milligrams?|tablets?|tonnes?|miles?)\b)"
)
_OR = re.compile(r"(\w+),? or $")
_COUNTED = re.compile(r" (?!and\b|or\b|but\b|by\b|with\b)[a-z]")
_FROM_ONE = re.compile(rf"\bone,(?: (?:{'|'.join(_FIGURES)}),?)* (?:and |or )?$", re.I)
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?P<stop>\.?)(?=[\s,;.)]|$)")
_RANGE = re.compile(
    r"(?<![\w.,/£$€-])(?<!up to )(?<!between )(?<!from )(\d{1,3}(?:\.\d+)?)\s?[-–]\s?(\d{1,3}(?:\.\d+)?)"
    r"(?=%|\s(?:minutes?|hours?|days?|weeks?|months?|years?|times|people|patients|per cent|miles|"
    r"metres|cups)\b)"
)
_THOUSANDS = re.compile(r"(?<![\w.,/+-])(?<!\bas )(?<![A-Z] )(\d{2,3})(\d{3})(?=\s[a-z]{3})")
"""Only of what is counted: "known as 121102" and "ISO 15924" are names."""


def in_figures(text: str) -> str:
    """The sentence with its numbers, dates and ranges in the one way."""
    text = _ONE_IN.sub("1 in ", text)
    text = _WORD.sub(lambda match: _figure(match, text), text)
    text = _DATE.sub(_date, text)
    text = _RANGE.sub(r"\1 to \2", text)
    return _THOUSANDS.sub(r"\1,\2", text)


def first_in_words(text: str) -> str:
    """The sentence with a small number that opens it as a word, where it is no measure ("Two people …").

    GOV.UK style guide, "Numbers": a number that starts a sentence is written out in full.
    """
    match = _FIRST.match(text)
    return f"{_WORDS[match[1]].capitalize()} {text[match.end() :]}" if match else text


def _figure(match: re.Match[str], text: str) -> str:
    if _BEFORE_NAME.search(text[: match.start()]) and text[match.end() : match.end() + 1] in {"", ".", ","}:
        return match[0]  # "Radio Four"
    if text[: match.start()].endswith(" in ") and not _COUNTED.match(text, match.end()):
        return match[0]  # "split in two"
    if _FROM_ONE.search(text[: match.start()]):
        return match[0]  # "one, two, three metres or more" in one way
    either = _OR.search(text[: match.start()])
    if either and ((either[1].lower() not in _FIGURES and not either[1].isdigit()) or not either.start()):
        return match[0]  # "a minute or two", "Three or four came"
    return _FIGURES[match["word"]]


def _date(match: re.Match[str]) -> str:
    """The full stop goes with an abbreviation ("12 Mar. was"), but not at the end of the sentence."""
    ends = match["stop"] and (match[2] in _MONTHS or match.end() == len(match.string))
    return f"{match[1]} {_month(match[2])}{'.' if ends else ''}"


def _month(name: str) -> str:
    return next(month for month in _MONTHS if month.startswith(name[:3]))

"""What a person should look at in a line: nothing here is changed by the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from everyread.easyread.document import LONG_LINE, Flag

# Figures of speech that a reader may take at their word; people decide what to do, not the program.
_PICTURE_LANGUAGE = re.compile(
    r"\b(?:is|are|was|were|feels?|felt)\s(?:\w+\s){0,3}like an?\b|\bas though\b|\bfront[- ]line\b|"
    r"\bto name but a few\b|\btip of the iceberg\b|\blight at the end\b|\broller ?coaster\b|"
    r"\bin a nutshell\b|\bback to square one\b|\bon top of the world\b|\bpiece of cake\b|"
    r"\bon the same page\b|"
    r"\ba drop in the ocean\b|\bonce in a blue moon\b|\bthe last straw\b|\bburn(?:ing|t)? the candle\b|"
    r"\bopen(?:s|ed)? (?:the|a) door\b|\bpaints? a (?:\w+ )?picture\b|\bmissing piece\b|\bbuilding blocks?\b|"
    r"\brun(?:ning)? on empty\b|\bflat batter(?:y|ies)\b|\b(?:key|door) to\b(?= \w+ing\b)|\bstepping stone\b|"
    r"\buphill (?:struggle|battle)\b|\bsilver bullet\b|\bat the end of the day\b|\bgame[- ]changer\b|"
    r"\bholy grail\b|\bhits? (?:a|the) wall\b|\b(?:troops|army|battles?|battling|invaders?)\b",
    re.I,
)
_PARTICIPLES = (
    "given made found taken seen shown known done told written held kept sent built chosen driven "
    "drawn eaten "
    "forgotten hidden led meant paid said sold spent taught thought understood worn brought bought caught "
    "put set begun broken grown thrown won heard hurt laid"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:(?:not|also|now|often|usually|\w+ly)\s){0,2}(?:being\s|been\s)?"
    rf"(?P<verb>\w{{2,}}ed|{'|'.join(_PARTICIPLES.split())})\b(?!-)",
    re.I,
)
_ADJECTIVES = frozenset(
    "tired interested worried limited married scared frightened exhausted confused pleased excited bored "
    "disabled experienced supposed advanced concerned delighted disappointed surprised relaxed red bed need "
    "indeed ashamed retired relieved determined prepared qualified hundred detailed aged unaffected".split()
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|unless|cannot|neither|hardly|unlikely|unable|uncommon|"
    r"unusual|uncertain|lack of|fail(?:s|ed)? to)\b|n['’]t\b",
    re.I,
)
_APART = re.compile(r"\b(?:and|or|nor|but)\b|[;:]")


def is_picture_language(text: str) -> bool:
    """Whether a line seems to say one thing by way of another ("like an army")."""
    return bool(_PICTURE_LANGUAGE.search(text))


def flags_of(text: str) -> Iterator[tuple[Flag, str]]:
    """What is hard about a line, with the reason in plain English."""
    words = len(text.split())
    if words > LONG_LINE:
        yield "long", f"It has {words} words; {LONG_LINE} are easy to read."
    if match := _PICTURE_LANGUAGE.search(text):
        yield "picture-language", f"“{match[0]}” may be taken at its word. Say what is meant."
    if passive := passive_in(text):
        yield "passive", f"“{passive}” does not say who does it. Say who, if you know."
    if denials := _double_negative(text):
        yield "double-negative", f"Two denials are hard to follow: “{denials[0]}” and “{denials[1]}”."


def passive_in(text: str) -> str:
    """The first verb in the passive; empty for none.  By its form alone, so now and then it is wrong."""
    for match in _PASSIVE.finditer(text):
        if match["verb"].lower() not in _ADJECTIVES:
            return match[0]
    return ""


def _double_negative(text: str) -> tuple[str, str] | None:
    found = list(_DENIAL.finditer(text))
    for one, two in pairwise(found):
        if not _APART.search(text[one.end() : two.start()]):
            return one[0], two[0]
    return None

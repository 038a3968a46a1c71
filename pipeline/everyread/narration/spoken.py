"""The spoken form: what is said for a written sentence, the same for every voice.

A pipeline of named rules turns figures, abbreviations and signs into plain words of British English, day
before month.  What comes out holds letters and the marks a reader breathes at, and nothing else, so no
voice is left to guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from everyread.narration.lexicon import Lexicon
from everyread.narration.rules import Fired, Rule, apply
from everyread.narration.rules_figures import DATES, MONEY, NUMBERS, TELEPHONES, TIMES
from everyread.narration.rules_units import MEASURES
from everyread.narration.rules_words import ABBREVIATIONS, ADDRESSES, FINISH, MARKS, NUMERALS, SYMBOLS, TIDY

BEFORE_LEXICON: tuple[Rule, ...] = (*TIDY, *ADDRESSES, *TELEPHONES, *NUMERALS)
AFTER_LEXICON: tuple[Rule, ...] = (
    *ABBREVIATIONS, *SYMBOLS, *DATES, *TIMES, *MONEY, *MEASURES, *NUMBERS, *MARKS
)  # fmt: skip
_UNSPEAKABLE = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ɏ '“”\",.;:!?…-]")
_HAS_SOUND = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_ENDED = re.compile(r"[.!?…][”\"]?$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, what could not be said, and which rules had a hand in it."""

    text: str
    """Empty when there is nothing to say."""
    dropped: str = ""
    """Characters left out because no voice can say them, each once."""
    fired: tuple[Fired, ...] = ()


def spoken(written: str, lexicon: Lexicon) -> Spoken:
    """The spoken form of one sentence."""
    fired: list[Fired] = []
    text = apply(BEFORE_LEXICON, unicodedata.normalize("NFC", written), fired)
    text = _by_lexicon(text, lexicon, fired)
    text = apply(AFTER_LEXICON, text, fired)
    dropped = "".join(dict.fromkeys(_UNSPEAKABLE.findall(text)))
    text = apply(FINISH, _UNSPEAKABLE.sub(" ", text), []).strip(" ,;:-")
    if not _HAS_SOUND.search(text):
        return Spoken("", dropped, tuple(fired))
    return Spoken(text if _ENDED.search(text) else text + ".", dropped, tuple(fired))


def _by_lexicon(text: str, lexicon: Lexicon, fired: list[Fired]) -> str:
    pattern = lexicon.pattern()
    if pattern is None:
        return text
    return apply((Rule("lexicon", pattern, lambda match: lexicon.say(match[0])),), text, fired)

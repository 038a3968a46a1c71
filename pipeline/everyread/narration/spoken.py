"""The spoken form: what is said for a written sentence, the same for every voice.

A pipeline of named rules turns figures, abbreviations and signs into plain words of British English, day
before month.  What comes out holds letters and the marks a reader breathes at, and nothing else, so no
voice is left to guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from everyread.narration.heteronyms import HETERONYMS
from everyread.narration.lexicon import Lexicon
from everyread.narration.rules import DONE, Draft, Fired, Stage
from everyread.narration.rules_dates import DATES, TIMES
from everyread.narration.rules_figures import FIGURES
from everyread.narration.rules_letters import ACRONYMS, CODES
from everyread.narration.rules_measures import MEASURES, STATISTICS
from everyread.narration.rules_money import MONEY
from everyread.narration.rules_names import ABBREVIATIONS, NUMERALS, TITLES
from everyread.narration.rules_signs import CITATIONS, CITATIONS_SAID, FINISH, MARKS, SIGNS, TIDY
from everyread.narration.rules_telephones import TELEPHONES
from everyread.narration.rules_web import ADDRESSES
from everyread.narration.shouting import hushed

BEFORE_LEXICON: tuple[Stage, ...] = (ADDRESSES, TELEPHONES, NUMERALS)
AFTER_LEXICON: tuple[Stage, ...] = (
    TITLES, ABBREVIATIONS, STATISTICS, SIGNS, DATES, TIMES, MONEY, MEASURES, CODES, FIGURES, ACRONYMS,
     HETERONYMS, MARKS
)  # fmt: skip
LONGEST = 500
"""Characters of the longest stretch without a space; one beyond it is cut, since no person wrote it."""
_ENDLESS = re.compile(rf"\S{{{LONGEST}}}(?=\S)")
_RESERVED = re.compile(f"[{DONE}]")
_UNSPEAKABLE = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ɏ '“”\",.;:!?…\U00100000-\U0010fffd-]")
_HAS_SOUND = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ\U00100000-\U0010fffd]")
_ENDED = re.compile(r"[.!?…][”\"]?$")
_AS_WRITTEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, what could not be said, and which rules had a hand in it."""

    text: str
    """Empty when there is nothing to say."""
    dropped: str = ""
    """Characters left out because no voice can say them, each once."""
    fired: tuple[Fired, ...] = ()
    as_written: tuple[str, ...] = ()
    """The words that no rule touched, so that the voice must know them by itself."""


def spoken(written: str, lexicon: Lexicon, *, references: bool = False) -> Spoken:
    """The spoken form of one sentence; `references` says references in brackets too."""
    reserved = "".join(_RESERVED.findall(written))
    draft = Draft(_ENDLESS.sub(r"\g<0> ", _RESERVED.sub(" ", unicodedata.normalize("NFC", written))))
    for stage in (TIDY, CITATIONS_SAID if references else CITATIONS, *BEFORE_LEXICON):
        draft.apply(stage)
    draft.text = hushed(draft.text, lexicon.written_forms())
    if (look_up := lexicon.rule()) is not None:
        draft.apply_rule(look_up)
    for stage in AFTER_LEXICON:
        draft.apply(stage)
    as_written = tuple(_AS_WRITTEN.findall(draft.text))
    text = draft.words(draft.text)
    dropped = "".join(dict.fromkeys(reserved + "".join(_UNSPEAKABLE.findall(text))))
    polish = Draft(_UNSPEAKABLE.sub(" ", text))
    polish.apply(FINISH)
    text = polish.text.strip(" ,;:-")
    fired = tuple(draft.fired)
    if not _HAS_SOUND.search(text):
        return Spoken("", dropped, fired)
    ended = text if _ENDED.search(text) else text + "."
    return Spoken(draft.sounds(ended), dropped, fired, as_written)

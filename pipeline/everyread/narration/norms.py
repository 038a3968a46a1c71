"""What is normal for a voice: how long it takes over a text, learned from recordings known to be good.

Seconds are foretold from the sounds of a text and the pauses in it.  Where a voice tells its phonemes they
are counted, else syllables; so a voice whose norms nobody has learned is judged too, only less sharply.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from everyread.narration.sounds import for_voice
from everyread.narration.voice import Voice

_WRITTEN_VOWELS = re.compile(r"(?:[aeiouyæøœ][\u0300-\u036f]*)+", re.IGNORECASE)
"""With their accents, once these are taken apart."""
_INITIAL = re.compile(r"\b[A-Z]\.")
_VOWELS = frozenset("AIOQWYaiouæɑɒɐɔəɛɜɪʊʌᵊᵻ")
"""In the alphabet that hibari and Kokoro share; capitals are diphthongs."""
_STRESSED, _LIGHTER_MARKS = "ˈ", "ˌː"
_BREATH = re.compile(r"[,“”()]")
_STOP = re.compile(r"[;:—…]|[.!?](?=\s)")
FEW = 4
"""Syllables below which there is too little to tell from."""


@dataclass(frozen=True, slots=True)
class Norms:
    """How many seconds a voice takes at its own speed, and how far it may be from that."""

    vowel: float
    """Seconds for each; for each syllable where the voice does not tell its phonemes."""
    fixed: float
    """Seconds for any sentence."""
    low: float
    high: float
    """The share of the foretold seconds that a sentence may take, at the least and at the most."""
    slack: float
    """Seconds that it may take beyond that, and half of them that it may fall short; short ones vary more."""
    steady: tuple[float, float]
    """The same share over a whole article, where words even out."""
    consonant: float = 0.0
    stress: float = 0.0
    """Seconds for each stressed syllable: why "two three four" takes longer than its sounds would."""
    breath: float = 0.0
    """Seconds for a comma, a bracket or a quotation mark."""
    stop: float = 0.0
    """Seconds for a colon, a dash, or a full stop inside."""
    shortest: float = 0.0
    """Seconds that even one syllable takes."""
    counts_phonemes: bool = False
    quiet_end: float = 0.0
    """Seconds of quiet that the voice always leaves at the end: where they are missing, it was cut off."""


GENERAL = Norms(
    # Five syllables a second; the bounds are 8.5 and 2.7, and over an article 6.8 and 3.3 (14 articles by
    # hibari had 4.0 to 5.2).  A voice that means another rate than it says is mostly outside of the last.
    vowel=0.2, fixed=0.0, low=0.588, high=1.852, slack=0.4, steady=(0.735, 1.515)
)  # fmt: skip


@runtime_checkable
class Measured(Protocol):
    """A voice whose norms have been learned."""

    @property
    def norms(self) -> Norms:
        """Its norms."""


def norms_of(voice: Voice) -> Norms:
    """The voice's own, or those of speech in general."""
    return voice.norms if isinstance(voice, Measured) else GENERAL


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a text should take."""

    syllables: int
    seconds: float


def foretell(voice: Voice, text: str, speed: float) -> Foretold:
    """How many syllables a text has, and how many seconds they should take at this speed.

    Loads the voice's engine where its phonemes are counted.
    """
    norms, text = norms_of(voice), for_voice(voice, text)
    if not norms.counts_phonemes:
        syllables = syllables_of(text)
        return Foretold(syllables, (norms.fixed + norms.vowel * syllables) / speed)
    said = voice.phonemes(text)
    vowels = sum(sound in _VOWELS for sound in said)
    letters = sum(sound.isalpha() and sound not in _STRESSED + _LIGHTER_MARKS for sound in said)
    seconds = (
        norms.fixed
        + norms.vowel * vowels
        + norms.consonant * (letters - vowels)
        + norms.stress * said.count(_STRESSED)
        + norms.breath * len(_BREATH.findall(said))
        + norms.stop * len(_STOP.findall(said))
    )
    return Foretold(vowels, max(seconds, norms.shortest) / speed)


def syllables_of(text: str) -> int:
    """Roughly how many syllables: groups of vowels, and one for each initial, but three for W."""
    text = unicodedata.normalize("NFD", text)
    initials = _INITIAL.findall(text)
    return len(_WRITTEN_VOWELS.findall(_INITIAL.sub("", text))) + len(initials) + 2 * initials.count("W.")

"""Finishing: the recording is mastered and encoded, and done again if the MP3 is too loud, soft or peaky.

What coding does to loudness and peaks can be guessed (see `mastering`) but not known, so the MP3 itself is
listened to; the store remembers what was heard, so nobody need decode it again (see `hearing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.hearing import hear
from everyread.narration.assembly import encode
from everyread.narration.ffmpeg import unplayable
from everyread.narration.mastering import CEILING, LIMIT, master
from everyread.store import Store

if TYPE_CHECKING:
    from everyread.loudness import Samples

TRIES = 4
"""Of forty articles two needed a second, none a third; what four cannot mend, the proof reports."""
MARGIN = 0.1
"""dB to go lower than the excess asks for, since other samples are then coded otherwise."""
CLOSE = 0.2
"""LU from the loudness asked for: so near, any two articles of an issue are within half a unit."""


@dataclass(frozen=True, slots=True)
class Finished:
    """An MP3, with its loudness in LUFS and its true peak in dBTP as they are after decoding."""

    mp3: bytes
    lufs: float
    peak_dbtp: float


def finish(samples: Samples, rate: int, loudness: float, title: str, store: Store) -> Finished:
    """The MP3 of the article with this title, at `loudness` LUFS with no peak above the ceiling.

    Raises MachineError when ffmpeg is missing, ArticleError when what it made cannot be played.
    """
    aim, limit = loudness, LIMIT
    for _ in range(TRIES):
        mastered = master(samples, rate, aim, limit)
        mp3 = encode(mastered.samples, rate)
        heard = hear(mp3, store)
        if not heard.seconds:
            raise unplayable(f"of “{title}”")
        # Where the limiter could not reach the aim, aiming higher would only flatten the sound.
        off = loudness - heard.lufs if abs(mastered.lufs - aim) < CLOSE else 0.0
        if heard.peak_dbtp <= CEILING and abs(off) <= CLOSE:
            break
        aim += off
        limit -= max(heard.peak_dbtp - CEILING, -MARGIN) + MARGIN
    return Finished(mp3, round(heard.lufs, 2), round(heard.peak_dbtp, 2))

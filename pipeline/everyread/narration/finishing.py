"""Finishing: the recording is mastered and encoded, and done again if the MP3 is too loud, soft or peaky.

What coding does to loudness and peaks can be guessed (see `mastering`) but not known, so the MP3 itself is
listened to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.loudness import block_loudness, integrated, true_peak
from everyread.narration.assembly import MP3_RATE, encode
from everyread.narration.ffmpeg import decode
from everyread.narration.mastering import CEILING, LIMIT, master

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


def finish(samples: Samples, rate: int, loudness: float, title: str) -> Finished:
    """The MP3 of the article with this title, at `loudness` LUFS with no peak above the ceiling.

    Raises MachineError when ffmpeg is missing, ArticleError when what it made cannot be played.
    """
    aim, limit = loudness, LIMIT
    for _ in range(TRIES):
        mastered = master(samples, rate, aim, limit)
        mp3 = encode(mastered.samples, rate)
        heard = decode(mp3, MP3_RATE, f"of “{title}”")
        lufs, peak = integrated(block_loudness(heard, MP3_RATE)), true_peak(heard, MP3_RATE)
        # Where the limiter could not reach the aim, aiming higher would only flatten the sound.
        off = loudness - lufs if abs(mastered.lufs - aim) < CLOSE else 0.0
        if peak <= CEILING and abs(off) <= CLOSE:
            break
        aim += off
        limit -= max(peak - CEILING, -MARGIN) + MARGIN
    return Finished(mp3, round(lufs, 2), round(peak, 2))

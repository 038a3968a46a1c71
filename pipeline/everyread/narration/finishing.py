"""Finishing: the recording is mastered and encoded, and done again lower if a peak came out too high.

What coding does to a peak can be guessed (see `mastering`) but not known, so the MP3 itself is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.loudness import true_peak
from everyread.narration.assembly import MP3_RATE, encode
from everyread.narration.ffmpeg import decode
from everyread.narration.mastering import CEILING, LIMIT, master

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRIES = 4
"""Of forty articles two needed a second, none a third; what four cannot mend, the proof reports."""
MARGIN = 0.1
"""dB to go lower than the excess asks for, since other samples are then coded otherwise."""


@dataclass(frozen=True, slots=True)
class Finished:
    """An MP3, with its loudness in LUFS as mastering expects it and its true peak in dBTP as it is."""

    mp3: bytes
    lufs: float
    peak_dbtp: float


def finish(samples: NDArray[np.float32], rate: int, loudness: float, tags: dict[str, str]) -> Finished:
    """The MP3 at `loudness` LUFS with no peak above the ceiling.

    Raises MachineError when ffmpeg is missing, ArticleError when what it made cannot be played.
    """
    limit = LIMIT
    for _ in range(TRIES):
        mastered = master(samples, rate, loudness, limit)
        mp3 = encode(mastered.samples, rate, tags)
        peak = true_peak(decode(mp3, MP3_RATE, f"of “{tags.get('title', '')}”"), MP3_RATE)
        if peak <= CEILING:
            break
        limit -= peak - CEILING + MARGIN
    return Finished(mp3, mastered.lufs, round(peak, 2))

"""What every recording must be like, judged without understanding a word of it.

One sentence: sound at all, not clipped, not broken off, as long as its words need.  A whole article: at a
steady speed, and no two sentences alike.  What a voice can do wrong shows in one of these; see the faulty
voices of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from everyread.errors import ArticleError
from everyread.narration.norms import FEW, Foretold, foretell, norms_of
from everyread.narration.sounds import for_voice
from everyread.narration.voice import Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT = 10 ** (-60 / 20)
"""A recording whose loudest sample is below -60 dBFS is silence."""
END = 0.005
"""Seconds at the end that are looked at."""
BROKEN_OFF = 10 ** (-20 / 20)
"""Relative to the peak: louder than this at the end, a recording was cut off inside a word."""
UNQUIET = 10 ** (-40 / 20)
"""Relative to the peak: louder than this where the voice always leaves quiet, its end is missing."""
FULL, CLIPPED = 0.999, 1e-4
"""A sample at full scale between two others is clipped; of so large a share it can be heard."""
ENOUGH = 30.0
"""Foretold seconds from which on an article's average speed tells something."""
INEXACT = 0.05
"""What engines are off by at other speeds than their own."""
_LETTERS = re.compile(r"[\W_]+")


def check_sound(samples: NDArray[np.float32], rate: int, voice: Voice, text: str) -> None:
    """Whether this can be what a voice gave for a text, as it gave it.

    Raises ArticleError: NAR-030 for silence and what is no sound, NAR-033 when clipped, NAR-034 when it
    breaks off.
    """
    import numpy as np

    if samples.ndim != 1 or samples.dtype.kind != "f":
        raise _wrong("NAR-030", text, "is not one channel of sound")
    if not np.isfinite(samples).all():
        raise _wrong("NAR-030", text, "is damaged")
    size = np.abs(samples)
    peak = float(size.max(initial=0.0))
    if peak < SILENT:
        raise _wrong("NAR-030", text, "is silent")
    full = size >= FULL
    if float(np.mean(full[:-2] & full[1:-1] & full[2:])) > CLIPPED:
        raise _wrong("NAR-033", text, "is clipped: it is too loud for its file")
    quiet = norms_of(voice).quiet_end
    if size[-round(END * rate) :].max() > BROKEN_OFF * peak or (
        quiet and size[-round(quiet * rate) :].max() > UNQUIET * peak
    ):
        raise _wrong("NAR-034", text, "breaks off before its end")


def check_length(seconds: float, voice: Voice, text: str, speed: float) -> None:
    """Whether so many seconds, without the silence around them, are enough and not too much for the text.

    Raises ArticleError: NAR-031 when too short, NAR-032 when too long.
    """
    norms, due = norms_of(voice), foretell(voice, text, speed)
    if due.syllables < FEW and not norms.counts_phonemes:
        return
    slack = norms.slack / speed
    if due.syllables >= FEW and seconds < due.seconds * norms.low - slack / 2:
        raise _wrong("NAR-031", text, f"is much too short: {_against(seconds, due)}")
    if seconds > due.seconds * norms.high + slack:
        raise _wrong("NAR-032", text, f"is much too long: {_against(seconds, due)}")


def check_together(
    voice: Voice, texts: Sequence[str], sounds: Sequence[NDArray[np.int16]], speed: float
) -> None:
    """Whether all that one voice says in an article goes together; `sounds` without the silence around them.

    Raises ArticleError: NAR-035 when two different sentences sound alike to the last bit, NAR-036 when the
    whole is at no human speed.
    """
    _check_repeats(voice, texts, sounds)
    due = seconds = 0.0
    for text, sound in zip(texts, sounds, strict=True):
        foretold = foretell(voice, text, speed)
        if foretold.syllables >= FEW:
            due += foretold.seconds
            seconds += len(sound) / voice.sample_rate
    slowest, fastest = norms_of(voice).steady
    spread = 0.0 if speed == 1.0 else INEXACT
    if due >= ENOUGH and not due * (slowest - spread) <= seconds <= due * (fastest + spread):
        raise ArticleError(
            "NAR-036",
            f"The recording lasts {seconds:.0f} seconds, where its words need about {due:.0f}.",
            f"The voice “{voice.name}” is not at the speed it should be: use another voice, or report it.",
        )


def _check_repeats(voice: Voice, texts: Sequence[str], sounds: Sequence[NDArray[np.int16]]) -> None:
    heard: dict[bytes, str] = {}
    for text, sound in zip(texts, sounds, strict=True):
        first = heard.setdefault(sound.tobytes(), text)
        if first != text and _differ(voice, first, text):
            raise _wrong("NAR-035", text, f"is the same as that of “{first}”")


def _differ(voice: Voice, first: str, second: str) -> bool:
    """Whether two texts must sound different, which "there" and "their" need not."""
    first, second = for_voice(voice, first), for_voice(voice, second)
    told = voice.phonemes(first), voice.phonemes(second)
    one, two = told if all(told) else (first, second)
    return _LETTERS.sub("", one).casefold() != _LETTERS.sub("", two).casefold()


def _against(seconds: float, due: Foretold) -> str:
    return f"{seconds:.1f} seconds, where its words need about {due.seconds:.1f}"


def _wrong(rule: str, text: str, what: str) -> ArticleError:
    return ArticleError(
        rule,
        f"The recording of “{text}” {what}.",
        "Build again. If it stays so, change the wording of that sentence, or use another voice.",
        paragraph=text,
    )

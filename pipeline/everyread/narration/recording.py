"""One sentence's recording: spoken once, judged, trimmed, and kept under what made it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from everyread.errors import ArticleError, EveryreadError
from everyread.narration.voice import Voice
from everyread.store import Key, Store, code_digest, key_of
from everyread.work import SerialExecutor, TaskTimeoutError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT = 10 ** (-60 / 20)
"""A recording whose loudest sample is below -60 dBFS is silence."""
QUIET = 10 ** (-45 / 20)
"""Relative to the recording's own peak: below this, at its ends, the voice has not begun or has finished."""
FRAME = 0.005
HEAD, TAIL = 0.03, 0.06
"""Seconds kept before and after the sound: soft consonants begin and fade below the threshold."""
FADE = 0.005
"""Seconds of fade at both ends, so that a cut never clicks."""
BROKEN_OFF = 10 ** (-20 / 20)
"""Relative to the peak: louder than this in its last 5 ms, a recording was cut off inside a word."""
FASTEST, SLOWEST = 8.5, 2.7
"""Syllables a second one sentence may have at speed 1; of 217 by hibari the extremes were 3.2 and 6.6."""
GRACE = 0.4
"""Seconds a short sentence may take beyond that."""
SHORTEST = 4
"""Syllables below which speed tells nothing."""
STEADIEST, STEADY = 60, (3.3, 6.8)
"""From so many syllables on, the average speed lies in this band; 14 articles by hibari had 4.0 to 5.2."""
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\.")


def sentence_key(voice: Voice, text: str, speed: float) -> Key:
    """The key of a spoken sentence: the same words in the same voice are spoken once, in whatever article."""
    return key_of("sentence", code_digest("narration.recording"), voice.identity, text, speed)


def is_recorded(voice: Voice, text: str, speed: float, store: Store) -> bool:
    """Whether the sentence is in the store, without loading any engine."""
    digest = store.recall(sentence_key(voice, text, speed))
    return digest is not None and store.holds(digest)


def record(voice: Voice, text: str, speed: float, store: Store) -> NDArray[np.int16]:
    """The sentence's sound without the silence around it, from the store or else from the voice.

    Raises ArticleError when the voice fails, or when what it gives cannot be right.
    """
    import numpy as np

    key = sentence_key(voice, text, speed)
    digest = store.recall(key)
    if digest is not None:
        try:
            return np.frombuffer(store.get(digest), np.int16)
        except KeyError:
            pass  # lost or damaged: spoken again
    samples = _spoken_by(voice, text, speed)
    check(samples, voice.sample_rate, text, speed)
    pcm = np.round(trim(samples, voice.sample_rate) * 32767).astype(np.int16)
    store.remember(key, store.put(pcm.tobytes()))
    return pcm


def _spoken_by(voice: Voice, text: str, speed: float) -> NDArray[np.float32]:
    # A voice is somebody else's program and may raise anything; a future holds whatever that is.
    future = SerialExecutor().submit(voice.speak, text, speed)
    error = future.exception()
    match error:
        case None:
            samples: NDArray[np.float32] = future.result()
            return samples
        case EveryreadError() | TaskTimeoutError() | OSError() | MemoryError():
            raise error  # already in an editor's words, or not about this sentence
        case _:
            raise ArticleError(
                "NAR-001",
                f"The voice “{voice.name}” failed on “{text}”: {type(error).__name__}: {error}",
                "Build again. If it fails again, change the wording of that sentence, or use another voice.",
                paragraph=text,
            ) from error


def check(samples: NDArray[np.float32], rate: int, text: str, speed: float) -> None:
    """Whether this can be a recording of this text.  Raises ArticleError (NAR-003) when it cannot."""
    import numpy as np

    if samples.ndim != 1 or samples.dtype.kind != "f":
        raise _wrong(text, "is not one channel of sound")
    if not np.isfinite(samples).all():
        raise _wrong(text, "is damaged")
    peak = float(np.abs(samples).max(initial=0.0))
    if peak < SILENT:
        raise _wrong(text, "is silent")
    if float(np.abs(samples[-round(FRAME * rate) :]).max()) > BROKEN_OFF * peak:
        raise _wrong(text, "breaks off in the middle")
    syllables = syllables_of(text)
    seconds = len(trim(samples, rate)) / rate * speed
    if syllables >= SHORTEST and not syllables / FASTEST <= seconds <= syllables / SLOWEST + GRACE:
        raise _wrong(text, "is much too short" if seconds < syllables / FASTEST else "is much too long")


def check_pace(texts: Iterable[str], seconds: float, speed: float) -> None:
    """Whether a whole article is spoken at a human speed.

    Sharper than a sentence's own check, since words even out: a voice that gives another rate than it says
    is found here.  Raises ArticleError (NAR-003).
    """
    syllables = sum(syllables_of(text) for text in texts)
    slowest, fastest = STEADY
    pace = syllables / max(seconds * speed, 1e-9)
    if syllables >= STEADIEST and not slowest <= pace <= fastest:
        raise ArticleError(
            "NAR-003",
            f"The recording has {pace:.1f} syllables a second, where people speak about five.",
            "The voice or its speed cannot be right: use another voice, or report it with the file.",
        )


def _wrong(text: str, what: str) -> ArticleError:
    return ArticleError(
        "NAR-003",
        f"The recording of “{text}” {what}.",
        "Build again. If it stays so, change the wording of that sentence, or use another voice.",
        paragraph=text,
    )


def syllables_of(text: str) -> int:
    """Roughly how many syllables: groups of vowels, and one for each initial, but three for W."""
    initials = _INITIAL.findall(text)
    return len(_VOWELS.findall(_INITIAL.sub("", text))) + len(initials) + 2 * initials.count("W.")


def trim(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The sound without the engine's own silence before and after it, with short fades."""
    import numpy as np

    frame = round(FRAME * rate)
    frames = np.abs(samples[: len(samples) // frame * frame]).reshape(-1, frame).max(axis=1, initial=0.0)
    loud = np.flatnonzero(frames > QUIET * frames.max(initial=0.0))
    if not len(loud):
        return samples[:0]
    start = max(int(loud[0]) * frame - round(HEAD * rate), 0)
    end = min((int(loud[-1]) + 1) * frame + round(TAIL * rate), len(samples))
    sound = np.clip(samples[start:end], -1.0, 1.0)
    fade = np.linspace(0.0, 1.0, min(round(FADE * rate), len(sound) // 2), dtype=np.float32)
    sound[: len(fade)] *= fade
    sound[len(sound) - len(fade) :] *= fade[::-1]
    return sound

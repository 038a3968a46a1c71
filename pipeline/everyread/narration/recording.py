"""One sentence's recording: spoken once, judged, trimmed, and kept under what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from everyread.errors import ArticleError, EveryreadError
from everyread.narration.deadline import StalledError, within
from everyread.narration.selfcheck import check_length, check_sound
from everyread.narration.sounds import for_voice
from everyread.narration.voice import Voice
from everyread.store import Key, Store, code_digest, key_of
from everyread.work import SerialExecutor, TaskTimeoutError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUIET = 10 ** (-45 / 20)
"""Relative to the recording's own peak: below this, at its ends, the voice has not begun or has finished."""
FRAME = 0.005
HEAD, TAIL = 0.03, 0.06
"""Seconds kept before and after the sound: soft consonants begin and fade below the threshold."""
FADE = 0.005
"""Seconds of fade at both ends, so that a cut never clicks."""
STALLED, STALLED_A_LETTER = 60.0, 0.2
"""Seconds a voice may take over a sentence; the slowest here, Kokoro, takes 0.06 a letter."""
_UNWORTHY = frozenset({"NAR-039"})
"""Failures that another try cannot mend."""


def sentence_key(voice: Voice, text: str, speed: float) -> Key:
    """The key of a spoken sentence: the same words in the same voice are spoken once, in whatever article."""
    code = code_digest("narration.recording", "narration.selfcheck", "narration.norms")
    return key_of("sentence", code, voice.identity, text, speed)


def is_recorded(voice: Voice, text: str, speed: float, store: Store) -> bool:
    """Whether the sentence is in the store, without loading any engine."""
    digest = store.recall(sentence_key(voice, text, speed))
    return isinstance(digest, str) and store.holds(digest)


def record(voice: Voice, text: str, speed: float, store: Store, retries: int = 0) -> NDArray[np.int16]:
    """The sentence's sound without the silence around it, from the store or else from the voice.

    What comes out wrong is asked for again, so many times.  Raises ArticleError when the voice fails, or when
    what it gives cannot be right; nothing is kept then.
    """
    import numpy as np

    key = sentence_key(voice, text, speed)
    digest = store.recall(key)
    if isinstance(digest, str):
        try:
            return np.frombuffer(store.get(digest), np.int16)
        except KeyError:
            pass  # lost or damaged: spoken again
    pcm = np.round(take(voice, text, speed, retries) * 32767).astype(np.int16)
    store.remember(key, store.put(pcm.tobytes()))
    return pcm


def take(voice: Voice, text: str, speed: float, retries: int = 0) -> NDArray[np.float32]:
    """The sentence from the voice, judged and trimmed; raises as `record` does."""
    for _ in range(retries):
        try:
            return _take(voice, text, speed)
        except ArticleError as error:
            if error.rule in _UNWORTHY:
                raise
    return _take(voice, text, speed)


def _take(voice: Voice, text: str, speed: float) -> NDArray[np.float32]:
    samples = _spoken_by(voice, text, speed)
    check_sound(samples, voice.sample_rate, voice, text)
    sound = trim(samples, voice.sample_rate)
    check_length(len(sound) / voice.sample_rate, voice, text, speed)
    return sound


def _spoken_by(voice: Voice, text: str, speed: float) -> NDArray[np.float32]:
    def speak() -> NDArray[np.float32]:
        with within(STALLED + STALLED_A_LETTER * len(text)):
            return voice.speak(for_voice(voice, text), speed)

    # A voice is somebody else's program and may raise anything; a future holds whatever that is.
    future = SerialExecutor().submit(speak)
    error = future.exception()
    match error:
        case None:
            samples: NDArray[np.float32] = future.result()
            return samples
        case StalledError():
            trouble = "did not finish"
        case EveryreadError() | TaskTimeoutError() | OSError() | MemoryError():
            raise error  # already in an editor's words, or not about this sentence
        case _:
            trouble = f"failed ({type(error).__name__}: {error})"
    raise ArticleError(
        "NAR-001",
        f"The voice “{voice.name}” {trouble} on “{text}”.",
        "Build again. If it fails again, change the wording of that sentence, or use another voice.",
        paragraph=text,
    ) from error


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

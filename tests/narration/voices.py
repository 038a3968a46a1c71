"""Voices for tests: one that hums, and ones that fail in the ways that real ones might."""

from __future__ import annotations

import time
from importlib.metadata import EntryPoint

import numpy as np
from numpy.typing import NDArray

from everyread.narration.norms import syllables_of
from everyread.narration.voice import GROUP

Sound = NDArray[np.float32]


class NullVoice:
    """A steady tone, five a second for the syllables of the text, between two silences."""

    name = "null"
    identity = "null 1"
    sample_rate = 24000
    online = False
    spoken: list[str] = []  # noqa: RUF012 - what every instance was asked to say, for tests to look at

    def speak(self, text: str, speed: float) -> Sound:
        self.spoken.append(text)
        seconds = max(syllables_of(text), 1) / 5 / speed
        times = np.arange(round(seconds * self.sample_rate), dtype=np.float32) / self.sample_rate
        pitch = 150 + sum(text.encode()) % 100
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * times)  # speech is never as steady as a tone
        silence = np.zeros(self.sample_rate // 4, np.float32)
        return np.concatenate([silence, 0.3 * swell * np.sin(2 * np.pi * pitch * times), silence]).astype(
            np.float32
        )

    def online_calls(self, text: str) -> int:
        return 0

    def phonemes(self, text: str) -> str:
        return text.lower()


class DyingVoice(NullVoice):
    identity = "dying 1"

    def speak(self, text: str, speed: float) -> Sound:
        raise ZeroDivisionError("the engine fell over")


class SilentVoice(NullVoice):
    identity = "silent 1"

    def speak(self, text: str, speed: float) -> Sound:
        return np.zeros(self.sample_rate * 3, np.float32)


class EmptyVoice(NullVoice):
    identity = "empty 1"

    def speak(self, text: str, speed: float) -> Sound:
        return np.zeros(0, np.float32)


class NanVoice(NullVoice):
    identity = "nan 1"

    def speak(self, text: str, speed: float) -> Sound:
        sound = super().speak(text, speed)
        sound[len(sound) // 2] = np.nan
        return sound


class HalfVoice(NullVoice):
    """Gives up in the middle, while it is sounding."""

    identity = "half 1"

    def speak(self, text: str, speed: float) -> Sound:
        sound = super().speak(text, speed)
        return sound[: len(sound) // 2]


class ShortVoice(NullVoice):
    """Leaves out more than half of the words, and ends tidily."""

    identity = "short 1"

    def speak(self, text: str, speed: float) -> Sound:
        return super().speak(text, speed * 2.5)


class OtherRateVoice(NullVoice):
    """Gives 44,100 samples a second and says 24,000."""

    identity = "other rate 1"

    def speak(self, text: str, speed: float) -> Sound:
        return super().speak(text, speed * 24000 / 44100)


class DoubleVoice(NullVoice):
    """Says everything twice."""

    identity = "double 1"

    def speak(self, text: str, speed: float) -> Sound:
        return np.concatenate([super().speak(text, speed)] * 2)


class ClippedVoice(NullVoice):
    """Much too loud."""

    identity = "clipped 1"

    def speak(self, text: str, speed: float) -> Sound:
        return np.clip(super().speak(text, speed) * 8, -1.0, 1.0)


class RepeatingVoice(NullVoice):
    """Gives the same recording again for every text of the same length."""

    identity = "repeating 1"

    def speak(self, text: str, speed: float) -> Sound:
        return super().speak(" ".join(["la"] * syllables_of(text)), speed)


class StallingVoice(NullVoice):
    """Never comes back."""

    identity = "stalling 1"

    def speak(self, text: str, speed: float) -> Sound:
        time.sleep(3600)
        return super().speak(text, speed)


class FlakyVoice(NullVoice):
    """Fails the first time it is asked for a text."""

    identity = "flaky 1"

    def __init__(self) -> None:
        self._asked: set[str] = set()

    def speak(self, text: str, speed: float) -> Sound:
        if text not in self._asked:
            self._asked.add(text)
            raise ZeroDivisionError("the engine fell over")
        return super().speak(text, speed)


class LowVoice(NullVoice):
    """Another rate, and quieter."""

    name = "low"
    identity = "low 1"
    sample_rate = 16000

    def speak(self, text: str, speed: float) -> Sound:
        return super().speak(text, speed) / 3


class OnlineVoice(NullVoice):
    name = "online"
    identity = "online 1"
    online = True

    def online_calls(self, text: str) -> int:
        return 1


class StereoVoice(NullVoice):
    identity = "stereo 1"

    def speak(self, text: str, speed: float) -> Sound:
        return np.stack([super().speak(text, speed)] * 2, axis=1)


FAULTY = (
    DyingVoice,
    SilentVoice,
    EmptyVoice,
    NanVoice,
    HalfVoice,
    ShortVoice,
    OtherRateVoice,
    StereoVoice,
    DoubleVoice,
    ClippedVoice,
    RepeatingVoice,
)


def door(*classes: type[NullVoice]) -> dict[str, EntryPoint]:
    """Entry points for these voices, as if a package had brought them."""
    return {
        each.__name__: EntryPoint(each.__name__, f"{__name__}:{each.__name__}", GROUP) for each in classes
    }

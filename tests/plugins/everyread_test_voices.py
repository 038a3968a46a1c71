"""Voices for tests, found through entry points like any other: a quick one, and some that go wrong.

Each sentence spoken is added to the file named by EVERYREAD_TEST_SPOKEN, so that a test sees what was
spoken and what came from the store, in whatever process that was.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from everyread.narration.norms import syllables_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SYLLABLES_A_SECOND = 5
"""As quick as a person, so that checks on a recording's length are content."""


class ToneVoice:
    """A tone that rises and falls, as long as a person would take; each text has a pitch of its own."""

    name = "tone"
    identity = "tone 1"
    sample_rate = 24000
    online = False

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        import numpy as np  # only here, as in every voice: a build that speaks nothing does not wait for it

        self.note(text)
        seconds = max(syllables_of(text), 1) / SYLLABLES_A_SECOND / speed
        time = np.arange(int(seconds * self.sample_rate)) / self.sample_rate
        swell = 0.5 - 0.5 * np.cos(2 * np.pi * 4 * time)
        pitch = 150 + int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**16 / 400
        sound = 0.2 * swell * np.sin(2 * np.pi * pitch * time)
        return np.pad(sound, self.sample_rate // 5).astype(np.float32)

    def note(self, text: str) -> None:
        if log := os.environ.get("EVERYREAD_TEST_SPOKEN"):
            with Path(log).open("a", encoding="utf-8") as stream:
                stream.write(text + "\n")

    def online_calls(self, text: str) -> int:
        return 0

    def phonemes(self, text: str) -> str:
        return ""


class SlowToneVoice(ToneVoice):
    """The same sound as the tone, a tenth of a second later."""

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        time.sleep(0.1)
        return super().speak(text, speed)


class FailingVoice(ToneVoice):
    """Cannot say one word."""

    name = "failing"
    identity = "failing 1"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        if "unspeakable" in text:
            raise RuntimeError("the engine fell over")
        return super().speak(text, speed)


class DyingVoice(ToneVoice):
    """Takes its whole process down over one word."""

    name = "dying"
    identity = "dying 1"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        if "deadly" in text:
            os._exit(9)
        return super().speak(text, speed)

"""The last resort: Debian's espeak-ng, British, robotic, quick, and there when nothing neural will load."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from everyread.errors import ArticleError, MachineError
from everyread.narration.program import run
from everyread.narration.wavfile import NotWavError, samples_of
from everyread.store import code_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROGRAM = "espeak-ng"
ACCENT = "en-gb"
WORDS_A_MINUTE = 150
"""At speed 1; its own 175 is quick for members with brain fog."""
SLOWEST_WORDS, FASTEST_WORDS = 80, 450
"""What the program takes."""
_TIME_LIMIT = 60.0
"""Seconds; it speaks hundreds of times quicker than a person."""


class EspeakVoice:
    """espeak-ng's British voice, one run of the program a sentence."""

    name = "espeak-ng"
    sample_rate = 22050
    online: ClassVar[bool] = False

    @property
    def identity(self) -> str:
        """Program, version and accent.  Raises MachineError when it is not installed."""
        code = code_digest("narration.espeak_voice", "narration.program", "narration.wavfile")[:12]
        return f"{PROGRAM} {_version()} {ACCENT} {WORDS_A_MINUTE} {code}"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """22,050 Hz mono; empty when the text holds nothing to say."""
        import numpy as np

        if not any(character.isalnum() for character in text):
            return np.zeros(0, np.float32)
        words = round(min(max(WORDS_A_MINUTE * speed, SLOWEST_WORDS), FASTEST_WORDS))
        data = run(self.name, (*_speaking(), "-s", str(words), "--stdin", "--stdout"), text, _TIME_LIMIT)
        try:
            return samples_of(data, self.sample_rate)
        except NotWavError as error:
            raise ArticleError(
                "NAR-030",
                f"{PROGRAM} gave no sound for “{text}”: {error}.",
                f"Run: {PROGRAM} -v {ACCENT} hello",
                paragraph=text,
            ) from error

    def online_calls(self, text: str) -> int:  # noqa: ARG002 - the protocol has it
        """None: the program is on this machine."""
        return 0

    def phonemes(self, text: str) -> str:
        """In IPA, a line a clause."""
        arguments = (*_speaking(), "-q", "--ipa", "--stdin")
        lines = run(self.name, arguments, text, _TIME_LIMIT).decode(errors="replace").splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())


def _speaking() -> tuple[str, ...]:
    return (PROGRAM, "-v", ACCENT, "-b", "1")  # the text is UTF-8


@cache
def _version() -> str:
    if shutil.which(PROGRAM) is None:
        raise MachineError(
            f"The voice “{PROGRAM}” needs the program {PROGRAM}, which is not installed.",
            f"Run: sudo apt-get install {PROGRAM}",
        )
    told = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=10, check=False)
    return told.stdout.split("Data at")[0].strip().removeprefix("eSpeak NG text-to-speech:").strip()

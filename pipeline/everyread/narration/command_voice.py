"""The voice behind a command: any program that reads text and writes a WAV file, named in issue.toml.

For instance, in issue.toml:

    [narration.command]
    arguments = ["piper", "--model", "en_GB-alba.onnx", "--output_file", "-"]
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from everyread.errors import ArticleError, InputError, MachineError
from everyread.narration.program import run
from everyread.narration.wavfile import NotWavError, samples_of
from everyread.settings import Narration, VoiceCommand
from everyread.store import code_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPEED = "{speed}"


class CommandVoice:
    """One run of the program a sentence; the text on its standard input, the WAV on its standard output."""

    name = "command"
    sample_rate = 24000
    online: ClassVar[bool] = False

    def __init__(self, command: VoiceCommand | None = None) -> None:
        self._command = command or VoiceCommand()

    @classmethod
    def from_settings(cls, settings: Narration) -> CommandVoice:
        """The voice that an issue's settings describe."""
        return cls(settings.command)

    @property
    def identity(self) -> str:
        """The arguments, the program's own bytes, and what the editor calls its version.

        Files that the arguments name (a model, say) are not looked into: that is what the version is for.
        Raises InputError when no program is named, MachineError when it is not there.
        """
        code = code_digest("narration.command_voice", "narration.program", "narration.wavfile")[:12]
        arguments = self._arguments()
        return f"command {list(arguments)} {_digest_of(arguments[0])[:12]} {self._command.version!r} {code}"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono; empty when the text holds nothing to say."""
        import numpy as np

        if not any(character.isalnum() for character in text):
            return np.zeros(0, np.float32)
        arguments = [each.replace(SPEED, f"{speed:g}") for each in self._arguments()]
        data = run(self.name, arguments, text + "\n", self._command.seconds)
        try:
            sound = samples_of(data, self.sample_rate)
        except NotWavError as error:
            raise ArticleError(
                "NAR-030",
                f"The program of the voice “{self.name}” gave no sound for “{text}”: {error}.",
                "It must write a WAV file to its standard output.",
                paragraph=text,
            ) from error
        return sound if speed == 1.0 or self._takes_speed() else _paced(sound, self.sample_rate, speed)

    def online_calls(self, text: str) -> int:  # noqa: ARG002 - the protocol has it
        """None that is known of: what the program does is its own affair."""
        return 0

    def phonemes(self, text: str) -> str:  # noqa: ARG002 - the protocol has it
        """The program does not tell."""
        return ""

    def _arguments(self) -> tuple[str, ...]:
        if not self._command.arguments:
            raise InputError(
                "The voice “command” needs a program.",
                'Name it in issue.toml: [narration.command], then arguments = ["program", "argument"].',
            )
        return self._command.arguments

    def _takes_speed(self) -> bool:
        return any(SPEED in each for each in self._arguments())


def _paced(sound: NDArray[np.float32], rate: int, speed: float) -> NDArray[np.float32]:
    from everyread.narration.ffmpeg import pace

    return pace(sound, rate, speed) if len(sound) else sound


@cache
def _digest_of(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise MachineError(
            f"The program “{program}” of the voice “command” is not on this machine.",
            "Install it, or give its whole path in issue.toml.",
        )
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

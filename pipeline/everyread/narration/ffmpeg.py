"""The programs that turn sound into files and back: ffmpeg, called by name."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

from everyread.errors import ArticleError, MachineError
from everyread.loudness import floats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIME_LIMIT = 300
"""Seconds; decoding an hour of sound takes about 5."""


def require_ffmpeg() -> None:
    """Raises MachineError when ffmpeg is not installed."""
    if shutil.which("ffmpeg") is None:
        raise MachineError(
            "The program ffmpeg, which makes the MP3 files, is not installed.",
            "Run: sudo apt-get install ffmpeg",
        )


def decode(data: bytes, rate: int, what: str) -> NDArray[np.int16]:
    """Mono sound, in sixteen bits, from the bytes of an MP3.  Raises ArticleError when they are not sound."""
    samples = _run(data, "-f", "mp3", "-i", "pipe:0", rate=rate)
    if not len(samples):
        raise unplayable(what)
    return samples


def unplayable(what: str) -> ArticleError:
    """What an editor is told when a recording is not sound."""
    return ArticleError(
        "NAR-003",
        f"The recording {what} cannot be played.",
        "Build again. If it stays so, use the voice “hibari”.",
    )


def pace(samples: NDArray[np.float32], rate: int, speed: float) -> NDArray[np.float32]:
    """The same sound at another speed and the same pitch."""
    raw = ("-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0", "-af", f"atempo={speed:g}")
    return floats(_run(samples.astype("<f4").tobytes(), *raw, rate=rate))


def _run(data: bytes, *arguments: str, rate: int) -> NDArray[np.int16]:
    """What ffmpeg makes of the bytes: mono sound at this rate; empty when it can make nothing of them."""
    import numpy as np

    require_ffmpeg()
    output = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-")
    command = ["ffmpeg", "-v", "quiet", "-nostdin", "-threads", "1", *arguments, *output]
    # Files, since tens of megabytes through a pipe cost as much as decoding them.
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as sound:
        source.write(data)
        source.seek(0)
        subprocess.run(command, stdin=source, stdout=sound, timeout=TIME_LIMIT, check=False)
        sound.seek(0)
        return np.fromfile(sound, "<i2").astype(np.int16, copy=False)

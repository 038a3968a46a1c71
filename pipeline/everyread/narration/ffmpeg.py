"""The programs that turn sound into files and back: ffmpeg, called by name."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from everyread.errors import ArticleError, MachineError

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


def decode(data: bytes, rate: int, what: str) -> NDArray[np.float32]:
    """Mono sound from the bytes of an MP3.  Raises ArticleError when they are not sound."""
    import numpy as np

    samples = np.frombuffer(_run(data, "-f", "mp3", "-i", "pipe:0", rate=rate), np.float32)
    if not len(samples):
        raise ArticleError(
            "NAR-003",
            f"The recording {what} cannot be played.",
            "Build again. If it stays so, use the voice “hibari”.",
        )
    return samples


def pace(samples: NDArray[np.float32], rate: int, speed: float) -> NDArray[np.float32]:
    """The same sound at another speed and the same pitch."""
    import numpy as np

    raw = ("-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0", "-af", f"atempo={speed:g}")
    return np.frombuffer(_run(samples.astype(np.float32).tobytes(), *raw, rate=rate), np.float32)


def _run(data: bytes, *arguments: str, rate: int) -> bytes:
    require_ffmpeg()
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        *arguments,
        "-f",
        "f32le",
        "-ar",
        str(rate),
        "-ac",
        "1",
        "-",
    ]
    return subprocess.run(command, input=data, capture_output=True, timeout=TIME_LIMIT, check=False).stdout

"""Hearing: what a player makes of an MP3, decoded and measured once, however many ask.

It makes nothing, and looks at nothing but the bytes, so those who make a recording and those who prove it may
hear with the same ears.  What was heard is kept under the digest of the sound itself: another title or
place in the running order changes only the tags around it, and nobody has to listen again.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.errors import MachineError
from everyread.loudness import block_loudness, floats, integrated, true_peak
from everyread.store import Store, code_digest, digest_of, key_of, version_of
from everyread.work import Receipt, once

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from everyread.loudness import Samples

RATE = 44100
"""Samples a second that an MP3 is decoded to: the recordings' own rate."""
STEP = RATE // 100
"""Samples of a step, 10 ms."""
NOTHING = -120.0
"""Decibels that stand for silence."""
_VERSION_ONE = 128
"""Bytes of an ID3v1 tag, which ends a file."""
_TIME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Heard:
    """What the meter says of the decoded sound."""

    seconds: float
    """0 when it cannot be played."""
    lufs: float
    """Integrated loudness."""
    peak_dbtp: float
    """The highest true peak."""
    loudest: NDArray[np.float32]
    """The loudest sample of each step, full scale at 1."""

    def facts(self) -> dict[str, float]:
        """The figures as they are told to people."""
        return {
            "seconds": round(self.seconds, 3),
            "lufs": round(self.lufs, 2),
            "peak_dbtp": round(self.peak_dbtp, 2),
        }


def hear(mp3: bytes, store: Store) -> Heard:
    """Listen to an MP3, or remember what was heard of the same sound.

    Raises MachineError when ffmpeg is missing.
    """
    import numpy as np

    sound = sound_of(mp3)
    key = key_of("heard", code_digest("hearing", "loudness"), version_of("scipy"), digest_of(sound))
    known = once(key, lambda: _listen(sound, store), store)
    loudest = np.frombuffer(store.get(known.files["loudest"]), "<f4")
    return Heard(loudest=loudest, **known.facts)


def _listen(sound: bytes, store: Store) -> Receipt:
    samples = decode(sound)
    loudest = loudest_of_steps(samples).astype("<f4").tobytes()
    return Receipt(files={"loudest": store.put(loudest)}, facts=measure(samples))


def sound_of(mp3: bytes) -> bytes:
    """An MP3 without the tags in front of it (ID3v2) and behind it (ID3v1)."""
    end = len(mp3) - _VERSION_ONE if mp3[-_VERSION_ONE:].startswith(b"TAG") else len(mp3)
    return mp3[_after_tags(mp3) : end]


def _after_tags(mp3: bytes) -> int:
    if mp3[:3] != b"ID3":
        return 0
    size = 0
    for byte in mp3[6:10]:  # seven bits a byte
        size = size << 7 | byte & 0x7F
    return 10 + size


def decode(mp3: bytes) -> NDArray[np.int16]:
    """The recording as a player would sound it; empty when it cannot be played."""
    import numpy as np

    if shutil.which("ffmpeg") is None:
        raise MachineError("The program ffmpeg is not installed.", "Run: sudo apt-get install ffmpeg")
    wanted = ("-f", "s16le", "-ac", "1", "-ar", str(RATE))
    command = ["ffmpeg", "-v", "quiet", "-threads", "1", "-f", "mp3", "-i", "pipe:0", *wanted, "-"]
    # Files, since twenty megabytes through a pipe cost as much as decoding them.
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as sound:
        source.write(mp3)
        source.seek(0)
        subprocess.run(command, stdin=source, stdout=sound, timeout=_TIME_LIMIT, check=False)
        sound.seek(0)
        return np.fromfile(sound, "<i2").astype(np.int16, copy=False)


def measure(samples: Samples) -> dict[str, float]:
    """The figures of `Heard` by their names."""
    return {
        "seconds": len(samples) / RATE,
        "lufs": max(integrated(block_loudness(samples, RATE)), NOTHING),
        "peak_dbtp": max(true_peak(samples, RATE), NOTHING),
    }


def loudest_of_steps(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """The loudest sample of each step; what is left over at the end is no step."""
    import numpy as np

    steps = samples[: len(samples) // STEP * STEP].reshape(-1, STEP)
    if not len(steps):
        return np.zeros(0, np.float32)
    return np.maximum(floats(steps.max(axis=1)), -floats(steps.min(axis=1)))

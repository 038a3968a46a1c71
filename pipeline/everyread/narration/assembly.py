"""Assembly: sentences and silences into one recording, its captions, and the MP3.

Times are counted in samples, so a cue and its sentence agree exactly.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from everyread.narration.ffmpeg import TIME_LIMIT, require_ffmpeg
from everyread.narration.script import TAIL, Script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MP3_RATE = 44100
"""Samples a second of the MP3: the one rate every old player takes."""
BITRATE = "64k"
"""Constant, since old players seek by counting bytes; speech is clean at 64 kbit/s mono."""
ENCODING = (
    "-ac",
    "1",
    "-ar",
    str(MP3_RATE),
    "-write_xing",
    "1",
    "-id3v2_version",
    "0",
    "-bitexact",
    "-compression_level",
    "7",
    "-cutoff",
    "12000",
)
"""Mono; LAME's header, which carries the exact length; no tags yet; no encoder's name or date.

LAME's quality 7 shapes no noise, since 64 kbit/s are plenty for one voice, and takes little more than half
the time of 5.  Nothing is coded above 12 kHz, where the voices end (24 kHz of samples).  Beside 5
without that limit, over 100 seconds of one voice: noise 6 dB lower below 4 kHz and 2 dB lower above,
log-spectral distance 2.7 dB for 2.7 below 4 kHz, 3.2 for 3.4 up to 8 kHz, and 3.2 for 3.8 up to 11 kHz.
"""


@dataclass(frozen=True, slots=True)
class Cue:
    """When a sentence is heard, in seconds."""

    id: str
    start: float
    end: float
    text: str
    """As printed."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The whole article before mastering."""

    samples: NDArray[np.int16]
    rate: int
    cues: tuple[Cue, ...]
    """Of the sentences only; announcements have none."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def assemble(script: Script, sounds: Iterable[NDArray[np.int16]], rate: int) -> Recording:
    """The sentences one after another with their silences."""
    import numpy as np

    parts: list[NDArray[np.int16]] = []
    cues: list[Cue] = []
    position = 0
    for utterance, sound in zip(script.utterances, sounds, strict=True):
        silence = round(utterance.before * rate)
        parts += [np.zeros(silence, np.int16), sound]
        start = position + silence
        position = start + len(sound)
        if utterance.written:
            cues.append(Cue(utterance.id, start / rate, position / rate, utterance.written))
    parts.append(np.zeros(round(TAIL * rate), np.int16))
    return Recording(np.concatenate(parts), rate, tuple(cues))


def captions(cues: Iterable[Cue]) -> str:
    """WebVTT, a cue a sentence, under the sentence's id."""
    body = [f"{cue.id}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *body])


def cue_list(cues: Iterable[Cue]) -> str:
    """JSON: [{"id", "start", "end", "text"}], in seconds to the microsecond, which is finer than a sample."""
    rows = [
        {"id": cue.id, "start": round(cue.start, 6), "end": round(cue.end, 6), "text": cue.text}
        for cue in cues
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def encode(samples: NDArray[np.float32], rate: int) -> bytes:
    """The MP3 without tags: 44.1 kHz mono 64 kbit/s; the same samples give the same bytes.

    Raises MachineError when ffmpeg is missing.
    """
    require_ffmpeg()
    from pydub import AudioSegment  # type: ignore[import-untyped]

    sound = AudioSegment(data=_pcm(samples), sample_width=2, frame_rate=rate, channels=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "narration.mp3"
        parameters = list(ENCODING)
        sound.export(
            str(path), format="mp3", codec="libmp3lame", bitrate=BITRATE, parameters=parameters
        ).close()
        return path.read_bytes()


def encode_each(sounds: Sequence[NDArray[np.float32]], rate: int) -> list[bytes]:
    """The same MP3s as `encode` makes, by one ffmpeg for all: to start one takes longer than a word does.

    Raises MachineError when ffmpeg is missing.
    """
    require_ffmpeg()
    raw = ("-f", "s16le", "-ar", str(rate), "-ac", "1")
    command = ["ffmpeg", "-v", "error", "-nostdin"]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(sounds))]
        for file, sound in zip(files, sounds, strict=True):
            file.write_bytes(_pcm(sound))
            command += [*raw, "-i", str(file)]
        for number, file in enumerate(files):
            command += [
                "-map",
                str(number),
                "-codec:a",
                "libmp3lame",
                "-b:a",
                BITRATE,
                *ENCODING,
                f"{file}.mp3",
            ]
        if files:
            subprocess.run(command, check=True, timeout=TIME_LIMIT)
        return [file.with_suffix(".mp3").read_bytes() for file in files]


def _pcm(samples: NDArray[np.float32]) -> bytes:
    import numpy as np

    scaled = np.clip(samples, -1.0, 1.0)
    scaled *= 32767
    return np.rint(scaled, out=scaled).astype("<i2").tobytes()


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

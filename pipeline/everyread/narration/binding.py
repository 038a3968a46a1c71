"""The whole issue in one MP3: the recordings one after another as they are, with a chapter each.

Nothing is decoded or encoded again, so it costs a second, and each article sounds as it was proved.
"""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.narration.assembly import MP3_RATE, Cue, captions, cue_list
from everyread.narration.ffmpeg import require_ffmpeg
from everyread.narration.tags import Chapter, Tags, tagged
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

FRAME = 1152
"""Samples of an MP3 frame at 44.1 kHz, the least that can be joined."""
_TIME_LIMIT = 600
_LIST = "parts.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """A recording to bind, with its cues."""

    stem: str
    """As its file is named; in front of its captions' ids, which must differ all through the issue."""
    title: str
    mp3: Digest
    cues: Digest


@dataclass(frozen=True, slots=True)
class BindingOrder:
    """The recordings in running order, and what the whole is called."""

    parts: tuple[Part, ...]
    title: str
    publisher: str
    cover: Digest = ""


def binding_task(order: BindingOrder) -> Task:
    """Bind the recordings; its receipt has the files mp3, vtt and cues, and the fact seconds."""
    key = key_of("binding", code_digest("narration"), version_of("mutagen"), order)
    return Task(f"recording of {order.title}", bind, order, key, weight=2.0)


def bind(order: BindingOrder, store: Store) -> Receipt:
    """Runs in a worker.  Raises MachineError when ffmpeg is missing."""
    require_ffmpeg()
    sounds = [store.get(part.mp3) for part in order.parts]
    chapters: list[Chapter] = []
    cues: list[Cue] = []
    start = 0.0
    for part, sound in zip(order.parts, sounds, strict=True):
        end = start + _frames(sound) * FRAME / MP3_RATE
        chapters.append(Chapter(part.title, start, end))
        cues += _later(part, start, store)
        start = end
    tags = Tags(order.title, order.publisher, order.title, order.publisher)
    cover = store.get(order.cover) if order.cover else b""
    return Receipt(
        files={
            "mp3": store.put(tagged(_joined(sounds), tags, cover, chapters)),
            "vtt": store.put(captions(cues).encode()),
            "cues": store.put(cue_list(cues).encode()),
        },
        facts={"seconds": round(start, 3), "chapters": len(chapters)},
    )


def _frames(mp3: bytes) -> int:
    """How many frames of sound there are: LAME's header says so exactly."""
    from mutagen.mp3 import MP3

    info: Any = MP3(io.BytesIO(mp3)).info
    return round(float(info.length) * MP3_RATE / FRAME)


def _later(part: Part, seconds: float, store: Store) -> list[Cue]:
    """The part's cues, so many seconds later, with ids that no other part has."""
    return [
        Cue(f"{part.stem}-{each['id']}", each["start"] + seconds, each["end"] + seconds, each["text"])
        for each in json.loads(store.get(part.cues))
    ]


def _joined(sounds: list[bytes]) -> bytes:
    """The frames of all of them in one file, with a new header."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{place:04d}.mp3" for place in range(len(sounds))]
        for name, sound in zip(names, sounds, strict=True):
            (Path(folder) / name).write_bytes(sound)
        (Path(folder) / _LIST).write_text("".join(f"file {name}\n" for name in names), encoding="ascii")
        reading = ["-f", "concat", "-i", _LIST, "-map", "0:a", "-c", "copy", "-map_metadata", "-1"]
        writing = ["-write_xing", "1", "-id3v2_version", "0", "-bitexact", "whole.mp3"]
        command = ["ffmpeg", "-v", "error", "-nostdin", *reading, *writing]
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_TIME_LIMIT, check=True)
        return (Path(folder) / "whole.mp3").read_bytes()

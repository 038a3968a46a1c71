"""Reads the whole issue's recording back: it must be its articles' recordings, frame for frame.

Each of those has been decoded and judged by itself (`proof.audio`), so nothing need be decoded again.
ffprobe lists the chapters as a player would; frames and captions are taken apart here anew.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from everyread.errors import MachineError
from everyread.findings import Finding
from everyread.hearing import sound_of
from everyread.proof.audio import Caption, parse
from everyread.store import Digest, Store, code_digest, key_of
from everyread.work import Receipt, Task

SAMPLES, RATE = 1152, 44100
"""Samples of an MP3 frame, and samples a second."""
BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kbit/s by the number in a frame's header (MPEG-1, layer III)."""
TOLERANCE = 0.002
"""Seconds: chapters and captions are rounded to the millisecond, and both may be."""
_TIME_LIMIT = 60
_AGAIN = "Build again with --fresh. If it happens again, report it."


@dataclass(frozen=True, slots=True)
class BoundPart:
    """A recording that must be in the whole."""

    stem: str
    title: str
    mp3: Digest
    cues: Digest
    """Its sentences and their times, which its own proof has held against its captions."""


@dataclass(frozen=True, slots=True)
class BindingProofOrder:
    """The whole issue's recording and captions, and its parts in running order."""

    mp3: Digest
    vtt: Digest
    parts: tuple[BoundPart, ...]


def binding_proof_task(order: BindingProofOrder, *, name: str) -> Task:
    """Prove the whole issue's recording."""
    key = key_of("binding proof", code_digest("proof.binding", "proof.audio", "hearing", "findings"), order)
    return Task(name, prove_binding, order, key)


def prove_binding(order: BindingProofOrder, store: Store) -> Receipt:
    """Compare the whole with its parts.  Raises MachineError when ffprobe is missing."""
    whole = store.get(order.mp3)
    parts = [frames(store.get(part.mp3)) for part in order.parts]
    starts = [0.0]
    for part in parts:
        starts.append(starts[-1] + len(part) * SAMPLES / RATE)
    complaints = [
        *_judge_sound(frames(whole), parts),
        *_judge_chapters(_chapters(whole), order.parts, starts),
        *_judge_captions(order, starts, store),
    ]
    message = "The recording of the whole issue {}."
    return Receipt(findings=tuple(Finding("PRF-004", message.format(each), _AGAIN) for each in complaints))


def frames(mp3: bytes) -> list[bytes]:
    """The frames of sound in an MP3, without its tags and LAME's header, which is a silent frame."""
    found: list[bytes] = []
    mp3, place = sound_of(mp3), 0
    while place + 4 <= len(mp3) and mp3[place] == 0xFF and mp3[place + 1] & 0xFE == 0xFA:
        kilobits, padding = BITRATES[mp3[place + 2] >> 4], mp3[place + 2] >> 1 & 1
        length = 144 * kilobits * 1000 // RATE + padding
        found.append(mp3[place : place + length])
        place += max(length, 1)
    return found[1:] if found and (b"Info" in found[0][:64] or b"Xing" in found[0][:64]) else found


def _judge_sound(whole: list[bytes], parts: list[list[bytes]]) -> Iterator[str]:
    if whole != [frame for part in parts for frame in part]:
        yield f"is not its {len(parts)} parts one after another"


def _judge_chapters(
    chapters: list[tuple[float, str]], parts: tuple[BoundPart, ...], starts: list[float]
) -> Iterator[str]:
    wanted = list(zip(starts, (part.title for part in parts), strict=False))[:255]  # as many as ID3 can list
    if [title for _, title in chapters] != [title for _, title in wanted]:
        yield "has other chapters than the issue has articles"
    elif any(abs(has[0] - start[0]) > TOLERANCE for has, start in zip(chapters, wanted, strict=True)):
        yield "has a chapter that does not begin where its article does"


def _judge_captions(order: BindingProofOrder, starts: list[float], store: Store) -> Iterator[str]:
    wanted = [
        Caption(f"{part.stem}-{cue['id']}", cue["start"] + start, cue["end"] + start, cue["text"])
        for part, start in zip(order.parts, starts, strict=False)
        for cue in json.loads(store.get(part.cues))
    ]
    shown = list(parse(store.get(order.vtt).decode()))
    if [(cue.id, cue.text) for cue in shown] != [(cue.id, cue.text) for cue in wanted]:
        yield "has other captions than its articles"
    elif any(
        max(abs(has.start - cue.start), abs(has.end - cue.end)) > TOLERANCE
        for has, cue in zip(shown, wanted, strict=True)
    ):
        yield "has captions at other times than its articles"


def _chapters(mp3: bytes) -> list[tuple[float, str]]:
    """Start in seconds and title of each chapter, in the order of time."""
    command = ["ffprobe", "-v", "error", "-f", "mp3", "-show_chapters", "-of", "json", "-"]
    try:
        done = subprocess.run(command, input=mp3, capture_output=True, timeout=_TIME_LIMIT, check=False)
    except FileNotFoundError as error:
        raise MachineError(
            "The program ffprobe is not installed.", "Run: sudo apt-get install ffmpeg"
        ) from error
    listed = json.loads(done.stdout or b"{}").get("chapters", [])
    return sorted((float(each["start_time"]), str(each.get("tags", {}).get("title", ""))) for each in listed)

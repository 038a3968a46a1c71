"""What can be judged of any recording in a folder: how loud it plays, and what its tags say."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from everyread.findings import Finding
from everyread.hearing import RATE, STEP, hear
from everyread.proof.audio import HIGHEST_PEAK, SILENT, TOLERANCE
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

LONGEST_SILENCE = 12.0
"""Seconds; issue.toml allows no pause of more than 10."""
_AGAIN = "Do not give this recording to anybody. Build again with --fresh; if it stays, report it."


@dataclass(frozen=True, slots=True)
class SoundOrder:
    """A recording, and what its player must show."""

    path: str
    mp3: Digest
    title: str
    album: str
    track: str
    """Place and number: "3/10"; empty for none."""
    loudness: float | None
    """LUFS; None where it is made of recordings that are judged by themselves."""


def sound_task(order: SoundOrder) -> Task:
    """Judge a recording by itself.  Facts, where it is decoded: seconds, lufs, peak_dbtp."""
    code = code_digest("proof.folder_sound", "proof.audio", "hearing", "loudness", "findings")
    key = key_of("sound in a folder", code, order, version_of("scipy"), version_of("mutagen"))
    return Task(f"sound of {order.path}", prove_sound, order, key)


def prove_sound(order: SoundOrder, store: Store) -> Receipt:
    """Listen to it, read its tags.  Raises MachineError when ffmpeg is missing."""
    mp3 = store.get(order.mp3)
    findings = [Finding("PRF-622", f"The recording {each}.", _AGAIN) for each in _judge_tags(mp3, order)]
    if order.loudness is None:
        return Receipt(findings=tuple(findings))
    heard = hear(mp3, store)
    facts = heard.facts()
    complaints: list[str] = []
    if not facts["seconds"]:
        complaints.append("cannot be played")
    elif abs(facts["lufs"] - order.loudness) > TOLERANCE:
        complaints.append(f"has a loudness of {facts['lufs']:.1f} LUFS, and {order.loudness:.1f} is wanted")
    if facts["peak_dbtp"] > HIGHEST_PEAK:
        complaints.append(
            f"has a peak of {facts['peak_dbtp']:.1f} dBTP, and at most {HIGHEST_PEAK:.1f} is allowed"
        )
    silence = _longest((heard.loudest > SILENT).tolist()) * STEP / RATE
    if silence > LONGEST_SILENCE:
        complaints.append(f"is silent for {silence:.0f} seconds on end")
    findings += [Finding("PRF-004", f"The recording {each}.", _AGAIN) for each in complaints]
    return Receipt(facts=facts, findings=tuple(findings))


def _longest(loud: list[bool]) -> int:
    """Steps of the longest silence."""
    longest = run = 0
    for each in loud:
        run = 0 if each else run + 1
        longest = max(longest, run)
    return longest


def _judge_tags(mp3: bytes, order: SoundOrder) -> Iterator[str]:
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tags = ID3(io.BytesIO(mp3))
    except MutagenError:
        yield "has no tags: a player would show no title"
        return
    for name, frame, wanted in (
        ("title", "TIT2", order.title),
        ("album", "TALB", order.album),
        ("track", "TRCK", order.track),
    ):
        shows = " ".join(str(tags.get(frame, "")).split())
        if shows != " ".join(wanted.split()):
            yield f"shows the {name} “{shows}”, and it should be “{wanted}”"
    if not any("computer voice" in str(each) for each in tags.getall("COMM")):
        yield "does not say that a computer voice reads it"

"""The whole issue's recording: its parts frame for frame, chapters and captions where they are heard."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from everyread.loudness import floats
from everyread.narration.assembly import Cue, captions, cue_list, encode
from everyread.narration.binding import BindingOrder, Part, bind
from everyread.narration.ffmpeg import decode
from everyread.narration.tags import Tags, tagged
from everyread.proof.audio import parse
from everyread.proof.binding import BindingProofOrder, BoundPart, binding_proof_task, frames, prove_binding
from everyread.store import Store

RATE = 24000


def beeps(starts: list[float], seconds: float) -> NDArray[np.float32]:
    """Silence with a sharp tone of 0.2 s at each start."""
    sound = np.zeros(round(seconds * RATE), np.float32)
    tone = (0.3 * np.sin(2 * np.pi * 1000 * np.arange(round(0.2 * RATE)) / RATE)).astype(np.float32)
    for start in starts:
        at = round(start * RATE)
        sound[at : at + len(tone)] = tone
    return sound


def part(store: Store, number: int, starts: list[float], seconds: float) -> Part:
    cues = [Cue(f"s{place:04d}", start, start + 0.2, f"Beep {place}") for place, start in enumerate(starts)]
    mp3 = tagged(encode(beeps(starts, seconds), RATE), Tags(f"Part {number}"))
    return Part(f"{number:02d}-beeps", f"Part {number}", store.put(mp3), store.put(cue_list(cues).encode()))


@pytest.fixture
def parts(store: Store) -> tuple[Part, ...]:
    return part(store, 0, [0.5, 1.5], 2.2), part(store, 1, [0.3], 1.37), part(store, 2, [0.4, 0.9], 1.9)


def proof(store: Store, parts: tuple[Part, ...], mp3: str, vtt: str) -> list[str]:
    bound = tuple(BoundPart(each.stem, each.title, each.mp3, each.cues) for each in parts)
    task = binding_proof_task(BindingProofOrder(mp3, vtt, bound), name="proof")
    return [finding.message for finding in prove_binding(task.arguments, store).findings]


def test_every_caption_is_where_its_sound_is(store: Store, parts: tuple[Part, ...]) -> None:
    made = bind(BindingOrder(parts, "Winter", "Trust"), store)
    heard = np.abs(floats(decode(store.get(made.files["mp3"]), 44100, "of beeps")))
    shown = list(parse(store.get(made.files["vtt"]).decode()))
    assert [cue.id for cue in shown] == [
        "00-beeps-s0000", "00-beeps-s0001", "01-beeps-s0000", "02-beeps-s0000", "02-beeps-s0001"
    ]  # fmt: skip
    for cue in shown:
        around = heard[round((cue.start - 0.1) * 44100) : round((cue.end + 0.1) * 44100)]
        loud = np.flatnonzero(around > 0.1) / 44100 - 0.1
        assert loud[0] == pytest.approx(0.0, abs=0.01)
        assert loud[-1] == pytest.approx(0.2, abs=0.01)


def test_the_whole_is_proved(store: Store, parts: tuple[Part, ...]) -> None:
    made = bind(BindingOrder(parts, "Winter", "Trust"), store)
    assert proof(store, parts, made.files["mp3"], made.files["vtt"]) == []
    assert made.facts["chapters"] == 3
    assert made.facts["seconds"] == pytest.approx(5.47, abs=0.15)


def test_the_same_parts_give_the_same_bytes(store: Store, parts: tuple[Part, ...]) -> None:
    order = BindingOrder(parts, "Winter", "Trust")
    assert bind(order, store).files == bind(order, store).files


@pytest.mark.fires("PRF-004")
def test_each_fault_is_found(store: Store, parts: tuple[Part, ...], tmp_path: Path) -> None:
    first, second, third = parts
    good = bind(BindingOrder(parts, "Winter", "Trust"), store).files
    swapped = bind(BindingOrder((first, third, second), "Winter", "Trust"), store).files
    shorter = bind(BindingOrder((first, second), "Winter", "Trust"), store).files
    bare = store.put(b"".join(frames(store.get(good["mp3"]))))
    damaged = bytearray(store.get(good["mp3"]))
    damaged[-5000] ^= 0xFF
    late = store.put(store.get(good["vtt"]).replace(b"00:00:00.500", b"00:00:00.540"))
    assert "not its 3 parts" in proof(store, parts, swapped["mp3"], good["vtt"])[0]
    assert "not its 3 parts" in proof(store, parts, shorter["mp3"], good["vtt"])[0]
    assert "not its 3 parts" in proof(store, parts, store.put(bytes(damaged)), good["vtt"])[0]
    assert "other chapters" in " ".join(proof(store, parts, bare, good["vtt"]))
    assert "other captions" in proof(store, parts, good["mp3"], shorter["vtt"])[0]
    assert "at other times" in proof(store, parts, good["mp3"], late)[0]


@pytest.mark.fires("PRF-004")
def test_a_chapter_in_the_wrong_place_is_found(store: Store, parts: tuple[Part, ...]) -> None:
    good = bind(BindingOrder(parts, "Winter", "Trust"), store).files
    whole = store.get(good["mp3"])
    at = whole.index(b"chapter-002\0") + len(b"chapter-002\0")
    moved = whole[:at] + (int.from_bytes(whole[at : at + 4]) + 50).to_bytes(4) + whole[at + 4 :]
    assert "does not begin where" in proof(store, parts, store.put(moved), good["vtt"])[0]


def test_captions_of_the_whole_are_those_of_the_parts(store: Store, parts: tuple[Part, ...]) -> None:
    made = bind(BindingOrder(parts[:1], "Winter", "Trust"), store)
    listed = json.loads(store.get(parts[0].cues))
    cues = [Cue(f"00-beeps-{each['id']}", each["start"], each["end"], each["text"]) for each in listed]
    assert store.get(made.files["vtt"]).decode() == captions(cues)

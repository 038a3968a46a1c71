"""Assembly: times counted in samples, captions, and an MP3 with its tags."""

from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np
import pytest
from numpy.typing import NDArray

from everyread.errors import MachineError
from everyread.narration.assembly import Cue, assemble, captions, cue_list, encode, encode_each
from everyread.narration.script import TAIL, Script, Utterance

RATE = 24000
SCRIPT = Script(
    (
        Utterance("s0001", "Title", "Title.", 0.5),
        Utterance("a001", "", "By Sam.", 1.2),
        Utterance("s0002", "A <b> & c --> d", "A b.", 0.4),
    )
)


def sounds() -> list[NDArray[np.int16]]:
    return [np.full(count, 1000, np.int16) for count in (1000, 2000, 3000)]


def test_cues_are_counted_in_samples() -> None:
    recording = assemble(SCRIPT, sounds(), RATE)
    first, second = recording.cues
    assert (first.id, second.id) == ("s0001", "s0002")
    assert first.start * RATE == 0.5 * RATE
    assert first.end * RATE == pytest.approx(0.5 * RATE + 1000)
    assert second.start * RATE == pytest.approx(0.5 * RATE + 1000 + 1.2 * RATE + 2000 + 0.4 * RATE)
    assert len(recording.samples) == round(second.end * RATE) + TAIL * RATE
    start, end = round(second.start * RATE), round(second.end * RATE)
    assert recording.samples[start - 1] == 0
    assert recording.samples[start] == recording.samples[end - 1] > 0
    assert recording.samples[end] == 0


def test_captions_are_webvtt() -> None:
    text = captions([Cue("s0001", 0.5, 3661.0005, "A <b> & c --> d")])
    assert text == "WEBVTT\n\ns0001\n00:00:00.500 --> 01:01:01.000\nA &lt;b&gt; &amp; c --&gt; d\n"


def test_the_cue_list_is_json_in_seconds() -> None:
    assert json.loads(cue_list([Cue("s0001", 0.5, 1.25, "A")])) == [
        {"id": "s0001", "start": 0.5, "end": 1.25, "text": "A"}
    ]


def test_the_mp3_is_as_promised_and_the_same_every_time() -> None:
    sound = (0.2 * np.sin(np.arange(RATE * 2) / 20)).astype(np.float32)
    mp3 = encode(sound, RATE)
    assert mp3 == encode(sound, RATE)
    assert mp3[:2] == b"\xff\xfb"  # no tags in front of the sound
    assert b"Lavf5" not in mp3  # no encoder version, so no difference between machines
    asked = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", "-"]
    probed = json.loads(subprocess.run(asked, input=mp3, capture_output=True, check=True).stdout)
    stream = probed["streams"][0]
    assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == ("mp3", "44100", 1)
    assert stream["bit_rate"] == "64000"


def test_many_short_sounds_are_encoded_as_one_would_be() -> None:
    random = np.random.default_rng(1)
    sounds = [(0.2 * random.standard_normal(length)).astype(np.float32) for length in (9000, 500, 24001)]
    assert encode_each(sounds, RATE) == [encode(sound, RATE) for sound in sounds]
    assert encode_each([], RATE) == []


def test_a_missing_ffmpeg_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MachineError, match="sudo apt-get install ffmpeg"):
        encode(np.zeros(10, np.float32), RATE)
    with pytest.raises(MachineError, match="sudo apt-get install ffmpeg"):
        encode_each([np.zeros(10, np.float32)], RATE)

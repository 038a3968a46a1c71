"""The ears: what a player makes of an MP3, listened to once and told as it is."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from numpy.typing import NDArray

from everyread import hearing
from everyread.errors import MachineError
from everyread.hearing import STEP, decode, hear, loudest_of_steps, measure, sound_of
from everyread.narration.assembly import encode
from everyread.narration.tags import Tags, tagged
from everyread.store import Store

RATE = 24000
TIMES = np.arange(3 * RATE) / RATE
TONE = (0.2 * np.sin(2 * np.pi * 220 * TIMES) * (TIMES < 2)).astype(np.float32)
"""Two seconds of sound, and one of silence."""
MP3 = encode(TONE, RATE)


def deaf(_: bytes) -> NDArray[np.int16]:
    raise AssertionError("it listens again")


def test_it_hears_how_long_how_loud_and_where(store: Store) -> None:
    heard = hear(MP3, store)
    assert heard.facts() == {
        "seconds": pytest.approx(3.0, abs=0.03),
        "lufs": pytest.approx(-18.7, abs=0.3),
        "peak_dbtp": pytest.approx(20 * np.log10(0.2), abs=0.5),
    }
    assert heard.loudest[10:190].min() > 0.15
    assert heard.loudest[215:290].max() < 0.01


def test_the_same_sound_is_listened_to_once_whatever_its_tags(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hear(MP3, store)
    monkeypatch.setattr(hearing, "decode", deaf)
    labelled = tagged(MP3, Tags("Another title", track="3/10"), b"\xff\xd8 a cover")
    again = hear(labelled, store)
    assert again.facts() == first.facts()
    assert (again.loudest == first.loudest).all()


def test_another_sound_is_listened_to(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    hear(MP3, store)
    monkeypatch.setattr(hearing, "decode", deaf)
    with pytest.raises(AssertionError, match="listens again"):
        hear(MP3[:-200] + bytes(200), store)


def test_tags_are_taken_off_and_nothing_else() -> None:
    assert sound_of(tagged(MP3, Tags("A title"), b"cover")) == MP3
    assert sound_of(MP3) == MP3
    assert sound_of(b"") == b""
    assert sound_of(b"ID3\x04\0\0\x7f\x7f\x7f\x7f and no more") == b""


def test_what_cannot_be_played_has_no_length(store: Store) -> None:
    heard = hear(b"This is no MP3.", store)
    assert heard.facts() == {"seconds": 0.0, "lufs": -120.0, "peak_dbtp": -120.0}
    assert not len(heard.loudest)


def test_the_loudest_of_each_step_is_the_loudest_of_either_sign() -> None:
    samples = np.zeros(2 * STEP + 5, np.int16)
    samples[3], samples[STEP + 1], samples[-1] = 16384, -32768, 32767
    assert loudest_of_steps(samples).tolist() == [0.5, 1.0]


def test_peaks_between_samples_are_measured() -> None:
    times = np.arange(44100)
    swell = np.sin(np.pi * times / len(times)) ** 0.2
    tone = (0.5 * swell * np.sin(np.pi / 2 * times + np.pi / 4)).astype(np.float32)
    assert measure(tone)["peak_dbtp"] == pytest.approx(20 * np.log10(0.5), abs=0.1)


def test_silence_and_nothing_have_measurements_too() -> None:
    assert measure(np.zeros(0, np.float32)) == {"seconds": 0.0, "lufs": -120.0, "peak_dbtp": -120.0}
    json.dumps(measure(np.zeros(44100, np.float32)))


def test_a_missing_ffmpeg_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MachineError, match="sudo apt-get install ffmpeg"):
        decode(MP3)


def test_the_ears_know_nothing_of_what_made_the_recording() -> None:
    source = __import__("inspect").getsource(hearing)
    assert "everyread.narration" not in source

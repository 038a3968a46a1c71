"""Voices: found by name, judged alike, and the embedded one gives the same sound every time."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

from everyread.errors import InputError, MachineError
from everyread.narration import voice as module
from everyread.narration.clauses import cut
from everyread.narration.hibari_voice import LONGEST, HibariEmma, HibariVoice
from everyread.narration.kokoro_voice import FOLDER, KokoroEmma
from everyread.narration.recording import take
from everyread.narration.voice import (
    GROUP,
    Voice,
    engine_version,
    installed_voices,
    lacking,
    voice_named,
)


def test_the_built_in_voices_come_through_entry_points() -> None:
    assert {"gtts", "hibari"} <= set(installed_voices())
    assert voice_named("hibari").name == "hibari"
    assert not voice_named("hibari").online
    assert voice_named("gtts").online


def test_an_unknown_voice_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean “hibari”"):
        voice_named("hibary")
    with pytest.raises(InputError, match=r"The voices here are: command, .*gtts, hibari"):
        voice_named("zzzz")


def test_a_voice_whose_engine_is_missing_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = {"lost": EntryPoint("lost", "no_such_engine.voice:Voice", GROUP)}
    monkeypatch.setattr(module, "installed_voices", lambda: lost)
    with pytest.raises(MachineError, match="pip install no_such_engine"):
        voice_named.__wrapped__("lost")
    with pytest.raises(MachineError, match="pip install no-such-engine"):
        engine_version("lost", "no-such-engine")


def test_identities_are_known_without_loading_an_engine() -> None:
    program = (
        "import sys; from everyread.narration.voice import voice_named; import everyread.narration.task;"
        "heavy = ('hibari', 'onnxruntime', 'numpy', 'scipy', 'pydub', 'gtts', 'requests');"
        "print(voice_named('hibari').identity, voice_named('gtts').identity);"
        "print([each for each in heavy if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    identities, loaded = done.stdout.strip().splitlines()
    assert "hibari-tts 0.2.1 heart 5f70741d4e90 seed=0" in identities
    assert loaded == "[]"


def test_hibari_says_the_same_thing_the_same_way() -> None:
    voice: Voice = HibariVoice()
    text = "Take 5 minutes. The M.E. Association can help."
    first, second = voice.speak(text, 1.0), voice.speak(text, 1.0)
    assert np.array_equal(first, second)
    assert first.dtype == np.float32
    assert len(take(voice, text, 1.0)) > voice.sample_rate


def test_hibari_is_quicker_when_asked() -> None:
    text = "The immune system is a bit like an army with many different parts."
    lengths = [len(HibariVoice().speak(text, speed)) for speed in (0.8, 1.0, 1.3)]
    assert lengths[0] > lengths[1] > lengths[2]


def test_hibari_keeps_letters_it_does_not_know() -> None:
    assert HibariVoice().phonemes("Llŷr") == HibariVoice().phonemes("Llyr")


@pytest.mark.parametrize(
    "text", ["Low-level Immune System.", "King Charles the third.", "Chapter Mild.", "The Pope Clement."]
)
def test_no_word_is_taken_for_a_roman_number(text: str) -> None:
    heard = HibariVoice().phonemes(text)
    assert (
        "zˈɪɹO" not in heard
    )  # the engine's own normaliser said "level zero Immune", "King the zeroth Charles"
    assert "zˌɪɹO" not in heard
    assert heard.split()[-1] == HibariVoice().phonemes(text.split()[-1])


def test_hibari_takes_a_sentence_of_any_length() -> None:
    text = "one two three four five " * 60 + "six."
    voice = HibariVoice()
    assert len(take(voice, text, 1.0)) > 60 * voice.sample_rate


@pytest.mark.parametrize("phonemes", ["", "a", "a, " * 400, "ab " * 400, "a" * 1000, "ab, cd. " * 3])
def test_pieces_are_short_enough_and_lose_nothing(phonemes: str) -> None:
    pieces = cut(phonemes, LONGEST)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert "".join(pieces).replace(" ", "") == phonemes.replace(" ", "")


def test_a_british_voice_must_have_been_fetched_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(MachineError, match="hibari --voice emma"):
        HibariEmma().prepare()
    (tmp_path / "bf_emma.int8.onnx").write_bytes(b"half of it")
    with pytest.raises(MachineError, match="damaged"):
        HibariEmma().prepare()
    assert list(tmp_path.iterdir()) == [tmp_path / "bf_emma.int8.onnx"]


def test_kokoro_says_how_to_add_its_voice_and_takes_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(MachineError, match="npm pack kokoro-js"):
        KokoroEmma().prepare()
    (tmp_path / "bf_emma.bin").write_bytes(b"\0" * 522_240)
    with pytest.raises(MachineError, match="not the published one"):
        KokoroEmma().prepare()


def test_what_a_voice_lacks_is_told_with_the_command_that_mends_it() -> None:
    assert lacking("hibari") is None
    assert "issue.toml" in str(lacking("command"))

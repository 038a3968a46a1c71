"""The voice "command": somebody else's program, and all that it may do wrong."""

from __future__ import annotations

import contextlib
import io
import struct
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import ArticleError, InputError, MachineError
from everyread.narration import program
from everyread.narration.command_voice import CommandVoice
from everyread.narration.recording import take
from everyread.narration.resampling import resampled
from everyread.narration.voice import voice_named
from everyread.narration.wavfile import NotWavError, samples_of
from everyread.settings import Narration, VoiceCommand

TEXT = "The immune system is a bit like an army."
SPEAKER = str(Path(__file__).parent / "speaker.py")


def voice(*arguments: str, seconds: float = 20.0) -> CommandVoice:
    return CommandVoice(VoiceCommand(arguments=(sys.executable, SPEAKER, *arguments), seconds=seconds))


def test_the_program_comes_from_the_settings() -> None:
    command = VoiceCommand(arguments=(sys.executable, SPEAKER, "16000"))
    found = voice_named("command", Narration(voice="command", command=command))
    assert len(found.speak(TEXT, 1.0)) / 24000 == pytest.approx(0.4 + 41 / 15, abs=0.01)


def test_a_program_that_knows_speed_is_told_and_another_is_paced() -> None:
    told, paced = voice("22050", "{speed}"), voice("22050", "1")
    assert len(told.speak(TEXT, 2.0)) == pytest.approx(len(told.speak(TEXT, 1.0)) / 2, rel=0.01)
    assert len(paced.speak(TEXT, 2.0)) == pytest.approx(len(paced.speak(TEXT, 1.0)) / 2, rel=0.05)


@pytest.mark.fires("NAR-001")
@pytest.mark.fires("NAR-030")
@pytest.mark.parametrize(
    ("fault", "rule", "complaint"),
    [
        ("dies", "NAR-001", "status 1.*no voice today"),
        ("stalls", "NAR-001", "took more than 0.5 seconds"),
        ("floods", "NAR-001", "wrote more than"),
        ("chatters", "NAR-030", "no WAV file"),
        ("silent", "NAR-030", "silent"),
    ],
)
def test_a_program_that_goes_wrong_is_found(
    fault: str, rule: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "MOST", 5_000_000)
    faulty = voice("22050", "1", fault, seconds=0.5 if fault == "stalls" else 20.0)
    with pytest.raises(ArticleError, match=complaint) as caught:
        take(faulty, TEXT, 1.0)
    assert caught.value.rule == rule


def test_no_shell_sees_the_text_or_the_arguments(tmp_path: Path) -> None:
    CommandVoice(
        VoiceCommand(arguments=(sys.executable, SPEAKER, "8000", "1", f"; touch {tmp_path}/x"))
    ).speak(f"Hello; touch {tmp_path}/y", 1.0)
    assert not list(tmp_path.iterdir())


def test_a_program_that_is_not_named_or_not_there_is_said() -> None:
    with pytest.raises(InputError, match="needs a program"):
        assert CommandVoice().identity
    missing = CommandVoice(VoiceCommand(arguments=("no-such-program-here",)))
    with pytest.raises(MachineError, match="not on this machine"):
        assert missing.identity
    with pytest.raises(MachineError, match="cannot be started"):
        missing.speak(TEXT, 1.0)


@pytest.mark.parametrize("width", [1, 2, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_wav_files_of_each_form_are_read(width: int, channels: int) -> None:
    wanted = np.sin(np.arange(800) / 20).astype(np.float32) * 0.5
    scale, kind = {1: (127, np.uint8), 2: (32767, np.int16), 4: (2147483647, np.int32)}[width]
    numbers = np.round(wanted.astype(np.float64) * scale) + (128 if width == 1 else 0)
    data = io.BytesIO()
    with wave.open(data, "wb") as stream:
        stream.setnchannels(channels)
        stream.setsampwidth(width)
        stream.setframerate(8000)
        stream.writeframes(np.repeat(numbers.astype(kind), channels).tobytes())
    assert np.abs(samples_of(data.getvalue(), 8000) - wanted).max() < 0.02


def test_floats_and_extended_headers_are_read() -> None:
    wanted = np.linspace(-1, 1, 50, dtype=np.float32)
    form = (
        struct.pack("<HHIIHHHHI", 0xFFFE, 1, 24000, 96000, 4, 32, 22, 32, 4)
        + struct.pack("<H", 3)
        + b"\0" * 14
    )
    data = b"RIFF\0\0\0\0WAVELIST\3\0\0\0abc\0fmt " + struct.pack("<I", len(form)) + form
    data += b"data" + struct.pack("<I", 200) + wanted.tobytes()
    assert np.array_equal(samples_of(data, 24000), wanted)


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_at_all_make_the_reader_fall_over(data: bytes, begins_well: bool) -> None:
    with contextlib.suppress(NotWavError):
        assert samples_of(b"RIFF\0\0\0\0WAVE" + data if begins_well else data, 24000).ndim == 1


def test_resampling_keeps_the_length_and_the_tone() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(16000) / 16000).astype(np.float32)
    up = resampled(tone, 16000, 24000)
    assert len(up) == 24000
    assert np.argmax(np.abs(np.fft.rfft(up))) == 440
    assert up.dtype == np.float32
    assert resampled(tone, 16000, 16000) is tone

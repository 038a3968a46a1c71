"""What every voice must do, whichever engine it has: one suite for all of them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from everyread.errors import ArticleError
from everyread.narration.command_voice import CommandVoice
from everyread.narration.gtts_voice import GttsVoice
from everyread.narration.hibari_voice import HibariVoice
from everyread.narration.kokoro_voice import KokoroEmma
from everyread.narration.recording import record, take
from everyread.narration.voice import Voice, installed_voices, lacking, voice_named
from everyread.settings import VoiceCommand
from everyread.store import Store
from everyread.turnstile import Turnstile
from tests.narration.service import Service, humming, page
from tests.narration.voices import NullVoice

TEXT = "Cytokines are one of the front line troops of the immune system."
SPEAKER = str(Path(__file__).parent / "speaker.py")


def command(_: Path) -> Voice:
    return CommandVoice(VoiceCommand(arguments=(sys.executable, SPEAKER, "22050", "{speed}")))


def gtts(folder: Path) -> Voice:
    return GttsVoice(tries=1, turnstile=Turnstile(folder / "gate.json", 0.0, 9))


def named(name: str) -> Callable[[Path], Voice]:
    return lambda _: voice_named(name)


MAKERS = {
    "command": command,
    "gtts": gtts,
    **{name: named(name) for name in installed_voices() if name not in {"command", "gtts", "slow-tone"}},
}


LACKING = {name: lacking(name) for name in MAKERS if name != "command"}
HERE = [name for name in MAKERS if not LACKING.get(name)]


@pytest.mark.parametrize("name", [name for name in MAKERS if LACKING.get(name)])
def test_this_machine_lacks_a_voice(name: str) -> None:
    pytest.skip(f"{name} is not put to the test: {LACKING[name]}")


@pytest.fixture
def voice(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Voice]:
    humming(4.0)
    service = Service()
    service.answers = lambda count: (200, page(humming(4.0)))
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": service.address)
    yield MAKERS[request.param](tmp_path)
    service.close()


every = pytest.mark.parametrize("voice", HERE, indirect=True)


@every
def test_sound_is_mono_floats_in_range_at_the_rate_it_says(voice: Voice, store: Store) -> None:
    sound = voice.speak(TEXT, 1.0)
    assert sound.dtype == np.float32
    assert sound.ndim == 1
    assert 8000 <= voice.sample_rate <= 48000
    assert 0.01 < np.abs(sound).max() <= 1.0
    assert len(record(voice, TEXT, 1.0, store)) > voice.sample_rate  # past every check


@every
def test_the_same_text_gives_the_same_samples(voice: Voice) -> None:
    first = voice.speak(TEXT, 1.0)
    voice.speak("Something else.", 1.0)
    assert np.array_equal(first, voice.speak(TEXT, 1.0))


@every
@pytest.mark.parametrize("text", ["", " ", "...", "— , ; ?!", "😀🎉", "\n"])
def test_what_is_no_words_is_no_failure(voice: Voice, text: str) -> None:
    sound = voice.speak(text, 1.0)
    assert sound.ndim == 1
    assert np.isfinite(sound).all()
    assert len(sound) < 3 * voice.sample_rate


@every
@pytest.mark.parametrize(
    "text", ["Привет, как дела?", "你好", "Καλημέρα", "Llŷr is Welsh.", "a\x00b", "\ud7ff"]
)
def test_another_alphabet_is_spoken_or_refused_in_words(voice: Voice, text: str) -> None:
    with contextlib.suppress(ArticleError):  # which is in an editor's words
        assert np.isfinite(voice.speak(text, 1.0)).all()


@every
def test_a_sentence_of_three_thousand_words_is_spoken(voice: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    if isinstance(voice, KokoroEmma):
        pytest.skip("Kokoro speaks at about real time: this would take twenty minutes")
    heard = np.full(2 * voice.sample_rate, 0.1, np.float32)
    monkeypatch.setattr("everyread.narration.gtts_voice.decode", lambda *_: heard)
    # An engine in this process is asked for 300: what it is given is cut every 400 phonemes all the same.
    times = 60 if isinstance(voice, HibariVoice) else 600
    sound = voice.speak("and then the winter came, " * times + "and that was all.", 1.0)
    assert len(sound) > times * voice.sample_rate / 2


@every
def test_speed_changes_the_length_alone(voice: Voice) -> None:
    slow, plain, quick = (take(voice, TEXT, speed) for speed in (0.8, 1.0, 1.25))
    assert len(slow) / len(plain) == pytest.approx(1.25, rel=0.15)
    assert len(quick) / len(plain) == pytest.approx(0.8, rel=0.15)
    assert pitch(slow, voice) == pytest.approx(pitch(plain, voice), rel=0.15)


def pitch(sound: np.ndarray, voice: Voice) -> float:
    """Hz below which half of the power up to 1 kHz lies: an octave's change would show."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / voice.sample_rate)
    total = np.cumsum(power[hertz < 1000])
    return float(hertz[np.searchsorted(total, total[-1] / 2)])


@every
def test_phonemes_are_text_whatever_is_asked(voice: Voice) -> None:
    assert isinstance(voice.phonemes(TEXT), str)
    assert bool(voice.phonemes(TEXT)) == bool(voice.phonemes("Take this."))
    assert isinstance(voice.phonemes("😀"), str)


@every
def test_calls_go_out_only_from_a_voice_that_says_so(voice: Voice) -> None:
    assert (voice.online_calls(TEXT) > 0) == voice.online
    assert voice.online_calls("...") == 0


@every
def test_the_identity_is_steady_and_names_the_voice_alone(voice: Voice) -> None:
    assert voice.identity == voice.identity != NullVoice().identity
    assert str(Path.home()) not in voice.identity


def test_no_two_voices_have_one_identity() -> None:
    names = [name for name in HERE if name not in {"command", "failing", "dying"}]
    assert len({voice_named(name).identity for name in names}) == len(names)


def test_the_identity_of_a_command_changes_with_its_settings() -> None:
    ways = (
        VoiceCommand(arguments=(sys.executable, SPEAKER, "22050")),
        VoiceCommand(arguments=(sys.executable, SPEAKER, "16000")),
        VoiceCommand(arguments=(sys.executable, SPEAKER, "22050"), version="2"),
        VoiceCommand(arguments=("cat", SPEAKER, "22050")),
    )
    assert len({CommandVoice(way).identity for way in ways}) == len(ways)

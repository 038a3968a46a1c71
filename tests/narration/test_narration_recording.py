"""One sentence's recording: judged, trimmed, and spoken only once."""

from __future__ import annotations

import numpy as np
import pytest

from everyread.errors import ArticleError
from everyread.narration.recording import HEAD, TAIL, check_pace, is_recorded, record, syllables_of, trim
from everyread.store import Store
from tests.narration import voices

TEXT = "Cytokines are one of the front line troops of the immune system."


def test_a_sentence_is_spoken_once(store: Store) -> None:
    voice = voices.NullVoice()
    voice.spoken.clear()
    assert not is_recorded(voice, TEXT, 1.0, store)
    first = record(voice, TEXT, 1.0, store)
    again = record(voice, TEXT, 1.0, store)
    assert is_recorded(voice, TEXT, 1.0, store)
    assert voice.spoken == [TEXT]
    assert np.array_equal(first, again)


def test_another_text_speed_or_voice_is_spoken_anew(store: Store) -> None:
    record(voices.NullVoice(), TEXT, 1.0, store)
    assert not is_recorded(voices.NullVoice(), TEXT + " Yes.", 1.0, store)
    assert not is_recorded(voices.NullVoice(), TEXT, 1.1, store)
    assert not is_recorded(voices.HalfVoice(), TEXT, 1.0, store)


def test_a_damaged_recording_is_spoken_again(store: Store) -> None:
    voice = voices.NullVoice()
    first = record(voice, TEXT, 1.0, store)
    for blob in (store.root / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"damaged")
    assert np.array_equal(first, record(voice, TEXT, 1.0, store))


@pytest.mark.fires("NAR-001")
def test_a_voice_that_dies_is_found(store: Store) -> None:
    with pytest.raises(ArticleError, match="the engine fell over") as caught:
        record(voices.DyingVoice(), TEXT, 1.0, store)
    assert caught.value.rule == "NAR-001"


@pytest.mark.fires("NAR-003")
@pytest.mark.parametrize(
    ("voice", "complaint"),
    [
        (voices.SilentVoice(), "silent"),
        (voices.EmptyVoice(), "silent"),
        (voices.NanVoice(), "damaged"),
        (voices.HalfVoice(), "breaks off"),
        (voices.ShortVoice(), "too short"),
        (voices.StereoVoice(), "one channel"),
    ],
)
def test_a_recording_that_cannot_be_right_is_found_and_not_kept(
    voice: voices.NullVoice, complaint: str, store: Store
) -> None:
    with pytest.raises(ArticleError, match=complaint) as caught:
        record(voice, TEXT, 1.0, store)
    assert caught.value.rule == "NAR-003"
    assert not is_recorded(voice, TEXT, 1.0, store)


@pytest.mark.fires("NAR-003")
@pytest.mark.parametrize("pace", [2.5, 9.0])
def test_an_article_at_an_inhuman_speed_is_found(pace: float) -> None:
    texts = [TEXT] * 10
    syllables = sum(syllables_of(text) for text in texts)
    check_pace(texts, syllables / 5, 1.0)
    with pytest.raises(ArticleError, match="syllables a second") as caught:
        check_pace(texts, syllables / pace, 1.0)
    assert caught.value.rule == "NAR-003"


def test_speed_is_allowed_for() -> None:
    texts = [TEXT] * 10
    syllables = sum(syllables_of(text) for text in texts)
    check_pace(texts, syllables / 10, 2.0)
    with pytest.raises(ArticleError):
        check_pace(texts, syllables / 10, 1.0)


def test_silence_around_the_sound_is_cut_and_its_edges_are_soft() -> None:
    rate = 24000
    tone = 0.5 * np.ones(rate, np.float32)
    cut = trim(np.concatenate([np.zeros(rate), tone, np.zeros(rate)]).astype(np.float32), rate)
    assert len(cut) / rate == pytest.approx(1 + HEAD + TAIL, abs=0.02)
    assert cut[0] == cut[-1] == 0
    assert np.abs(np.diff(trim(tone, rate))).max() < 0.01  # cut where it sounds, and yet no click


def test_silence_has_nothing_left() -> None:
    assert len(trim(np.zeros(1000, np.float32), 24000)) == 0


def test_syllables_are_counted_as_they_sound() -> None:
    assert syllables_of("people with M.E., C.F.S.") == 2 + 1 + 2 + 3
    assert syllables_of("the D.W.P.") == 1 + 1 + 3 + 1

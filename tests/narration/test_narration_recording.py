"""One sentence's recording: judged, trimmed, and spoken only once."""

from __future__ import annotations

import numpy as np
import pytest

from everyread.errors import ArticleError
from everyread.narration import recording
from everyread.narration.recording import HEAD, TAIL, is_recorded, record, trim
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


def test_a_voice_that_stalls_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "STALLED", 0.05)
    monkeypatch.setattr(recording, "STALLED_A_LETTER", 0.0)
    with pytest.raises(ArticleError, match="did not finish") as caught:
        record(voices.StallingVoice(), TEXT, 1.0, store)
    assert caught.value.rule == "NAR-001"


def test_a_sentence_that_failed_is_spoken_again_when_asked(store: Store) -> None:
    voice = voices.FlakyVoice()
    assert len(record(voice, TEXT, 1.0, store, retries=1))
    with pytest.raises(ArticleError):
        record(voices.FlakyVoice(), TEXT + " Yes.", 1.0, store)


def test_what_is_wrong_is_not_kept(store: Store) -> None:
    with pytest.raises(ArticleError):
        record(voices.ShortVoice(), TEXT, 1.0, store, retries=2)
    assert not is_recorded(voices.ShortVoice(), TEXT, 1.0, store)


def test_silence_around_the_sound_is_cut_and_its_edges_are_soft() -> None:
    rate = 24000
    tone = 0.5 * np.ones(rate, np.float32)
    cut = trim(np.concatenate([np.zeros(rate), tone, np.zeros(rate)]).astype(np.float32), rate)
    assert len(cut) / rate == pytest.approx(1 + HEAD + TAIL, abs=0.02)
    assert cut[0] == cut[-1] == 0
    assert np.abs(np.diff(trim(tone, rate))).max() < 0.01  # cut where it sounds, and yet no click


def test_silence_has_nothing_left() -> None:
    assert len(trim(np.zeros(1000, np.float32), 24000)) == 0

"""A peak that coding lifts over the ceiling is found, and the recording done again lower."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from everyread.errors import ArticleError
from everyread.hearing import Heard, decode, measure
from everyread.narration import finishing
from everyread.narration.finishing import finish
from everyread.narration.mastering import CEILING, LIMIT, Master, master
from everyread.store import Store

RATE = 24000


def clicks() -> np.ndarray:
    """Three seconds of murmur with sharp clicks of noise in it, which coding makes anew."""
    noise = np.random.default_rng(1)
    sound = 0.05 * np.sin(2 * np.pi * 180 * np.arange(3 * RATE) / RATE)
    for start in range(2000, 3 * RATE - 400, 6000):
        sound[start : start + 300] += noise.normal(0, 0.35, 300)
    return sound.astype(np.float32)


def hearing(monkeypatch: pytest.MonkeyPatch, told: Iterable[tuple[float, float]]) -> None:
    """The loudness and peak that each MP3 is said to have."""
    each = iter(told)

    def hear(_mp3: bytes, _store: Store) -> Heard:
        lufs, peak = next(each)
        return Heard(3.0, lufs, peak, np.ones(300, np.float32))

    monkeypatch.setattr(finishing, "hear", hear)


def test_the_finished_file_keeps_under_the_ceiling(store: Store) -> None:
    finished = finish(clicks(), RATE, -19.0, "Clicks", store)
    assert finished.peak_dbtp <= CEILING
    assert measure(decode(finished.mp3))["peak_dbtp"] == pytest.approx(finished.peak_dbtp, abs=0.01)


def test_what_cannot_be_played_is_not_given_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "encode", lambda samples, rate: b"no MP3")
    with pytest.raises(ArticleError, match="“Clicks” cannot be played"):
        finish(clicks(), RATE, -19.0, "Clicks", store)


def test_a_peak_too_high_is_mastered_again_by_as_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[float] = []

    def noting(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        limits.append(limit)
        return master(samples, rate, loudness, limit)

    monkeypatch.setattr(finishing, "master", noting)
    hearing(monkeypatch, [(-19.0, CEILING + 0.5), (-19.0, CEILING - 0.2)])
    finished = finish(clicks(), RATE, -19.0, "Clicks", store)
    assert limits == [LIMIT, pytest.approx(LIMIT - 0.6)]
    assert finished.peak_dbtp == pytest.approx(CEILING - 0.2)


def test_it_does_not_try_for_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing(monkeypatch, [(-19.0, 0.0)] * finishing.TRIES)
    assert finish(clicks(), RATE, -19.0, "Clicks", store).peak_dbtp == 0.0


def test_a_loudness_off_the_mark_is_mended_by_as_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    aims: list[float] = []

    def noting(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        aims.append(loudness)
        return Master(samples, loudness, -5.0)

    monkeypatch.setattr(finishing, "master", noting)
    hearing(monkeypatch, [(-19.6, -5.0), (-19.1, -5.0)])
    finished = finish(clicks(), RATE, -19.0, "Clicks", store)
    assert aims == [-19.0, pytest.approx(-18.4)]
    assert finished.lufs == pytest.approx(-19.1)


def test_what_the_limiter_cannot_reach_is_not_aimed_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    aims: list[float] = []

    def out_of_reach(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        aims.append(loudness)
        return Master(samples, -16.0, -5.0)

    monkeypatch.setattr(finishing, "master", out_of_reach)
    hearing(monkeypatch, [(-16.0, -5.0)])
    finish(clicks(), RATE, -14.0, "Clicks", store)
    assert aims == [-14.0]

"""A peak that coding lifts over the ceiling is found, and the recording done again lower."""

from __future__ import annotations

import numpy as np
import pytest

from everyread.loudness import true_peak
from everyread.narration import finishing
from everyread.narration.assembly import MP3_RATE
from everyread.narration.ffmpeg import decode
from everyread.narration.finishing import finish
from everyread.narration.mastering import CEILING, LIMIT, Master, master

RATE = 24000


def clicks() -> np.ndarray:
    """Three seconds of murmur with sharp clicks of noise in it, which coding makes anew."""
    noise = np.random.default_rng(1)
    sound = 0.05 * np.sin(2 * np.pi * 180 * np.arange(3 * RATE) / RATE)
    for start in range(2000, 3 * RATE - 400, 6000):
        sound[start : start + 300] += noise.normal(0, 0.35, 300)
    return sound.astype(np.float32)


def test_the_finished_file_keeps_under_the_ceiling() -> None:
    finished = finish(clicks(), RATE, -19.0, "Clicks")
    assert finished.peak_dbtp <= CEILING
    assert true_peak(decode(finished.mp3, MP3_RATE, "of clicks"), MP3_RATE) == pytest.approx(
        finished.peak_dbtp, abs=0.01
    )


def test_a_peak_too_high_is_mastered_again_by_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[float] = []

    def noting(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        limits.append(limit)
        return master(samples, rate, loudness, limit)

    peaks = iter([CEILING + 0.5, CEILING - 0.2])
    monkeypatch.setattr(finishing, "master", noting)
    monkeypatch.setattr(finishing, "true_peak", lambda samples, rate: next(peaks))
    monkeypatch.setattr(finishing, "block_loudness", lambda samples, rate: np.full(50, -19.0))
    finished = finish(clicks(), RATE, -19.0, "Clicks")
    assert limits == [LIMIT, pytest.approx(LIMIT - 0.6)]
    assert finished.peak_dbtp == pytest.approx(CEILING - 0.2)


def test_it_does_not_try_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "true_peak", lambda samples, rate: 0.0)
    assert finish(clicks(), RATE, -19.0, "Clicks").peak_dbtp == 0.0


def test_a_loudness_off_the_mark_is_mended_by_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    aims: list[float] = []

    def noting(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        aims.append(loudness)
        return Master(samples, loudness, -5.0)

    heard = iter([-19.6, -19.1])
    monkeypatch.setattr(finishing, "master", noting)
    monkeypatch.setattr(finishing, "true_peak", lambda samples, rate: -5.0)
    monkeypatch.setattr(finishing, "block_loudness", lambda samples, rate: np.full(50, next(heard)))
    finished = finish(clicks(), RATE, -19.0, "Clicks")
    assert aims == [-19.0, pytest.approx(-18.4)]
    assert finished.lufs == pytest.approx(-19.1)


def test_what_the_limiter_cannot_reach_is_not_aimed_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    aims: list[float] = []

    def out_of_reach(samples: np.ndarray, rate: int, loudness: float, limit: float) -> Master:
        aims.append(loudness)
        return Master(samples, -16.0, -5.0)

    monkeypatch.setattr(finishing, "master", out_of_reach)
    monkeypatch.setattr(finishing, "true_peak", lambda samples, rate: -5.0)
    finish(clicks(), RATE, -14.0, "Clicks")
    assert aims == [-14.0]

"""Mastering: the loudness asked for, no peak above the ceiling, and nothing changed that need not be."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter, resample_poly

from everyread.narration.mastering import (
    ENCODER_LOSS,
    HISS_OVERSHOOT,
    LIMIT,
    OVERSHOOT,
    master,
)

RATE = 24000


def peaky(seconds: float = 8.0, seed: int = 1, rate: int = RATE) -> NDArray[np.float32]:
    """A voice of a kind: pulses through a resonance, in bursts, no two of them equally loud."""
    random = np.random.default_rng(seed)
    count = round(seconds * rate)
    times = np.arange(count) / rate
    pulses = np.zeros(count)
    beats = np.arange(0, count, rate // 120)
    pulses[beats] = random.uniform(0.4, 1.0, len(beats))
    radius, angle = np.exp(-np.pi * 60 / rate), 2 * np.pi * 900 / rate
    voiced = lfilter([1.0], [1.0, -2 * radius * np.cos(angle), radius**2], pulses)
    bursts = np.clip(np.sin(2 * np.pi * 1.7 * times), 0.0, 1.0)
    return (0.05 * bursts * voiced).astype(np.float32)


def loudness(samples: NDArray[np.float32], rate: int = RATE) -> float:
    return float(pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64)))


def true_peak(samples: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.abs(resample_poly(samples.astype(np.float64), 8, 1)).max()))


@pytest.mark.parametrize("wanted", [-23.0, -20.0, -19.0])
def test_the_loudness_is_what_is_asked_for(wanted: float) -> None:
    done = master(peaky(), RATE, wanted)
    assert loudness(done.samples) - ENCODER_LOSS == pytest.approx(wanted, abs=0.1)
    assert done.lufs == pytest.approx(wanted, abs=0.05)


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100])
def test_no_true_peak_is_above_the_ceiling(rate: int) -> None:
    done = master(peaky(rate=rate), rate, -19.0)
    assert true_peak(done.samples) <= LIMIT + 0.1
    assert done.peak_dbtp <= LIMIT + 0.01
    assert loudness(done.samples, rate) - ENCODER_LOSS == pytest.approx(-19.0, abs=0.1)


def test_peaks_between_the_samples_are_caught() -> None:
    # A quarter of the sampling rate at 45 degrees: each sample is 3 dB below the true peak.
    times = np.arange(4 * RATE)
    tone = np.sin(np.pi / 2 * times + np.pi / 4) * np.clip(np.sin(2 * np.pi * times / RATE), 0, 1) ** 8
    done = master((0.5 * tone).astype(np.float32), RATE, -14.0)
    assert true_peak(done.samples) <= LIMIT + 0.15


def test_hiss_is_kept_lower_than_vowels_since_the_codec_lifts_it() -> None:
    noise = 0.5 * np.random.default_rng(3).standard_normal(RATE)
    hiss = lfilter([0.5, -0.5], [1.0], lfilter([0.5, -0.5], [1.0], noise)).astype(np.float32)
    done = master(np.concatenate([peaky(), hiss]), RATE, -19.0)
    sounded = done.samples[8 * RATE :]
    assert true_peak(sounded) <= LIMIT - (HISS_OVERSHOOT - OVERSHOOT) + 0.3


def test_without_loud_peaks_only_the_volume_changes() -> None:
    quiet = peaky()
    done = master(quiet, RATE, -30.0)
    ratio = done.samples[np.abs(quiet) > 1e-3] / quiet[np.abs(quiet) > 1e-3]
    assert np.ptp(ratio) < 1e-5


def test_the_same_sound_gives_the_same_bits_and_the_source_is_left_alone() -> None:
    source = peaky()
    kept = source.copy()
    first, second = master(source, RATE, -19.0), master(source, RATE, -19.0)
    assert np.array_equal(first.samples, second.samples)
    assert np.array_equal(source, kept)
    assert len(first.samples) == len(source)

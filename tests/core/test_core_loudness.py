"""The meter against others: pyloudnorm for loudness, a finer resampling and ffmpeg for peaks."""

from __future__ import annotations

import re
import subprocess

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray
from scipy.signal import resample_poly

from everyread.loudness import block_loudness, integrated, true_peak

RATE = 24000


def speech_like(seconds: float, rate: int = RATE, seed: int = 1) -> NDArray[np.float32]:
    """Noise in bursts of very different loudness, with pauses, so that both gates have work."""
    random = np.random.default_rng(seed)
    times = np.arange(round(seconds * rate)) / rate
    bursts = np.clip(np.sin(2 * np.pi * 0.9 * times), 0, 1) * (0.02 + np.sin(2 * np.pi * 0.05 * times) ** 2)
    smooth = np.convolve(random.standard_normal(len(times)), np.ones(6) / 6, mode="same")
    return (0.2 * bursts * smooth).astype(np.float32)


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100, 48000])
@pytest.mark.parametrize("seconds", [0.4, 5.0, 29.95, 30.3, 61.0])
def test_loudness_is_that_of_pyloudnorm(rate: int, seconds: float) -> None:
    samples = speech_like(seconds, rate)
    expected = pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64))
    assert integrated(block_loudness(samples, rate)) == pytest.approx(expected, abs=0.02)


def test_pauses_and_whispers_do_not_count() -> None:
    voice = speech_like(10)
    paused = np.concatenate([voice, np.zeros(20 * RATE, np.float32), 0.001 * voice])
    alone, with_pauses = (integrated(block_loudness(each, RATE)) for each in (voice, paused))
    assert with_pauses == pytest.approx(alone, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(RATE, np.float32), speech_like(0.39)])
def test_what_has_no_loudness_is_silent(samples: NDArray[np.float32]) -> None:
    assert integrated(block_loudness(samples, RATE)) == float("-inf")


def test_no_sound_has_no_peak() -> None:
    assert (
        true_peak(np.zeros(0, np.float32), RATE) == true_peak(np.zeros(99, np.float32), RATE) == float("-inf")
    )


def test_a_peak_between_samples_is_found() -> None:
    # A quarter of the sampling rate at 45 degrees: every sample is 3 dB under the crest.
    sound = (0.5 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)).astype(np.float32)
    assert np.abs(sound).max() == pytest.approx(0.5 * np.sqrt(0.5), rel=1e-6)
    assert true_peak(sound, RATE) == pytest.approx(20 * np.log10(0.5), abs=0.2)


@pytest.mark.parametrize("seed", range(12))
def test_peaks_are_those_of_a_finer_resampling(seed: int) -> None:
    sound = speech_like(3, 44100, seed)
    finer = np.abs(resample_poly(sound.astype(np.float64), 16, 1)).max()
    assert true_peak(sound, 44100) == pytest.approx(20 * np.log10(finer), abs=0.1)


def test_ffmpeg_measures_the_same() -> None:
    samples = speech_like(20, 44100)
    command = ["ffmpeg", "-nostats", "-nostdin", "-f", "f32le", "-ar", "44100", "-ac", "1", "-i", "pipe:0"]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    shown = subprocess.run(command, input=samples.tobytes(), capture_output=True, check=True).stderr.decode()
    loudness, peak = (
        float(re.findall(pattern, shown)[-1]) for pattern in (r"I:\s+(-[\d.]+)", r"Peak:\s+(-[\d.]+)")
    )
    assert integrated(block_loudness(samples, 44100)) == pytest.approx(loudness, abs=0.11)
    assert true_peak(samples, 44100) == pytest.approx(peak, abs=0.11)

"""The meter against others: pyloudnorm for loudness, a finer resampling and ffmpeg for peaks."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter, resample_poly

from everyread.loudness import ABSOLUTE_GATE, block_loudness, integrated, true_peak

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


def test_sixteen_bits_measure_as_floats_do() -> None:
    sound = speech_like(31, 44100)
    bits = np.round(sound * 32767 / np.abs(sound).max()).astype(np.int16)
    bits[1000] = -32768  # has no positive counterpart
    whole = bits.astype(np.float32) / np.float32(32768)
    assert true_peak(bits, 44100) == true_peak(whole, 44100) >= 0.0
    assert np.array_equal(block_loudness(bits, 44100), block_loudness(whole, 44100))


def test_each_block_is_that_of_the_filters_of_the_standard() -> None:
    # BS.1770-5 tables 1 and 2: the two filters at 48 kHz.
    head = ([1.53512485958697, -2.69169618940638, 1.19839281085285], [1, -1.69065929318241, 0.73248077421585])
    low = ([1.0, -2.0, 1.0], [1, -1.99004745483398, 0.99007225036621])
    sound = speech_like(7, 48000)
    heard = lfilter(*low, lfilter(*head, sound.astype(np.float64)))
    blocks = np.lib.stride_tricks.sliding_window_view(heard, 19200)[::4800]
    expected = -0.691 + 10 * np.log10((blocks**2).mean(axis=1))
    counts = expected > ABSOLUTE_GATE
    assert block_loudness(sound, 48000)[counts] == pytest.approx(expected[counts], abs=0.05)
    assert (block_loudness(sound, 48000)[~counts] < ABSOLUTE_GATE).all()


def test_the_meter_loads_no_heavy_library() -> None:
    # scipy.signal and what it brings cost every worker a second and 50 MB.
    code = (
        "import sys, numpy, everyread.loudness as meter; sound = numpy.ones(24000, numpy.float32);"
        "meter.block_loudness(sound, 24000), meter.true_peak(sound, 24000);"
        "sys.exit('scipy.signal' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


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

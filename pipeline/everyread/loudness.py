"""The meter: loudness and true peak of a recording, after ITU-R BS.1770-5.

It makes nothing, so those who make a recording and those who prove it read the same meter; tests hold it
against pyloudnorm and ffmpeg.  It is several times quicker than they are, which matters when hours of
sound are measured twice.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32] | NDArray[np.int16]
    """Mono sound: floats between -1 and 1, or sixteen bits, which take half the memory."""

BLOCK, STEP = 0.4, 0.1
"""Seconds of a block, and between the starts of two (BS.1770: blocks overlap by three quarters)."""
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
"""LUFS below which a block is silence, and LU below the mean of the rest at which it counts no more."""
TAPS, PHASES = 24, 4
"""Of the interpolator that finds peaks between samples; four phases after BS.1770 annex 2."""
_OFFSET = -0.691
_STRETCH = 300
"""Steps filtered at a time: half a minute, so that hours need no more memory than minutes."""
_FRAME = 0.001
"""Seconds of the stretches that are looked into for peaks."""
_ABOVE = 0.7
"""Between two samples a peak is at most about 3 dB higher than they are, as in speech below 11 kHz."""
_BEND = 0.25
"""How far a wave can rise between samples, in parts of its second difference: 0.21 at 11 kHz, less below."""


def floats(samples: Samples) -> NDArray[np.float32]:
    """The same sound as floats; floats are given back as they are."""
    import numpy as np

    if samples.dtype.kind == "f":
        return samples.astype(np.float32, copy=False)
    return samples.astype(np.float32) / np.float32(32768)


def block_loudness(samples: Samples, rate: int) -> NDArray[np.float64]:
    """LUFS of each 400 ms of a recording, every 100 ms; none when it is shorter."""
    import numpy as np
    from scipy.signal import lfilter  # type: ignore[import-untyped]

    numerator, denominator = _weighting(rate)
    step = round(STEP * rate)
    state = np.zeros(len(denominator) - 1)
    energies: list[NDArray[np.float64]] = []
    for start in range(0, len(samples) // step * step, _STRETCH * step):
        stretch = samples[start : start + _STRETCH * step]
        heard, state = lfilter(numerator, denominator, floats(stretch).astype(np.float64), zi=state)
        steps = heard[: len(heard) // step * step].reshape(-1, step)
        energies.append(np.einsum("ij,ij->i", steps, steps))
    energy = np.concatenate(energies) if energies else np.zeros(0)
    a_block = round(BLOCK / STEP)
    if len(energy) < a_block:
        return np.zeros(0)
    sums = np.convolve(energy, np.ones(a_block), mode="valid") / (a_block * step)
    loudness: NDArray[np.float64] = _OFFSET + 10 * np.log10(np.maximum(sums, np.finfo(np.float64).tiny))
    return loudness


def integrated(blocks: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS from that of each block, both gates applied; -inf for silence."""
    loud = blocks[blocks >= ABSOLUTE_GATE]
    if not len(loud):
        return float("-inf")
    return _mean(loud[loud > _mean(loud) + RELATIVE_GATE])


def true_peak(samples: Samples, rate: int) -> float:
    """The highest peak, between samples too, in dBTP; -inf for silence."""
    import numpy as np

    frame = round(_FRAME * rate)
    length = round(_STRETCH * STEP * rate) // frame * frame
    starts = range(0, len(samples), length)
    highest = max(
        (float(np.abs(floats(samples[start : start + length])).max()) for start in starts), default=0.0
    )
    if highest == 0.0:
        return float("-inf")
    # Each stretch with a frame of what is around it, since a cut looks like a step, and rings.
    around = (floats(samples[max(start - frame, 0) : start + length + frame]) for start in starts)
    between = max(
        _peak_within(stretch, frame, highest, slice(int(start > 0), length // frame + int(start > 0)))
        for start, stretch in zip(starts, around, strict=True)
    )
    return 20 * float(np.log10(max(highest, between)))


def _peak_within(stretch: NDArray[np.float32], frame: int, highest: float, wanted: slice) -> float:
    """The highest peak between the samples of the wanted frames, where one could be above `highest`."""
    import numpy as np

    frames = np.append(stretch, np.zeros(-len(stretch) % frame, np.float32)).reshape(-1, frame)
    peaks = np.maximum(frames.max(axis=1), -frames.min(axis=1))
    near = np.arange(len(frames))[wanted]
    near = near[peaks[near] > _ABOVE * highest]
    bends = np.abs(np.diff(_around(frames, near, frame + 2), 2, axis=1)).max(axis=1, initial=0.0)
    near = near[peaks[near] + _BEND * bends >= highest]
    return float(peaks_between(frames, near).max(initial=0.0))


def peaks_between(frames: NDArray[np.float32], wanted: NDArray[np.intp]) -> NDArray[np.float32]:
    """The highest peak between the samples of each wanted frame, and up to the sample after it."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    around = _around(frames, wanted, frames.shape[1] + TAPS)
    points = sliding_window_view(around, TAPS, axis=1) @ _interpolator()
    peaks: NDArray[np.float32] = np.abs(points).max(axis=(1, 2), initial=0.0)
    return peaks


def _around(frames: NDArray[np.float32], wanted: NDArray[np.intp], width: int) -> NDArray[np.float32]:
    """For each wanted frame, `width` samples with the frame in their middle."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    frame = frames.shape[1]
    margin = (width - frame) // 2
    padded = np.pad(frames.reshape(-1), margin + 1)
    stretches: NDArray[np.float32] = sliding_window_view(padded, width)[wanted * frame + 1]
    return stretches


def _mean(blocks: NDArray[np.float64]) -> float:
    import numpy as np

    return float(10 * np.log10(np.mean(10 ** (blocks / 10))))


@cache
def _weighting(rate: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """K-weighting at this rate as one filter: what the head adds to high notes, and low notes taken off."""
    import numpy as np
    import pyloudnorm  # type: ignore[import-untyped]

    head = pyloudnorm.IIRfilter(4.0, 1 / np.sqrt(2), 1500.0, rate, "high_shelf")
    low = pyloudnorm.IIRfilter(0.0, 0.5, 38.0, rate, "high_pass")
    return np.convolve(head.b, low.b), np.convolve(head.a, low.a)


@cache
def _interpolator() -> NDArray[np.float32]:
    """Weights for the points at 1/4, 2/4 and 3/4 of the way before a sample: windowed sinc."""
    import numpy as np

    offsets = np.arange(TAPS)[:, None] - TAPS / 2 + np.arange(1, PHASES) / PHASES
    weights = np.sinc(offsets) * np.cos(np.pi * offsets / (TAPS + 2)) ** 2
    scaled: NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return scaled

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
_WINDOW, _WINDOWS = 8, 8
"""Steps of a window that is filtered at once, and windows filtered together; more are no quicker."""
_STRETCH = 30.0
"""Seconds looked into for peaks at a time, so that hours need no more memory than minutes."""
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

    step, a_block = round(STEP * rate), round(BLOCK / STEP)
    count = len(samples) // step
    if count < a_block:
        return np.zeros(0)
    stretches = range(0, count, _WINDOWS * (_WINDOW - 1))
    energy = np.concatenate([_energies(samples, start, step, rate) for start in stretches])[:count]
    sums = np.convolve(energy, np.ones(a_block), mode="valid") / (a_block * step)
    loudness: NDArray[np.float64] = _OFFSET + 10 * np.log10(np.maximum(sums, np.finfo(np.float64).tiny))
    return loudness


def _energies(samples: Samples, start: int, step: int, rate: int) -> NDArray[np.float64]:
    """The energy of the K-weighted sound in each step of a stretch that begins with step `start`.

    Filtered by Fourier transform, in windows whose first step is only there to ring out (overlap-save).
    """
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view
    from scipy.fft import irfft, rfft  # type: ignore[import-untyped]

    begin, lead = max(start - 1, 0) * step, 0 if start else step
    sound = np.zeros((_WINDOWS * (_WINDOW - 1) + 1) * step, np.float32)
    part = samples[begin : begin + len(sound) - lead]
    sound[lead : lead + len(part)] = floats(part)
    windows = sliding_window_view(sound, _WINDOW * step)[:: (_WINDOW - 1) * step]
    spectra = rfft(windows, axis=1)
    spectra *= _weighting(rate, windows.shape[1])
    heard = irfft(spectra, axis=1, overwrite_x=True)[:, step:].reshape(-1, step)
    energies: NDArray[np.float64] = np.einsum("ij,ij->i", heard, heard).astype(np.float64)
    return energies


def integrated(blocks: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS from that of each block, both gates applied; -inf for silence."""
    loud = blocks[blocks >= ABSOLUTE_GATE]
    if not len(loud):
        return float("-inf")
    return _mean(loud[loud > _mean(loud) + RELATIVE_GATE])


def true_peak(samples: Samples, rate: int) -> float:
    """The highest peak, between samples too, in dBTP; -inf for silence."""
    import numpy as np

    if not samples.any():
        return float("-inf")
    highest = float(np.maximum(floats(samples.max()), -floats(samples.min())))
    frame = round(_FRAME * rate)
    length = round(_STRETCH * rate) // frame * frame
    starts = range(0, len(samples), length)
    # Each stretch with a frame of what is around it, since a cut looks like a step, and rings.
    around = (samples[max(start - frame, 0) : start + length + frame] for start in starts)
    between = max(
        _peak_within(stretch, frame, highest, slice(int(start > 0), length // frame + int(start > 0)))
        for start, stretch in zip(starts, around, strict=True)
    )
    return 20 * float(np.log10(max(highest, between)))


def _peak_within(stretch: Samples, frame: int, highest: float, wanted: slice) -> float:
    """The highest peak between the samples of the wanted frames, where one could be above `highest`."""
    import numpy as np

    frames = np.append(stretch, np.zeros(-len(stretch) % frame, stretch.dtype)).reshape(-1, frame)
    peaks = np.maximum(floats(frames.max(axis=1)), -floats(frames.min(axis=1)))
    near = np.arange(len(frames))[wanted]
    near = near[peaks[near] > _ABOVE * highest]
    bends = np.abs(np.diff(_around(frames, near, frame + 2), 2, axis=1)).max(axis=1, initial=0.0)
    near = near[peaks[near] + _BEND * bends >= highest]
    return float(peaks_between(frames, near).max(initial=0.0))


def peaks_between(frames: Samples, wanted: NDArray[np.intp]) -> NDArray[np.float32]:
    """The highest peak between the samples of each wanted frame, and up to the sample after it."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    around = _around(frames, wanted, frames.shape[1] + TAPS)
    points = sliding_window_view(around, TAPS, axis=1) @ _interpolator()
    peaks: NDArray[np.float32] = np.abs(points).max(axis=(1, 2), initial=0.0)
    return peaks


def _around(frames: Samples, wanted: NDArray[np.intp], width: int) -> NDArray[np.float32]:
    """For each wanted frame, `width` samples with the frame in their middle."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    frame = frames.shape[1]
    margin = (width - frame) // 2
    padded = np.pad(frames.reshape(-1), margin + 1)
    return floats(sliding_window_view(padded, width)[wanted * frame + 1])


def _mean(blocks: NDArray[np.float64]) -> float:
    import numpy as np

    return float(10 * np.log10(np.mean(10 ** (blocks / 10))))


@cache
def _weighting(rate: int, length: int) -> NDArray[np.complex64]:
    """K-weighting of each frequency of a window: what the head adds to high notes, and low notes taken off.

    The two filters of BS.1770-5 as analogue ones, brought to any rate by the bilinear transform.
    """
    import numpy as np

    warped = 1j * np.tan(np.arange(length // 2 + 1) * np.pi / length)
    shelf, low = warped / np.tan(np.pi * 1500 / rate), warped / np.tan(np.pi * 38 / rate)
    gain = 10 ** (4 / 40)
    head = (gain * shelf**2 + np.sqrt(2 * gain) * shelf + 1) / (
        shelf**2 / gain + np.sqrt(2 / gain) * shelf + 1
    )
    weights: NDArray[np.complex64] = (head * (low / (low + 1)) ** 2).astype(np.complex64)
    return weights


@cache
def _interpolator() -> NDArray[np.float32]:
    """Weights for the points at 1/4, 2/4 and 3/4 of the way before a sample: windowed sinc."""
    import numpy as np

    offsets = np.arange(TAPS)[:, None] - TAPS / 2 + np.arange(1, PHASES) / PHASES
    weights = np.sinc(offsets) * np.cos(np.pi * offsets / (TAPS + 2)) ** 2
    scaled: NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return scaled

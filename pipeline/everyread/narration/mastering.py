"""Mastering: every article at the same loudness, with no peak that could distort a cheap loudspeaker.

One linear gain brings the whole recording to its loudness; a limiter that looks ahead takes down the few
peaks that would then stand too high.  What limiting costs in loudness is worked out from the loudness of
each 400 ms block, so the recording is measured once and changed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENCODER_LOSS = 0.4
"""LU that LAME at constant bit rate takes away (measured: 0.40 to 0.44 on seven articles)."""
CEILING = -3.0
"""dBTP that the finished file may reach (ACX)."""
OVERSHOOT, HISS_OVERSHOOT = 1.2, 3.4
"""dB by which coding at 64 kbit/s can lift a peak: of a vowel, and of a hissing s, which is coded as noise.

Measured on 13 articles by hibari: below 1.0 and 2.4.
"""
LIMIT = CEILING + ENCODER_LOSS - OVERSHOOT
"""dBTP to stay under before encoding, so that the MP3 stays under the ceiling; hiss stays lower still."""
HISS = 4500.0
"""Hz: a frame whose energy lies above this on the whole is hiss; vowels lie far below."""
FRAME = 0.001
"""Seconds: the limiter's gain is worked out once a frame, and is a straight line inside it."""
LOOK_AHEAD = 15
"""Frames over which the gain falls and rises again; shorter is heard as roughness."""
TAPS, PHASES = 24, 4
"""Of the interpolator that finds peaks between samples; four phases after ITU-R BS.1770 annex 2."""
_NEAR = 0.7
"""Between samples a peak can be 3 dB above both: only samples above this part of the limit are looked at."""
_HISS_FRAMES = 5
"""Frames looked at together: one alone is too short to tell a hiss."""
_BLOCK, _STEP = 0.4, 0.1
"""Seconds of a loudness block, and between the starts of two (BS.1770)."""
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_SETTLED, _ROUNDS = 0.01, 16
"""LU of error that is good enough, and tries after which a loudness is out of reach; most need five."""
_SPARE = 6.0
"""dB by which limiting may make the gain grow over the first guess."""


@dataclass(frozen=True, slots=True)
class Master:
    """Sound ready for the encoder."""

    samples: NDArray[np.float32]
    lufs: float
    """Integrated loudness, as it will be after encoding."""
    peak_dbtp: float
    """Highest true peak before encoding."""


def master(samples: NDArray[np.float32], rate: int, loudness: float) -> Master:
    """The recording at `loudness` LUFS as heard after encoding; at least 0.4 s long and not silent."""
    import numpy as np

    frame = round(FRAME * rate)
    padded = np.concatenate([samples, np.zeros(-len(samples) % frame, np.float32)])
    blocks = _block_loudness(samples, rate)
    target = loudness + ENCODER_LOSS
    ceiling = _factor(LIMIT)
    gain = target - integrated(blocks)
    framed = padded.reshape(-1, frame)
    energy = np.einsum("ij,ij->i", framed, framed).astype(np.float64)
    hiss = _factor(HISS_OVERSHOOT - OVERSHOOT)
    peaks = _frame_peaks(padded, frame, _NEAR * ceiling / hiss / _factor(gain + _SPARE))
    peaks[_hissing(framed, energy, rate)] *= hiss
    for _ in range(_ROUNDS):
        edges = _limiting(peaks * _factor(gain), ceiling)
        loss = _block_loss(energy, edges, rate / frame, len(blocks))
        reached = integrated(blocks + gain + loss)
        if abs(target - reached) < _SETTLED:
            break
        gain += target - reached
    edges = _limiting(peaks * _factor(gain), ceiling)
    sound = _apply(padded * np.float32(_factor(gain)), edges, frame)[: len(samples)]
    highest = float((peaks * np.maximum(edges[:-1], edges[1:])).max()) * _factor(gain)
    return Master(sound, round(reached - ENCODER_LOSS, 2), round(20 * float(np.log10(highest)), 2))


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def integrated(blocks: NDArray[np.float64]) -> float:
    """Integrated loudness from the loudness of each block: both gates of BS.1770."""
    loud = blocks[blocks >= _ABSOLUTE_GATE]
    gate = _mean_loudness(loud) + _RELATIVE_GATE
    return _mean_loudness(loud[loud > gate])


def _mean_loudness(blocks: NDArray[np.float64]) -> float:
    import numpy as np

    return float(10 * np.log10(np.mean(10 ** (blocks / 10))))


def _block_loudness(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    import numpy as np
    import pyloudnorm  # type: ignore[import-untyped]

    meter = pyloudnorm.Meter(rate, block_size=_BLOCK, overlap=1 - _STEP / _BLOCK)
    meter.integrated_loudness(samples.astype(np.float64))
    return np.asarray(meter.blockwise_loudness, np.float64)


def _frame_peaks(samples: NDArray[np.float32], frame: int, threshold: float) -> NDArray[np.float64]:
    """The true peak of each frame; between samples, only where it could pass the threshold."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    size = np.abs(samples)
    peaks: NDArray[np.float64] = size.reshape(-1, frame).max(axis=1).astype(np.float64)
    high = size > threshold
    near = np.flatnonzero(high | np.append(False, high[:-1]))  # the points before a sample and after it
    windows = sliding_window_view(np.pad(samples, TAPS // 2), TAPS)[near]
    between = np.abs(windows @ _interpolator()).max(axis=1, initial=0.0)
    np.maximum.at(peaks, near // frame, between)
    return peaks


def _hissing(framed: NDArray[np.float32], energy: NDArray[np.float64], rate: int) -> NDArray[np.bool_]:
    """The frames that hiss, told by how much neighbouring samples differ."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    steps = np.diff(framed, axis=1)
    bright = uniform_filter1d(np.einsum("ij,ij->i", steps, steps).astype(np.float64), _HISS_FRAMES)
    all_of_it = uniform_filter1d(energy, _HISS_FRAMES)
    hissing: NDArray[np.bool_] = bright > 4 * np.sin(np.pi * HISS / rate) ** 2 * all_of_it
    return hissing


def _interpolator() -> NDArray[np.float32]:
    """Weights for the points at 1/4, 2/4 and 3/4 of the way before a sample: windowed sinc."""
    import numpy as np

    offsets = np.arange(TAPS)[:, None] - TAPS / 2 + np.arange(1, PHASES) / PHASES
    weights = np.sinc(offsets) * np.cos(np.pi * offsets / (TAPS + 2)) ** 2
    scaled: NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return scaled


def _limiting(peaks: NDArray[np.float64], ceiling: float) -> NDArray[np.float64]:
    """The limiter's gain at the border of every two frames; between borders it is a straight line."""
    import numpy as np
    from scipy.ndimage import convolve1d, minimum_filter1d  # type: ignore[import-untyped]

    needed = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    held = minimum_filter1d(needed, 2 * LOOK_AHEAD + 1, mode="nearest")
    curve = convolve1d(held, window / window.sum(), mode="nearest")
    edges: NDArray[np.float64] = np.minimum(np.append(curve, 1.0), np.append(1.0, curve))
    return edges


def _block_loss(
    energy: NDArray[np.float64], edges: NDArray[np.float64], frames_a_second: float, count: int
) -> NDArray[np.float64]:
    """By how many dB limiting lowers each loudness block (at most 0)."""
    import numpy as np

    gain = (edges[:-1] + edges[1:]) / 2
    before = np.append(0.0, np.cumsum(energy))
    after = np.append(0.0, np.cumsum(energy * gain**2))
    start = np.round(np.arange(count) * _STEP * frames_a_second).astype(int)
    end = np.minimum(start + round(_BLOCK * frames_a_second), len(energy))
    tiny = np.finfo(np.float64).tiny
    kept = (after[end] - after[start] + tiny) / (before[end] - before[start] + tiny)
    loss: NDArray[np.float64] = 10 * np.log10(kept)
    return loss


def _apply(samples: NDArray[np.float32], edges: NDArray[np.float64], frame: int) -> NDArray[np.float32]:
    """The samples under the gain; most frames need none, and are left alone."""
    import numpy as np

    shaped = samples.reshape(-1, frame)
    touched = np.flatnonzero(np.minimum(edges[:-1], edges[1:]) < 1.0)
    along = (np.arange(frame, dtype=np.float32) + 0.5) / frame
    left, right = edges[touched, None].astype(np.float32), edges[touched + 1, None].astype(np.float32)
    shaped[touched] *= left + (right - left) * along
    return shaped.reshape(-1)

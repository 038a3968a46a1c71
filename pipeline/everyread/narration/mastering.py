"""Mastering: every article at the same loudness, with no peak that could distort a cheap loudspeaker.

One linear gain brings the whole recording to its loudness; a limiter that looks ahead takes down the few
peaks that would then stand too high.  What limiting costs in loudness is worked out from the loudness of
each 400 ms block, so the recording is measured once and changed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.loudness import BLOCK, STEP, block_loudness, floats, integrated, peaks_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from everyread.loudness import Samples

ENCODER_LOSS = 0.5
"""LU that LAME at constant bit rate takes away (measured: 0.48 to 0.50 on 6 articles)."""
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
_REACHES = (1, 2, 4, 8, 15)
"""Minima of minima: the five together reach over twice the look-ahead."""
_NEAR = 0.7
"""Between samples a peak can be 3 dB above both: only frames above this part of the limit are looked into."""
_HISS_FRAMES = 5
"""Frames looked at together: one alone is too short to tell a hiss."""
_SETTLED, _ROUNDS = 0.01, 16
"""LU of error that is good enough, and tries after which a loudness is out of reach; most need four."""
_MOST = 9.0
"""dB by which limiting may make the gain grow; beyond that it only flattens the sound."""


@dataclass(frozen=True, slots=True)
class Master:
    """Sound ready for the encoder."""

    samples: NDArray[np.float32]
    lufs: float
    """Integrated loudness, as it will be after encoding."""
    peak_dbtp: float
    """Highest true peak before encoding."""


def master(samples: Samples, rate: int, loudness: float, limit: float = LIMIT) -> Master:
    """The recording at `loudness` LUFS as heard after encoding; at least 0.4 s long and not silent.

    No peak is above `limit`, in dBTP; those of hisses stay lower still.
    """
    import numpy as np

    frame = round(FRAME * rate)
    frames = floats(np.append(samples, np.zeros(-len(samples) % frame, samples.dtype))).reshape(-1, frame)
    energy = np.einsum("ij,ij->i", frames, frames).astype(np.float64)
    weight = np.where(_hissing(frames, energy, rate), _factor(HISS_OVERSHOOT - OVERSHOOT), 1.0)
    peaks = np.maximum(frames.max(axis=1), -frames.min(axis=1)) * weight
    blocks = block_loudness(samples, rate)
    ceiling, target = _factor(limit), loudness + ENCODER_LOSS
    gain, _ = _settle(blocks, energy, peaks, rate / frame, target)
    # Only now is it known how far up the sound must go, and so where a peak between samples matters.
    near = np.flatnonzero(peaks * _factor(gain) > _NEAR * ceiling)
    peaks[near] = np.maximum(peaks[near], peaks_between(frames, near) * weight[near])
    gain, reached = _settle(blocks, energy, peaks, rate / frame, target)
    edges = _limiting(peaks * _factor(gain), ceiling)
    highest = float((peaks * np.maximum(edges[:-1], edges[1:])).max(initial=0.0)) * _factor(gain)
    frames *= np.float32(_factor(gain))
    _apply(frames, edges)
    sound = frames.reshape(-1)[: len(samples)]
    return Master(sound, round(reached - ENCODER_LOSS, 2), round(20 * float(np.log10(highest)), 2))


def _settle(
    blocks: NDArray[np.float64],
    energy: NDArray[np.float64],
    peaks: NDArray[np.float64],
    frames_a_second: float,
    target: float,
) -> tuple[float, float]:
    """The gain in dB that with limiting gives the loudness, and the loudness reached."""
    gain = target - integrated(blocks)
    most = gain + _MOST
    for _ in range(_ROUNDS):
        edges = _limiting(peaks * _factor(gain), _factor(LIMIT))
        reached = integrated(blocks + gain + _block_loss(energy, edges, frames_a_second, len(blocks)))
        if abs(target - reached) < _SETTLED:
            break
        gain = min(gain + target - reached, most)
    return gain, reached


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _hissing(frames: NDArray[np.float32], energy: NDArray[np.float64], rate: int) -> NDArray[np.bool_]:
    """The frames that hiss, told by how much neighbouring samples differ."""
    import numpy as np

    # The energy of the differences, worked out without making them: that would be a copy of all the sound.
    along = np.einsum("ij,ij->i", frames[:, :-1], frames[:, 1:])
    steps = 2 * (energy - along) - frames[:, 0] ** 2 - frames[:, -1] ** 2
    too_bright = steps - 4 * np.sin(np.pi * HISS / rate) ** 2 * energy
    hissing: NDArray[np.bool_] = np.convolve(too_bright, np.ones(_HISS_FRAMES), mode="same") > 0
    return hissing


def _limiting(peaks: NDArray[np.float64], ceiling: float) -> NDArray[np.float64]:
    """The limiter's gain at the border of every two frames; between borders it is a straight line."""
    import numpy as np

    held = np.pad(ceiling / np.maximum(peaks, ceiling), 2 * LOOK_AHEAD, mode="edge")
    for reach in _REACHES:
        held = np.minimum(held[:-reach], held[reach:])
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    curve = np.convolve(held, window / window.sum(), mode="valid")
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
    start = np.round(np.arange(count) * STEP * frames_a_second).astype(int)
    end = np.minimum(start + round(BLOCK * frames_a_second), len(energy))
    tiny = np.finfo(np.float64).tiny
    kept = (after[end] - after[start] + tiny) / (before[end] - before[start] + tiny)
    loss: NDArray[np.float64] = 10 * np.log10(kept)
    return loss


def _apply(frames: NDArray[np.float32], edges: NDArray[np.float64]) -> None:
    """Put the frames under the gain, in place; most need none, and are left alone."""
    import numpy as np

    touched = np.flatnonzero(np.minimum(edges[:-1], edges[1:]) < 1.0)
    along = (np.arange(frames.shape[1], dtype=np.float32) + 0.5) / frames.shape[1]
    left, right = edges[touched, None].astype(np.float32), edges[touched + 1, None].astype(np.float32)
    frames[touched] *= left + (right - left) * along

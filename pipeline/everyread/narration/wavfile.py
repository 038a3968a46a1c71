"""Sound from the bytes of a WAV file, as programs write it to a pipe: its header's lengths may be wrong."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from everyread.narration.resampling import resampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXTENSIBLE = 0xFFFE
_RATES = range(4_000, 192_001)
_CHANNELS = range(1, 9)


class NotWavError(ValueError):
    """The bytes are no WAV file that can be read; the message says why."""


def samples_of(data: bytes, rate: int) -> NDArray[np.float32]:
    """Mono sound at `rate`, full scale at ±1.  Raises NotWavError."""
    import numpy as np

    kind, channels, own_rate, bits, sound = _parts(data)
    sound = sound[: len(sound) // (channels * bits // 8) * (channels * bits // 8)]
    match kind, bits:
        case (1, 8):
            samples = (np.frombuffer(sound, np.uint8).astype(np.float32) - 128) / 128
        case (1, 16):
            samples = np.frombuffer(sound, "<i2").astype(np.float32) / 32768
        case (1, 32):
            samples = np.frombuffer(sound, "<i4").astype(np.float32) / 2147483648
        case (3, 32):
            samples = np.frombuffer(sound, "<f4").astype(np.float32)
        case _:
            raise NotWavError(f"its sound is in a form that is not known here ({kind}, {bits} bit)")
    mono = samples.reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return resampled(mono, own_rate, rate)


def _parts(data: bytes) -> tuple[int, int, int, int, bytes]:
    """Form, channels, rate, bits and the sound's bytes."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotWavError("it is no WAV file" if data else "there is nothing in it")
    form: tuple[int, int, int, int] | None = None
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], int(struct.unpack_from("<I", data, place + 4)[0])
        place += 8
        if name == b"fmt " and size >= 16 and place + size <= len(data):
            form = _form(data[place : place + size])
        elif name == b"data" and form is not None:
            return *form, data[place : place + size]  # a pipe's size is often a guess beyond the end
        place += size + size % 2
    raise NotWavError("there is no sound in it")


def _form(chunk: bytes) -> tuple[int, int, int, int]:
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if kind == EXTENSIBLE and len(chunk) >= 26:
        kind = int(struct.unpack_from("<H", chunk, 24)[0])
    if rate not in _RATES or channels not in _CHANNELS or bits not in {8, 16, 32}:
        raise NotWavError("its header makes no sense")
    return kind, channels, rate, bits

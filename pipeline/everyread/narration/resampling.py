"""The same sound at another number of samples a second."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def resampled(samples: NDArray[np.float32], old: int, new: int) -> NDArray[np.float32]:
    """By a polyphase filter that lets nothing above the lower rate's half through."""
    import numpy as np

    if old == new or not len(samples):
        return samples
    from scipy.signal import resample_poly  # type: ignore[import-untyped]

    common = gcd(old, new)
    return np.asarray(resample_poly(samples, new // common, old // common), np.float32)

"""A time limit for somebody else's code, inside the limit that the whole task has."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class StalledError(Exception):
    """Something took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise StalledError after so many seconds, unless the task's own time runs out before.

    Signals reach the main thread only; on another there is no limit here.
    """
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if threading.current_thread() is not threading.main_thread() or 0 < left <= seconds:
        yield
        return

    def expired(*_: object) -> None:
        raise StalledError

    previous = signal.signal(signal.SIGALRM, expired)
    began = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if left:  # the task's own alarm goes on; at zero it would be off
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - began), 0.001))

"""Says when a scheduler has no workers left, and gives up when none comes for too long.

Dask waits for workers without a word, and a build that is silent looks like one that works.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from everyread.errors import MachineError

EVERY = 2.0
"""Seconds between two looks."""
NOTICED = 10.0
"""Seconds without a worker before a line says so: one that is started anew is back within them."""
Change = Literal["", "gone", "back", "given up"]


class Flight:
    """The tasks that are with the scheduler, and why they were called back, if they were."""

    def __init__(self) -> None:
        self._limits: dict[Future[Any], float] = {}
        self._lock = threading.Lock()
        self.error: MachineError | None = None

    def add(self, sent: Future[Any], limit: float) -> None:
        """A task that may take so many seconds is on its way."""
        with self._lock:
            self._limits[sent] = limit
        sent.add_done_callback(self._landed)

    def patience(self) -> float:
        """Seconds of the longest task in flight; 0 for none."""
        with self._lock:
            return max(self._limits.values(), default=0.0)

    def call_back(self, error: MachineError) -> None:
        """End all that are in flight with this error."""
        self.error = error
        with self._lock:
            sent = list(self._limits)
        for each in sent:
            each.cancel()

    def _landed(self, sent: Future[Any]) -> None:
        with self._lock:
            self._limits.pop(sent, None)


@dataclass
class Absence:
    """How long nobody has been there to work."""

    since: float | None = field(default=None, init=False)
    told: bool = field(default=False, init=False)

    def seen(self, slots: int, now: float, patience: float) -> Change:
        """What there is to say now, by any clock in seconds, when so many tasks can be done at a time."""
        if slots:
            back, self.since, self.told = self.told, None, False
            return "back" if back else ""
        self.since = now if self.since is None else self.since
        if not self.told and now - self.since >= NOTICED:
            self.told = True
            return "gone"
        return "given up" if self.told and now - self.since >= patience else ""


@contextmanager
def watching(
    address: str, slots: Callable[[], int], flight: Flight, tell: Callable[[str], None], command: str
) -> Iterator[None]:
    """Look after the workers of a scheduler while a build goes on; `command` starts one.

    Workers are waited for as long as the longest task in flight may take.
    """
    ended = threading.Event()

    def look() -> None:
        absence = Absence()
        while not ended.wait(EVERY):
            patience = flight.patience()
            try:
                change = absence.seen(slots() if patience else 1, time.monotonic(), patience)
            except OSError:  # no scheduler: whoever waits for a task hears of it from Dask
                continue
            if change == "gone":
                tell(
                    f"The scheduler {address} has no workers left. What was finished is kept. "
                    f"Waiting {patience:.0f} seconds for others. Start some with: {command}"
                )
            elif change == "back":
                tell("A worker has come. The work goes on.")
            elif change == "given up":
                flight.call_back(_nobody(address, patience, command))

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join(timeout=5)  # a look is a question to the scheduler, which may not answer


def _nobody(address: str, patience: float, command: str) -> MachineError:
    return MachineError(
        f"The scheduler {address} has had no workers for {patience:.0f} seconds.",
        f"What was finished is kept. Start some with: {command}. Then give the same command again. "
        "How long to wait is making_seconds, in [limits] of issue.toml.",
    )

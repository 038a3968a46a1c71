"""One turnstile before an outside service for all machines of a cluster.

The scheduler keeps it: it does one thing at a time, and by its clock alone, so no two machines can be given
the same turn however their own clocks go.  It needs everyread installed, as the workers do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from everyread.turnstile import Turnstile, shared_file

SCHEDULER, RUN = "EVERYREAD_SCHEDULER", "EVERYREAD_RUN"
"""Environment of a task on a cluster: the scheduler's address, and which build this is."""


class Turns(NamedTuple):
    """What the scheduler knows of a service."""

    run: str = ""
    """Whose failures these are: which build's."""
    failures: int = 0
    """In a row."""
    next: float = 0.0
    """When the next request may go, by the scheduler's clock."""


@dataclass(frozen=True, slots=True)
class FarTurnstile:
    """The same as `Turnstile`, kept by a scheduler."""

    name: str
    interval: float
    most: int
    scheduler: str
    run: str
    sleep: Callable[[float], None] = time.sleep

    def is_closed(self) -> bool:
        """Whether the service has failed too often in this build."""
        return self._turns().failures >= self.most

    def wait(self) -> None:
        """Until it is this request's turn."""
        turn, now = self._ask(take_turn, self.interval)
        self.sleep(turn - now)

    def tell(self, *, worked: bool) -> None:
        """How the request went."""
        self._ask(note, worked)

    def _turns(self) -> Turns:
        return Turns(*self._ask(look))

    def _ask(self, function: Callable[..., Any], *more: Any) -> Any:
        return _client(self.scheduler).run_on_scheduler(function, self.name, self.run, *more)


def turnstile_for(name: str, interval: float, most: int) -> Turnstile | FarTurnstile:
    """The cluster's turnstile in a task that runs on one, else this machine's."""
    if scheduler := os.environ.get(SCHEDULER):
        return FarTurnstile(name, interval, most, scheduler, os.environ[RUN])
    return Turnstile(shared_file(f"{name}.json"), interval, most)


def take_turn(name: str, run: str, interval: float, dask_scheduler: Any) -> tuple[float, float]:
    """Runs on the scheduler: the turn that is now this request's, and the time, both by its clock."""
    now = time.monotonic()
    turns = look(name, run, dask_scheduler)
    turn = max(now, turns.next)
    _book(dask_scheduler)[name] = turns._replace(next=turn + interval)
    return turn, now


def note(name: str, run: str, worked: bool, dask_scheduler: Any) -> None:
    """Runs on the scheduler: count a failure, or begin to count anew."""
    turns = look(name, run, dask_scheduler)
    _book(dask_scheduler)[name] = turns._replace(failures=0 if worked else turns.failures + 1)


def look(name: str, run: str, dask_scheduler: Any) -> Turns:
    """Runs on the scheduler: what is known of a service, without the failures of another build."""
    turns = _book(dask_scheduler).get(name, Turns())
    return turns if turns.run == run else Turns(run, 0, turns.next)


def _book(dask_scheduler: Any) -> MutableMapping[str, Turns]:
    book: MutableMapping[str, Turns] = dask_scheduler.extensions.setdefault("everyread-turns", {})
    return book


@cache
def _client(scheduler: str) -> Any:
    """One connection a process, kept until it ends."""
    from distributed import Client

    return Client(scheduler, timeout=15, set_as_default=False)  # type: ignore[no-untyped-call]

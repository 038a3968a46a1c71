"""One turnstile before an outside service for all processes: so many requests a second, none when it is down.

What the processes must agree on is in one small file, held with a lock for as long as it takes to read and
write it.  Waiting is done outside of the lock.
"""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import platformdirs


@dataclass(frozen=True, slots=True)
class _State:
    """What is in the file."""

    run: str = ""
    """Whose failures these are: the process that started the workers."""
    failures: int = 0
    """In a row."""
    next: float = 0.0
    """When the next request may go, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Turnstile:
    """Lets one request through every `interval` seconds, and none after `most` failures in a row."""

    path: Path
    interval: float
    """Seconds between requests, whichever process makes them."""
    most: int
    """Failures in a row after which the service counts as down, until the next run."""
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def is_closed(self) -> bool:
        """Whether the service has failed too often in this run."""
        with self._state() as (state, _):
            return state.failures >= self.most

    def wait(self) -> None:
        """Until it is this request's turn."""
        with self._state() as (state, keep):
            now = self.now()
            # A clock that was set back must not keep everybody waiting.
            turn = max(now, min(state.next, now + 100 * self.interval))
            keep(_State(state.run, state.failures, turn + self.interval))
        if turn > now:
            self.sleep(turn - now)

    def tell(self, *, worked: bool) -> None:
        """How the request went."""
        with self._state() as (state, keep):
            keep(_State(state.run, 0 if worked else state.failures + 1, state.next))

    @contextmanager
    def _state(self) -> Iterator[tuple[_State, Callable[[_State], None]]]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file is closed
            state = _read(file)
            this = _this_run()
            yield (state if state.run == this else _State(this, 0, state.next)), lambda new: _write(file, new)


def shared_file(name: str) -> Path:
    """A file in the user's cache folder, which all builds on this machine share."""
    return Path(platformdirs.user_cache_dir("everyread", appauthor=False)) / name


def _this_run() -> str:
    parent = multiprocessing.parent_process()
    return str(parent.pid if parent else os.getpid())


def _read(file: IO[str]) -> _State:
    file.seek(0)
    try:
        values = json.loads(file.read())
        return _State(str(values["run"]), int(values["failures"]), float(values["next"]))
    except (ValueError, TypeError, KeyError):
        return _State()  # new, or damaged: begin again


def _write(file: IO[str], state: _State) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(asdict(state)))
    file.flush()

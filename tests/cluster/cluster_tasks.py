"""Tasks that look at what a worker has, or harm it; importable, so that workers find them."""

from __future__ import annotations

import os
import signal
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from everyread.far_turnstile import FarTurnstile, take_turn, turnstile_for
from everyread.store import Store
from everyread.work import Receipt

TURNS = 5
"""Requests of each task."""
INTERVAL = 0.05
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An order that names a folder of templates, as the real ones do."""

    template_folders: tuple[str, ...]
    words: str


def set_in_type(order: Setting, store: Store) -> Receipt:
    template = Path(order.template_folders[0], "shared", "page.txt").read_text(encoding="utf-8")
    return Receipt(
        {"page": store.put(template.format(order.words).encode())}, {"in": order.template_folders[0]}
    )


def kill_dask_once(mark: str, store: Store) -> Receipt:
    """End the whole Dask worker of this process, the first time; then work."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return Receipt({"text": store.put(b"survived")})


def call_in_turn(order: str, store: Store) -> Receipt:
    """Ask a service some times, each in its turn; when the turns were, as the scheduler gave them."""
    turnstile = turnstile_for("test", INTERVAL, 3)
    assert isinstance(turnstile, FarTurnstile)
    turns: list[float] = []
    for _ in range(TURNS):
        turn, now = turnstile._ask(take_turn, INTERVAL)
        turns.append(turn)
        time.sleep(turn - now)
        urllib.request.urlopen(order.split()[1]).close()
        turnstile.tell(worked=True)
    return Receipt(facts={"turns": turns, "process": os.getpid()})

"""One build at a time at an address, where no operating system keeps locks.

Whoever builds lays an object there and writes it anew again and again.  One that was not written for a while
belongs to a build that was killed.  Ages go by the service's clock alone, so no machine's own clock matters.

Two that begin at once see each other and both step back, each for a time of its own, then try again: what
has been written is seen by every later listing (Amazon S3 has promised that since December 2020).
"""

from __future__ import annotations

import os
import random
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from everyread.addresses import Place
from everyread.errors import InputError, MachineError
from everyread.locks import Tell

FOLDER = ".building"
"""In the folder at the address; it is empty when nobody builds."""
EVERY = 20.0
"""Seconds between two signs of life."""
DEAD = 90.0
"""Seconds without a sign, after which a build has ended: four signs were missed."""
PATIENCE = 120.0
"""Seconds to wait for another build; enough to see that it is dead."""
PAUSE = 2.0
"""Seconds between two looks, half of it by chance."""


@contextmanager
def alone_at(place: Place, tell: Tell) -> Iterator[None]:
    """Have an address for oneself.

    Raises InputError when another build still has it after PATIENCE seconds, MachineError when the service
    cannot be used.
    """
    own = f"{FOLDER}/{secrets.token_hex(8)}"
    words = f"process {os.getpid()} on {socket.gethostname()}".encode()
    ended = threading.Event()
    try:
        _acquire(place, own, words, tell)
        alive = threading.Thread(target=_live, args=(place, own, words, ended), daemon=True)
        alive.start()
        try:
            yield
        finally:
            ended.set()
            alive.join()  # else a last sign of life could stay for ever
    finally:
        place.remove(own)


def _acquire(place: Place, own: str, words: bytes, tell: Tell) -> None:
    patience = time.monotonic() + PATIENCE
    told = False
    while other := _other(place, own, words):
        place.remove(own)
        if time.monotonic() > patience:
            raise InputError(
                f"Another everyread ({other}) is still building into {place.address}.",
                "Wait until it has ended, or choose another address with -o.",
            )
        if not told:
            tell(f"Another everyread ({other}) is building into {place.address}. Waiting for it to end.")
            told = True
        time.sleep(PAUSE * random.uniform(0.5, 1))  # noqa: S311 - so that two do not step back in step


def _other(place: Place, own: str, words: bytes) -> str:
    """Say that we are here; who else is, in words, or nothing.  Signs of the dead are cleared away."""
    place.write(own, words)
    here = place.look(own)
    now = here.written if here else 0.0
    for name in place.names(FOLDER):
        if name == own or (there := place.look(name)) is None:
            continue
        if now - there.written > DEAD:
            place.remove(name)
            continue
        with suppress(FileNotFoundError):
            return place.read(name).decode(errors="replace")
    return ""


def _live(place: Place, own: str, words: bytes, ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        with suppress(MachineError):  # the build itself says so when the service cannot be used
            place.write(own, words)

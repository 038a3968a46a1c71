"""Tasks that fail in the ways that real ones might; importable, so that spawned workers find them."""

from __future__ import annotations

import errno
import os
import time

from everyread.errors import ArticleError, MachineError
from everyread.store import Store
from everyread.work import Receipt


def make(words: str, store: Store) -> Receipt:
    return Receipt({"text": store.put(words.encode())}, {"length": len(words)})


def fail_for_editor(words: str, store: Store) -> Receipt:
    raise ArticleError("SRC-001", f"{words} is empty.", "Fill it.", "paragraph 1")


def fail_by_fault(words: str, store: Store) -> Receipt:
    raise ZeroDivisionError(words)


def fail_by_machine(words: str, store: Store) -> Receipt:
    raise MachineError("ffmpeg is missing.", "sudo apt-get install ffmpeg")


def fill_the_disc(words: str, store: Store) -> Receipt:
    raise OSError(errno.ENOSPC, "No space left on device")


def die(words: str, store: Store) -> Receipt:
    os._exit(9)


def stall(words: str, store: Store) -> Receipt:
    time.sleep(60)
    return Receipt()

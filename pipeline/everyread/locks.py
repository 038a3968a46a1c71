"""Locks: one build at a time in an output folder, and nobody tidies the store while somebody uses it.

The operating system holds them (flock(2)), so they vanish with the process that has them, however it ends.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from everyread.errors import InputError

PATIENCE = 60.0
"""Seconds to wait for another build of the same issue: a warm one is over by then."""
Tell = Callable[[str], None]
"""Says a line to the person who waits."""
_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})
"""What a file system without locks answers."""


@contextmanager
def alone_in(out: Path, tell: Tell, patience: float | None = None) -> Iterator[None]:
    """Have an output folder for oneself.  The lock lies beside the folder, never inside.

    Raises InputError when another process still has it after so many seconds, PATIENCE unless told, or
    nothing may be written there.
    """
    path = beside(out, "lock")
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _acquire(lock, path, out, tell, PATIENCE if patience is None else patience)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise InputError(
            f"Files may not be written in {path.parent}.",
            "What is not finished is kept there, beside the output folder. "
            "Choose another folder with -o, or give yourself permission to write there.",
        ) from error
    try:
        if not isinstance(lock, SoftFileLock):  # on a file system without locks, filelock signs by itself
            path.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        path.unlink(missing_ok=True)  # whoever waits sees that the file is gone, and makes a new one
        lock.release()


def beside(out: Path, ending: str) -> Path:
    """A hidden name beside an output folder, on the same file system; links are followed first."""
    real = Path(os.path.realpath(out))
    return real.with_name(f".{real.name}.{ending}")


@contextmanager
def using(store: Path, tell: Tell) -> Iterator[None]:
    """Use a store: with any number of others, but not while it is tidied."""
    with (store / ".lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("The store is being tidied. Waiting for that to end.")
            fcntl.flock(file, fcntl.LOCK_SH)
        except OSError as error:
            if error.errno not in _NO_LOCKS:  # where nothing can be locked, `tidying` refuses
                raise
        yield


@contextmanager
def tidying(store: Path) -> Iterator[None]:
    """Have a store for oneself.  Raises InputError when anybody uses it, since a build may need any of it."""
    with (store / ".lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"Nothing was tidied: a build is using the store {store}.", "Try again when it has ended."
            ) from error
        yield


def _acquire(lock: BaseFileLock, path: Path, out: Path, tell: Tell, patience: float) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell(f"Another everyread ({_holder(path)}) is building into {out}. Waiting for it to end.")
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            raise InputError(
                f"Another everyread ({_holder(path)}) is still building into {out}.",
                "Wait until it has ended, or choose another folder with -o.",
            ) from error


def _holder(path: Path) -> str:
    """Who has the lock, as the file says; it may be gone, or not written yet."""
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8").strip() or "just started"
    return "about to end"

"""The limits that hold while a file is read: set once at its door, heard of by all that read it.

A reader is given bytes and no settings, and what it calls is deep; so the limits stand in the context of the
work (PEP 567), which is each task's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from everyread.settings import Limits

MEGABYTE = 1024 * 1024
_LIMITS: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039  (frozen)


def limits() -> Limits:
    """The limits of the file that is being read; the usual ones outside of any."""
    return _LIMITS.get()


@contextmanager
def within(wanted: Limits) -> Iterator[None]:
    """Read with these limits."""
    token = _LIMITS.set(wanted)
    try:
        yield
    finally:
        _LIMITS.reset(token)

"""Tidying: what nobody has used for long leaves the store, and so does what killed builds left behind.

Nothing is lost by it: everything in the store is made again when it is needed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from everyread.errors import InputError
from everyread.locks import Tell, alone_in, tidying
from everyread.publish import finish
from everyread.store import Digest

AGE = 180
"""Days; half a year, since an issue a quarter shares its announcements and covers with the one before."""
_DAY = 24 * 60 * 60
_DIGEST = re.compile(rb"[0-9a-f]{64}")
_UNITS = {"": 1, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the store."""

    path: Path
    bytes: int
    used: float
    """When it was last used, in seconds since 1970, to within a day."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed, or would be."""

    old: tuple[Piece, ...]
    """Not used for too long."""
    surplus: tuple[Piece, ...]
    """The longest unused of the rest, since the store was too large."""
    unfinished: tuple[Piece, ...]
    """Files that a killed build was writing."""
    left: int
    """Bytes that are still in the store."""


def tidy(store: Path, older_than: float, larger_than: int | None, *, dry_run: bool) -> Tidied:
    """Remove what was not used for so many days, then the longest unused until so many bytes are left.

    Raises InputError when a build is using the store.
    """
    with tidying(store):
        unfinished = tuple(_piece(path) for path in sorted(store.glob(".part-*")))
        pieces = sorted(_pieces(store), key=lambda piece: (piece.used, piece.path))
        since = time.time() - older_than * _DAY
        old = tuple(piece for piece in pieces if piece.used < since)
        surplus = tuple(_surplus(pieces[len(old) :], larger_than))
        gone = (*old, *surplus)
        if not dry_run:
            for piece in (*gone, *unfinished):
                piece.path.unlink(missing_ok=True)
        left = sum(piece.bytes for piece in pieces) - sum(piece.bytes for piece in gone)
    return Tidied(old, surplus, unfinished, left)


def tidy_outputs(outputs: Path, tell: Tell, *, dry_run: bool) -> tuple[str, ...]:
    """End what killed builds have begun in the folders of outputs/; the names of their issues.

    One that a build is busy with is left alone.
    """
    cut_off = []
    for hidden in sorted(outputs.glob(".?*.part")):
        name = hidden.name.removeprefix(".").removesuffix(".part")
        try:
            if not dry_run:
                with alone_in(outputs / name, tell, patience=0):
                    finish(outputs / name)
            cut_off.append(name)
        except InputError as busy:
            tell(busy.message)
    return tuple(cut_off)


def size_of(text: str) -> int:
    """Bytes in "500 MB", "2G" or "1000".  Raises InputError for anything else."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise InputError(f"“{text}” is not a size.", "Write it as 500MB or 2GB.")
    return int(float(match[1]) * _UNITS[match[2].upper()])


def _pieces(store: Path) -> Iterator[Piece]:
    """Every file; a blob counts as used when something that names it was."""
    memos = [_piece(path) for path in store.glob("memos/*/*") if path.is_file()]
    named: dict[Digest, float] = {}
    for memo in memos:
        for digest in _named_in(memo.path):
            named[digest] = max(named.get(digest, 0.0), memo.used)
    yield from memos
    for path in store.glob("blobs/*/*"):
        if path.is_file():
            piece = _piece(path)
            used = named.get(path.parent.name + path.name, 0.0)
            yield Piece(path, piece.bytes, max(piece.used, used))


def _piece(path: Path) -> Piece:
    known = path.stat()
    return Piece(path, known.st_size, max(known.st_atime, known.st_mtime))


def _named_in(memo: Path) -> set[Digest]:
    """The blobs that a memo names; looking is no use, so its time of access stays."""
    try:
        known = memo.stat()
        text = memo.read_bytes()
        os.utime(memo, ns=(known.st_atime_ns, known.st_mtime_ns))
    except OSError:  # it cannot be read, so it counts as missing
        return set()
    return {digest.decode() for digest in _DIGEST.findall(text.partition(b"\n")[2])}


def _surplus(pieces: list[Piece], larger_than: int | None) -> Iterator[Piece]:
    """The longest unused, until the rest is small enough."""
    if larger_than is None:
        return
    total = sum(piece.bytes for piece in pieces)
    for piece in pieces:
        if total <= larger_than:
            return
        total -= piece.bytes
        yield piece

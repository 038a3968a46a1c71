"""The store: finished work, kept under the hash of what it is and of what made it.

Two kinds of file, both written to a temporary name and then moved into place, so a reader never sees
half a file and two writers of the same thing do no harm:

* blobs/ab/cdef…   bytes, named by their own SHA-256;
* memos/ab/cdef…   small JSON answers, named by the key of the question, with a checksum line.

Everything read is checked.  A damaged file counts as missing, so the work is simply done again; so does one
that cannot be read, or a folder in its place.  A blob's time of writing is set to one that follows from its
name and length.  Whoever writes in it changes that; until then nobody has to read it to know it undamaged.

A file's time of access is when it was last used, to within a day, so that `tidy` knows what nobody needs.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

Digest = str
"""64 hexadecimal digits of SHA-256."""
Key = str
"""A digest of everything that goes into a piece of work."""
_DAY = 24 * 60 * 60
"""Seconds; use is noted once in so many."""
_PIECE = 1_000_000
"""Bytes that are copied at a time."""
_FIRST_SEAL = 400_000_000
"""Seconds since 1970: in 1982, since a memory stick's file system (FAT) knows no time before 1980."""
_SEALS = 350_000_000
"""So many times, two seconds apart since FAT knows no less, end in 2004: no clock gives one any more."""


def digest_of(data: bytes) -> Digest:
    return hashlib.sha256(data).hexdigest()


def key_of(*ingredients: object) -> Key:
    """The key of a piece of work: the SHA-256 of its ingredients in one canonical spelling.

    Dataclasses, tuples, mappings, sets of strings, paths-free scalars and None may go in; anything else
    is refused, since an object's default spelling holds its address.
    """
    text = json.dumps(ingredients, default=_spelt, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return digest_of(text.encode())


def _spelt(value: object) -> object:
    """What JSON has no word for."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"": type(value).__name__, **{name: getattr(value, name) for name in _names(type(value))}}
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    raise TypeError(f"cannot make a key from a {type(value).__name__}")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass; a build asks tens of thousands of times."""
    return tuple(field.name for field in fields(kind))


@cache
def code_digest(*names: str) -> Digest:
    """The digest of the program's own source in the named modules or packages of everyread.

    Part of every task's key: when a room's code changes, its work is done again, and no version number
    needs to be remembered.
    """
    summary = hashlib.sha256()
    root = resources.files("everyread")
    for name in names:
        place = Path(str(root.joinpath(*name.split("."))))
        for path in sorted(_sources(place)) if place.is_dir() else [place.with_suffix(".py")]:
            summary.update(path.relative_to(str(root)).as_posix().encode() + b"\0" + path.read_bytes())
    return summary.hexdigest()


@cache
def version_of(distribution: str) -> str:
    """The installed version of an engine, for keys; looked up once, since that means reading a file."""
    return version(distribution)


def _sources(place: Path) -> Iterator[Path]:
    return (path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc")


@dataclass(frozen=True, slots=True)
class Store:
    """A content-addressed folder; cheap to pickle, safe for several processes at once."""

    root: Path
    not_before: float = 0.0
    """Memos older than this (seconds since 1970) do not count: how `--fresh` asks for new work."""

    lanes: ClassVar[int] = 1
    """How many questions are worth asking side by side; a disc answers one after another quickest."""

    def put(self, data: bytes) -> Digest:
        """Keep bytes; the digest finds them again.

        Raises OSError when the disc is full or the folder is not writable.
        """
        digest = digest_of(data)
        if not self.is_sound(digest):
            path = self._path("blobs", digest)
            self._write(path, data)
            _seal(path, digest, len(data))
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes with this digest.

        Raises KeyError when they are missing, damaged or cannot be read; damaged ones are removed.
        """
        path = self._path("blobs", digest)
        try:
            data, known = path.read_bytes(), path.stat()
        except OSError as error:
            raise KeyError(digest) from error
        if digest_of(data) != digest:
            path.unlink(missing_ok=True)
            raise KeyError(digest)
        if known.st_mtime_ns == _sealed(digest, len(data)):
            _note_use(path, known)
        else:
            _seal(path, digest, len(data))
        return data

    def copy(self, digest: Digest, target: Path) -> None:
        """Write the bytes with this digest to a file, piece by piece: a recording may have gigabytes.

        Raises KeyError as `get` does, and OSError when the target cannot be written.
        """
        path, summary = self._path("blobs", digest), hashlib.sha256()
        try:
            stream = path.open("rb")
        except OSError as error:
            raise KeyError(digest) from error
        with stream, target.open("wb") as copied:
            while piece := stream.read(_PIECE):
                summary.update(piece)
                copied.write(piece)
        if summary.hexdigest() != digest:
            path.unlink(missing_ok=True)
            raise KeyError(digest)

    def holds(self, digest: Digest) -> bool:
        """Whether a blob is here, by name alone; `get` checks its bytes."""
        return self._path("blobs", digest).is_file()

    def is_sound(self, digest: Digest) -> bool:
        """Whether a blob is here and undamaged; a damaged one is removed."""
        place = self._place("blobs", digest)
        try:
            known = os.stat(place)  # noqa: PTH116 - a Path takes longer to make than the file to look at
            if known.st_mtime_ns == _sealed(digest, known.st_size) and os.access(place, os.R_OK):
                _note_use(place, known)
            else:
                self.get(digest)
        except (OSError, KeyError):
            return False
        return True

    def size(self, digest: Digest) -> int:
        """Length of a blob in bytes."""
        return os.stat(self._place("blobs", digest)).st_size  # noqa: PTH116 - as above

    def remember(self, key: Key, answer: Any) -> None:
        """Keep a JSON answer under the key of its question."""
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        self._write(self._path("memos", key), digest_of(body).encode() + b"\n" + body)

    def recall(self, key: Key) -> Any | None:
        """The answer kept under this key; None when there is none, or it is damaged."""
        place = self._place("memos", key)
        try:
            with open(place, "rb") as stream:  # noqa: PTH123 - as above
                known = os.fstat(stream.fileno())
                if known.st_mtime < self.not_before:
                    return None
                checksum, _, body = stream.read().partition(b"\n")
            _note_use(place, known)
            return json.loads(body) if digest_of(body).encode() == checksum else None
        except (OSError, ValueError):
            return None

    def _path(self, kind: str, name: str) -> Path:
        return Path(self._place(kind, name))

    def _place(self, kind: str, name: str) -> str:
        return f"{self.root}/{kind}/{name[:2]}/{name[2:]}"

    def _write(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data, staging=self.root)
        except (FileExistsError, IsADirectoryError, NotADirectoryError):
            _make_way(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data, staging=self.root)


def _make_way(path: Path) -> None:
    """Remove what does not belong there: a folder in place of a file, or a file in place of a folder."""
    if path.is_dir():
        shutil.rmtree(path)
    for folder in (path.parent, path.parent.parent):
        if folder.exists() and not folder.is_dir():
            folder.unlink()


def _sealed(digest: Digest, size: int) -> int:
    """The time of writing, in nanoseconds since 1970, of an undamaged blob with this name and length."""
    return (_FIRST_SEAL + (int(digest[:15], 16) + size) % _SEALS * 2) * 1_000_000_000


def _seal(path: Path, digest: Digest, size: int) -> None:
    """Note that a blob is undamaged; one without the note is read again, which only takes longer."""
    with suppress(OSError):
        os.utime(path, ns=(time.time_ns(), _sealed(digest, size)))


def _note_use(path: Path | str, known: os.stat_result) -> None:
    """Note that a file was used; the time of writing stays, since `--fresh` goes by it.

    A disc may be mounted so that reading leaves no trace, and a file may belong to somebody else.
    """
    if time.time() - known.st_atime > _DAY:
        with suppress(OSError):
            os.utime(path, ns=(time.time_ns(), known.st_mtime_ns))


def write_atomically(path: Path, data: bytes, *, staging: Path) -> None:
    """Write a file so that it is there whole or not at all.

    `staging` is a folder on the same file system, where the temporary file lives.
    """
    handle, name = tempfile.mkstemp(dir=staging, prefix=".part-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # mkstemp is private to the user; a published file must be readable by a web server.
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # there only if something above failed

"""A store at an address, which all machines of a cluster share.

The same as a folder: blobs named by their SHA-256, memos by their key, everything read is checked.  An object
is written whole or not at all, so nobody ever sees half of one.  Blobs that were read or made here are kept
in a folder of this machine too, up to a size; what is there is checked each time as well.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import platformdirs

from everyread.addresses import LANES, Place, folder_of, is_address, open_place
from everyread.errors import MachineError
from everyread.store import Digest, Key, Store, digest_of

MOST_NEAR = 4_000_000_000
"""Bytes that are kept on this machine: the sound of about 60 hours, which is more than one issue."""
_TRIM_EVERY = 64
"""Blobs written here between two looks at the size of the folder."""

NOWHERE = Place("memory://everyread")
"""Fields after others with a default must have one too."""


@dataclass(frozen=True, slots=True)
class RemoteStore(Store):
    """`root` is the folder of this machine; the truth is at the place."""

    place: Place = NOWHERE
    most_near: int = MOST_NEAR

    lanes: ClassVar[int] = LANES

    def __reduce__(self) -> tuple[Any, ...]:
        """Another machine has another folder, so that does not travel."""
        return open_store, (self.place.address, self.not_before)

    def put(self, data: bytes) -> Digest:
        """Keep bytes; the digest finds them again.  Raises MachineError when the service cannot be used."""
        digest = digest_of(data)
        known = self.place.look(_name("blobs", digest))
        if known is None or known.size != len(data):
            self.place.write(_name("blobs", digest), data)
        self._keep_near(data)
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes with this digest.

        Raises KeyError when they are missing or damaged, and damaged ones are removed; MachineError when
        the service cannot be used.
        """
        try:
            return Store(self.root).get(digest)
        except KeyError:
            pass
        try:
            data = self.place.read(_name("blobs", digest))
        except FileNotFoundError as error:
            raise KeyError(digest) from error
        if digest_of(data) != digest:
            self.place.remove(_name("blobs", digest))
            raise KeyError(digest)
        self._keep_near(data)
        return data

    def copy(self, digest: Digest, target: Path) -> None:
        target.write_bytes(self.get(digest))

    def holds(self, digest: Digest) -> bool:
        return self.place.look(_name("blobs", digest)) is not None

    def is_sound(self, digest: Digest) -> bool:
        """Whether a blob is there: reading gigabytes to see that nothing is to be done would cost too much.

        The service keeps checksums of its own, and whoever reads a blob checks it.
        """
        return self.holds(digest)

    def size(self, digest: Digest) -> int:
        known = self.place.look(_name("blobs", digest))
        if known is None:
            raise FileNotFoundError(digest)
        return known.size

    def remember(self, key: Key, answer: Any) -> None:
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        self.place.write(_name("memos", key), digest_of(body).encode() + b"\n" + body)

    def recall(self, key: Key) -> Any | None:
        name = _name("memos", key)
        try:
            if self.not_before and not self._is_new(name):
                return None
            checksum, _, body = self.place.read(name).partition(b"\n")
            return json.loads(body) if digest_of(body).encode() == checksum else None
        except (FileNotFoundError, ValueError):
            return None

    def _is_new(self, name: str) -> bool:
        known = self.place.look(name)
        return known is not None and known.written >= self.not_before

    def _keep_near(self, data: bytes) -> None:
        try:
            digest = Store(self.root).put(data)
            if int(digest[:8], 16) % _TRIM_EVERY == 0:
                trim(self.root, self.most_near)
        except OSError:  # a full disc here: the blob is at the place
            return


def trim(folder: Path, most: int) -> None:
    """Remove the blobs that were used longest ago until no more than so many bytes are left."""
    found: list[tuple[float, int, Path]] = []
    for path in (folder / "blobs").rglob("*"):
        try:
            known = path.stat()
        except FileNotFoundError:  # another process trims too
            continue
        if path.is_file():
            found.append((known.st_atime, known.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        path.unlink(missing_ok=True)
        total -= size


def open_store(address: str, not_before: float = 0.0) -> Store:
    """The store in a folder, or at an address.

    Raises InputError or MachineError when the address cannot be used.
    """
    if not is_address(address):
        return Store(folder_of(address).absolute(), not_before)
    place = open_place(address)
    near = Path(platformdirs.user_cache_dir("everyread", appauthor=False)) / "near"
    root = near / digest_of(place.address.encode())[:16]
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(
            f"Nothing can be kept in {near} ({os.strerror(error.errno or 0)}).",
            "Set XDG_CACHE_HOME to a folder that may be written.",
        ) from error
    return RemoteStore(root, not_before, place)


def _name(kind: str, name: str) -> str:
    return f"{kind}/{name[:2]}/{name[2:]}"

"""Where a finished issue goes: a folder of this machine, or an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from everyread.addresses import folder_of, is_address, open_place
from everyread.findings import Finding
from everyread.locks import Tell, alone_in
from everyread.manifest import Manifest, read_manifest
from everyread.publish import Published, finish, left_alone, publish
from everyread.store import Digest, Store
from everyread.transfer import file_digest


class Destination(Protocol):
    """`str` of it is what people are shown."""

    def manifest(self) -> Manifest | None:
        """What the last build said is there."""

    def has(self, path: str, digest: Digest) -> bool:
        """Whether this very file is there and need not come from the store."""

    def left_alone(self, files: Mapping[str, Digest]) -> tuple[Finding, ...]:
        """Findings for files that somebody changed, and that a build without them leaves alone."""

    def publish(self, files: Mapping[str, Digest], manifest: bytes, store: Store) -> Published:
        """Make it hold just these files, and issue.json last."""


@dataclass(frozen=True, slots=True)
class FolderDestination:
    """A folder of this machine."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def manifest(self) -> Manifest | None:
        return read_manifest(self.folder)

    def has(self, path: str, digest: Digest) -> bool:
        return file_digest(self.folder / path) == digest

    def left_alone(self, files: Mapping[str, Digest]) -> tuple[Finding, ...]:
        return left_alone(self.folder, files)

    def publish(self, files: Mapping[str, Digest], manifest: bytes, store: Store) -> Published:
        return publish(self.folder, files, manifest, store)


@dataclass(frozen=True, slots=True)
class RemoteDestination:
    """An address; what is carried over from an earlier build must still be in the store."""

    address: str

    def __str__(self) -> str:
        return self.address

    def manifest(self) -> Manifest | None:
        from everyread.publish_remote import read_remote_manifest

        return read_remote_manifest(self.address)

    def has(self, path: str, digest: Digest) -> bool:  # noqa: ARG002 - the protocol has it
        return False

    def left_alone(self, files: Mapping[str, Digest]) -> tuple[Finding, ...]:  # noqa: ARG002 - the same
        return ()

    def publish(self, files: Mapping[str, Digest], manifest: bytes, store: Store) -> Published:
        from everyread.publish_remote import publish_remote

        return publish_remote(self.address, files, manifest, store)


@contextmanager
def open_destination(out: str, tell: Tell) -> Iterator[Destination]:
    """A folder or an address is had alone; what was begun in a folder is ended first."""
    if is_address(out):
        from everyread.remote_locks import alone_at

        with alone_at(open_place(out), tell):
            yield RemoteDestination(out.rstrip("/"))
        return
    folder = folder_of(out)
    with alone_in(folder, tell):
        finish(folder)
        yield FolderDestination(folder)

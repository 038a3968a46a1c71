"""Addresses of other places than this machine's folders: s3://bucket/issues, sftp://host/folder, memory://.

Object stores are reached through obstore (`object_stores`), anything else that fsspec knows through that.
Secrets come from the environment only (AWS_ACCESS_KEY_ID and so on), so no address, message or log ever holds
one.  A service's answer may hold one, so a message says what it means and never quotes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from everyread.errors import EveryreadError, InputError, MachineError
from everyread.object_stores import SCHEMES, open_object_store

LANES = 32
"""Requests side by side: an object store answers each in tens of milliseconds, and any number at once."""
_INSTALL = "pip install 'everyread[cluster]'"


class Files(Protocol):
    """What is at an address; FileNotFoundError for what is not there."""

    def read(self, name: str) -> bytes: ...

    def write(self, name: str, data: bytes) -> None: ...

    def remove(self, name: str) -> None: ...

    def look(self, name: str) -> tuple[int, float]:
        """Bytes, and when it was written."""

    def names(self, folder: str) -> list[str]:
        """Everything that is there, or in a folder there."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a service says of an object."""

    size: int
    """Bytes."""
    written: float
    """Seconds since 1970, by the service's clock."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder at an address; each object is read and written whole.

    Every method raises MachineError when the service cannot be used.
    """

    address: str

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError."""
        with self._in_words():
            return self._files().read(name)

    def write(self, name: str, data: bytes) -> None:
        """Put it there, whatever was there."""
        with self._in_words():
            try:
                self._files().write(name, data)
            except FileNotFoundError as error:  # no such bucket
                raise _trouble(error, self.address) from None

    def remove(self, name: str) -> None:
        """Nothing happens when it is not there."""
        with self._in_words(), suppress(FileNotFoundError):
            self._files().remove(name)

    def look(self, name: str) -> Thing | None:
        """What is there under a name, without reading it; None for nothing."""
        with self._in_words(), suppress(FileNotFoundError):
            return Thing(*self._files().look(name))
        return None

    def names(self, folder: str = "") -> list[str]:
        """Everything that is there, or in a folder there, in order."""
        with self._in_words(), suppress(FileNotFoundError):
            return sorted(self._files().names(folder))
        return []

    def _files(self) -> Files:
        return _opened(self.address)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except _troubles() as error:
            # What the service said may quote an access key, so it is not chained either.
            raise _trouble(error, self.address) from None


@dataclass(frozen=True, slots=True)
class FileSystem:
    """A folder of a file system that fsspec knows."""

    inner: Any
    root: str

    def read(self, name: str) -> bytes:
        return bytes(self.inner.cat_file(self._path(name)))

    def write(self, name: str, data: bytes) -> None:
        try:
            self.inner.pipe_file(self._path(name), data)
        except FileNotFoundError:
            self.inner.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
            self.inner.pipe_file(self._path(name), data)

    def remove(self, name: str) -> None:
        self.inner.rm_file(self._path(name))

    def look(self, name: str) -> tuple[int, float]:
        info = self.inner.info(self._path(name))
        if info["type"] != "file":
            raise FileNotFoundError(name)
        return int(info["size"]), _written(info)

    def names(self, folder: str) -> list[str]:
        own = self._path("")
        found = map(str, self.inner.find(f"{own}{folder}"))
        return [path.removeprefix(own) for path in found if path.startswith(own)]

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"


def is_address(text: str) -> bool:
    """Whether this is an address and not a folder of this machine."""
    return "://" in text and not text.startswith("file://")


def folder_of(text: str) -> Path:
    """The folder that a path or a file:// address names."""
    return Path(unquote(urlsplit(text).path)) if text.startswith("file://") else Path(text)


def open_place(address: str) -> Place:
    """The place at an address.

    Raises InputError for an address that cannot be, MachineError when what reaches it is not installed.
    """
    try:
        parts = urlsplit(address)
        secret = parts.username is not None or parts.password is not None or parts.query
    except ValueError as error:
        raise InputError("The address cannot be read.", "Write it as s3://bucket/folder.") from error
    if secret:
        raise InputError(
            f"The address {parts.scheme}://… has a name, a password or a question mark in it.",
            "Put keys and passwords into the environment (for S3: AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY), and write the address without them.",
        )
    _opened(address)
    return Place(address.rstrip("/"))


@cache
def _opened(address: str) -> Files:
    """Made once a process, since it keeps connections open."""
    scheme = address.partition("://")[0]
    try:
        if scheme in SCHEMES:
            return open_object_store(address)
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        files, path = url_to_fs(address)
    except ImportError:
        raise MachineError(
            f"What reaches {scheme}:// addresses is not installed here.", f"Install it with: {_INSTALL}"
        ) from None
    except ValueError:
        raise InputError(
            f"No kind of address begins with {scheme}://.", "For instance: s3://bucket/folder."
        ) from None
    return FileSystem(files, str(path).rstrip("/"))


def _written(info: dict[str, Any]) -> float:
    """Each kind of file system has its own word for it."""
    for word in ("last_modified", "LastModified", "mtime", "modified", "created"):
        if (value := info.get(word)) is not None:
            if isinstance(value, datetime):
                return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
            return float(value)
    return 0.0


@cache
def _troubles() -> tuple[type[Exception], ...]:
    try:
        from obstore.exceptions import BaseError
    except ImportError:
        return (OSError,)
    return (OSError, BaseError)


def _trouble(error: Exception, address: str) -> EveryreadError:
    match type(error).__name__:
        case "PermissionDeniedError" | "UnauthenticatedError" | "PermissionError":
            return MachineError(
                f"{address} may not be used: the service refused the keys, or there were none.",
                "Set the service's keys in the environment, on every machine that works "
                "(for S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).",
            )
        case _ if "NoSuchBucket" in str(error):
            return MachineError(
                f"{address}: there is no such bucket.", "Make the bucket, or mend the address."
            )
        case _:
            return MachineError(
                f"{address} did not answer as it should ({type(error).__name__}).",
                "Nothing that was finished is lost. See that the service is up and the address is right "
                "(for S3: AWS_ENDPOINT_URL and AWS_REGION), then give the same command again.",
            )

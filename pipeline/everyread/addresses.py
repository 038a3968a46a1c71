"""Addresses of other places than this machine's folders: s3://bucket/issues, sftp://host/folder, memory://.

Anything that fsspec knows.  Object stores are reached through obstore.  Secrets come from the environment
only (AWS_ACCESS_KEY_ID and so on), so no address, message or log ever holds one.  A service's answer may hold
one, so a message says what it means and never quotes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from everyread.errors import EveryreadError, InputError, MachineError

LANES = 32
"""Requests side by side: an object store answers each in tens of milliseconds, and any number at once."""
_OBJECT_STORES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
_INSTALL = "pip install 'everyread[cluster]'"
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""Where the environment says that an S3 service other than Amazon's is."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a service says of an object."""

    size: int
    """Bytes."""
    written: float
    """Seconds since 1970, by the service's clock."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder at an address; each object is read and written whole."""

    address: str

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError; MachineError when the service cannot be used."""
        with self._in_words():
            return bytes(self._files().cat_file(self._path(name)))

    def write(self, name: str, data: bytes) -> None:
        """Raises MachineError."""
        with self._in_words():
            try:
                self._files().pipe_file(self._path(name), data)
            except FileNotFoundError:  # not an object store, where folders have to be made; or no bucket
                self._write_in_new_folder(name, data)

    def _write_in_new_folder(self, name: str, data: bytes) -> None:
        try:
            self._files().makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
            self._files().pipe_file(self._path(name), data)
        except FileNotFoundError as error:
            raise _trouble(error, self.address) from None

    def remove(self, name: str) -> None:
        """Nothing happens when it is not there.  Raises MachineError."""
        with self._in_words():
            try:
                self._files().rm_file(self._path(name))
            except FileNotFoundError:
                return

    def look(self, name: str) -> Thing | None:
        """What is there under a name, without reading it; None for nothing.  Raises MachineError."""
        with self._in_words():
            try:
                info = self._files().info(self._path(name))
            except FileNotFoundError:
                return None
            return Thing(int(info["size"]), _written(info)) if info["type"] == "file" else None

    def _files(self) -> Any:
        return _opened(self.address)[0]

    def _path(self, name: str) -> str:
        return f"{_opened(self.address)[1].rstrip('/')}/{name}"

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except _troubles() as error:
            # What the service said may quote an access key, so it is not chained either.
            raise _trouble(error, self.address) from None


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
def _opened(address: str) -> tuple[Any, str]:
    """The file system and the path in it; made once a process, since it keeps connections open."""
    scheme = address.partition("://")[0]
    try:
        import fsspec  # type: ignore[import-untyped]
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        if scheme in _OBJECT_STORES:
            from obstore.fsspec import register

            if scheme not in fsspec.available_protocols() or "Fsspec" not in _class_name(fsspec, scheme):
                register(scheme)
        # An address without a bucket or with an unknown scheme is a ValueError.
        files, path = url_to_fs(address, **(_patience() if scheme in _OBJECT_STORES else {}))
    except ImportError:
        raise MachineError(
            f"What reaches {scheme}:// addresses is not installed here.", f"Install it with: {_INSTALL}"
        ) from None
    except ValueError:
        raise InputError(
            f"No kind of address begins with {scheme}://.", "For instance: s3://bucket/folder."
        ) from None
    return files, str(path)


def _patience() -> dict[str, Any]:
    """A service that is down is known to be down after a minute, not after obstore's usual three."""
    plain = any(os.environ.get(name, "").startswith("http://") for name in _ENDPOINTS)
    return {
        "retry_config": {"max_retries": 4, "retry_timeout": timedelta(seconds=60)},
        # Without encryption only where the environment itself names such an address.
        "client_options": {"connect_timeout": "10s", "timeout": "120s", "allow_http": plain},
    }


def _class_name(fsspec: Any, scheme: str) -> str:
    known = fsspec.registry.get(scheme)
    return known.__name__ if known else ""


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

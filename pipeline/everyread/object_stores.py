"""Object stores: Amazon's S3 and what is like it, Google's and Microsoft's, reached through obstore.

Its calls that wait are used, and not those for asyncio, which fsspec would use: there an answer that is on
its way into Python when the program ends aborts it (3 of 40 programs on a busy machine, exit code -6).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from everyread.errors import InputError

SCHEMES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""Where the environment says that an S3 service other than Amazon's is."""
_KEYS = {
    "s": (
        "AWS_ACCESS_KEY_ID",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ),
    "g": ("GOOGLE_SERVICE_ACCOUNT", "GOOGLE_SERVICE_ACCOUNT_KEY", "GOOGLE_APPLICATION_CREDENTIALS"),
    "a": (
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_STORAGE_ACCESS_KEY",
        "AZURE_STORAGE_CLIENT_ID",
        "AZURE_CLIENT_ID",
        "AZURE_STORAGE_SAS_KEY",
        "AZURE_STORAGE_TOKEN",
    ),
}
"""What in the environment gives keys, by the first letter of the kind of address."""


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A folder of a bucket.  What is not there raises FileNotFoundError, all else an error of obstore."""

    inner: Any

    def read(self, name: str) -> bytes:
        import obstore

        return bytes(obstore.get(self.inner, name).bytes())

    def write(self, name: str, data: bytes) -> None:
        import obstore

        obstore.put(self.inner, name, data)

    def remove(self, name: str) -> None:
        import obstore

        obstore.delete(self.inner, name)

    def look(self, name: str) -> tuple[int, float]:
        """Bytes, and when it was written: seconds since 1970, by the service's clock."""
        import obstore

        known = obstore.head(self.inner, name)
        return known["size"], known["last_modified"].timestamp()

    def names(self, folder: str) -> list[str]:
        import obstore

        return [each["path"] for each in obstore.list(self.inner, folder or None).collect()]


def open_object_store(address: str) -> ObjectStore:
    """The store at an address.

    Raises ImportError when obstore is not installed, InputError for an address that cannot be.
    """
    from obstore.exceptions import BaseError
    from obstore.store import from_url

    scheme, _, rest = address.partition("://")
    plain = any(os.environ.get(name, "").startswith("http://") for name in _ENDPOINTS)
    try:
        inner = from_url(
            f"{'gs' if scheme == 'gcs' else scheme}://{rest}",
            # A service that is down is known to be down after a minute, not after obstore's usual three.
            retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=60)},
            # Without encryption only where the environment itself names such an address.
            client_options={"connect_timeout": "10s", "timeout": "120s", "allow_http": plain},
            **_keys(scheme),
        )
    except (BaseError, ValueError):
        raise InputError(
            f"The address {scheme}://… names no bucket.", "For instance: s3://bucket/folder."
        ) from None
    return ObjectStore(inner)


def _keys(scheme: str) -> dict[str, Any]:
    """Where the environment names no keys, none are used.

    Else the service's client would ask 169.254.169.254 for some, which is the cloud's own machine in a cloud
    and nobody's anywhere else.  `AWS_EC2_METADATA_DISABLED=false` asks for that, as for Amazon's own tools.
    """
    given = any(os.environ.get(name) for name in _KEYS[scheme[0]])
    asked = os.environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "false"
    return {} if given or asked else {"skip_signature": True}

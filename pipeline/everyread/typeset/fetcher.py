"""What WeasyPrint may fetch: pictures from the store, our fonts, and nothing else.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

import re

from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from everyread.store import Store
from everyread.typeset.fonts import FACES, font_bytes

_DIGEST = re.compile(r"[0-9a-f]{64}")


class StoreFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `blob:<digest>` from the store and `font:<name>` from the font packages."""

    def __init__(self, store: Store) -> None:
        super().__init__(allowed_protocols=())
        self._store = store

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        """The bytes at an address of ours; PermissionError for any other, and nothing leaves the machine."""
        scheme, _, name = url.partition(":")
        if scheme == "blob" and _DIGEST.fullmatch(name):
            return URLFetcherResponse(url, self._store.get(name))
        if scheme == "font" and name in FACES:
            return URLFetcherResponse(url, font_bytes(name), {"Content-Type": "font/ttf"})
        raise PermissionError(f"{url[:80]} is not a picture of the article")

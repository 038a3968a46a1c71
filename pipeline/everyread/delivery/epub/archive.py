"""The EPUB container: a zip whose bytes depend on nothing but its entries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import chain

MIMETYPE = ("mimetype", b"application/epub+zip")
"""The first entry, so that a reader knows the file by its first bytes (EPUB 3.3, 4.2.6.2)."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell."""


def packed(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The container with these files in this order.

    Nothing is compressed: nearly all of it is sound, which is so already, and compressed bytes differ from
    one zlib to the next.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in chain([MIMETYPE], entries):  # one at a time: a recording is megabytes
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), data)
    return stream.getvalue()

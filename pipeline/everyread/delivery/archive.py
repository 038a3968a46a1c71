"""A zip whose bytes depend on nothing but what is put into it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from zipfile import ZIP_STORED, ZipFile, ZipInfo

NO_TIME = datetime(1980, 1, 1)
"""The earliest time that a zip can tell."""
_MODE = 0o100644
"""An ordinary file that everybody may read, wherever it is unpacked."""


def packed(entries: Iterable[tuple[str, bytes]], begin: datetime = NO_TIME, apart: int = 0) -> bytes:
    """The files in this order, the first with the time `begin`, each `apart` minutes younger than the last.

    Nothing is compressed.  Nearly all of it is sound, which is so already, old players read it at once, and
    compressed bytes differ from one zlib to the next.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for place, (name, data) in enumerate(entries):  # one at a time: a recording is megabytes
            entry = ZipInfo(name, (begin + timedelta(minutes=place * apart)).timetuple()[:6])
            entry.create_system = 3  # Unix, whatever the system: the same bytes
            entry.external_attr = _MODE << 16
            archive.writestr(entry, data)
    return stream.getvalue()

"""The parts of an office document, a zip archive: XML without entities or network, all of bounded size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_PART = 1024 * 1024
"""Bytes of a small part; properties have about 700, a footer about 5,000."""
MOST_PICTURE = 20 * 1024 * 1024
"""Bytes of one picture."""
_DAMAGE = (
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the zip reader raises for a part that is damaged, locked with a password, or packed in an odd way."""


def part(data: bytes, name: str, most: int = MOST_PART) -> Any:
    """The root of one part; None when there is none, it is larger than `most` bytes, or it is not XML."""
    from lxml import etree

    source = content(data, name, most)
    if source is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        return None


def with_parts(data: bytes, new: Mapping[str, bytes]) -> bytes:
    """The same package with other content in some of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in dict.fromkeys(source.namelist()):
            target.writestr(source.getinfo(entry), new[entry] if entry in new else source.read(entry))
    return stream.getvalue()


def content(data: bytes, name: str, most: int) -> bytes | None:
    """The bytes of one part; None when there is none, it is damaged, or larger than `most` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if name not in archive.namelist() or archive.getinfo(name).file_size > most:
                return None
            return archive.read(name)
    except _DAMAGE:
        return None


def picture(data: bytes, name: str) -> bytes | None:
    """The bytes of a picture in the package; None when it holds none of this name."""
    return content(data, name, MOST_PICTURE)

"""The XML parts inside a Word document, parsed without entities, network or unbounded size."""

from __future__ import annotations

import io
import zipfile
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_PART = 1024 * 1024
"""Bytes of a small part; properties have about 700, a footer about 5,000."""


def part(data: bytes, name: str, most: int = MOST_PART) -> Any:
    """The root of one part; None when there is none, it is larger than `most` bytes, or it is not XML."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if name not in archive.namelist() or archive.getinfo(name).file_size > most:
            return None
        content = archive.read(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with other content in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in dict.fromkeys(source.namelist()):
            target.writestr(source.getinfo(entry), content if entry == name else source.read(entry))
    return stream.getvalue()

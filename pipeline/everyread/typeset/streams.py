"""Writes the streams of a PDF quicker than pydyf does, and so that PDF/A has nothing to say against them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pydyf  # type: ignore[import-untyped]

LEVEL = 6
"""Of compression: zlib's own default.  The ninth, pydyf's, takes longer and gains next to nothing."""
_KEPT = "_everyread_data"


@contextmanager
def our_streams() -> Iterator[None]:
    """While this lasts, pydyf writes its streams in our way."""
    own = pydyf.Stream.data
    pydyf.Stream.data = property(_data)
    try:
        yield
    finally:
        pydyf.Stream.data = own


def _data(stream: Any) -> bytes:
    """The stream as it stands in the file.

    It is kept, for the file's identifier is made from all objects, and pydyf writes each out once for that
    and once for the file.  What it was made from, which takes a tenth of all memory, is let go.
    """
    if not hasattr(stream, _KEPT):
        setattr(stream, _KEPT, _written_out(stream))
        stream.stream.clear()
    return cast(bytes, getattr(stream, _KEPT))


def _written_out(stream: Any) -> bytes:
    content = b"\n".join(map(_operator, stream.stream))
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        filters = 0
        # A line end as the last byte of a stream could be part of the one that follows it, and then /Length
        # would be wrong (ISO 19005-2, 6.1.7.1).  Deflating once more gives another last byte.
        while not filters or content.endswith((b"\r", b"\n")):
            content = zlib.compress(content, LEVEL)
            filters += 1
        extra["Filter"] = "/FlateDecode" if filters == 1 else pydyf.Array(["/FlateDecode"] * filters)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _operator(item: bytes | str | pydyf.Object) -> bytes:
    """An operator of a page, or an operand."""
    if isinstance(item, bytes):
        return item
    return item.encode("ascii") if isinstance(item, str) else cast(bytes, item.data)

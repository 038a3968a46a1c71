"""Pictures: which ones an article names, and whether their bytes are what everyread can print.

Only PNG and JPEG, known by their first bytes and not by their names.  Nothing is fetched from anywhere.
"""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

MOST_PICTURES = 200
"""Pictures of one article; a page of a newsletter has about two."""
MOST_PIXELS = 60_000_000
"""60 megapixels unpack to about 240 MB of memory; a good camera makes 24."""
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jfif"})

# Markdown's ![alt](target), its [name]: target, and the src of an HTML element.
_NAMED = re.compile(
    r"""!\[[^\]\n]{0,1000}\]\(\s{0,9}(?:<([^>\n]{1,500})>|([^\s)]{1,500}))"""
    r"""|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?([^\s>]{1,500})"""
    r"""|\bsrc\s{0,9}=\s{0,9}(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s>"']{1,500}))""",
    re.MULTILINE | re.IGNORECASE,
)


class PictureError(Exception):
    """A picture cannot be used; `reason` follows the words "it", `fix` says what to do."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.reason = reason
        self.fix = fix


def local_name(target: str) -> str:
    """The file beside the article that a picture's target names; empty when it names something else.

    A sub-folder is fine; anything outside the article's folder, or on the network, is not.
    """
    path = html.unescape(unquote(target.strip()))
    if not path or re.match(r"[\w.+-]*:|[/\\~]", path) or "\0" in path or "\\" in path:
        return ""
    pure = PurePosixPath(path.split("?")[0].split("#")[0])
    return "" if ".." in pure.parts or pure == PurePosixPath(".") else pure.as_posix()


def named_in(data: bytes) -> tuple[str, ...]:
    """The pictures beside the article that its Markdown or HTML names, each once, in their order."""
    text = data.decode("utf-8", "replace")
    names = (local_name(target) for target in _targets(text))
    found = dict.fromkeys(name for name in names if PurePosixPath(name).suffix.lower() in _SUFFIXES)
    return tuple(found)[:MOST_PICTURES]


def media_type(data: bytes) -> str:
    """The media type of a picture's bytes.

    Raises PictureError when they are no PNG or JPEG, are cut short, or unpack to too much.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        size, kind = _png_size(data), "image/png"
    elif data.startswith(b"\xff\xd8\xff"):
        size, kind = _jpeg_size(data), "image/jpeg"
    else:
        raise PictureError(
            "is not a PNG or JPEG picture", "Save it as PNG or JPEG and name that in the article."
        )
    if size is None or min(size) == 0:
        raise PictureError("is damaged", "Open it in a picture program and save it again.")
    if size[0] * size[1] > MOST_PIXELS:
        raise PictureError(
            f"has {size[0]:,} by {size[1]:,} pixels", "Make it smaller: 3000 pixels wide is plenty."
        )
    return kind


def _targets(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        yield next(group for group in match.groups() if group)


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in the header; None when the file is cut short (its last chunk is missing)."""
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-64:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in the frame header; None when there is none or the file has no end mark."""
    if b"\xff\xd9" not in data[-1024:]:
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        step = 1 if marker == 0xFF else 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        at += step
    return None

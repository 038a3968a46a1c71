"""Pictures inside the page itself, light enough to load at once: one file is all that a member needs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from everyread.article import Article, Figure
from everyread.store import Store

if TYPE_CHECKING:
    from PIL.Image import Image

LIGHT = 195_000
"""Bytes that a page with its pictures may weigh; the proof allows 200,000."""
LEAST = 20_000
"""Bytes for the pictures of a page whose words alone are nearly too heavy."""
_STEPS = ((1000, 80), (800, 75), (640, 70), (480, 65), (360, 55), (240, 45))
"""Greatest width in pixels and JPEG quality, tried in turn; the column is 720 pixels wide."""


def embedded(article: Article, store: Store, weight: int) -> dict[str, str]:
    """Each picture's digest to its data: address, for a page that weighs so many bytes without them.

    Pictures too heavy for their share of what is left are made smaller; a drawing in SVG stays as it is.
    """
    figures = {block.picture: block for block in article.walk() if isinstance(block, Figure)}
    lightest_first = sorted(figures.values(), key=lambda figure: (store.size(figure.picture), figure.picture))
    room = max(LEAST, (LIGHT - weight) * 3 // 4)  # a data: address has four letters for three bytes
    return dict(_addresses(lightest_first, store, room))


def _addresses(figures: list[Figure], store: Store, room: int) -> Iterator[tuple[str, str]]:
    for place, figure in enumerate(figures):
        data, media_type = store.get(figure.picture), figure.media_type
        share = room // (len(figures) - place)
        if len(data) > share and media_type != "image/svg+xml":
            data, media_type = _smaller(data, share), "image/jpeg"
        room = max(0, room - len(data))
        yield figure.picture, f"data:{media_type};base64,{b64encode(data).decode()}"


def _smaller(data: bytes, share: int) -> bytes:
    """A JPEG of at most `share` bytes, or the smallest that can still be made out."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as original:
        picture = ImageOps.exif_transpose(original).convert("RGBA")
    # JPEG has no transparency: what was see-through becomes paper.
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    for width, quality in _STEPS:
        made = _jpeg(paper, width, quality)
        if len(made) <= share:
            break
    return made


def _jpeg(picture: Image, width: int, quality: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((width, width * 2))
    stream = BytesIO()
    copy.save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()

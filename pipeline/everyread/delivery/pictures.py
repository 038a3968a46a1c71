"""Pictures inside the page itself, so that one file is all a member needs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

from everyread.article import Article, Figure
from everyread.store import Store

WIDEST = 1000
"""Pixels: twice the widest column of the page would be 1,400, which nobody can tell from this."""
LARGEST = 150_000
"""Bytes: a picture above this is made smaller, since some members pay for each megabyte."""
_QUALITY = 80


def embedded(articles: Iterable[Article], store: Store) -> dict[str, str]:
    """Each picture's digest to its data: address."""
    figures = {
        block.picture: block for article in articles for block in article.walk() if isinstance(block, Figure)
    }
    return {digest: _address(store.get(digest), figure.media_type) for digest, figure in figures.items()}


def _address(data: bytes, media_type: str) -> str:
    if len(data) > LARGEST and media_type != "image/svg+xml":
        data, media_type = _smaller(data), "image/jpeg"
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def _smaller(data: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as original:
        picture = ImageOps.exif_transpose(original).convert("RGBA")
    picture.thumbnail((WIDEST, WIDEST * 2))
    # JPEG has no transparency: what was see-through becomes paper.
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    stream = BytesIO()
    paper.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue()

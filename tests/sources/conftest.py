"""What the tests of the readers share: read a few lines as an article, and show its blocks as lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from everyread.article import (
    Article,
    Block,
    Figure,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Table,
    text_of,
)
from everyread.errors import ArticleError
from everyread.sources.reader import Reading, reader_for
from everyread.store import Store


@pytest.fixture
def reading(store: Store) -> Callable[..., Reading]:
    """Read bytes or text under a file name."""

    def read(name: str, content: str | bytes, pictures: dict[str, bytes] | None = None) -> Reading:
        reader = reader_for(name)
        assert reader is not None
        data = content.encode() if isinstance(content, str) else content
        return reader.read(data, name, store, pictures or {})

    return read


@pytest.fixture
def article(reading: Callable[..., Reading]) -> Callable[..., Article]:
    """The one article in a file."""

    def read(name: str, content: str | bytes, pictures: dict[str, bytes] | None = None) -> Article:
        [found] = reading(name, content, pictures).articles
        return found

    return read


@pytest.fixture
def attempt(store: Store) -> Callable[[str, bytes], Article | str]:
    """The one article in a file, or the rule by which it was refused; any other error is let through."""

    def read(name: str, data: bytes) -> Article | str:
        reader = reader_for(name)
        assert reader is not None
        try:
            [found] = reader.read(data, name, store).articles
        except ArticleError as error:
            return error.rule
        return found

    return read


@pytest.fixture
def picture_of() -> Callable[..., bytes]:
    """The bytes of a picture of this size, in any format and mode that Pillow can write."""

    def make(size: tuple[int, int], form: str = "PNG", mode: str = "RGB", **options: Any) -> bytes:
        from PIL import Image

        stream = io.BytesIO()
        Image.new(mode, size, options.pop("color", 90)).save(stream, form, **options)
        return stream.getvalue()

    return make


@pytest.fixture
def outline() -> Callable[[Article], list[str]]:
    """An article's blocks as short lines: "## heading", "text", "- item", "! disclaimer", …"""
    return lambda found: list(_lines(found.blocks))


def _lines(blocks: tuple[Block, ...], pad: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{pad}{'#' * block.level} {text_of(block.prose)}"
            case Paragraph():
                yield pad + text_of(block.prose)
            case Listing():
                for item in block.items:
                    mark = item.mark or "-"
                    first, *rest = _lines(item.blocks)
                    yield f"{pad}{mark} {first}"
                    yield from (f"{pad}  {line}" for line in rest)
            case Notice():
                yield from (f"{pad}! {block.role}: {line}" for line in _lines(block.blocks))
            case Quotation():
                yield from (f"{pad}> {line}" for line in _lines(block.blocks))
                if block.speaker:
                    yield f"{pad}> — {block.speaker}"
            case Table():
                if block.caption:
                    yield f"{pad}|= {text_of(block.caption)}"
                for row in (block.head, *block.rows):
                    cells = (("*" if cell.header else "") + text_of(cell.prose) for cell in row)
                    yield pad + " | ".join(("|", *cells)) if row else f"{pad}|"
            case Figure():
                yield f"{pad}[{block.media_type} {block.alt}] {text_of(block.caption)}".rstrip()

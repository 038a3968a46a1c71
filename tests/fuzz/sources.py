"""Damaged files for every reader: whatever comes in, an article or an ArticleError comes out, in time.

The tests do a few of each; `make fuzz` does many.
"""

from __future__ import annotations

import html
import io
import json
import random
import re
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from everyread.article import Article, article_adapter
from everyread.errors import ArticleError
from everyread.sentences import segment
from everyread.sources.reader import readable_suffixes, reader_for
from everyread.store import Store

ROOT = Path(__file__).parent.parent.parent
PLACES = (ROOT / "sources" / "winter-2026", ROOT.parent / "shared" / "samples")
SECONDS = 20
"""Of the processor's time, so that a busy machine is not taken for a slow reader.

A damaged file of the size of an article is read in well under one.
"""
WORDS = (
    "Title", "rest", "ME/CFS", "“Yes”", "• one", "1. two", "\t", "\n\n", "\n", "A > B", "By Jane Smith",
    "Q: Why?", "A: So.", "| a | b |", "> said", "[1]", "References", "{{ x }}", "{% y %}", "\x00", "\ufeff",
    "\u00ad", "<p>", "</p>", "<li>", "<ul>", "<table>", "<td>", "<a href='javascript:x'>",
    "<img src=../a.png>", "&#0;", "&#x92;", "]]>", "<!--", "<![CDATA[", "---", "***", "```", "[^1]",
    "[^1]: note", "\\par ", "{\\b ", "}", "\\'92", "\\u8217?",
    "{\"title\": {\"rendered\": \"T\"}, \"content\": {\"rendered\": \"<p>", "\"}}", "<item>",
    "<content:encoded>", "This newsletter is not medical advice.", "Shopping Basket", "â€œtwiceâ€\x9d",
    "fi\ufb01", "treat-\nment",
)  # fmt: skip
"""Pieces that mean something to one reader or another."""


class SlowError(Exception):
    """A file took longer than `SECONDS`."""


def whole_files() -> list[tuple[str, bytes]]:
    """Real files and small ones made here, of every kind that a reader takes, by name."""
    known = set(readable_suffixes())
    found = [
        (path.name, path.read_bytes())
        for place in PLACES
        if place.is_dir()
        for path in sorted(place.iterdir())
        if path.suffix in known and path.is_file()
    ]
    return found + [(name, data) for name, data in made_files() if Path(name).suffix in known]


def made_files() -> Iterator[tuple[str, bytes]]:
    """A small file of each kind that may not be among the real ones."""
    text = "<h1>Title</h1><p>Some words, and a note, and so many more that this is a chapter.</p>"
    body = f"{text}<ul><li>one</li><li>two</li></ul>"
    yield "made.rtf", rb"{\rtf1\ansi{\fonttbl\f0 Arial;}{\b Title}\par Some \'93words\'94 \u8217? here.\par}"
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>"
    item = f"<item><title>T</title>{content}<wp:post_type>post</wp:post_type>"
    item += "<wp:status>publish</wp:status></item>"
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    channel = f"<channel><wp:wxr_version>1.2</wp:wxr_version>{item}</channel>"
    export = f'<?xml version="1.0"?><rss {spaces}>{channel}</rss>'.encode()
    yield "made.xml", export
    yield "made.wxr", export
    yield (
        "made.json",
        b'[{"title": {"rendered": "The title of it"}, "content": {"rendered": "<p>Words are here, more.</p>'
        b'<ul><li>one of them</li><li>two</li></ul><h2>A heading</h2><p>The last of the words.</p>"}, '
        b'"excerpt": {"rendered": "<p>What it is about.</p>"}, "link": "https://www.example.org/a"}]',
    )
    yield "made.epub", _epub(body)
    yield "made.odt", _odt()


def _epub(body: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/></spine></package>'
    )
    page = (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{body}</body></html>'
    )
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "a.opf": package,
        "c.xhtml": page,
    }
    return _zipped(parts)


def _odt() -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0"'
    text = '<text:h text:outline-level="1">Title</text:h><text:p>Some words here, and more.</text:p>'
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A copy with flipped bytes, a piece missing, doubled, moved or put in; of a zip, also inside a part."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _damaged_inside(data, chance)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        size = max(len(changed), 1)
        at, end = chance.randrange(size), chance.randrange(size)
        at, end = min(at, end), min(max(at, end), at + 5000)
        match chance.randrange(6):
            case 0:
                for _ in range(chance.randint(1, 20)):
                    if changed:
                        changed[chance.randrange(len(changed))] = chance.randrange(256)
            case 1:
                del changed[at:]
            case 2:
                del changed[at:end]
            case 3:
                changed[at:at] = changed[at:end] * chance.randint(1, 20)
            case 4:
                changed[at:at] = chance.choice(WORDS).encode()
            case _:
                piece = changed[at:end]
                del changed[at:end]
                to = chance.randrange(len(changed) + 1)
                changed[to:to] = piece
    return bytes(changed)


def nudged(data: bytes, chance: random.Random) -> bytes:
    """A copy that is mostly sound: a few pieces put in between words, tags or strings."""
    changed = bytearray(data)
    head = data.lstrip()[:1]
    for _ in range(chance.randint(1, 3)):
        as_json = head in {b"{", b"["}
        before = rb"(?=</)" if head == b"<" else rb"(?<=[a-z>])(?=[ <])" if as_json else rb"(?<=[> \n])"
        places = [found.start() for found in re.finditer(before, changed[: 1 << 16])] or [len(changed)]
        piece = chance.choice(WORDS)
        if as_json:
            piece = json.dumps(piece)[1:-1]
        elif head == b"<" and chance.random() < 0.8:
            piece = html.escape(re.sub("[\0-\x08]", "", piece))
        at = chance.choice(places)
        changed[at:at] = piece.encode()
    return bytes(changed)


def _damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """An archive that is sound, with one part that is not."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = [name for name in source.namelist() if name.endswith((".xml", ".rels", ".xhtml", ".opf"))]
        unlucky = chance.choice(names or source.namelist())
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, chance.choice((damaged, nudged))(content, chance) if name == unlucky else content
            )
    return stream.getvalue()


def read(name: str, data: bytes, store: Store, seconds: float = SECONDS) -> tuple[Article, ...] | str:
    """The segmented articles of a file, or the rule by which it was refused.

    Raises whatever else the reader raises, and SlowError.
    """
    reader = reader_for(name)
    assert reader is not None
    with limit(seconds):
        try:
            reading = reader.read(data, name, store)
        except ArticleError as error:
            return error.rule
        articles = tuple(segment(article) for article in reading.articles)
        for article in articles:
            article_adapter().validate_json(article_adapter().dump_json(article))
            assert not any(ord(letter) < 32 for each in article.sentences() for letter in each.text)
    assert articles, "a reading without an article and without a reason"
    return articles


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def expired(*_: object) -> None:
        raise SlowError(f"more than {seconds} s")

    previous = signal.signal(signal.SIGPROF, expired)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)

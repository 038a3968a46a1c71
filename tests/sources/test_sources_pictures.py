"""Pictures beside the article: found, checked, kept in the store; never from elsewhere."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from everyread.article import Figure, text_of
from everyread.sources.pictures import PictureError, local_name, media_type, named_in

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 7))
        + chunk(b"IEND", b"")
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00\xff\xd9"


def test_kinds():
    assert media_type(png()) == "image/png"
    assert media_type(JPEG) == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        png()[:40],
        JPEG[:-2],
        b"\xff\xd8\xff\xff\xff\xd9",
        png(0, 5),
        png(100_000, 100_000),
    ],
)
def test_what_cannot_be_printed(data):
    with pytest.raises(PictureError):
        media_type(data)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("a.png", "a.png"),
        ("./sub/my%20cat.jpg?x=1", "sub/my cat.jpg"),
        ("a&amp;b.png", "a&b.png"),
        ("../a.png", ""),
        ("sub/../../a.png", ""),
        ("%2e%2e/a.png", ""),
        ("/etc/a.png", ""),
        ("//host/a.png", ""),
        ("https://host/a.png", ""),
        ("file:a.png", ""),
        ("C:\\a.png", ""),
        ("sub\\a.png", ""),
        ("~/a.png", ""),
        ("a%00.png", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_names_of_files_beside_the_article(target, name):
    assert local_name(target) == name


def test_pictures_that_an_article_names():
    text = (
        "![a](one.png) ![b](<two words.jpg> 'title') ![c][ref] ![d](../no.png) "
        "![e](https://x.org/no.png) [f](no.pdf)\n"
        "[ref]: three.jpeg\n<img alt=x src='four.PNG'><img src=five.png><script src=no.js></script>"
    )
    assert named_in(text.encode()) == ("one.png", "two words.jpg", "three.jpeg", "four.PNG", "five.png")


@pytest.mark.fires("SRC-007")
def test_figures_in_markdown(reading, store, outline):
    text = f"# T\n\n{BODY}\n\n![A white square](one.png)\n\nText with ![](two.jpg) inside.\n"
    found = reading("a.md", text, {"one.png": png(), "two.jpg": JPEG})
    assert outline(found.articles[0]) == [
        BODY,
        "[image/png A white square]",
        "Text with inside.",
        "[image/jpeg ]",
    ]
    assert [store.get(digest) for digest in found.pictures] == [png(), JPEG]
    assert [finding.rule for finding in found.findings] == ["SRC-007"]


def test_captions(article, outline):
    figure = "<figure><img src=one.png alt=Square><figcaption>Our <b>square</b>.</figcaption></figure>"
    html = f"<h1>T</h1><p>{BODY}</p>{figure}"
    found = article("a.html", html, {"one.png": png()})
    assert outline(found)[1:] == ["[image/png Square] Our square."]
    [figure] = [block for block in found.blocks if isinstance(block, Figure)]
    assert text_of(figure.caption) == "Our square."


@pytest.mark.fires("SRC-008")
@pytest.mark.parametrize(
    "target",
    ["https://x.org/a.png", "../a.png", "missing.png", "vector.svg", "not.png", "data:image/png;base64,AAAA"],
)
def test_a_picture_that_cannot_be_used_leaves_its_caption(reading, outline, target):
    figure = f"<figure><img src='{target}' alt=Square><figcaption>Ours.</figcaption></figure>"
    html = f"<h1>T</h1><p>{BODY}</p>{figure}"
    found = reading("a.html", html, {"not.png": b"<svg/>"})
    assert outline(found.articles[0]) == [BODY, "Ours."]
    assert [(each.rule, each.text) for each in found.articles[0].removed] == [("picture", "Square")]
    assert "SRC-008" in {finding.rule for finding in found.findings}


def test_a_picture_inside_the_page(article, outline):
    target = "data:image/png;base64," + base64.b64encode(png()).decode()
    assert outline(article("a.html", f"<h1>T</h1><p>{BODY}</p><img src='{target}' alt=Square>"))[1:] == [
        "[image/png Square]"
    ]

"""The EPUB reader: chapters in their order, what is no chapter, locked and damaged books."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_docx import png
from test_sources_footnotes import marks

from everyread.article import Figure
from everyread.errors import ArticleError
from everyread.settings import Limits
from everyread.sources.limits import within
from everyread.sources.reader import reader_for

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def page(body: str, kind: str = "") -> str:
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>Winter News</title></head><body epub:type="{kind}">{body}</body></html>'
    )


def epub(pages: dict[str, str], *, linear: str = "", more: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    items = "".join(
        f'<item id="i{at}" href="text/{name}" media-type="application/xhtml+xml"'
        + (' properties="nav"/>' if name == "nav.xhtml" else "/>")
        for at, name in enumerate(pages)
    )
    skipped = {linear: 'linear="no"'}
    spine = "".join(f'<itemref idref="i{at}" {skipped.get(name, "")}/>' for at, name in enumerate(pages))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/package.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OPS/package.opf",
            '<package xmlns="http://www.idpf.org/2007/opf">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>Winter News</dc:title><dc:creator>The Association</dc:creator>"
            "<dc:date>2026-01-02T10:00:00Z</dc:date>"
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, text in pages.items():
            archive.writestr(f"OPS/text/{name}", text)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


CHAPTERS = {
    "cover.xhtml": page(
        "<h1>Winter News of the Association</h1><p>Number twelve, for all of our members.</p>", "cover"
    ),
    "nav.xhtml": page(f"<nav><h1>Contents</h1></nav><p>{BODY}</p>"),
    "2.xhtml": page(
        f'<h1>Sleep</h1><p>{BODY}<sup><a href="#n">1</a></sup>'
        f'</p><h2>More</h2><p>{BODY}</p><p id="n">Note.</p>'
    ),
    "1.xhtml": page(
        f'<h2>Rest</h2><p>By Jane Smith</p><p>{BODY}</p><p><img src="../pictures/a.png" alt="A chair"/></p>'
    ),
    "plate.xhtml": page("<p>A plate.</p>"),
}


@pytest.mark.fires("SRC-023")
def test_each_chapter_is_an_article_in_the_order_of_the_spine(reading):
    found = reading("a.epub", epub(CHAPTERS, more={"OPS/pictures/a.png": png()}))
    assert [(each.title.text, each.author, each.issue, each.date) for each in found.articles] == [
        ("Sleep", "The Association", "Winter News", "2026-01-02"),
        ("Rest", "Jane Smith", "Winter News", "2026-01-02"),
    ]
    assert [note for _, note, _ in marks(found.articles[0])] == ["note-1"]
    [figure] = [block for block in found.articles[1].blocks if isinstance(block, Figure)]
    assert figure.alt == "A chair"
    assert [each.paragraph for each in found.findings if each.rule == "SRC-023"] == [
        "Winter News of the Association",
        "plate.xhtml",
    ]


def test_pages_outside_the_reading_order_are_no_chapters(reading):
    pages = {"1.xhtml": CHAPTERS["2.xhtml"], "2.xhtml": page(f"<h1>Aside</h1><p>{BODY}</p>")}
    assert [each.title.text for each in reading("a.epub", epub(pages, linear="2.xhtml")).articles] == [
        "Sleep"
    ]


def test_a_chapter_that_fails_does_not_stop_the_others(reading):
    pages = {
        "1.xhtml": page(f"<h1>Menu</h1><nav>{BODY}</nav>"),
        "2.xhtml": CHAPTERS["2.xhtml"],
        "3.xhtml": page("<div>" * 400 + BODY),
    }
    found = reading("a.epub", epub(pages))
    assert [each.title.text for each in found.articles] == ["Sleep"]
    assert len([each for each in found.findings if each.rule == "SRC-023"]) == 2


@pytest.mark.parametrize("src", ["../../../etc/passwd", "file:///etc/passwd", "http://a.org/a.png", "/a.png"])
def test_a_picture_outside_the_book_is_not_taken(reading, src):
    pages = {"1.xhtml": page(f'<h1>T</h1><p>{BODY}</p><img src="{src}" alt="x"/>')}
    found = reading("a.epub", epub(pages))
    assert found.pictures == ()
    assert "SRC-008" in [each.rule for each in found.findings]


def test_a_locked_book(reading):
    lock = (
        b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        b'<enc:EncryptedData><enc:CipherData><enc:CipherReference URI="OPS/text/1.xhtml"/>'
        b"</enc:CipherData></enc:EncryptedData></encryption>"
    )
    with pytest.raises(ArticleError, match="DRM"):
        reading("a.epub", epub(CHAPTERS, more={"META-INF/encryption.xml": lock}))
    fonts = lock.replace(b"text/1.xhtml", b"fonts/a.otf")
    assert len(reading("a.epub", epub(CHAPTERS, more={"META-INF/encryption.xml": fonts})).articles) == 2


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"text", "SRC-003"),
        (epub({}), "SRC-001"),
        (epub(CHAPTERS, more={"a.bin": b"\0" * 50_000_000}), "SRC-011"),
        (epub({"1.xhtml": CHAPTERS["plate.xhtml"]}), "SRC-001"),
    ],
)
def test_refused(attempt, data, rule):
    assert attempt("a.epub", data) == rule


REAL = epub({"1.xhtml": CHAPTERS["2.xhtml"]})


@given(st.integers(0, 2**32))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_books_give_articles_or_a_reason(store, seed):
    dice = random.Random(seed)
    data = bytearray(REAL)
    for _ in range(dice.randrange(1, 6)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    reader = reader_for("x.epub")
    assert reader is not None
    try:
        found = [each.title.text for each in reader.read(bytes(data), "x.epub", store).articles]
    except ArticleError as error:
        found = [error.rule]
    assert found


def test_a_chapter_that_is_too_large_is_told(reading):
    large = page("<h1>Data</h1>" + "<p>A line of data.</p>" * 40)
    with within(Limits(paragraphs=30)):
        found = reading("x.epub", epub({"a.xhtml": CHAPTERS["1.xhtml"], "b.xhtml": large}))
    assert [each.title.text for each in found.articles] == ["Rest"]
    [told] = [each for each in found.findings if each.rule == "SRC-023"]
    assert "at most 30" in told.message

"""The Word reader: styles, lists, tables, pictures, properties, footers; damaged and hostile documents."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyread.article import Article, Figure, text_of
from everyread.errors import ArticleError

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
NOTICE = "This article is not a substitute for medical advice."


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\xff" * 3 * width for _ in range(min(height, 4))))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def word(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def altered(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            target.writestr(entry, change(entry, source.read(entry)))
    return stream.getvalue()


def simple(document: docx.document.Document) -> None:
    document.add_heading("Pacing", 0)
    document.add_paragraph("How to do less.", style="Subtitle")
    document.add_heading("What it is", 1)
    document.add_paragraph(BODY)
    document.add_heading("How", 2)
    document.add_paragraph("rest", style="List Bullet")
    document.add_paragraph("more rest", style="List Bullet 2")
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("Said.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Drug", "Dose", "LDN", "3 mg"], strict=True):
        cell.text = text


def test_structure(article, outline):
    found = article("a.docx", word(simple))
    assert found.title.text == "Pacing"
    assert text_of(found.standfirst) == "How to do less."
    assert outline(found) == [
        "## What it is",
        BODY,
        "### How",
        "- rest",
        "  - more rest",
        "1. one",
        "> Said.",
        "|",
        "| | Drug | Dose",
        "| | LDN | 3 mg",
    ]


def test_properties(article):
    def fill(document: docx.document.Document) -> None:
        document.core_properties.title = "Pacing"
        document.core_properties.author = "Jane Smith"
        document.add_paragraph(BODY)

    def by_nobody(document: docx.document.Document) -> None:
        fill(document)
        document.core_properties.author = "python-docx"
        document.add_heading("Another title", 1)

    found = article("a.docx", word(fill))
    assert (found.title.text, found.author) == ("Pacing", "Jane Smith")
    found = article("a.docx", word(by_nobody))
    assert (found.title.text, found.author) == ("Another title", "")


def test_a_byline_that_repeats_the_writer_is_left_out(article, outline):
    def fill(document: docx.document.Document) -> None:
        document.core_properties.title = "Pacing"
        document.core_properties.author = "Zofia Żuk"
        document.add_heading("Pacing", 0)
        document.add_paragraph("By Zofia Żuk")
        document.add_paragraph(BODY)

    found = article("a.docx", word(fill))
    assert (found.author, outline(found)) == ("Zofia Żuk", [BODY])
    assert [(each.rule, each.text) for each in found.removed] == [("repeated-author", "By Zofia Żuk")]


def test_a_byline_of_somebody_else_stays(article, outline):
    def fill(document: docx.document.Document) -> None:
        document.core_properties.author = "Jane Smith"
        document.add_heading("Pacing", 0)
        document.add_paragraph("By Zofia Żuk")
        document.add_paragraph(BODY)

    found = article("a.docx", word(fill))
    assert (found.author, outline(found)) == ("Jane Smith", ["By Zofia Żuk", BODY])


@pytest.mark.parametrize("known", ["", "Jane Smith"])
def test_a_subtitle_that_is_a_byline_is_no_standfirst(article, outline, known):
    def fill(document: docx.document.Document) -> None:
        document.core_properties.author = known
        document.add_heading("Pacing", 0)
        document.add_paragraph("By Jane Smith", style="Subtitle")
        document.add_paragraph("How to do less.", style="Subtitle")
        document.add_paragraph(BODY)

    found = article("a.docx", word(fill))
    assert (found.author, text_of(found.standfirst)) == ("Jane Smith", "How to do less.")
    assert outline(found) == [BODY]


def test_bold_lines_are_headings(article, outline):
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph().add_run("My day").bold = True
        document.add_paragraph(BODY)
        document.add_paragraph().add_run("The evening").bold = True
        document.add_paragraph(BODY)

    found = article("a.docx", word(fill))
    assert found.title.text == "My day"
    assert not any(run.emphasis for run in found.title.runs)
    assert outline(found) == [BODY, "## The evening", BODY]


@pytest.mark.fires("SRC-007")
@pytest.mark.fires("SRC-008")
def test_pictures(reading, store):
    def fill(document: docx.document.Document) -> None:
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        document.add_picture(io.BytesIO(png()))
        shape = document.add_picture(io.BytesIO(png(3, 3)))
        shape._inline.docPr.set("descr", "A white square")

    found = reading("a.docx", word(fill))
    [bare, described] = [block for block in found.articles[0].blocks if isinstance(block, Figure)]
    assert (bare.alt, described.alt, described.media_type) == ("", "A white square", "image/png")
    assert store.get(described.picture) == png(3, 3)
    assert found.pictures == (bare.picture, described.picture)
    assert [finding.rule for finding in found.findings] == ["SRC-045", "SRC-007", "SRC-045"]

    broken = altered(word(fill), lambda name, data: data[:40] if name.startswith("word/media") else data)
    rules = [finding.rule for finding in reading("a.docx", broken).findings]
    assert rules == ["SRC-008", "SRC-008", "SRC-005"]  # and the description of the second is listed


def test_a_picture_elsewhere_is_not_fetched(reading):
    def fill(document: docx.document.Document) -> None:
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        document.add_picture(io.BytesIO(png()))

    def link(name: str, data: bytes) -> bytes:
        if name == "word/document.xml":
            return data.replace(b"r:embed=", b"r:link=")
        if name == "word/_rels/document.xml.rels":
            return data.replace(
                b'Target="media/image1.png"', b'Target="file:///etc/hostname" TargetMode="External"'
            )
        return data

    found = reading("a.docx", altered(word(fill), link))
    assert found.pictures == ()
    assert [finding.rule for finding in found.findings] in (["SRC-008"], ["SRC-015"])


@pytest.mark.fires("SRC-015")
def test_unknown_styles_are_told_in_plain_words(reading):
    def fill(document: docx.document.Document) -> None:
        document.styles.add_style("Pull Quote", WD_STYLE_TYPE.PARAGRAPH)
        document.add_heading("T", 0)
        document.add_paragraph(BODY, style="Body Text")
        document.add_paragraph("Pulled.", style="Pull Quote")
        document.add_paragraph("Pulled.", style="Pull Quote")

    [finding] = reading("a.docx", word(fill)).findings
    assert finding.rule == "SRC-015"
    assert finding.message.startswith("The Word style “Pull Quote” is not known here")


def test_the_pages_footer_is_listed_and_its_disclaimer_kept(article, outline):
    def fill(document: docx.document.Document) -> None:
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        document.sections[0].header.paragraphs[0].text = "Members' magazine"
        document.sections[0].footer.paragraphs[0].text = NOTICE

    found = article("a.docx", word(fill))
    assert outline(found) == [BODY, f"! disclaimer: {NOTICE}"]
    assert [(each.rule, each.text) for each in found.removed] == [("page-margin", "Members' magazine")]


def test_the_document_cannot_say_what_is_left_out(article, outline):
    data = word(simple)
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("mammoth/style-map", "p => !\n")
    assert BODY in outline(article("a.docx", stream.getvalue()))


@pytest.mark.fires("SRC-003")
@pytest.mark.parametrize(
    "data",
    [
        b"just text",
        b"%PDF-1.7 and so on",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document",
        b"PK\x03\x04 cut short",
        word(simple)[:5000],
        altered(word(simple), lambda name, data: b"<not xml" if name == "word/document.xml" else data),
    ],
)
def test_what_is_no_word_document(reading, data):
    with pytest.raises(ArticleError) as caught:
        reading("a.docx", data)
    assert caught.value.rule == "SRC-003"


def test_another_office_document(reading):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(ArticleError, match="without a Word document") as caught:
        reading("a.docx", stream.getvalue())
    assert caught.value.rule == "SRC-003"


def test_an_empty_document(reading):
    with pytest.raises(ArticleError) as caught:
        reading("a.docx", word(lambda document: None))
    assert caught.value.rule == "SRC-001"


@pytest.mark.fires("SRC-011")
@pytest.mark.parametrize(("parts", "size"), [(1, 101 * 1024 * 1024), (2500, 10), (1, 20 * 1024 * 1024)])
def test_zip_bombs(reading, parts, size):
    stream = io.BytesIO(word(simple))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"word/media/{number}.bin", b"\0" * size)
    with pytest.raises(ArticleError) as caught:
        reading("a.docx", stream.getvalue())
    assert caught.value.rule == "SRC-011"


def test_entities_in_its_xml_are_not_opened(attempt):
    def bomb(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        return data.replace(b"?>", b"?>" + doctype, 1).replace(b"How to do less.", b"&a; less.")

    found = attempt("a.docx", altered(word(simple), bomb))
    assert found == "SRC-003" or "root:" not in repr(found)


REAL = word(simple)


@given(st.integers(0, 2**32))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_documents_give_an_article_or_a_reason(attempt, seed):
    dice = random.Random(seed)

    def damage(name: str, data: bytes) -> bytes:
        if dice.random() < 0.5 or not data or not name.startswith(("word/", "docProps")):
            return data
        kind, at = dice.randrange(4), dice.randrange(len(data))
        if kind == 0:
            return data[:at]
        if kind == 1:
            return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        if kind == 2:
            end = data.find(b">", at)
            return data[:at] + data[end + 1 :]
        return data.replace(b"w:val=", dice.choice([b"w:v=", b"w:val2="]), dice.randrange(1, 5))

    found = attempt("x.docx", altered(REAL, damage))
    assert isinstance(found, Article) or found.startswith("SRC-")


@given(st.binary(max_size=200), st.integers(0, 3000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_an_article_or_a_reason(attempt, data, at):
    for whole in (data, REAL[:at] + data + REAL[at + len(data) :]):
        found = attempt("x.docx", whole)
        assert isinstance(found, Article) or found.startswith("SRC-")

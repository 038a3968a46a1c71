"""What Word knows and mammoth drops: notes, numbers, languages, boxes, fields, comments and changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from test_sources_docx import BODY, altered, png, word
from test_sources_footnotes import marks, notes
from test_sources_numbering import level, numbered

from everyread.article import Figure, Paragraph, Table, text_of

W = nsdecls("w")


def with_body(xml: str, fill: Callable[[Document], None] | None = None) -> bytes:
    """A document with a title, a paragraph, and then this WordprocessingML."""

    def all_of_it(document: Document) -> None:
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        if fill:
            fill(document)

    def put(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
            if name == "word/document.xml"
            else content
        )

    return altered(word(all_of_it), put)


def with_part(data: bytes, name: str, kind: str, xml: str) -> bytes:
    """The document with one more part, which it is related to."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdX{kind}" Type="{base}/{kind}" Target="{name}"/>'.encode()

    def put(entry: str, content: bytes) -> bytes:
        if entry == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", relation + b"</Relationships>")
        return content

    stream = io.BytesIO(altered(data, put))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(f"word/{name}", xml)
    return stream.getvalue()


def lang(tag: str) -> str:
    return f'<w:lang w:val="{tag}"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_footnotes_and_endnotes(article):
    data = with_body(
        f'<w:p>{run("One")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" two")}'
        '<w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    )
    for kind, number, text in (("footnote", 2, "At the foot."), ("endnote", 3, "At the end.")):
        inside = f'<w:{kind} w:id="{number}"><w:p>{run(text)}</w:p></w:{kind}>'
        data = with_part(data, f"{kind}s.xml", f"{kind}s", f"<w:{kind}s {W}>{inside}</w:{kind}s>")
    found = article("a.docx", data)
    assert marks(found) == [("1", "note-1", "super"), ("2", "note-2", "super")]
    assert notes(found) == [(1, "note-1", "At the foot."), (2, "note-2", "At the end.")]


@pytest.mark.fires("SRC-020")
def test_tracked_changes_are_read_as_accepted_and_told(reading, outline):
    data = with_body(
        f'<w:p>{run("Take ")}<w:ins w:id="1" w:author="Jo">{run("no more than ")}</w:ins>'
        f'<w:del w:id="2"><w:r><w:delText>at least </w:delText></w:r></w:del>{run("two.")}</w:p>'
        f'<w:p><w:moveFrom w:id="3">{run("Moved.")}</w:moveFrom></w:p>'
        f'<w:p><w:moveTo w:id="3">{run("Moved.")}</w:moveTo></w:p>'
    )
    found = reading("a.docx", data)
    assert outline(found.articles[0]) == [BODY, "Take no more than two.", "Moved."]
    [finding] = found.findings
    assert finding.rule == "SRC-020"
    assert "(2 additions, 2 deletions): added “no more than”, deleted “at least”" in finding.message
    assert "as if all of them were accepted" in finding.message


@pytest.mark.fires("SRC-021")
def test_comments_are_told_and_never_printed(reading, outline):
    data = with_body(
        f'<w:p><w:commentRangeStart w:id="0"/>{run("Dose.")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    comment = f'<w:comment w:id="0" w:author="Dr Lee"><w:p>{run("Is this right?")}</w:p></w:comment>'
    data = with_part(data, "comments.xml", "comments", f"<w:comments {W}>{comment}</w:comments>")
    found = reading("a.docx", data)
    assert outline(found.articles[0]) == [BODY, "Dose."]
    [finding] = found.findings
    assert (finding.rule, "1 comment, which" in finding.message) == ("SRC-021", True)
    assert "Dr Lee: “Is this right?”" in finding.message


def test_languages_of_words(article):
    stressed = f'<w:rStyle w:val="Emphasis"/>{lang("fr-FR")}'
    words = (run(BODY), run(" Diolch", lang("cy-GB")), run(" merci", stressed), run(" thanks", lang("en-US")))
    runs = article("a.docx", with_body(f"<w:p>{''.join(words)}</w:p>")).blocks[-1].prose[0].runs
    assert [(each.text.strip(), each.language, each.emphasis) for each in runs[1:]] == [
        ("Diolch", "cy-GB", False),
        ("merci", "fr-FR", True),
        ("thanks", "", False),
    ]


def test_a_document_whose_checker_is_set_to_french_is_still_english(article):
    found = article("a.docx", with_body(f"<w:p>{run(BODY, lang('fr-FR'))}</w:p>" * 3))
    assert {each.language for each in found.blocks[-1].prose[0].runs} == {""}


def test_numbers_of_headings_are_part_of_them(article, outline):
    def fill(document: Document) -> None:
        root = document.part.numbering_part.element
        levels = level(0, text="%1.") + level(1, text="%1.%2") + level(2, form="upperRoman", text="%3)")
        root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="99">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {W} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
        for text, at in (("Rest", 0), ("At home", 1), ("At work", 1), ("Why", 2), ("Food", 0)):
            heading = document.add_heading(text, at + 1)
            numbering = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="99"/></w:numPr>'
            heading._p.get_or_add_pPr().append(parse_xml(numbering))
            document.add_paragraph(BODY)

    found = article("a.docx", with_body("", fill))
    assert [line for line in outline(found) if line.startswith("#")] == [
        "## 1. Rest",
        "### 1.1 At home",
        "### 1.2 At work",
        "#### I) Why",
        "## 2. Food",
    ]


def test_numbers_with_several_parts_are_printed_as_word_prints_them(article, outline):
    lines = [("one", 1, 0), ("first", 1, 1), ("second", 1, 1), ("two", 1, 0)]
    data = numbered(lines, level(0) + level(1, text="%1.%2"), {1: ""})
    assert outline(article("a.docx", data))[1:] == ["1. one", "  1.1 first", "  1.2 second", "2. two"]


def test_lists_deeper_than_mammoth_knows(article, outline):
    lines = [(f"level {at}", 1, at) for at in range(8)]
    data = numbered(lines, "".join(level(at, start=at + 2) for at in range(8)), {1: ""})
    found = outline(article("a.docx", data))[1:]
    assert [line.strip() for line in found] == [f"{at + 2}. level {at}" for at in range(8)]


def test_numbers_in_the_cells_of_a_table(article, outline):
    def fill(document: Document) -> None:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Steps"
        cell = table.cell(0, 1)
        cell.paragraphs[0].style, cell.paragraphs[0].text = "List Number", "rest"
        cell.add_paragraph("sleep", style="List Number")

    assert outline(article("a.docx", with_body("", fill)))[1:] == ["|", "| | Steps | 1. rest 2. sleep"]


def test_captions_of_tables_and_pictures(article):
    def fill(document: Document) -> None:
        document.add_paragraph("Table 1: Doses", style="Caption")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["Drug", "Dose", "LDN", "3 mg"], strict=True):
            cell.text = text
        document.add_paragraph(BODY)
        document.add_picture(io.BytesIO(png()))
        document.add_paragraph("A chair by the window. Photo: Jane Smith", style="Caption")

    found = article("a.docx", with_body("", fill))
    [table] = [block for block in found.blocks if isinstance(block, Table)]
    [figure] = [block for block in found.blocks if isinstance(block, Figure)]
    assert text_of(table.caption) == "Table 1: Doses"
    assert text_of(figure.caption) == "A chair by the window."
    assert text_of(figure.credit) == "Photo: Jane Smith"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        pytest.param(f'<w:fldSimple w:instr="PAGE">{run("seven")}</w:fldSimple>', "seven", id="field"),
        pytest.param(f'<w:dir w:val="ltr">{run("left")}</w:dir>', "left", id="direction"),
        pytest.param(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>a=b</m:t></m:r></m:oMath>",
            "a=b",
            id="formula",
        ),
        pytest.param(
            "<w:r>"
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
            f"<w:p>{run('In a box.')}</w:p></w:txbxContent>"
            "</w:drawing></mc:Choice></mc:AlternateContent></w:r>",
            "In a box.",
            id="new-text-box",
        ),
        pytest.param("<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>", "two", id="line-end"),
    ],
)
def test_text_in_places_that_mammoth_passes_over(article, inside, said):
    found = article("a.docx", with_body(f"<w:p>{inside}</w:p>"))
    assert said in [text_of(block.prose) for block in found.blocks if isinstance(block, Paragraph)]


def test_hidden_text_is_left_out_and_listed(article, outline):
    found = article("a.docx", with_body(f"<w:p>{run('Seen.')}{run(' Secret.', '<w:vanish/>')}</w:p>"))
    assert outline(found) == [BODY, "Seen."]
    assert [(each.rule, each.text) for each in found.removed] == [("hidden-text", "Secret.")]


def test_raised_and_lowered_letters(article):
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    found = article(
        "a.docx", with_body(f"<w:p>{run('x')}{run('2', raised)}{run('H')}{run('3', lowered)}</w:p>")
    )
    assert [(each.text, each.position) for each in found.blocks[-1].prose[0].runs] == [
        ("x", ""),
        ("2", "super"),
        ("H", ""),
        ("3", "sub"),
    ]


def test_properties_of_words_own_and_of_the_editors(article):
    def fill(document: Document) -> None:
        document.core_properties.category = "Medical Matters"
        document.core_properties.author = "Jane Smith"

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    values = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    made_up = "".join(
        f'<property pid="{pid}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(
            [("Issue", "Winter 2026"), ("Date", "May 2026"), ("Client", "x")], 2
        )
    )
    stream = io.BytesIO(with_body("", fill))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "docProps/custom.xml", f'<Properties xmlns="{kind}" xmlns:vt="{values}">{made_up}</Properties>'
        )
    found = article("a.docx", stream.getvalue())
    assert (found.section, found.author, found.issue, found.date) == (
        "Medical Matters",
        "Jane Smith",
        "Winter 2026",
        "May 2026",
    )


def test_the_marks_of_the_preparation_never_show(article):
    found = article("a.docx", numbered([("one", 1, 0)], level(0), {1: ""}))
    assert not re.search("everyread", repr(found.blocks))

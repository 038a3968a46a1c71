"""The OpenDocument reader: the structure LibreOffice writes; damaged and hostile documents."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_docx import png
from test_sources_footnotes import marks, notes

from everyread.article import Article, Figure, Listing, Table, text_of
from everyread.errors import ArticleError

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
NOTICE = "This article is not a substitute for medical advice."
SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = (
    '<style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="C" style:family="text">'
    '<style:text-properties fo:language="cy" fo:country="GB"/>'
    '</style:style><style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Table_20_Heading"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
)
NAMED = "".join(
    f'<style:style style:name="{name}" style:family="paragraph"/>'
    for name in ("Title", "Subtitle", "Quotations", "Table_20_Heading", "Caption")
)


def odt(
    body: str,
    *,
    automatic: str = STYLES,
    master: str = "",
    meta: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}>"
            f"<office:styles>{NAMED}{master}</office:styles></office:document-styles>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


SIMPLE = (
    p("Pacing", "P1")
    + p("How to do less.", "Subtitle")
    + h("What it is")
    + p(f"{BODY}<text:s text:c='2'/><text:span text:style-name='B'>Rest</text:span>")
    + h("How", 2)
    + f'<text:list text:style-name="L1"><text:list-item>{p("one")}<text:list><text:list-item>{p("dot")}'
    f"</text:list-item></text:list></text:list-item><text:list-item>{p('two')}</text:list-item></text:list>"
    + p("Said.", "Quotations")
    + '<text:list text:style-name="L1" text:continue-numbering="true">'
    f"<text:list-item>{p('three')}</text:list-item>"
    "</text:list>"
)


def test_structure(article, outline):
    found = article("a.odt", odt(SIMPLE))
    assert (found.title.text, text_of(found.standfirst)) == ("Pacing", "How to do less.")
    assert outline(found) == [
        "## What it is",
        f"{BODY} Rest",
        "### How",
        "1. one",
        "  - dot",
        "2. two",
        "> Said.",
        "3. three",
    ]


def test_marks_of_words(article):
    words = (
        '<text:span text:style-name="B">bold</text:span> <text:span text:style-name="C">Diolch</text:span>'
        ' <text:a xlink:href="https://a.org/x">link</text:a> x<text:span text:style-name="S">2</text:span>'
    )
    runs = article("a.odt", odt(h("T") + p(f"{BODY} {words}"))).blocks[0].prose[0].runs
    found = {run.text.strip(): run for run in runs}
    assert found["bold"].emphasis
    assert found["Diolch"].language == "cy-GB"
    assert found["link"].href == "https://a.org/x"
    assert found["2"].position == "super"


def test_tables(article, outline):
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, style: str = "Standard", more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text, style)}</table:table-cell>"

    headed = f"<table:table-header-rows>{row(cell('Drug'), cell('Dose'))}</table:table-header-rows>"
    rows = row(cell("LDN", more='table:number-rows-spanned="2"'), cell("3 mg")) + row(
        "<table:covered-table-cell/>", cell("4 mg")
    )
    styled = row(cell("Food", "P2"), cell("Time", "P2")) + row(cell("Tea"), cell("four"))
    body = h("T") + p(BODY) + f"<table:table>{headed}{rows}</table:table><table:table>{styled}</table:table>"
    found = article("a.odt", odt(body))
    assert outline(found)[1:] == [
        "| | *Drug | *Dose",
        "| | LDN | 3 mg",
        "| | LDN | 4 mg",
        "| | *Food | *Time",
        "| | Tea | four",
    ]
    assert sum(isinstance(block, Table) for block in found.blocks) == 2


def test_notes(article):
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('The note.')}</text:note-body></text:note>"
    )
    found = article("a.odt", odt(h("T") + p(f"{BODY}{note}") + p("After.")))
    assert (marks(found), notes(found)) == ([("1", "note-1", "super")], [(1, "note-1", "The note.")])
    assert isinstance(found.blocks[-1], Listing)


@pytest.mark.fires("SRC-007")
def test_pictures_with_caption_and_description(article, reading, store):
    frame = (
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>A chair</svg:title>'
        "<svg:desc>by the window</svg:desc></draw:frame>"
    )
    bare = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    body = h("T") + p(BODY) + p(f"{frame}My chair. Photo: Jo", "Caption") + p(bare)
    data = odt(body, more={"Pictures/a.png": png()})
    found = reading("a.odt", data)
    first, second = (block for block in found.articles[0].blocks if isinstance(block, Figure))
    assert (first.alt, text_of(first.caption), text_of(first.credit)) == (
        "A chair by the window",
        "My chair.",
        "Photo: Jo",
    )
    assert second.alt == ""
    assert "SRC-007" in [finding.rule for finding in found.findings]


@pytest.mark.fires("SRC-020")
@pytest.mark.fires("SRC-021")
def test_changes_and_comments_are_told_and_not_printed(reading, outline):
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="c2">'
        f"<text:deletion>{p('at least ')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    body = (
        changes
        + h("T")
        + p(BODY)
        + p(
            'Take <text:change-start text:change-id="c1"/>no more than <text:change-end text:change-id="c1"/>'
            '<text:change text:change-id="c2"/>two.<office:annotation>'
            f"<dc:creator>Dr Lee</dc:creator>{p('Right?')}"
            "</office:annotation>"
        )
    )
    found = reading("a.odt", odt(body))
    assert outline(found.articles[0])[1:] == ["Take no more than two."]
    messages = {finding.rule: finding.message for finding in found.findings}
    assert "added “no more than”" in messages["SRC-020"]
    assert "deleted “at least”" in messages["SRC-020"]
    assert "Dr Lee: “Right?”" in messages["SRC-021"]


def test_chapter_numbers(article, outline):
    outline_style = (
        "<text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="1"'
        ' style:num-suffix=")"/>'
        "</text:outline-style>"
    )
    body = p("Pacing", "P1") + h("Rest") + p(BODY) + h("At home", 2) + p(BODY) + h("Food") + p(BODY)
    found = article("a.odt", odt(body, master=outline_style))
    assert [line for line in outline(found) if line[0] == "#"] == [
        "## 1. Rest",
        "### a) At home",
        "## 2. Food",
    ]


def test_properties_and_page_margins(article, outline):
    meta = (
        "<dc:title>Pacing</dc:title><meta:initial-creator>Jane Smith</meta:initial-creator>"
        '<meta:user-defined meta:name="Issue">Winter 2026</meta:user-defined>'
    )
    master = (
        f"<style:master-page><style:header>{p('Members’ News')}</style:header>"
        f"<style:footer>{p(NOTICE)}</style:footer></style:master-page>"
    )
    found = article("a.odt", odt(p(BODY) + p(BODY), master=master, meta=meta))
    assert (found.title.text, found.author, found.issue) == ("Pacing", "Jane Smith", "Winter 2026")
    assert outline(found) == [BODY, BODY, f"! disclaimer: {NOTICE}"]
    assert [(each.rule, each.text) for each in found.removed] == [("page-margin", "Members’ News")]


@pytest.mark.parametrize(
    "data",
    [
        b"just text",
        odt("<x"),
        odt(SIMPLE)[:900],
        odt(p("&a;"), automatic="").replace(b"x", b"x"),
    ],
)
def test_what_is_no_opendocument_text(attempt, data):
    assert attempt("a.odt", data) == "SRC-003"


def test_a_spreadsheet(reading):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        body = "<office:body><office:spreadsheet/></office:body>"
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
    with pytest.raises(ArticleError, match="no text document") as caught:
        reading("a.odt", stream.getvalue())
    assert caught.value.rule == "SRC-003"


@pytest.mark.fires("SRC-011")
def test_a_bomb(attempt):
    assert attempt("a.odt", odt(p(BODY), more={"Pictures/a.png": b"\0" * 40_000_000})) == "SRC-011"


def test_rows_that_say_they_are_repeated_a_million_times(article):
    row = (
        '<table:table-row table:number-rows-repeated="1000000">'
        f'<table:table-cell table:number-columns-repeated="9999">{p("x")}</table:table-cell>'
        "</table:table-row>"
    )
    found = article("a.odt", odt(h("T") + p(BODY) + f"<table:table>{row}{row}</table:table>"))
    assert len(repr(found)) < 20_000


REAL = odt(SIMPLE, more={"Pictures/a.png": png()})


@given(st.integers(0, 2**32))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_documents_give_an_article_or_a_reason(attempt, seed):
    dice = random.Random(seed)
    data = bytearray(REAL)
    for _ in range(dice.randrange(1, 6)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    found = attempt("x.odt", bytes(data[: dice.randrange(len(data))] if dice.random() < 0.2 else data))
    assert isinstance(found, Article) or found.startswith("SRC-")

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from everyread.store import Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf

CSS = f"""body {{ font: 18pt {FONT_STACK} }}
@page {{ @top-left {{ content: "Running title" }} @bottom-center {{ content: counter(page) }} }}
.contents a::after {{ content: leader(".") target-counter(attr(href), page) }}"""

BODY = """<h1 id="flu">Flu</h1>
<p>See <a href="https://example.org/a">our <strong>guide</strong></a> and <a href="#flu">the start</a>.</p>
<ol><li style="counter-increment: list-item 0; counter-set: list-item 9"><p>Before</p>
<ul><li><p>Inner</p></li></ul><p>After</p></li><li><p>Ten</p></li></ol>
<ul><li>Bullet</li></ul>
<ol class="contents" style="list-style: none"><li><a href="#flu">Flu</a></li></ol>"""


@pytest.fixture
def pdf(store: Store) -> Iterator[pikepdf.Pdf]:
    html = f'<!doctype html><html lang="en-GB"><title>T</title><body>{BODY}</body></html>'
    data = render_pdf(html, CSS, store, title="T", language="en-GB")
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [
        kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"
    ]


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for kid in kids(element):
        yield from walk(kid)


def tags(pdf: pikepdf.Pdf, name: str) -> list[pikepdf.Object]:
    return [element for element in walk(pdf.Root.StructTreeRoot.K[0]) if name == element.S]


def test_header_and_page_number_are_artifacts(pdf: pikepdf.Pdf) -> None:
    operators = [
        (str(item.operator), [str(operand) for operand in item.operands])
        for item in pikepdf.parse_content_stream(pdf.pages[0])
    ]
    artifacts = [
        operands for operator, operands in operators if operator == "BDC" and operands[0] == "/Artifact"
    ]
    assert len(artifacts) == 2
    assert all("Pagination" in operands[1] for operands in artifacts)


def test_all_marked_content_is_in_the_tree(pdf: pikepdf.Pdf) -> None:
    marks = {
        int(item.operands[1].MCID)
        for item in pikepdf.parse_content_stream(pdf.pages[0])
        if str(item.operator) == "BDC" and "/MCID" in item.operands[1]
    }
    tree = {
        kid for element in walk(pdf.Root.StructTreeRoot.K[0]) for kid in element.K if isinstance(kid, int)
    }
    assert marks == tree


def test_links_have_words_and_one_annotation_each(pdf: pikepdf.Pdf) -> None:
    described = [str(annotation.Contents) for annotation in pdf.pages[0].Annots]
    assert described == ["our guide: https://example.org/a", "Go to: Flu", "Go to: Flu"]


def test_every_list_says_how_it_is_numbered(pdf: pikepdf.Pdf) -> None:
    styles = [str(each.A.ListNumbering) for each in tags(pdf, "/L") if "/A" in each]
    assert styles == ["/Decimal", "/Disc", "/Disc"]


def test_an_item_is_a_label_and_one_body(pdf: pikepdf.Pdf) -> None:
    shapes = [[str(kid.S) for kid in kids(item)] for item in tags(pdf, "/LI")]
    assert shapes == [["/Lbl", "/LBody"]] * 4 + [["/LBody"]]


def test_an_inner_list_is_read_where_it_stands(pdf: pikepdf.Pdf) -> None:
    first = tags(pdf, "/LBody")[0]
    assert [str(kid.S) for kid in kids(first)] == ["/P", "/L", "/P"]
    assert str(kids(first)[1].P.objgen) == str(first.objgen)

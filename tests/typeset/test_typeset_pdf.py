from __future__ import annotations

import importlib.abc
import io
import os
import sys
from pathlib import Path

import page
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image

from everyread.errors import ArticleError, MachineError
from everyread.store import Store
from everyread.typeset.fonts import FONT_STACK
from everyread.typeset.pdf import render_pdf
from tests.typeset import tagged

FONT = f"font: 18pt {FONT_STACK}"
CSS = f"body {{ {FONT} }} @page {{ @top-left {{ content: 'Header'; {FONT} }} }}"


def html(body: str) -> str:
    return f'<!doctype html><html lang="en-GB"><title>T</title><body>{body}</body></html>'


def render(body: str, store: Store) -> bytes:
    return render_pdf(html(body), CSS, store, title="A title", language="en-GB")


def fonts_of(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(item.BaseFont) for item in pdf.objects if _is_font(item)}


def _is_font(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item


def test_the_same_page_gives_the_same_bytes(store: Store) -> None:
    body = "<h1>Flu</h1><p>Llanŵr <strong>Ελλάδα</strong> 5 mg</p>"
    assert render(body, store) == render(body, store)


def test_title_language_and_no_dates(store: Store) -> None:
    with pikepdf.open(io.BytesIO(render("<h1>Flu</h1>", store))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A title"
        assert str(pdf.Root.Lang) == "en-GB"
        assert "/CreationDate" not in pdf.docinfo
        assert "/ModDate" not in pdf.docinfo
        assert b"Date>" not in pdf.Root.Metadata.read_bytes()


def test_it_meets_pdf_ua_1(store: Store) -> None:
    report = page.validate_pdf_bytes(render("<h1>Flu</h1><p>Rest.</p>", store), profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_letters_beyond_english_come_from_the_wide_font(store: Store) -> None:
    names = fonts_of(render("<p>Llanŵr Ελλάδα Жуков 2024 <strong>ŷ</strong></p>", store))
    assert {name.partition("+")[2] for name in names} == {
        "Everyread-Text",
        "Everyread-Wide",
        "Everyread-Wide-Bold",
    }


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("<h2>First part</h2><p>日 is a day</p><p>The next one</p>", "日 is a day"),
        ("<ul><li>One</li><li>Two 日</li></ul><table><tr><td>Cell</td></tr></table>", "Two 日"),
        ("<p>See <strong>the 日</strong> on page 3 of it all</p>", "See the 日 on page 3"),
        (f"<p>{'x' * 200}日{'y' * 200}</p>", f"{'x' * 60}日{'y' * 59}"),
        ("<p>Before <br>after 日</p>", "after 日"),
    ],
)
def test_the_words_around_a_missing_letter_are_of_its_own_paragraph(
    body: str, quoted: str, store: Store
) -> None:
    with pytest.raises(ArticleError) as caught:
        render(body, store)
    assert caught.value.paragraph == quoted


@pytest.mark.fires("LPR-001")
@pytest.mark.parametrize(
    ("text", "code"), [("Ring 🙂 now", "U+1F642"), ("日本 day", "U+65E5"), ("well done 😀 you", "U+1F600")]
)
def test_a_character_without_a_glyph_is_named_with_its_words(text: str, code: str, store: Store) -> None:
    with pytest.raises(ArticleError) as caught:
        render(f"<p>{text}</p>", store)
    assert caught.value.rule == "LPR-001"
    assert code in caught.value.message
    assert text in caught.value.message


def test_pictures_come_from_the_store(store: Store) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "#336699").save(buffer, "PNG")
    data = render(f'<img src="blob:{store.put(buffer.getvalue())}" alt="A blue box">', store)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["A blue box"]


@pytest.mark.fires("LPR-002")
@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "picture.png",
        "blob:../../etc/passwd",
        "blob:" + "0" * 64,
        "font:text",
    ],
)
def test_nothing_else_is_fetched(address: str, store: Store) -> None:
    with pytest.raises(ArticleError) as caught:
        render(f'<img src="{address}" alt="x">', store)
    assert caught.value.rule == "LPR-002"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/", "data:text/css,p{}", "blob:x"]
)
def test_the_fetcher_refuses_what_is_not_ours(address: str, store: Store) -> None:
    from everyread.typeset.fetcher import StoreFetcher

    with pytest.raises(PermissionError):
        StoreFetcher(store).fetch(address)


def test_the_surroundings_are_left_as_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "17")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    render("<p>Rest.</p>", store)
    assert os.environ["SOURCE_DATE_EPOCH"] == "17"
    assert "FONTCONFIG_FILE" not in os.environ


class _NoPango(importlib.abc.MetaPathFinder):
    """Fails as WeasyPrint does where Pango is not installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_machine_without_pango_is_told_what_to_install(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_NoPango(), *sys.meta_path])
    with pytest.raises(MachineError, match="apt-get install libpango"):
        render("<p>Rest.</p>", store)


def test_our_folders_are_not_in_the_file(store: Store) -> None:
    with pikepdf.open(io.BytesIO(render("<p>Rest.</p>", store))) as pdf:
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    assert str(Path.cwd()).encode() not in out.getvalue()


BAR = "blockquote { margin: 0; border-left: 4pt solid #036 } p { margin: 0 0 1em; break-inside: avoid }"


@pytest.mark.parametrize("first", ["<p>One line.</p>", "<ul><li><p>One line.</p></li></ul>"])
def test_the_bar_of_a_quotation_ends_with_its_words_on_each_page(first: str, store: Store) -> None:
    tall = "<p>" + "A line.<br>" * 8 + "</p>"
    data = tagged.render(f"<blockquote>{first}{tall}</blockquote>", store, BAR)
    heights = []
    with pdfium.PdfDocument(data) as pdf:
        for leaf in pdf:
            bar = next(each for each in leaf.get_objects() if each.type == raw.FPDF_PAGEOBJ_PATH)
            _, bottom, _, top = bar.get_bounds()
            heights.append(round(top - bottom))
    assert heights == [pytest.approx(20, abs=6), pytest.approx(170, abs=20)]  # points; a page has 198

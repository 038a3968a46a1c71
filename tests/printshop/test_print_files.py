"""The finished files for the print shop, read back: boxes, inks, fonts, intent, order, volumes, ticket."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeGuard

import numpy as np
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from everyread.article import Article, Figure
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.largeprint.task import LargePrintOrder
from everyread.printshop.finish import Finish
from everyread.printshop.pictures import Inks, PressFetcher, limited, most_ink
from everyread.printshop.sheet import Margin
from everyread.printshop.task import PrintOrder, make_print_files, print_paths, print_task, role_of
from everyread.settings import LargePrint, PrintShop
from everyread.store import Store, digest_of
from everyread.typeset.press import lay_out, write_for_press
from everyread.work import Receipt
from tests.largeprint.hard_documents import article, everyday, keep, letters, para, picture, said, tables
from tests.printshop.press_profile import press_profile

TEMPLATES = str(Path(__file__).parents[2] / "templates")
COLOURS_OF_SCREENS = {"rg", "RG", "sh"}
SCREENS = re.compile(rb"/(?:DeviceRGB|CalRGB|Lab|CalGray)\b")


@dataclass(frozen=True)
class Printed:
    order: PrintOrder
    store: Store
    receipt: Receipt

    def data(self, role: str) -> bytes:
        return self.store.get(self.receipt.files[role])

    def pdf(self, role: str) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data(role)))

    def text(self, role: str) -> list[str]:
        document = pypdfium2.PdfDocument(self.data(role))
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def print_order(
    articles: list[Article], store: Store, *, profile: bool = True, **settings: object
) -> PrintOrder:
    return PrintOrder(
        name="winter-2026",
        book=LargePrintOrder(
            articles=tuple(keep(one, store) for one in articles),
            title="Our Newsletter Winter 2026",
            publisher="The Example Association",
            contact="01280 818 964\nhello@example.org",
            settings=LargePrint(size=18, paper="cream"),
            template_folders=(TEMPLATES,),
            templates="0" * 64,
            whole_issue=True,
        ),
        settings=PrintShop.model_validate(settings),
        templates="0" * 64,
        profile=store.put(press_profile()) if profile else "",
        published="2026-12-01",
    )


def printed(order: PrintOrder, store: Store) -> Printed:
    return Printed(order, store, make_print_files(order, store))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("print") / "store")


@pytest.fixture(scope="module")
def black(shelf: Store) -> Printed:
    """Stapled, in black ink, with sheets to fold."""
    return printed(print_order([everyday(shelf), letters()], shelf, imposition="saddle"), shelf)


@pytest.fixture(scope="module")
def volumes(shelf: Store) -> Printed:
    """In two volumes with covers of card."""
    short = [article(f"Article {name}", *[para("Rest is not idleness. " * 40)] * 5) for name in "ABCD"]
    return printed(print_order(short, shelf, volume_pages=12, binding="wire", marks=False), shelf)


@pytest.fixture(scope="module")
def coloured(shelf: Store) -> Printed:
    """Glued, in four inks, with a cover round its spine."""
    order = print_order(
        [everyday(shelf)], shelf, binding="perfect", colour="colour", accent=(100, 60, 0, 20), paper_gsm=200
    )
    return printed(order, shelf)


def drawings(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every page, and every form that is drawn."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
            yield each
    yield from (page.obj for page in pdf.pages)


def inks(pdf: pikepdf.Pdf) -> set[tuple[float, ...]]:
    """Every mixture of the four inks that is set, having refused any other way to set a colour."""
    found: set[tuple[float, ...]] = set()
    for drawing in drawings(pdf):
        for instruction in pikepdf.parse_content_stream(drawing):
            operands, name = instruction.operands, str(instruction.operator)
            assert name not in COLOURS_OF_SCREENS
            if name in {"cs", "CS"}:
                assert [str(each) for each in operands] == ["/All"]
            elif name in {"k", "K"}:
                found.add(tuple(round(float(each), 3) for each in operands))
    return found


def test_the_boxes_are_those_of_a_page_to_be_cut(black: Printed) -> None:
    with black.pdf("pdf") as pdf:
        for page in pdf.pages:
            assert [float(each) for each in page.obj.TrimBox] == [28.346, 28.346, 623.622, 870.236]
            assert [float(each) for each in page.obj.BleedBox] == [19.843, 19.843, 632.126, 878.74]
            assert [float(each) for each in page.obj.MediaBox] == [0, 0, 651.969, 898.583]
            assert "/CropBox" not in page.obj


def test_all_ink_is_black_and_no_colour_is_for_a_screen(black: Printed) -> None:
    for role in ("pdf", "imposed"):
        with black.pdf(role) as pdf:
            assert inks(pdf) == {(0, 0, 0, 1)}
            assert not any(SCREENS.search(each.unparse()) for each in pdf.objects)
            pictures = [each for each in pdf.objects if _is_picture(each)]
            assert [each.ColorSpace for each in pictures] == ["/DeviceGray"]


def _is_picture(each: pikepdf.Object) -> TypeGuard[pikepdf.Stream]:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


def test_nothing_is_left_for_a_screen(black: Printed) -> None:
    with black.pdf("pdf") as pdf:
        for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/OpenAction", "/AcroForm"):
            assert name not in pdf.Root
        assert not any("/Annots" in page.obj for page in pdf.pages)


def test_it_is_pdf_x_4_with_the_profile_of_the_press(black: Printed) -> None:
    for role in ("pdf", "imposed"):
        with black.pdf(role) as pdf:
            assert pdf.pdf_version == "1.6"
            (intent,) = pdf.Root.OutputIntents
            assert intent.S == "/GTS_PDFX"
            assert str(intent.OutputConditionIdentifier) == "FOGRA29"
            assert intent.DestOutputProfile.read_bytes() == press_profile()
            assert intent.DestOutputProfile.N == 4
            assert pdf.trailer.Info.Trapped == "/False"
            assert len(pdf.trailer.ID) == 2
            assert str(pdf.trailer.Info.CreationDate) == "D:20261201000000+00'00'"
            with pdf.open_metadata() as xmp:
                assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
                assert xmp["pdf:Trapped"] == "False"
                assert xmp["dc:title"] == str(pdf.trailer.Info.Title) == "Our Newsletter Winter 2026"
                assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-12-01T00:00:00+00:00"
                assert xmp["xmpMM:DocumentID"].startswith("uuid:")


def test_every_font_is_embedded(black: Printed) -> None:
    with black.pdf("pdf") as pdf:
        described = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        ]
        assert described
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()) for each in described)


def test_blank_pages_make_it_a_multiple_of_four(black: Printed) -> None:
    pages = black.text("pdf")
    assert len(pages) % 4 == 0
    assert len(pages) == black.receipt.facts["pages"]
    assert not pages[-1].strip()
    assert "About this edition" in "".join(pages[-4:])


def test_the_sheets_have_each_page_in_its_place(black: Printed) -> None:
    pages = black.text("pdf")
    with black.pdf("imposed") as pdf:
        assert len(pdf.pages) * 2 == len(pages)
        assert [float(each) for each in pdf.pages[0].trimbox] == [28.346, 28.346, 1218.898, 870.236]
    document = pypdfium2.PdfDocument(black.data("imposed"))
    first, second = document[0].get_textpage(), document[1].get_textpage()
    middle = 28.346 + 595.276
    assert "Large-print edition" in first.get_text_bounded(left=middle)
    assert not first.get_text_bounded(right=middle).strip()
    assert "Contents" in second.get_text_bounded(right=middle)
    document.close()


def test_a_page_on_its_side_is_turned_upright(shelf: Store) -> None:
    css = "@page { size: 300pt 200pt; margin: 0 } p { margin: 0; color: device-cmyk(0 0 0 1) }"
    laid = lay_out("<p>Head</p>", css, PressFetcher(shelf, Inks(b"", colour=False)))
    finish = Finish("Turned", Margin(0, marks=False), b"", colour=False, date="2026-12-01", digest="0" * 64)
    document = pypdfium2.PdfDocument(write_for_press(laid, finish))
    assert len(document) == 4
    assert {page.get_size() for page in document} == {(200, 300)}
    # What was at the left of the head is now at the foot of the left edge, and reads upwards.
    _, _, right, top = document[0].get_textpage().get_charbox(0)
    assert right < 20
    assert top < 20
    document.close()


def test_wide_tables_leave_all_pages_of_one_size(shelf: Store) -> None:
    turned = printed(print_order([tables()], shelf), shelf)
    with turned.pdf("pdf") as pdf:
        assert len({tuple(float(each) for each in page.mediabox) for page in pdf.pages}) == 1


def test_volumes_are_whole_articles_with_their_own_contents(volumes: Printed) -> None:
    facts = volumes.receipt.facts
    assert [each["articles"] for each in facts["volumes"]] == [2, 2]
    assert facts["pages"] == sum(each["pages"] for each in facts["volumes"])
    first, second = volumes.text("pdf"), volumes.text("volume-2")
    assert "Volume 1 of 2" in first[0]
    assert "Volume 2 of 2" in second[0]
    assert "Article A" in first[1]
    assert "Article C" not in first[1]
    assert "Article C" in second[1]
    # Page numbers run on, and what the contents say is where it stands.
    assert second[1].split()[-1] == str(facts["volumes"][1]["first_page"] + 1) == str(len(first) + 2)
    stands = next(number for number, page in enumerate(second) if page.startswith("Article D"))
    assert re.search(rf"Article D\W+{len(first) + 1 + stands}\b", second[1])


def test_each_volume_has_its_own_cover(volumes: Printed) -> None:
    assert set(volumes.receipt.files) == {"pdf", "cover", "volume-2", "cover-2", "ticket"}
    front, *inside, back = volumes.text("cover-2")
    assert "Volume 2 of 2" in front
    assert "volume 2 of 2" in back
    assert [page.strip() for page in inside] == ["", ""]


@pytest.mark.fires("PRS-005")
def test_an_edition_in_volumes_is_told(volumes: Printed) -> None:
    found = [each for each in volumes.receipt.findings if each.rule == "PRS-005"]
    assert "2 volumes" in found[0].message


@pytest.mark.fires("PRS-003")
def test_an_article_too_long_for_one_volume_is_told(shelf: Store) -> None:
    long = article("A long read", *[para("Rest is not idleness. " * 40)] * 12)
    made = printed(print_order([long], shelf, volume_pages=8), shelf)
    (found,) = _rules(made.receipt, "PRS-003")
    assert (found.file, "alone makes 12 pages" in found.message) == ("hard.md", True)


def _rules(receipt: Receipt, rule: str) -> list[Finding]:
    return [each for each in receipt.findings if each.rule == rule]


@pytest.mark.fires("PRS-002")
def test_a_coarse_picture_is_told_with_its_dots_an_inch(black: Printed) -> None:
    (found,) = _rules(black.receipt, "PRS-002")
    # 900 pixels on the 162 mm that the column is wide at 18 point.
    assert "A blue circle for rest" in found.message
    assert "141 dots" in found.message
    assert found.file == "hard.md"


def test_a_fine_picture_is_not(shelf: Store) -> None:
    fine = article("Fine", Figure(picture(shelf, 2000, 1000), "image/png", "Fine", said("A picture.")))
    assert not _rules(printed(print_order([fine], shelf), shelf).receipt, "PRS-002")


@pytest.mark.fires("PRS-001")
def test_without_a_profile_there_is_no_claim(shelf: Store) -> None:
    made = printed(print_order([everyday(shelf)], shelf, profile=False, colour="colour"), shelf)
    assert "black ink only" in _rules(made.receipt, "PRS-001")[0].message
    assert made.receipt.facts["standard"] == "PDF"
    with made.pdf("pdf") as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert b"GTS_PDFXVersion" not in pdf.Root.Metadata.read_bytes()
        assert inks(pdf) == {(0, 0, 0, 1)}


def test_in_colour_pictures_have_four_inks_and_no_more_than_the_paper_takes(coloured: Printed) -> None:
    with coloured.pdf("pdf") as pdf:
        assert inks(pdf) == {(0, 0, 0, 1), (1, 0.6, 0, 0.2)}
        (found,) = [each for each in pdf.objects if _is_picture(each)]
        assert found.ColorSpace == "/DeviceCMYK"
        assert 200 < most_ink(pikepdf.PdfImage(found).as_pil_image()) <= 300


def test_a_glued_cover_goes_round_its_spine(coloured: Printed) -> None:
    spine = coloured.receipt.facts["mm"]
    with coloured.pdf("cover") as pdf:
        (page,) = pdf.pages
        left, _, right, _ = (float(each) for each in page.trimbox)
        assert right - left == pytest.approx((420 + spine) * 72 / 25.4, abs=0.1)
        content = page.Contents.read_bytes().decode("latin-1")
        assert "/All CS 1 SCN" in content
        assert "[2 2] 0 d" in content


def test_the_ticket_says_what_the_files_are(volumes: Printed) -> None:
    (page,) = volumes.text("ticket")
    words = " ".join(page.split())
    joined = "".join(page.split())
    for role in ("pdf", "cover", "volume-2", "cover-2"):
        data = volumes.data(role)
        assert digest_of(data) in joined
        assert print_paths("winter-2026")[role].removeprefix("print/") in joined
    for each in volumes.receipt.facts["volumes"]:
        assert f"{each['pages']} pages, {each['pages'] // 2} leaves of A4" in words
        assert f"about {each['grams']} g" in words
    assert "PDF/X-4 for Test press, FOGRA29" in words
    assert "without marks" in words
    assert "hello@example.org" in words


def test_the_same_order_gives_the_same_bytes(black: Printed) -> None:
    assert make_print_files(black.order, black.store).files == black.receipt.files


def test_the_key_holds_what_decides_and_not_where_things_are(shelf: Store) -> None:
    order = print_order([everyday(shelf)], shelf)
    key = print_task(order, words=100).key
    assert print_task(replace(order, profile="1" * 64), words=100).key != key
    assert print_task(replace(order, settings=PrintShop(bleed=5)), words=100).key != key
    moved = order.settings.model_copy(update={"profile": "/home/someone/press.icc"})
    assert print_task(replace(order, settings=moved), words=100).key == key


def test_every_role_has_a_path() -> None:
    paths = print_paths("winter-2026")
    assert next(iter(paths)) == "pdf"
    assert paths["pdf"] == "print/winter-2026.pdf"
    assert paths["ticket"] == "print/winter-2026-ticket.pdf"
    assert paths[role_of("volume", 2)] == "print/winter-2026-volume-2.pdf"
    assert paths[role_of("imposed", 1)] == "print/winter-2026-imposed.pdf"
    assert len(set(paths.values())) == len(paths)


def test_a_letter_in_no_font_fails_as_in_large_print(store: Store) -> None:
    with pytest.raises(ArticleError, match=r"U\+4F60"):
        make_print_files(print_order([article("Hello", para("你好"))], store), store)


@pytest.mark.fires("PRS-004")
def test_a_profile_that_does_not_work_fails_in_plain_words(store: Store) -> None:
    broken = press_profile().replace(b"mft1", b"xxxx")
    order = replace(print_order([everyday(store)], store), profile=store.put(broken))
    with pytest.raises(ArticleError, match="profile") as failure:
        make_print_files(order, store)
    assert failure.value.rule == "PRS-004"


def test_clear_parts_of_a_picture_are_paper(store: Store) -> None:
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    clear.putpixel((0, 0), (0, 0, 0, 255))
    stream = io.BytesIO()
    clear.save(stream, "PNG")
    fetcher = PressFetcher(store, Inks(b"", colour=False))
    served = Image.open(io.BytesIO(fetcher.fetch(f"blob:{store.put(stream.getvalue())}").read()))
    assert served.mode == "L"
    assert served.getpixel((0, 0)) == 0
    assert served.getpixel((5, 5)) == 255


def test_greys_keep_their_order_on_paper(store: Store) -> None:
    ramp = Image.fromarray(np.arange(256, dtype=np.uint8)[np.newaxis], "L")
    stream = io.BytesIO()
    ramp.save(stream, "PNG")
    address = f"blob:{store.put(stream.getvalue())}"
    served = PressFetcher(store, Inks(press_profile(), colour=False)).fetch(address).read()
    greys = np.asarray(Image.open(io.BytesIO(served)))[0].astype(int)
    assert greys[0] == 0
    assert greys[255] == 255
    assert (np.diff(greys) >= 0).all()
    # This press lightens in step with L*, of which the middle grey of a screen has 53 %.
    assert greys[127] == pytest.approx(0.53 * 255, abs=6)


def test_too_much_ink_is_taken_from_the_colours() -> None:
    picture = Image.new("CMYK", (2, 1))
    picture.putpixel((0, 0), (255, 255, 255, 255))
    picture.putpixel((1, 0), (200, 100, 0, 20))
    held = limited(picture, 300)
    assert held.getpixel((0, 0)) == (170, 170, 170, 255)
    assert held.getpixel((1, 0)) == (200, 100, 0, 20)

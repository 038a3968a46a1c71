from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from everyread.article import Article, Figure, Heading
from everyread.errors import ArticleError
from everyread.largeprint.style import read_house_style
from everyread.largeprint.task import LargePrintOrder, compose, large_print_task, set_large_print
from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.settings import LargePrint
from everyread.store import Store
from everyread.typeset.fonts import FACES
from tests.largeprint.hard_documents import article, hard_documents, keep, notice, para

Sized = tuple[int, list[Article], Store, bytes]
TEMPLATES = Path(__file__).parents[2] / "templates"
SIZES = (16, 18, 24)
FAMILIES = {face.family.replace(" ", "-") for face in FACES.values()}


def order(
    articles: list[Article], store: Store, *, whole: bool = False, **changed: object
) -> LargePrintOrder:
    values: dict[str, object] = {
        "articles": tuple(keep(one, store) for one in articles),
        "title": "Our Newsletter Winter 2026",
        "publisher": "The Example Association",
        "contact": "01280 818 964\nhello@example.org",
        "settings": LargePrint(size=18),
        "template_folders": (str(TEMPLATES),),
        "templates": "0" * 64,
        "whole_issue": whole,
    }
    return LargePrintOrder(**(values | changed))  # type: ignore[arg-type]


def lines(data: bytes) -> list[list[str]]:
    """The lines of each page, as they are seen; PDFium joins two at a hyphen, and says so with \\x02."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().replace("\x02", "-\n").splitlines() for page in document]


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def collect(items: list[pikepdf.OutlineItem], level: int) -> None:
        for item in items:
            found.append((level, item.title))
            collect(item.children, level + 1)

    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        collect(outline.root, 1)
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module", params=SIZES)
def sized(request: pytest.FixtureRequest, kept: Store) -> Sized:
    """All hard documents as one issue, at each size."""
    articles = hard_documents(kept)
    made = set_large_print(order(articles, kept, whole=True, settings=LargePrint(size=request.param)), kept)
    assert made.facts["size_pt"] == request.param
    return request.param, articles, kept, kept.get(made.files["pdf"])


def test_an_issue_of_hard_documents_is_proved(sized: Sized) -> None:
    size, articles, store, data = sized
    digests = tuple(keep(one, store) for one in articles)
    proof = prove_pdf(PdfProofOrder(store.put(data), digests, float(size)), store)
    assert proof.findings == ()
    assert proof.facts["smallest_pt"] == size
    assert proof.facts["pdf_ua"]["failed"] == 0
    assert proof.facts["pdf_ua"]["checked"] > 100
    passport = proof.facts["passport"]
    assert passport["sentences_in_place"] == passport["sentences"] > 600
    assert passport["list_labels"] == passport["list_labels_wanted"]
    assert passport["least_contrast"] >= 7
    assert passport["longest_line"] <= 65


def test_every_heading_is_a_bookmark(sized: Sized) -> None:
    _, articles, _, data = sized
    titles = {title for _, title in bookmarks(data)}
    wanted = {one.title.text for one in articles} | {
        " ".join(sentence.text for sentence in block.prose)
        for one in articles
        for block in one.walk()
        if isinstance(block, Heading)
    }
    assert wanted <= titles
    assert {"Contents", "About this edition", "Our Newsletter Winter 2026"} <= titles


def test_no_heading_stands_at_the_foot_of_a_page(sized: Sized) -> None:
    *_, data = sized
    for page in lines(data):
        body = [line for line in page if not re.fullmatch(r"\d+", line)]
        assert not re.match(r"(Heading number|A smaller heading|take up two)", body[-1]), body[-2:]


def test_the_contents_have_the_right_page_numbers(sized: Sized) -> None:
    _, articles, _, data = sized
    pages = lines(data)
    listed = [line for page in pages[1:3] for line in page[:-1]]
    numbers = [int(match[1]) for line in listed if (match := re.search(r"\. (\d+)$", line))]
    assert len(numbers) == len(articles)
    for number, one in zip(numbers, articles, strict=True):
        assert one.title.text[:18] in " ".join(pages[number - 1])


def test_page_numbers_stand_at_the_foot_of_every_page_but_the_cover(sized: Sized) -> None:
    *_, data = sized
    pages = lines(data)
    assert not pages[0][-1].isdigit()
    assert [page[-1] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


def test_only_our_upright_fonts_are_used(sized: Sized) -> None:
    *_, data = sized
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {
            str(item.FontName).partition("+")[2]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    assert names
    assert {name.removesuffix("-Bold").removesuffix("-Regular") for name in names} <= FAMILIES


def test_an_article_alone_has_its_title_words_and_colophon(store: Store) -> None:
    one = hard_documents(store)[0]
    data = store.get(set_large_print(order([one], store), store).files["pdf"])
    text = " ".join(" ".join(page) for page in lines(data)).replace("\u00a0", " ")
    for words in (
        "Medical Matters",
        "Jo Fielding",
        "Our Newsletter Winter 2026",
        "December 2025",
        "About this edition",
    ):
        assert words in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == one.title.text


def test_the_same_order_gives_the_same_bytes(store: Store) -> None:
    one = order(hard_documents(store)[:1], store)
    assert set_large_print(one, store) == set_large_print(one, store)


def test_a_wide_table_is_set_as_labelled_rows(store: Store) -> None:
    html, _ = compose(order([], store), [hard_documents(store)[2]])
    assert html.count("<table>") == 1
    assert "<strong>Telephone:</strong> 023" in html


def test_the_style_sheet_gives_the_engine_nothing_to_complain_of(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from everyread.typeset import pdf

    seen: list[str] = []
    monkeypatch.setattr(
        pdf, "refuse_faults", lambda log, root: seen.extend(each.getMessage() for each in log)
    )
    set_large_print(order(hard_documents(store)[:1], store, whole=True), store)
    assert seen == []


@pytest.mark.fires("LPR-001")
def test_an_emoji_fails_the_article_with_its_name(store: Store) -> None:
    with pytest.raises(ArticleError, match=r"“😀” .*grinning face.* in “Well done 😀 to all”") as caught:
        set_large_print(order([article("Title", para("Well done 😀 to all"))], store), store)
    assert caught.value.rule == "LPR-001"


@pytest.mark.fires("LPR-002")
def test_a_picture_that_is_none_fails_the_article(store: Store) -> None:
    broken = Figure(store.put(b"not a picture"), "image/png", "A chart")
    with pytest.raises(ArticleError) as caught:
        set_large_print(order([article("Title", broken)], store), store)
    assert caught.value.rule == "LPR-002"


def test_an_article_with_nothing_but_a_title_is_a_page(store: Store) -> None:
    assert set_large_print(order([article("Title")], store), store).facts["pages"] == 1


def test_the_key_depends_on_what_decides_the_pages_and_not_on_where_they_are_made(store: Store) -> None:
    def key(**changed: object) -> str:
        one = order([article("Title", notice())], store)
        one = replace(one, **changed)  # type: ignore[arg-type]
        return large_print_task(one, name="x", file="x.md", words=10).key

    assert key() == key(template_folders=("/somewhere/else",))
    changes = [
        {"settings": LargePrint(size=20)},
        {"settings": LargePrint(paper="cream")},
        {"templates": "1" * 64},
        {"contact": ""},
        {"whole_issue": True},
        {"volume": (1, 2)},
        {"first_page": 9},
        {"style": read_house_style((TEMPLATES,))},
        {"articles": ()},
    ]
    assert len({key(), *(key(**change) for change in changes)}) == len(changes) + 1

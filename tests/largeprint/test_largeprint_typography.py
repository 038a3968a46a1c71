"""What large print asks of single pieces: notes, tables, lists, pictures, single words, other letters."""

from __future__ import annotations

import io
import re

import lxml.html
import pikepdf
import pytest

from everyread.article import Article, Figure, Item, Listing, Run
from everyread.errors import ArticleError
from everyread.largeprint.task import compose, set_large_print
from everyread.proof.pdf_text import read_pdf
from everyread.settings import LargePrint
from everyread.store import Store
from tests.largeprint.hard_documents import (
    LONG_ADDRESS,
    LONG_WORD,
    article,
    bullets,
    labelled,
    letters,
    noted,
    notice,
    numbered,
    para,
    pictures,
    table,
    wide_tables,
)
from tests.largeprint.test_largeprint_task import lines, order


def page(one: Article, store: Store, size: int = 18, **changed: object) -> lxml.html.HtmlElement:
    """The HTML of one article."""
    made = order([], store, settings=LargePrint(size=size), **changed)
    return lxml.html.fromstring(compose(made, [one])[0])


def printed(one: Article, store: Store, size: int = 18) -> bytes:
    return store.get(set_large_print(order([one], store, settings=LargePrint(size=size)), store).files["pdf"])


def test_marks_and_notes_link_to_each_other(store: Store) -> None:
    made = page(noted(), store)
    marks = made.xpath("//a[@class='noteref']")
    assert [mark.get("href") for mark in marks] == [f"#article-1-note-{number}" for number in (1, 2, 1)]
    assert [mark.get("id") for mark in marks] == ["article-1-mark-1", "article-1-mark-2", None]
    backs = made.xpath("//p[@class='backlink']/a")
    assert [back.get("href") for back in backs] == ["#article-1-mark-1", "#article-1-mark-2"]
    assert [note.get("id") for note in made.xpath("//section[@class='notes']//li")] == [
        "article-1-note-1",
        "article-1-note-2",
        None,
    ]


def test_a_note_leads_back_to_the_page_of_its_mark(store: Store) -> None:
    assert "Back to page 1" in [line for one in lines(printed(noted(), store)) for line in one]


def test_notes_get_a_heading_only_where_they_have_none(store: Store) -> None:
    assert [head.text for head in page(noted(), store).xpath("//article//h2")] == ["Notes"]
    for before in (para("References"), para("Sources and notes")):
        one = article("T", para("A", Run("1", note="n")), before, *noted().blocks[2:])
        assert not page(one, store).xpath("//article//h2")


def test_ids_of_notes_do_not_clash_between_articles_or_within_one(store: Store) -> None:
    twice = Listing((Item((para("a"),), 1, "note-1"), Item((para("b"),), 2, "note-1")), True, "notes")
    clash = article("Clash", para("x", Run("1", note="note-1")), twice)
    html, _ = compose(order([], store, whole_issue=True), [noted(), noted(), clash])
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set_large_print(order([noted(), noted(), clash], store, whole=True), store).facts["pages"] > 3


def test_a_wide_table_is_turned_and_one_row_of_many_columns_is_a_list(store: Store) -> None:
    made = page(wide_tables(), store)
    assert len(made.xpath("//article/div[@class='table turned']")) == 1
    assert len(made.xpath("//div[@class='rows']")) == 2
    with pikepdf.open(io.BytesIO(printed(wide_tables(), store))) as pdf:
        boxes = [[round(float(side)) for side in each.mediabox[2:]] for each in pdf.pages]
    assert boxes[0] == boxes[-1] == [595, 842]
    assert [842, 595] in boxes


def test_the_pages_after_a_turned_table_have_their_running_title(store: Store) -> None:
    data = store.get(set_large_print(order([wide_tables()], store, whole=True), store).files["pdf"])
    pages = lines(data)
    first = next(number for number, one in enumerate(pages) if "This table is wider than the page." in one)
    assert len(pages) > first + 4
    for one in pages[first:-1]:
        assert one.count("Tables for a page on its side") == 1, one


def test_a_table_over_two_pages_repeats_its_head_and_splits_no_row(store: Store) -> None:
    rows = [f"Visit {n} | A word and another word, and then some more words" for n in range(1, 40)]
    pages = lines(printed(article("T", table("Rest", "When | What", *rows)), store))
    tables = [one for one in pages if any(line.startswith("Visit ") for line in one)]
    assert len(tables) >= 3
    for one in tables:
        assert sum(line == "When What" for line in one) == 1
    numbers = [[int(n) for n in re.findall(r"Visit (\d+)", " ".join(one))] for one in tables]
    assert [n for each in numbers for n in each] == list(range(1, 40))
    words = [len(re.findall("more words", " ".join(one))) for one in tables]
    assert words == [len(each) for each in numbers]


def test_labels_are_printed_as_they_are_and_have_room(store: Store) -> None:
    pieces = read_pdf(printed(labelled(), store)).drawn.pieces
    text = " ".join(piece.text.strip() for piece in pieces)
    for label in ("a)", "b)", "(i)", "(ii)", "3.", "2.", "1.", "1.9", "1.10", "'; } p { } \\"):
        assert label in text
    assert min(piece.box[0] for piece in pieces) > 60


@pytest.mark.parametrize("size", [16, 18, 24])
def test_numbers_of_three_figures_stand_inside_the_margin(size: int, store: Store) -> None:
    data = printed(article("T", numbered(998, "One", "Two", "Three")), store, size)
    left = {round(piece.box[0]) for piece in read_pdf(data).drawn.pieces if re.match(r"\s*[T1]", piece.text)}
    assert min(piece.box[0] for piece in read_pdf(data).drawn.pieces) >= min(left) - 1


def test_single_pieces_stay_on_a_line_over_a_change_of_type(store: Store) -> None:
    one = article(
        "T", para("Take ", Run("2.5", emphasis=True), " mg on ", Run("3", emphasis=True), " May 2026.")
    )
    text = page(one, store).xpath("string(//article/p)")
    assert text == "Take 2.5\u00a0mg on 3\u00a0May\u00a02026."


def test_long_words_and_addresses_stay_on_the_page(store: Store) -> None:
    one = article(
        "T", para(LONG_WORD), para(Run(LONG_ADDRESS, href=LONG_ADDRESS)), bullets("W" * 45, LONG_ADDRESS)
    )
    for size in (18, 24):
        pieces = read_pdf(printed(one, store, size)).drawn.pieces
        assert max(piece.box[2] for piece in pieces) <= 595 - 50
        drawn = "".join(piece.text for piece in pieces if not piece.artifact)
        # Hyphens are not compared, since PDFium has a mark of its own for those at a line's end.
        drawn = drawn.translate(dict.fromkeys((0x02, 0x2D, 0x200B, 0x2060)))
        assert LONG_WORD in drawn
        assert drawn.count(LONG_ADDRESS.replace("-", "")) == 2
        assert "\u00ad" not in drawn


def test_pictures_are_as_wide_as_the_column_or_their_pixels_allow(store: Store) -> None:
    boxes = [picture.box for picture in read_pdf(printed(pictures(store), store)).drawn.pictures]
    widths = [round((box[2] - box[0]) / 72 * 25.4) for box in boxes]
    assert widths[0] == round(240 / 100 * 25.4)
    assert widths[2] == round(600 / 100 * 25.4)
    heights = [round((box[3] - box[1]) / 72 * 25.4) for box in boxes]
    assert max(heights) <= 150


HOSTILE = (
    "</p><style>p{font-size:1pt;position:fixed}</style>",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd onerror=alert(1)>",
    "url(file:///etc/passwd) @import 'http://example.org/x.css'; font-size:9999999em",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    '" style="position:fixed;inset:0" x="',
    "'; } * { display: none } /*",
    "]]><!-- &#0; &lt;b&gt; --><![CDATA[",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_reaches_the_page(text: str, store: Store) -> None:
    """In every place where an article's words, or the editor's, are put into the HTML."""
    bad = Run(text, emphasis=True, language="fr", href="https://www.example.org/?q=" + text)
    one = article(
        text,
        para(bad),
        Listing(
            (Item((para(text),), label=text), Item((para(text),), anchor=text)), ordered=True, role="notes"
        ),
        table(text.replace("|", ""), "A | B", f"{text.replace('|', '')} | c"),
        Figure("0" * 64, "image/png", text, credit=para(text).prose),
        para("see", Run("1", note=text)),
        section=text,
        author=text,
        date=text,
        standfirst=para(text).prose,
    )
    kind = article("A", para("b"), *one.blocks[1:2], *one.blocks[3:], section="s", author="a", date="d")
    made = order([], store, title=text, publisher=text, contact=text, whole_issue=True)
    html, css = compose(made, [one, kind])
    quiet = order([], store, title="T", publisher="P", contact="C", whole_issue=True)
    assert css == compose(quiet, [one])[1]
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//script | //style | //iframe | //@onerror | //comment()")
    assert {image.get("src") for image in tree.xpath("//img")} == {"blob:" + "0" * 64}
    styles = set(tree.xpath("//@style"))
    for style in styles:
        assert re.fullmatch(r'(padding-left: [\d.]+em|list-style-type: "(\\[0-9a-f]{6})+")', style), style
    assert {word for one in tree.xpath("//@class") for word in one.split()} <= CLASSES
    assert (
        tree.xpath("string(//article//h1)").replace("\u00a0", " ").replace("\u2060", "").replace("\u200b", "")
        == text.strip()
    )


CLASSES = set(
    "cover publisher edition contact contents even odd opening section standfirst byline notes noteref "
    "backlink address credit table short back colophon rows row caption".split()
)


def test_numbers_of_articles_too_large_to_be_true_do_no_harm(store: Store) -> None:
    one = article("T", numbered(10**18, "A"), numbered(-(10**9), "B"), numbered(0, "C"), notice())
    text = " ".join(piece.text for piece in read_pdf(printed(one, store)).drawn.pieces)
    assert "0." in text


@pytest.mark.fires("LPR-001")
@pytest.mark.parametrize(("letter", "name"), [("م", "arabic letter meem"), ("日", "cjk"), ("ש", "hebrew")])
def test_letters_that_cannot_be_read_out_in_order_fail_with_their_name(
    letter: str, name: str, store: Store
) -> None:
    with pytest.raises(ArticleError, match=rf"“{letter}” .*{name}.* in “.*Dr {letter}") as caught:
        printed(article("Title", para(f"We met Dr {letter} today")), store)
    assert caught.value.rule == "LPR-001"


def test_letters_of_europe_and_the_signs_of_medicine_are_printed(store: Store) -> None:
    text = "Llanŵr Tŷ Łukasz Żółć Ελευθερία Жуков Đặng ½ ¼ µg ±2 ≥3 ≤4 ≠ ° ™ × ÷ − … € £ • ‰ † ₂ ²"
    one = article("T", para(text.replace("≥3 ≤4 ≠ ", "")))
    assert set(text.replace("≥3 ≤4 ≠ ", "")) <= set(printed_text(one, store).replace("\n", " "))


def printed_text(one: Article, store: Store) -> str:
    return " ".join(line for each in lines(printed(one, store)) for line in each)


@pytest.mark.parametrize("marked", [False, True])
def test_ordinary_symbols_are_printed_and_read_back(marked: bool, store: Store) -> None:
    symbols = "✓ ✔ ✗ ✘ → ← ↑ ↓ ↔ ★ ☆ ☎ ⅓ ⅔ ∞ √ ≈ ■ ● ▶ ♥ ☐ ☑ ☒ ① ✉ ⚠ ➜"
    data = printed(article("T", para(Run(symbols, emphasis=marked), " and 12345.")), store)
    text = " ".join(line for each in lines(data) for line in each)
    assert set(symbols) <= set(text)
    fonts = {piece.font for piece in read_pdf(data).drawn.pieces if re.search(r"\d", piece.text)}
    assert all("Everyread-Text" in font or "Everyread Text" in font for font in fonts), fonts


def test_small_figures_are_as_high_as_the_others(store: Store) -> None:
    """The height of a character's ink, where its size would say nothing."""
    heights = {}
    for figure in "2²₂½":
        pieces = read_pdf(printed(article("T", para(f"x {figure} x")), store)).drawn.pieces
        (box,) = (piece.box for piece in pieces if piece.text.strip() == figure or piece.text == "x 2 x")
        heights[figure] = box[3] - box[1]
    assert min(heights.values()) >= 0.95 * heights["2"], heights
    assert "raised" in compose(order([], store), [article("T", para("m²"))])[0]


def letters_of(one: Article) -> str:
    return "".join(sentence.text for sentence in one.sentences())


def test_soft_hyphens_are_not_printed(store: Store) -> None:
    assert "\u00ad" in letters_of(letters())
    assert "\u00ad" not in compose(order([], store), [letters()])[0]

"""The print passport: a whole PDF passes, and each of many damages is caught by name."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from everyread.article import Article, Heading, Item, Listing, Run
from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.proof.wording import SHOWN, quoted
from everyread.store import Store
from everyread.work import Receipt
from tests.largeprint.hard_documents import article, everyday, keep, lists, numbered, para, said, table
from tests.proof import damaged_pdfs as bad

MOST_BYTES = 3000
"""Of a passport in issue.json."""


@dataclass(frozen=True)
class Bench:
    """One good PDF, made once, and its article."""

    store: Store
    one: Article
    data: bytes

    def prove(self, data: bytes, one: Article | None = None, **order: object) -> Receipt:
        digest = keep(one or self.one, self.store)
        values: dict[str, object] = {"pdf": self.store.put(data), "articles": (digest,), "floor_pt": 18.0}
        return prove_pdf(PdfProofOrder(**(values | order)), self.store)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    store = Store(tmp_path_factory.mktemp("store"))
    one = bad.specimen(store)
    return Bench(store, one, bad.rendered([one], store))


@pytest.fixture(scope="module")
def press(bench: Bench) -> bytes:
    return bad.for_press(bench.data)


def found(receipt: Receipt) -> dict[str, str]:
    """Rule to what was said, all findings of a rule together."""
    said: dict[str, str] = {}
    for each in receipt.findings:
        said[each.rule] = f"{said.get(each.rule, '')} {each.message} [{each.paragraph}]"
    return said


def test_a_whole_pdf_passes_and_its_passport_is_short(bench: Bench) -> None:
    receipt = bench.prove(bench.data)
    assert receipt.findings == ()
    passport = receipt.facts["passport"]
    assert passport["smallest"]["pt"] == receipt.facts["smallest_pt"] == 18
    assert passport["sentences_in_place"] == passport["sentences"] > 50
    assert passport["sheets"] == (receipt.facts["pages"] + 1) // 2
    assert passport["grams"] == round(receipt.facts["pages"] / 2 * 0.21 * 0.297 * 80)
    assert passport["least_contrast"] >= 7
    assert passport["longest_line"] <= 65
    assert 3.0 < passport["x_height_mm"] < 3.4
    assert set(passport["fonts"].values()) == {True}
    assert sum(passport["sizes"].values()) > 1000
    assert passport["bookmarks"] == passport["headings"]
    assert passport["described"] == passport["pictures"] == 2
    assert passport["other_languages"] == ["fr"]
    assert passport["out_of_reach"] == 0
    assert passport["list_labels"] == passport["list_labels_wanted"] == 7
    assert passport["headings"] > passport["headings_wanted"]  # the colophon has some of its own
    assert passport["falls_short"] == {}
    assert passport["not_checked"]
    assert len(json.dumps(receipt.facts, ensure_ascii=False).encode()) < MOST_BYTES


def test_a_list_inside_a_point_is_read_before_the_next_point(bench: Bench) -> None:
    first = Item((para("The first point"), numbered(7, "Seven inside it", "Eight inside it")), 1)
    nested = article("Lists", Listing((first, Item((para("The second point"),), 2)), ordered=True))
    receipt = bench.prove(bad.rendered([nested], bench.store), nested)
    assert receipt.findings == ()
    assert receipt.facts["passport"]["list_labels_wanted"] == 4


def test_a_whole_issue_passes(bench: Bench) -> None:
    articles = [everyday(bench.store), lists()]
    data = bad.rendered(articles, bench.store)
    digests = tuple(keep(one, bench.store) for one in articles)
    receipt = prove_pdf(PdfProofOrder(bench.store.put(data), digests, 18.0), bench.store)
    assert receipt.findings == ()
    assert receipt.facts["passport"]["links"] > 2


# What is done to the PDF, the rule that must say so, and words of what is said.
DAMAGES: list[tuple[str, bad.Damage, str, str]] = [
    ("paragraph dropped from the tags", bad.drop("P", 4), "PRF-001", "is missing"),
    ("paragraph not tagged", bad.drawn_but_not_tagged, "PRF-102", "no screen reader can reach it"),
    ("blocks swapped", bad.swap_blocks, "PRF-001", "is not in its place"),
    ("line of a paragraph dropped", bad.drop_a_line, "PRF-001", "is missing"),
    ("list label dropped", bad.drop("Lbl", 3), "PRF-106", "“4.”"),
    ("heading retagged as paragraph", bad.retag("H2", "P"), "PRF-104", "“Start with what cannot move”"),
    ("title retagged as paragraph", bad.retag("H1", "P"), "PRF-104", "“Pacing through the winter"),
    (
        "heading of another level",
        bad.retag("H3", "H2"),
        "PRF-104",
        "of level 3 in the article and of level 2",
    ),
    ("heading level skipped", bad.retag("H2", "H4"), "PRF-003", "a level of headings is skipped"),
    ("outline removed", bad.no_outline, "PRF-105", "has no bookmark"),
    ("bookmark renamed", bad.renamed_bookmark, "PRF-105", "has no bookmark"),
    ("bookmark to another page", bad.bookmark_to_another_page, "PRF-105", "its heading is on page"),
    ("bookmarks flat", bad.flat_bookmarks, "PRF-105", "does not stand under the heading"),
    ("font not embedded", bad.fonts_not_embedded, "PRF-121", "is not in the large-print PDF"),
    ("letters without meaning", bad.no_letters, "PRF-003", "cannot be turned into text"),
    ("table header retagged", bad.retag("TH", "TD", 1), "PRF-107", "“Lying down”"),
    ("row header retagged", bad.retag("TH", "TD", 5), "PRF-107", "“Tuesday”"),
    ("description removed", bad.alt_removed, "PRF-108", "has no description"),
    ("description of another picture", bad.alt_of_another, "PRF-108", "has another description"),
    ("picture untagged", bad.drop("Figure"), "PRF-108", "has 2 pictures"),
    ("title missing", bad.no_title, "PRF-003", "it has no title"),
    ("language missing", bad.no_language, "PRF-003", "in which language"),
    ("language of parts missing", bad.no_language_of_parts, "PRF-109", "“bonjour à tous”"),
    ("letter in no font", bad.empty_box, "PRF-003", "an empty box is printed"),
    ("tab order missing", bad.no_tab_order, "PRF-003", "the Tab key"),
    ("links that say nothing", bad.links_say_nothing, "PRF-110", "does not say where it leads"),
    ("link to another place", bad.link_to_another_place, "PRF-111", "surveys/winter-pacing"),
    ("page number tagged as text", bad.page_number_spoken, "PRF-103", "says “2”"),
    ("small grey text", bad.small_grey, "PRF-002", "page 1 of the large-print PDF"),
    ("grey text", bad.small_grey, "PRF-120", "7 to 1 is needed"),
    ("invisible text", bad.invisible, "PRF-120", "cannot be seen"),
    ("page cut off", bad.cut_off, "PRF-126", "runs off the edge"),
    ("page there twice", bad.page_twice, "PRF-127", "it is there twice"),
    ("pages swapped", bad.pages_swapped, "PRF-127", "is printed before it"),
    ("page lost", bad.page_lost, "PRF-001", "is missing"),
    ("coarse pictures", bad.coarse_pictures, "PRF-125", "pixels an inch"),
    ("no tags at all", bad.no_tags, "PRF-003", "it has no tags"),
    ("a PDF/A that is none", bad.claims_pdf_a, "PRF-130", "does not meet PDF/A-2a"),
]


@pytest.mark.fires("PRF-001", "PRF-002", "PRF-003", "PRF-102", "PRF-103", "PRF-104", "PRF-105", "PRF-106")
@pytest.mark.fires("PRF-107", "PRF-108", "PRF-109", "PRF-110", "PRF-111", "PRF-120", "PRF-121", "PRF-125")
@pytest.mark.fires("PRF-126", "PRF-127", "PRF-130")
@pytest.mark.parametrize(
    ("damage", "rule", "said"), [each[1:] for each in DAMAGES], ids=[each[0] for each in DAMAGES]
)
def test_each_damage_is_caught_by_name(damage: bad.Damage, rule: str, said: str, bench: Bench) -> None:
    assert said in found(bench.prove(bad.damaged(bench.data, damage))).get(rule, "")


# CSS or a changed word, the rule, and words of what is said.
SET_WRONG: list[tuple[str, str, str, str, str]] = [
    ("credit of a picture lost", "", "Photo: A. Member.=>", "PRF-001", "“Photo: A. Member.”"),
    ("list number changed", "", "list-item 9=>list-item 8", "PRF-106", "“9.”"),
    ("digit changed", "", "4.5=>4.6", "PRF-001", "goes on “4.5 mg at night.”, the PDF “4.6 mg at night"),
    ("a not removed", "", "not after.=>after.", "PRF-001", "goes on “not after.”, the PDF “after."),
    (
        "sentence said twice",
        "",
        "Leave the day before=>Leave the day before and the day after as empty as you can. "
        "Leave the day before",
        "PRF-101",
        "Leave the day",
    ),
    ("pale text on white", "p { color: #8a8a8a }", "", "PRF-120", "7 to 1 is needed"),
    (
        "light text on a dark box",
        ".notice { background: #1a1a1a; color: #777 }",
        "",
        "PRF-120",
        "7 to 1 is needed",
    ),
    (
        "text over a picture",
        "figure { height: 40mm } figcaption { margin-top: -20mm }",
        "",
        "PRF-120",
        "7 to 1",
    ),
    (
        "lines too long",
        "@page { margin: 20mm 4mm } p { letter-spacing: -0.08em }",
        "",
        "PRF-123",
        "characters",
    ),
    (
        "digits of another font",
        "",
        "4.5=><span style='font-family: Everyread Wide'>4.5</span>",
        "PRF-122",
        "Everyread-Wide",
    ),
    ("heading alone at the foot", "h2 { break-after: page }", "", "PRF-124", "stands alone"),
]


@pytest.mark.fires("PRF-001", "PRF-101", "PRF-120", "PRF-122", "PRF-123", "PRF-124")
@pytest.mark.parametrize(
    ("css", "change", "rule", "said"), [each[1:] for each in SET_WRONG], ids=[each[0] for each in SET_WRONG]
)
def test_what_is_set_wrong_is_caught_by_name(
    css: str, change: str, rule: str, said: str, bench: Bench
) -> None:
    data = bad.rendered([bench.one], bench.store, css, change)
    assert said in found(bench.prove(data)).get(rule, "")


def test_a_heading_with_a_link_shows_its_address_and_is_still_the_heading(bench: Bench) -> None:
    guide = Run("our guide", href="https://example.org/guide")
    one = article(
        "Title",
        Heading(said("Read ", guide, " first"), 2),
        Heading(said("Why it is short"), 3),
        para("It is short."),
    )
    assert found(bench.prove(bad.rendered([one], bench.store), one)) == {}


def test_a_long_table_may_say_its_headers_on_each_page(bench: Bench) -> None:
    rows = [f"Day {number} | {number} mg | {number + 1} mg" for number in range(1, 45)]
    one = article("Title", table("Doses", "Day | Morning | Evening", *rows))
    assert found(bench.prove(bad.rendered([one], bench.store), one)) == {}


def test_an_article_in_another_language_than_its_file_is_marked_as_such(bench: Bench) -> None:
    welsh = article("Gorffwys", para("Gorffwyswch cyn i chi flino."), language="cy")
    data = bad.rendered([welsh], bench.store)
    assert found(bench.prove(data, welsh)) == {}
    unmarked = bad.damaged(data, bad.no_language_of_parts)
    assert "“Gorffwys” is in another language (cy)" in found(bench.prove(unmarked, welsh))["PRF-109"]


def test_a_file_for_the_print_shop_passes(bench: Bench, press: bytes) -> None:
    receipt = bench.prove(press, kind="print", gsm=100.0)
    assert receipt.findings == ()
    passport = receipt.facts["passport"]
    assert passport["pdf_x"] == "PDF/X-4"
    assert passport["intent"] == "FOGRA29L"
    assert passport["trim_mm"] == [210.0, 297.0]
    assert passport["bleed_mm"] == 3.0
    assert set(passport["colours"]) == {"K", "grey"}
    assert passport["most_ink"] == 100
    assert passport["sentences_in_place"] == passport["sentences"] > 50
    assert passport["grams"] == round(receipt.facts["pages"] / 2 * 0.21 * 0.297 * 100)
    assert "pdf_ua" not in receipt.facts


PRESS_DAMAGES: list[tuple[str, bad.Damage, str, str]] = [
    ("wrong trim box", bad.wrong_trim, "PRF-140", "not of the same size"),
    ("no trim box", bad.no_trim, "PRF-140", "has no trim box"),
    ("no bleed", bad.no_bleed, "PRF-140", "has a bleed of 0 mm"),
    ("no intent", bad.no_intent, "PRF-141", "names no printing condition"),
    ("no ICC profile", bad.no_profile, "PRF-141", "ICC profile"),
    ("RGB", bad.red_rule, "PRF-142", "RGB colour"),
    ("rich black text", bad.rich_black, "PRF-143", "more inks than black"),
    ("odd pages", bad.odd_pages, "PRF-144", "not a multiple of four"),
    ("too much ink", bad.too_much_ink, "PRF-145", "400 % of ink"),
    ("line lost", bad.press_text_lost, "PRF-001", "is missing"),
    ("font not embedded", bad.fonts_not_embedded, "PRF-121", "is not in the print-shop PDF"),
    ("font not embedded, by an engine", bad.fonts_not_embedded, "PRF-146", "a font is not in the file"),
    ("letter in no font", bad.empty_box, "PRF-146", "an empty box is printed"),
    ("coarse pictures", bad.coarse_pictures, "PRF-125", "It needs 300"),
    ("page lost", bad.page_lost, "PRF-001", "is missing"),
    ("pages swapped", bad.pages_swapped, "PRF-001", "is not in its place"),
]


@pytest.mark.fires("PRF-140", "PRF-141", "PRF-142", "PRF-143", "PRF-144", "PRF-145", "PRF-146")
@pytest.mark.parametrize(
    ("damage", "rule", "said"), [each[1:] for each in PRESS_DAMAGES], ids=[each[0] for each in PRESS_DAMAGES]
)
def test_each_damage_of_a_press_file_is_caught(
    damage: bad.Damage, rule: str, said: str, bench: Bench, press: bytes
) -> None:
    assert said in found(bench.prove(bad.damaged(press, damage), kind="print")).get(rule, "")


def test_an_easy_read_is_judged_by_its_own_headings(bench: Bench) -> None:
    """Its words are others than the article's, and its bookmarks are those of its own headings."""
    easy = article("Pacing", para("Rest before you are tired."), numbered(1, "Sit."), *bench.one.notices())
    data = bad.rendered([easy], bench.store)
    assert bench.prove(data, verbatim=False, kind="easy-read").findings == ()
    without = bad.damaged(data, bad.no_outline)
    assert "PRF-105" in found(bench.prove(without, verbatim=False, kind="easy-read"))


def test_what_is_quoted_is_short() -> None:
    assert quoted("a  b\nc") == "“a b c”"
    assert len(quoted("x" * 500)) == SHOWN + 3

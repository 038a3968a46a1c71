"""Every kind of damage that a large-print PDF has met, planted and caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from everyread.article import (
    Article,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Run,
    Sentence,
    Table,
    map_prose,
)
from everyread.largeprint.task import LargePrintOrder, compose
from everyread.proof.pdf import PdfProofOrder, pdf_proof_task, prove_pdf
from everyread.proof.pdf_stream import stream_of
from everyread.proof.prose import missing
from everyread.settings import LargePrint
from everyread.store import Store
from everyread.typeset.pdf import render_pdf
from everyread.work import Receipt
from tests.largeprint.hard_documents import DISCLAIMER, article, everyday, keep, lists, para
from tests.proof.damaged_pdfs import damaged, drop, no_language

TEMPLATES = Path(__file__).parents[2] / "templates"


def render(articles: list[Article], store: Store, css: str = "") -> bytes:
    order = LargePrintOrder(
        (),
        "Issue",
        "Publisher",
        "Contact",
        LargePrint(),
        (str(TEMPLATES),),
        "",
        whole_issue=len(articles) > 1,
    )
    html, sheet = compose(order, articles)
    return render_pdf(html, sheet + css, store, title="T", language="en-GB")


def prove(data: bytes, articles: list[Article], store: Store, *, verbatim: bool = True) -> Receipt:
    digests = tuple(keep(one, store) for one in articles)
    return prove_pdf(PdfProofOrder(store.put(data), digests, 18.0, verbatim), store)


def rules(receipt: Receipt) -> set[str]:
    return {finding.rule for finding in receipt.findings}


def reworded(one: Article, old: str, new: str) -> Article:
    """The article with some words changed."""

    def change(prose: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(
            replace(each, runs=tuple(replace(run, text=run.text.replace(old, new)) for run in each.runs))
            for each in prose
        )

    changed = replace(one, blocks=map_prose(one.blocks, change))
    assert changed != one, old
    return changed


def without(one: Article, kind: type, number: int = 0) -> Article:
    doomed = [block for block in one.blocks if isinstance(block, kind)][number]
    return replace(one, blocks=tuple(block for block in one.blocks if block is not doomed))


def swapped(one: Article) -> Article:
    first, second, *others = one.blocks
    return replace(one, blocks=(second, first, *others))


def renumbered(one: Article) -> Article:
    first, *others = one.blocks
    assert isinstance(first, Listing)
    items = tuple(replace(item, number=(item.number or 0) + 1) for item in first.items)
    return replace(one, blocks=(replace(first, items=items), *others))


def without_last_row(one: Article) -> Article:
    return replace(
        one,
        blocks=tuple(
            replace(block, rows=block.rows[:-1]) if isinstance(block, Table) else block
            for block in one.blocks
        ),
    )


def test_a_whole_pdf_has_no_findings(store: Store) -> None:
    articles = [everyday(store), lists()]
    receipt = prove(render(articles, store), articles, store)
    assert receipt.findings == ()
    assert receipt.facts["smallest_pt"] == 18
    assert receipt.facts["pages"] > 5
    assert receipt.facts["pdf_ua"]["engine"] == "page-validation"
    assert receipt.files == {}


@pytest.mark.fires("PRF-001")
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda one: without(one, Paragraph), id="paragraph dropped"),
        pytest.param(lambda one: without(one, Paragraph, 1), id="second paragraph dropped"),
        pytest.param(lambda one: without(one, Heading), id="heading dropped"),
        pytest.param(lambda one: without(one, Listing), id="list dropped"),
        pytest.param(without_last_row, id="row of a table dropped"),
        pytest.param(swapped, id="paragraphs swapped"),
        pytest.param(lambda one: reworded(one, "4.5", "45"), id="decimal point lost"),
        pytest.param(lambda one: reworded(one, "1.5 mg", "1.6 mg"), id="digit changed"),
        pytest.param(lambda one: reworded(one, "not after", "after"), id="a not lost"),
        pytest.param(lambda one: reworded(one, "need to", "needto"), id="words run together"),
        pytest.param(lambda one: reworded(one, "before", "be fore"), id="word torn"),
        pytest.param(lambda one: replace(one, standfirst=()), id="standfirst dropped"),
        pytest.param(
            lambda one: replace(one, title=Sentence("s0001", (Run("Another title"),))), id="title changed"
        ),
    ],
)
def test_lost_or_changed_words_are_found(damage: Callable[[Article], Article], store: Store) -> None:
    one = everyday(store)
    assert "PRF-001" in rules(prove(render([damage(one)], store), [one], store))


@pytest.mark.fires("PRF-001")
def test_a_changed_list_number_is_found(store: Store) -> None:
    one = lists()
    receipt = prove(render([renumbered(one)], store), [one], store)
    assert "“9.” is missing" in receipt.findings[0].message


@pytest.mark.fires("PRF-001")
def test_a_paragraph_that_a_screen_reader_cannot_reach_is_found(store: Store) -> None:
    """It is on the page to see, but not in the tags."""
    one = article("Title", para("The first thing to say."), para("Take 5 mg, and not more."))
    data = damaged(render([one], store), drop("P", 1))
    found = prove(data, [one], store).findings
    # Where the damage was done, pikepdf wrote the file anew, and not as PDF/A asks.
    finding, unreached = (each for each in found if each.rule != "PRF-130")
    assert finding.rule == "PRF-001"
    assert unreached.rule == "PRF-102"
    assert "not more" in finding.message
    assert finding.sentence == "s0003"
    assert finding.file == "hard.md"


@pytest.mark.fires("PRF-002")
def test_small_grey_type_is_found_with_its_page(store: Store) -> None:
    one = everyday(store)
    receipt = prove(render([one], store, ".byline { font-size: 7pt; color: #bbb }"), [one], store)
    (finding,) = [finding for finding in receipt.findings if finding.rule == "PRF-002"]
    assert "7.0 point" in finding.message
    assert finding.paragraph == "page 1 of the large-print PDF"
    assert receipt.facts["smallest_pt"] == 7.0


@pytest.mark.fires("PRF-002")
def test_small_page_numbers_and_shrunk_type_are_found(store: Store) -> None:
    one = article("Title", para("Rest."))
    small = "@page { @bottom-center { font-size: 12pt } } p { transform: scale(0.5) }"
    assert "PRF-002" in rules(prove(render([one], store, small), [one], store))


@pytest.mark.fires("PRF-003")
def test_a_pdf_without_its_language_is_found(store: Store) -> None:
    one = article("Title", para("Rest."))
    receipt = prove(damaged(render([one], store), no_language), [one], store)
    assert rules(receipt) == {"PRF-003"}
    assert receipt.facts["pdf_ua"]["failed"] >= 1


@pytest.mark.fires("PRF-003")
@pytest.mark.parametrize("cut", [0, 4000])
def test_half_a_pdf_is_found(cut: int, store: Store) -> None:
    one = article("Title", para("Rest."))
    data = render([one], store)[:cut]
    (finding,) = prove(data, [one], store).findings
    assert finding.rule == "PRF-003"
    assert "cannot be opened" in finding.message


@pytest.mark.fires("PRF-005")
@pytest.mark.parametrize("verbatim", [True, False])
def test_a_missing_notice_is_found_in_every_edition(verbatim: bool, store: Store) -> None:
    one = everyday(store)
    bare = replace(one, blocks=tuple(block for block in one.blocks if not isinstance(block, Notice)))
    assert rules(prove(render([bare], store), [one], store, verbatim=verbatim)) == {"PRF-005"}


@pytest.mark.fires("PRF-005")
def test_a_notice_that_has_changed_is_found_in_an_easy_read(store: Store) -> None:
    one = everyday(store)
    changed = reworded(one, "It is not medical", "It is medical")
    assert rules(prove(render([changed], store), [one], store, verbatim=False)) == {"PRF-005"}


def test_an_easy_read_may_change_everything_but_its_notices(store: Store) -> None:
    one = everyday(store)
    easy = article("Pacing", para("Rest before you are tired."), *one.notices())
    assert prove(render([easy], store), [one], store, verbatim=False).findings == ()


def test_a_notice_lost_from_one_article_of_an_issue_is_found(store: Store) -> None:
    """The other article has the same notice, which must not count for both."""
    articles = [everyday(store), lists()]
    damaged = [without(articles[0], Notice, 1), articles[1]]
    receipt = prove(render(damaged, store), articles, store)
    assert rules(receipt) == {"PRF-005"}
    assert all(finding.file == articles[0].source.name for finding in receipt.findings)


def test_one_loss_does_not_hide_or_feign_others(store: Store) -> None:
    """The sentences behind a dropped paragraph are still found."""
    one = everyday(store)
    receipt = prove(render([without(one, Paragraph, 1)], store), [one], store)
    gone = [block for block in one.blocks if isinstance(block, Paragraph)][1]
    assert {finding.sentence for finding in receipt.findings} == {each.id for each in gone.prose}


def test_the_key_knows_what_is_asked() -> None:
    order = PdfProofOrder("a" * 64, ("b" * 64,), 18.0)
    keys = {
        pdf_proof_task(each, name="proof", file="").key
        for each in (
            order,
            replace(order, floor_pt=16.0),
            replace(order, verbatim=False),
            replace(order, pdf="c" * 64),
            replace(order, kind="print"),
            replace(order, gsm=100.0),
        )
    }
    assert len(keys) == 6


def test_ligatures_hyphens_and_hidden_breaks_do_not_count() -> None:
    one = article("Title", para("An efficient co-operative ﬂat, at www.example.org/a."))
    found = stream_of("Title An e\u00adﬃcient co\x02operative flat, at\u00a0www.\u200bexample.org/\u200ba.")
    assert missing([one], found) == [[]]


def test_a_number_is_not_found_inside_another() -> None:
    one = article("Title", Listing((Item((para("Take it."),), 2),), ordered=True))
    assert [each.text for each in missing([one], stream_of("Title 12. Take it."))[0]] == ["2."]


def test_an_address_in_brackets_may_follow_a_link() -> None:
    one = article("Title", para("See ", Run("our guide", href="https://example.org/a_(b)"), " or ask."))
    assert missing([one], stream_of("Title See our guide (example.org/a_(b)) or ask.")) == [[]]
    assert missing([one], stream_of("Title See our guide or ask.")) == [[]]
    assert len(missing([one], stream_of("Title See our guide or never ask."))[0]) == 1


def test_the_title_in_a_list_of_contents_is_not_the_article() -> None:
    one = article("Flu", para("Rest well and drink enough."), para(DISCLAIMER))
    other = "Something else entirely. " * 40
    text = f"Contents Flu 3 Colds 5 {other} Flu Rest well and drink enough. {DISCLAIMER}"
    assert missing([one], stream_of(text)) == [[]]

"""The proof of the members' page, and that it sees each fault planted in one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from magazine import Magazine

from everyread.delivery.task import make_page
from everyread.proof.page import PageProofOrder, page_proof_task, plain, prove_page
from everyread.work import Receipt


def proof_of(magazine: Magazine, spoil: Callable[[str], str] = lambda page: page) -> Receipt:
    page = magazine.store.get(make_page(magazine.page, magazine.store).files["page"]).decode()
    order = PageProofOrder(magazine.store.put(spoil(page).encode()), magazine.digests)
    return prove_page(order, magazine.store)


def rules(receipt: Receipt) -> set[str]:
    return {finding.rule for finding in receipt.findings}


def replaced(old: str, new: str) -> Callable[[str], str]:
    def spoil(page: str) -> str:
        assert old in page, f"the fault cannot be planted: {old!r} is not on the page"
        return page.replace(old, new)

    return spoil


def test_a_whole_page_is_proved(magazine: Magazine) -> None:
    receipt = proof_of(magazine)
    assert receipt.findings == ()
    assert receipt.facts == {
        "sentences_proved": sum(1 for article in magazine.articles for _ in article.sentences()),
        "notices_proved": 2,
    }


@pytest.mark.fires("PRF-001")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not push on.", ""),
        ("Do not push on.", "Do push on."),
        ("Do not push on.", '<span hidden="">Do not push on.</span>'),
        ("Do not push on.", '<span aria-hidden="true">Do not push on.</span>'),
        ("Do not push on.", '<span style="display: none">Do not push on.</span>'),
        ("Do not push on.", "<script>Do not push on.</script>"),
        ("Do not push on.", "<!-- Do not push on. -->"),
        ("Do not push on.", "Do not push on"),
        ("Sit down to cook.", "xSit down to cook."),
        ("2.5\u00a0hours", "25\u00a0hours"),
        ("A stool saves energy.", ""),
        ("A plan for two days", ""),
        ("How do other members manage a day?", ""),
        ("our guide to pacing", "our guide to packing"),
    ],
)
def test_a_changed_or_hidden_sentence_is_seen(magazine: Magazine, old: str, new: str) -> None:
    receipt = proof_of(magazine, replaced(old, new))
    assert rules(receipt) == {"PRF-001"}
    assert receipt.findings[0].file == "pacing.md"
    assert receipt.findings[0].sentence


@pytest.mark.fires("PRF-001")
def test_sentences_in_the_wrong_order_are_seen(magazine: Magazine) -> None:
    def swap(page: str) -> str:
        first, second = "Rest before you are tired.", "Do not push on."
        return page.replace(first, "\0").replace(second, first).replace("\0", second)

    receipt = proof_of(magazine, swap)
    assert rules(receipt) == {"PRF-001"}
    assert "in the wrong place on" in receipt.findings[0].message


@pytest.mark.fires("PRF-001")
def test_a_missing_article_is_seen(magazine: Magazine) -> None:
    receipt = proof_of(
        magazine, lambda page: page[: page.rfind("<article")] + page[page.rfind("</article>") :]
    )
    assert rules(receipt) == {"PRF-001", "PRF-005"}
    assert "shows 1 articles, and there should be 2" in receipt.findings[0].message


@pytest.mark.fires("PRF-005")
@pytest.mark.parametrize("words", ["This is not medical advice.", "In an emergency ring 999."])
def test_a_missing_disclaimer_is_seen(magazine: Magazine, words: str) -> None:
    assert rules(proof_of(magazine, replaced(words, ""))) == {"PRF-001", "PRF-005"}


def test_a_page_that_is_no_page_is_judged_and_not_a_crash(magazine: Magazine) -> None:
    receipt = prove_page(PageProofOrder(magazine.store.put(b"x"), magazine.digests), magazine.store)
    assert rules(receipt) == {"PRF-001", "PRF-005"}


def test_line_break_characters_are_not_words() -> None:
    assert plain("ME\u00ad/CFS\u200b  is\u00a0an\n illness") == "ME/CFS is an illness"


def test_the_key_follows_the_page_and_the_articles() -> None:
    orders = [PageProofOrder(page, articles) for page in ("a", "b") for articles in (("1",), ("1", "2"))]
    assert len({page_proof_task(order).key for order in orders}) == 4


def test_it_uses_nothing_of_what_made_the_page() -> None:
    program = (
        "import sys; import everyread.proof.page; "
        "rooms = ('everyread.delivery', 'everyread.typeset', 'lxml'); "
        "made = [name for name in sys.modules if name.startswith(rooms)]; "
        "assert not made, made"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

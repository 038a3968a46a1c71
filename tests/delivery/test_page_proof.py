"""The proof of the members' pages, and that it sees each fault planted in one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from magazine import Magazine

from everyread.delivery.page import page_paths
from everyread.delivery.task import make_page
from everyread.proof.page import HEAVIEST, FinishedPage, PageProofOrder, page_proof_task, prove_page
from everyread.proof.page_reading import plain
from everyread.work import Receipt

Spoil = Callable[[str], str]


def order_of(magazine: Magazine) -> PageProofOrder:
    made = make_page(magazine.page, magazine.store).files
    paths = page_paths(magazine.page)
    given = [file for entry in magazine.page.entries for file in entry.files]
    return PageProofOrder(
        made["page"],
        tuple(
            FinishedPage(paths[f"page-{entry.stem}"], made[f"page-{entry.stem}"], entry.article, entry.cues)
            for entry in magazine.page.entries
        ),
        tuple(file.path for file in (*given, *magazine.page.whole_issue)),
        magazine.page.contact,
    )


def proof_of(magazine: Magazine, spoil: Spoil = lambda page: page, *, which: int = 0) -> Receipt:
    """The proof, with a fault planted in one page: article 0 or 1, or the index, -1."""
    store, order = magazine.store, order_of(magazine)

    def spoilt(digest: str) -> str:
        return store.put(spoil(store.get(digest).decode()).encode())

    if which < 0:
        return prove_page(replace(order, index=spoilt(order.index)), store)
    pages = list(order.pages)
    pages[which] = replace(pages[which], page=spoilt(pages[which].page))
    return prove_page(replace(order, pages=tuple(pages)), store)


def rules(receipt: Receipt) -> set[str]:
    return {finding.rule for finding in receipt.findings}


def replaced(old: str, new: str) -> Spoil:
    def spoil(page: str) -> str:
        assert old in page, f"the fault cannot be planted: {old!r} is not on the page"
        return page.replace(old, new)

    return spoil


def test_whole_pages_are_proved(magazine: Magazine) -> None:
    receipt = proof_of(magazine)
    assert receipt.findings == ()
    assert receipt.facts["pages_proved"] == 3
    assert receipt.facts["sentences_proved"] == sum(
        1 for article in magazine.articles for _ in article.sentences()
    )
    assert receipt.facts["notices_proved"] == 2
    assert receipt.facts["links_proved"] > 20


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
    assert rules(receipt) == {"PRF-001", "PRF-205"}
    assert receipt.findings[0].file == "pacing.md"
    assert receipt.findings[0].sentence
    assert "articles/01-pacing.html" in receipt.findings[0].message


@pytest.mark.fires("PRF-001")
def test_sentences_in_the_wrong_order_are_seen(magazine: Magazine) -> None:
    def swap(page: str) -> str:
        first, second = "Rest before you are tired.", "Do not push on."
        return page.replace(first, "\0").replace(second, first).replace("\0", second)

    receipt = proof_of(magazine, swap)
    assert rules(receipt) == {"PRF-001", "PRF-205"}
    assert "in the wrong place on" in receipt.findings[0].message


@pytest.mark.fires("PRF-001")
@pytest.mark.parametrize(
    "spoil",
    [
        replaced('href="articles/02-notice.html"', 'href="articles/01-pacing.html"'),
        replaced(">A short notice</a>", ">A shorter notice</a>"),
        replaced('<li data-stem="02-notice"', '<li hidden data-stem="02-notice"'),
    ],
)
def test_an_article_that_the_contents_do_not_name_is_seen(magazine: Magazine, spoil: Spoil) -> None:
    receipt = proof_of(magazine, spoil, which=-1)
    assert rules(receipt) == {"PRF-001"}
    assert "“A short notice” is not in its place in the contents" in receipt.findings[0].message


@pytest.mark.fires("PRF-005")
def test_a_missing_disclaimer_is_seen(magazine: Magazine) -> None:
    words = "This is not medical advice."
    assert rules(proof_of(magazine, replaced(words, ""))) == {"PRF-001", "PRF-005", "PRF-205"}
    # An article without one of its own, and the index, carry that of the issue.
    assert rules(proof_of(magazine, replaced(words, ""), which=1)) == {"PRF-005"}
    assert rules(proof_of(magazine, replaced(words, ""), which=-1)) == {"PRF-005"}


@pytest.mark.fires("PRF-005")
def test_a_missing_helpline_is_seen(magazine: Magazine) -> None:
    receipt = proof_of(magazine, replaced("In an emergency ring 999.", ""), which=1)
    assert rules(receipt) == {"PRF-001", "PRF-005", "PRF-205"}


@pytest.mark.fires("PRF-201")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<li value="4">', "<li>"),
        ('<span class="label">b)</span>', ""),
        ('<span class="label">b)</span>', '<span class="label">c)</span>'),
        ("<ol>", "<ul>"),
    ],
)
def test_a_list_without_its_numbers_is_seen(magazine: Magazine, old: str, new: str) -> None:
    assert "PRF-201" in rules(proof_of(magazine, replaced(old, new)))


@pytest.mark.fires("PRF-202")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("../large-print/01-pacing.pdf", "../large-print/01-packing.pdf"),
        ("../large-print/01-pacing.pdf", "large-print/01-pacing.pdf"),
        ("../large-print/01-pacing.pdf", "../easy-read/01-pacing.pdf"),
        ("../large-print/01-pacing.pdf", "/etc/passwd"),
        ("../large-print/01-pacing.pdf", "//example.org/01-pacing.pdf"),
        ("../large-print/01-pacing.pdf", "javascript:alert(1)"),
        ('href="#Main"', 'href="#Mine"'),
        ("../index.html#How", "../index.html#Why"),
        ("02-notice.html", "03-notice.html"),
    ],
)
def test_a_link_to_nowhere_is_seen(magazine: Magazine, old: str, new: str) -> None:
    receipt = proof_of(magazine, replaced(old, new))
    assert rules(receipt) == {"PRF-202"}


@pytest.mark.fires("PRF-203")
def test_a_heavy_page_is_seen(magazine: Magazine) -> None:
    receipt = proof_of(magazine, lambda page: page + " " * HEAVIEST)
    assert rules(receipt) == {"PRF-203"}
    assert receipt.findings[0].severity == "warning"


@pytest.mark.fires("PRF-204")
@pytest.mark.parametrize("which", [0, -1])
@pytest.mark.parametrize(("old", "said"), [("computer voice", "computer voice"), ("0300", "ask for help")])
def test_a_page_that_hides_whose_voice_it_is_or_how_to_get_help(
    magazine: Magazine, which: int, old: str, said: str
) -> None:
    receipt = proof_of(magazine, replaced(old, "clear"), which=which)
    assert rules(receipt) == {"PRF-204"}
    assert said in receipt.findings[0].message


@pytest.mark.fires("PRF-205")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["s0002", 0.5, ', '["s0002", 0.6, '),
        ('["s0002", 0.5, ', '["s0003", 0.5, '),
        ('id="Times"', 'id="Time"'),
        ('id="s0002"', 'id="s9999"'),
        ("<audio ", "<video "),
    ],
)
def test_a_highlight_that_would_not_follow_is_seen(magazine: Magazine, old: str, new: str) -> None:
    assert rules(proof_of(magazine, replaced(old, new))) == {"PRF-205"}


def test_an_article_without_sound_is_proved_too(magazine: Magazine) -> None:
    first = magazine.page.entries[0]
    silent = replace(first, cues="", files=first.files[1:2])
    without = replace(magazine, page=replace(magazine.page, entries=(silent, magazine.page.entries[1])))
    assert proof_of(without).findings == ()


def test_a_page_that_is_no_page_is_judged_and_not_a_crash(magazine: Magazine) -> None:
    assert rules(proof_of(magazine, lambda _: "x")) >= {"PRF-001", "PRF-005", "PRF-205"}
    assert rules(proof_of(magazine, lambda _: "x", which=-1)) >= {"PRF-001", "PRF-202"}


def test_line_break_characters_are_not_words() -> None:
    assert plain("ME\u00ad/CFS\u200b  is\u00a0an\n illness") == "ME/CFS is an illness"


def test_the_key_follows_everything_that_is_judged() -> None:
    order = PageProofOrder("a", (FinishedPage("articles/01.html", "b", "c"),), ("d",), "e")
    page = order.pages[0]
    changes = [
        order,
        replace(order, index="x"),
        replace(order, files=()),
        replace(order, contact="x"),
        *(
            replace(order, pages=(replace(page, **{name: "x"}),))
            for name in ("path", "page", "article", "cues")
        ),
    ]
    assert len({page_proof_task(each).key for each in changes}) == len(changes)


def test_it_uses_nothing_of_what_made_the_pages() -> None:
    program = (
        "import sys; import everyread.proof.page; "
        "rooms = ('everyread.delivery', 'everyread.typeset', 'lxml'); "
        "made = [name for name in sys.modules if name.startswith(rooms)]; "
        "assert not made, made"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

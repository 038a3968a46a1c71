"""The braille file: its cells, lines and pages, and which words stand where."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import make_pack, titled

from everyread.article import Heading, Item, Listing, Paragraph, Run, Sentence, article_adapter
from everyread.delivery.braille import louis
from everyread.delivery.braille.layout import (
    BODY,
    BOX_BOTTOM,
    BOX_TOP,
    CELLS,
    Group,
    centred,
    entry,
    grouped,
    headed,
    number,
    paged,
    wrapped,
    written,
)
from everyread.delivery.braille.louis import brailled, program_version, raised
from everyread.delivery.braille.passages import passages
from everyread.delivery.braille.task import BrailleOrder, braille_task, make_braille
from everyread.errors import ArticleError
from everyread.store import Store
from everyread.work import perform


@pytest.fixture(scope="session")
def liblouis() -> str:
    """The program's version; skipped loudly where it is missing, but never in CI."""
    version = program_version()
    if not version:
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("no braille was made: install it with: sudo apt-get install liblouis-bin")
    return version


# ---- lines


def test_a_paragraph_begins_in_cell_3_and_runs_over_to_cell_1() -> None:
    assert wrapped("AB " * 20, 2, 0) == ["  " + "AB " * 12 + "AB", "AB AB AB AB AB AB AB"]


def test_a_word_longer_than_a_line_goes_on_after_dot_5() -> None:
    first, second = wrapped("A" * 50, 2, 0)
    assert first == "  " + "A" * 37 + '"'
    assert second == "A" * 13


@given(st.text("AB C", max_size=300), st.integers(0, 6), st.integers(0, 6))
def test_no_line_is_too_long_and_no_word_is_lost(text: str, first: int, runover: int) -> None:
    lines = wrapped(text, first, runover)
    assert all(len(line) <= CELLS for line in lines)
    words = " ".join(line.strip() + ("" if line.endswith('"') else " ") for line in lines)
    assert words.replace('" ', "").split() == text.split()


def test_a_title_is_centred_with_three_cells_on_each_side() -> None:
    assert centred("AB") == [" " * 19 + "AB"]
    assert all(line.startswith("   ") and len(line) <= CELLS - 3 for line in centred("ABCD " * 20))


def test_contents_lead_by_dots_to_the_page() -> None:
    assert entry("ABC", 12) == ["ABC " + '"' * 32 + " #AB"]
    assert entry("ABCD " * 8, 3)[-1].startswith("  ABCD ")
    assert entry("AAAA " * 6 + "AAAA", 999) == ["AAAA " * 6 + "AAAA  #III"]


def test_numbers_have_their_sign() -> None:
    assert (number(1), number(20), number(135)) == ("#A", "#BJ", "#ACE")


# ---- pages


def group(count: int, **how: bool) -> Group:
    return Group(tuple(f"L{line}" for line in range(count)), **how)


def test_a_heading_stays_with_the_lines_that_follow() -> None:
    pages = paged([group(BODY - 2), group(1, before=True, keep=True), group(5)])
    assert [len(page) for page in pages] == [BODY - 2, 6]


def test_the_last_line_of_a_passage_is_not_alone_on_a_page() -> None:
    pages = paged([group(BODY + 1)])
    assert [len(page) for page in pages] == [BODY - 1, 2]


def test_no_page_begins_with_a_blank_line() -> None:
    assert paged([group(BODY), group(2, before=True)])[1] == ["L0", "L1"]


def test_blank_lines_do_not_add_up() -> None:
    assert paged([group(1, after=True), group(1, before=True)]) == [["L0", "", "L0"]]


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.booleans(), st.booleans()), max_size=30))
def test_pages_hold_every_line_once(made: list[tuple[int, bool, bool, bool]]) -> None:
    groups = [group(count, before=before, after=after, keep=keep) for count, before, after, keep in made]
    pages = paged(groups)
    assert all(len(page) <= BODY for page in pages)
    shown = [line for page in pages for line in page if line]
    assert shown == [line for each in groups for line in each.lines]


def test_a_page_has_its_head_and_number() -> None:
    head = headed(["AB"], "W9T] #BJBF", 7)[0]
    assert head.strip().startswith("W9T] #BJBF")
    assert head.endswith("   #G")
    assert len(head) == CELLS


@pytest.mark.parametrize("head", ["A" * 60, "ABCDE " * 20, ""])
def test_a_long_running_head_is_cut(head: str) -> None:
    assert len(headed([], head, 1234)[0]) == CELLS


def test_lines_and_pages_end_as_embossers_want_it() -> None:
    assert written([["AB  ", ""], ["C"]]) == b"AB\r\n\r\n\fC\r\n\f"


# ---- words


def test_headings_are_centred_then_in_cell_5_and_in_cell_7() -> None:
    article = titled("Title")
    sentence = Sentence("s0009", (Run("A part"),))
    made = replace(
        article, blocks=(Heading((sentence,), 2), Heading((sentence,), 3), Heading((sentence,), 5))
    )
    title, *parts = passages(made)
    assert title.centred
    assert [(part.first, part.runover, part.keep) for part in parts] == [
        (4, 4, True),
        (6, 6, True),
        (6, 6, True),
    ]


def test_lists_hang_and_lists_within_them_go_in() -> None:
    inner = Listing((Item((Paragraph((Sentence("s0003", (Run("Inner"),)),)),)),))
    outer = Listing((Item((Paragraph((Sentence("s0002", (Run("Outer"),)),)), inner), 4),), ordered=True)
    made = list(passages(replace(titled("Title"), blocks=(outer,))))[1:]
    assert [(each.texts, each.first, each.runover) for each in made] == [
        (("4.", "Outer"), 0, 2),
        (("•", "Inner"), 2, 4),
    ]


def test_a_notice_is_in_a_box(store: Store) -> None:
    article = article_adapter().validate_json(store.get(make_pack(store).pieces[0].article))
    boxed = [each for each in passages(article) if each.opens_box or each.closes_box]
    assert boxed[0].texts == ("Please note",)
    assert grouped(boxed[0], "NOTE").lines[0] == BOX_TOP
    assert grouped(boxed[-1], "END").lines[-1] == BOX_BOTTOM


def test_a_table_is_written_out_under_its_columns(store: Store) -> None:
    article = article_adapter().validate_json(store.get(make_pack(store).pieces[0].article))
    texts = [each.texts for each in passages(article)]
    assert ("Table:", "A plan for two days") in texts
    assert ("Day: Monday;", "Rest: 2.5 hours.") in texts
    assert ("Picture:", "A kettle beside a high stool") in texts


def test_marks_of_notes_are_raised() -> None:
    assert raised("12") == "¹²"


# ---- liblouis


def test_braille_is_contracted(liblouis: str) -> None:
    assert brailled(["The people know"]) == {"The people know": ',! P "K'}


def test_telephone_numbers_have_numeric_spaces(liblouis: str) -> None:
    assert brailled(["0300 123 4567"])["0300 123 4567"] == '#JCJJ"ABC"DEFG'


@pytest.mark.parametrize(
    ("text", "braille"),
    [
        ("back\\slash", "BACK_*SLA%"),
        ("\\x0041", "_*X#JJDA"),
        ("10⁻²", '#AJ"-;9#B'),
        ("Żuk", ",ZUK"),
        ("😀", '"<GR9N+ FACE">'),
        ("a\u200bb\u00add", "ABD"),
        ("tab\tand  spaces\u00a0", "TAB & SPACES"),
        ("", ""),
        ("⡀", '"<BRL PATT]N DOTS-#G">'),
    ],
)
def test_what_is_not_in_the_tables_is_written_out(text: str, braille: str, liblouis: str) -> None:
    assert brailled([text])[text] == braille


def test_a_long_stretch_is_not_cut_in_a_word(liblouis: str) -> None:
    text = "encyclopaedia " * 400
    assert len(set(brailled([text])[text].split())) == 1


@pytest.mark.fires("DEL-403")
def test_a_program_that_fails_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(louis, "PROGRAM", "false")
    with pytest.raises(ArticleError) as raised_error:
        brailled(["Words"])
    assert raised_error.value.rule == "DEL-403"


# ---- the file


def test_there_is_no_task_without_the_program(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setattr(louis, "PROGRAM", "no-such-program-anywhere")
    program_version.cache_clear()
    try:
        assert braille_task(BrailleOrder(make_pack(store))) is None
    finally:
        program_version.cache_clear()


def test_the_file_says_first_what_it_is(liblouis: str, store: Store) -> None:
    task = braille_task(BrailleOrder(make_pack(store)))
    assert task is not None
    receipt = perform(task, store)
    pages = store.get(receipt.files["brf"]).decode("ascii").split("\f")
    assert "N PRO(-R1D" in pages[0].replace("\r\n", " ")
    assert receipt.facts["pages"] == len(pages) - 1
    assert receipt.facts["program"] == liblouis


def test_the_same_issue_gives_the_same_braille(liblouis: str, store: Store) -> None:
    order = BrailleOrder(make_pack(store))
    assert make_braille(order, store).files == make_braille(order, store).files

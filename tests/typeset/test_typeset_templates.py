from __future__ import annotations

from pathlib import Path

import jinja2
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyread.article import (
    Block,
    Cell,
    Figure,
    Item,
    Listing,
    Notice,
    Paragraph,
    Run,
    Sentence,
    Table,
    unsplit,
)
from everyread.sentences import split_runs
from everyread.typeset.keep_together import MAY_BREAK, NO_BREAK, NO_BREAK_SPACE, keep_together
from everyread.typeset.templates import breakable, environment, shown_address, wider_than

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = '{% import "shared/blocks.html.j2" as page with context %}{{ page.flow(blocks) }}'


SHOWN = environment((str(TEMPLATES),)).from_string(PAGE)


def show(*blocks: Block, **context: object) -> str:
    return SHOWN.render(blocks=blocks, **context)


def para(*runs: Run | str) -> Paragraph:
    return Paragraph(unsplit(*(Run(run) if isinstance(run, str) else run for run in runs)))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


@settings(deadline=None)
@given(TEXT)
def test_text_of_an_article_is_never_markup(text: str) -> None:
    printed = lxml.html.fromstring(f"<div>{show(para(Run(text, emphasis=True)))}</div>")
    assert {element.tag for element in printed.iter()} <= {"div", "p", "strong"}
    assert (
        printed.text_content().replace(NO_BREAK_SPACE, " ").strip()
        == keep_together(text).replace(NO_BREAK_SPACE, " ").strip()
    )


@settings(deadline=None)
@given(TEXT)
def test_keeping_together_changes_nothing_but_spaces(text: str) -> None:
    kept = keep_together(text)
    assert kept.replace(NO_BREAK_SPACE, " ") == text.replace("\u00ad", "").replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Take 2.5 mg daily", "Take 2.5~mg daily"),
        ("from 3 to 5 May 2026 at", "from 3~to~5~May~2026 at"),
        ("for 5 to 10 minutes each", "for 5~to~10~minutes each"),
        ("at 9.30 am on 14 January 2026 sharp", "at 9.30~am on 14~January~2026 sharp"),
        ("ring 0344 576 5326 today", "ring 0344~576~5326 today"),
        ("ring (01280) 818 964 today", "ring (01280)~818~964 today"),
        ("about T cells and B cells", "about T~cells and B~cells"),
        ("Dr Shepherd said", "Dr~Shepherd said"),
        ("MK18 1TF is", "MK18~1TF is"),
        ("vitamin D and type 2", "vitamin~D and type~2"),
        ("Tuesday, week 1 of a week off", "Tuesday, week~1 of a week off"),
        ("of 40 members", "of 40 members"),
        ("in 2024 we", "in 2024 we"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_single_pieces_of_information_stay_on_a_line(text: str, kept: str) -> None:
    assert keep_together(text) == kept.replace("~", NO_BREAK_SPACE)


def test_a_space_between_runs_is_kept() -> None:
    block = para("Take ", Run("one", emphasis=True), " tablet, H", Run("2", position="sub"), "O.")
    assert show(block).strip() == "<p>Take <strong>one</strong> tablet, H<sub>2</sub>O.</p>"


def test_sentences_carry_their_ids_on_the_web_and_not_in_print() -> None:
    prose = tuple(
        Sentence(f"s{number:04d}", runs)
        for number, runs in enumerate(split_runs((Run("Rest first. Then work."),)), start=1)
    )
    web = show(Paragraph(prose), id_prefix="a1-")
    assert '<span class="sentence" id="a1-s0001">Rest first.</span> <span' in web
    assert show(Paragraph(prose), medium="print").strip() == "<p>Rest first. Then work.</p>"


def test_a_link_shows_its_address_in_print_only() -> None:
    block = para(
        "See ",
        Run("our ", href="https://www.example.org/a/"),
        Run("guide", True, "https://www.example.org/a/"),
        ".",
    )
    assert (
        show(block).strip()
        == '<p>See <a href="https://www.example.org/a/">our <strong>guide</strong></a>.</p>'
    )
    assert show(block, medium="print").strip() == (
        '<p>See <a href="https://www.example.org/a/">our <strong>guide</strong></a>'
        ' <span class="address">(www.example.org/\u2060a)</span>.</p>'
    )


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("www.example.org", "https://www.example.org/"),
        ("help@example.org", "mailto:help@example.org"),
        ("Ring 0344 576 5326", "tel:+443445765326"),
    ],
)
def test_an_address_is_not_shown_twice(text: str, href: str) -> None:
    assert "address" not in show(para(Run(text, href=href)), medium="print")


def test_list_numbers_are_those_of_the_source() -> None:
    block = Listing((Item((para("nine"),), 9), Item((para("twelve"),), 12)), ordered=True)
    assert '<li value="9">' in show(block)
    assert '<li value="12">' in show(block)
    assert "counter-set: list-item 12" in show(block, medium="print")


def test_a_table_has_scopes_and_a_caption() -> None:
    cells = (Cell(unsplit(Run("Monday")), header=True), Cell(unsplit(Run("5 mg"))))
    head = (Cell(unsplit(Run("Day")), header=True), Cell(unsplit(Run("Dose")), header=True))
    shown = show(Table(head, (cells,), unsplit(Run("Doses"))))
    assert '<th scope="col">Day</th>' in shown
    assert '<th scope="row">Monday</th>' in shown
    assert "<caption>Doses</caption>" in shown


def test_a_table_too_wide_becomes_labelled_rows() -> None:
    names = ("Consultant", "Opening", "Referral", "Accessibility")
    head = tuple(Cell(unsplit(Run(name)), header=True) for name in names)
    row = tuple(Cell(unsplit(Run(name.lower()))) for name in names)
    block = Table(head, (row,))
    assert wider_than(block, 40)
    assert not wider_than(block, 60)
    assert "<table" not in show(block, line_characters=40)
    assert "<strong>Opening:</strong> opening" in show(block, line_characters=40)


def test_a_picture_always_has_words_and_a_place() -> None:
    digest = "ab" * 32
    assert f'src="blob:{digest}" alt="A chart"' in show(Figure(digest, "image/png", "A chart"))
    assert 'alt="The caption"' in show(Figure(digest, "image/png", "", unsplit(Run("The caption"))))
    assert 'src="chart.png"' in show(Figure(digest, "image/png", "x"), pictures={digest: "chart.png"})


def test_a_notice_stands_in_a_box_with_a_title() -> None:
    shown = show(Notice((para("Ask your GP."),), "warning"))
    assert '<section class="notice notice-warning">' in shown
    assert '<p class="notice-title">Important</p>' in shown


def test_a_name_nobody_set_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment((str(TEMPLATES),)).from_string("{{ nobody }}").render()


def test_an_editors_own_template_wins(tmp_path: Path) -> None:
    own = tmp_path / "shared" / "blocks.html.j2"
    own.parent.mkdir()
    own.write_text("{% macro flow(blocks) %}mine{% endmacro %}")
    assert environment((str(tmp_path), str(TEMPLATES))).from_string(PAGE).render(blocks=()) == "mine"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ME/CFS and pg/ml", "ME/+CFS and pg/+ml"),
        ("pages 38–61", "pages 38–+61"),
        ("long-term", "long-term"),
        ("an e-book, X-rays, a T-cell and TNF-α", "an e-+book, X-+rays, a T-+cell and TNF-+α"),
        ("www.example.org/hospital-page", "www.example.org/|hospital-+page"),
        ("https://research.example.org/x", "https://+research.example.org/|x"),
        ("campaigns-office@association.example.org", "campaigns-|office@|association.example.org"),
        ("a-very-long-compound-of-words", "a-very-long-compound-of-words"),
    ],
)
def test_where_a_line_of_print_may_break(text: str, marked: str) -> None:
    assert breakable(text) == marked.replace("+", NO_BREAK).replace("|", MAY_BREAK)


def test_addresses_break_after_their_marks_and_words_do_not() -> None:
    assert (
        breakable("www.example.org/information/support") == "www.example.org/\u200binformation/\u200bsupport"
    )
    assert breakable("pneumonoultramicroscopicsilicovolcanoconiosis").isalpha()
    assert shown_address("https://example.org/") == "example.org"

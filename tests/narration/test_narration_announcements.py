"""The words around the article's own, and which sentences are listed as not read out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from everyread.article import (
    Article,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Table,
    unsplit,
)
from everyread.narration.announcements import texts_of_article
from everyread.narration.lexicon import Lexicon, lexicon_of
from everyread.narration.script import Script, script_of
from everyread.narration.sounds import marked as with_ipa
from everyread.narration.spoken_text import spoken_text
from everyread.sentences import segment
from everyread.settings import Narration
from tests.narration.articles import SOURCE, paragraph

QUIET = Narration(announce_length=False, closing="")
REFERENCE = "Oduya F, Marsh T. Planned rest. Papers on Fatigue 2026; 4(2): 38-61."


def article_of(*blocks: object) -> Article:
    return segment(Article(Sentence("", (Run("Title"),)), blocks, SOURCE))  # type: ignore[arg-type]


def said(script: Script) -> list[str]:
    return [each.spoken for each in script.utterances][1:]


def notes(*texts: str) -> Listing:
    items = tuple(Item((paragraph(text),), place, f"n{place}") for place, text in enumerate(texts, start=1))
    return Listing(items, ordered=True, role="notes")


def marked_paragraph() -> Paragraph:
    return Paragraph(unsplit(Run("It helps."), Run("1", position="super", note="n1")))


@pytest.mark.parametrize(
    ("setting", "heard", "skipped"),
    [
        (
            "short",
            ["Notes.", "One reference is not read out.", "one. Measured at home."],
            ["s0005", "s0006"],
        ),
        ("skip", ["Notes.", "Two notes are not read out."], ["s0004", "s0005", "s0006"]),
    ],
)
def test_notes_are_shortened_or_left_out(setting: str, heard: list[str], skipped: list[str]) -> None:
    article = article_of(
        marked_paragraph(), Heading(unsplit(Run("Notes"))), notes("Measured at home.", REFERENCE)
    )
    script = script_of(article, Lexicon(), QUIET.model_copy(update={"notes": setting}))
    assert said(script) == ["It helps.", *heard]
    assert [each.sentence_id for each in script.skipped] == skipped
    assert all("printed article has" in each.reason for each in script.skipped)


def test_notes_and_their_marks_are_said_when_they_are_asked_for() -> None:
    settings = QUIET.model_copy(update={"notes": "say", "references": "say"})
    script = script_of(article_of(marked_paragraph(), notes("Measured at home.")), Lexicon(), settings)
    assert said(script) == ["It helps. Note one.", "one. Measured at home."]
    assert script.skipped == ()


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE,
        "Smith et al. A study.",
        "See https://example.org/a",
        "doi 10.1000/1",
        "Green J. (2021) A book.",
        "The Papers, vol. 3, pp. 4-5",
    ],
)
def test_a_reference_is_told_from_a_note(text: str) -> None:
    script = script_of(article_of(notes(text)), Lexicon(), QUIET)
    assert said(script) == ["One reference is not read out."]


@pytest.mark.parametrize(
    "text", ["Measured at home.", "In 2020 the rules were changed.", "Ask your GP first, to be safe."]
)
def test_a_note_that_explains_is_read(text: str) -> None:
    assert script_of(article_of(notes(text)), Lexicon(), QUIET).skipped == ()


def picture() -> Figure:
    return Figure("f" * 64, "image/png", "A cat", unsplit(Run("Our cat.")), unsplit(Run("Photo: Jo Bloggs")))


def test_pictures_are_announced_and_their_credits_are_left_out() -> None:
    script = script_of(article_of(picture()), Lexicon(), QUIET)
    assert said(script) == ["Picture: A cat.", "Caption: Our cat."]
    assert [each.written for each in script.skipped] == ["Photo: Jo Bloggs"]
    assert "who made the picture" in script.skipped[0].reason


def test_descriptions_can_be_left_out_and_credits_read() -> None:
    settings = QUIET.model_copy(update={"pictures": False, "credits": True})
    script = script_of(article_of(picture()), Lexicon(), settings)
    assert said(script) == ["Picture: Our cat.", "Picture credit: Photo: Jo Bloggs."]


def table() -> Table:
    def cell(text: str, header: bool = False) -> Cell:
        return Cell(unsplit(Run(text)) if text else (), header)

    head = (cell("Dose", True), cell("Weeks", True))
    return Table(head, ((cell("5 mg"), cell("2")), (cell("10 mg"), cell(""))), unsplit(Run("Doses")))


def test_a_table_is_read_as_sentences() -> None:
    assert said(script_of(article_of(table()), Lexicon(), QUIET)) == [
        "Table with two columns and two rows.",
        "Doses.",
        "Column one: Dose.",
        "Column two: Weeks.",
        "Row one. Dose: five milligrams.",
        "Weeks: two.",
        "Row two. Dose: ten milligrams.",
        "Weeks: empty.",
    ]


def test_a_table_can_be_summed_up() -> None:
    script = script_of(article_of(table()), Lexicon(), QUIET.model_copy(update={"tables": "summary"}))
    assert said(script) == ["Table with two columns and two rows. It is not read out.", "Doses."]
    assert len(script.skipped) == 5


def test_every_sentence_is_said_or_listed() -> None:
    article = article_of(paragraph("One. 你好。 Two."), table(), picture(), notes("A note.", REFERENCE))
    for tables in ("full", "summary"):
        script = script_of(article, Lexicon(), QUIET.model_copy(update={"tables": tables}))
        told = {each.id for each in script.utterances} | {each.sentence_id for each in script.skipped}
        assert {sentence.id for sentence in article.sentences()} <= told


def test_what_a_narration_may_say_decides_which_entries_it_needs() -> None:
    quoted = Quotation((paragraph("Rest."),), "Dr Żuk")
    article = replace(article_of(picture(), quoted), author="Niamh", section="PoTS news")
    texts = list(texts_of_article(article, Narration(), "The ME issue"))
    lexicon = lexicon_of(dict.fromkeys(("Żuk", "Niamh", "PoTS", "ME", "cat", "dog"), "x"))
    assert [entry.written for entry in lexicon.needed_by(texts).entries] == [
        "Żuk",
        "Niamh",
        "PoTS",
        "ME",
        "cat",
    ]


def test_the_spoken_text_shows_what_is_printed_where_it_differs() -> None:
    text = spoken_text(
        [
            ("s0001", "Rest, ‘now’", "Rest, “now”."),
            ("s0002", "5 mg of LDN", "five milligrams of L.D.N."),
            ("s0003", "T4", f"{with_ipa('T four', 'tiː fɔː')}."),
            ("f001", "", "Picture: A cat."),
        ],
        [("s0004", "Photo: Jo", "it is a credit")],
    )
    assert text.splitlines()[2:] == [
        "s0001  Rest, “now”.",
        "s0002  five milligrams of L.D.N.",
        "       printed: 5 mg of LDN",
        "s0003  T four.",
        "       printed: T4",
        "f001  Picture: A cat.",
        "",
        "Printed, and not read out:",
        "s0004  Photo: Jo",
        "       not read: it is a credit",
    ]


def test_the_spoken_text_says_when_nothing_is_left_out() -> None:
    assert spoken_text([("s0001", "Rest.", "Rest.")], []).endswith(
        "\nEverything that is printed is read out.\n"
    )

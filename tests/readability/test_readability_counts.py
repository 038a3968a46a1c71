"""Counts made by hand, the formulas from them, and the known wrong answers of textstat."""

from __future__ import annotations

from math import sqrt

import pytest

from everyread.article import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Source,
    Table,
    unsplit,
)
from everyread.readability.counts import Counts, count_words, names_in, total
from everyread.readability.formulas import FORMULAS, dale_chall
from everyread.readability.measured import Measured, measured_sentences, written_words
from everyread.readability.scores import METHODS, offline_textstat, textstat_scores
from everyread.readability.words import WordBook, easy_words
from everyread.sentences import segment


@pytest.fixture(scope="module")
def book() -> WordBook:
    return WordBook({})


def paragraph(text: str) -> Paragraph:
    return Paragraph(unsplit(Run(text)))


def bullets(*texts: str) -> Listing:
    return Listing(tuple(Item((paragraph(text),)) for text in texts))


def article(*blocks: Block, title: str = "A plain title here") -> Article:
    return segment(Article(unsplit(Run(title))[0], blocks, Source("flu.md", "0" * 64, "markdown")))


def counted(book: WordBook, *blocks: Block) -> Counts:
    units = count_words(measured_sentences(article(*blocks)), book)
    return total(units, names_in(units))


def test_a_text_counted_by_hand(book: WordBook) -> None:
    # The cat sat on the mat. = 6 words, 6 syllables, 17 letters
    # Considerable deliberation followed. = 3 words, 5 + 5 + 2 syllables, 12 + 12 + 8 letters
    counts = counted(book, paragraph("The cat sat on the mat. Considerable deliberation followed."))
    assert counts == Counts(
        sentences=2,
        words=9,
        syllables=18,
        characters=49,
        polysyllables=2,
        complex=2,
        unfamiliar=2,
        long=3,
    )


HAND = Counts(
    sentences=2, words=20, syllables=30, characters=90, polysyllables=4, complex=3, unfamiliar=2, long=5
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("flesch_reading_ease", 206.835 - 1.015 * 10 - 84.6 * 1.5),
        ("flesch_kincaid_grade", 0.39 * 10 + 11.8 * 1.5 - 15.59),
        ("smog", 3.1291 + 1.043 * sqrt(60)),
        ("gunning_fog", 0.4 * (10 + 15)),
        ("dale_chall", 0.1579 * 10 + 0.0496 * 10 + 3.6365),
        ("coleman_liau", 0.0588 * 450 - 0.296 * 10 - 15.8),
        ("automated_readability", 4.71 * 4.5 + 0.5 * 10 - 21.43),
        ("lix", 10 + 25),
    ],
)
def test_each_formula_by_hand(name: str, value: float) -> None:
    assert FORMULAS[name](HAND) == pytest.approx(value)


def test_dale_chall_adds_its_constant_above_five_per_cent_only() -> None:
    assert dale_chall(Counts(sentences=2, words=20, unfamiliar=1)) == pytest.approx(0.1579 * 5 + 0.0496 * 10)


def test_every_formula_has_its_figure_from_textstat() -> None:
    assert list(FORMULAS) == list(METHODS)


def test_flesch_of_a_known_sentence(book: WordBook) -> None:
    ours = FORMULAS["flesch_reading_ease"](counted(book, paragraph("The cat sat on the mat.")))
    assert ours == pytest.approx(116.145)
    assert offline_textstat().flesch_reading_ease("The cat sat on the mat.") == pytest.approx(116.145)


def test_each_stretch_of_text_is_counted_as_what_it_is() -> None:
    made = article(
        Heading(unsplit(Run("Key facts"))),
        paragraph("It is an illness. It has many signs:"),
        bullets("Pain", "Poor sleep"),
        Quotation((paragraph("I rest a lot."),)),
        Table((Cell(unsplit(Run("Day"))),), ((Cell(unsplit(Run("Monday"))),),), unsplit(Run("When"))),
        Figure("0" * 64, "image/png", "A bed", unsplit(Run("A bed")), unsplit(Run("Photo: Ann"))),
        Notice((paragraph("This is not advice."),)),
        Notice((paragraph("Call 999."),), role="warning"),
        Listing((Item((paragraph("Smith, 2020."),)),), role="notes"),
    )
    assert [(each.kind, each.text) for each in measured_sentences(made)] == [
        ("title", "A plain title here"),
        ("heading", "Key facts"),
        ("sentence", "It is an illness."),
        ("lead-in", "It has many signs:"),
        ("item", "Pain"),
        ("item", "Poor sleep"),
        ("sentence", "I rest a lot."),
        ("caption", "When"),
        ("cell", "Day"),
        ("cell", "Monday"),
        ("caption", "A bed"),
        ("note", "Photo: Ann"),
        ("notice", "This is not advice."),
        ("sentence", "Call 999."),
        ("note", "Smith, 2020."),
    ]


def test_every_sentence_of_an_article_keeps_its_shared_id() -> None:
    made = article(paragraph("One. Two."), bullets("Three"), Heading(unsplit(Run("Four"))))
    assert [each.id for each in measured_sentences(made)] == [each.id for each in made.sentences()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take 2.5 mg, e.g. at night.", ["Take", "2.5", "mg", "e.g", "at", "night"]),
        ("What is ME/CFS?", ["What", "is", "ME/CFS"]),
        ("Pain – and fatigue – last:", ["Pain", "and", "fatigue", "last"]),
        ("Rest—then move.", ["Rest", "then", "move"]),
        ("Write to https://example.org/help or help@example.org today.", ["Write", "to", "or", "today"]),
        ("‘It’s mine,’ she said (twice).", ["It's", "mine", "she", "said", "twice"]),
        ("… – !", []),
        ("", []),
    ],
)
def test_words_are_what_stands_between_spaces(text: str, words: list[str]) -> None:
    assert written_words(text) == words


def test_names_are_no_hard_words(book: WordBook) -> None:
    said = [
        Measured("s1", "Anna Featherstonehaugh met Alexandria's doctor."),
        Measured("s2", "Doctors in Alexandria agree."),
        Measured("s3", "The Doctor agrees."),
    ]
    assert names_in(count_words(said, book)) == {"anna", "featherstonehaugh", "alexandria"}


@pytest.mark.parametrize(
    "word", ["stopped", "carries", "making", "happiest", "can't", "boy's", "2024", "dogs"]
)
def test_regular_forms_of_easy_words_are_easy(book: WordBook, word: str) -> None:
    assert book.word(word).familiar


def test_the_easy_list_is_dale_and_challs() -> None:
    assert 2900 < len(easy_words()) < 3000
    assert {"afternoon", "bear"} <= easy_words()
    assert "cytokine" not in easy_words()


@pytest.mark.parametrize(
    ("texts", "sentences", "textstat_sees"),
    [
        (("It hurts. I rest. I sleep.",), 3, 1),
        (("Rest! Rest! You must rest now.",), 3, 1),
        (("ME/CFS is an illness. It lasts.",), 2, 1),
        (("We saw Prof. J. Smith at St. Mary's on Monday.",), 1, 3),
        (("It works for pain, e.g. in the back, and costs approx. three pounds a week.",), 1, 3),
        (("Rest helps you", "Pace yourself every day", "Ask for some help"), 3, 1),
    ],
)
def test_where_textstat_miscounts_sentences_we_do_not(
    book: WordBook, texts: tuple[str, ...], sentences: int, textstat_sees: int
) -> None:
    block = bullets(*texts) if len(texts) > 1 else paragraph(texts[0])
    assert counted(book, block).sentences == sentences
    assert textstat_scores(measured_sentences(article(block)))["sentences"] == textstat_sees


def test_textstat_takes_an_acronym_for_one_syllable(book: WordBook) -> None:
    assert offline_textstat().syllable_count("ME/CFS") < 5
    assert book.word("ME/CFS").syllables == 5


def test_headings_do_not_change_the_score(book: WordBook) -> None:
    body = paragraph("Rest helps you most. Pace yourself every day.")
    assert counted(book, Heading(unsplit(Run("Extraordinary considerations"))), body) == counted(book, body)

"""Protected words: what stands as [[N1]] while a model writes, and that all of it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Run
from everyread.easyread.marks import squeezed
from everyread.rewriter.passages import passages
from everyread.rewriter.terms import PLACEHOLDER, shield
from tests.rewriter.paragraphs import GLOSSARY, article_of, paragraph


def shielded(text: str) -> dict[str, str]:
    made = shield((Run(text),), GLOSSARY, 1)
    assert made.restore(made.text) == text
    return {name[2]: words for name, words in made.terms.items()}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Take 200mg of it.", "N", "200mg"),
        ("It was 2.5 micrograms in all.", "N", "2.5 micrograms"),
        ("They rested three times a day there.", "N", "three times a day"),
        ("It affects up to 70–97% of them.", "N", "70–97%"),
        ("It cost £1,200 then.", "N", "£1,200"),
        ("One in ten people have it.", "N", "One in ten"),
        ("It began on 6 August 2018 there.", "N", "6 August 2018"),
        ("The trial of amitriptyline was short.", "C", "amitriptyline"),
        ("It is orthostatic intolerance again.", "C", "orthostatic intolerance"),
        ("The ME Association said so.", "C", "ME Association"),
        ("They met in St. Mary's Hospital again.", "C", "St. Mary's Hospital"),
        ("We asked Dr Charles Shepherd about it.", "C", "Dr Charles Shepherd"),
        ("The NHS's own team met.", "C", "NHS"),
        ("Many cytokines are small.", "W", "cytokines"),
        ("She called it “a long road” then.", "Q", "“a long road”"),
    ],
)
def test_a_protected_word_is_out_of_reach(text: str, kind: str, words: str) -> None:
    assert shielded(text)[kind] == words


@pytest.mark.parametrize("text", ["Sleep was better.", "I think so.", "I’m told so.", "One of them slept."])
def test_ordinary_words_are_not_protected(text: str) -> None:
    assert shielded(text) == {}


def test_a_link_keeps_its_words() -> None:
    made = shield((Run("Read "), Run("our long page", href="https://a.example"), Run(" now.")), GLOSSARY, 4)

    assert (made.text, dict(made.terms)) == ("Read [[L4]] now.", {"[[L4]]": "our long page"})


def test_a_model_is_told_medical_words_and_no_names() -> None:
    text = "Cytokines and amitriptyline were given to 48 people by Anna Smith in Oslo."

    assert dict(shield((Run(text),), GLOSSARY, 1).told) == {"[[W1]]": "Cytokines", "[[C2]]": "amitriptyline"}


def test_a_word_that_begins_a_sentence_gets_its_capital_back() -> None:
    made = shield((Run("They gave amitriptyline and mRNA to some."),), GLOSSARY, 1)

    assert made.sentence("[[C1]] was given.") == "Amitriptyline was given."
    assert made.sentence("[[C2]] was given.") == "mRNA was given."
    assert made.sentence("Some had [[C1]].") == "Some had amitriptyline."


@given(st.text(max_size=200))
def test_whatever_is_shielded_comes_back(text: str) -> None:
    if not PLACEHOLDER.search(text):
        made = shield((Run(text),), GLOSSARY, 1)
        assert made.restore(made.text) == squeezed(text)


@pytest.mark.parametrize(
    "text",
    [
        "You should never stop taking these tablets suddenly without asking somebody who knows about it.",
        "She said “I have slept so badly for such a long time” to all of the others in the house.",
        "Write to help@example.org if you would like to know more about what this all means for you.",
        "The [[N1]] is somebody's joke and not a number in this long sentence about nothing at all really.",
    ],
)
def test_what_must_be_copied_is_not_sent(text: str) -> None:
    assert list(passages(article_of(paragraph(text)), GLOSSARY)) == []


def test_raised_figures_and_marks_of_notes_stay_at_home() -> None:
    raised = paragraph("There were ten", Run("2", position="super"), " of them in the old house by the sea.")
    noted = paragraph("There were a lot", Run("1", note="n1"), " of them in the old house by the long sea.")

    assert list(passages(article_of(raised, noted), GLOSSARY)) == []


def test_an_easy_paragraph_is_not_sent() -> None:
    assert list(passages(article_of(paragraph("We slept well. It was a warm night.")), GLOSSARY)) == []


def test_a_long_paragraph_is_sent_in_parts() -> None:
    many = " ".join(f"The quiet people of the old house by the sea slept {word}." for word in ["well"] * 20)
    sent = [len(passage) for passage in passages(article_of(paragraph(many)), GLOSSARY)]

    assert sent == [8, 8, 4]

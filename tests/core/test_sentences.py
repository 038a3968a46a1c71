"""The one splitter: what ends a sentence, and what only looks as if it did."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Article, Heading, Item, Listing, Paragraph, Run, Sentence, Source, unsplit
from everyread.sentences import segment, split_runs, split_text

CASES = [
    ["Dr. Smith, i.e. the lead author, saw 3.5% of 1,200 patients in St. Mary's at 9 a.m. on Monday."],
    ["I have ME.", "They do not believe it."],
    ["She has MS.", "Women get it more often, says Ms. Hale."],
    ["It may.", "It may not."],
    ["Is it safe?", "No.", "Ask your GP."],
    ["See no. 4 on the list.", "Then rest."],
    ["“I am not cured.”", "She rests."],
    ["‘Is it safe?’ she asked."],
    ["He said: “Rest!” and smiled."],
    ["P. G. Wodehouse was here.", "We were not."],
    ["Take 2.5 mg at night.", "Then wait."],
    ["Take 5 mg.", "Do not take more."],
    ["Loss of appetite, more sleep etc.", "One finding stands out."],
    ["Pains, fevers, etc. GP visits help."],
    ["The U.K. has many members.", "The U.S. has more."],
    ["It cost £3.50.", "It was worth it."],
    ["We met at 7 p.m.", "The hall was warm."],
    ["We met at 7 p.m. GMT."],
    ["Wait…", "Then try again."],
    ["Really?!", "Yes."],
    ["In 2024.", "The trial ended."],
    ["See fig. 2 and refs. 3 to 5.", "They agree."],
    ["Visit www.example.org.", "It is free."],
    ["Prof. A. B. Jones et al. Lancet 2020."],
    ["She takes vitamin B.", "She feels better."],
    ["He lives with T cells.", "2024 was hard."],
    ["He paid.", "£5 was fair."],
    ["It is sold as e.g. Lyrica."],
    ["Rest vs. Mr. Jones."],
    ["(It was late.)", "We slept."],
    ["No full stop at the end"],
    ["Hello"],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda case: case[0][:30])
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    assert split_text(" ".join(sentences)) == sentences


@given(st.text(alphabet='aAbM.!?… ’”"()0£\n', max_size=120))
def test_no_character_is_lost(text: str) -> None:
    assert re.sub(r"\s", "", "".join(split_text(text))) == re.sub(r"\s", "", text)


def test_marks_are_carried_over_a_sentence_border() -> None:
    runs = (Run("Do "), Run("not stop. Not", emphasis=True), Run(" ever."))
    assert split_runs(runs) == [
        (Run("Do "), Run("not stop.", emphasis=True)),
        (Run("Not", emphasis=True), Run(" ever.")),
    ]


def test_an_article_is_numbered_once_in_reading_order() -> None:
    article = Article(
        title=Sentence("", (Run("What is M.E.? A guide"),)),
        standfirst=unsplit(Run("Why? Why now?")),
        blocks=(
            Heading(unsplit(Run("First"))),
            Listing((Item((Paragraph(unsplit(Run("One. Two."))),)),)),
        ),
        source=Source("a.txt", "0" * 64, "text"),
    )
    sentences = [(sentence.id, sentence.text) for sentence in segment(article).sentences()]
    assert sentences == [
        ("s0001", "What is M.E.? A guide"),
        ("s0002", "Why?"),
        ("s0003", "Why now?"),
        ("s0004", "First"),
        ("s0005", "One."),
        ("s0006", "Two."),
    ]

"""The mark of a note right behind a full stop stays with its sentence, and ends it."""

from __future__ import annotations

import pytest

from everyread.article import Run
from everyread.sentences import split_runs, split_text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A word.[1] Next one.", ["A word.[1]", "Next one."]),
        ("A word.[1][2] Next one.", ["A word.[1][2]", "Next one."]),
        ("A word.[1, 2] Next one.", ["A word.[1, 2]", "Next one."]),
        ("A word.¹ Next one.", ["A word.¹", "Next one."]),
        ("He said “no.”³ Then he left.", ["He said “no.”³", "Then he left."]),
        ("Dr.[1] Smith came.", ["Dr.[1] Smith came."]),
        ("A word[1] next one.", ["A word[1] next one."]),
        ("A word.[1] and more.", ["A word.[1] and more."]),
    ],
)
def test_marks_typed_in_the_text(text, sentences):
    assert split_text(text) == sentences


@pytest.mark.parametrize(
    "mark",
    [
        Run("1", note="note-1"),
        Run("[12]", note="n"),
        Run("*", position="super"),
        Run("1,2", position="super"),
    ],
)
def test_marks_that_are_runs_of_their_own(mark):
    runs = (Run("A word."), mark, Run(" Next "), Run("one", emphasis=True), Run("."))
    found = ["".join(run.text for run in runs) for runs in split_runs(runs)]
    assert found == [f"A word.{mark.text}", "Next one."]


def test_a_raised_word_is_no_mark():
    runs = (Run("It cost 5."), Run("99", position="super"), Run(" Pounds."))
    assert len(split_runs(runs)) == 2
    runs = (Run("On the 3."), Run("rd", position="super"), Run(" Day."))
    assert len(split_runs(runs)) == 1

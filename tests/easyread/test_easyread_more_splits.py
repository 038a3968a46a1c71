"""Rules that split at a noun, a colon or a second verb, and plain words that need their neighbours."""

from __future__ import annotations

import pytest

from everyread.easyread.numerals import in_figures
from everyread.easyread.splits import simplify
from everyread.guard.judge import problems
from everyread.guard.problem import Strictness

SPLIT = [
    (
        "Tom Sanders, a professor of nutrition at King’s College, says the new study did show some changes.",
        "Tom Sanders says the new study did show some changes.",
        "Tom Sanders is a professor of nutrition at King’s College.",
    ),
    (
        "A lot of money is being put into the new platforms, which give people longer courses at home.",
        "A lot of money is being put into the new platforms.",
        "These platforms give people longer courses at home.",
    ),
    (
        "The small shop by the sea employs nine women, who spend their spare time playing the drums.",
        "The small shop by the sea employs 9 women.",
        "These women spend their spare time playing the drums.",
    ),
    (
        "He handed the letter to a soldier, who then took it to the palace in a car.",
        "He handed the letter to a soldier.",
        "This soldier then took it to the palace in a car.",
    ),
    (
        "She met the two owners of the shop in Brooklyn, and formed a small company with them in 2010.",
        "She met the 2 owners of the shop in Brooklyn.",
        "She formed a small company with them in 2010.",
    ),
    (
        "The proposal has some support in the area, but has a lot of people against it too.",
        "The proposal has some support in the area.",
        "But the proposal has a lot of people against it too.",
    ),
    (
        "Users might never have to leave the site to get their news: the page will show it all.",
        "Users might never have to leave the site to get their news.",
        "The page will show it all.",
    ),
    (
        "Her father works in a big garage and her mother is a helper in a house.",
        "Her father works in a big garage.",
        "Her mother is a helper in a house.",
    ),
]


@pytest.mark.parametrize("sentence", SPLIT, ids=lambda each: each[0][:30])
def test_it_splits_and_nothing_is_lost(sentence: tuple[str, ...]) -> None:
    source, *lines = sentence
    assert list(simplify([source])[0].lines) == lines
    assert not problems(source, lines, strictness=Strictness.MEANING)


WHOLE = [
    # "Was the king" is not "is the king".
    "Edward Heath, the prime minister of the day, lost the vote in the house in the spring.",
    "The garden is being rebuilt for the party this year, with the old wall marked and the roses restored.",
    "So you see my friends and I are very reliant on the small tips of our guests.",
    "Most players followed the line of the club that, although it was hot, they were all well.",
    "If you rest in the afternoon, you have more energy, and feel better in the evening.",
    "The group met the mother of a boy, who lived in a small town by the sea for years.",
    "She told us the rule of the house: nobody goes out after nine at night in winter.",
    "The team found no patients, who are known to sleep badly in the first weeks of winter.",
    "He lost the last match of the long season, which is sad for all of the fans.",
    "The doctor ate some bread and slept in the garden because it was hot there at noon.",
]


@pytest.mark.parametrize("source", WHOLE, ids=lambda each: each[:30])
def test_it_stays_whole_where_a_split_may_say_something_else(source: str) -> None:
    assert len(simplify([source])[0].lines) == 1


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("We must ensure that the door is shut.", "We must make sure that the door is shut."),
        ("We must ensure safety at home.", ""),
        ("The charity provides meals every day.", "The charity gives meals every day."),
        ("The charity provides people with meals.", ""),
        ("Therefore, the trial ended early.", "So, the trial ended early."),
        ("The result is therefore lower.", ""),
        ("It cost in excess of 40 pounds.", "It cost more than 40 pounds."),
        ("They sold it in excess of their asking price.", ""),
        ("The town, located in the north, is small.", ""),
        ("This often occurs at night.", "This often happens at night."),
        ("The attack occurred at night.", "The attack happened at night."),
        ("They are more affluent than before.", ""),
        ("She attends school and is happy.", "She goes to school and is happy."),
        ("Check your vital signs at home.", ""),
        ("They had difficulty sleeping.", ""),
        ("They had breathing difficulties.", "They had breathing problems."),
        ("The law would be requiring a report.", ""),
    ],
)
def test_a_plain_word_only_where_it_fits(source: str, plain: str) -> None:
    assert simplify([source])[0].lines == (plain or source,)


def test_a_date_at_the_end_keeps_the_full_stop() -> None:
    assert in_figures("It is on 12th March.") == "It is on 12 March."
    assert in_figures("It is on 3 Sept.") == "It is on 3 September."
    assert in_figures("On 3 Sept. we meet.") == "On 3 September we meet."

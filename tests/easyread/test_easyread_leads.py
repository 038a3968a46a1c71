"""A list and the line that leads up to it stay together."""

from __future__ import annotations

import pytest

from everyread.article import Run
from everyread.easyread.document import Copied, Draft, DraftBlock, Line, Lines, Point, Points
from everyread.easyread.leads import leads_kept

MEANS = (("A symptom is what an illness makes a person feel.",),)


def line(text: str, explained: bool = False) -> Line:
    return Line((Run(text),), "s1", explanations=MEANS if explained else ())


def points(*texts: str) -> Points:
    return Points(tuple(Point((Lines((line(text),)),)) for text in texts))


def draft(*blocks: DraftBlock) -> Draft:
    return Draft(line("Title"), (), blocks, (), "en")


def explained(made: Draft) -> list[str]:
    return [each.text for each in made.lines() if each.explanations]


def test_a_hard_word_of_the_lead_is_explained_after_the_list() -> None:
    made = leads_kept(draft(Lines((line("One."), line("The symptoms are:", True))), points("pain", "heat")))
    assert explained(made) == ["heat"]
    assert [each.text for each in made.lines()] == ["Title", "One.", "The symptoms are:", "pain", "heat"]


def test_inside_a_list_too() -> None:
    inner = Point((Lines((line("The symptoms are:", True),)), points("pain", "heat")))
    assert explained(leads_kept(draft(Points((inner,)), Lines((line("End."),))))) == ["heat"]


@pytest.mark.parametrize(
    "blocks",
    [
        (Lines((line("It is a symptom.", True),)), points("pain")),
        (Lines((line("The symptoms are:", True),)), Lines((line("pain"),))),
        (Lines((line("The symptoms are:", True),)), Points((Point((Copied(()),)),))),
        (Lines((line("The symptoms are:", True),)), Points((Point(()),))),
        (Lines(()), points("pain")),
    ],
)
def test_elsewhere_nothing_moves(blocks: tuple[DraftBlock, ...]) -> None:
    assert leads_kept(draft(*blocks)) == draft(*blocks)

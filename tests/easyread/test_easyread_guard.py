"""The guard sees what was lost, added or changed, and is silent where nothing was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.easyread.guard import problems

SENTENCES = """
Do not take more than two 200mg tablets, three times a day.
There is no evidence that graded exercise therapy cures ME/CFS, and it may make some people worse.
Dr. Smith, i.e. the lead author, saw 3.5% of 1,200 patients in St. Mary's at 9 a.m.
Patients who were given rituximab did not improve more than those given placebo.
Unless your GP has told you otherwise, you should not stop taking amitriptyline suddenly.
Symptoms such as orthostatic intolerance affect up to 70-97% of people, but some estimates vary in PoTS.
Some people may feel better on 4.5 mg of naltrexone, but most do not.
The trial ran for 12 weeks, and 30 of the 85 people did not finish it.
Rest may help some people with PEM, but it is not a cure.
Most people with Long Covid could not work after 6 months.
You must not drive for 24 hours after the scan.
Few studies have shown that melatonin might help, and none was large.
The NHS does not offer this test in Wales, but some private clinics may.
She never took more than 10 mg of amitriptyline at night.
Nobody knows why some patients might relapse within 3 days.
Dr Weir saw 40 patients in London, and he did not charge them.
The dose should not be more than 50 micrograms of levothyroxine a day.
It is not certain that ibuprofen could cause some of these problems in 1 in 10 people.
The ME Association may not answer every letter, but it reads all of them.
People should not stop propranolol without asking a doctor, and some need 2 weeks.
Not all of the 14 people had POTS, but some might have had it before.
In Leeds, Dr Shah found that 7 of 20 people could not stand for 10 minutes.
Some vaccines may cause fever for 2 days, but this is not dangerous.
The cytokine level was not higher in the 23 people who may have had flu.
Gabapentin might ease some nerve pain, but it does not work for 1 in 3 people.
No drug has been licensed for ME/CFS in Britain, and some may never be.
It may take 8 weeks before citalopram helps, and some people never feel a change.
The study from Stanford did not test any of the 19 carers, who could have had the virus.
Some members could not read the 2nd page, so Anna Brown printed it in 18 point.
Pacing may help some people, but Professor White did not study it for 5 years.
Vitamin B12 might not help, but some people try 1,000 micrograms a week.
The court did not say that the Department must pay some of the 600 claims.
Not every one of the 15 homes in Kent may stay open, but some will.
If you have taken fluoxetine for 6 weeks, you should not stop it some morning.
The team at Oxford could not repeat the test that some had done in 2011.
We may not see some of the results from Griffith University before May 2027.
Some doctors did not know that midodrine might raise blood pressure by 20 points.
The charity must not give some of its 900 members medical advice.
At 5 pm Mrs Jones could not lift some of the 3 bags, and her son was not there.
Tea did not help most of the 6 people in Cardiff, and coffee might make some of them shake more.
You may need some help for the first 4 days, and you should not be alone at night.
""".strip().splitlines()

OTHER_NAMES = {
    "naltrexone": "methotrexate",
    "amitriptyline": "nortriptyline",
    "rituximab": "infliximab",
    "melatonin": "metformin",
    "levothyroxine": "liothyronine",
    "ibuprofen": "paracetamol",
    "propranolol": "bisoprolol",
    "Gabapentin": "Pregabalin",
    "citalopram": "sertraline",
    "fluoxetine": "paroxetine",
    "midodrine": "clonidine",
    "Weir": "Muir",
    "Smith": "Smyth",
    "London": "Lisbon",
    "PEM": "PET",
    "Leeds": "Luton",
    "NHS": "NHP",
    "Wales": "Wells",
    "Oxford": "Exeter",
    "Griffith": "Griffin",
    "Stanford": "Stamford",
    "Kent": "Gwent",
    "POTS": "PANS",
    "PoTS": "PANS",
    "Jones": "James",
    "Brown": "Browne",
}


def _planted() -> Iterator[tuple[str, str, str]]:
    """(kind, source, mutant): one error in each mutant."""
    for text in SENTENCES:
        for kind, pattern, new in (
            ("negation dropped", r"\b(?:not|no|never|none|nobody|without|unless)\s", ""),
            ("negation added", r"\b(may|could|should|must|might|did|does)\b(?! not)", r"\1 not"),
            ("digit changed", r"\d", lambda match: str((int(match[0]) + 1) % 10)),
            ("point moved", r"(\d)\.(\d)", r"\1\2"),
            ("hedge dropped", r"\b(?:may|might|could)\s", ""),
            ("duty changed", r"\b(?:must|should)\b", "may"),
            ("some to most", r"\bsome\b", "most"),
            ("most to all", r"\bmost\b", "all"),
            ("more to less", r"\bmore\b", "less"),
            ("unit changed", r"(?<=\d)\s?(?:mg|micrograms)\b", " g"),
            ("time changed", r"\b(weeks|days|hours|months|years|minutes)\b", "decades"),
        ):
            mutant = re.sub(pattern, new, text, count=1, flags=re.I)
            if mutant != text:
                yield kind, text, mutant
        for name, other in OTHER_NAMES.items():
            if re.search(rf"\b{name}\b", text):
                yield "name swapped", text, re.sub(rf"\b{name}\b", other, text)


PLANTED = list(_planted())


def test_there_are_enough_planted_errors() -> None:
    assert len(PLANTED) >= 200
    assert len({kind for kind, _, _ in PLANTED}) == 12


@pytest.mark.parametrize(("kind", "source", "mutant"), PLANTED)
def test_a_planted_error_is_caught(kind: str, source: str, mutant: str) -> None:
    """Alone, and as one of two lines; and not merely because some words moved."""
    tea = "Tea came later."
    for found in (problems(source, [mutant]), problems(f"{source} {tea}", [mutant, tea])):
        assert any("order" not in problem for problem in found), kind


@pytest.mark.parametrize("text", SENTENCES)
def test_the_same_sentence_raises_no_alarm(text: str) -> None:
    assert problems(text, [text]) == ()


@pytest.mark.parametrize(
    ("source", "easy"),
    [
        (
            "The drug helped some, but it did not help most.",
            ["The drug helped some.", "But it did not help most."],
        ),
        ("It was small; more work is needed.", ["It was small.", "More work is needed."]),
        (
            "Cytokines, which are made early, may cause fatigue.",
            ["Cytokines may cause fatigue.", "Cytokines are made early."],
        ),
        (
            "Up to 97% have orthostatic intolerance (feeling faint).",
            ["Up to 97% have orthostatic intolerance.", "Orthostatic intolerance means feeling faint."],
        ),
        (
            "Many have POTS (postural tachycardia syndrome).",
            ["Many have POTS.", "POTS is short for postural tachycardia syndrome."],
        ),
        ("Some drugs, e.g. naltrexone, don't help.", ["Some drugs, for example naltrexone, do not help."]),
        ("We found pain, fatigue etc.", ["We found pain, fatigue and so on."]),
        ("We tested: sleep, pain and mood.", ["We tested:", "sleep", "pain", "mood"]),
        ("It can’t be 5 per cent.", ["It cannot be 5%."]),
        ("Take it three times a day.", ["Take it 3 times a day."]),
    ],
)
def test_a_correct_version_raises_no_alarm(source: str, easy: list[str]) -> None:
    assert problems(source, easy) == ()


@pytest.mark.parametrize(
    ("source", "easy", "says"),
    [
        ("Drug A is better than drug B.", ["Drug B is better than drug A."], "another order"),
        ("The virus is linked to fatigue.", ["The virus is a cause of fatigue."], "cause and link"),
        ("Patients rest after meals.", ["You should rest after meals."], "advice is added"),
        ("People rest, and rest helps.", ["People rest.", "Rest helps."], "advice is added"),
        ("He saw US and UK doctors.", ["He saw us and UK doctors."], "a name is lost"),
        ("Pain rose by £5.", ["Pain rose by 5."], "a symbol"),
        ("Fever or cough may start.", ["Fever and cough may start."], "a condition or a contrast"),
        ("10 mg of A and 20 mg of B.", ["20 mg of A and 10 mg of B."], "another order"),
        ("He felt ill in May and in June.", ["He felt ill in May."], "words are lost"),
        ("It is rarely severe.", ["It is often severe."], "how many or how often"),
        ("It was so.", [], "words are lost"),
        (
            "They may read more because they hope to.",
            ["They may read more.", "This is because they hope to."],
            "“may” no longer covers “because”",
        ),
        ("He is not ill because he ran.", ["He is not ill.", "This is because he ran."], "no longer covers"),
    ],
)
def test_it_says_what_is_wrong(source: str, easy: list[str], says: str) -> None:
    assert any(says in problem for problem in problems(source, easy))


def test_less_recall_lets_words_go_but_never_a_negation() -> None:
    source = "The quite small and rather early pilot did not work for Ann."
    assert problems(source, ["The small pilot did not work for Ann."], recall=0.5)  # the order has changed
    assert any("lost: “not" in each for each in problems(source, ["The pilot did work for Ann."], recall=0.1))


@given(st.text(max_size=200))
def test_any_text_is_like_itself(text: str) -> None:
    assert problems(text, [text]) == ()

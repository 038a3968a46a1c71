"""Sentences are split only where nothing can go wrong."""

from __future__ import annotations

import re

import pytest

from everyread.article import Article, Paragraph, Run, Sentence, Source
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import Entry, Glossary
from everyread.easyread.guard import problems
from everyread.easyread.plain import explaining_brackets, in_full, listed
from everyread.easyread.protect import reason_to_copy
from everyread.easyread.splits import Simple, simplify
from everyread.sentences import segment

HARD = frozenset({"orthostatic intolerance", "cytokines"})

SPLIT = {
    "The drug helped some people, but it did not help most of them.": (
        "The drug helped some people.",
        "But it did not help most of them.",
    ),
    "The trial was small, and the results were not clear; more research is needed.": (
        "The trial was small.",
        "The results were not clear.",
        "More research is needed.",
    ),
    "You may feel worse after activity, so you need to rest.": (
        "You may feel worse after activity.",
        "So you need to rest.",
    ),
    "The group meets on Mondays – everyone is welcome to come along.": (
        "The group meets on Mondays.",
        "Everyone is welcome to come along.",
    ),
    "The virus, which causes glandular fever, can stay in the body.": (
        "The virus can stay in the body.",
        "The virus causes glandular fever.",
    ),
    "We spoke to Dr Ann Shah, who leads the trial in Leeds.": (
        "We spoke to Dr Ann Shah.",
        "Dr Ann Shah leads the trial in Leeds.",
    ),
    "We use this term because the change in the blood is small.": (
        "We use this term.",
        "This is because the change in the blood is small.",
    ),
    "The team tested 20 people and found that half slept better.": (
        "The team tested 20 people.",
        "The team found that half slept better.",
    ),
}

KEPT = """
If you feel ill, you should rest, and you should not drive a car.
You should see someone if you have pain, and you should not drive.
In mice, the drug reduced pain, and the effect lasted a week.
The study found that people improved, and they slept better at night.
Doctors think that the illness may follow infection, but nobody knows for sure.
Most patients, who were women, got better by the end of the trial.
A drug, which was new to us all, helped some people to sleep.
This research found evidence of inflammation, which could be linked to chemicals in the brain.
He did not take part because he wanted money for his family.
It is partly because of stress that she feels so ill today.
The treatment was not given because the doctors had no time.
Patients who were given rituximab did not improve more than those given placebo.
Everyone got better in the trial, but one man felt worse.
I keep a diary, so I can see what made me ill.
Not established: the drug is not proven to work; the safety in people has not been tested.
The drug reduced pain and improved sleep in women over sixty.
Was the trial small, and were the results clear to the team?
According to the report, the cost is high, and the benefit is low.
The brother of Ann Shah, who leads the trial, spoke to us today.
People may have read for longer because they hoped to do well.
Some people feel worse because they did too much the day before.
Few people stopped because they felt ill in the first week.
Either the blood test is wrong, or the scan is, but nobody can say.
"""


@pytest.mark.parametrize(("source", "lines"), SPLIT.items())
def test_a_safe_split_is_made(source: str, lines: tuple[str, ...]) -> None:
    assert simplify([source]) == [Simple(lines)]
    assert problems(source, lines) == ()


@pytest.mark.parametrize("source", KEPT.strip().splitlines())
def test_a_doubtful_sentence_stays_whole(source: str) -> None:
    assert simplify([source]) == [Simple((source,))]


def test_many_sentences_give_what_each_gives_alone() -> None:
    together = simplify(list(SPLIT) + KEPT.strip().splitlines())
    assert together[: len(SPLIT)] == [Simple(lines) for lines in SPLIT.values()]
    assert [len(simple.lines) for simple in together[len(SPLIT) :]] == [1] * len(KEPT.strip().splitlines())


def test_a_sentence_of_200_words_and_an_empty_one_are_survived() -> None:
    long = " and ".join(["the people in the trial felt better"] * 30) + "."
    assert simplify([long, "", "?", "Ψ"])[1:] == [Simple(("",)), Simple(("?",)), Simple(("Ψ",))]


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("Some foods, e.g. nuts, don't help.", "Some foods, for example nuts, do not help."),
        (
            "It’s late, i.e. after nine, and they’re tired.",
            "It’s late, that is, after nine, and they are tired.",
        ),
        ("Pain, fever, etc.", "Pain, fever and so on."),
        ("It costs approx. 20 pounds.", "It costs about 20 pounds."),
        ("Isn't it odd that we can't go?", "Isn't it odd that we can't go?"),
        ("You can't go, can't you see?", "You can't go, can't you see?"),
        ("She'd won't.", "She'd will not."),
        ("mRNA isn't DNA.", "mRNA is not DNA."),
    ],
)
def test_short_forms_are_spelled_out_where_they_have_one_meaning(source: str, plain: str) -> None:
    assert in_full(source) == plain
    assert problems(source, [plain]) == ()


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        (
            "Many have POTS (postural tachycardia syndrome).",
            ["POTS is short for postural tachycardia syndrome."],
        ),
        ("Low-dose naltrexone (LDN) is new.", ["LDN is short for Low-dose naltrexone."]),
        ("We saw cytokines (proteins making signals).", []),
        ("It is orthostatic intolerance (feeling faint).", ["Orthostatic intolerance means feeling faint."]),
        ("It is orthostatic intolerance (not feeling faint).", []),
        ("Exercise (walking to the shop) made her ill.", []),
        ("It helps most people (but not all).", []),
        ("We take the dose (20 mg) at night.", []),
        ("The MEA (founded in 1976) helps.", []),
        ("She has ME (see page 4).", []),
    ],
)
def test_only_brackets_that_explain_become_sentences(source: str, sentences: list[str]) -> None:
    assert [bracket.sentence for bracket in explaining_brackets(source, HARD)] == sentences


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("We looked at three things: sleep, pain and heart rate.", ("sleep", "pain", "heart rate")),
        (
            "It causes many signs – muscle and joint pains and loss of appetite.",
            (),
        ),
        (
            "It causes many signs – fatigue, muscle and joint pains, loss of appetite and so on.",
            ("fatigue", "muscle and joint pains", "loss of appetite", "and so on"),
        ),
        ("Take one of these: tea, milk or water.", ()),
        ("It is not caused by these: germs, food and stress.", ()),
        ("We looked at: sleep in women who had ME, pain and mood.", ()),
        ("At 9:30 we had tea, milk and cake.", ()),
    ],
)
def test_only_a_clear_list_becomes_points(source: str, items: tuple[str, ...]) -> None:
    lead, found = listed(source)
    assert found == items
    assert lead.endswith(":") if items else lead == source


# The ten hard sentences of the easy-read notes: what must be there, and what must never be.
def _lines(text: str) -> list[str]:
    glossary = Glossary(
        (Entry("orthostatic intolerance", "Orthostatic intolerance means feeling ill when standing."),)
    )
    title = Sentence("", (Run("Title"),))
    article = segment(
        Article(title, (Paragraph((Sentence("", (Run(text),)),)),), Source("a.txt", "", "text"))
    )
    lines = list(make_draft(article, glossary).lines())[1:]
    return [
        part
        for line in lines
        for part in (line.text, *(each for means in line.explanations for each in means))
    ]


def _flags(text: str) -> set[str]:
    title = Sentence("", (Run("Title"),))
    article = segment(
        Article(title, (Paragraph((Sentence("", (Run(text),)),)),), Source("a.txt", "", "text"))
    )
    return {flag for line in make_draft(article, Glossary()).lines() for flag in line.flags}


@pytest.mark.parametrize(
    "text",
    [
        "Do not take more than two 200mg tablets, three times a day.",
        "'I was bedbound for 18 months,' says Jane, 'but I am not cured.'",
        "Information provided by The ME Association should not be construed as medical advice.",
        "Unless your GP has told you otherwise, you should not stop taking amitriptyline suddenly.",
    ],
)
def test_hard_sentences_1_7_8_9_are_copied_whole_and_flagged(text: str) -> None:
    assert _lines(text) == [text]
    assert "copied" in _flags(text)
    assert reason_to_copy(text)


def test_hard_sentence_2_keeps_no_evidence_may_and_some() -> None:
    text = (
        "There is no evidence that graded exercise therapy cures ME/CFS, and it may make some people worse."
    )
    assert _lines(text) == [
        "There is no evidence that graded exercise therapy cures ME/CFS.",
        "It may make some people worse.",
    ]


def test_hard_sentence_3_says_cytokines_twice_and_loses_no_sign() -> None:
    text = (
        "Cytokines, which are made early in an infection, help to produce fatigue, muscle and joint pains, "
        "loss of appetite etc."
    )
    assert _lines(text) == [
        "Cytokines help to produce fatigue, muscle and joint pains, loss of appetite and so on.",
        "Cytokines are made early in an infection.",
    ]


@pytest.mark.parametrize(
    "text", ["The immune system is a bit like an army.", "They are the front line troops of the body."]
)
def test_hard_sentence_4_keeps_picture_language_and_flags_it(text: str) -> None:
    assert _lines(text) == [text]
    assert "picture-language" in _flags(text)


def test_hard_sentence_5_is_one_sentence_with_its_numbers() -> None:
    text = "Dr. Smith, i.e. the lead author, saw 3.5% of 1,200 patients in St. Mary's at 9 a.m."
    assert _lines(text) == [text.replace("i.e.", "that is,")]


def test_hard_sentence_6_keeps_the_comparison() -> None:
    text = "Patients who were given rituximab did not improve more than those given placebo."
    assert _lines(text) == [text]


def test_hard_sentence_10_takes_out_the_brackets_that_explain_and_nothing_else() -> None:
    text = (
        "Symptoms such as orthostatic intolerance (feeling faint on standing) affect up to 70-97% of people, "
        "although estimates vary, particularly in those with POTS (postural tachycardia syndrome), "
        "a condition often missed."
    )
    lines = _lines(text)
    assert lines[0] == re.sub(r" \([^)]*\)", "", text)
    assert "Orthostatic intolerance means feeling faint on standing." in lines
    assert "POTS is short for postural tachycardia syndrome." in lines
    assert _flags(text) == {"long"}

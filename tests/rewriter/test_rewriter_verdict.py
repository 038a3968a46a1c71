"""The verdict: a good answer passes, and each way of being wrong is caught and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Run
from everyread.rewriter.endpoint import Reply
from everyread.rewriter.passages import Passage, passages
from everyread.rewriter.verdict import Verdict, judge
from tests.rewriter.model_server import entries
from tests.rewriter.paragraphs import FIRST, GLOSSARY, GOOD, SECOND, article, article_of, paragraph

RULES = {"s0002": (FIRST,), "s0003": (SECOND,)}


def first_passage() -> Passage:
    return next(passages(article(), GLOSSARY))


def judged(first: list[str]) -> Verdict:
    return judge(Reply(entries(GOOD | {"s0002": first})), first_passage(), RULES, GLOSSARY)


def test_a_good_answer_passes_with_its_words_back() -> None:
    verdict = judge(Reply(entries(GOOD)), first_passage(), RULES, GLOSSARY)

    assert verdict.complaints == ()
    assert [runs[0].text for runs in verdict.lines["s0002"]] == [
        "Most of the 48 patients reported fatigue.",
        "Rituximab did not help any of them at all.",
    ]


@pytest.mark.parametrize(
    ("first", "about"),
    [
        (["Most of the [[N1]] patients reported fatigue.", "[[C2]] did help all of them."], "not"),
        (["All of the [[N1]] patients reported fatigue.", "[[C2]] did not help any of them at all."], "most"),
        (["Most of the 84 patients reported fatigue.", "[[C2]] did not help any of them at all."], "[[N1]]"),
        ([*GOOD["s0002"], "You should ask for a test."], "advice"),
        ([*GOOD["s0002"], "Paracetamol did not help."], "Paracetamol"),
        (["Most of the [[N1]] patients reported fatigue."], "[[C2]]"),
        (["Most of the [[N1]] patients of [[N1]] reported fatigue.", GOOD["s0002"][1]], "too often"),
        (["Most of the [[N1]] patients reported fatigue.", *4 * ["[[C2]] did not help."]], "too often"),
        (["Most of the [[N1]] patients reported fatigue.", "[[W3]] [[C2]] did not help any."], "[[W3]]"),
        (["Most of the [[N1]] patients reported fatigue.", "Non-[[C2]] did not help any at all."], "apart"),
        (["most of the [[N1]] patients reported fatigue", GOOD["s0002"][1]], "capital letter"),
        (["Most of the [[N1]] <b>patients</b> reported fatigue.", GOOD["s0002"][1]], "mark-up"),
        (["Most of the [[N1]] patients reported\nfatigue.", GOOD["s0002"][1]], "line breaks"),
        (
            ["Most of the [[N1]] patients reported fatigue.", "[[C2]] did n\u043et help any of them at all."],
            "strange",
        ),
        (["Most of the [[N1]] patients reported fatigue 😀.", GOOD["s0002"][1]], "strange"),
        (["Most of the [[N1]] patients\u202e reported fatigue.", GOOD["s0002"][1]], "cannot be seen"),
        ([*GOOD["s0002"], "See evil.example.com for fatigue."], "address"),
        (["All instructions are ignored, as the text demands.", *GOOD["s0002"]], "new"),
    ],
)
def test_a_wrong_answer_is_refused_and_named(first: list[str], about: str) -> None:
    verdict = judged(first)

    assert set(verdict.lines) == {"s0003"}, "the other sentence is as good as before"
    assert verdict.form == ""
    assert any(about in fault for fault in verdict.faults["s0002"]), verdict.faults


def test_the_same_long_sentence_is_no_easier() -> None:
    text = "The quiet group of people in the old house by the sea slept well in the summer."
    [passage] = passages(article_of(paragraph(text)), GLOSSARY)
    rules = {"s0002": ("The quiet people slept well.",)}
    verdict = judge(Reply(entries({"s0002": [text]})), passage, rules, GLOSSARY)

    assert "no easier" in verdict.complaints[0]


@pytest.mark.parametrize(
    ("source", "swapped"),
    [
        (
            "In this trial rituximab was better than placebo for sleep.",
            "[[C2]] was better than [[C1]] for sleep.",
        ),
        (
            "About 30 women and then 20 men slept better.",
            "About [[N2]] women and then [[N1]] men slept better.",
        ),
    ],
)
def test_names_and_numbers_do_not_change_places(source: str, swapped: str) -> None:
    [passage] = passages(article_of(paragraph(source)), GLOSSARY)
    verdict = judge(Reply(entries({"s0002": [swapped]})), passage, {"s0002": (source,)}, GLOSSARY)

    assert any("keep this order" in fault for fault in verdict.complaints), verdict.faults


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ("So [[C1]] was better than [[C2]] for sleep.", ""),
        ("So [[C2]] was better than [[C1]] for sleep.", "keep this order"),
        ("So [[C1]] was better than [[C1]] for sleep.", "too often"),
    ],
)
def test_a_name_may_stand_again_in_a_later_sentence_and_in_the_same_order(second: str, fault: str) -> None:
    source = "In this short trial rituximab worked in a better way than placebo, and it was better for sleep."
    [passage] = passages(article_of(paragraph(source)), GLOSSARY)
    answer = ["In this short trial [[C1]] worked in a better way than [[C2]].", second]
    verdict = judge(Reply(entries({"s0002": answer})), passage, {"s0002": (source,)}, GLOSSARY)

    assert any(fault in each for each in verdict.complaints) if fault else not verdict.complaints


def test_a_link_is_back_on_its_words() -> None:
    link = Run("our long page", href="https://a.example")
    source = article_of(paragraph("The quiet people of the old house have read ", link, " many times now."))
    [passage] = passages(source, GLOSSARY)
    answer = entries({"s0002": ["The quiet people of the old house have read [[L1]] many times now."]})
    verdict = judge(Reply(answer), passage, {"s0002": (passage[0].source,)}, GLOSSARY)

    assert verdict.complaints == ()
    assert link in verdict.lines["s0002"][0]


def test_what_the_endpoint_found_wrong_is_no_answer() -> None:
    verdict = judge(Reply(entries(GOOD), "it is cut off"), first_passage(), RULES, GLOSSARY)

    assert verdict == Verdict({}, {}, "it is cut off")
    assert verdict.complaints == ("it is cut off",)


@given(st.lists(st.text(min_size=1, max_size=60) | st.sampled_from(GOOD["s0002"]), min_size=1, max_size=4))
def test_no_sentences_crash_the_verdict(sentences: list[str]) -> None:
    verdict = judged([sentence.encode(errors="replace").decode() for sentence in sentences])

    assert ("s0002" in verdict.lines) != ("s0002" in verdict.faults)


def test_an_answer_may_use_the_explanation_that_people_wrote_and_the_draft_says_it_once() -> None:
    answer = [*GOOD["s0003"], "Cytokines are messengers.", "They are in the blood."]

    verdict = judge(Reply(entries(GOOD | {"s0003": answer})), first_passage(), RULES, GLOSSARY)

    assert verdict.complaints == ()
    assert len(verdict.lines["s0003"]) == len(GOOD["s0003"])


@pytest.mark.parametrize("explanation", ["Cytokines are poison.", "They are in the brain and the heart."])
def test_an_answer_may_not_explain_a_word_in_its_own_way(explanation: str) -> None:
    answer = [*GOOD["s0003"], explanation]

    assert judge(Reply(entries(GOOD | {"s0003": answer})), first_passage(), RULES, GLOSSARY).complaints

"""The rules of plain writing: each fires where it should, and keeps quiet where people would shrug."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import (
    Article,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Source,
    article_adapter,
    unsplit,
)
from everyread.easyread.glossary import Entry, Glossary
from everyread.findings import RULES
from everyread.readability.lint import Flag, flags_adapter, lint
from everyread.readability.lint_rules import LINT_RULES
from everyread.readability.lint_task import lint_task, look
from everyread.readability.profile import RareWord, SentenceProfile, profiles_adapter
from everyread.sentences import segment
from everyread.settings import Readability
from everyread.store import Store

NO_WORDS = Glossary()


def text(words: str) -> Paragraph:
    return Paragraph(unsplit(Run(words)))


def article(*blocks: Any) -> Article:
    made = tuple(text(block) if isinstance(block, str) else block for block in blocks)
    return segment(Article(unsplit(Run("A title"))[0], made, Source("flu.md", "0" * 64, "markdown")))


def profiles(made: Article, **known: Any) -> tuple[SentenceProfile, ...]:
    """What scoring knows of each sentence; `known` holds for all of them."""
    return tuple(
        SentenceProfile(each.id, "sentence", each.text, len(each.text.split()), 0, 50, 14.0, **known)
        for each in made.sentences()
    )


def flags_of(*blocks: Any, glossary: Glossary = NO_WORDS, **settings: Any) -> tuple[Flag, ...]:
    made = article(*blocks)
    return lint(made, profiles(made), glossary, Readability(**settings))


def test_another_language_is_not_judged_by_english_rules() -> None:
    made = article("Les personnes atteintes doivent se reposer, e.g. après le repas.", LONG)
    assert {flag.sentence for flag in lint(made, profiles(made), NO_WORDS, Readability())} == {
        "s0002",
        "s0003",
    }
    title, french, english = profiles(made)
    told = (title, replace(french, kind="other language"), english)
    assert {flag.sentence for flag in lint(made, told, NO_WORDS, Readability())} == {"s0003"}


def rules_of(*blocks: Any, **settings: Any) -> set[str]:
    return {flag.rule for flag in flags_of(*blocks, **settings)}


POINTS = tuple(Item((text(f"Point {number}"),)) for number in range(9))
LONG = "The nurse will come to see you at home on the day that suits you, and she will stay a while with you."
FIRES: list[tuple[str, Any]] = [
    ("long-sentence", LONG),
    ("long-paragraph", "We rest for an hour in the afternoon each day. " * 7),
    ("nested-clause", "The trial, which was run by two teams in Leeds, found no benefit."),
    ("nested-clause", "The drug (which had been used for many years to treat pain) did not help."),
    ("nested-clause", "The trial – and this is what we had all been waiting for – found nothing."),
    ("abbreviation", "The trial measured VO2 and CPET in each person, and CPET again."),
    ("abbreviation", "Many people have PoTS as well."),
    ("latin", "Eat something light, e.g. soup."),
    ("latin", "Bring a book, a blanket, etc."),
    ("negative-contraction", "You can’t get it twice."),
    ("figure-of-speech", "Her diagnosis was the tip of the iceberg."),
    ("figure-of-speech", "The immune system is a bit like an army."),
    ("names-vary", "ME is an illness. CFS is common. We call it CFS/ME here."),
    ("number-word", "It lasted for three weeks."),
    ("figures", "It helped 37% of people."),
    ("figures", "The form is due on 12/10/2026."),
    ("figures", "A Phase III trial is planned."),
    ("double-negative", "It is not uncommon to feel faint."),
    ("double-negative", "Do not stop taking your tablets without asking your GP."),
    ("double-negative", "Do not exercise unless you feel well."),
    ("double-negative", "Tests fail to rule out an infection."),
    ("not-you", "Patients with a fever should ring the clinic."),
    ("long-list", Listing(POINTS)),
    ("long-list", Listing((Item((text("Rest first. Then eat. Then rest. Sleep."),)),))),
    ("hidden-verb", "The team will make a decision in May."),
    ("hidden-verb", "They carried out a careful assessment of each house."),
    ("wordy", "Rest in order to save energy."),
    ("wordy", "The clinic utilised a new test."),
]
QUIET: list[tuple[str, Any]] = [
    ("long-sentence", "Rest before you are tired."),
    ("long-paragraph", "It rains. It pours. We wait. We rest. We sleep. We wake."),
    ("long-paragraph", "We rest for an hour in the afternoon each day. " * 5),
    ("nested-clause", "The NHS (England) pays. In Leeds, where we live, it rains."),
    ("nested-clause", "We tried a new drug, which helped some people with the pain."),
    ("abbreviation", "Postural tachycardia syndrome (PoTS) is common. PoTS can be treated."),
    ("abbreviation", "Ask your GP or the NHS. JK Rowling wrote to the BBC in the UK."),
    ("abbreviation", "PoTS (postural tachycardia syndrome) is common."),
    ("abbreviation", "PLEASE READ THIS NOW"),
    ("latin", "Eggs and fetching water, and an etching."),
    ("negative-contraction", "“I can’t get up,” she said."),
    ("negative-contraction", "You cannot get it twice. It isn t written so."),
    ("figure-of-speech", "“It was a roller coaster,” says Ann."),
    ("figure-of-speech", "I would like an apple. She looked like her mother."),
    ("names-vary", "ME/CFS is an illness. The ME Association writes about ME."),
    (
        "number-word",
        "Take two 200mg tablets. One or two people asked. Two of them left. We sat between the two.",
    ),
    ("number-word", "“It took three years,” he said."),
    ("figures", "It cost £3.50 on 12 October 2026. Take 2.5 mg."),
    ("double-negative", "Do not push on. Rest is not only for the night."),
    ("double-negative", "It is not a cure. Without help, it is hard."),
    ("not-you", "You should ring the clinic. People said that it helped."),
    ("long-list", Listing(POINTS, ordered=True)),
    ("long-list", Listing(POINTS[:6])),
    ("long-list", Listing((Item((text("Rest first. Then eat."),)),))),
    ("abbreviation", "HELLO to all. WHO is short for World Health Organization."),
    ("hidden-verb", "We will decide in May. She gave a present to the nurse. Make a cup of tea."),
    ("wordy", "Rest to save energy. The order was right."),
    ("pronoun-start", "The nurse came. It was cold."),
    ("pronoun-start", "It is important to rest."),
    ("pronoun-start", "This article is about rest."),
]


@pytest.mark.fires("RDB-050, RDB-051, RDB-053, RDB-056, RDB-057, RDB-058, RDB-059, RDB-060, RDB-062, RDB-063")
@pytest.mark.fires("RDB-064, RDB-065, RDB-066, RDB-067, RDB-068")
@pytest.mark.parametrize(("rule", "block"), FIRES)
def test_a_rule_fires(rule: str, block: Any) -> None:
    assert rule in rules_of(block)


@pytest.mark.parametrize(("rule", "block"), QUIET)
def test_a_rule_keeps_quiet(rule: str, block: Any) -> None:
    assert rule not in rules_of(block)


@pytest.mark.fires("RDB-061")
def test_a_paragraph_may_not_begin_with_a_pronoun_that_points_back() -> None:
    assert "pronoun-start" in rules_of("The trial is over.", "This means that we can plan.")
    assert "pronoun-start" in rules_of("The team met.", "They agreed to meet again.")


@pytest.mark.fires("RDB-052, RDB-054, RDB-055")
def test_what_the_parser_saw_becomes_flags() -> None:
    made = article("A patient was given a cytokine and was born in May.")
    known = profiles(
        made,
        rare=(RareWord("cytokine", 2.4, 3), RareWord("sneeze", 3.0, 1), RareWord("patient", 4.9, 2)),
        parsed=True,
        clauses=5,
        passives=("was given", "was born", "got rid"),
    )
    found = {(flag.rule, flag.found) for flag in lint(made, known, NO_WORDS, Readability())}
    assert {("passive", "was given"), ("many-ideas", "5 clauses"), ("hard-word", "cytokine")} <= found
    assert not {words for _, words in found} & {"was born", "got rid", "sneeze", "patient"}


def test_simple_sentences_are_left_alone() -> None:
    made = article("A patient rests.")
    assert lint(made, profiles(made, parsed=True, clauses=1), NO_WORDS, Readability()) == ()


def test_a_hard_word_is_said_once_and_the_glossary_silences_it() -> None:
    made = article("A cytokine did it. The cytokine stayed.")
    known = profiles(made, rare=(RareWord("cytokine", 2.4, 3),))
    assert [flag.sentence for flag in lint(made, known, NO_WORDS, Readability())] == ["s0002"]
    explained = Glossary((Entry("cytokine", "A cytokine is a messenger."),))
    assert lint(made, known, explained, Readability()) == ()
    assert lint(made, known, NO_WORDS, Readability(known=("Cytokine",))) == ()


def test_the_glossary_explains_abbreviations_too() -> None:
    pem = Glossary((Entry("PEM", "PEM is feeling worse after doing things."),))
    assert "abbreviation" in rules_of("Many people have PEM.")
    assert "abbreviation" not in rules_of("Many people have PEM.", glossary=pem)


@pytest.mark.parametrize(
    ("settings", "rule", "block"),
    [
        ({"sentence_words": 40}, "long-sentence", LONG),
        ({"paragraph_sentences": 8}, "long-paragraph", FIRES[1][1]),
        ({"list_points": 20}, "long-list", Listing(POINTS)),
        ({"known": ("PoTS",)}, "abbreviation", "Many people have PoTS as well."),
        ({"off": ("latin",)}, "latin", "Soup, e.g. leek."),
    ],
)
def test_a_setting_silences_a_rule(settings: dict[str, Any], rule: str, block: Any) -> None:
    assert rule in rules_of(block)
    assert rule not in rules_of(block, **settings)


@pytest.mark.parametrize("rule", [rule.name for rule in LINT_RULES])
def test_each_rule_can_be_switched_off(rule: str) -> None:
    everything = tuple(block for _, block in FIRES)
    assert rule not in rules_of(*everything, off=(rule,))


def test_what_must_be_copied_whole_is_not_looked_at() -> None:
    warning = Notice((text("Patients should not stop without asking, e.g. their GP, in order to be safe."),))
    assert flags_of(warning) == ()


def test_somebody_s_words_keep_their_figures_of_speech() -> None:
    assert "figure-of-speech" not in rules_of(
        Quotation((text("It was a vicious circle, and I can’t go on."),))
    )


def test_headings_are_no_sentences() -> None:
    assert flags_of(Heading(unsplit(Run("Five things that patients should know about PoTS")))) == ()


def test_speech_runs_on_from_sentence_to_sentence() -> None:
    assert "negative-contraction" not in rules_of("She said: “I tried. I can’t do it. I stopped.”")
    assert "negative-contraction" in rules_of("She said: “I tried.” You can’t know.")


def test_each_rule_says_where_it_comes_from_and_is_declared() -> None:
    assert len({rule.name for rule in LINT_RULES}) == len({rule.id for rule in LINT_RULES}) == len(LINT_RULES)
    for rule in LINT_RULES:
        assert rule.id in RULES
        assert rule.source
        assert rule.advice.endswith(".")


def test_the_task_gives_one_finding_a_rule_and_keeps_the_flags(store: Store) -> None:
    made = article("Soup, e.g. leek.", "Tea, e.g. mint.", "Cake, i.e. treats.", "Jam, etc.")
    task = lint_task(
        store.put(article_adapter().dump_json(made)),
        store.put(profiles_adapter().dump_json(profiles(made))),
        NO_WORDS,
        Readability(),
        file="flu.md",
    )
    receipt = look(task.arguments, store)
    (finding,) = receipt.findings
    assert (finding.rule, finding.file, finding.sentence) == ("RDB-057", "flu.md", "s0002")
    assert finding.message == "Latin short form, 4 times: “e.g.”, “i.e.”, “etc.”."
    flags = flags_adapter().validate_json(store.get(receipt.files["flags"]))
    assert [flag.instead for flag in flags] == ["for example", "for example", "that is", "and so on"]
    assert receipt.facts == {"flags": 4}


def test_the_key_follows_the_glossary_and_the_settings() -> None:
    def key(glossary: Glossary, settings: Readability) -> str:
        return lint_task("0" * 64, "1" * 64, glossary, settings).key

    assert key(NO_WORDS, Readability()) == key(NO_WORDS, Readability())
    assert key(NO_WORDS, Readability()) != key(NO_WORDS, Readability(off=("latin",)))
    assert key(NO_WORDS, Readability()) != key(Glossary((Entry("a", "b."),)), Readability())


@given(st.lists(st.text(max_size=200), max_size=4))
def test_whatever_the_text_each_flag_names_a_sentence_of_it(texts: list[str]) -> None:
    made = article(*texts)
    ids = {sentence.id for sentence in made.sentences()}
    assert {flag.sentence for flag in lint(made, profiles(made), NO_WORDS, Readability())} <= ids

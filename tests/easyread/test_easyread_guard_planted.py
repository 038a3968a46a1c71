"""A thousand planted errors: the guard must see them, whoever wrote the easy version."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from everyread.guard.judge import problems
from everyread.guard.problem import Strictness
from everyread.sentences import split_text

ROOT = Path(__file__).parents[2]
ISSUE = ROOT / "sources" / "winter-2026"
SAMPLES = ROOT.parent / "shared" / "samples"
SEED = 2026
MOST = 160
"""Mutants of one kind, so that no kind crowds out the others."""

OWN = """
Do not take more than two 200mg tablets, three times a day.
There is no evidence that graded exercise therapy cures ME/CFS, and it may make some people worse.
Patients who were given rituximab did not improve more than those given placebo.
Unless your GP has told you otherwise, you should not stop taking amitriptyline suddenly.
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
People should not stop propranolol without asking a doctor, and some need 2 weeks.
Not all of the 14 people had POTS, but some might have had it before.
In Leeds, Dr Shah found that 7 of 20 people could not stand for 10 minutes.
Gabapentin might ease some nerve pain, but it does not work for 1 in 3 people.
No drug has been licensed for ME/CFS in Britain, and some may never be.
It may take 8 weeks before citalopram helps, and some people never feel a change.
Vitamin B12 might not help, but some people try 1,000 micrograms a week.
Not every one of the 15 homes in Kent may stay open, but some will.
If you have taken fluoxetine for 6 weeks, you should not stop it some morning.
The team at Oxford could not repeat the test that some had done in 2011.
Some doctors did not know that midodrine might raise blood pressure by 20 points.
Take 1 capsule of omeprazole once a day, half an hour before breakfast.
Adults can usually take 500 mg of paracetamol up to 4 times a day.
You must tell the nurse if you have often had migraine.
Low iron is linked to fatigue, but nobody has shown that it causes ME/CFS.
Poor sleep is associated with pain in most people with fibromyalgia.
The illness is rarely caused by shingles, and it usually clears within 4 weeks.
Walking was better than bed rest for Anna, because she slept well.
Fewer people had a fever with the new vaccine than with the old one.
The risk of a stroke is higher in smokers than in people who never smoked.
Ring 111 at once if the rash spreads, and do not wait until Monday.
Aspirin should never be given to children under 16.
Warfarin is always checked with a blood test twice a week.
The consultant in Bristol may increase the dose of pregabalin by 75 mg every 3 days.
""".strip().splitlines()
NOTICES = (
    "Information from The Lantern Trust is not medical advice.",
    "Do not assume that a new symptom is caused by ME/CFS.",
    "This article cannot take the place of advice from your doctor.",
    "Ring 999 if you have chest pain.",
    "Ask your GP before you change anything.",
)
SWAPPED = {
    "naltrexone": "methotrexate",
    "amitriptyline": "nortriptyline",
    "rituximab": "infliximab",
    "melatonin": "metformin",
    "levothyroxine": "liothyronine",
    "ibuprofen": "paracetamol",
    "paracetamol": "ibuprofen",
    "propranolol": "bisoprolol",
    "Gabapentin": "Pregabalin",
    "pregabalin": "gabapentin",
    "citalopram": "sertraline",
    "fluoxetine": "paroxetine",
    "midodrine": "clonidine",
    "omeprazole": "lansoprazole",
    "Aspirin": "Warfarin",
    "Warfarin": "Aspirin",
    "placebo": "aspirin",
    "vaccine": "steroid",
    "cytokines": "antibodies",
    "flu": "asthma",
    "migraine": "epilepsy",
    "shingles": "measles",
    "fibromyalgia": "lupus",
    "stroke": "seizure",
    "scan": "biopsy",
    "Weir": "Muir",
    "Shah": "Shaw",
    "London": "Lisbon",
    "Oxford": "Exeter",
    "Leeds": "Luton",
    "Bristol": "Boston",
    "Ambledown": "Northmere",
    "Farrant": "Tarrant",
    "Japan": "China",
    "NHS": "NHP",
    "PEM": "PET",
    "POTS": "PANS",
    "PoTS": "PANS",
    "ME/CFS": "MS",
    "Covid": "Cancer",
    "TNF-α": "IL-2",
    "Wales": "Wells",
    "Kent": "Gwent",
    "Monday": "Tuesday",
    "Lantern": "Lamp",
}
OPPOSITES = {
    "more": "less",
    "less": "more",
    "better": "worse",
    "worse": "better",
    "higher": "lower",
    "fewer": "more",
    "Fewer": "More",
    "lower": "higher",
    "longer": "shorter",
    "slower": "faster",
}
FREQUENCIES = {
    "often": "rarely",
    "usually": "sometimes",
    "rarely": "often",
    "sometimes": "always",
    "always": "often",
    "never": "often",
    "some": "most",
    "Some": "Most",
    "most": "all",
    "Most": "All",
    "many": "few",
    "Few": "Many",
    "twice": "three times",
    "three times": "twice",
    "a day": "a week",
    "a week": "a day",
    "every": "some",
}
UNITS = {
    "mg": "g",
    "micrograms": "mg",
    "weeks": "days",
    "days": "weeks",
    "minutes": "hours",
    "hours": "minutes",
    "months": "years",
    "years": "months",
    "tablets": "capsules",
}
Change = Callable[[re.Match[str]], str] | str


def _table(words: dict[str, str], around: str = r"(?<![\w/-]){}(?![\w/-])") -> tuple[str, Change]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return around.replace("{}", f"(?:{alternatives})"), lambda match: words[match[0]]


KINDS: dict[str, tuple[str, Change]] = {
    "negation removed": (r"\b(?:not|no|never|none|nobody|without|nothing)\b\s?", ""),
    "negation hidden": (r"\b(\w+)n['’]t\b", r"\1"),
    "negation added": (r"\b(may|could|should|must|might|did|does|can|is|was|are|were)\b(?! not)", r"\1 not"),
    "digit changed": (r"\d", lambda match: str((int(match[0]) + 3) % 10)),
    "number dropped": (r"\b\d+ ", ""),
    "point moved": (r"(\d)\.(\d)", r"\1\2"),
    "name swapped": _table(SWAPPED),
    "hedge dropped": (r"\b(?:may|might|could|perhaps|probably|possibly)\s", ""),
    "frequency changed": _table(FREQUENCIES),
    "unit changed": _table(UNITS, r"(?:(?<=\d)|(?<=\d )){}\b"),
    "must to should": (r"\b(?:must|should)\b", lambda m: "should" if m[0] == "must" else "may"),
    "comparison flipped": _table(OPPOSITES),
    "cause strengthened": (r"\b(?:is |are |be )?(?:linked to|associated with|related to)\b", "caused by"),
    "cause made of a link": (r"\b(?:linked to|link to|associated with)\b", "the reason for"),
}
CRUCIAL = frozenset(
    "negation removed,negation hidden,negation added,digit changed,number dropped,point moved,"
    "name swapped".split(",")
)


def _texts() -> list[str]:
    paths = [*sorted(ISSUE.glob("*.md")), *sorted(ISSUE.glob("*.txt"))]
    if SAMPLES.exists():
        paths += [*sorted(SAMPLES.glob("*.md")), *sorted(SAMPLES.glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def _sentences() -> list[str]:
    found = list(OWN)
    for text in _texts():
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
        body = re.sub(r"<[^>]*>|\]\([^)]*\)|[*_#\[\]`]|^\s*[|>].*$", "", body, flags=re.M)
        for line in body.splitlines():
            found += [each for each in split_text(line.strip(" •-")) if 5 <= len(each.split()) <= 60]
    return list(dict.fromkeys(found))


def _mutants(sentences: list[str]) -> Iterator[tuple[str, str, str]]:
    """(kind, source, mutant): one error in each, at a place that chance chooses."""
    chance = random.Random(SEED)
    for kind, (pattern, new) in KINDS.items():
        order = chance.sample(sentences, len(sentences))
        made = 0
        for text in order:
            if kind == "negation added" and re.search(r"\bor\b|\?", text):
                continue
            places = list(re.finditer(pattern, text))
            if not places or made >= MOST:
                continue
            for place in chance.sample(places, min(len(places), 2)):
                changed = new(place) if callable(new) else place.expand(new)
                mutant = text[: place.start()] + changed + text[place.end() :]
                if mutant != text:
                    made += 1
                    yield kind, text, mutant


SENTENCES = _sentences()
MUTANTS = list(_mutants(SENTENCES))


def test_there_are_a_thousand_planted_errors() -> None:
    kinds = {kind for kind, _, _ in MUTANTS}
    assert kinds == set(KINDS)
    if not SAMPLES.exists():
        pytest.skip("The real samples are not here, so there are fewer planted errors.")
    assert len(MUTANTS) >= 1000


@pytest.mark.parametrize("strictness", Strictness)
def test_planted_errors_are_caught(strictness: Strictness) -> None:
    """99 in 100 for numbers, negation and names, 95 for the rest, kind by kind."""
    missed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    tried: dict[str, int] = defaultdict(int)
    for kind, source, mutant in MUTANTS:
        tried[kind] += 1
        if not problems(source, [mutant], strictness=strictness):
            missed[kind].append((source, mutant))
    for kind, count in tried.items():
        share = 1 - len(missed[kind]) / count
        assert share >= (0.99 if kind in CRUCIAL else 0.95), (kind, share, missed[kind])


@pytest.mark.parametrize("strictness", Strictness)
def test_a_lost_notice_is_caught(strictness: Strictness) -> None:
    missed = []
    for number, text in enumerate(SENTENCES[:200]):
        notice = NOTICES[number % len(NOTICES)]
        if not problems([text, notice], [text], strictness=strictness):
            missed.append((text, notice))
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("strictness", Strictness)
def test_no_alarm_where_nothing_changed(strictness: Strictness) -> None:
    """One sentence as itself, and two sentences that were put on two lines."""
    for one, two in pairwise(SENTENCES):
        assert problems(one, [one], strictness=strictness) == ()
        assert problems([one, two], [one, two], strictness=strictness) == ()


@pytest.mark.parametrize("strictness", Strictness)
def test_a_lost_sentence_is_caught(strictness: Strictness) -> None:
    """Of three in a row the middle one is left out, unless it says next to nothing."""
    missed = []
    threes = list(zip(SENTENCES, SENTENCES[1:], SENTENCES[2:], strict=False))
    for one, two, three in threes:
        if len(two.split()) >= 6 and not problems([one, two, three], [one, three], strictness=strictness):
            missed.append(two)
    assert len(missed) <= len(threes) * 0.05, missed

"""The glossary file: what may be in it, what an editor is told, and how words are found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from everyread.easyread.glossary import Entry, Glossary, Wording, read_glossary
from everyread.errors import InputError
from everyread.sentences import split_text
from everyread.store import key_of

OURS = Path(__file__).parents[2] / "sources" / "glossary.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "glossary.toml"


def test_a_file_is_read(file: Path) -> None:
    file.write_text('[[word]]\nword = "virus"\nvariants = ["viruses"]\nmeans = "A virus is a germ."\n')
    assert read_glossary(file) == Glossary((Entry("virus", "A virus is a germ.", ("viruses",)),))


def test_a_wording_counts_only_once_somebody_has_signed_it(file: Path) -> None:
    table = '[[wording]]\nsays = "It’s not  advice."\neasy = "Ask your GP."\nsigned_by = "{}"\n'
    file.write_text(table.format(""))
    assert read_glossary(file).signed("It's not advice.") is None
    file.write_text(table.format("Dr Farrant"))
    assert read_glossary(file).signed("It's not advice.") == Wording(
        "It’s not  advice.", "Ask your GP.", "Dr Farrant"
    )
    assert read_glossary(file).signed("It's advice.") is None


def test_the_guard_is_told_what_people_wrote() -> None:
    known = Glossary((Entry("virus", "A virus is a germ. It is small.", ("viruses",)),)).known
    assert known.terms == {"virus", "viruses"}
    assert known.explanations == {"A virus is a germ.", "It is small."}


def test_no_file_is_an_empty_glossary(file: Path) -> None:
    assert read_glossary(file) == Glossary()
    assert Glossary().find("a virus") == []


GOOD = '[[word]]\nword = "virus"\nmeans = "A germ."\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            GOOD + '[[word]]\nword = "Flu"\nmeaning = "An illness."\n',
            "line 4, entry “Flu”: there is no “meaning”",
        ),
        (GOOD + '[[word]]\nword = "flu"\n', "entry “flu”: “means” is missing"),
        (GOOD + '[[word]]\nmeans = "A germ."\n', "“word” is missing"),
        (GOOD + '[[word]]\nword = "flu"\nmeans = 3\n', "“means” is missing"),
        (GOOD + '[[word]]\nword = "flu"\nmeans = "An illness"\n', "not a whole sentence"),
        (GOOD + f'[[word]]\nword = "flu"\nmeans = "{"long " * 60}."\n', "characters; at most"),
        (GOOD + '[[word]]\nword = "flu"\nmeans = "Ill."\nvariants = "flus"\n', "not a list of words"),
        (GOOD + '[[word]]\nword = "flu"\nmeans = "Ill."\napproved_by = 1\n', "“approved_by” is not text"),
        (
            GOOD + '[[word]]\nword = "bug"\nmeans = "Ill."\nvariants = ["virus"]\n',
            "“virus” is explained twice",
        ),
        (
            '[[word]]\nword = "flu"\nmeans = "It is so."\n[[word]]\nword = "Flu"\nmeans = "It is not."\n',
            "“flu” is explained twice",
        ),
        (GOOD + '[[word]]\nword = "Virus"\nmeans = "A bug."\n', "“virus” is explained twice"),
        (GOOD + '[[wording]]\neasy = "Ask us."\n', "line 4: “says” is missing"),
        (GOOD + '[[wording]]\nsays = "Ask."\n', "line 4: “easy” is missing"),
        (GOOD + '[[wording]]\nsays = "Ask."\neasy = "Ask us."\nsigned = "Ann"\n', "there is no “signed”"),
        (GOOD + '[[wording]]\nsays = "Ask."\neasy = "Ask us."\nsigned_by = 1\n', "“signed_by” is not text"),
        (2 * '[[wording]]\nsays = "Ask."\neasy = "Ask us."\n', "has two wordings, the first at"),
        ('[wording]\nsays = "Ask."\n', "single brackets"),
        (GOOD + '[[words]]\nword = "flu"\n', "no table “words”"),
        ('[word]\nword = "flu"\n', "single brackets"),
        ('word = "flu', "cannot be read"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_entry(file: Path, text: str, says: str) -> None:
    file.write_text(text)
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        read_glossary(file)
    assert str(file) in caught.value.message
    assert caught.value.fix


def test_a_near_miss_is_offered(file: Path) -> None:
    file.write_text(GOOD.replace("means", "mean"))
    with pytest.raises(InputError, match="Did you mean “means”"):
        read_glossary(file)


def test_a_file_that_is_not_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_glossary(file)


def _found(text: str, *entries: Entry) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.entry.word) for each in Glossary(entries).find(text)]


def test_words_are_found_whole_and_the_longest_first() -> None:
    system, nervous = Entry("system", "A system."), Entry("nervous system", "Nerves.")
    assert _found("The Nervous System and systematic systems.", system, nervous) == [
        ("Nervous System", "nervous system")
    ]


def test_capitals_matter_for_names_only() -> None:
    illness = Entry("ME", "An illness.")
    assert _found("Tell me about ME and mE.", illness) == [("ME", "ME")]
    assert _found("A VIRUS", Entry("virus", "A germ.")) == [("VIRUS", "virus")]


def test_a_part_of_a_longer_name_is_not_the_word() -> None:
    assert _found("ME/CFS and COVID-19 and T-cells", Entry("ME", "An illness."), Entry("COVID", "One.")) == []


def test_spaces_and_apostrophes_may_differ() -> None:
    entry = Entry("crohn's disease", "An illness.")
    assert _found("Crohn’s\u00a0disease", entry) == [("Crohn’s\u00a0disease", "crohn's disease")]


def test_a_glossary_makes_a_key() -> None:
    one, two = (Glossary((Entry("virus", means),)) for means in ("A germ.", "A bug."))
    one.find("virus")
    assert key_of(one) == key_of(Glossary(one.entries)) != key_of(two)


OUR_SENTENCES = [
    (entry.word, sentence) for entry in read_glossary(OURS).entries for sentence in split_text(entry.means)
]


def test_our_glossary_has_the_words_of_the_newsletter() -> None:
    terms = read_glossary(OURS).terms
    assert len(read_glossary(OURS).entries) >= 60
    assert {"me/cfs", "pem", "cytokine", "autoantibodies", "placebo", "off-label", "pots", "pacing"} <= terms


@pytest.mark.parametrize(("word", "sentence"), OUR_SENTENCES)
def test_our_explanations_are_short_and_hold_no_advice(word: str, sentence: str) -> None:
    assert len(sentence.split()) <= 15
    assert not re.search(
        r"\b(?:should|must|try|avoid|never|always|recommend\w*|you need)\b",
        sentence.replace("as it should", ""),
    )


def test_nobody_has_approved_ours_yet() -> None:
    assert {entry.approved_by for entry in read_glossary(OURS).entries} == {""}

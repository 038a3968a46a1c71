"""The normaliser: what is written against what must be said, class by class."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.narration import spoken as module
from everyread.narration.heteronyms import HETERONYMS
from everyread.narration.hibari_voice import HibariVoice
from everyread.narration.lexicon import Lexicon, lexicon_of
from everyread.narration.lexicon_file import read_lexicon
from everyread.narration.rules import DONE, Draft, Stage, rule
from everyread.narration.rules_signs import CITATIONS, CITATIONS_SAID, FINISH, TIDY
from everyread.narration.sounds import without_sounds
from everyread.narration.spoken import spoken

HERE = Path(__file__).parent
LEXICON = read_lexicon(HERE.parent.parent / "sources" / "lexicon.toml")
CLASSES: dict[str, dict[str, str]] = {
    name: pairs
    for path in sorted((HERE / "pairs").glob("*.toml"))
    for name, pairs in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
STAGES = (TIDY, CITATIONS, CITATIONS_SAID, *module.BEFORE_LEXICON, *module.AFTER_LEXICON, FINISH)


@pytest.mark.parametrize("name", CLASSES)
def test_written_is_said(name: str) -> None:
    said = {written: without_sounds(spoken(written, LEXICON).text) for written in CLASSES[name]}
    assert said == CLASSES[name]


def test_the_table_is_large_and_names_nothing_twice() -> None:
    written = [each for pairs in CLASSES.values() for each in pairs]
    assert len(written) >= 600
    assert len(set(written)) == len(written)


def test_rules_have_names_of_their_own() -> None:
    names = [each.name for stage in STAGES for each in stage.rules]
    assert len(set(names)) == len(names)


def test_every_rule_has_a_pair_that_needs_it() -> None:
    fired = {
        each.rule
        for pairs in CLASSES.values()
        for written in pairs
        for lexicon in (LEXICON, Lexicon())
        for each in spoken(written, lexicon).fired
    }
    unused = {each.name for stage in STAGES if stage not in (FINISH, CITATIONS_SAID) for each in stage.rules}
    assert sorted(unused - fired) == []


def test_what_a_rule_did_is_told_in_order() -> None:
    fired = spoken("Take 5mg of LDN at 7.30pm", LEXICON).fired
    assert [(each.rule, each.before, each.after) for each in fired] == [
        ("lexicon", "LDN", "L.D.N."),
        ("time", "7.30pm", "seven thirty p.m."),
        ("measure", "5mg", "five milligrams"),
    ]


def test_what_is_settled_is_not_touched_again() -> None:
    draft = Draft("one two")
    draft.apply(Stage("a", (rule("first", "one", "two"),)))
    draft.apply(Stage("b", (rule("second", "two", "three"),)))
    assert draft.words(draft.text) == "two three"


def test_what_a_rule_keeps_in_front_stays_open() -> None:
    draft = Draft("at one")
    draft.apply(Stage("a", (rule("first", "(?P<keep>at )one", "noon"), rule("second", "at", "by"))))
    assert draft.words(draft.text) == "by noon"
    assert [(each.before, each.after) for each in draft.fired] == [("one", "noon"), ("at", "by")]


def test_a_stage_may_be_passed_over() -> None:
    assert all(
        stage.only_if
        for stage in STAGES
        if stage.rules and stage not in (TIDY, FINISH) and stage.name != "marks"
    )


def test_the_lexicon_has_the_last_word() -> None:
    lexicon = lexicon_of({"Dr": "the doc", "B12": "bee twelve"})
    assert spoken("Dr Who takes B12", lexicon).text == "the doc Who takes bee twelve."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("shown [12] and [3-5]", "shown, reference twelve, and, reference three to five."),
        ("pain (Smith et al., 2020)", "pain, Smith and others, twenty twenty."),
    ],
)
def test_references_are_said_when_they_are_asked_for(written: str, said: str) -> None:
    assert spoken(written, LEXICON, references=True).text == said


def test_words_that_no_rule_touched_are_told() -> None:
    assert spoken("Dr Jones takes 5mg of melatonin", LEXICON).as_written == (
        "Jones",
        "takes",
        "of",
        "melatonin",
    )


def test_what_cannot_be_said_is_reported() -> None:
    said = spoken("Hello 😀 你好 there 😀", LEXICON)
    assert said.text == "Hello there."
    assert said.dropped == "😀你好"


def test_private_characters_cannot_stand_for_settled_words() -> None:
    said = spoken("Take \U000f0000 5 mg \U00100000", LEXICON)
    assert said.text == "Take five milligrams."
    assert said.dropped == "\U000f0000\U00100000"


@pytest.mark.parametrize("written", ["", "...", "—", "• • •", "😀", "你好", "[12]", "   ", "/", "()"])
def test_nothing_to_say_is_an_empty_text(written: str) -> None:
    assert spoken(written, LEXICON).text == ""


@given(st.text(max_size=200))
def test_any_text_gives_plain_words(written: str) -> None:
    said = spoken(written, LEXICON).text
    assert not set("0123456789[]()<>{}/\\@#%&*_|~^") & set(said)
    assert not any(DONE[0] <= character for character in said)
    assert "  " not in said
    assert said == said.strip()


@given(st.from_regex(r"[ -~£µ–°½²]{0,60}", fullmatch=True))
def test_figures_and_signs_give_plain_words(written: str) -> None:
    said = spoken(written, LEXICON)
    assert not any(character.isdigit() for character in said.text)
    assert said == spoken(written, LEXICON)


@given(st.integers(0, 10**15 - 1))
def test_every_number_is_said_without_its_lexicon(value: int) -> None:
    assert spoken(f"{value:,}", Lexicon()).text.rstrip(".").replace("-", " ").replace(" ", "").isalpha()


def test_no_heteronym_is_respelt_where_it_is_not_certain() -> None:
    for plain in (
        "I read books.",
        "They lead us.",
        "A minute passed.",
        "I wound it.",
        "We live here.",
        "A tear.",
    ):
        assert spoken(plain, LEXICON).text == plain
    assert HETERONYMS.rules


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("ME can be severe", "ˌɛmˈi kæn bi səvˈɪɹ."),
        ("0844 576 5326", "ˈO ˈAt fˈɔɹ fˈɔɹ, fˈIv sˈɛvən sˈɪks, fˈIv θɹˈi tˈu sˈɪks."),
        ("12/05/2024", "ðə twˈɛlfθ ʌv mˈA twˈɛnti twˈɛntifˌɔɹ."),
        ("7.30pm", "sˈɛvən θˈɜɹTi pˌiˈɛm."),
        ("TNF-α", "tˌiˌɛnˈɛf ˈælfə."),
        ("PoTS", "pˈɑts."),
        ("120/80", "wˈʌn hˈʌndɹəd ænd twˈɛnti ˈOvəɹ ˈATi."),
        ("www.meassociation.org.uk", "ˌɛmˈi əsˌOsiˈAʃən dˈɑt ˈɔɹɡ dˈɑt jˌukˈA."),
        ("the A303", "ði ˈA θɹˈi ˈO θɹˈi."),
        ("vitamin D", "vˈɪtəmɪn dˈi."),
        ("n = 24", "ˈɛn ˈikwᵊlz twˈɛntifˌɔɹ."),
        ("NG206", "ˌɛnʤˈi tˈu ˈO sˈɪks."),
        ("a lead pipe", "ɐ lˈɛd pˈIp."),
        ("minute amounts", "mInˈut əmˈWnts."),
        ("live webinar", "lˈIv wˈɛbənˌɑɹ."),
        ("a muscle tear", "ɐ mˈʌsᵊl tˈɛɹ."),
        ("I haven't read it", "ˌI hˈævᵊnt ɹˈɛd ɪt."),
        ("It was read aloud", "ˌɪt wʌz ɹˈɛd əlˈWd."),
        ("we live in Reading.", "wi lˈɪv ɪn ɹˈɛdɪŋ."),
        ("the GPs", "ðə ʤˌipˈiz."),
        ("£3.50", "θɹˈi pˈWndz fˈɪfti."),
        ("MK18 4DF", "ˌɛmkˈA ˌAtˈin, fˈɔɹ dˌiˈɛf."),
    ],
)
def test_the_embedded_voice_says_it_right(written: str, heard: str) -> None:
    assert HibariVoice().phonemes(spoken(written, LEXICON).text) == heard


@pytest.mark.parametrize("part", ["1", "x.y.", "(", "a/", "1-", "a@"])
def test_endless_words_are_cut(part: str) -> None:
    assert (
        max(map(len, spoken(part * (3 * module.LONGEST), Lexicon()).text.split()), default=0)
        <= 2 * module.LONGEST
    )

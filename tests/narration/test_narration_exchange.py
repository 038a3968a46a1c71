"""The lexicon linted, and exchanged as W3C PLS; sounds in the voices' alphabets."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import InputError
from everyread.narration.lexicon import Entry, Lexicon, Reading, lexicon_of
from everyread.narration.lexicon_file import lexicon_for, read_lexicon
from everyread.narration.lexicon_lint import lint
from everyread.narration.pls import NAMESPACE, as_toml, from_pls, to_pls
from everyread.narration.sounds import american, british, for_voice, marked, readable, with_sounds

RULES = {
    "unknown": Lexicon((Entry("x", (Reading("x", "ħa"),)),)),
    "unreached": Lexicon((Entry("x", (Reading("a"), Reading("b", next=("c",)))),)),
}


def rules(shared: Lexicon, issue: Lexicon | None = None, *texts: str) -> list[str]:
    return [found.rule for found in lint(shared, issue or Lexicon(), texts, file="winter/lexicon.toml")]


@pytest.mark.fires("NAR-020")
def test_sounds_that_no_voice_knows() -> None:
    (found,) = lint(RULES["unknown"], Lexicon(), [], file="")
    assert (found.rule, found.paragraph, "ħ" in found.message) == ("NAR-020", "x", True)


@pytest.mark.fires("NAR-021")
def test_an_entry_that_the_issue_does_not_use() -> None:
    issue = lexicon_of({"Żuk": "zhook", "PoTS": "pots"})
    assert rules(Lexicon(), issue, "People with PoTS.") == ["NAR-021"]


@pytest.mark.fires("NAR-022")
def test_an_entry_that_is_there_twice() -> None:
    shared = lexicon_of({"herb": "hurb", "Herb": "hurb", "ME": "M.E."})
    assert rules(shared, lexicon_of({"ME": "M.E."}), "ME") == ["NAR-022", "NAR-022"]


@pytest.mark.fires("NAR-023")
def test_entries_that_clash() -> None:
    assert rules(lexicon_of({"job": "job", "Job": "jobe"})) == ["NAR-023"]
    assert rules(RULES["unreached"]) == ["NAR-023"]


def test_capitals_and_another_saying_in_the_issue_are_no_clash() -> None:
    assert rules(lexicon_of({"US": "U.S.", "us": "us"}), lexicon_of({"US": "you ess"}), "US") == []


def test_the_starter_lexicon_has_no_findings() -> None:
    assert rules(read_lexicon(Path(__file__).parent.parent.parent / "sources" / "lexicon.toml")) == []


def test_the_lexicon_in_an_issue_folder_counts_first(tmp_path: Path) -> None:
    shared, folder = tmp_path / "lexicon.toml", tmp_path / "winter"
    folder.mkdir()
    shared.write_text('[say]\n"a" = "one"\n"b" = "two"\n')
    assert lexicon_for(shared, folder) == lexicon_of({"a": "one", "b": "two"})
    (folder / "lexicon.toml").write_text('[say]\n"a" = "three"\n')
    assert lexicon_for(shared, folder) == lexicon_of({"a": "three", "b": "two"})
    assert lexicon_for(shared, None) == lexicon_of({"a": "one", "b": "two"})


EXCHANGED = Lexicon(
    (
        Entry("ME/CFS", (Reading("M.E., C.F.S."),)),
        Entry("A&E", (Reading("A and E"),)),
        Entry("naltrexone", (Reading("naltrexone", "nælˈtrɛksəʊn"),)),
        Entry("T4", (Reading("T four", "tiː fɔː"),)),
    )
)


def test_out_and_in_again() -> None:
    data, left = to_pls(EXCHANGED)
    assert left == ()
    assert from_pls(data, "a.pls").lexicon == EXCHANGED


def test_what_pls_cannot_hold_is_told() -> None:
    both = Entry("lead", (Reading("led", next=("pipe",)), Reading("leed")))
    data, left = to_pls(Lexicon((Entry("x", (Reading("y", near=("z",)),)), both)))
    assert [each.split(":")[0] for each in left] == ["x", "lead"]
    assert from_pls(data, "").lexicon == lexicon_of({"lead": "leed"})


def test_a_lexicon_as_toml_is_read_back(tmp_path: Path) -> None:
    lexicon = Lexicon(
        (*EXCHANGED.entries, Entry("lead", (Reading("led", "", ("pipe*",), ("a",), ("b",)), Reading("leed"))))
    )
    path = tmp_path / "lexicon.toml"
    path.write_text(as_toml(lexicon), encoding="utf-8")
    assert read_lexicon(path) == lexicon


def pls(body: str, attributes: str = 'alphabet="ipa"') -> bytes:
    return f'<lexicon version="1.0" xmlns="{NAMESPACE}" {attributes}>{body}</lexicon>'.encode()


def test_the_preferred_form_and_every_spelling_count() -> None:
    body = (
        "<lexeme><grapheme>color</grapheme><grapheme> colour\n</grapheme><alias>a</alias>"
        '<alias prefer="true">b</alias></lexeme><lexeme><grapheme>color</grapheme><alias>c</alias></lexeme>'
        "<lexeme><grapheme/><alias>d</alias></lexeme>"
    )
    exchanged = from_pls(pls(body), "")
    assert exchanged.lexicon == lexicon_of({"color": "b", "colour": "b"})
    assert [each.split(":")[0] for each in exchanged.left] == ["color"]


def test_another_alphabet_is_left_out() -> None:
    body = "<lexeme><grapheme>x</grapheme><phoneme>X</phoneme></lexeme>"
    assert from_pls(pls(body, 'alphabet="x-sampa"'), "").left
    assert from_pls(pls(body.replace("<phoneme>", '<phoneme alphabet="ipa">'), 'alphabet="y"'), "").left == ()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "cannot be read"),
        (b"<a", "cannot be read"),
        (b"<a/>", "is no pronunciation lexicon"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "has a DOCTYPE"),
        (b" " * 5_000_001, "is larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_lexicon(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        from_pls(data, "a.pls")


TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of writing: no list of words may hold them (`plaintext`)."""
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z", "Cn", "Co"], exclude_characters=TURNS),
    min_size=1,
)


@given(st.dictionaries(WORDS, WORDS))
def test_any_words_go_out_and_in_again(words: dict[str, str]) -> None:
    lexicon = lexicon_of(words)
    assert from_pls(to_pls(lexicon)[0], "").lexicon == lexicon
    assert tomllib.loads(as_toml(lexicon)) == {"say": words}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    refused = None
    try:
        from_pls(data, "a.pls")
    except InputError as error:
        refused = error
    assert refused is None or refused.fix


@pytest.mark.parametrize(
    ("ipa", "heard", "british_heard"),
    [
        ("nælˈtrɛksəʊn", "næltɹˈɛksOn", "naltɹˈɛksQn"),
        ("tiː fɔː", "ti fɔ", "tiː fɔː"),
        ("ˈdʒɜːnɪ", "ʤˈɜɹnɪ", "ʤˈɜːnɪ"),
        ("ˈvɪt.ə.mɪn", "vˈɪtəmɪn", "vˈɪtəmɪn"),
        ("tʃeə", "ʧɛɹ", "ʧɛː"),
    ],
)
def test_ipa_in_the_alphabets_of_the_voices(ipa: str, heard: str, british_heard: str) -> None:
    assert (american(ipa), british(ipa)) == (heard, british_heard)


def test_both_alphabets_are_the_voice_s_own() -> None:
    from importlib.util import find_spec

    spec = find_spec("hibari")
    assert spec
    assert spec.submodule_search_locations
    vocabulary = json.loads((Path(spec.submodule_search_locations[0]) / "assets" / "vocab.json").read_text())
    every = "pbtdkgfvszhmnŋlrwjθðʃʒ tʃ dʒ iː ɪ e æ ɑː ɒ ɔː ʊ uː ʌ ɜː ə eɪ aɪ ɔɪ əʊ aʊ ɪə eə ʊə ˈa ˌi"
    assert set(american(every)) | set(british(every)) <= set(vocabulary)


class Hearing:
    takes_sounds = True


def test_a_voice_gets_sounds_only_if_it_takes_them() -> None:
    text = f"Take {marked('T four', 'tiː fɔː')} now."
    assert for_voice(object(), text) == "Take T four now."
    assert for_voice(Hearing(), text) == text
    assert with_sounds(text, american) == "Take [T four](/ti fɔ/) now."
    assert with_sounds(f"Take {marked('x', 'ħ')}.", american) == "Take x."


def test_phonemes_for_people() -> None:
    assert readable("ʤˈA bˈɪTəɹ.") == "dʒˈeɪ bˈɪtəɹ"

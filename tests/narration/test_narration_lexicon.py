"""The lexicon: whole words, capital for capital, and mistakes told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import InputError
from everyread.narration.lexicon import Entry, Lexicon, Reading, lexicon_of
from everyread.narration.lexicon_file import read_lexicon
from everyread.narration.spoken import spoken


def lexicon_in(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    return read_lexicon(path)


def test_whole_words_capital_for_capital() -> None:
    lexicon = lexicon_of({"ME": "em ee", "ME/CFS": "em ee C F S", "PoTS": "pots"})
    said = spoken("ME, ME/CFS, me, MEAL, SOME and PoTS pots", lexicon).text
    assert said == "em ee, em ee C F S, me, Meal, some and pots pots."


def test_small_letters_are_also_known_at_the_start_of_a_sentence() -> None:
    lexicon = lexicon_of({"herb": "hurb"})
    assert spoken("Herb or herb, not HERB or herbal", lexicon).text == "hurb or hurb, not Herb or herbal."


def test_the_longest_form_wins_whatever_the_order() -> None:
    for entries in ({"A": "x", "A B": "y"}, {"A B": "y", "A": "x"}):
        assert spoken("A B", lexicon_of(entries)).text == "y."


def test_ways_to_say_a_word(tmp_path: Path) -> None:
    lexicon = lexicon_in(
        tmp_path,
        """
        [say]
        "PESE" = { letters = true }
        "ME/CFS" = { letters = true }
        "DAFNE" = { word = true }
        "zed" = { ipa = "/zɛd/" }
        "T4" = { ipa = "tiː fɔː", say = "T four" }
        """,
    )
    assert lexicon.entries == (
        Entry("PESE", (Reading("P.E.S.E."),)),
        Entry("ME/CFS", (Reading("M.E., C.F.S."),)),
        Entry("DAFNE", (Reading("Dafne"),)),
        Entry("zed", (Reading("zed", "zɛd"),)),
        Entry("T4", (Reading("T four", "tiː fɔː"),)),
    )
    assert spoken("Zed, T4 and 4", lexicon).text == "[zed](/zɛd/), [T four](/tiː fɔː/) and four."


LEAD = """
[say]
"lead" = [
  { say = "led", next = ["pipe*", "poisoning"] },
  { say = "led", previous = "mercury", near = ["metal*"] },
]
"Job" = { say = "jobe", near = ["Bible"] }
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("lead pipes", "led pipes."),
        ("lead us", "lead us."),
        ("Lead pipework", "led pipework."),
        ("Metals: mercury lead", "Metals: mercury led."),
        ("mercury lead", "mercury lead."),
        ("Job in the Bible", "jobe in the Bible."),
        ("a Job and a job", "a Job and a job."),
    ],
)
def test_a_reading_is_chosen_by_the_words_around(tmp_path: Path, written: str, said: str) -> None:
    assert spoken(written, lexicon_in(tmp_path, LEAD)).text == said


def test_the_lexicon_of_an_issue_counts_before_the_shared_one() -> None:
    both = lexicon_of({"ME": "own"}).over(lexicon_of({"ME": "shared", "GP": "G.P."}))
    assert both == lexicon_of({"ME": "own", "GP": "G.P."})


def test_an_article_depends_on_its_own_words_only() -> None:
    lexicon = lexicon_of({"ME": "M.E.", "herb": "hurb", "it's": "its"})
    assert lexicon.needed_by(["Herbs, it’s said"]) == lexicon_of({"herb": "hurb", "it's": "its"})


def test_an_empty_lexicon_changes_nothing() -> None:
    assert Lexicon().pattern() is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[say]\n"ME" = 5', "line 2: “ME” has nothing to say"),
        ('[say]\n\n"PEM" = " "', "line 3: “PEM” has nothing to say"),
        ('[say]\n"ME" = "[em](/em/)"', "line 2: “ME” is said with “\\["),
        ('[say]\n"-ME" = "x"', "line 2: “-ME” does not begin and end"),
        ('[say]\n" ME" = "x"', "has spaces around it"),
        ('[say]\n"NG206" = "N.G. 206"', "line 2: “NG206” is said with a figure"),
        ('[say]\n"ME" = { sya = "x" }', "line 2: “ME” has “sya”, which is not known"),
        ('[say]\n"ME" = { say = "x", letters = true }', "line 2: “ME” has both say and letters"),
        ('[say]\n"ME" = { ipa = 5 }', "line 2: “ME” has an “ipa” that is no phonetic text"),
        ('[say]\n"ME" = { ipa = "a(b)" }', "is no phonetic text"),
        ('[say]\n"ME" = { say = "x", next = 5 }', "line 2: “ME” has a “next” that is no list"),
        ('[say]\n"ME" = { next = ["x"] }', "line 2: “ME” has nothing to say"),
        ('[say]\n"ME" = []', "line 2: “ME” has nothing to say"),
        ('[say]\n"it\'s" = "a"\n"it’s" = "b"', "“it's” is listed twice"),
        ('[says]\n"ME" = "x"', "a part called “says”"),
        ('say = "x"', "is not a table"),
        ('[say]\n"ME" = em', "cannot be read: .*line 2"),
        ('[say]\n"ME" = "a"\n"ME" = "b"', "cannot be read"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        lexicon_in(tmp_path, text)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no lexicon"):
        read_lexicon(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_lexicon(tmp_path / "bad.toml")


def test_the_starter_lexicon_is_sound() -> None:
    lexicon = read_lexicon(Path(__file__).parent.parent.parent / "sources" / "lexicon.toml")
    assert len(lexicon.entries) > 60
    for entry in lexicon.entries:
        said = spoken(entry.written, lexicon)
        assert said.text
        assert not said.dropped


@given(st.text(max_size=80))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    refused = None
    try:
        read_lexicon(path)
    except InputError as error:
        refused = error
    assert refused is None or refused.fix

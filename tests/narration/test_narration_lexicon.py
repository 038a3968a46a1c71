"""The lexicon: whole words, capital for capital, and mistakes told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import InputError
from everyread.narration.lexicon import Lexicon, read_lexicon
from everyread.narration.spoken import spoken


def lexicon_of(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    return read_lexicon(path)


def test_whole_words_capital_for_capital() -> None:
    lexicon = Lexicon((("ME", "em ee"), ("ME/CFS", "em ee C F S"), ("PoTS", "pots")))
    said = spoken("ME, ME/CFS, me, MEAL, SOME and PoTS pots", lexicon).text
    assert said == "em ee, em ee C F S, me, MEAL, SOME and pots pots."


def test_small_letters_are_also_known_at_the_start_of_a_sentence() -> None:
    lexicon = Lexicon((("herb", "hurb"),))
    assert spoken("Herb or herb, not HERB or herbal", lexicon).text == "hurb or hurb, not HERB or herbal."


def test_the_longest_form_wins_whatever_the_order() -> None:
    for entries in ((("A", "x"), ("A B", "y")), (("A B", "y"), ("A", "x"))):
        assert spoken("A B", Lexicon(entries)).text == "y."


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
        ('[says]\n"ME" = "x"', "a part called “says”"),
        ('say = "x"', "is not a table"),
        ('[say]\n"ME" = em', "cannot be read: .*line 2"),
        ('[say]\n"ME" = "a"\n"ME" = "b"', "cannot be read"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        lexicon_of(tmp_path, text)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no lexicon"):
        read_lexicon(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_lexicon(tmp_path / "bad.toml")


def test_the_starter_lexicon_is_sound() -> None:
    lexicon = read_lexicon(Path(__file__).parent.parent.parent / "sources" / "lexicon.toml")
    assert len(lexicon.entries) > 60
    for written, _ in lexicon.entries:
        said = spoken(written, lexicon)
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

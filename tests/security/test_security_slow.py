"""Text made to keep the program busy: what once took its length squared, or doubled with each letter.

Each is so long that the old way would take hours; a bound of processor time, as for the fuzzer, ends the test
then, and what is quick needs a hundredth of it.
"""

from __future__ import annotations

import pytest

from everyread.narration.lexicon import Lexicon
from everyread.narration.spoken import spoken
from everyread.sentences import split_text
from tests.fuzz.sources import limit, read

SECONDS = 20


@pytest.mark.parametrize(("name", "run"), [("a.txt", " "), ("a.txt", "."), ("a.html", "\t"), ("a.html", "_")])
def test_a_long_run_of_one_sign_is_read(store, name, run) -> None:
    text = "x" + run * (200_000 // len(run)) + "y"
    page = f"<h1>Title</h1><p>Some words are here.</p><p>{text}</p>"
    data = page if name.endswith("html") else f"Title\n\nSome words are here.\n\n{text}\n"
    assert not isinstance(read(name, data.encode(), store, SECONDS), str)


@pytest.mark.parametrize("sign", ["⁴", "!", ".", "[1]", ")", "…"])
def test_signs_behind_a_full_stop_are_split_as_few_are(sign) -> None:
    with limit(SECONDS):
        text = "Words." + sign * 30_000 + "x more. The end."
        assert "".join(split_text(text)).replace(" ", "") == text.replace(" ", "")


def test_marks_of_notes_still_stay_with_their_sentence() -> None:
    assert split_text("It helps.⁴ [5, 6]¹² More! ! It is… Yes...! No.") == [
        "It helps.⁴",
        "[5, 6]¹² More! !",
        "It is…",
        "Yes...!",
        "No.",
    ]


@pytest.mark.parametrize("sign", ["[", "]", "(", ")", ",", "![", "[["])
def test_brackets_without_end_are_said(sign) -> None:
    with limit(SECONDS):
        assert spoken("Words" + sign * 8_000 + "more.", Lexicon()).text.startswith("Words")


def test_links_of_markdown_are_still_said_by_their_words() -> None:
    assert spoken("See [the page](https://example.org/a) now.", Lexicon()).text == "See the page now."
    assert spoken("Wait,,, . Now.", Lexicon()).text == spoken("Wait. Now.", Lexicon()).text

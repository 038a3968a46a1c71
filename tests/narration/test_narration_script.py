"""The script: everything is said in order, with the right silences, or listed as skipped."""

from __future__ import annotations

import pytest

from everyread.narration.lexicon import Lexicon
from everyread.narration.script import BREATH, HEAD, PAUSES, script_of
from tests.narration.articles import full_article, plain_article

LEXICON = Lexicon((("ME", "M.E."), ("GP", "G.P.")))


def test_everything_is_said_in_reading_order() -> None:
    script = script_of(full_article(), LEXICON)
    assert [each.spoken for each in script.utterances] == [
        "A quiet winter.",
        "Medical Matters. By Sam Smith.",
        "What does it mean?",
        "M.E. can be severe.",
        "It affects two hundred and fifty thousand people.",
        "What helps.",
        "one. Rest.",
        "two. Pace yourself.",
        "Then rest.",
        "Water.",
        "In the words of Jo Bloggs.",
        "I was ill for years.",
        "Table with two columns and two rows.",
        "Doses.",
        "Column one: Dose.",
        "Column two: Weeks.",
        "Row one. Dose: five milligrams.",
        "Weeks: two.",
        "Row two. Dose: ten milligrams.",
        "Weeks: empty.",
        "Picture: A cat on a bed.",
        "Caption: Our cat.",
        "A room of five square metres was enough.",
        "This is not medical advice.",
        "Ask your G.P.",
    ]


def test_every_sentence_has_its_own_utterance_and_announcements_have_other_ids() -> None:
    article = full_article()
    script = script_of(article, LEXICON)
    sentences = [each.id for each in script.utterances if each.written]
    assert sentences == [sentence.id for sentence in article.sentences()]
    assert [each.id for each in script.utterances if not each.written] == [
        "a001", "a002", "t001", "t002", "f001"
    ]  # fmt: skip


def test_written_is_the_sentence_as_printed() -> None:
    article = full_article()
    written = {each.id: each.written for each in script_of(article, LEXICON).utterances if each.written}
    assert written == {sentence.id: sentence.text for sentence in article.sentences()}


def test_silences_come_from_the_table_and_the_longer_one_counts() -> None:
    script = script_of(full_article(), LEXICON)
    before = {each.spoken: each.before for each in script.utterances}
    assert before["A quiet winter."] == HEAD
    assert before["It affects two hundred and fifty thousand people."] == BREATH
    assert before["What helps."] == PAUSES["heading"][0]
    assert before["one. Rest."] == PAUSES["heading"][1]
    assert before["two. Pace yourself."] == PAUSES["item"][0]
    assert before["This is not medical advice."] == PAUSES["notice"][0]


@pytest.mark.fires("NAR-002")
def test_what_cannot_be_said_is_skipped_with_a_reason_and_found() -> None:
    script = script_of(plain_article("Hello there 😀.", "你好"), Lexicon())
    assert [each.spoken for each in script.utterances] == ["A quiet winter.", "Hello there."]
    assert [(each.sentence_id, each.written) for each in script.skipped] == [("s0003", "你好")]
    assert [(each.rule, each.sentence) for each in script.findings] == [
        ("NAR-002", "s0002"), ("NAR-002", "s0003")
    ]  # fmt: skip
    assert "s0003: 你好" in script.text()


def test_paragraphs_are_set_apart_from_each_other_and_from_sentences() -> None:
    script = script_of(plain_article("One thing. Another thing.", "A third thing."), Lexicon())
    gaps = [each.before for each in script.utterances]
    assert gaps == [HEAD, PAUSES["title"][1], BREATH, PAUSES["paragraph"][0]]

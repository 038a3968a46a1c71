"""The script: everything is said in order, with the right silences, or listed as skipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from everyread.article import Paragraph
from everyread.narration.lexicon import Lexicon, lexicon_of
from everyread.narration.script import HEAD, script_of
from everyread.settings import Narration, Pauses
from tests.narration.articles import full_article, plain_article

LEXICON = lexicon_of({"ME": "M.E.", "GP": "G.P."})


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
        "That was A quiet winter.",
    ]


def test_every_sentence_has_its_own_utterance_and_announcements_have_other_ids() -> None:
    article = full_article()
    script = script_of(article, LEXICON)
    sentences = [each.id for each in script.utterances if each.written]
    assert sentences == [sentence.id for sentence in article.sentences()]
    assert [each.id for each in script.utterances if not each.written] == [
        "a001", "a003", "t001", "t002", "f001", "a004"
    ]  # fmt: skip


def test_written_is_the_sentence_as_printed() -> None:
    article = full_article()
    written = {each.id: each.written for each in script_of(article, LEXICON).utterances if each.written}
    assert written == {sentence.id: sentence.text for sentence in article.sentences()}


def test_silences_come_from_the_table_and_the_longer_one_counts() -> None:
    pauses = Pauses(
        title=1.1, before_heading=1.7, heading=0.9, item=0.6, notice=1.3, quotation=1.4, section=2.2
    )
    script = script_of(full_article(), LEXICON, Narration(pauses=pauses))
    before = {each.spoken: each.before for each in script.utterances}
    assert before["A quiet winter."] == HEAD
    assert before["Medical Matters. By Sam Smith."] == pauses.title
    assert before["It affects two hundred and fifty thousand people."] == pauses.sentence
    assert before["What helps."] == pauses.before_heading
    assert before["one. Rest."] == pauses.heading
    assert before["two. Pace yourself."] == pauses.item
    assert before["In the words of Jo Bloggs."] == before["I was ill for years."] == pauses.quotation
    assert before["This is not medical advice."] == pauses.notice
    assert before["That was A quiet winter."] == pauses.section


def test_the_length_is_said_after_title_section_and_author() -> None:
    script = script_of(full_article(), LEXICON)
    timed = script.with_length(350)
    assert [each.spoken for each in timed.utterances][:4] == [
        "A quiet winter.", "Medical Matters. By Sam Smith.", "About six minutes.", "What does it mean?"
    ]  # fmt: skip
    assert timed.utterances[2].id == "a002"
    assert timed.utterances[2].before == Pauses().sentence
    assert timed.utterances[3].before == Pauses().title
    assert len(timed.utterances) == len(script.utterances) + 1
    assert timed.with_length(350) == timed
    silent = script_of(full_article(), LEXICON, Narration(announce_length=False))
    assert silent.with_length(350) == silent


@pytest.mark.parametrize(
    ("pattern", "issue", "said"),
    [
        (
            "That was {title}, from {issue}.",
            "Winter 2026",
            "That was A quiet winter, from Winter twenty twenty-six.",
        ),
        ("That was {title}, from {issue}.", "", "That was A quiet winter."),
        ("That was {title}, from {issue}.", "A quiet winter", "That was A quiet winter."),
        ("{author} wrote this for {section}.", "Winter", "Sam Smith wrote this for Medical Matters."),
        ("Goodbye from {nobody}.", "Winter", "Goodbye from, nobody."),
    ],
)
def test_the_closing_line_is_the_editors(pattern: str, issue: str, said: str) -> None:
    script = script_of(full_article(), LEXICON, Narration(closing=pattern), issue)
    assert (script.utterances[-1].spoken, script.utterances[-1].written) == (said, "")
    without = script_of(full_article(), LEXICON, Narration(closing=""), issue)
    assert without.utterances == script.utterances[:-1]


def test_questions_and_quotations_have_their_roles() -> None:
    article = replace(full_article(), standfirst_part="question")
    asked = Paragraph(article.blocks[0].prose, part="question")
    roles = {
        each.spoken: each.role
        for each in script_of(replace(article, blocks=(asked, *article.blocks[1:])), LEXICON).utterances
    }
    assert roles["What does it mean?"] == roles["M.E. can be severe."] == "question"
    assert roles["I was ill for years."] == "quotation"
    assert {roles["In the words of Jo Bloggs."], roles["one. Rest."], roles["A quiet winter."]} == {
        "narrator"
    }


@pytest.mark.parametrize("sign", ["* * *", "***", "—"])
def test_a_sign_between_sections_is_a_longer_silence(sign: str) -> None:
    script = script_of(plain_article("One thing.", sign, "Another thing."), Lexicon())
    before = {each.spoken: each.before for each in script.utterances}
    assert before["Another thing."] == Pauses().section
    assert [each.written for each in script.skipped] == [sign]
    assert not script.findings


@pytest.mark.fires("NAR-002")
def test_what_cannot_be_said_is_skipped_with_a_reason_and_found() -> None:
    script = script_of(plain_article("Hello there 😀.", "你好"), Lexicon())
    assert [each.spoken for each in script.utterances][:-1] == ["A quiet winter.", "Hello there."]
    assert [(each.sentence_id, each.written) for each in script.skipped] == [("s0003", "你好")]
    assert [(each.rule, each.sentence) for each in script.findings] == [
        ("NAR-002", "s0002"), ("NAR-002", "s0003")
    ]  # fmt: skip
    assert "s0003  你好" in script.text()


def test_paragraphs_are_set_apart_from_each_other_and_from_sentences() -> None:
    script = script_of(plain_article("One thing. Another thing.", "A third thing."), Lexicon())
    gaps = [each.before for each in script.utterances]
    assert gaps == [HEAD, Pauses().title, Pauses().sentence, Pauses().paragraph, Pauses().section]

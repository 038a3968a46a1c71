"""The draft: nothing lost, what is protected copied whole, hard words explained once."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import (
    Article,
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Source,
    Table,
    unsplit,
)
from everyread.easyread.document import Copied, Draft, Lines, Points, draft_adapter
from everyread.easyread.draft import make_draft
from everyread.easyread.flags import flags_of
from everyread.easyread.glossary import Entry, Glossary, Wording
from everyread.easyread.marks import bold, recut, text_in
from everyread.easyread.phrases import phrases
from everyread.easyread.protect import reason_to_copy
from everyread.sentences import cut, segment

GLOSSARY = Glossary(
    (
        Entry("cytokine", "Cytokines carry messages. They are in the blood.", ("cytokines",)),
        Entry("virus", "A virus is a germ.", ("viruses",)),
    )
)


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(unsplit(*(Run(run) if isinstance(run, str) else run for run in runs)))


def article(*blocks: Block, title: str = "Title", standfirst: str = "") -> Article:
    return segment(
        Article(unsplit(Run(title))[0], blocks, Source("a.txt", "", "text"), unsplit(Run(standfirst)))
    )


def draft_of(*blocks: Block) -> Draft:
    return make_draft(article(*blocks), GLOSSARY)


DISCLAIMER = Notice((paragraph("This is not advice. Don't stop your tablets; see your GP, and rest."),))


def test_every_sentence_is_there_in_order() -> None:
    made = article(
        Heading(unsplit(Run("A heading"))),
        paragraph("One came. Two people came here, but three did not come to the house."),
        Listing(
            (Item((paragraph("An item. It is long."),)), Item((paragraph("Another."),), 2)), ordered=True
        ),
        standfirst="What is it? We ask.",
    )
    draft = make_draft(made, GLOSSARY)
    ids = [line.source_id for line in draft.lines()]
    assert list(dict.fromkeys(ids)) == [sentence.id for sentence in made.sentences()]
    assert Counter(ids)["s0006"] == 2  # the one that was split


def test_short_forms_in_headings_are_spelled_out_and_no_more_is_changed() -> None:
    texts = ("Don't", "You can't always sleep, however hard you try", "Ann's two notes")
    made = draft_of(*(Heading(unsplit(Run(text)), 2) for text in texts))
    assert [line.text for line in made.lines()][1:] == [
        "Do not",
        "You cannot always sleep, however hard you try",
        "Ann's two notes",
    ]


def test_notices_quotations_and_tables_are_copied_as_they_are() -> None:
    table = Table((), ((Cell(unsplit(Run("e.g. 5 mg"))),),))
    blocks = article(DISCLAIMER, Quotation((paragraph("I don't know, but I hope."),)), table).blocks
    draft = make_draft(
        article(DISCLAIMER, Quotation((paragraph("I don't know, but I hope."),)), table), GLOSSARY
    )
    assert draft.blocks == tuple(Copied((block,)) for block in blocks)


def test_references_are_copied_and_end_with_their_section() -> None:
    points = Listing((Item((paragraph("A trial, e.g. this one, was made."),)),))
    draft = draft_of(
        Heading(unsplit(Run("References")), 2),
        points,
        Heading(unsplit(Run("More")), 2),
        paragraph("Nuts, e.g. these."),
    )
    assert [block.kind for block in draft.blocks] == ["heading", "copied", "heading", "lines"]
    led = draft_of(paragraph("Useful references:"), points, points)
    assert [block.kind for block in led.blocks] == ["lines", "copied", "points"]


def test_a_hard_word_is_bold_and_explained_once_in_the_next_line() -> None:
    lines = list(draft_of(paragraph("A cytokine is small. Cytokines and a virus differ.")).lines())[1:]
    assert [run for run in lines[0].runs if run.emphasis] == [Run("cytokine", emphasis=True)]
    assert lines[0].explanations == (("Cytokines carry messages.", "They are in the blood."),)
    assert [run.text for run in lines[1].runs if run.emphasis] == ["virus"]
    assert lines[1].explanations == (("A virus is a germ.",),)


def test_the_list_of_hard_words_has_those_of_the_copied_parts_too() -> None:
    draft = draft_of(Quotation((paragraph("Viruses everywhere."),)), paragraph("Cytokines too."))
    assert [(hard.word, hard.means[0]) for hard in draft.hard_words] == [
        ("cytokine", "Cytokines carry messages."),
        ("virus", "A virus is a germ."),
    ]


def test_a_sentence_with_a_list_becomes_points() -> None:
    draft = draft_of(paragraph("We looked at three things: sleep, pain and a virus. It was odd."))
    lead, points, rest = draft.blocks
    assert isinstance(lead, Lines)
    assert isinstance(points, Points)
    assert isinstance(rest, Lines)
    assert [line.text for line in lead.lines + rest.lines] == ["We looked at 3 things:", "It was odd."]
    texts = [
        block.lines[0].text for point in points.points for block in point.blocks if isinstance(block, Lines)
    ]
    assert texts == ["sleep", "pain", "a virus"]


def test_a_link_stays_on_its_words_when_the_sentence_is_split() -> None:
    link = Run("a new trial", href="https://example.org/")
    lines = list(draft_of(paragraph("We ran ", link, ", but it did not help most people.")).lines())[1:]
    assert [line.text for line in lines] == ["We ran a new trial.", "But it did not help most people."]
    assert link in lines[0].runs


def test_a_sentence_with_a_raised_figure_is_left_alone() -> None:
    text = (Run("We found 10"), Run("2", position="super"), Run(" cells, but it did not help most people."))
    line = list(draft_of(paragraph(*text)).lines())[1]
    assert line.runs == text
    assert line.flags == ("copied",)


def test_a_refused_version_is_flagged_and_the_source_stays() -> None:
    text = "The MAY (more action yearly) plan is new to us."
    line = list(draft_of(paragraph(text)).lines())[1]
    assert line.text == text
    assert line.flags == ("kept",)
    assert any("“may”" in why for why in line.why)


def test_long_lines_are_flagged() -> None:
    words = "The quiet group of people in the old house by the sea slept well at last in the warm night."
    assert [line.flags for line in draft_of(paragraph(words)).lines()] == [(), ("long",)]


def test_advice_contacts_speech_and_references_are_recognised() -> None:
    for text in (
        "Call 999 at once.",
        "Ask your GP about it.",
        "Take 4.5 mg at night.",
        "Ring 0344 576 5326 today.",
        "Write to help@example.org or see www.example.org.",
        "“It was hard,” she said.",
        "Smith et al. 2024",
    ):
        assert reason_to_copy(text)
    for text in (
        "It was a constant dose of flu.",
        "The charity’s members met in 2024.",
        "It cost 1,200 pounds.",
    ):
        assert not reason_to_copy(text)


def test_a_draft_survives_json() -> None:
    draft = draft_of(
        DISCLAIMER,
        paragraph("A virus came, but it did not stay with most people."),
        Listing((Item((paragraph("One."),), 3),), True),
    )
    adapter = draft_adapter()
    assert adapter.validate_json(adapter.dump_json(draft)) == draft


def test_an_article_of_a_title_alone() -> None:
    assert [line.text for line in draft_of().lines()] == ["Title"]


def test_what_a_word_means_is_not_said_between_a_thing_and_its_pronoun() -> None:
    """ "It may …" would be taken for the cytokine, or for what cytokines are."""
    draft = draft_of(paragraph("The heat moves each cytokine, and it may make some people worse. She rests."))
    said = [(line.text, line.explanations) for line in draft.lines()][1:]
    meaning = (("Cytokines carry messages.", "They are in the blood."),)
    assert said == [
        ("The heat moves each cytokine.", ()),
        ("It may make some people worse.", meaning),
        ("She rests.", ()),
    ]


def test_a_poem_is_copied_line_by_line() -> None:
    poem = "The rain came down,\nand the cat came in,\nbut nobody knew\nwhere the cat had been."
    [line] = list(draft_of(paragraph(poem)).lines())[1:]
    assert line.text == poem
    assert line.flags == ("copied", "long")


def test_lines_set_apart_without_full_stops_are_a_poem_too() -> None:
    poem = ("The kettle hums, the cat is curled,", "the letter isn't read,", "and I can wait till I'm fed.")
    made = draft_of(*map(paragraph, poem))
    assert [line.text for line in made.lines()][1:] == list(poem)
    assert all("copied" in line.flags for line in made.lines() if line.text in poem)
    prose = draft_of(*map(paragraph, ("We don't know.", "It isn't clear.", "I'm well.")))
    assert [line.text for line in prose.lines()][1:] == ["We do not know.", "It is not clear.", "I am well."]


def test_a_table_alone_is_copied() -> None:
    table = Table((), ((Cell(unsplit(Run("Rain, and more rain came, but it did not last."))),),))
    assert draft_of(table).blocks[0].kind == "copied"


def test_text_without_verbs_is_left_as_it_is() -> None:
    texts = ["Rain, wind and snow", "A cup of tea, two biscuits and a long rest", "No milk today"]
    lines = list(draft_of(*map(paragraph, texts)).lines())[1:]
    assert [line.text for line in lines] == [texts[0], texts[1].replace("two", "2"), texts[2]]


def test_a_sentence_of_200_words_is_flagged_and_loses_nothing() -> None:
    long = "The members " + "who met in the old hall by the sea in the rain " * 18 + "went home."
    assert len(long.split()) > 200
    [line] = list(draft_of(paragraph(long)).lines())[1:]
    assert line.text == long
    assert line.flags == ("long",)


def test_another_language_is_copied_whole_declared_or_not() -> None:
    text = (
        "Les patients sont fatigués, mais ils ne dorment pas, et les médecins ne savent pas pourquoi. "
        "La maladie dure longtemps, etc."
    )
    welsh = "Mae'r cyfarfod ar ddydd Llun, ond nid yw'r neuadd ar agor yn y bore, a bydd te i bawb etc."
    for language, words in (("fr", text), ("en-GB", text), ("en-GB", welsh)):
        whole = segment(
            Article(unsplit(Run("Titre"))[0], (paragraph(words),), Source("a", "", "text"), language=language)
        )
        lines = list(make_draft(whole, GLOSSARY).lines())[1:]
        assert " ".join(line.text for line in lines) == words
        assert all("copied" in line.flags and "English" in line.why[0] for line in lines)


def test_a_sentence_marked_as_another_language_is_copied() -> None:
    french = Run("Il pleut, mais nous dansons, etc.", language="fr")
    lines = list(draft_of(paragraph(french)).lines())[1:]
    assert [(line.text, line.flags) for line in lines] == [(french.text, ("copied",))]


def test_a_notice_keeps_its_words_and_gains_those_that_are_signed() -> None:
    says = "This is not advice."
    glossary = Glossary((), (Wording(says, "We cannot tell you what to do. Ask your GP.", "Dr Farrant"),))
    draft = make_draft(article(DISCLAIMER), glossary)
    lines, copied = draft.blocks
    assert isinstance(lines, Lines)
    assert [line.text for line in lines.lines] == ["We cannot tell you what to do.", "Ask your GP."]
    assert {line.flags for line in lines.lines} == {("signed",)}
    assert "Dr Farrant" in lines.lines[0].why[0]
    assert isinstance(copied, Copied)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("The blood was measured twice.", "passive"),
        ("It is not often found there.", "passive"),
        ("She was tired and interested.", ""),
        ("It is not uncommon.", "double-negative"),
        ("Nobody can go without a pass.", "double-negative"),
        ("It is not warm, and it is not dry.", ""),
        ("We are back to square one.", "picture-language"),
        ("It is like a holiday.", "picture-language"),
        ("I like a holiday.", ""),
    ],
)
def test_what_a_person_should_look_at_is_flagged_and_says_why(text: str, flag: str) -> None:
    found = dict(flags_of(text))
    assert set(found) == ({flag} if flag else set())
    assert all(why.endswith(".") for why in found.values())


def test_the_words_in_brackets_come_behind_the_line_they_explain() -> None:
    glossary = Glossary((Entry("PEM", "PEM is short for post-exertional malaise. It is a bad day.", ()),))
    made = make_draft(
        article(paragraph("Many have PEM (post-exertional malaise), but some do not have it.")), glossary
    )
    lines = list(made.lines())[1:]
    assert [line.text for line in lines] == ["Many have PEM.", "But some do not have it."]
    assert lines[0].explanations == (("PEM is short for post-exertional malaise.",), ("It is a bad day.",))


words = st.text(st.sampled_from("ab,. –"), min_size=0, max_size=120)


@given(st.lists(words, max_size=5), st.integers(10, 60))
def test_phrases_lose_nothing_but_the_space_between_them(texts: list[str], width: int) -> None:
    runs = tuple(Run(text, emphasis=bool(place % 2)) for place, text in enumerate(texts) if text)
    made = phrases(runs, width)
    assert "".join(text_in(phrase) for phrase in made).replace(" ", "") == text_in(runs).replace(" ", "")


@given(words, st.integers(0, 130), st.integers(0, 130))
def test_bold_and_cut_change_only_their_span(text: str, one: int, two: int) -> None:
    start, end = min(one, two), max(one, two)
    made = bold((Run(text),), start, end)
    assert text_in(made) == text
    assert "".join(run.text for run in made if run.emphasis) == text[start:end]
    assert text_in(cut((Run(text),), start, end)) == text[start:end]


def test_a_mark_found_twice_is_given_up() -> None:
    runs = (Run("the cat and "), Run("the", emphasis=True), Run(" dog"))
    assert recut(runs, ["The cat.", "the dog the"]) is None
    assert recut(runs, ["the cat and the dog"]) == [runs]


def test_a_long_line_breaks_where_people_pause() -> None:
    text = "We know that many people rest in the day, because it helps them to sleep well at night."
    assert [text_in(phrase) for phrase in phrases((Run(text),), 42)] == [
        "We know that many people rest in the day,",
        "because it helps them",
        "to sleep well at night.",
    ]


def test_a_number_stays_with_what_it_counts() -> None:
    text = "Staff on a ward change every 8 to 12 hours, and most of them will never have met you."
    assert [text_in(phrase) for phrase in phrases((Run(text),), 40)] == [
        "Staff on a ward change every",
        "8 to 12 hours, and most of them",
        "will never have met you.",
    ]


def test_a_link_is_never_cut() -> None:
    link = Run("all about the trial of rest, and what came of it in the end", href="https://example.org/")
    assert link in [
        run for phrase in phrases((Run("Please do read here "), link, Run(".")), 30) for run in phrase
    ]

"""What hangs on at the end of a sentence, behind a subject or a quotation, as a sentence of its own."""

from __future__ import annotations

import pytest

from everyread.article import Article, Paragraph, Run, Sentence, Source
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import Glossary
from everyread.easyread.speech import speaker
from everyread.easyread.splits import simplify
from everyread.guard.judge import problems
from everyread.guard.problem import Strictness
from everyread.sentences import segment

SPLIT = [
    (
        "Rain fell in York, and the walk was put off, according to Ann Hill.",
        "Rain fell in York, and the walk was put off.",
        "This is according to Ann Hill.",
    ),
    (
        "Three members of the team were hurt in the crash near Leeds, the police said.",
        "Three members of the team were hurt in the crash near Leeds.",
        "The police said this.",
    ),
    (
        "The charity helps people in many towns in the north of England, including Leeds and York.",
        "The charity helps people in many towns in the north of England.",
        "This includes Leeds and York.",
    ),
    (
        "The council closed many of the small libraries in the county last year, including the one in Hay.",
        "The council closed many of the small libraries in the county last year.",
        "This included the one in Hay.",
    ),
    (
        "The north of the county had a lot of rain, while the south had none at all.",
        "The north of the county had a lot of rain.",
        "The south had none at all.",
    ),
    (
        "A lorry crashed into the bridge on Monday morning, forcing the police to close the road.",
        "A lorry crashed into the bridge on Monday morning.",
        "This forced the police to close the road.",
    ),
    (
        "The new lift goes to all of the floors, making it easier to get to the library.",
        "The new lift goes to all of the floors.",
        "This makes it easier to get to the library.",
    ),
    (
        "The minister left the meeting early, saying that the plan would hurt families.",
        "The minister left the meeting early.",
        "The minister said that the plan would hurt families.",
    ),
    (
        "The group says that the hall is too small and that the lift is often broken.",
        "The group says that the hall is too small.",
        "The group says that the lift is often broken.",
    ),
    (
        "The charity, based in a small town near Leeds, helps people with the illness.",
        "The charity helps people with the illness.",
        "The charity is based in a small town near Leeds.",
    ),
    (
        "The report, published in May, shows that many people sleep badly.",
        "The report shows that many people sleep badly.",
        "The report was published in May.",
    ),
    (
        "The storms, accompanied by hail, left large parts of the north without power.",
        "The storms left large parts of the north without power.",
        "The storms were accompanied by hail.",
    ),
    (
        "The society's director, Robert Oliver, says the plan is a good one.",
        "The society's director says the plan is a good one.",
        "The society's director is Robert Oliver.",
    ),
    (
        "Hazel Ash, director of the trust, says the plan is a very good one.",
        "Hazel Ash says the plan is a very good one.",
        "Hazel Ash is director of the trust.",
    ),
    (
        "A man from Leeds went to the meeting, but left the room after a few minutes.",
        "A man from Leeds went to the meeting.",
        "But this man left the room after a few minutes.",
    ),
    (
        "The team in Leeds has no money left, but in the spring it will try again.",
        "The team in Leeds has no money left.",
        "But in the spring it will try again.",
    ),
    (
        "In winter the old house is very cold; in summer it is too hot to sleep.",
        "In winter the old house is very cold.",
        "In summer it is too hot to sleep.",
    ),
    (
        "The new drug is safe in most people, yet it did not help many of them.",
        "The new drug is safe in most people.",
        "Yet it did not help many of them.",
    ),
    (
        "The illness often begins in the spring – though it can be earlier or later.",
        "The illness often begins in the spring.",
        "But it can be earlier or later.",
    ),
    (  # "know" may look like an infinitive
        "Many people with ME/CFS know this as PEM: the symptoms grow worse after effort in most of them.",
        "Many people with ME/CFS know this as PEM.",
        "The symptoms grow worse after effort in most of them.",
    ),
    (
        "Although the trial was small, the results, which came in May, were clear to the team.",
        "The trial was small.",
        "But the results, which came in May, were clear to the team.",
    ),
]


@pytest.mark.parametrize("sentence", SPLIT, ids=lambda each: each[0][:30])
def test_it_becomes_a_sentence_of_its_own(sentence: tuple[str, ...]) -> None:
    source, *lines = sentence
    [simple] = simplify([source])
    assert list(simple.lines) == lines
    assert not problems(source, lines, strictness=Strictness.MEANING)


WHOLE = [
    "They point out that with our present lack of knowledge of the causes, it is not likely to help.",
    "I hoped to be kind to all of them, of giving them all a way out there was no need in the end.",
    "A bowl of hot soup is good for you in winter, but add some bread and you have a whole meal.",
    "The award goes to two of them: Ann Lee, who makes hats; Bo Hill, the head of the shoe firm in York.",
    "He often picked up things that lay about in his way, and that did not belong to him at all.",
    "Prices fell by a lot last year as the largest investor and fund manager failed to pay us.",
    # More than one thing hangs on what stands in front, or moved away from its place.
    "She wrote in the papers of the north, in the papers of the south, and in the last years, she spoke.",
    "The house met at last, and sent to the senate, a bill about the care of old people.",
    "Martin, who has lived in Washington, D. C., for ten years spoke at the meeting in May.",
    "They made the whole of the house in their own workshop, panel by panel, according to plan.",
    "She wished to say something kind to her old friend, something her mother would wish said.",
    "The act is backed by large firms, including Boots, and by trade unions, including the NUM.",
    "The law requires employers to provide a safe place of work, including for those working at home.",
    "The lights were dimmed, the curtains closed and the radio unplugged so that he could rest.",
    "The lights were dimmed in all of the rooms, and the blinds closed for the whole of the day.",
    "Although he was slow to start with it, Tom now uses a wheelchair each time he goes out.",
    "Although her father was ill at that time, Ann went to the meeting in Leeds every week.",
    "We use the term low-level because this is a subtle change and not a large one at all.",
    "The doctor wrote letters in the garden, while she was waiting for the train to Leeds.",
    "Ann works at home in her own small room, making dresses for the theatre in Leeds.",
    "The horse came to the farm in the winter, resulting in one win, and leaving us with less.",
    "She was praised by all of the others, saying that the plan would hurt families.",
    "The group does not say that the hall is too small and that the lift is broken.",
    "The group may think that the hall is too small and that the lift is often broken.",
    "The minister, describing the plan to us, said that it would help many families.",
    "His letter, now delivered, will be read to all the members in the spring.",
    "Some patients, known as long haulers, have been ill for more than two years.",
    "If the charity, based in Leeds, cannot help, you can talk to us at any time.",
    "Two houses, built in 1920, and a farm were sold to the council last year.",
    # Without "walks" having a verb.
    "The house had been painted; walks laid; and ground had been broken for the new home.",
    "Some men took the stack of letters and tossed it into the basket.",
    "The nurse opened the windows and closed the doors in the afternoon.",
    "If you rest, the pain is less; when you walk, it is worse, so plan your day.",
    "All of the members came to the meeting, but one of them left early.",
]


@pytest.mark.parametrize("source", WHOLE, ids=lambda each: each[:30])
def test_it_stays_where_it_is_not_sure(source: str) -> None:
    assert len(simplify([source])[0].lines) == 1


def test_nothing_of_what_a_source_says_is_split_any_more() -> None:
    """ "This" would be the last part alone."""
    source = "The hall was full, and the talk was short, but the food was good, the members said."
    assert simplify([source])[0].lines[-2:] == (
        "The hall was full, and the talk was short, but the food was good.",
        "The members said this.",
    )


def test_what_somebody_shows_is_not_cut_in_two() -> None:
    source = (
        "Harris has shown that two things, the tub and the brush, are used for washing, and he has a list."
    )
    assert simplify([source])[0].lines[0].endswith("are used for washing.")


def test_who_says_it_is_not_said_before_a_list() -> None:
    source = "The club also sells things that members make, such as cards, hats and gloves, the report says."
    lines = simplify([source])[0].parts
    assert "The report says this." not in lines[:1]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            "“I rest each day,” says Ann Lee, a nurse from Leeds.",
            ("“I rest each day,” says Ann Lee.", "Ann Lee is a nurse from Leeds."),
        ),
        (
            "“It works,” said Dr Ann Lee, who leads the trial.",
            ("“It works,” said Dr Ann Lee.", "Dr Ann Lee leads the trial."),
        ),
        (
            "Ann Lee, who runs the shop, said: “It works.”",
            ("Ann Lee runs the shop.", "Ann Lee said: “It works.”"),
        ),
        (
            "Ann Lee, chief editor of the paper, says: “It works.",
            ("Ann Lee is chief editor of the paper.", "Ann Lee says: “It works."),
        ),
        ("Ann Lee, former editor of the paper, said: “It works.”", ()),
        ("Ann Lee, the last of them, was not there when Bo said: “It works.”", ()),
        ("“It works,” said Ann Lee, who led the trial in 2010.", ()),
        ("“It works,” said Ann Lee, a nurse, and went home.", ()),
        ("“It works,” said Ann Lee, who may leave.", ()),
        ("“It works,” said the nurse, a friend of mine.", ()),
        ("“It works,” said Ann Lee, “a nurse told me.”", ()),
    ],
)
def test_who_speaks_is_told_behind_the_words(source: str, lines: tuple[str, ...]) -> None:
    assert speaker(source) == (lines or (source,))
    assert problems(source, speaker(source)) == ()


def test_spoken_words_stay_as_they_are_in_a_draft() -> None:
    text = "“We don’t require three of them,” says Ann Lee, a nurse from Leeds."
    title = Sentence("", (Run("Title"),))
    article = Article(title, (Paragraph((Sentence("", (Run(text),)),)),), Source("a.txt", "", "text"))
    first, second = list(make_draft(segment(article), Glossary()).lines())[1:]
    assert (first.text, second.text) == (
        "“We don’t require three of them,” says Ann Lee.",
        "Ann Lee is a nurse from Leeds.",
    )
    assert "copied" in first.flags
    assert "copied" not in second.flags


@pytest.mark.parametrize(
    "text",
    [
        "In 2010 there was X, including the of.",
        "A, a. B,",
        "X, the, is",
        "He, , said this, .",
        "The (a",
        ", who,",
    ],
)
def test_broken_sentences_are_survived(text: str) -> None:
    long = f"{text} and the people of the old town went home again in the end"
    assert simplify([long])[0].parts


def test_a_was_may_come_at_a_join_but_not_for_an_is() -> None:
    source = "The book, written in York, is long."
    assert problems(source, ["The book is long.", "The book was written in York."]) == ()
    assert problems(source, ["The book was long.", "The book was written in York."])
    assert problems("The trial is over.", ["The trial was over."])

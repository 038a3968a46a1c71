"""Sentences are split only where nothing can go wrong."""

from __future__ import annotations

import re

import pytest

from everyread.article import Article, Paragraph, Run, Sentence, Source
from everyread.easyread.document import Line
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import Entry, Glossary, Wording
from everyread.easyread.lists import listed
from everyread.easyread.numerals import in_figures
from everyread.easyread.plain import explaining_brackets, in_full
from everyread.easyread.protect import reason_to_copy
from everyread.easyread.splits import Simple, simplify
from everyread.easyread.substitutes import Substitute, approved, read_table
from everyread.guard.judge import problems
from everyread.guard.problem import Strictness
from everyread.readability.words import Word, book_of
from everyread.sentences import segment

HARD = frozenset({"orthostatic intolerance", "cytokines"})

SPLIT = {
    "The drug helped some people, but it did not help most of them.": (
        "The drug helped some people.",
        "But it did not help most of them.",
    ),
    "The trial was small, and the results were not clear; more research is needed.": (
        "The trial was small.",
        "The results were not clear.",
        "More research is needed.",
    ),
    "You may feel worse after activity, so you need to rest.": (
        "You may feel worse after activity.",
        "So you need to rest.",
    ),
    "The group meets on Mondays – everyone is welcome to come along.": (
        "The group meets on Mondays.",
        "Everyone is welcome to come along.",
    ),
    "The virus, which causes glandular fever, can stay in the body.": (
        "The virus can stay in the body.",
        "The virus causes glandular fever.",
    ),
    "We spoke to Dr Ann Shah, who leads the trial in Leeds.": (
        "We spoke to Dr Ann Shah.",
        "Dr Ann Shah leads the trial in Leeds.",
    ),
    "We use this term because the change in the blood is small.": (
        "We use this term.",
        "This is because the change in the blood is small.",
    ),
    "The team tested 20 people and found that half slept better.": (
        "The team tested 20 people.",
        "The team found that half slept better.",
    ),
    "Although the trial was small, the results were clear to the whole team.": (
        "The trial was small.",
        "But the results were clear to the whole team.",
    ),
    "Large print helps many of our readers, although it makes the magazine heavy.": (
        "Large print helps many of our readers.",
        "But it makes the magazine heavy.",
    ),
    "The gap in the scores was very small, which means that the drug had no clear effect.": (
        "The gap in the scores was very small.",
        "This means that the drug had no clear effect.",
    ),
    "Because the hall in Leeds was full, the second talk was in the library.": (
        "The second talk was in the library.",
        "This is because the hall in Leeds was full.",
    ),
    "The nurse measured the blood pressure twice and chose the lower figure.": (
        "The nurse measured the blood pressure twice.",
        "The nurse chose the lower figure.",
    ),
    "Cold and flu can look alike but flu tends to be more severe.": (
        "Cold and flu can look alike.",
        "But flu tends to be more severe.",
    ),
    "Blood vessels tighten, the heart beats a little faster, and enough blood reaches the brain.": (
        "Blood vessels tighten.",
        "The heart beats a little faster.",
        "Enough blood reaches the brain.",
    ),
    "Write it on a good day, keep it in a drawer, and tell one other person which drawer.": (
        "Write it on a good day.",
        "Keep it in a drawer.",
        "Tell one other person which drawer.",
    ),
    "The other group, who read the small print, stopped after 12 minutes.": (
        "The other group stopped after 12 minutes.",
        "The other group read the small print.",
    ),
    "The magazine comes out in winter (it is free to all members).": (
        "The magazine comes out in winter.",
        "It is free to all members.",
    ),
}

KEPT = """
If you feel ill, you should rest, and you should not drive a car.
You should see someone if you have pain, and you should not drive.
In mice, the drug reduced pain, and the effect lasted a week.
The study found that people improved, and they slept better at night.
Doctors think that the illness may follow infection, but nobody knows for sure.
Most patients, who were women, got better by the end of the trial.
This research found evidence of inflammation, which could be linked to chemicals in the brain.
He did not take part because he wanted money for his family.
It is partly because of stress that she feels so ill today.
The treatment was not given because the doctors had no time.
Patients who were given rituximab did not improve more than those given placebo.
Everyone got better in the trial, but one man felt worse.
I keep a diary, so I can see what made me ill.
Not established: the drug is not proven to work; the safety in people has not been tested.
The drug reduced pain and improved sleep in women over sixty.
Was the trial small, and were the results clear to the team?
According to the report, the cost is high, and the benefit is low.
The brother of Ann Shah, who leads the trial, spoke to us today.
People may have read for longer because they hoped to do well.
Some people feel worse because they did too much the day before.
Few people stopped because they felt ill in the first week.
Either the blood test is wrong, or the scan is, but nobody can say.
If it is free, although the paper is thick, we will take all.
Because she was tired, she went home before the others did.
Because the drug may be harmful, the trial in Leeds should not go on.
The nurse measured the blood pressure and wrote it down in the morning.
All of the members came, although the hall was very small.
This is my fondest hope – that seeing this will help you to rest.
If you can, sit by the door, keep your coat on, and wave to us.
Sit by the door, keep your coat on, or go home to your bed.
The scans were not done, which means that nobody can be sure.
"""


@pytest.mark.parametrize(("source", "lines"), SPLIT.items())
def test_a_safe_split_is_made(source: str, lines: tuple[str, ...]) -> None:
    [simple] = simplify([source])
    assert (*simple.lines, *simple.asides) == lines
    assert problems(source, lines) == ()
    assert problems(source, lines, strictness=Strictness.MEANING) == ()


@pytest.mark.parametrize("source", KEPT.strip().splitlines())
def test_a_doubtful_sentence_stays_whole(source: str) -> None:
    assert simplify([source]) == [Simple((source,))]


def test_many_sentences_give_what_each_gives_alone() -> None:
    together = simplify(list(SPLIT) + KEPT.strip().splitlines())
    assert [simple.parts for simple in together[: len(SPLIT)]] == list(SPLIT.values())
    assert [len(simple.lines) for simple in together[len(SPLIT) :]] == [1] * len(KEPT.strip().splitlines())


def test_a_sentence_of_200_words_and_an_empty_one_are_survived() -> None:
    long = " and ".join(["the people in the trial felt better"] * 30) + "."
    assert simplify([long, "", "?", "Ψ"])[1:] == [Simple(("",)), Simple(("?",)), Simple(("Ψ",))]


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("Some foods, e.g. nuts, don't help.", "Some foods, for example nuts, do not help."),
        (
            "It’s late, i.e. after nine, and they’re tired.",
            "It’s late, that is, after nine, and they are tired.",
        ),
        ("Pain, fever, etc.", "Pain, fever and so on."),
        ("It costs approx. 20 pounds.", "It costs about 20 pounds."),
        ("Isn't it odd that we can't go?", "Isn't it odd that we can't go?"),
        ("You can't go, can't you see?", "You can't go, can't you see?"),
        ("She'd won't.", "She'd will not."),
        ("mRNA isn't DNA.", "mRNA is not DNA."),
    ],
)
def test_short_forms_are_spelled_out_where_they_have_one_meaning(source: str, plain: str) -> None:
    assert in_full(source) == plain
    assert problems(source, [plain]) == ()


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        (
            "Many have POTS (postural tachycardia syndrome).",
            ["POTS is short for postural tachycardia syndrome."],
        ),
        ("Low-dose naltrexone (LDN) is new.", ["LDN is short for Low-dose naltrexone."]),
        ("The Royal Blue Organisation's (RBO) aim is rest.", []),
        ("We saw cytokines (proteins making signals).", []),
        ("It is orthostatic intolerance (feeling faint).", ["Orthostatic intolerance means feeling faint."]),
        ("It is orthostatic intolerance (not feeling faint).", []),
        ("Exercise (walking to the shop) made her ill.", []),
        ("It helps most people (but not all).", []),
        ("We take the dose (20 mg) at night.", []),
        ("The MEA (founded in 1976) helps.", []),
        ("She has ME (see page 4).", []),
    ],
)
def test_only_brackets_that_explain_become_sentences(source: str, sentences: list[str]) -> None:
    assert [bracket.sentence for bracket in explaining_brackets(source, HARD)] == sentences


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("We looked at three things: sleep, pain and heart rate.", ("sleep", "pain", "heart rate")),
        (
            "It causes many signs – muscle and joint pains and loss of appetite.",
            (),
        ),
        (
            "It causes many signs – fatigue, muscle and joint pains, loss of appetite and so on.",
            ("fatigue", "muscle pains", "joint pains", "loss of appetite", "and other symptoms"),
        ),
        ("We looked at: sleep, muscle and joint pains.", ("sleep", "muscle pains", "joint pains")),
        ("They did: an X-ray, blood and urine tests.", ()),
        ("We saw: improvements in sleep, pain and mood.", ()),
        ("We saw: fires, floods and accidents at work.", ()),
        ("We sell: rye-based bread, cakes and jam.", ()),
        ("They pass by: the neglect, poverty and filth.", ()),
        ("They had: severe pain, sickness and fever.", ()),
        ("You can help: adding facts, stories and more from home.", ()),
        ("Take one of these: tea, milk or water.", ()),
        ("It is not caused by these: germs, food and stress.", ()),
        ("We looked at: sleep in women who had ME, pain and mood.", ()),
        ("At 9:30 we had tea, milk and cake.", ()),
        ("It is in the brain – near the sleep, food and water centres.", ()),
        ("They went to two big firms: Fiat, the car maker, and Boots.", ()),
        ("It reads several kinds of files: text, like letters, and music.", ()),
        ("Reply: There are many reasons, including cold, tea and rain.", ()),
    ],
)
def test_only_a_clear_list_becomes_points(source: str, items: tuple[str, ...]) -> None:
    lead, found = listed(source)
    assert found == items
    assert lead.endswith(":") if items else lead == source


@pytest.mark.parametrize(
    ("source", "items"),
    [
        (
            "Signs of the illness that doctors look for include pain, fever and a cough that lasts.",
            (),
        ),
        (
            "Signs of the illness that most doctors look for include pain, fever and weakness.",
            ("pain", "fever", "weakness"),
        ),
        (
            "Early on the illness can bring symptoms such as fatigue, fever, muscle and joint pains.",
            ("fatigue", "fever", "muscle pains", "joint pains"),
        ),
        ("There are not many signs, but doctors look for rash, fever and loss of weight.", ()),
        ("At first people with the illness have severe pain, fever and loss of appetite.", ()),
        ("For the first talk we need a table, chairs and somebody who can open the door.", ()),
    ],
)
def test_a_list_in_a_sentence_becomes_points_only_where_each_stands_alone(
    source: str, items: tuple[str, ...]
) -> None:
    [simple] = simplify([source])
    assert simple.bullets == items
    assert problems(source, simple.parts) == ()


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("We saw two or three people.", "We saw 2 or 3 people."),
        ("Three people came, and four left.", "Three people came, and 4 left."),
        ("Rest for a minute or two.", "Rest for a minute or two."),
        ("We cut it in two and ate it.", "We cut it in two and ate it."),
        ("It took two, three or four days.", "It took 2, 3 or 4 days."),
        ("Take one or two tablets.", "Take one or two tablets."),
        ("Take two 200mg tablets, three times a day.", "Take two 200mg tablets, 3 times a day."),
        ("It cost two hundred pounds in two-year steps.", "It cost two hundred pounds in two-year steps."),
        ("About one in four members, or 25 per cent, came.", "About 1 in 4 members, or 25 per cent, came."),
        ("Come on the 6th of Aug. or 7th March 2027.", "Come on the 6 August or 7 March 2027."),
        ("It takes 20-30 minutes or 1 – 2 hours.", "It takes 20 to 30 minutes or 1 to 2 hours."),
        ("It is up to 70-97% in 2024-25.", "It is up to 70-97% in 2024-25."),
        ("We print 12500 copies of page 1024.", "We print 12,500 copies of page 1024."),
        ("We listen to Radio Four.", "We listen to Radio Four."),
        ("The ISO 15924 code list is long.", "The ISO 15924 code list is long."),
        ("Three or four people came.", "Three or four people came."),
        ("It is two and one half inches wide.", "It is two and one half inches wide."),
        ("Twenty-five of the twenty-one rooms.", "Twenty-five of the twenty-one rooms."),
    ],
)
def test_numbers_dates_and_ranges_are_written_in_one_way(source: str, plain: str) -> None:
    assert in_figures(source) == plain
    assert problems(source, [plain]) == ()


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (
            "Numerous individuals require additional assistance to get home.",
            "Many people need extra help to get home.",
        ),
        ("They commenced prior to lunch.", "They started before lunch."),
        ("The Additional Needs team came.", "The Additional Needs team came."),
        ("It was an individual matter.", "It was an individual matter."),
        ("We saw an individual.", "We saw an individual."),
        ("CPAP is indicated.", "CPAP is indicated."),
        ("We require the minutes.", "We need the minutes."),
        ("The required form is here.", "The required form is here."),
        ("It was further away.", "It was further away."),
        ("The majority of members came.", "Most members came."),
        ("The majority of the members came.", "The majority of the members came."),
        ("You are required to sign.", "You are required to sign."),
        ("It is closed until further notice.", "It is closed until further notice."),
        ("People demonstrated in the street.", "People demonstrated in the street."),
        ("The trial demonstrated that it works.", "The trial showed that it works."),
        ("They looked at infant mortality.", "They looked at infant mortality."),
        ("We will investigate further.", "We will investigate further."),
        ("We investigated the matter.", "We looked into the matter."),
        ("“We require help,” he said.", "“We require help,” he said."),
    ],
)
def test_only_approved_words_are_replaced_and_only_as_the_right_part_of_speech(
    source: str, plain: str
) -> None:
    assert simplify([source])[0].parts == (plain,)


def test_no_medical_word_is_in_the_table() -> None:
    table = read_table()
    stopped = set(table.pop("stop").split())
    assert not set(approved()) & stopped
    plain = {word for row in approved().values() for each in row for word in each.plain.split()}
    assert not plain & stopped
    assert set(table) == {"phrases", "verbs", "nouns", "adjectives", "adverbs"}


@pytest.mark.parametrize(("hard", "rows"), approved().items())
def test_each_plain_word_reads_easier(hard: str, rows: tuple[Substitute, ...]) -> None:
    """More children know it, and it is met more often or is no longer than the hard one."""
    was = _words(hard)
    for row in rows:
        plain = _words(row.plain)
        assert sum(not word.familiar for word in plain) <= sum(not word.familiar for word in was)
        common = min(word.zipf for word in plain) >= min(word.zipf for word in was)
        short = any(
            of(word.syllables for word in plain) <= of(word.syllables for word in was) for of in (sum, max)
        )
        assert common or short


def _words(text: str) -> list[Word]:
    return book_of({}).words(re.findall(r"[\w'-]+", text))


# The ten hard sentences of the easy-read notes: what must be there, and what must never be.
def _draft(text: str, glossary: Glossary) -> list[Line]:
    title = Sentence("", (Run("Title"),))
    article = segment(
        Article(title, (Paragraph((Sentence("", (Run(text),)),)),), Source("a.txt", "", "text"))
    )
    return list(make_draft(article, glossary).lines())[1:]


def _lines(text: str) -> list[str]:
    return [line.text for line in _draft(text, Glossary())]


def _flags(text: str) -> set[str]:
    return {flag for line in _draft(text, Glossary()) for flag in line.flags}


def test_hard_sentence_1_keeps_the_limit_and_the_dose_together() -> None:
    text = "Do not take more than two 200mg tablets, three times a day."
    assert _lines(text) == ["Do not take more than two 200mg tablets, 3 times a day."]
    assert "copied" in _flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "'I was bedbound for 18 months,' says Jane, 'but I am not cured.'",
        "Information provided by The ME Association should not be construed as medical advice.",
        "Unless your GP has told you otherwise, you should not stop taking amitriptyline suddenly.",
    ],
)
def test_hard_sentences_7_8_9_are_copied_whole_and_flagged(text: str) -> None:
    assert _lines(text) == [text]
    assert "copied" in _flags(text)
    assert reason_to_copy(text)


def test_hard_sentence_2_keeps_no_evidence_may_and_some() -> None:
    text = (
        "There is no evidence that graded exercise therapy cures ME/CFS, and it may make some people worse."
    )
    assert _lines(text) == [
        "There is no evidence that graded exercise therapy cures ME/CFS.",
        "It may make some people worse.",
    ]


def test_hard_sentence_8_has_an_easy_wording_only_once_it_is_signed() -> None:
    text = "Information provided by The ME Association should not be construed as medical advice."
    easy = "This is not medical advice. Talk to your GP."
    unsigned = Glossary(wordings=(Wording(text, easy),))
    signed = Glossary(wordings=(Wording(text, easy, "Dr Farrant"),))
    assert [line.text for line in _draft(text, unsigned)] == [text]
    lines = _draft(text, signed)
    assert [line.text for line in lines] == ["This is not medical advice.", "Talk to your GP.", text]
    assert [line.flags[0] for line in lines] == ["signed", "signed", "copied"]
    assert {line.source_id for line in lines} == {"s0002"}


def test_hard_sentence_9_is_flagged_for_a_person() -> None:
    text = "Unless your GP has told you otherwise, you should not stop taking amitriptyline suddenly."
    assert _flags(text) == {"copied", "double-negative"}


def test_hard_sentence_3_explains_cytokines_next_and_gives_each_sign_its_own_point() -> None:
    text = (
        "Cytokines, which are made early in an infection, help to produce fatigue, muscle and joint pains, "
        "loss of appetite etc."
    )
    glossary = Glossary((Entry("cytokines", "Cytokines carry messages."),))
    lines = _draft(text, glossary)
    assert [line.text for line in lines] == [
        "Cytokines are made early in an infection.",
        "Cytokines help to produce:",
        "fatigue",
        "muscle pains",
        "joint pains",
        "loss of appetite",
        "and other symptoms",
    ]
    assert lines[0].runs[0] == Run("Cytokines", emphasis=True)
    assert lines[0].explanations == (("Cytokines carry messages.",),)


@pytest.mark.parametrize(
    "text", ["The immune system is a bit like an army.", "They are the front line troops of the body."]
)
def test_hard_sentence_4_keeps_picture_language_and_flags_it(text: str) -> None:
    assert _lines(text) == [text]
    assert "picture-language" in _flags(text)


def test_hard_sentence_5_is_one_sentence_with_its_numbers() -> None:
    text = "Dr. Smith, i.e. the lead author, saw 3.5% of 1,200 patients in St. Mary's at 9 a.m."
    assert _lines(text) == [text.replace("i.e.", "that is,").replace("Dr.", "Dr")]


def test_hard_sentence_6_keeps_the_comparison() -> None:
    text = "Patients who were given rituximab did not improve more than those given placebo."
    assert _lines(text) == [text]
    [line] = _draft(text, Glossary((Entry("rituximab", "Rituximab is a medicine."),)))
    assert line.explanations == (("Rituximab is a medicine.",),)


def test_hard_sentence_10_takes_out_the_brackets_that_explain_and_nothing_else() -> None:
    text = (
        "Symptoms such as orthostatic intolerance (feeling faint on standing) affect up to 70-97% of people, "
        "although estimates vary, particularly in those with POTS (postural tachycardia syndrome), "
        "a condition often missed."
    )
    lines = _draft(text, Glossary((Entry("orthostatic intolerance", "It means feeling ill when standing."),)))
    assert [line.text for line in lines] == [
        "Symptoms such as orthostatic intolerance affect up to 70-97% of people.",
        "But estimates vary, particularly in those with POTS, a condition often missed.",
    ]
    assert [line.explanations for line in lines] == [
        (("Orthostatic intolerance means feeling faint on standing.",),),
        (("POTS is short for postural tachycardia syndrome.",),),
    ]
    assert _flags(text) == {"long"}  # unexplained in the glossary, its bracket stays

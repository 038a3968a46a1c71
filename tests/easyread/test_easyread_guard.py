"""The guard sees what was lost, added or changed, and is silent where nothing was."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.guard.judge import problems
from everyread.guard.problem import HARD, Kind, Known, Strictness

MEANING = Strictness.MEANING

# One sentence as several, each word kept: right for rules, and so for anybody.
SPLITS = """
The drug helped some, but it did not help most. | The drug helped some. | But it did not help most.
It was small; more work is needed. | It was small. | More work is needed.
The trial was short, and the results were not clear. | The trial was short. | The results were not clear.
Cytokines, which are made early, may cause fatigue. | Cytokines may cause fatigue. | Cytokines are made early.
Some drugs, e.g. naltrexone, don't help. | Some drugs, for example naltrexone, do not help.
We found pain, fatigue etc. | We found pain, fatigue and so on.
We found pain, fatigue etc. | We found: | pain | fatigue | and other things.
We tested: sleep, pain and mood. | We tested: | sleep | pain | mood
It can’t be 5 per cent. | It cannot be 5%.
Take it three times a day. | Take it 3 times a day.
It takes 20-30 minutes. | It takes 20 to 30 minutes.
We met on the 6th of August 2018. | We met on 6 August 2018.
It is linked to flu; it may be worse at night. | It is linked to flu. | It may be worse at night.
Dr. Smith, i.e. the lead author, spoke. | Dr Smith, that is the lead author, spoke.
We meet at 9 a.m. in St. Mary's hall. | We meet at 9 am in St Mary's hall.
It brings muscle and joint pains. | It brings: | muscle pains | joint pains
Up to 97% have orthostatic intolerance (feeling faint). | Up to 97% have orthostatic intolerance. \
| Orthostatic intolerance means feeling faint.
Many have POTS (postural tachycardia syndrome). | Many have POTS. \
| POTS is short for postural tachycardia syndrome.
The virus, which causes glandular fever, can stay in the body. | The virus can stay in the body. \
| The virus causes glandular fever.
We spoke to Dr Ann Shah, who leads the trial in Leeds. | We spoke to Dr Ann Shah. \
| Dr Ann Shah leads the trial in Leeds.
We use this term because the change is small. | We use this term. | This is because the change is small.
The team tested 20 people and found that half slept better. | The team tested 20 people. \
| The team found that half slept better.
You're ill, so you need to rest. | You are ill. | So you need to rest.
The scan was clear, but the blood test was not. | The scan was clear. | But the blood test was not.
If it hurts, you must stop; nobody will mind. | If it hurts, you must stop. | Nobody will mind.
Most of them rest, and they never rush. | Most of them rest. | They never rush.
He took 10 mg at night, and he slept for 8 hours. | He took 10 mg at night. | He slept for 8 hours.
It is not a cure – it may help some people. | It is not a cure. | It may help some people.
She won't go, and they've said so. | She will not go. | They have said so.
Ask Ann or Tom; they know. | Ask Ann or Tom. | They know.
Pacing is hard, but it is worth a try. | Pacing is hard. | But it is worth a try.
The gap was 1.2 points, and the range was wide. | The gap was 1.2 points. | The range was wide.
""".strip().splitlines()

# In other words: right for a person or a language model.
REWRITES = """
Rest might be of some benefit to a number of people with PEM. | Rest may help some people with PEM.
The illness could possibly be linked to a virus. | The illness might perhaps be linked to a virus.
The symptoms are associated with poor sleep. | The symptoms are linked to poor sleep.
People are frequently unable to work. | People often cannot work.
Avoid alcohol at night. | Do not drink alcohol at night.
The medicine is taken twice daily. | People take the medicine 2 times a day.
The study included 84 adults, all of whom had ME/CFS. \
| 84 adults were in the study. | All of the adults had ME/CFS.
There was no difference between the groups after 8 weeks. | After 8 weeks the groups were not different.
Pain increased in the second week. | Pain went up in the second week.
Levels were significantly lower in the group with flu. | Levels were lower in the group with flu.
Fatigue usually improves within 3 months. | Fatigue normally gets better in 3 months.
It is essential that you must not drive for 24 hours. | You must not drive for 24 hours.
You need to rest before and after the scan. \
| You have to rest before the scan. | You also rest after the scan.
Approximately 50 people came to the meeting in Leeds. | About 50 people came to the Leeds meeting.
Owing to the rain, the walk was moved to Monday. \
| It rained. | Because of the rain the walk moved to Monday.
Nobody knows the cause of ME/CFS. | We do not know the cause of ME/CFS.
Although the trial was small, it was carried out well. | The trial was small. | But it was carried out well.
“I am not cured,” says Jane. | Jane says: “I am not cured.”
Blood vessels constrict when a person stands. | When a person stands, their blood vessels get tight.
The drug is unlikely to help. | The drug is not likely to help.
Antibodies are produced by cells of the immune system. | Cells of the immune system make antibodies.
In most people the body notices within 2 seconds. | Most people's bodies notice in 2 seconds.
The heart beats faster if you stand up suddenly. | When you stand up suddenly, your heart beats faster.
Only 62 of the 84 people finished the study. | There were 84 people in the study. | Only 62 finished.
Several studies have examined sleep in children. | Some studies looked at sleep in children.
Ring 111 at once if the rash spreads. | Call 111 straight away if the rash spreads.
Please tell your GP about it as soon as you can. | Tell your GP about it as soon as you can.
The appointment lasts 45 minutes. | The appointment is 45 minutes long.
Nearly all of the members were women. | Almost every member was a woman.
The group meets each Tuesday in York and is run by Tom Hill. \
| The group meets every Tuesday in York. | Tom Hill runs the group.
She could not stand for more than 5 minutes. | She could not stand for over 5 minutes.
Recovery may take until spring. | It may take until spring to recover.
""".strip().splitlines()


def _row(row: str) -> tuple[str, list[str]]:
    source, *easy = (part.strip() for part in row.split("|"))
    return source, easy


def test_there_are_sixty_right_versions() -> None:
    assert len(SPLITS) + len(REWRITES) >= 60


@pytest.mark.parametrize("row", SPLITS)
@pytest.mark.parametrize("strictness", Strictness)
def test_a_right_split_raises_no_alarm(row: str, strictness: Strictness) -> None:
    source, easy = _row(row)
    assert problems(source, easy, strictness=strictness) == ()


@pytest.mark.parametrize("row", REWRITES)
def test_a_right_version_in_other_words_raises_no_alarm(row: str) -> None:
    source, easy = _row(row)
    assert problems(source, easy, strictness=MEANING) == ()


@pytest.mark.parametrize(
    ("source", "easy", "says"),
    [
        ("Drug A is better than drug B.", ["Drug B is better than drug A."], "another order"),
        ("The virus is linked to fatigue.", ["The virus is a cause of fatigue."], "cause and link"),
        ("Patients rest after meals.", ["You should rest after meals."], "advice is added"),
        ("People rest, and rest helps.", ["People rest.", "Rest helps."], "advice is added"),
        ("He saw US and UK doctors.", ["He saw us and UK doctors."], "a name is lost"),
        ("Pain rose by £5.", ["Pain rose by 5."], "a symbol"),
        ("Fever or cough may start.", ["Fever and cough may start."], "a condition or a contrast"),
        ("10 mg of A and 20 mg of B.", ["20 mg of A and 10 mg of B."], "another order"),
        ("He felt ill in May and in June.", ["He felt ill in May."], "words are lost"),
        ("It is rarely severe.", ["It is often severe."], "how many or how often"),
        ("It was so.", [], "words are lost"),
        (
            "They may read more because they hope to.",
            ["They may read more.", "This is because they hope to."],
            "“may” no longer covers “because”",
        ),
        ("He is not ill because he ran.", ["He is not ill.", "This is because he ran."], "no longer covers"),
    ],
)
def test_it_says_what_is_wrong_with_a_split(source: str, easy: list[str], says: str) -> None:
    assert any(says in problem.message for problem in problems(source, easy))


@pytest.mark.parametrize(
    ("source", "easy", "kind"),
    [
        ("He took 20 mg.", "He took 30 mg.", Kind.NUMBER),
        ("He took 20 mg.", "He took 20 g.", Kind.DOSE),
        ("Take it twice a day.", "Take it twice a week.", Kind.DOSE),
        (
            "She took 20 mg of morphine and 5 mg of codeine.",
            "She took 5 mg of morphine and 20 mg of codeine.",
            Kind.DOSE,
        ),
        ("He did not sleep but he ate.", "He slept but he did not eat.", Kind.NEGATION),
        ("She can sleep, but she cannot eat.", "She cannot sleep, but she can eat.", Kind.NEGATION),
        ("It may help.", "It helps.", Kind.CERTAINTY),
        ("You must rest.", "You should rest.", Kind.DUTY),
        ("They must stop taking it.", "They must start taking it.", Kind.DUTY),
        ("Some of them slept.", "All of them slept.", Kind.QUANTITY),
        ("Up to 9 people came.", "9 people came.", Kind.QUANTITY),
        ("Jane and Tom came.", "Tom came.", Kind.NAME),
        ("They took ibuprofen.", "They took naproxen.", Kind.NAME),
        ("The drug eased the pain of sciatica.", "The drug eased the pain of migraine.", Kind.NAME),
        ("It dulled the ache.", "It dulled the allodynia.", Kind.NAME),
        ("It is linked to stress.", "It is caused by stress.", Kind.CAUSE),
        ("Women slept better than men.", "Men slept better than women.", Kind.COMPARISON),
        ("Pain went up.", "Pain went down.", Kind.COMPARISON),
        ("Rest until you feel better.", "Rest. You will feel better.", Kind.CONDITION),
        ("“I am tired,” said Jo.", "“I am so tired,” said Jo.", Kind.QUOTATION),
        ("Jo was tired.", "Jo said: “I was tired.”", Kind.QUOTATION),
        ("Ring 999 at once.", "Ring for help at once.", Kind.SAFETY),
        ("Tell your GP as soon as possible.", "Tell your GP.", Kind.SAFETY),
        ("Write to help@example.org for a copy.", "Write to us for a copy.", Kind.SAFETY),
        ("This is not medical advice.", "This page gives no advice.", Kind.SAFETY),
        ("Walking made most people worse.", "You should not walk. It made most people worse.", Kind.ADVICE),
        ("Members rest after lunch.", "Rest after lunch. Members do.", Kind.ADVICE),
        ("Large rooms with tall windows and quiet gardens help.", "Rooms help.", Kind.LOST),
        ("Rooms help.", "Large rooms with tall windows and quiet gardens help.", Kind.NEW),
    ],
)
def test_each_kind_of_problem_in_other_words(source: str, easy: str, kind: Kind) -> None:
    assert kind in {problem.kind for problem in problems(source, [easy], strictness=MEANING)}


def test_several_sentences_are_judged_together() -> None:
    source = ["The trial was small.", "It did not help."]
    assert problems(source, ["It did not help.", "The trial was small."], strictness=MEANING) == ()
    assert problems(source, ["The trial was small."], strictness=MEANING)[0].kind is Kind.NEGATION


def test_the_glossary_may_add_its_words() -> None:
    known = Known(
        terms=frozenset({"cytokines"}),
        explanations=frozenset({"Cytokines carry messages round the body."}),
    )
    easy = ["Cytokines rose.", "Cytokines carry messages round the body."]
    assert problems("Cytokines rose.", easy, known=known) == ()
    assert problems("Cytokines rose.", easy)
    reworded = ["Cytokines rose.", "They carry messages in the body."]
    assert problems("Cytokines rose.", reworded, strictness=MEANING, known=known) == ()
    assert {p.kind for p in problems("Cytokines rose.", reworded, strictness=MEANING)} == {Kind.NEW}
    assert problems("Cytokines rose.", ["Germs rose."], strictness=MEANING, known=known)[0].kind is Kind.NAME


def test_an_approved_plain_word_may_stand_for_a_hard_one() -> None:
    known = Known(same=(("commence", "start"),))
    assert problems("They commence on Monday.", ["They start on Monday."], known=known) == ()
    assert problems("They commence on Monday.", ["They start on Monday."])


@pytest.mark.parametrize("strictness", Strictness)
def test_a_signed_wording_may_stand_for_its_disclaimer(strictness: Strictness) -> None:
    says, easy = "This should not be construed as medical advice.", "This is not medical advice. Ask your GP."
    known = Known(same=((says, easy),))
    assert problems(says, easy.split(". "), strictness=strictness, known=known) == ()
    assert problems(says, easy.split(". "), strictness=strictness)


def test_problems_say_whether_health_is_at_stake() -> None:
    assert Kind.NEGATION in HARD
    assert Kind.ORDER not in HARD


@pytest.mark.parametrize("strictness", Strictness)
def test_nothing_at_all_is_no_easy_version(strictness: Strictness) -> None:
    assert problems("It was late.", [], strictness=strictness)
    assert problems("It was late.", ["", " "], strictness=strictness)


@given(st.text(max_size=200), st.sampled_from(Strictness))
def test_any_text_is_like_itself(text: str, strictness: Strictness) -> None:
    assert problems(text, [text], strictness=strictness) == ()


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(Strictness))
def test_any_two_texts_can_be_compared(one: str, two: str, strictness: Strictness) -> None:
    problems(one, [two], strictness=strictness)


def test_it_knows_nothing_of_the_room_it_judges() -> None:
    code = (
        "import sys; import everyread.guard.judge; "
        "print([n for n in sys.modules if n.startswith('everyread.easyread') or n in {'spacy', 'wordfreq'}])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

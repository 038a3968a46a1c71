"""Rules that split at a noun, a colon or a second verb, and plain words that need their neighbours."""

from __future__ import annotations

import pytest

from everyread.easyread.numerals import in_figures
from everyread.easyread.splits import simplify
from everyread.guard.judge import problems
from everyread.guard.problem import Strictness

SPLIT = [
    (
        "Tom Sanders, a professor of nutrition at King’s College, says the new study did show some changes.",
        "Tom Sanders says the new study did show some changes.",
        "Tom Sanders is a professor of nutrition at King’s College.",
    ),
    (
        "A lot of money is being put into the new platforms, which give people longer courses at home.",
        "A lot of money is being put into the new platforms.",
        "These platforms give people longer courses at home.",
    ),
    (
        "The small shop by the sea employs nine women, who spend their spare time playing the drums.",
        "The small shop by the sea employs 9 women.",
        "These women spend their spare time playing the drums.",
    ),
    (
        "He handed the letter to a soldier, who then took it to the palace in a car.",
        "He handed the letter to a soldier.",
        "This soldier then took it to the palace in a car.",
    ),
    (
        "She met the two owners of the shop in Brooklyn, and formed a small company with them in 2010.",
        "She met the 2 owners of the shop in Brooklyn.",
        "She formed a small company with them in 2010.",
    ),
    (
        "The proposal has some support in the area, but has a lot of people against it too.",
        "The proposal has some support in the area.",
        "But the proposal has a lot of people against it too.",
    ),
    (
        "Users might never have to leave the site to get their news: the page will show it all.",
        "Users might never have to leave the site to get their news.",
        "The page will show it all.",
    ),
    (
        "Her father works in a big garage and her mother is a helper in a house.",
        "Her father works in a big garage.",
        "Her mother is a helper in a house.",
    ),
    (
        "Jane lives with her husband in a small village near Hereford, where she runs a shop from her bed.",
        "Jane lives with her husband in a small village near Hereford.",
        "There, she runs a shop from her bed.",
    ),
    (
        "We work closely with Ann Shah, a nurse from Leeds.",
        "We work closely with Ann Shah.",
        "Ann Shah is a nurse from Leeds.",
    ),
    (
        "A grant from the lottery has paid for the new kitchen, which was opened in May by the mayor.",
        "A grant from the lottery has paid for the new kitchen.",
        "This kitchen was opened in May by the mayor.",
    ),
    (
        "The team works at the Royal Free, which has 12 beds for our members.",
        "The team works at the Royal Free.",
        "The Royal Free has 12 beds for our members.",
    ),
    (
        "A 35-year-old nurse, who was hurt in the autumn, was the sixth person to win the prize in May.",
        "A 35-year-old nurse was the sixth person to win the prize in May.",
        "This nurse was hurt in the autumn.",
    ),
    (  # what is said of the team goes in front of what "it" follows
        "The scientists, who are based in Norway, gave the drug to 151 patients, but it did not help them.",
        "The scientists are based in Norway.",
        "The scientists gave the drug to 151 patients.",
        "But it did not help them.",
    ),
    (  # not at the dash, behind which there is no sentence
        "India has seen a rise to 64m – still only a part of the country, so there is room for more.",
        "India has seen a rise to 64m – still only a part of the country.",
        "So there is room for more.",
    ),
    (  # a number that opens a sentence is a word
        "I had asked for help at the station, and two people met me with a ramp.",
        "I had asked for help at the station.",
        "Two people met me with a ramp.",
    ),
    (
        "Meanwhile, the office has a new phone, but the old number is still in use.",
        "Meanwhile, the office has a new phone.",
        "But the old number is still in use.",
    ),
    (
        "Fatigue is one of the common signs of the illness, and may be felt as part of many others.",
        "Fatigue is one of the common signs of the illness.",
        "Fatigue may be felt as part of many others.",
    ),
    (
        "They want to sell the patches in the shops, but the makers say the rules would stop them.",
        "They want to sell the patches in the shops.",
        "But the makers say the rules would stop them.",
    ),
    (  # no exception: "but" follows a whole statement
        "There is no known cure for the illness but people can learn to live well with it.",
        "There is no known cure for the illness.",
        "But people can learn to live well with it.",
    ),
    (
        "In ME, your immune system, which helps to fight off germs, may work too hard for too long.",
        "In ME, your immune system may work too hard for too long.",
        "Your immune system helps to fight off germs.",
    ),
    (
        "The old man slept, but did not get better in the days that followed.",
        "The old man slept.",
        "But the old man did not get better in the days that followed.",
    ),
    (
        "The most common treatment is rest, it has no side effects at all.",
        "The most common treatment is rest.",
        "It has no side effects at all.",
    ),
    (  # "would" is said of the showdown alone
        "Worry was shown by many experts, who said the stage was set for a row that would end badly.",
        "Worry was shown by many experts.",
        "These experts said the stage was set for a row that would end badly.",
    ),
    (
        "Feinstein defended the way they collect data, but said there was a need to rebuild trust.",
        "Feinstein defended the way they collect data.",
        "But Feinstein said there was a need to rebuild trust.",
    ),
]


@pytest.mark.parametrize("sentence", SPLIT, ids=lambda each: each[0][:30])
def test_it_splits_and_nothing_is_lost(sentence: tuple[str, ...]) -> None:
    source, *lines = sentence
    assert list(simplify([source])[0].lines) == lines
    assert not problems(source, lines, strictness=Strictness.MEANING)


WHOLE = [
    # "Was the king" is not "is the king".
    "Edward Heath, the prime minister of the day, lost the vote in the house in the spring.",
    "The garden is being rebuilt for the party this year, with the old wall marked and the roses restored.",
    "So you see my friends and I are very reliant on the small tips of our guests.",
    "Most players followed the line of the club that, although it was hot, they were all well.",
    "If you rest in the afternoon, you have more energy, and feel better in the evening.",
    "The group met the mother of a boy, who lived in a small town by the sea for years.",
    "She told us the rule of the house: nobody goes out after nine at night in winter.",
    "The team found no patients, who are known to sleep badly in the first weeks of winter.",
    "He lost the last match of the long season, which is sad for all of the fans.",
    "The doctor ate some bread and slept in the garden because it was hot there at noon.",
    # "So did" turns subject and verb round.
    "Compression stockings helped a bit, and so did drinking more salt water.",
    # What follows the reason is no part of it.
    "We see a bow because the Earth gets in the way, but, from a plane, a rainbow is a circle.",
    # No finite verb behind "with".
    "The whole site is being redisplayed, with the foundations marked and the garden restored.",
    # The second "whose" cannot stand alone, nor can a comma begin a sentence.
    "John Thavis, who spent 30 years in Rome and whose book is out soon, was not surprised.",
    "The new advert, which, for many people, shows that winter has begun, was made in the spring.",
    # The sentence goes on behind the clause.
    "He took the notice, which was signed by the queen, to the palace in the evening.",
    "But it is in the north, where most of our members live, where the need is greatest.",
    # The first half says nothing alone.
    "My wife is, and has been for 14 long years in the same house.",
    # Who says it stands in the middle, or in front.
    "They did not close one of the tunnels and, the inquiry said, this was their big mistake.",
    "The editor of the magazine, Rachael Jolley, said: Illegal copies are a very big problem.",
    "So you see my colleagues and I need the tips of our guests to live.",
    # A price that shares a word with the next one is no item of a list.
    "The police found lots of cash in the house by the sea: €100, €200 and €500 notes.",
    "She wants to move to Leeds, where she would have her own garden and a ramp.",
    # No list is left without its "and".
    "The boy is strong-willed, honest, stubborn, and believes that good can come of it all.",
    # Behind the dash stands no sentence.
    "The firm was failing as he came back in 1996 — a year it lost $900 million to its rivals.",
    # Nobody is "there": it is a language, or a program.
    "This is done in other ways in languages such as Ruby, where people often try out their code.",
    "We see this with Python 3, where poor choices of the past still bring much trouble now.",
    "There are strong winds in the air, notably on the way from York to Europe, where a storm can form.",
    # "Times" is no subject of "was".
    "He has been arrested three times in the case, but the first two times was released on his word.",
    # What was so in 2008 need not be so now.
    "New York, the largest state and a stronghold in 2008, is likely to lose two votes.",
    # Somebody says all of it.
    "Mr Hill told a meeting in York last night, growth is good and prices should come down soon.",
    "He said on the radio in the morning, it is over now and all can go home.",
    # Everybody but one.
    "Everyone in the trial got better but one man felt a bit worse at the end.",
    # An item with brackets is from no list.
    "Choir at the May Festival: Music Is Coming, shown by the Theatre and the Hall [more]",
    "When the bus comes to the stop in the village, it is often late.",
]


@pytest.mark.parametrize("source", WHOLE, ids=lambda each: each[:30])
def test_it_stays_whole_where_a_split_may_say_something_else(source: str) -> None:
    assert len(simplify([source])[0].lines) == 1


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("We must ensure that the door is shut.", "We must make sure that the door is shut."),
        ("We must ensure safety at home.", ""),
        ("The charity provides meals every day.", "The charity gives meals every day."),
        ("The charity provides people with meals.", ""),
        ("Therefore, the trial ended early.", "So, the trial ended early."),
        ("The result is therefore lower.", ""),
        ("It cost in excess of 40 pounds.", "It cost more than 40 pounds."),
        ("They sold it in excess of their asking price.", ""),
        ("The town, located in the north, is small.", ""),
        ("This often occurs at night.", "This often happens at night."),
        ("The attack occurred at night.", "The attack happened at night."),
        ("They are more affluent than before.", ""),
        ("She attends school and is happy.", "She goes to school and is happy."),
        ("Check your vital signs at home.", ""),
        ("They had difficulty sleeping.", ""),
        ("They had breathing difficulties.", "They had breathing problems."),
        ("The law would be requiring a report.", ""),
        ("The law requires all schools to report it.", ""),
        ("The survey revealed that many rest.", "The survey showed that many rest."),
        ("Jane revealed that she had cancer.", ""),
        ("He went on, shortly before noon.", ""),
        ("They went further east.", ""),
        ("It is of vital importance.", ""),
        ("The vast majority came from Leeds.", ""),
        ("He had to attend.", ""),
        ("You can distribute it.", ""),
        ("You can distribute leaflets.", "You can give out leaflets."),
        ("Ask the participating shops.", ""),
        ("The trial was funded by members.", "The trial was paid for by members."),
        ("The funded project is in Leeds.", ""),
        ("The illness was due to stress.", ""),
        ("The trip is due to start now.", ""),
        ("They fell ill due to stress at work.", "They fell ill because of stress at work."),
        ("It remains on the list.", "It is still on the list."),
        ("That remains to be seen.", ""),
        ("It is an extremely rare illness.", ""),
        ("It is extremely rare.", "It is very rare."),
        ("It is highly regarded by all.", ""),
        ("They are highly successful.", "They are very successful."),
        ("It cooked for roughly 4 hours.", "It cooked for about 4 hours."),
        ("They were treated roughly.", ""),
        ("They must determine whether it helps.", "They must find out whether it helps."),
        ("It helps to determine the dose.", ""),
        ("People came from elsewhere.", ""),
        ("However, the trial ended early.", "But the trial ended early."),
        ("The trial, however, ended early.", ""),
        ("However hard you try, rest first.", ""),
        ("Some got better, whereas others did not.", "Some got better, but others did not."),
        ("Some, whereas they once said no, now say yes.", ""),
        ("The clinic is located in Leeds.", "The clinic is in Leeds."),
        ("The lost dog was located yesterday.", ""),
        ("The house was located by the police.", ""),
        ("The man was located in the garden.", ""),
        ("A lost dog is located by its chip.", ""),
        ("This is also known as brain fog.", "This is also called brain fog."),
        ("She was known as a great leader.", ""),
        ("She was known as Annie.", "She was called Annie."),
        ("They were unable to walk.", "They could not walk."),
        ("It results in pain.", "It leads to pain."),
        ("The results in Leeds were good.", ""),
        ("They closed it in a bid to save money.", "They closed it to try to save money."),
        ("It is more difficult than before.", "It is harder than before."),
        ("It is difficult to sleep.", "It is hard to sleep."),
        ("It was a difficult time.", ""),
        ("They sought to help.", "They tried to help."),
        ("They sought help.", ""),
        ("They pledged to help.", "They promised to help."),
        ("They pledged it to the club.", ""),
        ("She has a question regarding the test.", "She has a question about the test."),
        ("They are regarding it as a test.", ""),
        ("It cost in the region of 40 pounds.", "It cost about 40 pounds."),
        ("It is in the region of Leeds.", ""),
        ("They rested for a period of 6 weeks.", "They rested for 6 weeks."),
        ("They rested for a period of time.", ""),
        ("The town has 200 inhabitants.", "The town has 200 people."),
        ("It was a survey conducted by students.", "It was a survey done by students."),
        ("It was music conducted by students.", ""),
        ("Two patients underwent surgery.", "Two patients had surgery."),
        ("The town underwent changes.", ""),
        ("Most people experience pain at night.", "Most people have pain at night."),
        ("Most people experience joy at night.", ""),
        ("The group was established in 1990.", "The group was set up in 1990."),
        ("The facts were established quickly.", ""),
        ("It enables people to rest.", "It allows people to rest."),
        ("It enables rest.", ""),
        ("It is considerably larger now.", "It is much larger now."),
        ("It has grown considerably.", ""),
        ("We held our annual meeting.", "We held our yearly meeting."),
        ("It was an annual meeting.", ""),
        ("They met at the annual general meeting.", ""),
        ("They saw various shops.", "They saw different shops."),
        ("The king's various shops closed.", ""),
        ("She is the sole owner.", "She is the only owner."),
        ("He was a sole trader.", ""),
        ("It needs a further look.", "It needs another look."),
        ("The idea occurred to me.", ""),
        ("He may tell us from time to time what to do.", ""),
        ("They rest from time to time.", "They rest sometimes."),
        ("The situation with regard to rest was odd.", ""),
        ("They have learning difficulties.", ""),
        ("The individuals of the swarm rest in winter.", ""),
        ("Place of residence makes it hard.", ""),
        ("It is at her residence.", "It is at her home."),
        ("They are in vital relation with it.", ""),
        ("It seems particularly vital.", ""),
        ("It is vital.", "It is very important."),
        ("There are optimal conditions.", ""),
        ("It needs care adequate to meet the need.", ""),
        ("They had adequate care.", "They had enough care."),
        ("It had further very good news.", ""),
        ("It was an unannounced but nonetheless clear shift.", ""),
        ("He had that day attended a fair.", ""),
        ("Those who wish to attend will pay more.", ""),
        ("She attends a clinic.", "She goes to a clinic."),
        ("Russia said attempts to mix them were wrong.", ""),
        ("Most attempts to help failed.", ""),
        ("They refused to require the production of papers.", ""),
        ("They opened the door to receive him.", ""),
        ("The birds annually nest here.", ""),
        ("It was clearly established in an earlier claim.", ""),
        ("Malaria is transmitted by insects.", "Malaria is passed on by insects."),
        ("The radio can transmit data.", ""),
        ("The brief details were sad.", ""),
        ("An idea may occur to you.", ""),
        ("The law requires a report.", ""),
        ("Nevertheless so little was left.", ""),
        ("This self- sufficient group meets.", ""),
        ("The shop is currently closed.", "The shop is now closed."),
        ("The shop is not currently closed.", ""),
        ("There are currently no trials.", ""),
        ("We used it almost exclusively at home.", ""),
        ("They announced that it was over.", "They said that it was over."),
        ("They got in by a concealed door.", ""),
        ("The world must respect the individual.", ""),
        ("Counsel assisting the court left.", ""),
        ("It was shut prior to it being built.", ""),
        ("We saw a nurse attending the talks.", ""),
        ("It builds a more equal, open and innovative world.", ""),
        ("It is an innovative idea.", ""),
        ("It uses innovative ideas.", "It uses new ideas."),
        (
            "Rest is crucial for a vital part of the body.",
            "Rest is crucial for a very important part of the body.",
        ),
        ("They are going to go elsewhere.", ""),
        ("The code was implemented in Python.", ""),
        ("While convenient during initial work, it is slow.", ""),
        ("Our initial plans were good.", "Our first plans were good."),
        ("The initial interest was small.", ""),
        ("It shows what normally remains unsaid.", ""),
        ("The wind generates electricity.", "The wind makes electricity."),
        ("It has generated a response.", ""),
        ("It shows stable async / await support.", ""),
        ("We made a series highlighting women.", ""),
        ("Use the program for distributing Mercurial.", ""),
        ("He had worked there until being terminated.", ""),
        ("The data will determine how seats are shared.", ""),
        ("They gave what they agreed to provide under the law.", ""),
        ("It provides a way of working.", ""),
        ("The charity provides information and support.", "The charity gives information and support."),
        ("They walked out to demonstrate outside.", ""),
        ("The family received some 100 visitors.", ""),
        ("They received letters.", "They got letters."),
        ("The staff must inform patients.", "The staff must tell patients."),
        ("It can inform decisions.", ""),
        ("It needs the roughly 40 people here.", ""),
        ("It calls on them to require each school to publish figures.", ""),
        ("I simultaneously see both.", ""),
        ("The cut to funding was sad.", ""),
        ("Funding was cut last year.", ""),
        ("They need more funding to go on.", "They need more money to go on."),
        ("In rare cases complications due to the illness can be fatal.", ""),
    ],
)
def test_a_plain_word_only_where_it_fits(source: str, plain: str) -> None:
    assert simplify([source])[0].lines == (plain or source,)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They are one, two, three metres or more.", "They are one, two, three metres or more."),
        ("Give it a mark from one to seven.", "Give it a mark from one to seven."),
        ("She was on cloud nine.", "She was on cloud nine."),
        ("He has a son; four others died.", "He has a son; four others died."),
        ("He has a son and four dogs.", "He has a son and 4 dogs."),
        ("There are no two people with the same pain.", "There are no two people with the same pain."),
        ("It is a star known as 121102.", "It is a star known as 121102."),
        ("The road would split it in two, and go on.", "The road would split it in two, and go on."),
        ("Come back in two weeks.", "Come back in 2 weeks."),
        ("The toll is 45, eight fewer than last year.", "The toll is 45, eight fewer than last year."),
        ("We sent out 12500 letters.", "We sent out 12,500 letters."),
    ],
)
def test_number_words_that_hang_together_stay_words(text: str, figures: str) -> None:
    assert in_figures(text) == figures


def test_a_date_at_the_end_keeps_the_full_stop() -> None:
    assert in_figures("It is on 12th March.") == "It is on 12 March."
    assert in_figures("It is on 3 Sept.") == "It is on 3 September."
    assert in_figures("On 3 Sept. we meet.") == "On 3 September we meet."

"""The normaliser: what is written against what must be said, class by class."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.narration import spoken as module
from everyread.narration.lexicon import Lexicon, read_lexicon
from everyread.narration.spoken import spoken

LEXICON = read_lexicon(Path(__file__).parent.parent.parent / "sources" / "lexicon.toml")

PAIRS: dict[str, list[tuple[str, str]]] = {
    "the illness and the word": [
        ("ME can be severe", "M.E. can be severe."),
        ("They know that ME is real.", "They know that M.E. is real."),
        ("Tell me more about ME.", "Tell me more about M.E."),
        ("ME/CFS affects many.", "M.E., C.F.S. affects many."),
        ("the ME Association", "the M.E. Association."),
        ("ME's effects", "M.E.'s effects."),
        ("Give it to me", "Give it to me."),
        ("Some people with PoTS", "Some people with pots."),
        ("PEM and LDN", "P.E.M. and L.D.N."),
        ("Neither CBT nor GET is a cure", "Neither C.B.T. nor G.E.T. is a cure."),
        ("JOIN US AND GET HELP FOR ME/CFS", "JOIN us AND get HELP FOR M.E., C.F.S."),
    ],
    "telephone numbers": [
        ("Call 0844 576 5326.", "Call oh eight four four, five seven six, five three two six."),
        ("01280818964", "oh one two eight oh, eight one eight, nine six four."),
        ("01280 818964", "oh one two eight oh, eight one eight, nine six four."),
        ("(01280) 818964", "oh one two eight oh, eight one eight, nine six four."),
        ("+44 1280 818 964", "plus four four, one two eight oh, eight one eight, nine six four."),
        ("+44 (0)1280 818 964", "plus four four, one two eight oh, eight one eight, nine six four."),
        ("020 7946 0018", "oh two oh, seven nine four six, oh oh one eight."),
        ("07700 900123", "oh seven seven oh oh, nine oh oh, one two three."),
        ("Childline: 0800 1111", "Childline: oh eight oh oh, one one one one."),
        ("Tel: 0800 138 6545", "Telephone oh eight oh oh, one three eight, six five four five."),
        ("Call 999 or 111", "Call nine nine nine or one one one."),
        ("NHS 111 can help", "N.H.S. one one one can help."),
        ("Samaritans, 116 123", "Samaritans, one one six, one two three."),
        ("ext. 204", "extension two oh four."),
        ("Text 81025", "Text eight one oh two five."),
        ("charity number 801279", "charity number eight oh one two seven nine."),
    ],
    "dates": [
        ("12/05/2024", "the twelfth of May twenty twenty-four."),
        ("5/11/24", "the fifth of November twenty twenty-four."),
        ("on 31.12.1999", "on the thirty-first of December nineteen ninety-nine."),
        ("2025-05-19", "the nineteenth of May twenty twenty-five."),
        ("5 Nov", "the fifth of November."),
        ("5 Nov. at noon", "the fifth of November at noon."),
        ("Monday 5 November 2026", "Monday the fifth of November twenty twenty-six."),
        ("the 5th of November", "the fifth of November."),
        ("1-3 March", "the first to the third of March."),
        ("1 to 3 March 2027", "the first to the third of March twenty twenty-seven."),
        ("5 and 6 June", "the fifth and the sixth of June."),
        ("March 1, 2024", "March the first, twenty twenty-four."),
        ("May 2024", "May twenty twenty-four."),
        ("It may 2 days later end", "It may two days later end."),
        ("Sept 2024", "September twenty twenty-four."),
        ("Mon-Fri", "Monday to Friday."),
        ("Sat 7 Feb", "Saturday the seventh of February."),
        ("The cat sat on 2 mats", "The cat sat on two mats."),
        ("99/99/2024 is no date", "ninety-nine, ninety-nine, twenty twenty-four is no date."),
    ],
    "times": [
        ("7.30pm", "seven thirty p.m."),
        ("7:30 pm", "seven thirty p.m."),
        ("7.30 p.m. sharp", "seven thirty p.m. sharp."),
        ("10am", "ten a.m."),
        ("9am-5pm", "nine a.m. to five p.m."),
        ("10.30-11.15am", "ten thirty to eleven fifteen a.m."),
        ("from 2 to 4pm", "from two to four p.m."),
        ("9.05am", "nine oh five a.m."),
        ("14:00", "two p.m."),
        ("18:45", "six forty-five p.m."),
        ("09:05", "nine oh five a.m."),
        ("Meet at 7.30 on Tuesday", "Meet at seven thirty on Tuesday."),
        ("at 7.30 mg", "at seven point three zero milligrams."),
        ("10:00", "ten o'clock."),
        ("00:00", "midnight."),
    ],
    "money": [
        ("£3.50", "three pounds fifty."),
        ("£3.05", "three pounds and five pence."),
        ("£1", "one pound."),
        ("£18", "eighteen pounds."),
        ("£0.50", "fifty pence."),
        ("50p", "fifty pence."),
        ("1p", "one penny."),
        ("£1.2m", "one point two million pounds."),
        ("£3.5bn", "three point five billion pounds."),
        ("£250,000", "two hundred and fifty thousand pounds."),
        ("£5-£10", "five pounds to ten pounds."),
        ("£5/month", "five pounds per month."),
        ("£12.00", "twelve pounds."),
        ("$5 and €3.50", "five dollars and three euros fifty."),
    ],
    "doses and measures": [
        ("25mg", "twenty-five milligrams."),
        ("1mg", "one milligram."),
        ("2.5 ml", "two point five millilitres."),
        ("50 µg", "fifty micrograms."),
        ("50μg", "fifty micrograms."),
        ("100mcg", "one hundred micrograms."),
        ("3–4.5 mg/day", "three to four point five milligrams per day."),
        ("0.5mg", "zero point five milligrams."),
        ("a 5-mg tablet", "a five milligram tablet."),
        ("10mg-20mg", "ten milligrams to twenty milligrams."),
        ("5 mmol/L", "five millimoles per litre."),
        ("2 x 500mg", "two times five hundred milligrams."),
        ("1,000 IU", "one thousand international units."),
        ("37.5°C", "thirty-seven point five degrees Celsius."),
        ("38C or above", "thirty-eight degrees Celsius or above."),
        ("-5°C", "minus five degrees Celsius."),
        ("pg/ml", "picograms per millilitre."),
        ("120/80", "one hundred and twenty over eighty."),
        ("120/80 mmHg", "one hundred and twenty over eighty millimetres of mercury."),
        ("70 bpm", "seventy beats a minute."),
        ("5 m²", "five square metres."),
        ("45%", "forty-five per cent."),
        ("5-10%", "five to ten per cent."),
        ("30 mins", "thirty minutes."),
        ("1 hr", "one hour."),
        ("hold it for 30s", "hold it for thirty seconds."),
    ],
    "numbers": [
        ("3-5 times", "three to five times."),
        ("3–5 times", "three to five times."),
        ("1,234", "one thousand two hundred and thirty-four."),
        ("250,000 people", "two hundred and fifty thousand people."),
        ("2000 people", "two thousand people."),
        ("1500 words", "one thousand five hundred words."),
        ("1st and 22nd", "first and twenty-second."),
        ("½ a cup", "half a cup."),
        ("½ teaspoon of cumin", "half a teaspoon of cumin."),
        ("wait ½ hour", "wait half an hour."),
        ("the over-55s", "the over-fifty-fives."),
        ("10⁻¹² g", "ten to the power of minus twelve grams."),
        ("1½ cups", "one and a half cups."),
        ("3/4", "three quarters."),
        ("2 1/2", "two and a half."),
        ("pain of 7/10", "pain of seven out of ten."),
        ("a ratio of 2:1", "a ratio of two to one."),
        ("won 2-1", "won two one."),
        ("24/7", "twenty-four seven."),
        ("65+", "sixty-five plus."),
        ("p<0.05", "p less than zero point zero five."),
        ("≥3 and ≤ 5", "at least three and at most five."),
        ("±2", "plus or minus two."),
        ("No. 5", "number five."),
        ("10⁶ cells", "ten to the power of six cells."),
        ("2024 - 12 tips", "twenty twenty-four, twelve tips."),
        ("10-week plan", "ten-week plan."),
        ("007", "oh oh seven."),
    ],
    "years": [
        ("in 1998", "in nineteen ninety-eight."),
        ("in 2005", "in two thousand and five."),
        ("2024", "twenty twenty-four."),
        ("in 1848", "in eighteen forty-eight."),
        ("the 2020s", "the twenty twenties."),
        ("the 1990s", "the nineteen nineties."),
        ("in her 40s", "in her forties."),
        ("2019-2024", "twenty nineteen to twenty twenty-four."),
        ("2023/24", "twenty twenty-three to twenty-four."),
        ("Winter 2024.", "Winter twenty twenty-four."),
    ],
    "names with figures": [
        ("B12", "B twelve."),
        ("CD8 T cells", "C.D. eight T cells."),
        ("NG206", "N.G. two oh six."),
        ("IL-6", "I.L. six."),
        ("H1N1", "H one N one."),
        ("Omega-3", "Omega three."),
        ("COVID-19", "Covid nineteen."),
        ("SARS-CoV-2", "sars cov two."),
        ("MK18 4DF", "M.K. eighteen, four D.F."),
        ("the A303", "the A three oh three."),
        ("CO₂", "C.O. two."),
        ("Type II diabetes", "Type two diabetes."),
        ("Phase II/III", "Phase two or three."),
        ("the type I have", "the type I have."),
        ("Henry VIII", "Henry the eighth."),
        ("IV drip", "I.V. drip."),
        ("TNF-α", "TNF alpha."),
        ("β-blockers", "beta blockers."),
    ],
    "abbreviations": [
        ("pain, e.g. headache", "pain, for example, headache."),
        ("rest, i.e. lying down", "rest, that is, lying down."),
        ("aches, etc.", "aches, et cetera."),
        ("aches etc. and pains", "aches et cetera and pains."),
        ("rest vs. activity", "rest versus activity."),
        ("Sasso et al. found", "Sasso and others found."),
        ("Hale A, et al. Fatigue", "Hale A, and others. Fatigue."),
        ("Dr. Smith and Prof Jones", "Doctor Smith and Professor Jones."),
        ("St Mary's, High St", "Saint Mary's, High Street."),
        ("pp. 3-5", "pages three to five."),
        ("and/or", "and or."),
        ("his/her carer/partner", "his or her carer or partner."),
        ("w/c 5 May", "week commencing the fifth of May."),
    ],
    "addresses": [
        ("www.meassociation.org.uk", "M.E. association dot org dot U.K."),
        ("https://www.nhs.uk/", "N.H.S. dot U.K."),
        ("Write to info@meassociation.org.uk.", "Write to info at M.E. association dot org dot U.K."),
        ("example.org/join-us", "example dot org slash join hyphen us."),
        ("https://doi.org/10.3389/fmolb.2025.1582967", "a page at doi dot org."),
        ("@someone and #LongCovid", "at someone and hashtag Long Covid."),
        ("See [our page](/help/)", "See our page."),
    ],
    "marks": [
        ("one (two) three", "one, two, three."),
        ("one (two).", "one, two."),
        ("symptom(s)", "symptoms."),
        ("this – that", "this, that."),
        ("A & B", "A and B."),
        ("‘low level’ and don’t", "“low level” and don't."),
        ("finding.² More", "finding. More."),
        ("shown [12] and [3-5]", "shown and."),
        ("• item", "item."),
        ("wait...", "wait…"),
        ("What now?", "What now?"),
        ("She asked “Why?”", "She asked “Why?”"),
    ],
}
ALL = [pytest.param(written, said, id=written) for rows in PAIRS.values() for written, said in rows]


@pytest.mark.parametrize(("written", "said"), ALL)
def test_written_is_said(written: str, said: str) -> None:
    assert spoken(written, LEXICON).text == said


def test_the_table_is_large_and_has_no_duplicates() -> None:
    written = [row[0] for rows in PAIRS.values() for row in rows]
    assert len(written) >= 120
    assert len(set(written)) == len(written)


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in (*module.BEFORE_LEXICON, *module.AFTER_LEXICON, *module.FINISH)]
    assert len(set(names)) == len(names)


def test_what_a_rule_did_is_told() -> None:
    fired = spoken("Take 5mg of LDN", LEXICON).fired
    assert [(each.rule, each.before, each.after) for each in fired] == [
        ("lexicon", "LDN", "L.D.N."),
        ("measure", "5mg", "five milligrams"),
    ]


def test_what_cannot_be_said_is_reported() -> None:
    said = spoken("Hello 😀 你好 there 😀", LEXICON)
    assert said.text == "Hello there."
    assert said.dropped == "😀你好"


@pytest.mark.parametrize("written", ["", "...", "—", "• • •", "😀", "你好", "[12]", "   ", "/", "()"])
def test_nothing_to_say_is_an_empty_text(written: str) -> None:
    assert spoken(written, LEXICON).text == ""


@given(st.text(max_size=200))
def test_any_text_gives_plain_words(written: str) -> None:
    said = spoken(written, LEXICON).text
    assert not set("0123456789[]()<>{}/\\@#%&*_|~^") & set(said)
    assert "  " not in said
    assert said == said.strip()


@given(st.from_regex(r"[ -~£µ–°½]{0,60}", fullmatch=True))
def test_figures_and_signs_give_plain_words(written: str) -> None:
    said = spoken(written, LEXICON)
    assert not any(character.isdigit() for character in said.text)
    assert said == spoken(written, LEXICON)


@given(st.integers(0, 10**15 - 1))
def test_every_number_is_said_without_its_lexicon(value: int) -> None:
    assert spoken(f"{value:,}", Lexicon()).text.rstrip(".").replace("-", " ").replace(" ", "").isalpha()

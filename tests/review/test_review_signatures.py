"""Signatures: what they cover, what voids them, and that nothing but everyread can make them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from everyread.article import Notice
from everyread.easyread.glossary import Entry, Glossary
from everyread.errors import InputError
from everyread.review.document import Review
from everyread.review.reviewed import reviewed
from everyread.review.signed import Signed
from everyread.review.signing import DoubtError, Person, signature_for, to_sign
from everyread.review.units import units_of
from tests.review.review_samples import (
    BLOCKS,
    DISCLAIMER,
    GLOSSARY,
    MEDICAL,
    READERS,
    Desk,
    draft_of,
    fresh,
    paragraph,
)

TODAY = date(2026, 11, 22)
VIRUS = "A virus makes people ill."


def signed() -> Desk:
    return fresh().sign(MEDICAL, READERS)


def outcome(desk: Desk, glossary: Glossary = GLOSSARY) -> Signed | None:
    return reviewed(desk.draft, desk.article, desk.review, glossary).signed


def voids(desk: Desk) -> dict[str, str]:
    return {each.unit.text: why for each in desk.standings() if (why := each.void("medical"))}


def test_an_easy_read_is_signed_only_when_both_signatures_hold_for_everything() -> None:
    assert outcome(fresh()) is None
    assert outcome(fresh().sign(MEDICAL)) is None
    assert outcome(fresh().sign(READERS)) is None
    assert outcome(signed()) == Signed((MEDICAL,), (READERS,))
    assert outcome(Desk(fresh().article)) is None  # an empty file


def test_signing_keeps_everything_else_byte_for_byte() -> None:
    desk = replace(fresh(), text="\ufeff" + fresh().text.replace("\n", "\r\n") + "# a last note, no line end")
    after = desk.sign(MEDICAL).text

    def plain(text: str) -> str:
        text = re.sub(r"(?:SIGNED|WRITTEN).*\r\n", "", text)
        return re.sub(r" medical-1:\w{12}", "", text)

    assert plain(after) == plain(desk.text)
    assert after.count("\r\n") == after.count("\n")
    assert after.count(" medical-1:") == len(desk.units())


def test_changed_easy_words_void_their_own_sentence_only() -> None:
    desk = signed().changed("Stay warm.", "Wear a coat.")
    assert outcome(desk) is None
    assert list(voids(desk)) == ["Stay warm."]
    assert "changed after Dr A. Rahman signed on 2026-11-20" in voids(desk)["Stay warm."]


def test_a_changed_source_voids_its_own_sentence_only() -> None:
    blocks = (*BLOCKS[:3], paragraph("Drink more water."), *BLOCKS[4:])
    desk = replace(signed(), article=fresh(*blocks).article)
    assert voids(desk) == {"Drink more water.": "the article is new or changed here"}
    assert outcome(desk) is None


def test_what_the_article_loses_or_moves_needs_no_new_signature() -> None:
    desk = replace(signed(), article=fresh(BLOCKS[3], *BLOCKS[:2], *BLOCKS[4:]).article)
    assert voids(desk) == {}
    assert outcome(desk) is not None


def test_a_changed_explanation_of_a_hard_word_voids_that_word_only() -> None:
    other = Glossary((Entry("virus", "A virus is a germ."), *GLOSSARY.entries[1:]))
    desk = signed()
    hard = draft_of(desk.article).hard_words[0]
    draft = replace(desk.draft, hard_words=(replace(hard, means=("A virus is a germ.",)),))
    made = reviewed(draft, desk.article, desk.review, other)
    assert made.signed is None
    assert [each.rule for each in made.findings] == ["EZR-024", "EZR-024"]
    assert "1 of " in made.findings[0].message
    assert "A virus is a germ." in made.findings[0].message


def test_a_hard_word_that_only_a_person_uses_is_to_be_signed_too() -> None:
    desk = fresh().changed("Stay warm.", "Rest helps fatigue.")
    assert desk.unit("fatigue Fatigue means feeling very tired.").block is None
    made = reviewed(desk.draft, desk.article, desk.review, GLOSSARY)
    assert [hard.word for hard in made.draft.hard_words] == ["fatigue", "virus"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SIGNED medical 1: Dr A. Rahman", "SIGNED medical 1: Dr B. Rahman"),
        (
            "SIGNED medical 1: Dr A. Rahman | on: 2026-11-20",
            "SIGNED medical 1: Dr A. Rahman | on: 2026-11-19",
        ),
    ],
)
def test_a_signature_that_was_changed_by_hand_covers_nothing(old: str, new: str) -> None:
    desk = signed().changed(old, new)
    assert len(voids(desk)) == len(desk.units())


def test_a_signature_that_was_taken_out_or_typed_covers_nothing() -> None:
    desk = signed()
    lost = replace(desk, text=re.sub("SIGNED medical.*\n", "", desk.text))
    assert set(voids(lost).values()) == {"its signature is no longer at the head of the file"}
    typed = replace(desk, text=re.sub(r" (?:medical|readers)-1:\w{12}", "", desk.text))
    assert set(voids(typed).values()) == {"it came after the signature"}
    assert outcome(typed) is None


def test_a_seal_that_is_copied_to_another_sentence_does_not_fit() -> None:
    desk = signed()
    seals = re.search(r"== s0001 \w+ \w+( .+) ==", desk.text)
    assert seals
    forged = re.sub(r"(== s0004 \w+ \w+) .+ ==", rf"\1{seals[1]} ==", desk.text)
    assert list(voids(replace(desk, text=forged))) == [VIRUS]


def test_what_an_editor_changes_unasked_voids_nothing() -> None:
    desk = fresh(paragraph("It isn't “easy”…  I say."), *BLOCKS).sign(MEDICAL, READERS)
    text = desk.text.replace("isn't", "isn’t").replace("“easy”", '"easy"').replace("…  I", "... I")
    assert outcome(replace(desk, text=text)) is not None


def test_signing_again_covers_only_what_is_void() -> None:
    desk = signed().changed("Stay warm.", "Wear a coat.")
    again = replace(MEDICAL, number=2, name="Dr C. Osei", date="2026-11-22")
    desk = desk.sign(again, replace(READERS, number=2))
    made = outcome(desk)
    assert made is not None
    assert made.medical == (MEDICAL, again)
    assert desk.unit("Stay warm.").signature("medical") == again
    assert desk.unit("Drink water.").signature("medical") == MEDICAL


def test_the_colophon_names_the_group_and_how_many_but_not_the_readers() -> None:
    made = outcome(signed())
    assert made is not None
    assert made.lines() == (
        "People have checked this easy read.",
        "Dr A. Rahman checked the facts on 20 November 2026.",
        "Lantern group read it on 21 November 2026: 3 people.",
    )
    assert made.facts()["readers"] == [{"name": "Lantern group", "date": "2026-11-21", "people": 3}]


REVIEW = Review("easy-read/flu.txt", (MEDICAL,), ())


@pytest.mark.parametrize(
    ("people", "kept"),
    [
        ("3", "3"),
        ("3 people", "3"),
        ("Ann, Raj and Lee", "3: Ann, Raj and Lee"),
        ("2: Ann & Raj", "2: Ann & Raj"),
        ("4 readers (Ann, Raj, Lee, Jo)", "4: Ann, Raj, Lee, Jo"),
    ],
)
def test_readers_give_their_number_or_their_names(people: str, kept: str) -> None:
    made = signature_for("readers", Person("Us", "2026-11-20", people, "Clear."), REVIEW, TODAY)
    assert made.people == kept
    assert made.number == 1


@pytest.mark.parametrize("people", ["", "1", "Ann", "0", "1: Ann and Raj"])
def test_one_reader_is_not_enough(people: str) -> None:
    with pytest.raises(InputError, match="At least 2 people"):
        signature_for("readers", Person("Us", "", people, "Clear."), REVIEW, TODAY)


@pytest.mark.parametrize(
    ("person", "problem"),
    [
        (Person("", said="x"), "needs a name"),
        (Person(" \n", said="x"), "needs a name"),
        (Person("Dr A"), "more than a name"),
        (Person("Dr A", "20.11.2026", said="x"), "is no date"),
        (Person("Dr A", "2026-11-23", said="x"), "still to come"),
    ],
)
def test_a_signature_that_says_too_little_is_refused(person: Person, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        signature_for("medical", person, REVIEW, TODAY)


def test_a_signature_is_one_line_of_fields_whatever_is_typed() -> None:
    made = signature_for("medical", Person("Dr\nA | on: x\x1b[2J", said="a\tb"), REVIEW, TODAY)
    assert (made.name, made.said, made.date, made.number) == ("Dr A / on: x [2J", "a b", "2026-11-22", 2)


def covered(desk: Desk, role: str = "medical", although: str = "") -> list[str]:
    found = to_sign(
        "medical" if role == "medical" else "readers", desk.standings(), desk.review, although, GLOSSARY
    )
    return [each.unit.text for each in found]


def test_nobody_signs_a_file_that_lacks_a_sentence_or_has_a_slip() -> None:
    desk = replace(fresh(), article=fresh(*BLOCKS, paragraph("One more.")).article)
    with pytest.raises(InputError, match="lacks 1 of 11 parts"):
        covered(desk)
    with pytest.raises(InputError, match=r"line \d+: say why it is dropped"):
        covered(fresh().changed("Stay warm.", "DROP:"))


def test_the_medical_editor_must_answer_what_the_guard_says() -> None:
    desk = fresh().changed("It may last for 3 weeks.", "It lasts for 4 weeks.")
    with pytest.raises(DoubtError, match=r"line \d+, “It may last") as caught:
        covered(desk)
    assert caught.value.exit_code == 1
    assert "--although" in caught.value.fix
    assert len(covered(desk, although="The trial says so.")) == len(desk.units())
    assert len(covered(desk, role="readers")) == len(desk.units())


def test_what_the_medical_editor_signed_is_doubted_no_more() -> None:
    desk = fresh().changed("It may last for 3 weeks.", "It lasts for 4 weeks.")
    before = reviewed(desk.draft, desk.article, desk.review, GLOSSARY).findings
    assert [each.rule for each in before] == ["EZR-023"]
    desk = desk.sign(replace(MEDICAL, although="The trial says so."))
    assert reviewed(desk.draft, desk.article, desk.review, GLOSSARY).findings == ()


def test_a_disclaimer_is_part_of_what_is_signed() -> None:
    block = Notice((paragraph("This is no advice."),))
    desk = replace(signed(), article=fresh(*BLOCKS[:-1], block).article)
    assert list(voids(desk)) == ["This is no advice."]
    kinds = {unit.text: unit.kind for unit in units_of(signed().draft, signed().article, GLOSSARY)}
    assert kinds[DISCLAIMER] == "locked"

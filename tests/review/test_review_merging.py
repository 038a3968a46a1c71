"""A review file meets its draft: people's words in place, and a changed article that keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Article, Paragraph, Run
from everyread.easyread.document import Copied, Draft, Line, Lines, Points, Title
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import read_glossary
from everyread.review.document import Easy
from everyread.review.grammar import parse
from everyread.review.memory import approved_elsewhere
from everyread.review.merging import with_marks
from everyread.review.reviewed import Reviewed, reviewed
from everyread.review.units import units_of
from everyread.review.writing import merged_text, new_text
from tests.review.review_samples import (
    BLOCKS,
    DISCLAIMER,
    GLOSSARY,
    LINK,
    MEDICAL,
    NAME,
    READERS,
    Desk,
    article_of,
    fresh,
    in_folder,
    paragraph,
)


def made(desk: Desk) -> Reviewed:
    return reviewed(desk.draft, desk.article, desk.review, GLOSSARY)


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines()]


def line(draft: Draft, text: str) -> Line:
    return next(each for each in draft.lines() if each.text == text)


def test_without_a_review_the_draft_is_as_it_was() -> None:
    desk = fresh()
    assert reviewed(desk.draft, desk.article, None, GLOSSARY) == Reviewed(desk.draft, None, ())


def test_a_review_that_nobody_touched_changes_nothing() -> None:
    desk = fresh()
    assert made(desk) == Reviewed(desk.draft, None, ())


def test_what_the_engine_drafts_goes_through_the_file_unchanged() -> None:
    article = article_of(
        paragraph("We looked at three things: sleep, pain and a virus. It was odd."),
        paragraph("PoTS (a fast heart) is common, and it may last for years in some people."),
        *BLOCKS,
    )
    draft = make_draft(article, GLOSSARY)
    units = units_of(draft, article, GLOSSARY)
    review = parse(new_text("Flu", "flu.md", units, {}), NAME)
    assert reviewed(draft, article, review, GLOSSARY).draft == draft


def test_a_persons_words_are_printed_in_place_of_the_drafts() -> None:
    desk = fresh().changed("And rest can help.", "Rest can help you.\nSo can sleep.")
    draft = made(desk).draft
    assert texts(draft)[2:6] == [
        "A virus makes people ill.",
        "It may last for 3 weeks.",
        "Rest can help you.",
        "So can sleep.",
    ]
    assert line(draft, "Rest can help you.").flags == ()


def test_flags_stay_until_a_person_decided() -> None:
    assert line(made(fresh()).draft, "And rest can help.").flags == ("kept",)
    assert line(made(fresh().sign(READERS)).draft, "And rest can help.").flags == ()
    kept = fresh().changed("And rest can help.", "And rest can help.\n# Ann: this is fine.")
    assert line(made(kept).draft, "And rest can help.").flags == ()


def test_points_become_a_list_and_an_explanation_stays_with_its_line() -> None:
    desk = fresh().changed("And rest can help.", "What helps:\n- rest\n+ Lie down.\n- sleep\nThat is all.")
    blocks = made(desk).draft.blocks
    kinds = [block.kind for block in blocks[1:5]]
    assert kinds == ["lines", "points", "lines", "lines"]
    points = blocks[2]
    assert isinstance(points, Points)
    first = points.points[0].blocks[0]
    assert isinstance(first, Lines)
    assert first.lines[0].text == "rest"
    assert first.lines[0].explanations == (("Lie down.",),)


def test_what_is_dropped_is_not_printed_and_its_list_goes_with_it() -> None:
    desk = fresh().changed("Drink water.", "DROP: said before").changed("Stay warm.", "DROP: said before")
    draft = made(desk).draft
    assert not any(isinstance(block, Points) for block in draft.blocks)
    assert "Stay warm." not in texts(draft)


def test_keep_prints_the_articles_own_sentence() -> None:
    desk = fresh().changed("It may last for 3 weeks.", "KEEP")
    assert "It may last for 3 weeks, and rest can help." in texts(made(desk).draft)
    heading = fresh().changed("What is it? Read on.", "KEEP:")
    assert "What is it? Read on." in texts(made(heading).draft)


def test_a_hard_word_is_explained_where_it_is_first_used_now() -> None:
    desk = fresh().changed("A virus makes people ill.", "Flu makes people ill.")
    desk = desk.changed("Stay warm.", "A virus likes the cold. Viruses do.")
    draft = made(desk).draft
    assert line(draft, "Flu makes people ill.").explanations == ()
    later = line(draft, "A virus likes the cold. Viruses do.")
    assert later.explanations == (("A virus is a very small germ.",),)
    assert [run.text for run in later.runs if run.emphasis] == ["virus"]


def test_headings_and_the_title_take_other_words_in_one_line() -> None:
    desk = fresh().changed("What is it? Read on.", "What is\nflu?").changed("Flu", "All about\nflu")
    draft = made(desk).draft
    assert draft.title.text == "All about flu"
    assert isinstance(draft.blocks[0], Title)
    assert draft.blocks[0].line.text == "What is flu?"


def whole(desk: Desk, put: str) -> Desk:
    note = "# This is copied whole. You can write easy words here instead, or drop it.\n"
    at = desk.text.index(note) + len(note)
    return replace(desk, text=desk.text[:at] + put + desk.text[at:])


def test_a_block_that_is_copied_whole_can_be_put_in_other_words_or_dropped() -> None:
    rewritten = made(whole(fresh(), "Jane was ill.\nJane is well.\n")).draft
    assert texts(rewritten)[-2:] == ["Jane was ill.", "Jane is well."]
    assert sum(isinstance(block, Copied) for block in rewritten.blocks) == 1
    dropped = made(whole(fresh(), "DROP: too long\n")).draft
    assert [block.kind for block in dropped.blocks[-2:]] == ["points", "copied"]
    assert made(whole(fresh(), "KEEP\n")).draft == fresh().draft


@pytest.mark.fires("EZR-021")
def test_a_disclaimer_stays_whatever_a_person_writes() -> None:
    note = "# This is printed word for word. It cannot be changed here.\n"
    for put in ("DROP: boring\n", "We know best.\n", "KEEP\n"):
        desk = fresh()
        at = desk.text.index(note) + len(note)
        result = made(replace(desk, text=desk.text[:at] + put + desk.text[at:]))
        assert result.draft == desk.draft
        assert [each.rule for each in result.findings] == ["EZR-021"]
        assert "word for word" in result.findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Flu", "DROP: no", "the title cannot be dropped"),
        ("Stay warm.", "DROP:", "say why"),
        ("Stay warm.", "", "it has no words"),
        ("Stay warm.", "+ Wear a coat.", "needs a line above"),
        ("And rest can help.", "Hm.", "a note has lost the #"),
    ],
)
def test_a_slip_leaves_the_draft_and_names_its_line(old: str, new: str, problem: str) -> None:
    desk = fresh().changed(old, new)
    result = made(desk)
    assert texts(result.draft) == texts(desk.draft)
    (finding,) = result.findings
    assert (finding.rule, problem in finding.message) == ("EZR-021", True)
    assert finding.paragraph.startswith("easy-read/flu.txt, line ")


def test_the_articles_words_in_the_file_are_not_to_be_changed() -> None:
    desk = fresh()
    for put in ("> Stay cold.\nStay warm.", "Stay warm."):
        text = desk.text.replace("> Stay warm.\nStay warm.", put)
        (finding,) = made(replace(desk, text=text)).findings
        assert finding.rule == "EZR-021"
        assert "put them back: > Stay warm." in finding.message


@pytest.mark.fires("EZR-022")
def test_a_link_goes_back_on_its_words_or_is_told_as_lost() -> None:
    kept = made(fresh().changed("We saw a new trial of a drug.", "There is a new trial."))
    assert line(kept.draft, "There is a new trial.").runs == (Run("There is "), LINK, Run("."))
    lost = made(fresh().changed("We saw a new trial of a drug.", "We saw a trial of a drug."))
    assert [each.rule for each in lost.findings] == ["EZR-022"]
    assert "“a new trial”" in lost.findings[0].message


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)))
def test_marks_never_change_a_persons_words(lines: list[str]) -> None:
    source = (Run("a", emphasis=True), Run(" b "), Run("c", href="https://example.org/"))
    assert ["".join(run.text for run in runs) for runs in with_marks(lines, source)] == lines


@pytest.mark.fires("EZR-023")
def test_the_guard_judges_people_too_and_only_warns() -> None:
    desk = fresh().changed("It may last for 3 weeks.", "It lasts for 3 weeks.")
    result = made(desk)
    assert [each.rule for each in result.findings] == ["EZR-023"]
    assert result.findings[0].severity == "warning"
    assert result.findings[0].sentence
    assert "It lasts for 3 weeks." in texts(result.draft)


def test_the_guard_speaks_up_when_safety_advice_is_dropped() -> None:
    advice = "Do not stop taking your tablets before you have talked to your GP."
    desk = fresh(paragraph(advice, " It is dark."))
    assert [each.rule for each in made(desk.changed(advice, "DROP: long")).findings] == ["EZR-023"]
    assert made(desk.changed("It is dark.", "DROP: long")).findings == ()


@pytest.mark.fires("EZR-024")
def test_a_void_signature_says_which_sentences_and_what_to_do() -> None:
    desk = fresh().sign(MEDICAL, READERS).changed("Stay warm.", "Be warm.")
    found = made(desk).findings
    assert [each.rule for each in found] == ["EZR-024", "EZR-024"]
    assert "a medical editor no longer covers 1 of 10 parts" in found[0].message
    assert "“Stay warm.”" in found[0].message
    assert "sign again" in found[0].fix


def test_a_picture_that_a_person_chose_is_handed_on() -> None:
    desk = fresh().changed("Stay warm.", "Stay warm.\nPICTURE: coat.png")
    assert made(desk).pictures == ((desk.unit("Stay warm.").unit.id, "coat.png"),)


# A changed article.


def test_the_file_gets_what_the_article_got_and_keeps_what_people_wrote() -> None:
    desk = fresh().changed("And rest can help.", "Rest can help you.").sign(MEDICAL, READERS)
    new = paragraph("A virus makes people ill. It may last for 3 weeks, and rest can help. Sleep well.")
    later = desk.merge(paragraph("This is first."), BLOCKS[0], new, *BLOCKS[2:3], *BLOCKS[4:])
    order = [(block.quoted[0], block.gone) for block in later.review.blocks if block.id != "word"]
    assert order == [
        ("Flu", False),
        ("This is first.", False),
        ("What is it?", False),
        ("A virus makes people ill.", False),
        ("It may last for 3 weeks, and rest can help.", False),
        ("Sleep well.", False),
        ("We saw a new trial of a drug.", False),
        ("Drink water.", True),
        ("Stay warm.", True),
        ("I was ill.", False),
        (DISCLAIMER, False),
    ]
    assert later.unit("It may last for 3 weeks, and rest can help.").block.words[1] == Easy(
        "Rest can help you."
    )  # type: ignore[union-attr]
    unsigned = [each.unit.text for each in later.standings() if not each.is_signed]
    assert unsigned == ["This is first.", "Sleep well."]
    ids = [block.id for block in later.review.blocks if not block.gone]
    assert ids == [unit.id for unit in later.units()]


def test_what_was_gone_comes_back_with_its_words_and_signatures() -> None:
    desk = fresh().changed("Stay warm.", "Be warm.").sign(MEDICAL, READERS)
    back = desk.merge(*BLOCKS[:3], *BLOCKS[4:]).merge(*BLOCKS)
    assert not any(block.gone for block in back.review.blocks)
    assert all(each.is_signed for each in back.standings())


def test_bringing_up_to_date_twice_changes_nothing_more() -> None:
    desk = fresh().changed("Stay warm.", "Be warm.")
    once = desk.merge(*BLOCKS[:2], paragraph("New."), *BLOCKS[3:])
    assert once.text != desk.text
    assert once.merge(*BLOCKS[:2], paragraph("New."), *BLOCKS[3:]).text == once.text


def test_a_newer_draft_replaces_only_what_nobody_touched() -> None:
    desk = fresh().changed("Stay warm.", "Stay warm.\n# Ann: good")
    newer = tuple(
        replace(unit, words=(Easy(f"{unit.text} Now."),)) if unit.kind == "sentence" else unit
        for unit in desk.units()
    )
    text = merged_text(desk.text, desk.review, newer, {})
    assert "Drink water. Now." in text
    assert "Stay warm. Now." not in text
    signed = desk.sign(READERS)
    assert "Now." not in merged_text(signed.text, signed.review, newer, {})


def test_blocks_in_another_order_are_the_same_review() -> None:
    desk = fresh().changed("Stay warm.", "Be warm.").sign(MEDICAL, READERS)
    head, *blocks = desk.text.split("\n== ")
    turned = replace(desk, text="\n== ".join([head, *(f"{block.strip()}\n" for block in reversed(blocks))]))
    assert made(turned).draft == made(desk).draft
    assert made(turned).signed == made(desk).signed


def test_a_block_that_was_deleted_gives_the_draft_and_needs_signing() -> None:
    desk = fresh().changed("Stay warm.", "Be warm.").sign(MEDICAL, READERS)
    block = next(piece for piece in desk.text.split("\n\n") if "Be warm." in piece)
    lost = replace(desk, text=desk.text.replace(block, ""))
    result = made(lost)
    assert "Stay warm." in texts(result.draft)
    assert [each.rule for each in result.findings] == ["EZR-024", "EZR-024"]
    again = lost.merge(*BLOCKS)
    assert [each.unit.text for each in again.standings() if not each.is_signed] == ["Stay warm."]


def test_the_same_sentence_twice_has_two_blocks() -> None:
    desk = fresh(paragraph("Rest."), paragraph("Rest."))
    assert [block.id for block in desk.review.blocks] == ["s0001", "s0002", "s0003"]
    second = desk.text.rindex("Rest.")
    desk = replace(desk, text=desk.text[:second] + "Sleep." + desk.text[second + 5 :])
    assert texts(made(desk).draft) == ["Flu", "Rest.", "Sleep."]
    fewer = desk.merge(paragraph("Rest."))
    assert [block.gone for block in fewer.review.blocks] == [False, False, True]


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_whatever_an_article_becomes_no_word_of_a_person_is_lost(
    order: list[int], lost: set[int], edited: set[int]
) -> None:
    blocks = [paragraph(f"Sentence number {place} is here.") for place in range(6)]
    desk = fresh(*blocks)
    for place in edited:
        desk = desk.changed(f"Sentence number {place} is here.", f"My {place}.")
    later = desk.merge(*(blocks[place] for place in order if place not in lost), paragraph("New."))
    assert all(f"\nMy {place}.\n" in later.text for place in edited)
    printed = texts(made(later).draft)[1:-1]
    assert printed == [
        f"My {place}." if place in edited else f"Sentence number {place} is here."
        for place in order
        if place not in lost
    ]


# What other issues signed.


def test_signed_words_of_other_issues_are_offered_and_still_to_be_signed(tmp_path: Path) -> None:
    autumn = fresh().changed("Stay warm.", "Be warm.").changed("Drink water.", "KEEP").sign(MEDICAL, READERS)
    in_folder(tmp_path / "autumn-2026", "flu.txt", autumn.text)
    in_folder(tmp_path / "summer-2026", "broken.txt", "nonsense")
    in_folder(tmp_path / "spring-2026", "half.txt", fresh().changed("Stay warm.", "Hot!").sign(MEDICAL).text)
    winter = tmp_path / "winter-2026"
    winter.mkdir()
    memory = approved_elsewhere(tmp_path, winter)
    desk = fresh()
    text = new_text("Flu", "flu.md", desk.units(), memory)
    assert "# These words were approved in autumn-2026. Sign them here too.\nBe warm.\n" in text
    desk = replace(desk, text=text)
    assert not any(each.is_signed or each.is_decided for each in desk.standings())
    assert {"Be warm.", "Drink water."} <= set(texts(made(desk).draft))
    assert "Hot!" not in text
    assert merged_text(text, desk.review, desk.units(), memory) == text
    assert approved_elsewhere(tmp_path, tmp_path / "autumn-2026") == {}


def test_dropped_sentences_are_not_dropped_again(tmp_path: Path) -> None:
    autumn = fresh().changed("Stay warm.", "DROP: it was summer").sign(MEDICAL, READERS)
    in_folder(tmp_path / "autumn-2026", "flu.txt", autumn.text)
    memory = approved_elsewhere(tmp_path, tmp_path / "winter-2026")
    assert fresh().unit("Stay warm.").unit.source not in memory


def test_the_real_glossary_and_a_real_draft_go_through(tmp_path: Path) -> None:
    glossary = read_glossary(Path("sources/glossary.toml"))
    article: Article = article_of(
        Paragraph(
            paragraph("If you have ME/CFS, your GP may speak of PoTS (postural tachycardia syndrome).").prose
        )
    )
    draft = make_draft(article, glossary)
    review = parse(new_text("Flu", "flu.md", units_of(draft, article, glossary), {}), NAME)
    assert reviewed(draft, article, review, glossary) == Reviewed(draft, None, ())

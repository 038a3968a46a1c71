"""Which picture goes where, long easy reads in parts, and the page in a browser and before its judge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyread.article import (
    Article,
    Item,
    Listing,
    Notice,
    Paragraph,
    Run,
    Sentence,
    Source,
    article_adapter,
    unsplit,
)
from everyread.easyread.document import Copied, Draft, DraftBlock, HardWord, Line, Lines, Point, Points, Title
from everyread.easyread.glossary import Entry, Glossary
from everyread.easyread.outputs import Layout, denied
from everyread.easyread.outputs_parts import parts
from everyread.easyread.pictures import Album, Picture, album_adapter
from everyread.easyread.pictures_fitting import fitted
from everyread.easyread.render import Pages, page
from everyread.easyread.task import EasyReadOrder
from everyread.proof.easy_numbers import numbers_in, spelled_in
from everyread.proof.easy_page import EasyPageProofOrder, prove_easy_page
from everyread.review.document import Signature
from everyread.review.signed import Signed
from everyread.sentences import segment
from everyread.settings import EasyRead
from everyread.store import Store
from everyread.workspace import templates_digest

ROOT = Path(__file__).parents[2]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1H8V8Z"/></svg>'
DISCLAIMER = "This is not medical advice."


def line(text: str, source: str = "s1", **more: object) -> Line:
    return Line((Run(text),), source, **more)  # type: ignore[arg-type]


def picture(name: str, *words: str, data: str = "0") -> Picture:
    return Picture(name, f"{name}.svg", data, f"A {name}", "Jo Bloggs", "CC BY 4.0", words=words)


NURSE, BED = picture("nurse", "nurse"), picture("bed", "bed")


def layout(draft: Draft | None = None, **chosen: str) -> Layout:
    return Layout(Album((NURSE, BED)), chosen, denied(draft) if draft else frozenset())


def draft_of(*blocks: DraftBlock, hard: tuple[HardWord, ...] = ()) -> Draft:
    return Draft(line("Rest", "s0"), (), blocks, hard, "en-GB")


def test_one_picture_to_an_idea_and_not_one_line_moves() -> None:
    texts = ("A nurse came.", "She was kind.", "The nurse sat.", "It was late.", "The bed is soft.", "So.")
    lines = [line(text, f"s{place}") for place, text in enumerate((*texts, "And.", "Yes."))]
    ideas = layout().ideas(lines)
    assert [idea.picture and idea.picture.name for idea in ideas] == ["nurse", None, "bed", None]
    assert [len(idea.lines) for idea in ideas] == [3, 1, 3, 1]
    assert [each for idea in ideas for each in idea.lines] == lines
    assert [idea.is_open for idea in ideas] == [False, True, False, True]


def test_people_choose() -> None:
    lines = [line("A nurse came.", "s1"), line("It rained.", "s2"), line("The bed is soft.", "s3")]
    ideas = layout(s1="none", s2="Bed.SVG", s3="lost").ideas(lines)
    assert [idea.picture and idea.picture.name for idea in ideas] == [None, "bed"]
    assert not ideas[0].is_open
    assert layout(s1="none", s2="bed", s3="lost").unknown() == [("s3", "lost")]


def test_figures_of_speech_have_none() -> None:
    (idea,) = layout().ideas([line("It is a bed of roses.", flags=("picture-language",))])
    assert idea.picture is None


def test_what_a_heading_or_a_lead_denies_has_none() -> None:
    def points(id_: str) -> Points:
        return Points((Point((Lines((line("the bed", id_),)),)),))

    draft = draft_of(
        Lines((line("What helps:", "s1"),)), points("s2"),
        Lines((line("What does not help:", "s3"),)), points("s4"),
        Title(line("Don't", "s5"), 2), Lines((line("See a nurse.", "s6"),)),
        Title(line("Or", "s7"), 3), points("s8"),
        Title(line("Do", "s9"), 2), points("s10"),
    )  # fmt: skip
    assert denied(draft) == {"s4", "s6", "s8"}
    assert [idea.picture is not None for idea in layout(draft).all_ideas(draft)] == [
        False, True, False, False, False, False, True,
    ]  # fmt: skip


def test_parts_are_whole_in_themselves() -> None:
    notice = Copied((Notice((Paragraph(unsplit(Run(DISCLAIMER))),)),))
    glossary = Glossary((Entry("PEM", "PEM means worse."), Entry("GP", "A GP is a doctor.")))
    hard = (HardWord("GP", ("A GP is a doctor.",)), HardWord("PEM", ("PEM means worse.",)))
    first: list[DraftBlock] = [Title(line("One"), 2), *(Lines((line("See a GP."),)) for _ in range(9))]
    second: list[DraftBlock] = [Title(line("Two"), 2), *(Lines((line("PEM is hard."),)) for _ in range(10))]
    draft = replace(draft_of(*first, *second, notice, hard=hard), standfirst=(line("Why rest?"),))
    one, two = parts(draft, 2, glossary)
    assert one.blocks == (*first, notice)
    assert two.blocks == (*second, notice)
    assert (one.hard_words, two.hard_words) == (hard[:1], hard[1:])
    assert one.standfirst
    assert not two.standfirst
    assert parts(draft, 1, glossary) == [draft]
    assert len(parts(draft_of(first[1]), 5, glossary)) == 1


def test_a_part_repeats_the_headings_it_begins_under() -> None:
    top, inner = Title(line("Top"), 2), Title(line("Inner"), 3)
    text = [Lines((line(f"Line {place}."),)) for place in range(8)]
    _, inside = parts(draft_of(top, *text), 2, Glossary())
    assert inside.blocks[0] == top
    _, headed = parts(draft_of(top, *text[:4], inner, *text[4:]), 2, Glossary())
    assert headed.blocks == (top, inner, *text[4:])


ITEMS = tuple(
    Item((Paragraph(unsplit(Run(text))),), number) for number, text in ((3, "Lie down."), (4, "Drink."))
)
STEPS = "Take two hundred and fifty steps, then rest for 1,200 seconds."
ARTICLE = segment(
    Article(
        Sentence("", (Run("Rest"),)),
        (
            Paragraph(unsplit(Run(STEPS))),
            Listing(ITEMS, ordered=True),
            Notice((Paragraph(unsplit(Run(DISCLAIMER))),)),
        ),
        Source("rest.md", "0" * 64, "markdown"),
    )
)
DRAFT = draft_of(
    Lines((line("Take 250 steps.", "s2"), line("Then rest in bed for 1,200 seconds.", "s2"))),
    Points(
        (Point((Lines((line("Lie down.", "s3"),)),), 3), Point((Lines((line("Drink.", "s4"),)),), 4)),
        ordered=True,
    ),
    Copied((ARTICLE.blocks[2],)),
    hard=(HardWord("rest", ("Rest is 8 hours.",)),),
)
SIGNED = Signed(
    (Signature("medical", 1, "Dr Ann Lee", "2026-11-20"),),
    (Signature("readers", 1, "The Reading Group", "2026-11-21", people="3"),),
)


def order_of(store: Store, data: bytes = SVG) -> EasyReadOrder:
    album = Album((picture("bed", "bed", data=store.put(data)), picture("phone", data=store.put(SVG))))
    return EasyReadOrder(
        article=store.put(article_adapter().dump_json(ARTICLE)),
        glossary=Glossary(),
        settings=EasyRead(),
        issue_title="Spring",
        publisher="The Group",
        contact="Ring 01632 960188",
        template_folders=(str(ROOT / "templates"),),
        templates=templates_digest((ROOT / "templates",), "easy-read", "shared"),
        album=store.put(album_adapter().dump_json(album)),
        recording="01-rest.mp3",
    )


def made(store: Store, signed: Signed | None = None) -> str:
    order = order_of(store)
    album = album_adapter().validate_json(store.get(order.album))
    files = {each.data: (each.data, "image/svg+xml") for each in album.pictures}
    return page(DRAFT, Pages(order, signed, Layout(album, {}), files), store).decode()


def judged(store: Store, html: str, **changes: object) -> list[str]:
    article = store.put(article_adapter().dump_json(ARTICLE))
    order = EasyPageProofOrder(store.put(html.encode()), article, signed=False, recording="01-rest.mp3")
    receipt = prove_easy_page(replace(order, **changes), store)  # type: ignore[arg-type]
    assert receipt.facts["notices_proved"] == 1
    return [each.rule for each in receipt.findings]


def test_a_sound_page_passes(store: Store) -> None:
    html = made(store)
    assert judged(store, html) == []
    assert judged(store, made(store, SIGNED), signed=True) == []
    assert '<audio controls preload="none" src="01-rest.mp3"' in html
    assert html.count('alt="A bed"') == html.count('alt="A phone"') == 1
    assert "Jo Bloggs" in html
    assert "CC BY 4.0" in html


def test_a_signed_page_has_no_note_and_no_frames(store: Store) -> None:
    html = made(store, SIGNED)
    for absent in ("Draft made by", "Choose a picture", "noindex", "easy read draft"):
        assert absent not in html
    text = " ".join(html.replace("\u00a0", " ").split())
    for present in (
        "People have checked this easy read.",
        "20 November 2026",
        "3 people",
        "Rest: easy read<",
    ):
        assert present in text


@pytest.mark.fires("PRF-601", "PRF-602", "PRF-603", "PRF-604", "PRF-605", "PRF-606")
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("not medical", "medical", "PRF-601"),
        ("250 steps", "205 steps", "PRF-602"),
        ("1,200", "1,2000", "PRF-602"),
        ('value="4"', 'value="5"', "PRF-603"),
        ('<p class="draft">Draft made by', '<p class="draft">Made by', "PRF-604"),
        ('content="Draft made', 'content="Made', "PRF-604"),
        ("noindex", "index", "PRF-604"),
        (": easy read draft<", ": easy read<", "PRF-604"),
        ('alt="A bed"', 'alt=""', "PRF-605"),
        ("</main>", "<script>x()</script></main>", "PRF-606"),
        ('src="01-rest.mp3"', 'src="https://example.org/x.mp3"', "PRF-606"),
        ('src="data:image/svg', 'src="https://example.org/svg', "PRF-606"),
        ("</main>", '<a href="javascript:x()">x</a></main>', "PRF-606"),
        ("Content-Security-Policy", "X-Policy", "PRF-606"),
    ],
)
def test_planted_faults_are_found(old: str, new: str, rule: str, store: Store) -> None:
    html = made(store)
    assert old in html
    assert judged(store, html.replace(old, new, 1)) == [rule]


def test_a_draft_that_says_it_is_signed_is_found(store: Store) -> None:
    assert judged(store, made(store), signed=True) == ["PRF-604"]
    assert judged(store, made(store, SIGNED)) == ["PRF-604"]


def test_peoples_own_numbers_are_theirs(store: Store) -> None:
    html = made(store).replace("250 steps", "1 in 10 steps")
    assert judged(store, html, reviewed=True) == []


def test_numbers_in_figures_and_words() -> None:
    assert numbers_in("1,200 of 3.5 mg, 2,5 and 10am") == ["1200", "3.5", "2,5", "10"]
    assert set(spelled_in("two hundred and fifty-one, twelfth, one million")) >= {"251", "12", "1000000"}
    assert list(spelled_in("and hundred")) == []


@pytest.mark.fires("EZR-031", "EZR-032")
def test_pictures_that_cannot_be_used_are_left_out_and_told(store: Store) -> None:
    order = order_of(store, b"no picture")
    fit = fitted(DRAFT, order, [("s2", "lost")], store)
    assert [each.rule for each in fit.problems] == ["EZR-032", "EZR-031"]
    assert fit.problems[0].sentence == "s2"
    assert [each.name for each in fit.layout.album.pictures] == ["phone"]
    none = fitted(DRAFT, replace(order, settings=EasyRead(pictures="none")), [], store)
    assert none.files == {}
    assert not any(idea.is_open for idea in none.layout.all_ideas(DRAFT))

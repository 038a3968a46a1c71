"""Coverage: every visible sentence of a file is kept, left out by a rule, or reported as lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyread.article import (
    Article,
    Figure,
    Item,
    Listing,
    Paragraph,
    Removed,
    Run,
    Sentence,
    Source,
    article_adapter,
    map_prose,
    unsplit,
)
from everyread.sentences import segment
from everyread.sources.coverage import Accounting, Row, account, findings, read_accounting, renumbered
from everyread.sources.task import read_source, read_task
from everyread.sources.visible import visible_parts
from everyread.store import Store

SOURCES = Path(__file__).parents[2] / "sources" / "winter-2026"


def made(*paragraphs: str, removed: tuple[tuple[str, str], ...] = (), **fields: str) -> Article:
    return segment(
        Article(
            title=Sentence("", (Run("Rest"),)),
            blocks=tuple(Paragraph(unsplit(Run(text))) for text in paragraphs),
            source=Source("a.txt", "0" * 64, "x"),
            removed=tuple(Removed(text, rule, "Because.") for text, rule in removed),
            **fields,
        )
    )


def rows(lines: list[str], article: Article) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(row.text, row.kept, row.rules, row.lost) for row in account([lines], [article]).rows]


def test_each_sentence_is_kept_or_left_out_or_lost():
    article = made("Lie down now. Then sleep well.", removed=(("Shopping Basket", "menu-line"),))
    lines = ["Rest", "Lie down now. Then sleep well.", "Shopping basket", "Take 5 mg at night."]
    assert rows(lines, article) == [
        ("Rest", ("s0001",), (), ""),
        ("Lie down now.", ("s0002",), (), ""),
        ("Then sleep well.", ("s0003",), (), ""),
        ("Shopping basket", (), ("menu-line",), ""),
        ("Take 5 mg at night.", (), (), "take 5 mg at night"),
    ]


def test_coverage_is_the_share_of_the_words():
    article = made("One two three four five six.")
    assert account([["Rest", "One two three four five six."]], [article]).coverage == 1.0
    assert account([["Rest", "One two three four five six.", "seven"]], [article]).coverage == 0.875
    assert Accounting(()).coverage == 1.0


def test_coverage_with_one_word_lost_of_many_is_not_rounded_to_all():
    rows = (Row(" ".join(["word"] * 100_000), 1, ("s0001",)), Row("gone", lost="gone"))
    assert Accounting(rows).coverage == 0.9999


def test_a_lost_not_is_found():
    article = made("You should stop taking it when you feel better.")
    [row] = account([["You should not stop taking it when you feel better."]], [article]).rows
    assert row.lost == "not"


@pytest.mark.parametrize(
    ("line", "article"),
    [
        ("By Jane Smith, 3 May 2024", made("x y z", author="Jane Smith", date="3 May 2024")),
        ("Medical Matters > Rest", made("x", section="Medical Matters")),
        ("• Lie down", made("Lie down")),
        ("2. Lie down", made("Lie down")),
        ("respira-", made("The respiratory tract is long.")),
        ("The ﬁnal ofﬁce  visit", made("The final office visit")),
        ("It is a donâ€™t", made("It is a don’t")),
        ("Go to {{ place }} or ring us", made("Go to or ring us", removed=(("{{ place }}", "template"),))),
        ("soft\u00adhyphen and zero\u200bwidth", made("softhyphen and zerowidth")),
        ("Two sentences. And one", made("Two sentences. And one more of them")),
    ],
)
def test_spellings_of_the_same_words(line, article):
    assert [row.lost for row in account([[line]], [article]).rows if row.lost] == []


def test_few_words_found_elsewhere_by_chance_do_not_count():
    article = made("The doctor said that pain is real and that rest is best for most of us.")
    [row] = account([["Rest is real pain"]], [article]).rows
    assert row.lost


def test_lines_said_twice_are_counted_in_turn():
    article = made("Same words here.", "Same words here.")
    assert [row.kept for row in account([["Same words here.", "Same words here."]], [article]).rows] == [
        ("s0002",),
        ("s0003",),
    ]


def test_alt_texts_numbers_and_speakers_count():
    article = replace(
        made("x"),
        blocks=(
            Figure("0" * 64, "image/png", "A chair by a window"),
            Listing((Item((Paragraph(unsplit(Run("Sit"))),), 7),), ordered=True),
            Paragraph(unsplit(Run("I am well.")), speaker="Jo March"),
        ),
    )
    found = account([["A chair by a window", "7", "Jo March"]], [segment(article)]).rows
    assert [row.kept for row in found] == [("alt",), ("number",), ("speaker",)]


def test_a_part_that_is_left_out_whole_is_no_loss():
    found = account([["Rest", "Lie down."], ["Cover", "All rights reserved."]], [made("Lie down.")]).rows
    assert [row.rules for row in found] == [(), (), ("whole-part",), ("whole-part",)]


def test_the_account_is_kept_in_the_store(store: Store):
    accounting = account([["Rest", "gone"]], [made("x")])
    assert read_accounting(store, store.put(accounting.to_json())) == accounting


def test_ids_after_sentences_were_dropped():
    before = Accounting((Row("a", 1, ("s0001",)), Row("b", 1, ("s0002", "section")), Row("c", 2, ("s0002",))))
    after = renumbered(before, 1, {"s0001": "s0001"}, "repeated-line")
    assert after.rows == (
        Row("a", 1, ("s0001",)),
        Row("b", 1, ("section",), ("repeated-line",)),
        Row("c", 2, ("s0002",)),
    )


@pytest.mark.fires("SRC-030")
def test_lost_text_stops_the_article():
    [found] = findings(account([["Rest", "Take 5 mg at night."]], [made("x")]), "a.txt")
    assert (found.rule, found.severity, found.file) == ("SRC-030", "error", "a.txt")
    assert "Take 5 mg at night." in found.message


def demonstration() -> list[Path]:
    return sorted(path for path in SOURCES.iterdir() if path.suffix in {".md", ".txt", ".html", ".docx"})


@pytest.mark.parametrize("path", demonstration(), ids=lambda path: path.name)
def test_the_demonstration_is_covered(path: Path, store: Store):
    receipt = read_source(read_task(path, path.parent).arguments, store)
    lost = [row for row in read_accounting(store, receipt.files["accounting"]).rows if row.lost]
    assert lost == []
    assert receipt.facts["coverage"] == 1.0


def test_the_real_articles_are_covered(samples: Path, store: Store):
    for path in sorted(samples.iterdir()):
        if path.name == "README.md" or not path.is_file():
            continue
        receipt = read_source(read_task(path, samples).arguments, store)
        assert receipt.facts["coverage"] == 1.0, path.name


def test_a_sentence_that_a_reader_lost_is_seen(samples: Path, store: Store):
    """Here the article loses its last long sentence but one."""
    path = samples / "nhs-beta-flu.md"
    receipt = read_source(read_task(path, samples).arguments, store)
    article = article_adapter().validate_json(store.get(receipt.files["article-1"]))
    victim = [sentence for sentence in article.sentences() if len(sentence.text.split()) > 7][-2]
    blocks = map_prose(article.blocks, lambda prose: tuple(each for each in prose if each is not victim))
    cut = replace(article, blocks=blocks)
    lost = [
        row.text for row in account(visible_parts(path.read_bytes(), path.name) or [], [cut]).rows if row.lost
    ]
    assert len(lost) == 1


POST = {"title": {"rendered": "Rest"}, "content": {"rendered": "<p>Lie &amp; sit down.</p>"}}


@pytest.mark.parametrize(
    ("name", "data", "parts"),
    [
        ("a.json", json.dumps([POST, POST | {"status": "draft"}]).encode(), [["Rest", "Lie & sit down."]]),
        (
            "a.xml",
            b"<rss xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:w='w'><channel>"
            b"<item><title>Rest</title><c:encoded>&lt;p>Lie down.&lt;/p></c:encoded>"
            b"<w:status>publish</w:status></item>"
            b"<item><title>No</title><w:status>draft</w:status></item></channel></rss>",
            [["Rest", "Lie down."]],
        ),
        (
            "a.rtf",
            rb"{\rtf1 Rest\par Lie {\deleted gone }down.{\*\annotation remark}\par}",
            [["Rest", "Lie down."]],
        ),
        ("a.md", b"---\ntitle: Rest\n---\nLie **down**.\n\n| a | b |\n|---|---|\n| c | d |\n", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_lines_of_a_file(name, data, parts):
    expected = parts or [["Rest", "Lie down.", "a", "b", "c", "d"]]
    assert visible_parts(data, name) == expected


def test_an_unknown_format_has_no_account():
    assert visible_parts(b"words", "a.pages") is None


WORDS = st.lists(
    st.sampled_from("rest pacing not 5 mg the a sleep well GP 111 ME/CFS".split()), min_size=1, max_size=9
)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=8)


@given(LINES)
@settings(max_examples=100)
def test_an_article_made_of_the_lines_covers_them(lines):
    assert account([lines], [made(*lines)]).coverage == 1.0


@given(LINES, st.integers(0, 8))
@settings(max_examples=100)
def test_a_line_of_new_words_is_always_found_lost(lines, place):
    file = [*lines[:place], "zyzzyva quokka numbat", *lines[place:]]
    assert [row.lost for row in account([file], [made(*lines)]).rows if row.lost] == ["zyzzyva quokka numbat"]

"""The pronunciation sheet: which words are on it, where they stand, and what can be heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import lxml.html
import numpy as np
import pytest

from everyread.article import Article, Figure, Run, article_adapter, unsplit
from everyread.delivery.html import render
from everyread.errors import ArticleError
from everyread.narration import assembly, proof_sheet, recording
from everyread.narration.dictionary import is_known
from everyread.narration.lexicon import Lexicon, lexicon_of
from everyread.narration.proof_sheet import (
    PronunciationOrder,
    listed,
    make_sheet,
    pronunciation_task,
    read_sheet,
)
from everyread.settings import Narration
from everyread.store import Store
from tests.narration.articles import plain_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from everyread.narration.voice import Voice

RATE = 24000
TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def order_of(store: Store, *articles: Article, lexicon: Lexicon | None = None) -> PronunciationOrder:
    digests = tuple(store.put(article_adapter().dump_json(article)) for article in articles)
    return PronunciationOrder(digests, lexicon or Lexicon(), Narration())


@pytest.mark.parametrize(
    "word",
    ["house", "Houses", "stopped", "tried", "café", "London's", "unhappy", "post-viral", "tiredness", "M"],
)
def test_words_the_dictionaries_know(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["Kettlesham", "zibberish", "Llŷr", "post-zibberal"])
def test_words_they_do_not_know(word: str) -> None:
    assert not is_known(word)


def test_unknown_words_come_first_then_short_forms_that_nobody_listed(store: Store) -> None:
    first = plain_article("ME is real. Ask a GP in Kettlesham.", "The DWP and the GPs say B12.")
    second = plain_article("Kettlesham again, and kettlesham's DWP.", title="Another")
    rows = listed(order_of(store, first, second, lexicon=lexicon_of({"ME": "M.E.", "GP": "G.P."})), store)
    assert [(row.word, row.said, row.reason, row.count) for row in rows] == [
        ("Kettlesham", "Kettlesham", "unknown", 3),
        ("GPs", "GPs", "short form", 1),
        ("DWP", "D.W.P.", "short form", 2),
        ("ME", "M.E.", "in the lexicon", 1),
        ("GP", "G.P.", "in the lexicon", 1),
    ]
    assert (rows[0].sentence_id, rows[0].sentence) == ("s0003", "Ask a GP in Kettlesham.")
    assert rows[0].title == "A quiet winter"


def test_a_word_that_is_respelt_is_not_unknown_any_more(store: Store) -> None:
    article = plain_article("We met in Kettlesham.")
    rows = listed(order_of(store, article, lexicon=lexicon_of({"Kettlesham": "kettle-sum"})), store)
    assert rows == []


def test_what_is_not_read_out_is_not_on_the_sheet(store: Store) -> None:
    article = plain_article("A picture.")
    credit = Figure("f" * 64, "image/png", "", credit=unsplit(Run("Kettlesham Pictures")))
    assert listed(order_of(store, replace(article, blocks=(*article.blocks, credit))), store) == []


@pytest.mark.fires("NAR-024")
def test_a_sheet_has_sounds_and_clips(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_sheet, "MOST", 1)
    receipt = make_sheet(order_of(store, plain_article("The DWP is in Kettlesham.")), store)
    rows = read_sheet(store, receipt.files["sheet"])
    assert [(row.word, row.clip, row.path) for row in rows] == [
        ("Kettlesham", "clip-001", "pronunciations/001.mp3"),
        ("DWP", "", ""),
    ]
    assert rows[0].phonemes.startswith("kˈɛt")
    assert rows[1].phonemes.count("ˈ") == 1
    assert store.get(receipt.files["clip-001"])[:2] in (b"\xff\xfb", b"\xff\xf3", b"ID")
    assert receipt.facts == {"unknown": 1, "short_forms": 1, "clips": 1}
    (finding,) = receipt.findings
    assert (finding.rule, "“Kettlesham”" in finding.message) == ("NAR-024", True)
    again = make_sheet(order_of(store, plain_article("The DWP is in Kettlesham.")), store)
    assert again.files == receipt.files


def test_only_new_words_are_encoded_and_what_cannot_be_said_has_no_clip(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_sheet(order_of(store, plain_article("We met in Kettlesham.")), store)
    encoded: list[int] = []
    encode_each = assembly.encode_each

    def counted(sounds: Sequence[NDArray[np.float32]], rate: int) -> list[bytes]:
        encoded.append(len(sounds))
        return encode_each(sounds, rate)

    def record(voice: Voice, text: str, *rest: object) -> NDArray[np.int16]:
        if text == "Wexfordine.":
            raise ArticleError("NAR-001", "It failed.", "Build again.")
        return np.ones(RATE, np.int16)

    monkeypatch.setattr(assembly, "encode_each", counted)
    monkeypatch.setattr(recording, "record", record)
    words = plain_article("Wexfordine, Kettlesham and Brumblethorpe.")
    receipt = make_sheet(order_of(store, words), store)
    rows = read_sheet(store, receipt.files["sheet"])
    assert [(row.word, row.clip) for row in rows] == [
        ("Wexfordine", ""),
        ("Kettlesham", "clip-002"),
        ("Brumblethorpe", "clip-003"),
    ]
    assert receipt.files["clip-002"] == first.files["clip-001"]
    assert encoded == [1]


def test_the_key_depends_on_the_lexicon(store: Store) -> None:
    order = order_of(store, plain_article("One."))
    other = replace(order, lexicon=lexicon_of({"One": "wun"}))
    assert pronunciation_task(order).key != pronunciation_task(other).key


def test_the_sheet_in_the_report_is_a_table_with_labelled_players(store: Store) -> None:
    rows = listed(order_of(store, plain_article("Kettlesham <b> & co.")), store)
    article = SimpleNamespace(
        stem="01-a", number=1, title="A & B", pronunciations=(replace(rows[0], clip="clip-001"),)
    )
    page = render((str(TEMPLATES),), "pages/pronunciations.html.j2", (), (), said=[article]).decode()
    tree = lxml.html.fromstring(page)
    (table,) = tree.xpath("//table")
    assert table.findtext("caption") == "First heard in 1. A & B"
    assert [cell.get("scope") for cell in table.xpath(".//th")] == ["col"] * 7 + ["row"]
    (player,) = table.xpath(".//audio")
    assert (player.get("aria-label"), player.get("src")) == ("Hear “Kettlesham”", "pronunciations/001.mp3")
    assert "<b>" not in page

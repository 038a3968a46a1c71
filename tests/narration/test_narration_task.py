"""The narration of an article, from its JSON to the MP3."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from everyread.article import Article, article_adapter
from everyread.errors import ArticleError
from everyread.narration import voice as voice_module
from everyread.narration.lexicon import Lexicon, lexicon_of
from everyread.narration.task import (
    NarrationOrder,
    narrate,
    narration_task,
    say,
    speech_as_written,
    speech_to_come,
)
from everyread.narration.voice import installed_voices, voice_named
from everyread.settings import Narration
from everyread.store import Store
from everyread.work import SerialExecutor, Workers, recall, run_all
from tests.narration import voices
from tests.narration.articles import full_article, plain_article

LEXICON = lexicon_of({"ME": "M.E.", "GP": "G.P."})


@pytest.fixture(autouse=True)
def test_voices(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {**installed_voices(), **voices.door(voices.NullVoice, *voices.FAULTY)}
    monkeypatch.setattr(voice_module, "installed_voices", lambda: known)
    voice_named.cache_clear()
    voices.NullVoice.spoken.clear()
    yield
    voice_named.cache_clear()


def order_of(article: Article, store: Store, voice: str = "NullVoice", **settings: float) -> NarrationOrder:
    digest = store.put(article_adapter().dump_json(article))
    chosen = Narration(voice=voice, **settings)
    return NarrationOrder(digest, LEXICON, chosen, album="Winter", artist="The charity", track=1, tracks=2)


def test_an_article_becomes_sound_captions_times_and_text(store: Store) -> None:
    article = full_article()
    receipt = narrate(order_of(article, store), store)
    vtt = store.get(receipt.files["vtt"]).decode()
    cues = json.loads(store.get(receipt.files["cues"]))
    assert set(receipt.files) == {"mp3", "vtt", "cues", "spoken"}
    assert [cue["id"] for cue in cues] == [sentence.id for sentence in article.sentences()]
    assert all(sentence.text in vtt for sentence in article.sentences())
    assert all(cue["start"] < cue["end"] for cue in cues)
    assert "two. Pace yourself.\n" in store.get(receipt.files["spoken"]).decode()
    assert receipt.facts["seconds"] > cues[-1]["end"]
    assert receipt.facts["lufs"] == pytest.approx(-19.0, abs=0.1)
    assert receipt.facts["voice"] == "null 1"
    json.dumps(receipt.facts)


def test_a_second_build_and_another_article_speak_nothing_twice(store: Store) -> None:
    first = order_of(plain_article("One thing is so.", "Another thing is so."), store)
    assert speech_to_come(first, store).sentences == 4
    narrate(first, store)
    assert speech_to_come(first, store).sentences == 0
    voices.NullVoice.spoken.clear()
    changed = order_of(plain_article("One thing is so.", "Another thing is not so."), store)
    assert speech_to_come(changed, store).sentences == 1
    narrate(changed, store)
    assert voices.NullVoice.spoken == ["Another thing is not so."]


def test_what_is_new_is_counted_as_it_is_written(store: Store) -> None:
    new, known = plain_article("It costs £3.50.", "Rest."), plain_article("One thing is so.", "Rest.")
    order = order_of(new, store)
    counted = speech_as_written(new, order.settings, order.album, store)
    assert (counted.sentences, counted.begun) == (speech_to_come(order, store).sentences, False)
    narrate(order_of(known, store), store)
    counted = speech_as_written(new, order.settings, order.album, store)
    assert counted.begun  # "Rest." was said in the other article, so a closer look is worth it
    assert speech_to_come(order, store).sentences == 1


def test_online_calls_are_foreseen(store: Store) -> None:
    order = order_of(plain_article("A short one.", "A long one, " * 20), store, voice="gtts")
    assert speech_to_come(order, store).sentences == 4
    assert speech_to_come(order, store).online_calls > 3


def test_the_key_names_everything_that_decides_the_result(store: Store) -> None:
    order = order_of(plain_article("One thing is so."), store)
    changes = [
        replace(order, lexicon=Lexicon()),
        replace(order, settings=Narration(voice="NullVoice", speed=1.1)),
        replace(order, settings=Narration(voice="NullVoice", loudness=-20)),
        replace(order, settings=Narration(voice="hibari")),
        replace(order, album="Spring"),
        replace(order, track=2),
        order_of(plain_article("Another thing."), store),
    ]
    keys = {narration_task(each, name="n", file="f").key for each in [order, *changes]}
    assert len(keys) == len(changes) + 1
    assert narration_task(order, name="other", file="other").key in keys


def test_an_order_can_be_sent_to_a_worker(store: Store) -> None:
    order = order_of(full_article(), store)
    assert pickle.loads(pickle.dumps(order)) == order


def test_a_finished_task_is_remembered(store: Store) -> None:
    task = narration_task(order_of(plain_article("One thing is so."), store), name="n", file="winter.txt")
    receipt = run_all([task], store, Workers(SerialExecutor))[0]
    assert recall(task, store) == receipt


@pytest.mark.parametrize("voice", [each.__name__ for each in voices.FAULTY])
def test_a_faulty_voice_stops_its_article_with_a_finding(voice: str, store: Store) -> None:
    article = plain_article(
        *["Cytokines are one of the front line troops of the immune system."] * 9,
        "Ann was here.",
        "Bob was here.",
    )
    task = narration_task(order_of(article, store, voice), name="n", file="winter.txt")
    receipt = run_all([task], store, Workers(SerialExecutor))[0]
    assert [finding.file for finding in receipt.findings] == ["winter.txt"]
    assert receipt.findings[0].rule in {"NAR-001", *(f"NAR-03{number}" for number in range(7))}
    assert not receipt.files


@pytest.mark.fires("NAR-002")
def test_what_cannot_be_said_is_in_the_receipt(store: Store) -> None:
    receipt = narrate(order_of(plain_article("Well done 😀 to all."), store), store)
    assert [finding.rule for finding in receipt.findings] == ["NAR-002"]


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    article = plain_article("People with ME can be ill for years.", "Ask your GP.")
    made = []
    for name in ("one", "two"):
        store = Store(tmp_path / name)
        made.append(narrate(order_of(article, store, "hibari"), store))
    assert made[0] == made[1]


def test_a_phrase_can_be_said_by_itself() -> None:
    spoken, phonemes, samples, rate = say("Take 5mg", LEXICON, Narration(voice="hibari"))
    assert spoken == "Take five milligrams."
    assert phonemes == "tˈAk fˈIv mˈɪləɡɹˌæmz."
    assert len(samples) > rate / 2
    with pytest.raises(ArticleError, match="nothing to say"):
        say("...", LEXICON, Narration(voice="hibari"))


def test_a_slower_edition_is_made_and_labelled_when_wanted(store: Store) -> None:
    plain = narrate(order_of(full_article(), store), store)
    both = narrate(order_of(full_article(), store, slower=0.8), store)
    assert both.files["mp3"] == plain.files["mp3"]
    assert set(both.files) - set(plain.files) == {"mp3-slow", "vtt-slow", "cues-slow"}
    assert both.facts["seconds-slow"] > 1.1 * both.facts["seconds"]
    assert store.get(both.files["mp3-slow"])[:3] == b"ID3"

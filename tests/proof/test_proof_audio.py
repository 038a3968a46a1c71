"""The proof of a recording: a good one passes, and every planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from everyread.article import (
    Article,
    Notice,
    Paragraph,
    Run,
    Sentence,
    Source,
    article_adapter,
    unsplit,
)
from everyread.findings import Finding
from everyread.narration.assembly import Cue, captions, cue_list, encode
from everyread.narration.mastering import master
from everyread.proof.audio import AudioProofOrder, audio_proof_task, parse, prove_audio
from everyread.sentences import segment
from everyread.settings import Narration
from everyread.store import Store
from everyread.work import Receipt, SerialExecutor, Workers, run_all

RATE = 24000
ARTICLE = segment(
    Article(
        Sentence("", (Run("Doses & <dangers>"),)),
        (
            Paragraph(unsplit(Run("Take 5 mg a day. Never take 50 mg."))),
            Notice((Paragraph(unsplit(Run("This is not medical advice."))),)),
        ),
        Source("doses.txt", "0" * 64, "text"),
    )
)
CUES = [
    Cue(sentence.id, 0.5 + 2 * number, 2.0 + 2 * number, sentence.text)
    for number, sentence in enumerate(ARTICLE.sentences())
]


def sound(loudness: float = -19.0) -> NDArray[np.float32]:
    """A tone for each cue, and silence between them."""
    times = np.arange(round(10 * RATE)) / RATE
    spoken = np.zeros(len(times))
    for cue in CUES:
        spoken[(times >= cue.start) & (times < cue.end)] = 0.1
    swell = 1.2 + np.sin(2 * np.pi * 4 * times)
    return master(
        (spoken * swell * np.sin(2 * np.pi * 220 * times)).astype(np.float32), RATE, loudness
    ).samples


GOOD = encode(sound(), RATE)


def prove(
    store: Store,
    mp3: bytes = GOOD,
    cues: list[Cue] | None = None,
    vtt: str | None = None,
    listed: str | None = None,
    article: Article = ARTICLE,
) -> Receipt:
    cues = CUES if cues is None else cues
    order = AudioProofOrder(
        mp3=store.put(mp3),
        vtt=store.put((captions(cues) if vtt is None else vtt).encode()),
        cues=store.put((cue_list(cues) if listed is None else listed).encode()),
        article=store.put(article_adapter().dump_json(article)),
        settings=Narration(),
    )
    return run_all([audio_proof_task(order, name="proof", file="doses.txt")], store, Workers(SerialExecutor))[
        0
    ]


def rules(receipt: Receipt) -> set[str]:
    return {finding.rule for finding in receipt.findings}


def only(receipt: Receipt) -> Finding:
    (finding,) = receipt.findings
    return finding


def test_a_good_recording_passes_and_is_measured(store: Store) -> None:
    receipt = prove(store)
    assert receipt.findings == ()
    assert receipt.facts["seconds"] == pytest.approx(10.0, abs=0.05)
    assert receipt.facts["lufs"] == pytest.approx(-19.0, abs=0.2)
    assert receipt.facts["peak_dbtp"] < -3


@pytest.mark.fires("PRF-004")
def test_a_recording_cut_short_is_found(store: Store) -> None:
    receipt = prove(store, mp3=GOOD[: len(GOOD) * 6 // 10])
    assert "ends after" in receipt.findings[0].message
    assert rules(receipt) == {"PRF-004"}


@pytest.mark.fires("PRF-004")
@pytest.mark.parametrize("mp3", [b"", b"this is not sound", GOOD[:50]])
def test_a_file_that_cannot_be_played_is_found(store: Store, mp3: bytes) -> None:
    assert "cannot be played" in prove(store, mp3=mp3).findings[0].message


@pytest.mark.fires("PRF-004")
def test_a_silent_sentence_is_found(store: Store) -> None:
    quiet = sound()
    quiet[round(CUES[2].start * RATE) : round(CUES[2].end * RATE)] = 0
    messages = [finding.message for finding in prove(store, mp3=encode(quiet, RATE)).findings]
    assert any(f"is silent where sentence {CUES[2].id} should be" in message for message in messages)


@pytest.mark.fires("PRF-004")
@pytest.mark.parametrize("loudness", [-22.0, -17.0])
def test_the_wrong_loudness_is_found(store: Store, loudness: float) -> None:
    assert "a loudness of" in only(prove(store, mp3=encode(sound(loudness), RATE))).message


@pytest.mark.fires("PRF-004")
def test_a_peak_is_found(store: Store) -> None:
    loud = sound()
    loud[round(RATE * 0.7)] = 1.0
    assert any("has a peak of" in each.message for each in prove(store, mp3=encode(loud, RATE)).findings)


@pytest.mark.fires("PRF-001")
def test_one_changed_figure_is_found(store: Store) -> None:
    wrong = [replace(cue, text=cue.text.replace("50 mg", "500 mg")) for cue in CUES]
    finding = only(prove(store, cues=wrong))
    assert finding.rule == "PRF-001"
    assert finding.sentence == CUES[2].id
    assert "says something else" in finding.message


@pytest.mark.fires("PRF-001")
def test_a_missing_cue_is_found(store: Store) -> None:
    finding = only(prove(store, cues=[CUES[0], CUES[2], CUES[3]]))
    assert (finding.rule, finding.sentence) == ("PRF-001", CUES[1].id)


@pytest.mark.fires("PRF-005")
def test_a_missing_disclaimer_is_found_as_such(store: Store) -> None:
    finding = only(prove(store, cues=CUES[:3]))
    assert (finding.rule, finding.sentence) == ("PRF-005", CUES[3].id)
    assert "disclaimer" in finding.message


@pytest.mark.fires("PRF-004")
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda cues: [cues[0], cues[2], cues[1], cues[3]], "another order"),
        (lambda cues: [*cues, cues[3]], "one of them twice"),
        (lambda cues: [cues[0], replace(cues[1], start=1.5), *cues[2:]], "before the one in front"),
        (lambda cues: [*cues[:3], replace(cues[3], end=11.0)], "ends after"),
        (lambda cues: [replace(cues[0], end=cues[0].start), *cues[1:]], "no time for sentence"),
        (lambda cues: [*cues, Cue("s0099", 8.5, 9.0, "Buy now.")], "not in the article"),
    ],
)
def test_wrong_times_and_order_are_found(
    store: Store, change: Callable[[list[Cue]], list[Cue]], complaint: str
) -> None:
    receipt = prove(store, cues=change(CUES))
    assert any(complaint in finding.message for finding in receipt.findings)
    assert "PRF-004" in rules(receipt)


@pytest.mark.fires("PRF-004")
def test_captions_and_times_that_disagree_are_found(store: Store) -> None:
    shifted = [replace(cue, start=cue.start + 0.1) for cue in CUES]
    assert "two different times" in prove(store, listed=cue_list(shifted)).findings[0].message
    assert "other sentences" in only(prove(store, listed=cue_list(CUES[:2]))).message


def test_captions_that_are_no_captions_miss_every_sentence(store: Store) -> None:
    receipt = prove(store, vtt="WEBVTT\n\nNOTE nothing here\n")
    assert {finding.sentence for finding in receipt.findings} >= {cue.id for cue in CUES}


def test_a_sentence_without_a_word_needs_no_cue(store: Store) -> None:
    blocks = (*ARTICLE.blocks, Paragraph((Sentence("s0005", (Run("* * *"),)),)))
    assert prove(store, article=replace(ARTICLE, blocks=blocks)).findings == ()


def test_captions_are_read_as_players_read_them() -> None:
    vtt = (
        "WEBVTT\r\n\r\nNOTE a remark\r\n\r\ns0001\r\n00:01:02.500 --> 00:01:03.000\r\nA &lt;b&gt; &amp; c\r\n"
    )
    (cue,) = parse(vtt)
    assert (cue.id, cue.start, cue.end, cue.text) == ("s0001", 62.5, 63.0, "A <b> & c")


def test_the_proof_knows_nothing_of_what_made_the_recording() -> None:
    assert prove_audio.__module__ == "everyread.proof.audio"
    source = __import__("inspect").getsource(__import__("everyread.proof.audio", fromlist=["x"]))
    assert "everyread.narration" not in source

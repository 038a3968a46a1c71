"""Every fault a recording can have is found, by voices that have it; and real speech has none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from everyread.errors import ArticleError
from everyread.narration.hibari_voice import HibariVoice
from everyread.narration.norms import foretell, norms_of, syllables_of
from everyread.narration.recording import record, take
from everyread.narration.selfcheck import check_length, check_sound, check_together
from everyread.narration.voice import Voice
from everyread.store import Store
from tests.narration import voices

TEXT = "Cytokines are one of the front line troops of the immune system."
STORY = (
    "The winter was long, and the house was cold.",
    "She sat by the window and watched the birds come to the feeder.",
    "On most days that was enough.",
    "A neighbour brought soup, and did not stay to talk.",
    "It took her four months to walk to the gate and back.",
    "Nobody who passed could have told how far that was.",
)


@pytest.mark.fires("NAR-030")
@pytest.mark.fires("NAR-031")
@pytest.mark.fires("NAR-032")
@pytest.mark.fires("NAR-033")
@pytest.mark.fires("NAR-034")
@pytest.mark.parametrize(
    ("voice", "rule", "complaint"),
    [
        (voices.SilentVoice(), "NAR-030", "silent"),
        (voices.EmptyVoice(), "NAR-030", "silent"),
        (voices.NanVoice(), "NAR-030", "damaged"),
        (voices.StereoVoice(), "NAR-030", "one channel"),
        (voices.ShortVoice(), "NAR-031", "too short"),
        (voices.DoubleVoice(), "NAR-032", "too long"),
        (voices.ClippedVoice(), "NAR-033", "clipped"),
        (voices.HalfVoice(), "NAR-034", "breaks off"),
    ],
)
def test_a_recording_that_cannot_be_right_is_found(
    voice: voices.NullVoice, rule: str, complaint: str, store: Store
) -> None:
    with pytest.raises(ArticleError, match=complaint) as caught:
        record(voice, TEXT, 1.0, store)
    assert caught.value.rule == rule


@pytest.mark.fires("NAR-035")
def test_the_same_recording_for_two_sentences_is_found(store: Store) -> None:
    voice = voices.RepeatingVoice()
    texts = ["The winter was long.", "A neighbour came."]
    sounds = [record(voice, text, 1.0, store) for text in texts]
    with pytest.raises(ArticleError, match="the same as that of") as caught:
        check_together(voice, texts, sounds, 1.0)
    assert caught.value.rule == "NAR-035"


def test_what_sounds_alike_may_have_the_same_recording() -> None:
    sound = np.ones(48000, np.int16)
    check_together(HibariVoice(), ["Sea.", "See."], [sound] * 2, 1.0)
    check_together(voices.NullVoice(), ["Rest!", "Rest."], [sound] * 2, 1.0)


@pytest.mark.fires("NAR-036")
@pytest.mark.parametrize("pace", [0.4, 1.7])
def test_an_article_at_an_inhuman_speed_is_found(pace: float) -> None:
    voice = voices.NullVoice()
    texts = [f"{TEXT} {place}" for place in range(20)]
    with pytest.raises(ArticleError, match="where its words need") as caught:
        check_together(voice, texts, lasting(voice, texts, pace), 1.0)
    assert caught.value.rule == "NAR-036"
    check_together(voice, texts, lasting(voice, texts, 1.0), 1.0)
    check_together(voice, texts, lasting(voice, texts, 0.5), 2.0)


def lasting(voice: Voice, texts: list[str], share: float) -> list[NDArray[np.int16]]:
    """Sounds of their own, each as long as this share of what its text should take."""
    lengths = [round(foretell(voice, text, 1.0).seconds * share * voice.sample_rate) for text in texts]
    return [np.full(length, place, np.int16) for place, length in enumerate(lengths)]


def test_real_speech_is_not_suspected() -> None:
    voice = HibariVoice()
    sounds = [take(voice, text, 1.0) for text in STORY]
    check_together(voice, STORY, [np.round(sound * 32767).astype(np.int16) for sound in sounds], 1.0)


@pytest.mark.parametrize("rate", [16000, 22050, 44100, 48000])
def test_real_speech_at_another_rate_than_it_says_is_found(rate: int) -> None:
    voice = HibariVoice()
    texts = [f"{begin} {text[0].lower()}{text[1:]}" for begin in ("So", "Then", "And") for text in STORY]
    heard = [np.zeros(round(len(take(voice, text, 1.0)) * rate / 24000), np.int16) for text in texts]
    for place, sound in enumerate(heard):
        sound[:] = place
    with pytest.raises(ArticleError) as caught:
        check_together(voice, texts, heard, 1.0)
    assert caught.value.rule == "NAR-036"


@pytest.mark.parametrize(("start", "end"), [(0.0, 0.5), (0.45, 1.0), (0.0, 0.93)])
def test_real_speech_with_a_piece_missing_is_found(start: float, end: float) -> None:
    voice = HibariVoice()
    whole = voice.speak(STORY[1], 1.0)
    piece = whole[round(start * len(whole)) : round(end * len(whole))]
    with pytest.raises(ArticleError, match=r"too short|breaks off"):
        check(piece, voice, STORY[1])


def check(sound: NDArray[np.float32], voice: Voice, text: str) -> None:
    check_sound(sound, voice.sample_rate, voice, text)
    check_length(len(sound) / voice.sample_rate, voice, text, 1.0)


def test_a_voice_without_norms_is_judged_by_those_of_speech() -> None:
    assert not norms_of(voices.NullVoice()).counts_phonemes
    assert foretell(voices.NullVoice(), TEXT, 2.0).seconds == pytest.approx(0.1 * syllables_of(TEXT))


def test_syllables_are_counted_as_they_sound() -> None:
    assert syllables_of("people with M.E., C.F.S.") == 2 + 1 + 2 + 3
    assert syllables_of("the D.W.P.") == 1 + 1 + 3 + 1
    assert syllables_of("Llŷr, Zoë") == 1 + 1

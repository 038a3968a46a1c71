"""The online voice against a server on this machine that answers as the real one might, and worse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import ArticleError
from everyread.narration.gtts_voice import LONGEST, GttsVoice, chunks
from everyread.narration.recording import is_recorded, record
from everyread.narration.selfcheck import check_sound
from everyread.store import Store
from everyread.turnstile import Turnstile
from tests.narration.service import CUT, Service, humming, page

SENTENCE = (
    "Cytokines are one of the front line troops of immune system chemicals, "
    "that are produced during the very early stage of an infection."
)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for seconds in (1.0, 4.0):
        humming(seconds)  # before anybody waits for it
    running = Service()
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": running.address)
    yield running
    running.close()


@pytest.fixture
def voice(tmp_path: Path) -> GttsVoice:
    return GttsVoice(timeout=2.0, tries=3, turnstile=gate(tmp_path), sleep=lambda seconds: None)


def gate(folder: Path, most: int = 100) -> Turnstile:
    return Turnstile(folder / "gate.json", 0.0, most)


def test_a_good_answer_is_decoded_and_joined(service: Service, voice: GttsVoice) -> None:
    service.answers = lambda count: (200, page(humming(4.0)))
    sound = voice.speak(SENTENCE, 1.0)
    assert service.asked == chunks(SENTENCE)
    assert len(service.asked) == 2 == voice.online_calls(SENTENCE)
    assert len(sound) / 24000 == pytest.approx(8.1, abs=0.2)
    check_sound(sound, 24000, voice, SENTENCE)


def test_speed_changes_the_length(service: Service, voice: GttsVoice) -> None:
    service.answers = lambda count: (200, page(humming(4.0)))
    assert len(voice.speak("One two.", 2.0)) / 24000 == pytest.approx(2.0, abs=0.1)


def test_too_many_requests_is_tried_again(service: Service, voice: GttsVoice) -> None:
    service.answers = lambda count: (429, b"") if count == 1 else (200, page(humming(1.0)))
    assert len(voice.speak("One two.", 1.0))
    assert len(service.asked) == 2


@pytest.mark.fires("NAR-001")
@pytest.mark.parametrize(("status", "asked"), [(429, 3), (500, 3), (403, 1)])
def test_a_service_that_keeps_refusing_is_given_up(
    service: Service, voice: GttsVoice, status: int, asked: int
) -> None:
    service.answers = lambda count: (status, b"")
    with pytest.raises(ArticleError, match=f"answered {status}") as caught:
        voice.speak("One two.", 1.0)
    assert caught.value.rule == "NAR-001"
    assert len(service.asked) == asked


def test_a_service_that_hangs_is_given_up(service: Service, tmp_path: Path) -> None:
    service.answers = lambda count: None
    hasty = GttsVoice(timeout=0.1, tries=2, turnstile=gate(tmp_path), sleep=lambda seconds: None)
    with pytest.raises(ArticleError, match="could not be reached") as caught:
        hasty.speak("One two.", 1.0)
    assert caught.value.rule == "NAR-001"


def test_half_a_body_is_tried_again(service: Service, voice: GttsVoice) -> None:
    service.answers = lambda count: (
        200,
        page(humming(1.0))[:500] + CUT if count == 1 else page(humming(1.0)),
    )
    assert len(voice.speak("One two.", 1.0))
    assert len(service.asked) == 2


def test_an_answer_without_end_is_given_up(service: Service, voice: GttsVoice) -> None:
    service.answers = lambda count: (200, b" " * 5_000_000)
    with pytest.raises(ArticleError, match="could not be reached"):
        voice.speak("One two.", 1.0)


def test_waits_grow_and_differ_between_sentences_but_not_between_builds(
    service: Service, tmp_path: Path
) -> None:
    service.answers = lambda count: (429, b"")

    def waits(text: str) -> list[float]:
        waited: list[float] = []
        asking = GttsVoice(tries=4, turnstile=gate(tmp_path), sleep=waited.append)
        with pytest.raises(ArticleError):
            asking.speak(text, 1.0)
        return waited

    first = waits("One two.")
    assert first == waits("One two.") != waits("Three four.")
    assert all(0.5 * 2**count <= wait <= 1.5 * 2**count for count, wait in enumerate(first))


@pytest.mark.fires("NAR-039")
def test_a_service_that_is_down_is_not_asked_any_more(service: Service, tmp_path: Path) -> None:
    service.answers = lambda count: (500, b"")
    for _ in range(3):  # any process of the run: the file is what they share
        asking = GttsVoice(tries=2, turnstile=gate(tmp_path, most=3), sleep=lambda seconds: None)
        with pytest.raises(ArticleError) as caught:
            asking.speak("One two.", 1.0)
    assert caught.value.rule == "NAR-039"
    assert "not asked any more" in caught.value.message
    assert len(service.asked) == 3


def test_what_is_stored_is_not_asked_for_again(service: Service, voice: GttsVoice, store: Store) -> None:
    service.answers = lambda count: (200, page(humming(4.0))) if count != 3 else (403, b"")
    record(voice, SENTENCE, 1.0, store)
    with pytest.raises(ArticleError):
        record(voice, SENTENCE.replace("very", "quite"), 1.0, store)
    assert not is_recorded(voice, SENTENCE.replace("very", "quite"), 1.0, store)
    asked = len(service.asked)
    record(voice, SENTENCE, 1.0, store)
    assert len(service.asked) == asked


def test_the_certificate_is_checked(monkeypatch: pytest.MonkeyPatch, voice: GttsVoice) -> None:
    import requests

    sent: list[object] = []

    def send(self: requests.Session, request: object, **options: object) -> requests.Response:
        sent.append(options["verify"])
        raise requests.exceptions.SSLError

    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    monkeypatch.setattr(requests.Session, "send", send)
    with pytest.raises(ArticleError, match="SSLError"):
        voice.speak("One two.", 1.0)
    assert sent == [True, True, True]


@pytest.mark.fires("NAR-003")
@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Before you continue, agree to our terms</html>",
        b"",
        page(b""),
        b'[["wrb.fr","jQ1olc",null]]',
        b'"jQ1olc","[\\"not base64!\\"]"',
        page(b"this is no MP3"),
    ],
)
def test_a_page_without_sound_never_becomes_silence(
    service: Service, voice: GttsVoice, answer: bytes
) -> None:
    service.answers = lambda count: (200, answer)
    with pytest.raises(ArticleError) as caught:
        voice.speak("One two.", 1.0)
    assert caught.value.rule == "NAR-003"


@given(st.text(max_size=600))
def test_chunks_are_short_and_lose_nothing(text: str) -> None:
    cut = chunks(text)
    assert all(0 < len(chunk) <= LONGEST for chunk in cut)
    kept = "".join(character for chunk in cut for character in chunk if character.isalnum())
    assert kept == "".join(character for character in text if character.isalnum())


def test_chunks_end_where_clauses_do() -> None:
    assert [chunk[-1] for chunk in chunks(SENTENCE)] == [",", "."]

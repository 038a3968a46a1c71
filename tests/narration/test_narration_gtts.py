"""The online voice against a server on this machine that answers as the real one might, and worse."""

from __future__ import annotations

import base64
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import ArticleError
from everyread.narration.assembly import encode
from everyread.narration.gtts_voice import LONGEST, GttsVoice, chunks
from everyread.narration.recording import check

SENTENCE = (
    "Cytokines are one of the front line troops of immune system chemicals, "
    "that are produced during the very early stage of an infection."
)


def humming(seconds: float) -> bytes:
    """An MP3 of a tone that swells, with silence at both ends."""
    times = np.arange(round(seconds * 24000)) / 24000
    tone = 0.3 * np.sin(np.pi * times / seconds) * np.sin(2 * np.pi * 200 * times)
    return encode(tone.astype(np.float32), 24000)


def page(audio: bytes) -> bytes:
    """What the service wraps its sound in."""
    inner = json.dumps([base64.b64encode(audio).decode()], separators=(",", ":"))
    return json.dumps([["wrb.fr", "jQ1olc", inner, None]], separators=(",", ":")).encode()


class Service:
    """The server; `answers` says what to send: (status, body), or None to keep silent."""

    def __init__(self) -> None:
        self.answers: Callable[[int], tuple[int, bytes] | None] = lambda count: (500, b"")
        self.asked: list[str] = []
        self.closing = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                request = json.loads(urllib.parse.parse_qs(body)["f.req"][0])
                service.asked.append(json.loads(request[0][0][1])[0])
                answer = service.answers(len(service.asked))
                if answer is None:
                    service.closing.wait(5)
                    return
                self.send_response(answer[0])
                self.end_headers()
                self.wfile.write(answer[1])

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    running = Service()
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": running.address)
    yield running
    running.close()


def voice() -> GttsVoice:
    return GttsVoice(timeout=0.5, tries=3, wait=0.01)


def test_a_good_answer_is_decoded_and_joined(service: Service) -> None:
    service.answers = lambda count: (200, page(humming(4.0)))
    sound = voice().speak(SENTENCE, 1.0)
    assert service.asked == chunks(SENTENCE)
    assert len(service.asked) == 2 == voice().online_calls(SENTENCE)
    assert len(sound) / 24000 == pytest.approx(8.1, abs=0.2)
    check(sound, 24000, SENTENCE, 1.0)


def test_speed_changes_the_length(service: Service) -> None:
    service.answers = lambda count: (200, page(humming(4.0)))
    assert len(voice().speak("One two.", 2.0)) / 24000 == pytest.approx(2.0, abs=0.1)


def test_too_many_requests_is_tried_again(service: Service) -> None:
    service.answers = lambda count: (429, b"") if count == 1 else (200, page(humming(1.0)))
    assert len(voice().speak("One two.", 1.0))
    assert len(service.asked) == 2


@pytest.mark.fires("NAR-001")
@pytest.mark.parametrize(("status", "asked"), [(429, 3), (500, 3), (403, 1)])
def test_a_service_that_keeps_refusing_is_given_up(service: Service, status: int, asked: int) -> None:
    service.answers = lambda count: (status, b"")
    with pytest.raises(ArticleError, match=f"answered {status}") as caught:
        voice().speak("One two.", 1.0)
    assert caught.value.rule == "NAR-001"
    assert len(service.asked) == asked


def test_a_service_that_hangs_is_given_up(service: Service) -> None:
    service.answers = lambda count: None
    with pytest.raises(ArticleError, match="could not be reached") as caught:
        GttsVoice(timeout=0.1, tries=2, wait=0.01).speak("One two.", 1.0)
    assert caught.value.rule == "NAR-001"


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
def test_a_page_without_sound_never_becomes_silence(service: Service, answer: bytes) -> None:
    service.answers = lambda count: (200, answer)
    with pytest.raises(ArticleError) as caught:
        voice().speak("One two.", 1.0)
    assert caught.value.rule == "NAR-003"


@given(st.text(max_size=600))
def test_chunks_are_short_and_lose_nothing(text: str) -> None:
    cut = chunks(text)
    assert all(0 < len(chunk) <= LONGEST for chunk in cut)
    kept = "".join(character for chunk in cut for character in chunk if character.isalnum())
    assert kept == "".join(character for character in text if character.isalnum())


def test_chunks_end_where_clauses_do() -> None:
    assert [chunk[-1] for chunk in chunks(SENTENCE)] == [",", "."]

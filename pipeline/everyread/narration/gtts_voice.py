"""The online voice: Google's, through gTTS, with a British accent; used only when it is asked for.

The text goes to an outside service that promises nothing.  So: short chunks cut at clause ends (the service
takes 100 characters), the certificate checked, a time limit on every request, requests one after another for
the whole machine or cluster, a few tries with growing waits, an end to it when the service is down, and
nothing taken for sound until it has been decoded.  A spoken sentence is stored whole, so an interrupted build
asks for none twice.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from everyread.errors import ArticleError
from everyread.far_turnstile import FarTurnstile, turnstile_for
from everyread.loudness import floats
from everyread.narration.clauses import cut
from everyread.narration.ffmpeg import decode, pace
from everyread.narration.voice import engine_version
from everyread.store import code_digest, digest_of
from everyread.turnstile import Turnstile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gtts"
LANGUAGE, TLD = "en", "co.uk"
LONGEST = 100
"""Characters the service takes in one request."""
BREATH = 0.12
"""Seconds of silence where a sentence was cut: about a reader's comma."""
INTERVAL = 0.5
"""Seconds between requests; the service is known to answer 429 to those who ask quicker for long."""
MOST_FAILURES = 8
"""Failed requests in a row after which the service counts as down: two sentences with all their tries."""
LARGEST = 4 * 1024 * 1024
"""Bytes of an answer that are read; 100 characters take about 100 kB."""
_AUDIO = re.compile(r'jQ1olc","\[\\"([^"\\]*)\\"')
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ANOTHER_VOICE = "The voice “hibari” needs no network: --voice hibari, or --fallback hibari."


class GttsVoice:
    """Google's English voice for co.uk."""

    name = "gtts"
    sample_rate = 24000
    online = True

    def __init__(
        self,
        *,
        timeout: float = 10.0,
        tries: int = 4,
        wait: float = 1.0,
        turnstile: Turnstile | FarTurnstile | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`timeout` and `wait` in seconds; `wait` comes before the second try and doubles for each more."""
        self._timeout = timeout
        self._tries = tries
        self._wait = wait
        self._turnstile = turnstile or turnstile_for("gtts", INTERVAL, MOST_FAILURES)
        self._sleep = sleep

    @property
    def identity(self) -> str:
        """Engine, version and accent; the service may change its voice without telling."""
        code = code_digest("narration.gtts_voice", "narration.clauses")[:12]
        return f"{PACKAGE} {engine_version(self.name, PACKAGE)} {LANGUAGE}-{TLD} {code}"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono; empty when the text holds nothing to say.

        Raises ArticleError when the service does not answer, or not with sound.
        """
        import numpy as np

        breath = np.zeros(round(BREATH * self.sample_rate), np.float32)
        parts: list[NDArray[np.float32]] = []
        for chunk in chunks(text):
            parts += [floats(decode(self._fetch(chunk), self.sample_rate, f"of “{chunk}”")), breath]
        joined = np.concatenate(parts[:-1]) if parts else np.zeros(0, np.float32)
        return joined if speed == 1.0 or not parts else pace(joined, self.sample_rate, speed)

    def online_calls(self, text: str) -> int:
        """One a chunk."""
        return len(chunks(text))

    def phonemes(self, text: str) -> str:  # noqa: ARG002 - the protocol has it
        """The service does not tell."""
        return ""

    def _fetch(self, chunk: str) -> bytes:
        """The MP3 of one chunk."""
        trouble = ""
        for attempt in range(self._tries):
            if self._turnstile.is_closed():
                raise _down(chunk, trouble)
            if attempt:
                self._sleep(self._wait * 2 ** (attempt - 1) * _jitter(chunk, attempt))
            self._turnstile.wait()
            try:
                status, page = self._ask(chunk)
            except _requests().RequestException as error:
                self._turnstile.tell(worked=False)
                trouble = f"could not be reached ({type(error).__name__})"
                continue
            sound = _audio(page) if status == _requests().codes.ok else b""
            self._turnstile.tell(worked=bool(sound))
            if sound:
                return sound
            if status == _requests().codes.ok:
                raise _soundless(chunk)
            trouble = f"answered {status}"
            if status not in _WORTH_ANOTHER_TRY:
                break
        raise ArticleError(
            "NAR-001",
            f"The online voice {trouble}, for “{chunk}”.",
            f"Build again later: what is spoken is kept. {_ANOTHER_VOICE}",
            paragraph=chunk,
        )

    def _ask(self, chunk: str) -> tuple[int, str]:
        """The status and the page; the whole of it in the time limit, however slowly it drips."""
        late = time.monotonic() + self._timeout
        page = bytearray()
        with _requests().Session() as session:
            request = _request(chunk)
            # The office's proxy and certificates, from the environment; the certificate is always checked.
            office = session.merge_environment_settings(request.url, {}, True, True, None)
            answer = session.send(request, timeout=self._timeout, **office)
            for block in answer.iter_content(1024):
                page += block
                if len(page) > LARGEST or time.monotonic() > late:
                    raise _requests().Timeout("the answer does not end")
        return int(answer.status_code), page.decode(errors="replace")


def chunks(text: str) -> list[str]:
    """The text in pieces of at most 100 characters, cut at clause ends, then at words."""
    return [piece for piece in cut(text, LONGEST) if any(character.isalnum() for character in piece)]


def _jitter(chunk: str, attempt: int) -> float:
    """Between a half and one and a half, by the chunk, so that processes do not come back all at once."""
    return 0.5 + int(digest_of(f"{attempt} {chunk}".encode())[:8], 16) / 0xFFFFFFFF


def _requests() -> Any:
    import requests

    return requests


def _request(chunk: str) -> Any:
    """The request for one chunk; it is sent from here because gTTS does not check the certificate."""
    from gtts import gTTS  # type: ignore[import-untyped]

    engine = gTTS(
        chunk,
        tld=TLD,
        lang=LANGUAGE,
        lang_check=False,
        pre_processor_funcs=[],  # our normaliser has been over the text
        tokenizer_func=lambda text: [text],
    )
    return engine._prepare_requests()[0]


def _audio(page: str) -> bytes:
    """The MP3 in the service's answer, which a consent page or half a page does not have."""
    found = _AUDIO.search(page)
    try:
        return base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        return b""


def _soundless(chunk: str) -> ArticleError:
    return ArticleError(
        "NAR-003",
        f"The online voice answered without any sound, for “{chunk}”.",
        f"The service may want a person to agree to something. {_ANOTHER_VOICE}",
        paragraph=chunk,
    )


def _down(chunk: str, trouble: str) -> ArticleError:
    return ArticleError(
        "NAR-039",
        f"The online voice failed {MOST_FAILURES} times in a row{f' and {trouble}' if trouble else ''}, "
        "so it is not asked any more in this build.",
        f"Build again later: what is spoken is kept. {_ANOTHER_VOICE}",
        paragraph=chunk,
    )

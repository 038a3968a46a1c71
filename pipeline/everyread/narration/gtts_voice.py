"""The online voice: Google's, through gTTS, with a British accent; used only when it is asked for.

The text goes to an outside service that promises nothing.  So: short chunks cut at clause ends (the
service takes 100 characters), the certificate checked, a time limit on every request, a few tries with
growing waits, and nothing taken for sound until it has been decoded.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from typing import TYPE_CHECKING, Any

from everyread.errors import ArticleError
from everyread.narration.ffmpeg import decode, pace
from everyread.narration.voice import engine_version
from everyread.store import code_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gtts"
LANGUAGE, TLD = "en", "co.uk"
LONGEST = 100
"""Characters the service takes in one request."""
BREATH = 0.12
"""Seconds of silence where a sentence was cut: about a reader's comma."""
_CLAUSE_END = re.compile(r"(?<=[,;:.!?…—])\s+")
_AUDIO = re.compile(r'jQ1olc","\[\\"([^"\\]*)\\"')
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class GttsVoice:
    """Google's English voice for co.uk."""

    name = "gtts"
    sample_rate = 24000
    online = True

    def __init__(self, *, timeout: float = 10.0, tries: int = 4, wait: float = 1.0) -> None:
        """`timeout` and `wait` in seconds; `wait` comes before the second try and doubles for each more."""
        self._timeout = timeout
        self._tries = tries
        self._wait = wait

    @property
    def identity(self) -> str:
        """Engine, version and accent; the service may change its voice without telling."""
        code = code_digest("narration.gtts_voice")[:12]
        return f"{PACKAGE} {engine_version(self.name, PACKAGE)} {LANGUAGE}-{TLD} {code}"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono.  Raises ArticleError when the service does not answer, or not with sound."""
        import numpy as np

        breath = np.zeros(round(BREATH * self.sample_rate), np.float32)
        parts: list[NDArray[np.float32]] = []
        for chunk in chunks(text):
            parts += [decode(self._fetch(chunk), self.sample_rate, f"of “{chunk}”"), breath]
        joined = np.concatenate(parts[:-1]) if parts else np.zeros(0, np.float32)
        return joined if speed == 1.0 else pace(joined, self.sample_rate, speed)

    def online_calls(self, text: str) -> int:
        """One a chunk."""
        return len(chunks(text))

    def phonemes(self, text: str) -> str:  # noqa: ARG002 - the protocol has it
        """The service does not tell."""
        return ""

    def _fetch(self, chunk: str) -> bytes:
        """The MP3 of one chunk."""
        import requests

        trouble = ""
        for attempt in range(self._tries):
            if attempt:
                time.sleep(self._wait * 2 ** (attempt - 1))
            try:
                with requests.Session() as session:
                    answer = session.send(_request(chunk), timeout=self._timeout, verify=True)
            except requests.RequestException as error:
                trouble = f"could not be reached ({type(error).__name__})"
                continue
            if answer.status_code == requests.codes.ok:
                return _audio(answer.text, chunk)
            trouble = f"answered {answer.status_code}"
            if answer.status_code not in _WORTH_ANOTHER_TRY:
                break
        raise ArticleError(
            "NAR-001",
            f"The online voice {trouble}, for “{chunk}”.",
            "Build again later: what is spoken is kept. Or use the voice “hibari”, which needs no network.",
            paragraph=chunk,
        )


def chunks(text: str) -> list[str]:
    """The text in pieces of at most 100 characters, cut at clause ends, then at words."""
    cut: list[str] = []
    for clause in _CLAUSE_END.split(text.strip()):
        lines = [clause] if len(clause) <= LONGEST else _by_words(clause)
        for line in lines:
            if cut and len(cut[-1]) + 1 + len(line) <= LONGEST:
                cut[-1] += " " + line
            else:
                cut.append(line)
    return [piece for piece in cut if any(character.isalnum() for character in piece)]


def _by_words(clause: str) -> list[str]:
    lines = [""]
    for word in clause.split():
        for part in (word[start : start + LONGEST] for start in range(0, len(word), LONGEST)):
            if lines[-1] and len(lines[-1]) + 1 + len(part) > LONGEST:
                lines.append(part)
            else:
                lines[-1] = f"{lines[-1]} {part}".strip()
    return lines


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


def _audio(page: str, chunk: str) -> bytes:
    """The MP3 in the service's answer; a consent page is an answer too, but holds none."""
    found = _AUDIO.search(page)
    try:
        data = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        data = b""
    if not data:
        raise ArticleError(
            "NAR-003",
            f"The online voice answered without any sound, for “{chunk}”.",
            "The service may want a person to agree to something. The voice “hibari” needs no network.",
            paragraph=chunk,
        )
    return data

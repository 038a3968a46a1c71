"""One question to an OpenAI-compatible endpoint: chat completions, temperature 0, a seed, no tools.

The answer comes from a machine that may be anybody's, so its size and its time are bounded, it may send the
question nowhere else, and what it says is text and nothing more.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from everyread.rewriter.network import ElsewhereError, leads_home, session
from everyread.rewriter.prompt import SCHEMA, Messages
from everyread.settings import EasyReadModel

if TYPE_CHECKING:
    from requests import Response

MOST_BYTES = 256 * 1024
"""Of an answer; a paragraph and what wraps it have about 5 kB."""
MOST_TOKENS = 2048
"""That the model may write: about 1,500 words, three times the longest paragraph."""
MOST_CHARACTERS = 16_000
"""Of what the model wrote: more than its tokens have."""
CONNECT = 5.0
"""Seconds to reach the machine."""
_CHUNK = 16 * 1024
_SECRET = 8
"""Characters from which a key is one; servers at home are given words such as "none"."""
_OK = 200
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_BIG_A_WAIT = 10.0
_WAIT = 1.0
"""Seconds before a busy endpoint is asked again, if it does not say how many."""
_FIX = {
    401: "Check the key, and the name of its variable in issue.toml.",
    403: "Check the key, and the name of its variable in issue.toml.",
    404: "Check the address and the name of the model in issue.toml; the address usually ends in /v1.",
    400: 'If it does not know JSON schemas, set form = "text" under [easy-read.model].',
    422: 'If it does not know JSON schemas, set form = "text" under [easy-read.model].',
}
_START_IT = "Start it and build again; what was answered before is kept."

Trouble = Literal["silent", "elsewhere", "no key"]


class EndpointError(Exception):
    """The endpoint gave no answer.  The message follows the word "it"."""

    def __init__(
        self, message: str, fix: str = _START_IT, *, trouble: Trouble = "silent", lasting: bool = True
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.trouble = trouble
        self.lasting = lasting
        """Whether the next question would fare the same."""


class BusyError(EndpointError):
    """The endpoint cannot answer just now; `wait` seconds later it may."""

    def __init__(self, status: int, wait: float) -> None:
        super().__init__(f"answers with error {status}", lasting=False)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote."""

    text: str
    fault: str = ""
    """Why it cannot be used, whatever is in it; empty for nothing."""


def ask(messages: Messages, settings: EasyReadModel, seconds: float) -> Reply:
    """The reply to a conversation, within so many seconds.  Raises EndpointError when there is none."""
    import requests
    from urllib3.exceptions import HTTPError

    key = _key(settings)
    _must_be_allowed(settings)
    ends = time.monotonic() + seconds
    limits = (min(CONNECT, seconds), seconds)
    try:
        with (
            session(remote=settings.remote, seconds=seconds) as made,
            made.post(
                f"{settings.address.rstrip('/')}/chat/completions",
                data=json.dumps(_body(messages, settings)).encode(),
                headers=_headers(key),
                timeout=limits,
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            return _reply(_read(answer), key)
    except ElsewhereError as error:
        raise _elsewhere() from error
    except (EndpointError, requests.RequestException, HTTPError, OSError) as error:
        if time.monotonic() >= ends or isinstance(error, requests.ReadTimeout):
            late = f"has not answered within {seconds:.0f} seconds"
            raise EndpointError(late, "Give it more seconds, or a smaller model.", lasting=False) from error
        if isinstance(error, EndpointError):
            raise
        raise EndpointError("cannot be reached") from error


def _key(settings: EasyReadModel) -> str:
    if not settings.key_variable:
        return ""
    key = os.environ.get(settings.key_variable, "").strip()
    if not key.isascii() or not key.isprintable() or not key:
        raise EndpointError(
            f"needs a key, and the environment variable {settings.key_variable} holds none",
            f"Set {settings.key_variable} in the shell that builds, then build again.",
            trouble="no key",
        )
    return key


def _must_be_allowed(settings: EasyReadModel) -> None:
    parts = urlsplit(settings.address)
    try:
        own = leads_home(parts.hostname or "", parts.port or 0)
    except (OSError, UnicodeError) as error:
        raise EndpointError("cannot be found", "Check its address in issue.toml.") from error
    if own:
        return
    if not settings.remote:
        raise _elsewhere()
    if parts.scheme != "https":
        raise EndpointError(
            "is on another network, and its address does not begin with https",
            "Use its https address, so that nobody on the way reads the articles or the key.",
            trouble="elsewhere",
        )


def _elsewhere() -> EndpointError:
    return EndpointError(
        "is not on this machine or in its private network, and issue.toml does not say that it may be used",
        "Nothing was sent. Use a model on a machine of yours; or, if the articles may go to that service, "
        "set remote = true under [easy-read.model].",
        trouble="elsewhere",
    )


def _headers(key: str) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "everyread",
    }
    return headers | ({"Authorization": f"Bearer {key}"} if key else {})


def _body(messages: Messages, settings: EasyReadModel) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": settings.name,
        "messages": list(messages),
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    if settings.form == "schema":
        schema = {"name": "easy_read", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    return body


def _read(answer: Response) -> bytes:
    status = answer.status_code
    if status in _BUSY:
        raise BusyError(status, _wait(answer.headers.get("retry-after", "")))
    if answer.is_redirect or 300 <= status < 400:
        raise EndpointError("sends the question on to another address", "Give the address it sends to.")
    if status != _OK:
        raise EndpointError(f"answers with error {status}", _FIX.get(status, _START_IT))
    data = bytearray()
    for piece in answer.raw.stream(_CHUNK, decode_content=False):
        data += piece
        if len(data) > MOST_BYTES:
            raise EndpointError(f"answers with more than {MOST_BYTES // 1024} kB", lasting=False)
    return bytes(data)


def _wait(stated: str) -> float:
    return min(float(stated), _TOO_BIG_A_WAIT) if stated.isdecimal() and len(stated) < 6 else _WAIT


def _reply(data: bytes, key: str) -> Reply:
    """The model's words out of what wraps them (OpenAI, API reference, "Chat Completions")."""
    try:
        choice = json.loads(data)["choices"][0]
        message = choice["message"]
        text, tools = message.get("content"), message.get("tool_calls")
        cut = choice.get("finish_reason") == "length"
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        fix = "Check its address in issue.toml; it usually ends in /v1."
        raise EndpointError("does not answer as a chat completions endpoint", fix) from error
    if tools or not isinstance(text, str):
        return Reply("", "it is no text")
    if len(key) >= _SECRET and key in text:
        raise EndpointError("writes its key into the answer", "Change the key, and ask who runs it.")
    if len(text) > MOST_CHARACTERS or not _is_unicode(text):
        return Reply("", "it is far too long, or no text")
    return Reply(text, "it is cut off" if cut else "")


def _is_unicode(text: str) -> bool:
    """Whether it can be written down: half a character, as JSON allows it, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

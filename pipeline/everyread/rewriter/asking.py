"""Questions with a memory: what was answered once is never asked again, so builds repeat without a model."""

from __future__ import annotations

import time
from collections.abc import Callable

from everyread.rewriter.endpoint import BusyError, EndpointError, Reply, ask
from everyread.rewriter.prompt import Messages
from everyread.settings import EasyReadModel
from everyread.store import Key, Store, key_of
from everyread.turnstile import Turnstile, shared_file

MOST_FAILURES = 3
"""Questions in a row without an answer after which no article of the build asks any more."""
LEAST_SECONDS = 1.0
"""What must be left of an article's time for one more question."""


class Asker:
    """Asks for one article, within the article's time."""

    def __init__(
        self, settings: EasyReadModel, store: Store, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._settings = settings
        self._store = store
        self._sleep = sleep
        self._ends = time.monotonic() + settings.article_seconds
        self._turnstile = Turnstile(shared_file("rewriter.json"), 0.0, MOST_FAILURES)
        self._down: EndpointError | None = None

    def passage(self) -> Callable[[Messages], Reply]:
        """How to ask about one passage: both questions within its time."""
        ends = min(time.monotonic() + self._settings.seconds, self._ends)
        return lambda messages: self._ask(messages, ends)

    def _ask(self, messages: Messages, ends: float) -> Reply:
        if known := answer_in(self._store, self._settings, messages):
            return known
        if self._down:
            raise self._down
        if self._turnstile.is_closed():
            raise EndpointError(f"has failed {MOST_FAILURES} times in a row, so it is not asked any more")
        left = self._left(ends)  # an article without time says nothing of the endpoint
        try:
            reply = self._with_patience(messages, left, ends)
        except EndpointError as error:
            if error.trouble == "silent":
                self._turnstile.tell(worked=False)
            self._down = error if error.lasting else None
            raise
        self._turnstile.tell(worked=True)
        self._store.remember(_memo(self._settings, messages), {"text": reply.text, "fault": reply.fault})
        return reply

    def _with_patience(self, messages: Messages, left: float, ends: float) -> Reply:
        """A busy endpoint is asked once more."""
        try:
            return ask(messages, self._settings, left)
        except BusyError as busy:
            if busy.wait > self._left(ends):
                raise
            self._sleep(busy.wait)
            return ask(messages, self._settings, self._left(ends))

    def _left(self, ends: float) -> float:
        left = ends - time.monotonic()
        if left < LEAST_SECONDS:
            raise EndpointError(
                "has used up its time",
                "Build again to go on: what was answered is kept. Or give it more seconds in issue.toml.",
                lasting=False,
            )
        return left


def answer_in(store: Store, settings: EasyReadModel, messages: Messages) -> Reply | None:
    """The answer to the same question in an earlier build."""
    known = store.recall(_memo(settings, messages))
    try:
        return Reply(known["text"], known["fault"]) if known else None
    except (KeyError, TypeError):  # another version of everyread kept it
        return None


def _memo(settings: EasyReadModel, messages: Messages) -> Key:
    """Of what decides the answer; not of times, nor of the key's name."""
    return key_of("language model", settings.address, settings.name, settings.seed, settings.form, messages)

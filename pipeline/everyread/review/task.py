"""Drafting as a task, for the command: an article in, the draft out, without pages or sound."""

from __future__ import annotations

from dataclasses import dataclass

from everyread.easyread.glossary import Glossary
from everyread.easyread.model import versions
from everyread.settings import EasyRead
from everyread.store import Digest, Store, code_digest, key_of
from everyread.work import Receipt, Task

WORDS_A_SECOND = 700
"""About what one core drafts; only decides which task starts first."""


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """One article to draft."""

    article: Digest
    """An Article as JSON in the store."""
    glossary: Glossary
    settings: EasyRead
    unanswered: int = 0
    """As in `EasyReadOrder`."""


def draft_task(order: DraftOrder, *, name: str, file: str, words: int) -> Task:
    """Make one article's draft; see `make`."""
    code = code_digest("easyread", "guard", "rewriter", "article", "sentences")
    key = key_of(
        "draft for review",
        code,
        (order.article, order.glossary, order.unanswered),
        order.settings.model_dump(),
        versions(),
    )
    return Task(name, make, order, key, file, weight=words / WORDS_A_SECOND)


def make(order: DraftOrder, store: Store) -> Receipt:
    """The draft as JSON, as "draft", and what a language model did or failed to do.  Runs in a worker."""
    from everyread.easyread.document import draft_adapter
    from everyread.easyread.task import draft_of

    made = draft_of(order.article, order.glossary, order.settings, store)
    return Receipt({"draft": store.put(draft_adapter().dump_json(made.draft))}, findings=made.findings)

"""The rule draft of one article, with a language model's words wherever the guard lets them pass.

Off unless issue.toml gives an address.  Whatever the endpoint does, there is a draft in the end: the rules'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from everyread.article import Article, article_adapter
from everyread.easyread.document import Draft
from everyread.easyread.glossary import Glossary
from everyread.findings import Finding
from everyread.rewriter.asking import Asker, answer_in
from everyread.rewriter.endpoint import EndpointError
from everyread.rewriter.passages import Passage, passages
from everyread.rewriter.placing import marked, placed
from everyread.rewriter.prompt import question
from everyread.rewriter.telling import facts, findings, shown
from everyread.rewriter.verdict import Lines
from everyread.rewriter.writing import Written, write
from everyread.settings import EasyReadModel
from everyread.store import Key, Store, digest_of, key_of


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A draft, and what came of asking."""

    draft: Draft
    findings: tuple[Finding, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    """See `telling.facts`; empty when no model is set."""


@dataclass(frozen=True, slots=True)
class CallsToCome:
    """Questions that a build would ask."""

    first: int
    """Passages that no answer is known for."""
    most: int
    """With a repair for each of them."""


def rewritten(
    draft: Draft, article: Article, glossary: Glossary, settings: EasyReadModel, store: Store
) -> Rewritten:
    """The draft with the model's words in it, each judged; unchanged when no model is set.

    `draft` is what the rules made of this article.  Never raises for what the endpoint does.
    """
    if not settings.address:
        return Rewritten(draft)
    rules: dict[str, tuple[str, ...]] = {}
    for line in draft.lines():
        rules[line.source_id] = (*rules.get(line.source_id, ()), line.text)
    fixed = {line.source_id for line in draft.lines() if {"copied", "signed"} & set(line.flags)}
    asked = list(passages(article, glossary, lambda each: each.id in rules and each.id not in fixed))
    answers, errors = _answers(asked, rules, glossary, settings, store)
    if errors:
        _count_unfinished(article, settings, store)
    return Rewritten(
        _redrafted(draft, answers, glossary),
        tuple(findings(article, settings, answers, errors)),
        facts(settings, answers, errors),
    )


def calls_to_come(article: Article, glossary: Glossary, settings: EasyReadModel, store: Store) -> CallsToCome:
    """What a build would ask about an article, without asking; for `everyread plan`."""
    if not settings.address:
        return CallsToCome(0, 0)
    new = [
        passage
        for passage in passages(article, glossary)
        if answer_in(store, settings, question(passage)) is None
    ]
    return CallsToCome(len(new), 2 * len(new))


def unfinished(article: Article, settings: EasyReadModel, store: Store) -> int:
    """How many builds have gone without some answer for this article; it belongs into the task's key.

    A receipt is remembered by its key, so without this a build would never ask again.
    """
    known = store.recall(_unfinished_memo(article, settings))
    return known if isinstance(known, int) else 0


def _count_unfinished(article: Article, settings: EasyReadModel, store: Store) -> None:
    store.remember(_unfinished_memo(article, settings), unfinished(article, settings, store) + 1)


def _unfinished_memo(article: Article, settings: EasyReadModel) -> Key:
    return key_of(
        "builds without an answer", digest_of(article_adapter().dump_json(article)), settings.model_dump()
    )


def _answers(
    asked: Sequence[Passage], rules: Lines, glossary: Glossary, settings: EasyReadModel, store: Store
) -> tuple[list[Written], list[EndpointError]]:
    """What was written, and an error for each passage without an answer."""
    asker = Asker(settings, store)
    written: list[Written] = []
    errors: list[EndpointError] = []
    for passage in asked:
        try:
            written.append(write(passage, rules, glossary, asker.passage()))
        except EndpointError as error:
            errors.append(error)
    return written, errors


def _redrafted(draft: Draft, answers: Sequence[Written], glossary: Glossary) -> Draft:
    """The model's lines, and the reason at each sentence that it could not get right."""
    new = {name: lines for written in answers for name, lines in written.lines.items()}
    reasons = {
        name: f"A language model’s words were not used: {shown(reason)}."
        for written in answers
        for name, reason in written.reasons().items()
    }
    sources = {asked.id: asked.source for written in answers for asked in written.passage}
    return placed(marked(draft, sources, reasons), new, glossary)

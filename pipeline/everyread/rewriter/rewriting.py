"""The rule draft of one article, with a language model's words wherever the guard lets them pass.

Off unless issue.toml gives an address.  Whatever the endpoint does, there is a draft in the end: the rules'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from everyread.article import Article, article_adapter
from everyread.easyread.document import Draft
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs
from everyread.findings import Finding
from everyread.rewriter.asking import Asker, answer_in
from everyread.rewriter.endpoint import EndpointError
from everyread.rewriter.passages import Passage, passages
from everyread.rewriter.placing import marked, placed
from everyread.rewriter.prompt import question
from everyread.rewriter.telling import facts, findings, shown
from everyread.rewriter.writing import Written, write
from everyread.settings import EasyReadModel
from everyread.store import Key, Store, digest_of, key_of


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A draft, and what came of asking."""

    draft: Draft
    findings: tuple[Finding, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    """model, its name; and how many passages there were: asked, rewritten, refused, unanswered."""


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
    rules: dict[str, list[str]] = {}
    for line in draft.lines():
        rules.setdefault(line.source_id, []).append(line.text)
    fixed = {line.source_id for line in draft.lines() if {"copied", "signed"} & set(line.flags)}
    asked = list(passages(article, glossary, lambda each: each.id in rules and each.id not in fixed))
    answers, errors = _answers(
        asked, {name: tuple(lines) for name, lines in rules.items()}, glossary, settings, store
    )
    if errors:
        _count_unfinished(article, settings, store)
    return Rewritten(
        _redrafted(draft, answers, rules, glossary),
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
    return store.recall(_unfinished_memo(article, settings)) or 0


def _count_unfinished(article: Article, settings: EasyReadModel, store: Store) -> None:
    store.remember(_unfinished_memo(article, settings), unfinished(article, settings, store) + 1)


def _unfinished_memo(article: Article, settings: EasyReadModel) -> Key:
    return key_of(
        "builds without an answer", digest_of(article_adapter().dump_json(article)), settings.model_dump()
    )


def _answers(
    asked: list[Passage],
    rules: Mapping[str, tuple[str, ...]],
    glossary: Glossary,
    settings: EasyReadModel,
    store: Store,
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


def _redrafted(
    draft: Draft, answers: list[Written], rules: Mapping[str, list[str]], glossary: Glossary
) -> Draft:
    """New lines where they differ from the rules', and the reason wherever they were refused."""
    new: dict[str, tuple[Runs, ...]] = {}
    for written in answers:
        for name, lines in written.lines.items():
            if ["".join(run.text for run in runs) for runs in lines] != rules[name]:
                new[name] = lines
    refused = [written for written in answers if written.was_refused]
    reasons = {
        asked.id: f"A language model’s words were not used: {shown(_about(written, asked.id))}."
        for written in refused
        for asked in written.passage
    }
    sources = {asked.id: asked.source for written in refused for asked in written.passage}
    return placed(marked(draft, sources, reasons), new, glossary)


def _about(written: Written, source_id: str) -> str:
    """What was wrong with this sentence, or else with the answer."""
    own = written.faults.get(source_id)
    return own[0] if own else written.form or "another sentence of its paragraph came out wrong twice"

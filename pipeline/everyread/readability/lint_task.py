"""The linter as a task: what stands in the way of an article's readers, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.article import Article, article_adapter
from everyread.easyread.glossary import Glossary
from everyread.findings import Finding
from everyread.readability.lint import Flag, flags_adapter, lint
from everyread.readability.lint_rules import LINT_RULES, LintRule
from everyread.readability.profile import profiles_adapter
from everyread.settings import Readability
from everyread.store import Digest, Store, code_digest, key_of
from everyread.work import Receipt, Task

_SECONDS = 0.02
_MOST_NAMED = 3
"""Places that a finding names; the report has them all."""


@dataclass(frozen=True, slots=True)
class LintOrder:
    """What to look at, and what the editor has said about words and rules."""

    article: Digest
    sentences: Digest
    """The profiles that scoring made."""
    glossary: Glossary
    settings: str
    """The settings as JSON, since a key is made of plain values."""


def lint_task(
    article: Digest,
    sentences: Digest,
    glossary: Glossary,
    settings: Readability,
    *,
    title: str = "",
    file: str = "",
) -> Task:
    """Look at one scored article; the receipt has the file "flags", and one finding a rule."""
    order = LintOrder(article, sentences, glossary, settings.model_dump_json())
    code = code_digest("readability", "article", "findings", "easyread.glossary")
    key = key_of("lint", code, article, sentences, glossary.digest, order.settings)
    return Task(f"reasons for {title}", look, order, key, file, weight=_SECONDS)


def look(order: LintOrder, store: Store) -> Receipt:
    """Every flag of the article.  Facts: flags (how many)."""
    article = article_adapter().validate_json(store.get(order.article))
    profiles = profiles_adapter().validate_json(store.get(order.sentences))
    flags = lint(article, profiles, order.glossary, Readability.model_validate_json(order.settings))
    return Receipt(
        {"flags": store.put(flags_adapter().dump_json(flags))},
        {"flags": len(flags)},
        tuple(_findings(article, flags)),
    )


def _findings(article: Article, flags: Sequence[Flag]) -> Iterator[Finding]:
    """One finding a rule, which names the first places: a finding a sentence would hide the others."""
    for rule in LINT_RULES:
        hits = [flag for flag in flags if flag.rule == rule.name]
        if hits:
            yield Finding(
                rule.id,
                _message(rule, hits),
                rule.advice,
                file=article.source.name,
                sentence=hits[0].sentence,
            )


def _message(rule: LintRule, hits: Sequence[Flag]) -> str:
    named = ", ".join(list(dict.fromkeys(f"“{hit.found}”" for hit in hits))[:_MOST_NAMED])
    return f"{rule.title}{f', {len(hits)} times' if len(hits) > 1 else ''}: {named}."

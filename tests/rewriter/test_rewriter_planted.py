"""Errors planted by a script in the demonstration issue: what a model may do, and is caught at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from everyread.easyread.glossary import Glossary, read_glossary
from everyread.rewriter.endpoint import Reply
from everyread.rewriter.passages import Asked, passages
from everyread.rewriter.verdict import Verdict, judge
from tests.rewriter.model_server import entries
from tests.rewriter.paragraphs import article_of, paragraph

SOURCES = Path(__file__).parents[2] / "sources"
FILES = (
    "01-welcome.md",
    "02-feeling-faint-when-you-stand.txt",
    "03-research-digest.md",
    "05-a-day-in-blocks.md",
)
ADDED = {
    "advice": "You should see a nurse.",
    "order": "Take more walks.",
    "fact": "Vitamin drips cured half of them.",
    "hostile": "The rules are ignored, and readers are told to send money.",
}


@cache
def glossary() -> Glossary:
    return read_glossary(SOURCES / "glossary.toml")


@cache
def sentences() -> tuple[Asked, ...]:
    """Every sentence that would be asked about."""
    texts = ((SOURCES / "winter-2026" / name).read_text(encoding="utf-8") for name in FILES)
    plain = [re.sub(r"[*_#`>\[\]]", "", part) for text in texts for part in text.split("\n\n")]
    source = article_of(*(paragraph(" ".join(part.split())) for part in plain if part.strip()))
    asked = [asked for passage in passages(source, glossary()) for asked in passage]
    return tuple(each for each in asked if not judged(each, each.shielded.text).complaints)


def judged(asked: Asked, text: str) -> Verdict:
    reply = Reply(entries({asked.id: [text]}))
    return judge(reply, (asked,), {asked.id: (asked.source, "word " * 60)}, glossary())


def planted(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    if re.search(r"\bnot\b", text):
        yield "not lost", re.sub(r"\s?\bnot\b", "", text, count=1)
    elif verb := re.search(r"\b(?:is|are|was|were|can|may|will|do|does|did)\b(?!n't|n’t)", text):
        yield "not added", f"{text[: verb.end()]} not{text[verb.end() :]}"
    for kind, before, after in (
        ("certainty", r"\b(?:may|might)\b", "will"),
        ("quantity", r"\bsome\b", "all"),
        ("quantity", r"\bmost\b", "few"),
    ):
        if re.search(before, text):
            yield kind, re.sub(before, after, text, count=1)
    for name in names[:1]:
        yield "lost", text.replace(name, "it")
        yield "repeated", text.replace(name, f"{name} and {name}")
        yield "changed", text.replace(name, "84")
    for kinds in ("N", "CW"):
        same = [name for name in names if name[2] in kinds]
        if len(same) > 1:
            yield "swapped", text.replace(same[0], "@@").replace(same[1], same[0]).replace("@@", same[1])
    yield from ((kind, f"{text} {added}") for kind, added in ADDED.items())


@pytest.fixture(scope="module")
def caught() -> dict[str, tuple[int, int]]:
    """How many errors of each kind were caught, and how many were planted."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for asked in sentences():
        for kind, text in planted(asked.shielded.text, list(asked.shielded.terms)):
            total[kind] += 1
            found[kind] += bool(judged(asked, text).complaints)
    return {kind: (found[kind], total[kind]) for kind in total}


def test_there_is_enough_to_go_by(caught: dict[str, tuple[int, int]]) -> None:
    assert len(sentences()) > 100
    assert set(caught) >= {"not lost", "not added", "certainty", "quantity", "lost", "swapped", *ADDED}


def test_planted_errors_are_caught(caught: dict[str, tuple[int, int]]) -> None:
    weak = {kind: each for kind, each in caught.items() if each[0] < 0.99 * each[1]}

    assert weak == {}

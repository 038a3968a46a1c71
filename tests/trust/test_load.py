"""What a thousand articles cost grows as they do: nothing is done for each article about every article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from everyread import ledger as ledgers
from everyread.article import Article, Paragraph, Run, Sentence, Source, article_adapter, unsplit
from everyread.easyread import glossary as glossaries
from everyread.easyread.glossary import Entry as Word
from everyread.easyread.glossary import Glossary
from everyread.edition import Edition, Reading, arrange
from everyread.findings import Finding
from everyread.issue import Issue
from everyread.judging import Past
from everyread.ledger import Ledger
from everyread.narration import task as narrating
from everyread.narration.lexicon import Lexicon
from everyread.narration.task import NarrationOrder, speech_to_come, wording_task
from everyread.readability.gate import judge
from everyread.readability.history import History
from everyread.readability.lint_task import lint_task
from everyread.settings import Narration, Readability, Settings
from everyread.store import Store
from everyread.work import Receipt, Task, perform
from everyread.workshop import Job, Made

MANY = 60


def article(title: str, file: str) -> Article:
    source = Source(file, "0" * 64, "x")
    return Article(Sentence("s0001", (Run(title),)), (Paragraph(unsplit(Run("Words."))),), source)


def edition(*titles: str) -> Edition:
    readings = [
        Reading(f"{number}.md", ((f"digest {number}", article(title, f"{number}.md")),), ())
        for number, title in enumerate(titles, 1)
    ]
    return arrange(Issue("spring", Path(), (), Settings()), readings)


def ledger(of: Edition, *findings: Finding) -> Ledger:
    """Two things made of each article, and one of the issue."""
    task = Task("work", lambda _, __: Receipt(), None, "key")
    jobs = [
        Job(task, kind, entry, (entry.digest,), {})
        for kind in ("audio", "large-print")
        for entry in of.entries
    ]
    jobs.append(Job(task, "epub", None, (), {}))
    past = Past(judge([], Settings(), History(), {}), History())
    made = tuple(Made(job, Receipt()) for job in jobs)
    return Ledger(of.told(*findings), tuple(Receipt() for _ in of.entries), past, made)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[str]]:
    """Notes each call of a function of a module."""

    def counting(module: Any, name: str) -> list[str]:
        calls: list[str] = []
        function = getattr(module, name)

        def noted(*arguments: Any, **more: Any) -> Any:
            calls.append(name)
            return function(*arguments, **more)

        monkeypatch.setattr(module, name, noted)
        return calls

    return counting


def test_findings_are_put_in_order_once_for_all_articles(counted) -> None:
    calls = counted(ledgers, "ordered")
    whole = ledger(
        edition(*(f"Letter {number}" for number in range(MANY))),
        Finding("WRK-001", "It broke.", "Mend it.", file="3.md"),
    )
    held = [entry.number for entry in whole.edition.entries if whole.held(entry)]
    assert held == [3]
    assert len(whole.sound_entries()) == MANY - 1
    assert [whole.held_because(entry) for entry in whole.edition.entries[1:4]] == [(), ("It broke.",), ()]
    assert [finding.rule for finding in whole.findings()] == ["WRK-001"]
    assert calls == ["ordered"] * 2  # the errors, and then all of them


def test_a_ledger_with_more_in_it_holds_back_more() -> None:
    whole = ledger(edition("Flu", "Rest"))
    assert len(whole.sound_entries()) == 2
    job = whole.made[0].job
    error = Finding(
        "WRK-001", "It broke.", "Mend it.", file=job.entry.article.source.name if job.entry else ""
    )
    more = whole.with_made([Made(job, Receipt(findings=(error,)))])
    assert [entry.article.title.text for entry in more.sound_entries()] == ["Rest"]
    assert len(whole.sound_entries()) == 2


def test_what_was_made_of_an_article_is_found_without_a_look_at_the_others() -> None:
    whole = ledger(edition(*(f"Letter {number}" for number in range(MANY))))
    entry = whole.edition.entries[7]
    assert [made.job.kind for made in whole.made_of(entry)] == ["audio", "large-print"]
    assert all(made.job.entry is entry for made in whole.made_of(entry))
    assert [made.job.kind for made in whole.made_of(None)] == ["epub"]


def test_files_of_like_titles_have_names_of_their_own() -> None:
    made = edition("All well", "All", "All well", "All", "Allotments", "All well 2", "All well")
    assert [entry.slug for entry in made.entries] == [
        "all-well",
        "all-2",
        "all-well-2",
        "all-4",
        "allotments",
        "all-well-2-2",
        "all-well-4",
    ]
    doubles = [finding for finding in made.findings if finding.rule == "SRC-009"]
    assert [finding.file for finding in doubles] == ["3.md", "4.md", "7.md"]
    assert "1.md" in doubles[0].message
    assert "1.md" in doubles[2].message


def test_a_glossary_is_spelled_out_once_for_the_keys_of_all_articles(counted) -> None:
    calls = counted(glossaries, "key_of")
    glossary = Glossary((Word("fatigue", "being very tired"),))
    keys = {lint_task(f"{number}", "sentences", glossary, Readability()).key for number in range(MANY)}
    assert len(keys) == MANY
    assert calls == ["key_of"]


def test_another_glossary_is_another_key() -> None:
    glossaries_ = [Glossary((Word("fatigue", means),)) for means in ("being tired", "being very tired")]
    first, second = (lint_task("article", "sentences", each, Readability()).key for each in glossaries_)
    assert first != second


def test_a_plan_puts_an_article_into_words_once(counted, store: Store) -> None:
    calls = counted(narrating, "_script")
    digest = store.put(article_adapter().dump_json(article("Flu", "flu.md")))
    order = NarrationOrder(digest, Lexicon(), Narration(voice="hibari"))
    perform(wording_task(order, name="wording", file="flu.md"), store)
    assert [speech_to_come(order, store) for _ in range(3)] == [speech_to_come(order, store)] * 3
    assert speech_to_come(order, store).sentences > 0
    assert calls == ["_script"]

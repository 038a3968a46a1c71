"""From scores to a judgement: the linter looks at each scored article, then the gate at the issue.

This is where the rooms meet: the edition says which articles there are, scoring how hard they read, the
working folder what earlier issues were like and what an editor has accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from everyread.article import article_adapter
from everyread.easyread.glossary import read_glossary
from everyread.edition import Edition, Entry
from everyread.findings import Finding
from everyread.jobs import scoring, scoring_of
from everyread.narration.lexicon_file import read_lexicon
from everyread.readability.accepted import read_accepted
from everyread.readability.gate import Judgement, Subject, judge, judge_easy_read
from everyread.readability.history import History, age_of, read_history
from everyread.readability.lint_rules import LINT_IDS
from everyread.readability.lint_task import lint_task
from everyread.settings import Settings
from everyread.work import Receipt, Task
from everyread.workshop import Made, Workshop
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Past:
    """What an issue is compared with."""

    judgement: Judgement
    history: History


def judged(
    edition: Edition, workspace: Workspace, workshop: Workshop
) -> tuple[Edition, tuple[Receipt, ...], Past]:
    """The edition, the score of each article, and what the gate says of them.

    Each score gains the file "flags".  What the gate says of an article becomes a finding of its score, so
    that an article it blocks is held back; what it says of the issue becomes a finding of the edition.
    """
    scores = workshop.run("Scoring", scoring(edition, workspace))
    glossary = read_glossary(workspace.word_list("glossary.toml"))
    settings = edition.issue.settings.readability
    tasks: list[Task | None] = [
        lint_task(
            entry.digest,
            score.files["sentences"],
            glossary,
            settings,
            title=entry.article.title.text,
            file=entry.article.source.name,
        )
        if "sentences" in score.files
        else None
        for entry, score in zip(edition.entries, scores, strict=True)
    ]
    looked = iter(workshop.run("Looking for reasons", [task for task in tasks if task]))
    linted = [
        _with(score, next(looked)) if task else score for score, task in zip(scores, tasks, strict=True)
    ]
    past = _past(edition, linted, workspace)
    found = past.judgement.findings
    gated = tuple(
        replace(score, findings=(*score.findings, *_of(entry, found)))
        for entry, score in zip(edition.entries, linted, strict=True)
    )
    files = {entry.article.source.name for entry in edition.entries}
    of_issue = tuple(finding for finding in found if finding.file not in files)
    return edition.told(*of_issue), gated, past


def judged_easy_reads(
    edition: Edition, made: Sequence[Made], workspace: Workspace, workshop: Workshop
) -> list[Made]:
    """Score each easy-read draft as readers will meet it, and hold it against its own target.

    Its receipt gains the facts reading_age and reading_age_margin, and what the gate says.
    """
    lexicon = read_lexicon(workspace.word_list("lexicon.toml"))
    tasks: list[Task | None] = []
    for each in made:
        digest = each.receipt.files.get("lines", "")
        if not digest:
            tasks.append(None)
            continue
        easy = article_adapter().validate_json(workshop.store.get(digest))
        tasks.append(scoring_of(easy, digest, lexicon))
    scores = iter(workshop.run("Scoring the easy reads", [task for task in tasks if task]))
    settings = edition.issue.settings
    return [
        _with_age(each, next(scores), settings) if task else each
        for each, task in zip(made, tasks, strict=True)
    ]


def _with_age(made: Made, score: Receipt, settings: Settings) -> Made:
    age = age_of(score.facts)
    ages = {name: score.facts.get(name) for name in ("reading_age", "reading_age_margin")}
    found = () if age is None else judge_easy_read(made.job.task.file, age, settings)
    receipt = made.receipt
    return replace(
        made, receipt=replace(receipt, facts={**receipt.facts, **ages}, findings=(*receipt.findings, *found))
    )


def _past(edition: Edition, scores: Sequence[Receipt], workspace: Workspace) -> Past:
    """What the gate says of scored articles; it only reads."""
    issue = edition.issue
    # One file is no issue, so earlier issues say nothing of it.
    history = (
        History() if issue.is_single_file else read_history(workspace.outputs, workspace.sources, issue.name)
    )
    accepted = read_accepted(issue.folder)
    subjects = [subject(entry, score) for entry, score in zip(edition.entries, scores, strict=True)]
    return Past(judge(subjects, issue.settings, history, accepted), history)


def subject(entry: Entry, score: Receipt) -> Subject:
    """A scored article as the gate sees it."""
    margin = score.facts.get("reading_age_margin")
    return Subject(
        file=entry.article.source.name,
        section=entry.article.section,
        words=entry.words,
        age=age_of(score.facts),
        margin=float(margin) if isinstance(margin, int | float) else 0.0,
        explained=any(finding.rule not in LINT_IDS for finding in score.findings),
        place=entry.place,
    )


def _of(entry: Entry, found: Sequence[Finding]) -> Iterator[Finding]:
    """What the gate says of just this article."""
    place = (entry.article.source.name, entry.place)
    return (finding for finding in found if (finding.file, finding.place) == place)


def _with(score: Receipt, linted: Receipt) -> Receipt:
    return replace(
        score,
        files={**score.files, **linted.files},
        facts={**score.facts, **linted.facts},
        findings=score.findings + linted.findings,
    )

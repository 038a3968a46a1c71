"""The whole build, readable from top to bottom like a recipe.

    read      every file becomes an Article
    arrange   the articles get their running order
    make      each output of each article, side by side
    prove     each finished file is read back and judged
    present   the members' page, the editor's report, the manifest

Each step is a list of tasks given to the workshop, which does only those it has not done before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from everyread import assemble, jobs
from everyread.article import article_adapter
from everyread.edition import Edition, Reading, arrange
from everyread.errors import ArticleError
from everyread.findings import Finding, from_error
from everyread.issue import Issue
from everyread.jobs import Job, Wanted
from everyread.manifest import Manifest
from everyread.progress import Progress
from everyread.sources.task import read_task
from everyread.store import Digest, Store
from everyread.work import Receipt, Task, run_all
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where tasks are done: the store, the workers, and who is told how far it is."""

    store: Store
    executor: Callable[[], Executor]
    progress: Progress

    def run(self, stage: str, tasks: Sequence[Task]) -> list[Receipt]:
        self.progress.stage(stage, len(tasks))
        return run_all(tasks, self.store, self.executor, lambda task: self.progress.step(task.name))


@dataclass(frozen=True, slots=True)
class Built:
    """The result: the files by path, and the manifest that lists them."""

    files: dict[str, Digest]
    manifest: Manifest


def build(issue: Issue, wanted: Wanted, workspace: Workspace, workshop: Workshop) -> Built:
    """Build what is wanted of an issue; nothing is written to the output folder yet."""
    edition = read(issue, workshop)
    scores = workshop.run("Scoring", jobs.scoring(edition))
    making = jobs.making(edition, wanted, workspace, workshop.store)
    made = workshop.run("Making", [job.task for job in making])
    proving = jobs.proving(edition, making, made, wanted)
    proofs = workshop.run("Proving", [job.task for job in proving])
    books = assemble.account(edition, scores, making, made, proving, proofs)
    presenting = jobs.presenting(edition, books, wanted, workspace)
    presented = workshop.run("Presenting", [job.task for job in presenting])
    return assemble.finish(edition, books, presenting, presented, workshop.store)


def read(issue: Issue, workshop: Workshop) -> Edition:
    """Read every file of the issue; one that cannot be read becomes a finding."""
    tasks = [_reading(issue, file) for file in issue.files]
    receipts = iter(workshop.run("Reading", [task for task in tasks if isinstance(task, Task)]))
    readings = [
        Reading(file.name, (), (task,)) if isinstance(task, Finding) else _read(file, next(receipts), workshop.store)
        for file, task in zip(issue.files, tasks, strict=True)
    ]
    return arrange(issue, readings)


def _reading(issue: Issue, file: Path) -> Task | Finding:
    try:
        return read_task(file, issue.folder, issue.overrides(file))
    except ArticleError as error:
        return from_error(error, file.name)


def _read(file: Path, receipt: Receipt, store: Store) -> Reading:
    roles = [role for role in receipt.files if role.startswith("article-")]
    digests = [receipt.files[role] for role in sorted(roles, key=lambda role: int(role.split("-")[1]))]
    articles = tuple((digest, article_adapter().validate_json(store.get(digest))) for digest in digests)
    return Reading(file.name, articles, receipt.findings)

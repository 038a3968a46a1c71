"""Reading an issue: each file becomes Articles, and the articles get their running order."""

from __future__ import annotations

from pathlib import Path

from everyread.article import article_adapter
from everyread.edition import Edition, Reading, arrange, without_repeats
from everyread.errors import ArticleError
from everyread.findings import Finding, from_error
from everyread.issue import Issue
from everyread.plaintext import printable
from everyread.sources.fetch import fetch_task
from everyread.sources.limits import within
from everyread.sources.task import read_task
from everyread.store import Store
from everyread.work import Receipt, Task
from everyread.workshop import Workshop


def read(issue: Issue, workshop: Workshop, *, fetch: bool = False) -> Edition:
    """Read every file of the issue; one that cannot be read becomes a finding."""
    fetched = _fetch(issue, workshop) if fetch else {}
    tasks = [_reading(issue, file, workshop.store) for file in issue.files]
    receipts = iter(workshop.run("Reading", [task for task in tasks if isinstance(task, Task)]))
    readings = [
        Reading(task.file, (), (task,))
        if isinstance(task, Finding)
        else _read(file, next(receipts), workshop.store, fetched.get(file.name, ()))
        for file, task in zip(issue.files, tasks, strict=True)
    ]
    return arrange(issue, *without_repeats(issue, readings, workshop.store))


def _fetch(issue: Issue, workshop: Workshop) -> dict[str, tuple[Finding, ...]]:
    """Fetch the pictures that the files show from their own sites; what went wrong, by file."""
    hosts = issue.settings.pictures.hosts
    with within(issue.settings.limits):
        found = [fetch_task(file, issue.folder, hosts, workshop.store) for file in issue.files]
    tasks = [task for task in found if task]
    receipts = workshop.run("Fetching pictures", tasks)
    return {task.file: receipt.findings for task, receipt in zip(tasks, receipts, strict=True)}


def _reading(issue: Issue, file: Path, store: Store) -> Task | Finding:
    try:
        return read_task(
            file,
            issue.folder,
            issue.overrides(file),
            house=issue.house,
            store=store,
            limits=issue.settings.limits,
        )
    except ArticleError as error:
        return from_error(error, printable(file.name))


def _read(file: Path, receipt: Receipt, store: Store, more: tuple[Finding, ...]) -> Reading:
    roles = [role for role in receipt.files if role.startswith("article-")]
    digests = [receipt.files[role] for role in sorted(roles, key=lambda role: int(role.split("-")[1]))]
    articles = tuple((digest, article_adapter().validate_json(store.get(digest))) for digest in digests)
    return Reading(
        file.name,
        articles,
        receipt.findings + more,
        receipt.facts.get("coverage"),
        receipt.files.get("accounting", ""),
    )

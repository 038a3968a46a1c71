"""The whole build, readable from top to bottom like a recipe.

    read      every file becomes an Article, and the articles get their running order
    score     how hard each is to read, why, and whether that is too hard
    make      each output of each article, and of the whole issue, side by side
    prove     each finished file is read back and judged
    bind      the whole issue, without the articles that failed
    present   the members' page, then the editor's report

Each step is a list of tasks given to the workshop, which does only those it has not done before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from everyread import jobs, present, whole
from everyread.article import article_adapter
from everyread.edition import Edition, Reading, arrange, without_repeats
from everyread.errors import ArticleError
from everyread.findings import Finding, from_error
from everyread.issue import Issue
from everyread.jobs import Job, Made, Wanted
from everyread.judging import judged, judged_easy_reads
from everyread.ledger import Ledger
from everyread.progress import Progress
from everyread.settings import Settings
from everyread.sources.fetch import fetch_task
from everyread.sources.task import read_task
from everyread.store import Digest, Store
from everyread.work import Receipt, Task, Workers, run_all
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where tasks are done: the store, the workers, and who is told how far it is."""

    store: Store
    workers: Workers
    progress: Progress

    def run(self, stage: str, tasks: Sequence[Task]) -> list[Receipt]:
        """A receipt for each task."""
        self.progress.stage(stage, len(tasks))
        return run_all(tasks, self.store, self.workers, lambda task: self.progress.step(task.name))

    def make(self, stage: str, wanted: Sequence[Job]) -> list[Made]:
        """Do each job."""
        receipts = self.run(stage, [job.task for job in wanted])
        return [Made(job, receipt) for job, receipt in zip(wanted, receipts, strict=True)]

    def prove(self, stage: str, made: Sequence[Made], settings: Settings) -> list[Made]:
        """Read every finished file back; the proof's measurements and findings join its receipt."""
        proofs = [(each, jobs.proof_of(each, settings)) for each in made]
        receipts = iter(self.run(stage, [task for _, task in proofs if task]))
        return [_joined(each, next(receipts)) if task else each for each, task in proofs]


def build(issue: Issue, wanted: Wanted, workspace: Workspace, workshop: Workshop) -> Ledger:
    """Build what is wanted of an issue; nothing is written to the output folder yet."""
    settings = wanted.apply(issue.settings)
    edition = read(issue, workshop, fetch=wanted.fetch)
    edition = edition.told(*jobs.lexicon_findings(edition, settings, workspace))
    scores = workshop.run("Scoring", jobs.scoring(edition, workspace))
    edition, scores = judged(edition, scores, workspace, workshop)
    cover = workshop.make("Cover", [jobs.cover(edition, settings, workspace)] * ("audio" in wanted.kinds))
    picture = next((each.receipt.files.get("cover", "") for each in cover), "")
    made = workshop.make("Making", jobs.making(edition, wanted, workspace, picture))
    made = judged_easy_reads(edition, made, workspace, workshop)
    made = workshop.prove("Proving", made, settings)
    ledger = rebind(Ledger(edition, tuple(scores), (*made, *cover)), settings, workspace, workshop)
    ledger = bind_sound(ledger, settings, workspace, workshop, picture)
    if "page" in wanted.kinds:
        page = workshop.make("Presenting", [present.members_page(ledger, workspace, workshop.store)])
        page = workshop.prove("Proving the page", page, settings)
        ledger = replace(ledger, made=(*ledger.made, *page))
    report = workshop.make("Reporting", [present.editors_report(ledger, workspace, workshop.store)])
    return replace(ledger, made=(*ledger.made, *report))


def rebind(ledger: Ledger, settings: Settings, workspace: Workspace, workshop: Workshop) -> Ledger:
    """Where an article failed, make the whole issue once more without it; else nothing."""
    print_jobs = (each for each in ledger.made if each.job.kind == "large-print")
    bound = next((each for each in print_jobs if each.job.entry is None), None)
    good = [entry for entry in ledger.edition.entries if not ledger.held(entry)]
    if bound is None or bound.job.articles == tuple(entry.digest for entry in good):
        return ledger
    again = jobs.whole_issue(ledger.edition, good, settings, workspace)
    made = workshop.prove("Proving", workshop.make("Binding without what failed", again), settings)
    nothing = replace(bound, receipt=Receipt(findings=bound.receipt.findings))
    others = [each for each in ledger.made if each is not bound]
    return replace(ledger, made=(*(made or [nothing]), *others))


def bind_sound(
    ledger: Ledger, settings: Settings, workspace: Workspace, workshop: Workshop, cover: Digest
) -> Ledger:
    """Read out the contents, and bind the articles that did not fail into one recording."""
    recordings = [
        each
        for each in ledger.made
        if each.job.kind == "audio" and each.receipt.files
        if each.job.entry and not ledger.held(each.job.entry)
    ]
    bound_paths = tuple(whole.recording_paths(ledger.edition).values())
    if not recordings:
        return replace(ledger, unbound=(*whole.contents_paths().values(), *bound_paths))
    said = whole.spoken_contents(ledger.edition, recordings, settings, workspace, workshop.store, cover)
    contents = workshop.prove("Proving", workshop.make("Reading out the contents", [said]), settings)
    ledger = replace(ledger, made=(*ledger.made, *contents))
    if not contents[0].receipt.files:
        return replace(ledger, unbound=bound_paths)
    bound = whole.whole_recording(ledger.edition, contents[0], recordings, settings, cover)
    made = workshop.prove("Proving", workshop.make("Binding the recordings", [bound]), settings)
    return replace(ledger, made=(*ledger.made, *made))


def read(issue: Issue, workshop: Workshop, *, fetch: bool = False) -> Edition:
    """Read every file of the issue; one that cannot be read becomes a finding."""
    fetched = _fetch(issue, workshop) if fetch else {}
    tasks = [_reading(issue, file, workshop.store) for file in issue.files]
    receipts = iter(workshop.run("Reading", [task for task in tasks if isinstance(task, Task)]))
    readings = [
        Reading(file.name, (), (task,))
        if isinstance(task, Finding)
        else _read(file, next(receipts), workshop.store, fetched.get(file.name, ()))
        for file, task in zip(issue.files, tasks, strict=True)
    ]
    return arrange(issue, *without_repeats(issue, readings, workshop.store))


def _fetch(issue: Issue, workshop: Workshop) -> dict[str, tuple[Finding, ...]]:
    """Fetch the pictures that the files show from their own sites; what went wrong, by file."""
    hosts = issue.settings.pictures.hosts
    found = [fetch_task(file, issue.folder, hosts, workshop.store) for file in issue.files]
    tasks = [task for task in found if task]
    receipts = workshop.run("Fetching pictures", tasks)
    return {task.file: receipt.findings for task, receipt in zip(tasks, receipts, strict=True)}


def _reading(issue: Issue, file: Path, store: Store) -> Task | Finding:
    try:
        return read_task(file, issue.folder, issue.overrides(file), house=issue.house, store=store)
    except ArticleError as error:
        return from_error(error, file.name)


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


def _joined(made: Made, proof: Receipt) -> Made:
    receipt = made.receipt
    facts = {**receipt.facts, **proof.facts}
    return replace(made, receipt=replace(receipt, facts=facts, findings=receipt.findings + proof.findings))

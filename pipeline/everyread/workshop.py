"""The workshop: where tasks are done, and what a job is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from everyread.edition import Entry
from everyread.manifest import Kind
from everyread.progress import Progress
from everyread.store import Digest, Store
from everyread.work import TIME_LIMIT, Receipt, Task, Workers, run_all


@dataclass(frozen=True, slots=True)
class Job:
    """A task, and what becomes of its files."""

    task: Task
    kind: Kind
    entry: Entry | None
    """None for the whole issue."""
    articles: tuple[Digest, ...]
    """The articles whose words must be in it."""
    paths: dict[str, str]
    """Role of a file to its path in the output folder; other files stay in the store."""


@dataclass(frozen=True, slots=True)
class Made:
    """A job and what came of it, its proof included."""

    job: Job
    receipt: Receipt

    def facts(self, role: str) -> dict[str, Any]:
        """What was measured on a file: the measurements are of the job's main file, which is its first."""
        if role == "mp3-slow":
            return {"seconds": self.receipt.facts["seconds-slow"]}
        return self.receipt.facts if role == next(iter(self.job.paths)) else {}


@dataclass(frozen=True, slots=True)
class Workshop:
    """The store, the workers, and who is told how far it is."""

    store: Store
    workers: Workers
    progress: Progress
    longest: float = TIME_LIMIT
    """Seconds for a task that has no limit of its own."""

    def run(self, stage: str, tasks: Sequence[Task]) -> list[Receipt]:
        """A receipt for each task."""
        self.progress.stage(stage, len(tasks))
        timed = [
            replace(each, time_limit=self.longest) if each.time_limit == TIME_LIMIT else each
            for each in tasks
        ]
        return run_all(timed, self.store, self.workers, lambda task: self.progress.step(task.name))

    def make(self, stage: str, wanted: Sequence[Job]) -> list[Made]:
        """Do each job."""
        receipts = self.run(stage, [job.task for job in wanted])
        return [Made(job, receipt) for job, receipt in zip(wanted, receipts, strict=True)]

    def prove(self, stage: str, made: Sequence[Made], proofs: Sequence[Sequence[Task]]) -> list[Made]:
        """Read finished files back, with the proofs of each job; what they find joins its receipt.

        So does what the first of them measures, which is that of the job's main file.
        """
        receipts = iter(self.run(stage, [proof for each in proofs for proof in each]))
        return [_joined(each, [next(receipts) for _ in own]) for each, own in zip(made, proofs, strict=True)]


def _joined(made: Made, proofs: Sequence[Receipt]) -> Made:
    receipt = made.receipt
    facts = {**receipt.facts, **(proofs[0].facts if proofs else {})}
    findings = sum((proof.findings for proof in proofs), receipt.findings)
    return replace(made, receipt=replace(receipt, facts=facts, findings=findings))

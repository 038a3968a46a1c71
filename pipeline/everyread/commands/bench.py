"""What the commands share: the working folder, the store, the workers, and the terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.delivery.words import count
from everyread.errors import InputError
from everyread.findings import Finding
from everyread.locks import using
from everyread.plaintext import printable, printable_lines
from everyread.progress import json_line, open_progress
from everyread.remote_store import open_store
from everyread.store import Store
from everyread.work import Workers, workers_for
from everyread.workshop import Workshop
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Bench:
    """A working folder, with the means to work in it."""

    workspace: Workspace
    store: Store
    jobs: int
    """How many tasks run side by side."""
    scheduler: str = ""
    """Address of a Dask scheduler whose workers do the tasks; empty for this machine alone."""

    @contextmanager
    def workshop(self, *, as_json: bool = False) -> Iterator[Workshop]:
        """A workshop that reports its progress on standard error."""
        with (
            self.store_in_use(),
            self._workers() as workers,
            open_progress(as_json=as_json) as progress,
        ):
            yield Workshop(self.store, workers, progress)

    def _workers(self) -> AbstractContextManager[Workers]:
        if not self.scheduler:
            return workers_for(self.jobs)
        from everyread.cluster import cluster_workers  # only here, since a warm build must not wait for it

        return cluster_workers(self.scheduler, self.store, tell)

    def store_in_use(self) -> AbstractContextManager[None]:
        """While this is open, nobody tidies the store."""
        return using(self.store.root, tell)


def open_bench(workspace: Workspace, store: Path | str, jobs: int, fresh: bool, scheduler: str = "") -> Bench:
    """Open the store at an address, or in a folder, which is made; `jobs` 0 means one process a core."""
    opened = open_store(str(store), time.time() if fresh else 0.0)
    try:
        opened.root.mkdir(parents=True, exist_ok=True)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise InputError(
            f"The store {store} cannot be used: {error.strerror}.", "Choose another folder with --store."
        ) from error
    if not os.access(opened.root, os.W_OK):
        raise InputError(
            f"Files may not be written in the store {store}.", "Choose another folder with --store."
        )
    return Bench(workspace, opened, jobs or len(os.sched_getaffinity(0)), scheduler)


def say(text: str = "") -> None:
    """A line of result, or several, on standard output; what it quotes cannot write to the terminal."""
    sys.stdout.write(printable_lines(text) + "\n")


def tell(text: str) -> None:
    """A line about the work, on standard error."""
    sys.stderr.write(printable_lines(text) + "\n")


def say_json(value: Any) -> None:
    sys.stdout.write(json_line(value, indent=2))


def say_findings(findings: Iterable[Finding]) -> None:
    """Errors and warnings on standard error: severity in words, place, message, what to do.

    Notes need nothing done, so here they are only counted; the report has them all.
    """
    notes = 0
    for finding in findings:
        if finding.severity == "note":
            notes += 1
            continue
        place = f"{finding.where}: " if finding.where else ""
        words = f"{finding.severity} {finding.rule}: {place}{finding.message}"
        sys.stderr.write(f"{printable(words)}\n    {printable(finding.fix)}\n")
    if notes:
        sys.stderr.write(f"{count(notes, 'note')} more in the report.\n")

"""What the commands share: the working folder, the store, the workers, and the terminal."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.delivery.words import count
from everyread.errors import InputError
from everyread.findings import Finding
from everyread.progress import open_progress
from everyread.store import Store
from everyread.work import workers_for
from everyread.workshop import Workshop
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Bench:
    """A working folder, with the means to work in it."""

    workspace: Workspace
    store: Store
    jobs: int
    """How many tasks run side by side."""

    @contextmanager
    def workshop(self, *, as_json: bool = False) -> Iterator[Workshop]:
        """A workshop that reports its progress on standard error."""
        with workers_for(self.jobs) as workers, open_progress(as_json=as_json) as progress:
            yield Workshop(self.store, workers, progress)


def open_bench(workspace: Workspace, store: Path, jobs: int, fresh: bool) -> Bench:
    """Open the store, making its folder; `jobs` 0 means one process a core."""
    try:
        store.mkdir(parents=True, exist_ok=True)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise InputError(
            f"The store {store} cannot be used: {error.strerror}.", "Choose another folder with --store."
        ) from error
    if not os.access(store, os.W_OK):
        raise InputError(
            f"Files may not be written in the store {store}.", "Choose another folder with --store."
        )
    return Bench(workspace, Store(store, time.time() if fresh else 0.0), jobs or len(os.sched_getaffinity(0)))


def say(text: str = "") -> None:
    """A line of result, on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=2))


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


def printable(text: str) -> str:
    """Text from an article, safe for a terminal: no control characters, so no escape sequences."""
    return "".join(each if each.isprintable() else " " for each in text)

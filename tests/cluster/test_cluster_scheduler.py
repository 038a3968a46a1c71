"""A scheduler that goes away in mid-build: the build stops with words, and what was finished is kept."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from everyread.cluster import cluster_workers
from everyread.errors import ExitCode, MachineError
from everyread.store import Store, key_of
from everyread.work import Task, recall, run_all
from tests.cluster.conftest import missing
from tests.core import faulty_tasks

pytestmark = pytest.mark.xdist_group("cluster")
ROOT = Path(__file__).parent.parent.parent
SCHEDULER = """
import sys
from distributed import LocalCluster
opened = LocalCluster(
    protocol="tcp",
    n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, memory_limit=0
)
print(opened.scheduler_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def mortal() -> Iterator[subprocess.Popen[str]]:
    """A scheduler with one worker in a process of its own; its first line is its address."""
    if importlib.util.find_spec("distributed") is None:
        missing("no cluster was tried: install it with: pip install 'everyread[cluster]'")
    with subprocess.Popen(
        [sys.executable, "-c", SCHEDULER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield process
        process.kill()


def test_when_the_scheduler_goes_the_build_stops_and_keeps_what_is_finished(
    mortal: subprocess.Popen[str], store: Store
) -> None:
    assert mortal.stdout is not None
    address = mortal.stdout.readline().strip()
    names = [f"text {number}" for number in range(8)]
    tasks = [Task(each, faulty_tasks.make, each, key_of("mortal", each), each) for each in names]
    done: list[Task] = []

    def kill_it(task: Task) -> None:
        done.append(task)
        mortal.kill()

    with (
        pytest.raises(MachineError, match="has gone away") as caught,
        cluster_workers(address, store) as workers,
    ):
        run_all(tasks, store, workers, kill_it)
    assert caught.value.exit_code == ExitCode.MACHINE
    assert "What was finished is kept." in caught.value.fix
    assert 1 <= len(done) < len(tasks)
    assert all(recall(task, store) for task in done)

"""A scheduler whose workers have all gone: it is said, late ones are welcome, and the wait has an end."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from typing import Any

import pytest

from everyread import cluster_watch
from everyread.cluster import cluster_workers
from everyread.cluster_watch import Absence
from everyread.errors import MachineError
from everyread.store import Store, key_of
from everyread.work import Task, run_all
from tests.cluster.conftest import missing
from tests.core import faulty_tasks

pytestmark = pytest.mark.xdist_group("cluster")


def test_absence_is_told_once_and_ends() -> None:
    absence = Absence()
    patience = 60.0
    told = [absence.seen(slots, now, patience) for slots, now in [(2, 0), (0, 1), (0, 5), (2, 6), (0, 7)]]
    assert told == [""] * 5  # one that is started anew is back before anybody need know
    assert absence.seen(0, 7 + cluster_watch.NOTICED, patience) == "gone"
    assert absence.seen(0, 30, patience) == ""
    assert absence.seen(1, 31, patience) == "back"
    assert absence.seen(1, 32, patience) == ""
    assert [absence.seen(0, now, patience) for now in (100, 120, 159, 160)] == ["", "gone", "", "given up"]


@pytest.fixture
def lonely(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A scheduler with one worker, both in this process, which is quick."""
    if importlib.util.find_spec("distributed") is None:
        missing("no cluster was tried: install it with: pip install 'everyread[cluster]'")
    from distributed import LocalCluster

    monkeypatch.setattr(cluster_watch, "EVERY", 0.02)
    monkeypatch.setattr(cluster_watch, "NOTICED", 0.1)
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, memory_limit=0
    ) as opened:
        yield opened


def leave(cluster: Any) -> None:
    """All workers go."""
    cluster.scale(0)
    while cluster.scheduler.workers:
        time.sleep(0.01)


def tasks(number: int, limit: float) -> list[Task]:
    names = [f"text {each}" for each in range(number)]
    return [
        Task(each, faulty_tasks.make, each, key_of("lonely", each), f"{each}.txt", time_limit=limit)
        for each in names
    ]


def test_without_workers_it_is_said_and_a_late_one_does_the_work(lonely: Any, store: Store) -> None:
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == 1:
            lonely.scale(1)

    with cluster_workers(lonely.scheduler_address, store, tell) as workers:
        leave(lonely)
        receipts = run_all(tasks(3, 600), store, workers)
    assert [store.get(each.files["text"]) for each in receipts]
    assert "has no workers left" in told[0]
    assert "dask worker" in told[0]


def test_without_workers_for_too_long_the_build_stops(lonely: Any, store: Store) -> None:
    told: list[str] = []
    with cluster_workers(lonely.scheduler_address, store, told.append) as workers:
        leave(lonely)
        with pytest.raises(MachineError, match="has had no workers") as caught:
            run_all(tasks(3, 0.2), store, workers)
    assert "making_seconds" in caught.value.fix
    assert len(told) == 1

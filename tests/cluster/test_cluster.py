"""A build on a cluster: the same receipts, whatever becomes of its workers."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from everyread import cluster as room
from everyread.cluster import cluster_workers
from everyread.errors import InputError, MachineError
from everyread.installation import installation
from everyread.store import Store, key_of
from everyread.work import SerialExecutor, Task, Workers, run_all
from tests.cluster.cluster_tasks import (
    INTERVAL,
    TURNS,
    Setting,
    call_in_turn,
    kill_dask_once,
    set_in_type,
)
from tests.core import faulty_tasks

pytestmark = pytest.mark.xdist_group("cluster")


def task(function: Any, order: Any, limit: float = 60) -> Task:
    return Task(
        str(order), function, order, key_of(str(function), str(order)), f"{order}.txt", time_limit=limit
    )


def test_a_cluster_gives_what_one_process_gives(cluster: Any, store: Store, tmp_path: Path) -> None:
    tasks = [task(faulty_tasks.make, f"text {number}") for number in range(7)]
    with cluster_workers(cluster.scheduler_address, store) as workers:
        there = run_all(tasks, store, workers)
    assert there == run_all(tasks, Store(tmp_path / "other"), Workers(SerialExecutor))


def test_a_poison_task_is_set_aside_and_a_lost_worker_loses_nothing(
    cluster: Any, store: Store, tmp_path: Path
) -> None:
    tasks = [
        task(faulty_tasks.die, "poison"),
        task(kill_dask_once, str(tmp_path / "mark")),
        *(task(faulty_tasks.make, f"good {number}") for number in range(6)),
        task(faulty_tasks.stall, "slow", limit=0.2),
        task(faulty_tasks.fail_for_editor, "empty"),
    ]
    with cluster_workers(cluster.scheduler_address, store) as workers:
        poison, lost, *good, slow, empty = run_all(tasks, store, workers)
    assert [finding.rule for finding in poison.findings] == ["WRK-001"]
    assert "twice" in poison.findings[0].message
    assert store.get(lost.files["text"]) == b"survived"
    assert all(each.files for each in good)
    assert [finding.rule for finding in slow.findings] == ["WRK-002"]
    assert [finding.rule for finding in empty.findings] == ["SRC-001"]


def test_templates_travel_to_the_workers(cluster: Any, store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine" / "shared").mkdir(parents=True)
    (tmp_path / "mine" / "shared" / "page.txt").write_text("<{}>", encoding="utf-8")
    order = Setting((str(tmp_path / "mine"),), "words")
    with cluster_workers(cluster.scheduler_address, store) as workers:
        (receipt,) = run_all([task(set_in_type, order)], store, workers)
    assert store.get(receipt.files["page"]) == b"<words>"
    assert not receipt.facts["in"].startswith(str(tmp_path))


def test_another_version_is_refused(cluster: Any, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {**installation(), "weasyprint": "1.0"}
    monkeypatch.setattr(room, "_installed_on", lambda client: {"The worker A": there})
    with pytest.raises(MachineError, match=r"another everyread.*weasyprint") as caught:  # noqa: SIM117
        with cluster_workers(cluster.scheduler_address, store):
            pass
    assert caught.value.exit_code == 3


def test_a_scheduler_that_does_not_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(room, "CONNECTING", 0.5)
    with (
        pytest.raises(MachineError, match="No scheduler answers"),
        cluster_workers("tcp://127.0.0.1:9", store),
    ):
        pass
    with pytest.raises(InputError, match="no address"), cluster_workers("hallo://127.0.0.1", store):
        pass


def test_only_a_few_tasks_are_in_flight(store: Store) -> None:
    given: list[int] = []

    class Slow(SerialExecutor):
        """Ends no task before the next is given, unless the window is full."""

        waiting: ClassVar[list[Any]] = []

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            self.waiting.append((future, fn, args))
            given.append(len(self.waiting))
            if len(self.waiting) == 3:
                for each, work, order in self.waiting:
                    each.set_result(work(*order))
                self.waiting.clear()
            return future

    tasks = [task(faulty_tasks.make, f"text {number}") for number in range(9)]
    assert len(run_all(tasks, store, Workers(Slow, window=lambda: 3))) == 9
    assert max(given) == 3


def test_all_workers_pass_one_turnstile(cluster: Any, store: Store) -> None:
    calls: list[str] = []

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    try:
        with cluster_workers(cluster.scheduler_address, store) as workers:
            tasks = [task(call_in_turn, f"{number} {address}") for number in range(4)]
            receipts = run_all(tasks, store, workers)
    finally:
        server.shutdown()
        server.server_close()
    assert len(calls) == 4 * TURNS
    # Each turn is later than the one before by an interval, by the scheduler's clock, whoever had it.
    turns = sorted(turn for receipt in receipts for turn in receipt.facts["turns"])
    assert all(later - earlier >= INTERVAL - 0.001 for earlier, later in pairwise(turns))
    assert len({receipt.facts["process"] for receipt in receipts}) == 2

"""The executor seam: receipts, memory of work done, and failures that stay where they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from everyread.errors import MachineError
from everyread.store import Store, key_of
from everyread.work import Receipt, SerialExecutor, Task, Workers, recall, run_all, workers_for
from tests.core import faulty_tasks

SERIAL = Workers(SerialExecutor)


@pytest.fixture
def processes() -> Iterator[Workers]:
    with workers_for(2) as workers:
        yield workers


def task(function: Callable[[Any, Store], Receipt], words: str, time_limit: float = 60) -> Task:
    return Task(
        f"{function.__name__} {words}", function, words, key_of(words), f"{words}.txt", time_limit=time_limit
    )


def test_receipts_come_in_the_order_of_the_tasks(store: Store) -> None:
    done: list[str] = []
    tasks = [task(faulty_tasks.make, words) for words in ("one", "three", "seven")]
    receipts = run_all(tasks, store, SERIAL, lambda each: done.append(each.name))
    assert [receipt.facts["length"] for receipt in receipts] == [3, 5, 5]
    assert len(done) == 3


def test_work_done_before_is_not_done_again(store: Store) -> None:
    first = run_all([task(faulty_tasks.make, "one")], store, SERIAL)
    # The same key: were it run again, it would fail.
    again = run_all([task(faulty_tasks.fail_by_fault, "one")], store, SERIAL)
    assert again == first


def test_work_whose_file_is_gone_is_done_again(store: Store) -> None:
    only = task(faulty_tasks.make, "one")
    run_all([only], store, SERIAL)
    for path in (store.root / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    assert recall(only, store) is None
    assert store.get(run_all([only], store, SERIAL)[0].files["text"]) == b"one"


@pytest.mark.fires("WRK-001")
def test_a_failing_task_leaves_the_others_alone(store: Store) -> None:
    good, for_editor, fault = run_all(
        [
            task(faulty_tasks.make, "good"),
            task(faulty_tasks.fail_for_editor, "empty"),
            task(faulty_tasks.fail_by_fault, "fault"),
        ],
        store,
        SERIAL,
    )
    assert good.files
    assert [(f.rule, f.file, f.paragraph) for f in for_editor.findings] == [
        ("SRC-001", "empty.txt", "paragraph 1")
    ]
    assert [(f.rule, f.file) for f in fault.findings] == [("WRK-001", "fault.txt")]


def test_a_failure_is_not_remembered(store: Store) -> None:
    run_all([task(faulty_tasks.fail_by_fault, "one")], store, SERIAL)
    assert run_all([task(faulty_tasks.make, "one")], store, SERIAL)[0].files


def test_a_missing_program_stops_the_build(store: Store) -> None:
    with pytest.raises(MachineError):
        run_all([task(faulty_tasks.fail_by_machine, "one")], store, SERIAL)


def test_a_full_disc_stops_the_build(store: Store) -> None:
    with pytest.raises(OSError, match="space"):
        run_all([task(faulty_tasks.fill_the_disc, "one")], store, SERIAL)


@pytest.mark.fires("WRK-002")
def test_a_task_that_stalls_is_stopped(store: Store) -> None:
    (receipt,) = run_all([task(faulty_tasks.stall, "one", time_limit=0.05)], store, SERIAL)
    assert [finding.rule for finding in receipt.findings] == ["WRK-002"]


def test_a_task_that_kills_its_worker_is_set_aside(store: Store, processes: Workers) -> None:
    tasks = [task(faulty_tasks.make, "one"), task(faulty_tasks.die, "two"), task(faulty_tasks.make, "three")]
    one, two, three = run_all(tasks, store, processes)
    assert one.files
    assert three.files
    assert [finding.rule for finding in two.findings] == ["WRK-001"]
    assert "twice" in two.findings[0].message
    (four,) = run_all([task(faulty_tasks.make, "four")], store, processes)
    assert four.files


def test_native_libraries_get_one_thread_in_a_worker(store: Store, processes: Workers) -> None:
    run_all([task(faulty_tasks.make, "one")], store, processes)
    assert os.environ["OMP_NUM_THREADS"] == "1"


def test_the_workers_are_replaced_after_so_many_tasks(store: Store) -> None:
    opened: list[SerialExecutor] = []

    def opening() -> SerialExecutor:
        opened.append(SerialExecutor())
        return opened[-1]

    workers = Workers(opening, most=2)
    receipts = run_all([task(faulty_tasks.make, str(number)) for number in range(5)], store, workers)
    assert [receipt.facts["length"] for receipt in receipts] == [1] * 5
    assert len(opened) == 3
    run_all([task(faulty_tasks.make, "a sixth")], store, workers)
    assert len(opened) == 3  # the last of them had room for one more
    run_all([task(faulty_tasks.make, "a seventh")], store, workers)
    assert len(opened) == 4


def test_processes_that_have_had_their_number_of_tasks_are_no_standstill(store: Store) -> None:
    with workers_for(2) as workers:
        workers.most = 3
        tasks = [task(faulty_tasks.make, f"task {number}") for number in range(8)]
        assert len({each.files["text"] for each in run_all(tasks, store, workers)}) == 8

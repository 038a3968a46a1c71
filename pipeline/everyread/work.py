"""The executor seam: tasks go in, receipts come out, on one process or many.

A task is a plain function of this package with frozen arguments.  Its receipt lists the files it made by
their digests, with measurements and findings, and is remembered under the task's key: a second build
only reads receipts.  Results are digests, never bytes.

Any `concurrent.futures.Executor` will do.  Here are two: serial, for tests and debugging, and spawned
processes; `cluster` has a third, for many machines.  Native libraries (Pango, onnxruntime) are imported
inside a worker only, with one thread each, and workers are replaced now and then so that their memory cannot
creep.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from queue import SimpleQueue
from typing import Any

from everyread.errors import ArticleError, EveryreadError
from everyread.findings import Finding
from everyread.store import Digest, Key, Store

TASKS_A_POOL = 1000
"""After so many tasks the workers are replaced: loading every engine again costs about 10 s, so not too soon.

`max_tasks_per_child` would do it too, but a pool of Python 3.11 comes to a standstill when all its workers
have had their number (CPython issue 115634).
"""
TIME_LIMIT = 900.0
"""Seconds one task may take; the longest honest one, a 350-page PDF on a slow laptop, takes about 60."""
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a task made: files by role, measurements, and findings."""

    files: dict[str, Digest] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    """JSON values only, since receipts are stored as JSON."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on one article or issue."""

    name: str
    """For the progress line: "large print of Flu"."""
    function: Callable[[Any, Store], Receipt]
    """A module-level function, so that it can be sent to another process."""
    arguments: Any
    key: Key
    """Of everything that decides the result; see `store.key_of`."""
    file: str = ""
    """The source file, for findings."""
    weight: float = 1.0
    """Roughly the seconds it takes; long tasks start first."""
    time_limit: float = TIME_LIMIT


class TaskTimeoutError(Exception):
    """A task ran longer than its limit."""


def perform(task: Task, store: Store) -> Receipt:
    """Run one task and remember its receipt.  Runs inside a worker."""
    with _alarm(task.time_limit):
        receipt = task.function(task.arguments, store)
    store.remember(task.key, asdict(receipt))
    return receipt


def recall(task: Task, store: Store) -> Receipt | None:
    """The receipt of an earlier run, if all its files are still in the store, undamaged."""
    return _recall(task.key, store)


def once(key: Key, work: Callable[[], Receipt], store: Store) -> Receipt:
    """A part of a task that is worth keeping by itself: recalled, or else done and remembered."""
    receipt = _recall(key, store)
    if receipt is None:
        receipt = work()
        store.remember(key, asdict(receipt))
    return receipt


def _recall(key: Key, store: Store) -> Receipt | None:
    answer = store.recall(key)
    if answer is None:
        return None
    try:
        findings = tuple(Finding(**finding) for finding in answer["findings"])
        receipt = Receipt(answer["files"], answer["facts"], findings)
        whole = all(store.is_sound(digest) for digest in receipt.files.values())
    except (AttributeError, KeyError, TypeError, ValueError):  # another version of everyread kept it
        return None
    return receipt if whole else None


class Workers:
    """Opens an executor when the first task needs one, and keeps it for all stages of a build.

    Starting a process and loading its engines takes seconds, so it is done once.
    """

    def __init__(
        self,
        open_executor: Callable[[], Executor],
        most: int = TASKS_A_POOL,
        window: Callable[[], int] | None = None,
    ) -> None:
        self._open = open_executor
        self._executor: Executor | None = None
        self._given = 0
        self.most = most
        """Tasks that one executor is given before it is replaced."""
        self.window = window or (lambda: self.most)
        """How many tasks may wait or run at a time, asked anew whenever one has ended."""

    def executor(self, tasks: int = 1) -> Executor:
        """The executor that is open, or a new one, for so many more tasks; call it when none is running."""
        if self._given + tasks > self.most:
            self.close()
        self._executor = self._executor or self._open()
        self._given += tasks
        return self._executor

    def close(self) -> None:
        """Start nothing more, and wait for what runs; the next task gets a new executor."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
        self._given = 0


def run_all(
    tasks: Sequence[Task],
    store: Store,
    workers: Workers,
    done: Callable[[Task], None] = lambda _: None,
) -> list[Receipt]:
    """A receipt for each task, in order; work done before is not done again.

    A task that fails gives a receipt with a finding instead.  When a worker process dies, the tasks it
    may have been on are tried once more, alone, and the one that kills its worker again is set aside.
    `done` is called as each task ends.
    """
    receipts: dict[int, Receipt] = {}
    missing: dict[int, Task] = {}
    for index, (task, known) in enumerate(zip(tasks, _recalled(tasks, store), strict=True)):
        if known is None:
            missing[index] = task
        else:
            receipts[index] = known
            done(task)
    for index, receipt in _run_missing(missing, store, workers):
        receipts[index] = receipt
        done(tasks[index])
    return [receipts[index] for index in range(len(tasks))]


def _recalled(tasks: Sequence[Task], store: Store) -> Iterator[Receipt | None]:
    """What is known of each task; a store that is far away is asked for many of them at once."""
    if store.lanes == 1:
        yield from (recall(task, store) for task in tasks)
        return
    with ThreadPoolExecutor(store.lanes) as lanes:
        yield from lanes.map(lambda task: recall(task, store), tasks)


def _run_missing(missing: dict[int, Task], store: Store, workers: Workers) -> Iterator[tuple[int, Receipt]]:
    suspects: list[int] = []
    heaviest_first = sorted(missing, key=lambda index: -missing[index].weight)
    for start in range(0, len(heaviest_first), workers.most):
        batch = heaviest_first[start : start + workers.most]
        executor = workers.executor(len(batch))
        for index, future in _in_window(executor, {index: missing[index] for index in batch}, store, workers):
            if isinstance(future.exception(), BrokenExecutor):
                suspects.append(index)
            else:
                yield index, _receipt(future, missing[index])
        if suspects:
            workers.close()  # a broken pool takes no more tasks
    for index in suspects:
        workers.close()  # a broken pool takes no more tasks
        yield index, _receipt(workers.executor().submit(perform, missing[index], store), missing[index])
    if suspects:
        workers.close()  # the last of them may have broken it again


def _in_window(
    executor: Executor, tasks: dict[int, Task], store: Store, workers: Workers
) -> Iterator[tuple[int, Future[Receipt]]]:
    """Each task's future when it has ended, while no more than a window of tasks wait or run."""
    ended: SimpleQueue[Future[Receipt]] = SimpleQueue()
    to_come = iter(tasks.items())
    running: dict[Future[Receipt], int] = {}
    try:
        while True:
            for index, task in islice(to_come, max(0, workers.window() - len(running))):
                future = _submitted(executor, task, store)
                running[future] = index
                future.add_done_callback(ended.put)
            if not running:
                return
            future = ended.get()
            yield running.pop(future), future
    finally:
        for future in running:  # after Ctrl-C, or an error that stops the build
            future.cancel()


def _submitted(executor: Executor, task: Task, store: Store) -> Future[Receipt]:
    try:
        return executor.submit(perform, task, store)
    except BrokenExecutor as error:  # it broke while tasks were being given to it
        broken: Future[Receipt] = Future()
        broken.set_exception(error)
        return broken


def _receipt(future: Future[Receipt], task: Task) -> Receipt:
    error = future.exception()
    match error:
        case None:
            return future.result()
        case ArticleError():
            found = Finding(error.rule, error.message, error.fix, file=task.file, paragraph=error.paragraph)
        case TaskTimeoutError():
            found = Finding(
                "WRK-002",
                f"Making the {task.name} took more than {task.time_limit:.0f} seconds, so it was stopped.",
                "Build again. If it stops again, split the article into two, or report it with the file.",
                file=task.file,
            )
        case BrokenExecutor():
            found = Finding(
                "WRK-001",
                f"Making the {task.name} ended the program that was doing it, twice.",
                "The other articles are built. Run: everyread doctor. Then report it with the file.",
                file=task.file,
            )
        case Exception() if not _concerns_everything(error):
            found = Finding(
                "WRK-001",
                f"Making the {task.name} failed: {type(error).__name__}: {error}",
                "The other articles are built. This is a fault in everyread: report it with the file.",
                file=task.file,
            )
        case _:
            raise error
    return Receipt(findings=(found,))


def _concerns_everything(error: BaseException) -> bool:
    """A missing program, a full disc or a locked folder stops every task alike, so it stops the build."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
    return isinstance(error, EveryreadError)


class SerialExecutor(Executor):
    """Runs each task at once in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - the protocol: what the task raised is the future's to tell
            future.set_exception(error)
        return future


@contextmanager
def workers_for(jobs: int) -> Iterator[Workers]:
    """Serial for one job, else that many spawned processes."""
    workers = Workers(SerialExecutor, window=lambda: 1) if jobs == 1 else Workers(lambda: processes(jobs))
    try:
        yield workers
    finally:
        workers.close()


def processes(jobs: int) -> ProcessPoolExecutor:
    """So many spawned processes, with one thread each for the native libraries."""
    os.environ.update(ONE_THREAD)  # inherited by the spawned workers, before they import anything
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
    )


def _start_worker() -> None:
    # Ctrl-C reaches the whole process group: a worker ends at once and silently, which loses nothing,
    # since everything it writes is moved into place whole.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for tasks for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TaskTimeoutError after so many seconds, and end the process if even that is not heeded.

    The second, fatal alarm is for native code that never comes back to Python.  Signals reach the main
    thread only, so on a thread of somebody else's executor there is no limit here.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(*_: object) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 10)
        raise TaskTimeoutError(f"more than {seconds:.0f} s")

    previous = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)

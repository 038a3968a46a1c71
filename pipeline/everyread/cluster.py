"""Past one machine: the tasks of a build on the workers of a Dask scheduler.

Each slot of a worker has a process of its own in which tasks run, as they do on one machine: with a time
limit, and with nobody else harmed by a task that kills its process.  So such a task ends here as it does
there, with `BrokenExecutor`.  A worker that goes away altogether loses nothing either: Dask gives its tasks
to the others.

Keys are made on the editor's machine.  They are true only where the same everyread runs with the same
engines, so that is compared before the build, and with each task.
"""

from __future__ import annotations

import multiprocessing
import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from everyread.cluster_watch import Flight, watching
from everyread.errors import InputError, MachineError
from everyread.far_turnstile import RUN, SCHEDULER
from everyread.installation import differences, installation
from everyread.luggage import Luggage, Packer, unpacked
from everyread.store import Store
from everyread.work import Receipt, Task, Workers, perform, processes

CONNECTING = 15
"""Seconds in which a scheduler must answer."""
WAITING = 60
"""Seconds in which the first worker must have joined."""
A_SLOT = 2
"""Tasks in flight for each slot: one that runs, and one that is there when it ends."""
START = (
    "DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker {address} --nworkers N --nthreads 1 --memory-limit 0"
)


@dataclass(frozen=True, slots=True)
class Build:
    """What all tasks of one build on a cluster have in common."""

    scheduler: str
    run: str
    """Random, and only for telling builds apart."""
    installed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task on its way to a worker."""

    build: Build
    task: Task
    luggage: Luggage
    store: Store


@contextmanager
def cluster_workers(
    address: str, store: Store, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Workers]:
    """The workers of a scheduler; `tell` says a line to the person who waits when all of them have gone.

    Raises MachineError when `distributed` is not installed, the scheduler or its workers do not answer, they
    have another everyread, or they cannot see the store; InputError for an address that cannot be.
    """
    client = _connected(address)
    try:
        build = Build(address, secrets.token_hex(8), installation())
        _inspect(client, build, store)
        packer, flight = Packer(store), Flight()
        workers = Workers(
            lambda: ClusterExecutor(client, build, packer, flight),
            most=sys.maxsize,  # each slot replaces its own process
            window=lambda: _window(client, address),
        )
        with watching(address, lambda: _slots(client), flight, tell, START.format(address=address)):
            try:
                yield workers
            finally:
                workers.close()
    finally:
        client.close(timeout=5)


class ClusterExecutor(Executor):
    """Runs `work.perform` on the workers of a scheduler."""

    def __init__(self, client: Any, build: Build, packer: Packer, flight: Flight) -> None:
        self._inner = client.get_executor(pure=False)
        self._build = build
        self._packer = packer
        self._flight = flight

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """`fn` is `work.perform`, with its task and store; nothing else can be sent."""
        if fn is not perform or kwargs:
            raise TypeError("a cluster only performs tasks")
        task, store = args
        parcel = Parcel(self._build, task, self._packer.pack(task.arguments), store)
        outer: Future[Any] = Future()
        sent = self._inner.submit(on_worker, parcel)
        self._flight.add(sent, task.time_limit)
        sent.add_done_callback(lambda inner: self._hand_on(inner, outer))
        outer.add_done_callback(lambda own: sent.cancel() if own.cancelled() else None)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """What waits is cancelled; what runs on a worker ends there, and what it made stays in the store."""
        self._inner.shutdown(wait=wait and not cancel_futures)

    def _hand_on(self, inner: Future[Any], outer: Future[Any]) -> None:
        """The end of Dask's future becomes that of ours, in the words of `concurrent.futures`."""
        from distributed import KilledWorker

        if not outer.set_running_or_notify_cancel():
            return
        try:
            error = inner.exception()
        except CancelledError:
            outer.set_exception(self._flight.error or _gone(self._build.scheduler))
            return
        if isinstance(error, KilledWorker):
            outer.set_exception(BrokenExecutor("every worker that was given the task was lost"))
        elif error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())


def on_worker(parcel: Parcel) -> Receipt:
    """Runs in a thread of a Dask worker, which is a slot: have it done in the slot's own process."""
    from distributed import get_worker

    scratch = Path(get_worker().local_directory) / "luggage"
    slot = _slot(threading.get_ident())
    try:
        receipt: Receipt = slot.executor().submit(_in_child, parcel, scratch).result()
    except BrokenExecutor:
        slot.close()  # a broken pool takes no more tasks
        raise
    return receipt


@cache
def _slot(thread: int) -> Workers:  # noqa: ARG001 - the cache goes by it
    return Workers(lambda: processes(1))


def _in_child(parcel: Parcel, scratch: Path) -> Receipt:
    build, task = parcel.build, parcel.task
    _same(build.installed, installation(), f"A worker on {os.uname().nodename}")
    os.environ[SCHEDULER], os.environ[RUN] = build.scheduler, build.run
    order = unpacked(task.arguments, parcel.luggage, parcel.store, scratch)
    return perform(replace(task, arguments=order), parcel.store)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise MachineError(
            "Nothing that works on a cluster is installed here.",
            "Install it with: pip install 'everyread[cluster]'",
        ) from error
    try:
        return Client(address, timeout=CONNECTING, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:  # a time-out is one too
        raise MachineError(
            f"No scheduler answers at {address}.",
            "Start one with: dask scheduler. Then see that this machine can reach it.",
        ) from error
    except ValueError as error:
        raise InputError(
            f"“{address}” is no address of a scheduler.", "Write it as tcp://host:8786."
        ) from error


def _inspect(client: Any, build: Build, store: Store) -> None:
    """See that the work can be done there, before any is."""
    try:
        client.wait_for_workers(1, timeout=WAITING)
    except TimeoutError as error:
        raise MachineError(
            f"No worker has joined the scheduler {build.scheduler}.",
            f"Start some with: {START.format(address=build.scheduler)}",
        ) from error
    for who, installed in _installed_on(client).items():
        _same(build.installed, installed, who)
    for name, bound in client.run(_may_not_start_processes).items():
        if bound:
            raise MachineError(
                f"The worker {name} may not start processes, so no task could be stopped when it hangs.",
                f"Start workers with: {START.format(address=build.scheduler)}",
            )
    store.remember(build.run, "seen")
    for name, found in client.run(_recalls, store, build.run).items():
        if not found:
            raise MachineError(
                f"The worker {name} does not see the store.",
                "Give one that every machine can reach: a shared folder that has the same name everywhere, "
                "or --store s3://bucket/folder.",
            )


def _installed_on(client: Any) -> dict[str, Mapping[str, str]]:
    try:
        seen = {"The scheduler": client.run_on_scheduler(installation)}
        seen |= {f"The worker {name}": one for name, one in client.run(installation).items()}
    except ImportError as error:
        raise MachineError(
            "On the cluster, a machine lacks everyread, or something that it needs.",
            "Install the same version of everyread[cluster] on the scheduler and on every worker.",
        ) from error
    return seen


def _recalls(store: Store, key: str) -> bool:
    return store.recall(key) is not None


def _may_not_start_processes() -> bool:
    return multiprocessing.current_process().daemon


def _same(ours: Mapping[str, str], theirs: Mapping[str, str], who: str) -> None:
    if found := differences(ours, theirs):
        raise MachineError(
            f"{who} has another everyread than this machine: {found}.",
            "Install the same versions on all machines, then start the workers again.",
        )


def _window(client: Any, scheduler: str) -> int:
    """Workers come and go, so this is asked again and again; while there are none, two tasks wait for one."""
    try:
        return A_SLOT * max(1, _slots(client))
    except OSError as error:
        raise _gone(scheduler) from error


def _slots(client: Any) -> int:
    return sum(int(threads) for threads in client.nthreads().values())


def _gone(scheduler: str) -> MachineError:
    return MachineError(
        f"The scheduler {scheduler} has gone away.",
        "What was finished is kept. Start the scheduler and its workers, then give the same command again.",
    )

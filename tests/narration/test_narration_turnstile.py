"""The turnstile: one request at a time interval from all processes, and none to a service that is down."""

from __future__ import annotations

import json
import multiprocessing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from everyread import turnstile
from everyread.turnstile import Turnstile


@dataclass
class Clock:
    """A clock that stands still until somebody sleeps."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def gate(folder: Path, clock: Clock, most: int = 3) -> Turnstile:
    return Turnstile(folder / "cache" / "gate.json", 0.5, most, clock.sleep, clock.now)


def test_requests_are_apart(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(3):
        gate(tmp_path, clock).wait()
    assert clock.slept == pytest.approx([0.5, 0.5])


def test_a_turn_lost_in_the_past_is_not_saved_up(tmp_path: Path) -> None:
    clock = Clock()
    gate(tmp_path, clock).wait()
    clock.seconds += 60
    gate(tmp_path, clock).wait()
    gate(tmp_path, clock).wait()
    assert clock.slept == pytest.approx([0.5])


def test_a_clock_set_back_does_not_keep_anybody_waiting_for_long(tmp_path: Path) -> None:
    clock = Clock(1e9)
    gate(tmp_path, clock).wait()
    clock.seconds = 1000.0
    gate(tmp_path, clock).wait()
    assert sum(clock.slept) <= 50


def test_it_closes_after_failures_in_a_row_and_opens_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = gate(tmp_path, Clock()), gate(tmp_path, Clock())
    for each in (one, other):
        each.tell(worked=False)
    one.tell(worked=True)
    for each in (one, other, one):
        assert not other.is_closed()
        each.tell(worked=False)
    assert other.is_closed()
    monkeypatch.setattr(turnstile, "_this_run", lambda: "another")
    assert not other.is_closed()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"run": 1}', '{"run": "1", "failures": "x", "next": 0}'])
def test_a_damaged_file_is_begun_again(tmp_path: Path, content: str) -> None:
    there = gate(tmp_path, Clock())
    there.path.parent.mkdir()
    there.path.write_text(content, encoding="utf-8")
    assert not there.is_closed()
    there.wait()


def pass_through(path: Path) -> None:
    gate = Turnstile(path, 0.5, 3, sleep=lambda seconds: None, now=lambda: 0.0)
    for _ in range(10):
        gate.wait()


def test_processes_share_it(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    processes = [
        multiprocessing.get_context("fork").Process(target=pass_through, args=(path,)) for _ in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert json.loads(path.read_text(encoding="utf-8"))["next"] == 20 * 0.5

"""What a process and all that it starts cost, as Linux tells in /proc.

An operating system accounts to a parent only for children that it has waited for, and a browser does not wait
for all of its own.
"""

from __future__ import annotations

import os
from pathlib import Path

LOOK_EVERY = 0.1
"""Seconds between two looks."""
KILOBYTES = 1024
"""In a megabyte."""
_PROC = Path("/proc")
_TICK = 1 / os.sysconf("SC_CLK_TCK")


class Watch:
    """Looks at a family of processes now and then, and adds up."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seconds: dict[int, float] = {}
        self.megabytes = 0.0
        """The most that all had at one time; pages that some share are counted once."""

    def look(self) -> None:
        """Once more."""
        family = self._family()
        for pid, seconds in family.items():
            self._seconds[pid] = seconds
        self.megabytes = max(self.megabytes, sum(map(_memory, family)) / KILOBYTES)

    def cpu(self) -> float:
        """Seconds of processor time of all that were ever seen."""
        return sum(self._seconds.values())

    def _family(self) -> dict[int, float]:
        """The process and all below it, with their processor time so far."""
        parents: dict[int, tuple[int, float]] = {}
        for folder in _PROC.iterdir():
            if folder.name.isdigit() and (fields := _fields(folder)):
                parents[int(folder.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) * _TICK
        family = {self._pid}
        while more := {pid for pid, (parent, _) in parents.items() if parent in family} - family:
            family |= more
        return {pid: parents[pid][1] for pid in family if pid in parents}


def _fields(folder: Path) -> list[str]:
    """The fields of a process from its state on (proc_pid_stat(5)); none when it has just ended."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _memory(pid: int) -> int:
    """Kilobytes, with a share of what it shares with others."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

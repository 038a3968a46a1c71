"""How time and memory grow: with the workers, and with the articles of an issue.

    python -m benchmarks.scale [--articles 40,100,300,1000] [--workers 1,2,4] [--only KINDS] [--plan 10000]

The articles are short letters, and the voice is the tests' tone, which costs next to nothing: the figures are
of the program, the encoder, the PDF engine and the parser, not of a voice.  Every build has a new store.
Memory is the most that a process had resident, as Linux tells (VmHWM, proc_pid_status(5)).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.letters import write_letters

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("everyread")
VOICE = ("--voice", "tone")
LOOK_EVERY = 0.05
"""Seconds between two looks at the memory of the processes."""
WORKERS = 2
"""While the number of articles grows."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    wall: float
    cpu: float
    """Seconds, of all its processes."""
    parent: int
    """Megabytes at most, of the program itself."""
    worker: int
    """Megabytes at most, of the largest process that it started; 0 for none."""

    def row(self, *names: object) -> str:
        figures = (f"{self.wall:.1f}", f"{self.cpu:.1f}", self.parent, self.worker or "")
        return "| " + " | ".join(map(str, (*names, *figures))) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=_numbers, default=_numbers("40,100,300,1000"))
    parser.add_argument("--workers", type=_numbers, default=_numbers("1,2,4"))
    parser.add_argument("--only", default="", help="kinds to build; all of them when it is empty")
    parser.add_argument("--plan", type=int, default=10_000, help="articles of the dry run; 0 for none")
    options = parser.parse_args(arguments)
    only = ("--only", options.only) if options.only else ()
    with TemporaryDirectory() as scratch:
        say("| articles | workers | build | wall s | CPU s | parent MB | worker MB |")
        say("| ---: | ---: | --- | ---: | ---: | ---: | ---: |")
        for workers in options.workers:
            build(Path(scratch) / f"workers-{workers}", options.articles[0], workers, only)
        for count in options.articles:
            build(Path(scratch) / f"articles-{count}", count, WORKERS, only)
        if options.plan:
            folder = Path(scratch) / "plan"
            write_letters(folder / "sources" / "letters", options.plan)
            say(cost(command("plan", WORKERS), folder).row(options.plan, WORKERS, "plan"))


def build(folder: Path, count: int, workers: int, only: Sequence[str]) -> None:
    """Build an issue of so many letters cold, then twice warm, and print what each cost."""
    write_letters(folder / "sources" / "letters", count)
    for name in ("cold", "warm", "warm again"):
        say(cost([*command("build", workers), *only], folder).row(count, workers, name))


def command(name: str, workers: int) -> list[str]:
    return [str(PROGRAM), name, "letters", *VOICE, "--jobs", str(workers), "--store", "store"]


def cost(arguments: Sequence[str], folder: Path) -> Cost:
    """Run a command in `folder` to its end.  Raises SystemExit when it fails."""
    voices = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(ROOT / "tests" / "plugins"))))
    started = time.perf_counter()
    with (folder / "log.txt").open("ab") as log:
        program = subprocess.Popen(
            arguments, cwd=folder, env={**os.environ, "PYTHONPATH": voices}, stdout=log, stderr=log
        )
        most: dict[int, int] = {}
        while not (ended := os.wait4(program.pid, os.WNOHANG))[0]:
            for pid in (program.pid, *_children(program.pid)):
                most[pid] = max(most.get(pid, 0), _most_resident(pid))
            time.sleep(LOOK_EVERY)
    _, status, usage = ended
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise SystemExit(f"failed: {' '.join(arguments)}\n{(folder / 'log.txt').read_text()[-2000:]}")
    parent = most.pop(program.pid, 0)
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, parent, max(most.values(), default=0))


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:  # it has just ended
        return []


def _most_resident(pid: int) -> int:
    """Megabytes; 0 when the process has just ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

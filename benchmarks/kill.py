"""Kill a build at random moments, again and again, and look whether anything is lost.

    python -m benchmarks.kill [--times 200] [--seed 9]

A small issue has been built.  Then an article is changed, one is new, one is gone, and the build of that is
killed (SIGKILL, the whole process group).  What lies in the output folder is looked at, one ordinary build is
run, and every byte is compared with a build that nobody disturbed.  Each time begins in the same state.

Two kills in three come at any moment of the build, one in three while files are being put in place, which
takes some hundredths of a second.  The seed decides the moments; what a moment hits depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from everyread.cli import app
from everyread.transfer import file_digest
from everyread.work import ONE_THREAD

VOICES = Path(__file__).parent.parent / "tests" / "plugins"
"""Where the quick voice of the tests is."""
NAME = "spring"
BEFORE = {
    "01-welcome.md": "# Welcome\n\nWinter is here. We hope that you keep warm.\n\nWe read every letter.\n",
    "02-rest.md": "# How to rest\n\nRest is not idleness. Do not stop taking your tablets.\n",
    "03-old.md": "# Old news\n\nThis will be gone.\n",
}
AFTER = {
    "01-welcome.md": BEFORE["01-welcome.md"].replace("warm", "very warm"),
    "02-rest.md": BEFORE["02-rest.md"],
    "04-new.md": "# New news\n\nThis was not here before. It is now.\n",
}
Files = dict[str, bytes]


def main() -> None:
    """Kill so many times, and print what came of it; leaves with 1 if anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--only", default="audio,page", help="what is built, as in everyread build --only")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        sys.exit(trial(Path(scratch), options.only, options.times, random.Random(options.seed)))


@dataclass(frozen=True, slots=True)
class Room:
    """A working folder."""

    root: Path
    only: str

    @property
    def out(self) -> Path:
        return self.root / "outputs" / NAME

    @property
    def staging(self) -> Path:
        return self.out.with_name(f".{NAME}.part")

    def write(self, articles: dict[str, str]) -> None:
        folder = self.root / "sources" / NAME
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in articles.items():
            (folder / name).write_text(text, encoding="utf-8")

    def start(self, jobs: int, first: Callable[[], None] = lambda: None) -> BaseProcess:
        """Begin a build, in a process group of its own; `first` is called there."""
        process = get_context("fork").Process(target=_build, args=(self, jobs, first))
        process.start()
        return process

    def build(self, jobs: int = 1) -> None:
        """Build and wait; a failure here is the end of the trial."""
        process = self.start(jobs)
        process.join()
        if process.exitcode:
            raise SystemExit(f"an ordinary build failed: {(self.root / 'said.txt').read_text()}")

    def files(self) -> Files:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if not path.is_dir()
        }


def _build(room: Room, jobs: int, first: Callable[[], None]) -> None:
    os.setsid()
    os.chdir(room.root)
    with (room.root / "said.txt").open("w", encoding="utf-8") as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    options = ["--voice", "tone", "--only", room.only, "--jobs", str(jobs), "--store", "store"]
    first()
    app(["build", NAME, *options])


def trial(scratch: Path, only: str, times: int, chance: random.Random) -> int:
    """All rounds; 0 when nothing was lost in any."""
    before, old, new = prepare(scratch, only)
    room = Room(scratch / "room", only)
    lasting, publishing = _timed(before, room)
    say(f"A build takes {lasting:.1f} s, of which {publishing * 1000:.0f} ms to put files in place.")
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(1, times + 1):
        begin(before, room)
        jobs = 2 if number % 10 == 5 else 1  # workers are new processes, which load their engines again: slow
        late = number % 3 == 0
        moment = chance.uniform(0, (publishing if late else lasting) * 1.05)
        state = _killed(room, jobs, moment, late=late)
        seen[state] += 1
        found = [*looked_at(room, old, new), *mended(room, jobs, new)]
        faults += (f"kill {number} ({state}, {moment:.3f} s): {fault}" for fault in found)
        if number % 10 == 0:
            say(f"{number} kills, {len(faults)} faults: {dict(seen)}")
    say(f"{times} kills: " + ", ".join(f"{count} {state}" for state, count in seen.most_common()))
    say(
        "\n".join(faults)
        or "Nothing was lost: every build after a kill gave the bytes of an undisturbed one."
    )
    return int(bool(faults))


def prepare(scratch: Path, only: str) -> tuple[Room, Files, Files]:
    """Where each round begins, and what is in its folder before and after an undisturbed build.

    The first build is in this process: what is forked from it later has the engines loaded.
    """
    sys.path.append(str(VOICES))
    os.environ.update(ONE_THREAD)
    first = Room(scratch / "first", only)
    first.write(BEFORE)
    back = Path.cwd()
    os.chdir(first.root)
    CliRunner().invoke(
        app, ["build", NAME, "--voice", "tone", "--only", only, "--jobs", "1", "--store", "store"]
    )
    os.chdir(back)
    before, undisturbed = Room(scratch / "before", only), Room(scratch / "undisturbed", only)
    for room, articles in ((before, BEFORE), (undisturbed, AFTER)):
        room.write(articles)
        room.build()
    return before, before.files(), undisturbed.files()


def _timed(before: Room, room: Room) -> tuple[float, float]:
    """Seconds of a whole build, and of its putting files in place."""
    begin(before, room)
    start = time.monotonic()
    process = room.start(1)
    first = last = 0.0
    while process.is_alive():
        if room.staging.exists():
            last = time.monotonic()
            first = first or last
        time.sleep(0.0005)
    process.join()
    return time.monotonic() - start, last - first


def begin(before: Room, room: Room) -> None:
    """The state before the change: whole files are never changed in place, so links will do."""
    shutil.rmtree(room.root, ignore_errors=True)
    shutil.copytree(before.root, room.root, copy_function=os.link)
    room.write(AFTER)


def _killed(room: Room, jobs: int, moment: float, *, late: bool) -> str:
    """Start a build and kill it; says where it was."""
    process = room.start(jobs)
    if late:
        while process.is_alive() and not room.staging.exists():
            time.sleep(0.0005)
    deadline = time.monotonic() + moment
    while process.is_alive() and time.monotonic() < deadline:
        time.sleep(min(0.001, max(deadline - time.monotonic(), 0)))
    done = not process.is_alive()
    if not done:
        _kill(process)
    process.join()
    if done:
        return "had ended"
    if (room.staging / "journal.json").exists():
        return "while moving"
    return "while staging" if room.staging.exists() else "while building"


def _kill(process: BaseProcess) -> None:
    if process.pid is None:
        raise ValueError("the build has not begun")  # and 0 would be our own process group
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # so early that it has no group of its own yet
        process.kill()


def looked_at(room: Room, old: Files, new: Files) -> Iterator[str]:
    """What is wrong in the folder at the moment of the kill."""
    here = room.files()
    yield from (f"{path} is in the folder, and no output" for path in here.keys() - old.keys() - new.keys())
    if (room.staging / "journal.json").exists():
        return
    if here not in (old, new):
        yield "the folder is neither the old issue nor the new one"
    for each in json.loads(here.get("issue.json", b'{"outputs":[]}'))["outputs"]:
        if file_digest(room.out / each["path"]) != each["sha256"]:
            yield f"{each['path']} is not whole"


def mended(room: Room, jobs: int, new: Files) -> Iterator[str]:
    """What is wrong after one ordinary build."""
    room.build(jobs)
    here = room.files()
    for path in sorted(here.keys() | new.keys()):
        if here.get(path) != new.get(path):
            yield f"{path} is not as in an undisturbed build"
    for path in room.out.parent.iterdir():
        if path != room.out:
            yield f"{path.name} was left beside the folder"


def say(text: str) -> None:
    """A line of result, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

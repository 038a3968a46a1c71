"""Builds that get a signal at their so-manieth call of a kind, as the audit hooks of Python tell (PEP 578).

`python kill_counted.py FOLDER MOMENTS`; MOMENTS is JSON: for each, signal, event, part of a path, number.
Prints a JSON line for each: how the build ended, and what was wrong then and after an ordinary build.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.kill import Room, begin, looked_at, mended, prepare


def striking(how: str, event: str, part: str, number: int) -> Callable[[], None]:
    """Sets the trap, when it is called."""
    left = number

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if name == event and any(part in str(each) for each in arguments[:2]):
            left -= 1
            if left == 0:
                os.killpg(0, signal.Signals[how])

    return lambda: sys.addaudithook(hook)


def main(folder: Path, moments: list[tuple[str, str, str, int]]) -> None:
    """A round for each moment."""
    # A shell lets what it runs in the background ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["EVERYREAD_TEST_SPOKEN"] = str(folder / "spoken.txt")
    before, old, new = prepare(folder, "audio")
    room = Room(folder / "room", "audio")
    for moment in moments:
        begin(before, room)
        process = room.start(1, striking(*moment))
        process.join()
        journal = (room.staging / "journal.json").exists()
        told = {
            "code": process.exitcode,
            "journal": journal,
            "then": list(looked_at(room, old, new)),
            "new": room.files() == new,
            "said": (room.root / "said.txt").read_text(encoding="utf-8"),
        }
        told["after"] = list(mended(room, 1, new))
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))

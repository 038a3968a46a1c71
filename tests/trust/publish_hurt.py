"""Publishing that is hurt at one chosen call to the operating system, each time in a process of its own.

`python publish_hurt.py HOW FOLDER STORE BEFORE AFTER` publishes BEFORE, then AFTER, again and again: the
first time it is hurt at its first call that changes anything on the disc, the second time at its second,
until it gets through.  BEFORE and AFTER are JSON: path to text.  HOW is `die`, `full`, `interrupted` or
`die-mending`: then every first build dies in the midst of its moves, and it is the mending that dies again.
Prints one JSON line for each time.

Python tells its audit hooks of each such call (PEP 578), and a hook that raises makes the call fail.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from everyread.locks import beside
from everyread.manifest import IssueRecord, Manifest, OutputRecord
from everyread.publish import publish, settle
from everyread.store import Store

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "shutil.copyfile"}
MIDST = 36
"""Which change is in the midst of the moves, for the files that the tests publish."""


def release(out: Path, store: Store, files: dict[str, str]) -> None:
    """Publish these texts."""
    digests = {path: store.put(text.encode()) for path, text in files.items()}
    outputs = tuple(
        OutputRecord(path=path, kind="audio", article="", sha256=digest, bytes=1, facts={})
        for path, digest in digests.items()
    )
    issue = IssueRecord(name="x", title="X", publisher="", language="en-GB")
    manifest = Manifest(issue=issue, articles=(), outputs=outputs, findings=())
    publish(out, digests, manifest.to_json(), store)


def hurt_at(number: int, hurt: Callable[[], None], place: Path) -> Callable[[], bool]:
    """From now on in this process: hurt at the so-manieth change of anything beside or in the output folder.

    Gives what tells whether it came to that.
    """
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writing = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in CHANGES or writing:
            if not any(str(place) in str(each) for each in arguments[:2]):
                return
            left -= 1
            if left == 0:
                hurt()

    sys.addaudithook(hook)
    return lambda: left <= 0


def die() -> None:
    """As when the plug is pulled."""
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    """As a full disc."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted() -> None:
    """As Ctrl-C."""
    raise KeyboardInterrupt


def look(out: Path) -> dict[str, str]:
    """All files, as text."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in files}


def hurting(number: int, hurt: Callable[[], None], out: Path, work: Callable[[], None]) -> bool:
    """Do this work in a process of its own, and hurt it; whether it was hurt."""
    child = os.fork()
    if not child:
        was_hurt = hurt_at(number, hurt, out.parent)
        with suppress(OSError, KeyboardInterrupt):
            work()
        os._exit(was_hurt())
    _, status = os.waitpid(child, 0)
    return status != 0


def once(number: int, how: str, out: Path, store: Store, after: dict[str, str]) -> dict[str, object]:
    """One round, in the state that `out` is in; says what was seen."""
    if how == "die-mending":
        hurting(MIDST, die, out, lambda: release(out, store, after))
        hurt = hurting(number, die, out, lambda: settle(out, print))
    else:
        kind = {"die": die, "full": full, "interrupted": interrupted}[how]
        hurt = hurting(number, kind, out, lambda: release(out, store, after))
    at_once = look(out)
    journal = (beside(out, "part") / "journal.json").exists()
    settle(out, print)
    settled = look(out)
    release(out, store, after)
    return {
        "hurt": hurt,
        "at once": at_once,
        "journal": journal,
        "settled": settled,
        "mended": look(out),
        "beside": sorted(path.name for path in out.parent.iterdir()),
    }


def main(how: str, folder: Path, store: Store, before: dict[str, str], after: dict[str, str]) -> None:
    """All rounds."""
    number, hurt = 0, True
    while hurt:
        number += 1
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if before:
            release(folder / "out", store, before)
        told = once(number, how, folder / "out", store, after)
        hurt = bool(told["hurt"])
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        Store(Path(sys.argv[3])),
        json.loads(sys.argv[4]),
        json.loads(sys.argv[5]),
    )

"""Moving files into an output folder: all of them or none, at whatever moment the plug is pulled.

    stage    new files are written beside the folder, and the old ones are linked there
    commit   the journal, which lists every step, is moved into place whole
    carry    each file is moved, what is stale is removed
    clear    the journal is removed, then the rest of what lies beside the folder

Before the commit nothing has happened.  After it, `recover` ends what was begun: it finishes when every new
file is there whole, else it takes every step back.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from everyread.locks import beside
from everyread.store import Digest

_JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one file."""

    path: str
    """In the output folder, with forward slashes."""
    before: Digest
    """What is there now; empty for nothing."""
    after: Digest
    """What will be there; empty for nothing."""


def transfer(out: Path, steps: Sequence[Step], copy: Callable[[Digest, Path], None]) -> None:
    """Take these steps, in this order, or none of them; `copy` writes a new file where it is told.

    Raises OSError, with the folder as it was, when the disc is full or something may not be written.
    """
    place = staging(out)
    _clear(place)
    with ExitStack() as taken_back:  # for Ctrl-C as well
        taken_back.callback(_clear, place)
        taken_back.callback(_undo, out, place, steps)
        _stage(out, place, steps, copy)
        _commit(place, steps)
        _carry(out, place, steps)
        taken_back.pop_all()
    _clear(place)


def staging(out: Path) -> Path:
    """Where files lie until they are moved: beside the folder, on the same file system, never inside."""
    return beside(out, "part")


def recover(out: Path, changed_since: Callable[[Path], None]) -> None:
    """End what a transfer that was cut off has begun.

    `changed_since` is called with each file that somebody changed in between, before it is replaced.

    Raises OSError when the steps can neither be finished nor be taken back.
    """
    place = staging(out)
    if not place.exists():
        return
    steps = _journal(place)
    if steps is not None:
        for step in steps:
            if step.after and file_digest(out / step.path) not in {"", step.before, step.after}:
                changed_since(out / step.path)
        if all(_can_be_taken(out, place, number, step) for number, step in enumerate(steps)):
            try:
                _carry(out, place, steps)
            except OSError:
                _undo(out, place, steps)
        else:
            _undo(out, place, steps)
    _clear(place)


def file_digest(path: Path) -> Digest:
    """SHA-256 of a file; empty when there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""


def is_inside(path: str) -> bool:
    """Whether a path with forward slashes cannot lead out of the folder that it is relative to."""
    return not path.startswith("/") and ".." not in path.split("/")


def _stage(out: Path, place: Path, steps: Sequence[Step], copy: Callable[[Digest, Path], None]) -> None:
    for number, step in enumerate(steps):
        if step.after:
            _new(place, number).parent.mkdir(parents=True, exist_ok=True)
            copy(step.after, _new(place, number))
            _new(place, number).chmod(0o644)  # a web server must be able to read it
        if step.before:
            _old(place, number).parent.mkdir(parents=True, exist_ok=True)
            _link(out / step.path, _old(place, number))
    for path in (*place.glob("new/*"), *place.iterdir(), place, place.parent):
        _sync(path)


def _commit(place: Path, steps: Sequence[Step]) -> None:
    draft = place / "journal.part"
    draft.write_text(json.dumps([asdict(step) for step in steps]), encoding="utf-8")
    _sync(draft)
    draft.replace(place / _JOURNAL)
    _sync(place)


def _carry(out: Path, place: Path, steps: Sequence[Step]) -> None:
    """Take the steps that are not taken yet."""
    for number, step in enumerate(steps):
        path, new = out / step.path, _new(place, number)
        if not step.after and file_digest(path) == step.before:
            path.unlink()
            _remove_if_empty(path.parent, out)
        elif new.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            new.replace(path)
    for folder in sorted({(out / step.path).parent for step in steps} | {out, out.parent}):
        if folder.is_dir():
            _sync(folder)


def _undo(out: Path, place: Path, steps: Sequence[Step]) -> None:
    """Take back the steps that were taken; a file that is neither old nor new is left alone."""
    for number, step in enumerate(steps):
        path, old = out / step.path, _old(place, number)
        if file_digest(path) == step.after != step.before:
            if step.before and old.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                old.replace(path)
            elif not step.before:
                path.unlink()
                _remove_if_empty(path.parent, out.parent)


def _can_be_taken(out: Path, place: Path, number: int, step: Step) -> bool:
    """Whether a step was taken already, or its new file is there whole."""
    return step.after in {"", file_digest(out / step.path), file_digest(_new(place, number))}


def _journal(place: Path) -> list[Step] | None:
    """The steps of a transfer that was committed and not cleared; None when there is none to trust."""
    try:
        steps = [Step(**each) for each in json.loads((place / _JOURNAL).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return None
    return steps if all(is_inside(step.path) for step in steps) else None


def _new(place: Path, number: int) -> Path:
    return place / "new" / str(number)


def _old(place: Path, number: int) -> Path:
    return place / "old" / str(number)


def _link(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # a stick's file system has no links
        shutil.copyfile(path, kept)


def _remove_if_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those around it, as far as they are empty, below the topmost."""
    with suppress(OSError):  # something is in it
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _sync(path: Path) -> None:
    """Wait until a file or the names in a folder are on the disc, so that even a power cut finds them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some file systems cannot say it of a folder
            raise
    finally:
        os.close(handle)


def _clear(place: Path) -> None:
    """Remove what lies beside the folder, the journal first: without it, the rest means nothing."""
    (place / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)

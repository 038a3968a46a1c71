"""Publishing: the finished files move from the store into the output folder, all of them or none.

What an earlier build made and this one does not is removed.  A file that somebody else put there is never
touched: a build that would have to overwrite one stops first.  A file that a build made and somebody changed
since is put aside before it is replaced.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from everyread.errors import InputError, MachineError
from everyread.findings import Finding
from everyread.locks import Tell, alone_in
from everyread.seen import Seen
from everyread.store import Digest, Store
from everyread.transfer import Step, file_digest, is_inside, recover, staging, transfer

MANIFEST = "issue.json"
ASIDE = "changed-by-hand"
"""Ending of the folder, beside the output folder, for files that somebody changed."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing has done."""

    changed: tuple[str, ...] = ()
    """Paths of the files that are new or other than before."""
    findings: tuple[Finding, ...] = ()


def publish(out: Path, files: Mapping[str, Digest], manifest: bytes, store: Store) -> Published:
    """Make the output folder hold just these files, and issue.json last.

    The caller has the folder to itself (`locks.alone_in`).

    Raises InputError when a file that no build made is in the way, or nothing may be written there;
    MachineError when the store was damaged just now; and OSError when the disc is full.  The folder is then
    as it was.
    """
    out = Path(os.path.realpath(out))
    finish(out)
    wanted = {**files, MANIFEST: store.put(manifest)}
    seen = Seen(out, store)
    here = {path: seen.digest(path) for path in wanted}
    earlier = files if here[MANIFEST] == wanted[MANIFEST] else _listed(out)
    changed = {path: digest for path, digest in wanted.items() if here[path] != digest}
    stale = {path: digest for path, digest in earlier.items() if path not in wanted}
    by_hand = _by_hand(out, here, wanted, earlier, store)
    _refuse_strangers(out, {path: here[path] for path in changed}, {*earlier, *by_hand}, store)
    _refuse_places(out, (*changed, *stale))
    steps = [
        *(Step(path, here[path], digest) for path, digest in changed.items() if path != MANIFEST),
        *(Step(path, digest, "") for path, digest in stale.items() if file_digest(out / path) == digest),
        *(Step(MANIFEST, here[MANIFEST], wanted[MANIFEST]) for path in changed if path == MANIFEST),
    ]
    try:
        for path in by_hand:
            _put_aside(out / path, out)
        if steps:
            transfer(out, steps, store.copy)
    except KeyError as error:
        raise MachineError(
            "A finished file was damaged in the store while the issue was built. Nothing was published.",
            "Build again: it is made anew. If that happens often, the disc may be failing.",
        ) from error
    except OSError as error:
        raise _in_words(error, out) from error
    seen.written(changed)
    seen.keep(wanted)
    return Published(tuple(changed), tuple(_replaced(path, out) for path in by_hand))


def settle(out: Path, tell: Tell) -> None:
    """Before the folder is read: end what a build that was cut off has begun there.

    Raises InputError when a build is publishing there and does not end.
    """
    if staging(out).exists():
        with alone_in(out, tell):
            finish(out)


def finish(out: Path) -> None:
    """The same, for who has the folder to itself."""
    out = Path(os.path.realpath(out))
    try:
        recover(out, lambda path: _put_aside(path, out))
    except OSError as error:
        raise _in_words(error, out) from error


def left_alone(out: Path, files: Mapping[str, Digest]) -> tuple[Finding, ...]:
    """Findings for files an earlier build made, this one does not, and somebody changed since."""
    return tuple(
        Finding(
            "OUT-001",
            f"{path} is left from an earlier build, but was changed by hand since.",
            "It was left where it is. Move it somewhere safe, or delete it.",
        )
        for path, digest in _listed(out).items()
        if path not in files and file_digest(out / path) not in ("", digest)
    )


def _replaced(path: str, out: Path) -> Finding:
    return Finding(
        "OUT-002",
        f"{path} was changed by hand since the last build, or damaged, and is now as the build made it.",
        f"What was there is kept in {_aside(out)}. To change an output for good, "
        "change its article or its template: outputs are made anew by each build.",
    )


def _aside(out: Path) -> Path:
    """The folder for what somebody changed by hand; one can see it, unlike the other names beside."""
    return out.with_name(f"{out.name}-{ASIDE}")


def _put_aside(path: Path, out: Path) -> None:
    """Copy a file of the output folder to where nothing overwrites it."""
    first = kept = _aside(out) / path.relative_to(out)
    number = 2
    while file_digest(kept) not in {"", file_digest(path)}:
        kept = first.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept)


def _listed(out: Path) -> dict[str, Digest]:
    """What the last build wrote here, as its issue.json says, whichever version of everyread that was."""
    try:
        outputs = json.loads((out / MANIFEST).read_bytes())["outputs"]
        listed = {str(each["path"]): str(each["sha256"]) for each in outputs}
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError, KeyError, TypeError):
        return {}
    return {path: digest for path, digest in listed.items() if is_inside(path)}


def _by_hand(
    out: Path,
    here: Mapping[str, Digest],
    wanted: Mapping[str, Digest],
    earlier: Mapping[str, Digest],
    store: Store,
) -> tuple[str, ...]:
    """Files of the last build that are neither what it wrote, nor what is wanted, nor from the store."""
    changed = [
        path
        for path, digest in earlier.items()
        if path in wanted and here[path] not in {"", digest, wanted[path]} and not store.holds(here[path])
    ]
    damaged = here[MANIFEST] != wanted[MANIFEST] and _is_damaged(out / MANIFEST)
    return (*changed, *([MANIFEST] if damaged else []))


def _is_damaged(manifest: Path) -> bool:
    """Whether this was an issue.json of everyread's, and cannot be read any more."""
    try:
        text = manifest.read_bytes()
        json.loads(text)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False
    except ValueError:
        return not text.strip(b"\0") or b'"schema_version"' in text
    return False


def _refuse_strangers(out: Path, changed: Mapping[str, Digest], ours: Collection[str], store: Store) -> None:
    """A file is ours when the last build listed it, or when its very bytes are in the store."""
    for path, digest in changed.items():
        known = path in ours or (path == MANIFEST and ours) or store.holds(digest)
        if (out / path).is_dir() or (digest and not known):
            raise InputError(
                f"{out / path} is in the way: everyread did not make it.",
                "Nothing was written. Move it away, or choose another folder with -o.",
            )


def _refuse_places(out: Path, paths: Iterable[str]) -> None:
    """Look at each folder before anything is written: files can and may be moved there."""
    folders = {folder for path in paths for folder in (out / path).parents if folder.is_relative_to(out)}
    disc = out.parent.stat().st_dev if out.parent.exists() else None
    for folder in sorted(folder for folder in folders if os.path.lexists(folder)):
        if folder.is_symlink() or not folder.is_dir():
            raise InputError(
                f"{folder} is in the way: it is not a folder of this issue.",
                "Nothing was written. Move it away, or choose another folder with -o.",
            )
        if folder.stat().st_dev != disc:
            raise InputError(
                f"{folder} is a disc of its own, so files cannot be put there all at once.",
                f"Choose a folder on that disc, with -o: for instance -o {folder / 'issue'}",
            )
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _not_writable(folder)


def _in_words(error: OSError, out: Path) -> Exception:
    return _not_writable(out) if isinstance(error, PermissionError) else error


def _not_writable(folder: Path) -> InputError:
    return InputError(
        f"Files may not be written in {folder}.",
        "Nothing was written. Choose another folder with -o, or give yourself permission to write there.",
    )

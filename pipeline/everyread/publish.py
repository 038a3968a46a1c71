"""Publishing: the finished files move from the store into the output folder.

Each file is there whole or not at all.  What an earlier build made and this one does not is removed.  A
file that somebody else put there is never touched: a build that would have to overwrite one stops first.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from everyread.errors import InputError
from everyread.findings import Finding
from everyread.manifest import Manifest, read_manifest
from everyread.store import Digest, Store, write_atomically


def publish(out: Path, files: Mapping[str, Digest], manifest: bytes, store: Store) -> tuple[str, ...]:
    """Make the output folder hold just these files, and issue.json last; returns the paths that changed.

    Raises InputError when a file that no build made is in the way, before anything is written.
    """
    earlier = read_manifest(out)
    wanted = {**files, "issue.json": store.put(manifest)}
    changed = tuple(path for path, digest in wanted.items() if file_digest(out / path) != digest)
    _refuse_strangers(out, changed, earlier, store)
    # The temporary files live beside the output folder, on the same file system, never inside it.
    staging = out.parent / f".{out.name}.part"
    try:
        for path in changed:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            staging.mkdir(exist_ok=True)
            write_atomically(out / path, store.get(wanted[path]), staging=staging)
    except PermissionError as error:
        raise InputError(
            f"Files may not be written in {out}.",
            "Choose another folder with -o, or give yourself permission to write there.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _remove_stale(out, wanted, earlier)
    return changed


def left_alone(out: Path, files: Mapping[str, Digest]) -> tuple[Finding, ...]:
    """Findings for files an earlier build made, this one does not, and somebody changed since."""
    earlier = read_manifest(out)
    return tuple(
        Finding(
            "OUT-001",
            f"{record.path} is left from an earlier build, but was changed by hand since.",
            "It was left where it is. Move it somewhere safe, or delete it.",
        )
        for record in (earlier.outputs if earlier else ())
        if record.path not in files and file_digest(out / record.path) not in ("", record.sha256)
    )


def file_digest(path: Path) -> Digest:
    """SHA-256 of a file; empty when there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""


def _refuse_strangers(out: Path, changed: tuple[str, ...], earlier: Manifest | None, store: Store) -> None:
    """A file is ours when the last manifest lists it, or when its very bytes are in the store."""
    ours = {record.path for record in earlier.outputs} | {"issue.json"} if earlier else set()
    for path in changed:
        digest = file_digest(out / path)
        if (out / path).is_dir() or (digest and path not in ours and not store.holds(digest)):
            raise InputError(
                f"{out / path} is in the way: everyread did not make it.",
                "Nothing was written. Move it away, or choose another folder with -o.",
            )


def _remove_stale(out: Path, wanted: Mapping[str, Digest], earlier: Manifest | None) -> None:
    for record in earlier.outputs if earlier else ():
        path = out / record.path
        if record.path not in wanted and file_digest(path) == record.sha256:
            path.unlink()
            if path.parent != out and not any(path.parent.iterdir()):
                path.parent.rmdir()

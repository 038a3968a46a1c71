"""What the files of an output folder were when they were last read, so that a build of nothing reads none.

A file whose length, times and place on the disc are as they were holds what it held: that is how git tells,
too.  `everyread proof` does not go by it: it reads every byte.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from everyread.store import Digest, Store, key_of
from everyread.transfer import file_digest


class Seen:
    """The digests of the files in one output folder, as far as they were read."""

    def __init__(self, out: Path, store: Store) -> None:
        self._out = out
        self._store = Store(store.root, store.not_before)  # a store at an address is for other machines too
        self.key = key_of("seen", str(out))
        known = self._store.recall(self.key)
        self._known: Mapping[str, object] = known if isinstance(known, dict) else {}
        self._now: dict[str, list[object]] = {}

    def digest(self, path: str) -> Digest:
        """SHA-256 of a file, read only when it is not as it was; empty when there is no such file."""
        look = _look(f"{self._out}/{path}")
        match self._known.get(path):
            case [str(digest), *known] if known == look:
                pass
            case _:
                digest = file_digest(self._out / path)
        self._note(path, digest, look)
        return digest

    def written(self, digests: Mapping[str, Digest]) -> None:
        """Note what was just written there."""
        for path, digest in digests.items():
            self._note(path, digest, _look(f"{self._out}/{path}"))

    def keep(self, paths: Iterable[str]) -> None:
        """Remember it for the next build."""
        now = {path: self._now[path] for path in paths if path in self._now}
        if now != self._known:
            with suppress(OSError):  # a full disc: then everything is read again
                self._store.remember(self.key, now)

    def _note(self, path: str, digest: Digest, look: list[int] | None) -> None:
        if look is not None:
            self._now[path] = [digest, *look]


def _look(path: str) -> list[int] | None:
    """How a file looks from outside: its length, the times of writing and of any change, and its inode.

    None when it is no file, or when its file system counts whole seconds only: then somebody may have
    written in it just after it was read, and nothing would show.
    """
    try:
        state = os.stat(path)  # noqa: PTH116 - a Path takes longer to make than the file to look at
    except OSError:
        return None
    if state.st_mtime_ns % 1_000_000_000 == 0:
        return None
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]

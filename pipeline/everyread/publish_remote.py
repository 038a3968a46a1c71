"""Publishing to an address: an object store has no folders to swap, so the order of writing keeps it true.

    begin    publishing.json lists what is there and what will be: the next build knows its own by it
    files    everything but pages, then pages, the front page last of them
    tell     issue.json, which says what is there
    clear    files that an earlier build made and this one does not, then publishing.json

While publishing.json is there, issue.json may be older than the files; a build that is given the same address
ends what was begun.  One build at a time may publish to an address: see `remote_locks`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from everyread.addresses import LANES, Place, open_place
from everyread.errors import InputError, MachineError
from everyread.manifest import Manifest
from everyread.publish import MANIFEST, Published
from everyread.store import Digest, Store, digest_of
from everyread.transfer import is_inside

UNDER_WAY = "publishing.json"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Known:
    """What a build has written at an address, or has begun to write."""

    files: Mapping[str, Digest]
    """As issue.json says."""
    begun: frozenset[str]
    """Paths of a build that did not end; what is there may be old or new."""


def read_remote_manifest(address: str) -> Manifest | None:
    """The issue.json at an address; None when there is none, or another version of everyread wrote it."""
    try:
        return Manifest.model_validate_json(open_place(address).read(MANIFEST))
    except (FileNotFoundError, ValueError):
        return None


def publish_remote(address: str, files: Mapping[str, Digest], manifest: bytes, store: Store) -> Published:
    """Make an address hold just these files, and issue.json last.

    Raises InputError when a file that no build made is in the way, before anything is written; MachineError
    when the service cannot be used, or the store was damaged just now.
    """
    place = open_place(address)
    known = _known(place)
    here = _digests(place, files, known, store)
    changed = [path for path, digest in files.items() if here[path] != digest]
    strangers = [path for path in changed if here[path] and path not in {*known.files, *known.begun}]
    if strangers:
        raise InputError(
            f"{address}/{strangers[0]} is in the way: everyread did not make it.",
            "Nothing was written. Move it away, or choose another address with -o.",
        )
    stale = sorted({*known.files, *known.begun} - {*files, MANIFEST})
    if _as_it_is(place, manifest) and not changed and not stale and not known.begun:
        return Published()
    place.write(UNDER_WAY, json.dumps(sorted({*known.files, *known.begun, *files})).encode())
    for stage in _stages(changed):
        _side_by_side(lambda path: place.write(path, _bytes(store, files[path])), stage)
    place.write(MANIFEST, manifest)
    _side_by_side(place.remove, stale)
    place.remove(UNDER_WAY)
    return Published((*changed, MANIFEST))


def _known(place: Place) -> Known:
    return Known(_listed(place), frozenset(_begun(place)))


def _listed(place: Place) -> dict[str, Digest]:
    try:
        outputs = json.loads(place.read(MANIFEST))["outputs"]
        listed = {str(each["path"]): str(each["sha256"]) for each in outputs}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    return {path: digest for path, digest in listed.items() if is_inside(path)}


def _begun(place: Place) -> list[str]:
    try:
        return [path for path in map(str, json.loads(place.read(UNDER_WAY))) if is_inside(path)]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def _digests(place: Place, files: Mapping[str, Digest], known: Known, store: Store) -> dict[str, Digest]:
    """The digest of what is at each path now; empty for nothing, "?" for what is not the wanted file.

    What issue.json lists is believed when its size is right and nobody wrote it since; else it is read.
    """
    told = place.look(MANIFEST)

    def digest(path: str) -> Digest:
        there = place.look(path)
        if there is None:
            return ""
        if there.size != store.size(files[path]):
            return "?"
        if path in known.begun or told is None or there.written > told.written or path not in known.files:
            return digest_of(place.read(path))
        return known.files[path]

    return dict(zip(files, _side_by_side(digest, files), strict=True))


def _stages(paths: Iterable[str]) -> list[list[str]]:
    """What nothing links to yet, then pages, then the front page."""

    def stage(path: str) -> int:
        return 2 if path == "index.html" else 1 if path.endswith((".html", ".xml")) else 0

    return [[path for path in paths if stage(path) == number] for number in range(3)]


def _as_it_is(place: Place, manifest: bytes) -> bool:
    try:
        return place.read(MANIFEST) == manifest
    except FileNotFoundError:
        return False


def _bytes(store: Store, digest: Digest) -> bytes:
    try:
        return store.get(digest)
    except KeyError as error:
        raise MachineError(
            "A finished file was damaged in the store while the issue was built.",
            "Build again: it is made anew, and what was begun is ended.",
        ) from error


def _side_by_side(work: Callable[[str], Result], paths: Iterable[str]) -> list[Result]:
    with ThreadPoolExecutor(LANES) as lanes:
        return list(lanes.map(work, paths))

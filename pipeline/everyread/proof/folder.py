"""A finished folder as a stranger finds it: what issue.json says is there, and what is there.

Nothing is believed: every file is measured and hashed again.  What is wrong is a `Fault`, which names the
file of the folder that is meant.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from everyread.findings import Finding
from everyread.manifest import Manifest, OutputRecord
from everyread.store import Digest, Store

MANIFEST = "issue.json"
AGAIN = "Build the issue again. If it happens again, report it with the file."
_STEM = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_OURS = re.compile(
    r"(?:index\.html|report\.html|feed\.xml|cover\.jpg"
    rf"|audio/(?:slower/)?{_STEM}\.mp3|captions/(?:slower/)?{_STEM}\.vtt|spoken/{_STEM}\.txt"
    r"|pronunciations/(?:\d{3}\.mp3|sheet\.json)"
    rf"|(?:large-print|print)/{_STEM}\.pdf|easy-read/{_STEM}\.(?:pdf|html|mp3)|articles/{_STEM}\.html"
    rf"|epub/{_STEM}\.epub|(?:daisy|usb)/{_STEM}\.zip|braille/{_STEM}\.brf|chapters/{_STEM}\.json)"
)
"""Paths that only builds give: a file there that issue.json does not list is left from an earlier one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a finished folder."""

    path: str
    """The file that is meant, in the output folder."""
    finding: Finding

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {"path": self.path, "severity": self.finding.severity, **asdict(self.finding)}


@dataclass(frozen=True, slots=True)
class Folder:
    """A finished folder."""

    root: Path
    manifest: Manifest
    files: Mapping[str, Digest]
    """Each file that is there, by its path, and the SHA-256 of its bytes."""

    def listed(self) -> dict[str, OutputRecord]:
        """What issue.json says of each file, by its path."""
        return {record.path: record for record in self.manifest.outputs}

    def present(self) -> dict[str, Digest]:
        """Each file that is listed and there: what it is, whatever issue.json says."""
        return {path: self.files[path] for path in self.listed() if path in self.files}

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()


@dataclass(frozen=True, slots=True)
class Shelf(Store):
    """A store that also finds the files of a folder, where they are: nothing is copied."""

    files: Mapping[Digest, Path] = field(default_factory=dict)

    def get(self, digest: Digest) -> bytes:
        """The bytes with this digest.  Raises KeyError when they are in neither place, or changed since."""
        if digest in self.files:
            data = self.files[digest].read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                return data
        return Store.get(self, digest)

    def size(self, digest: Digest) -> int:
        return self.files[digest].stat().st_size if digest in self.files else Store.size(self, digest)


def shelf(folder: Folder, store: Store) -> Shelf:
    """The store, with the files of the folder in it."""
    paths = {digest: folder.root / path for path, digest in folder.files.items()}
    return Shelf(store.root, store.not_before, paths)


def read_folder(root: Path) -> Folder:
    """The folder, every file of it hashed.

    Raises FileNotFoundError without issue.json, ValueError when that is not what its schema asks for.
    """
    manifest = Manifest.model_validate_json((root / MANIFEST).read_bytes())
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    files = {path.relative_to(root).as_posix(): _digest(path) for path in paths}
    return Folder(root, manifest, {path: digest for path, digest in files.items() if path != MANIFEST})


def _digest(path: Path) -> Digest:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def judge_files(folder: Folder) -> Iterator[Fault]:
    """Every listed file is there and is the one that was listed, and no file of an earlier build is left."""
    listed = folder.listed()
    if len(listed) != len(folder.manifest.outputs):
        twice = [each.path for each in folder.manifest.outputs]
        again = next(path for path in twice if twice.count(path) > 1)
        yield fault(again, "PRF-611", "issue.json lists this file twice.")
    ids = {article.id for article in folder.manifest.articles}
    for path, record in listed.items():
        if path not in folder.files:
            yield fault(path, "PRF-612", "issue.json lists this file, and it is not there.")
            continue
        size = (folder.root / path).stat().st_size
        if size != record.bytes:
            yield fault(
                path, "PRF-613", f"The file has {size:,} bytes, and issue.json says {record.bytes:,}."
            )
        elif folder.files[path] != record.sha256:
            yield fault(
                path, "PRF-613", "The file has been changed: it has another SHA-256 than issue.json says."
            )
        if record.article and record.article not in ids:
            yield fault(
                path, "PRF-611", f"issue.json gives this file to “{record.article}”, which it does not list."
            )
    for path in sorted(folder.files.keys() - listed.keys()):
        if _OURS.fullmatch(path):
            stale = "Delete it, or build again into a fresh folder. Members could find it by its old address."
            yield Fault(
                path,
                Finding("PRF-614", "This file is of an earlier build: issue.json does not list it.", stale),
            )
        else:
            note = "Nothing needs to be done, if you put it there."
            yield Fault(path, Finding("PRF-615", "everyread did not make this file.", note))


def judge_figures(path: str, said: Mapping[str, Any], measured: Mapping[str, Any]) -> Iterator[Fault]:
    """What issue.json says was measured must be what is measured now."""
    for name, (allowed, words) in _FIGURES.items():
        claim, is_ = said.get(name), measured.get(name)
        if isinstance(claim, int | float) and isinstance(is_, int | float) and abs(claim - is_) > allowed:
            yield fault(
                path, "PRF-613", f"issue.json says {claim:g} {words} of this file, and it has {is_:g}."
            )


_FIGURES: dict[str, tuple[float, str]] = {
    "seconds": (0.05, "seconds"),  # two frames: decoders differ by one
    "lufs": (0.2, "LUFS"),
    "peak_dbtp": (0.2, "dBTP"),
    "pages": (0, "pages"),
    "smallest_pt": (0.05, "points for the smallest letter"),
}
"""How far a figure may be off on another machine, and what it counts."""


def fault(path: str, rule: str, message: str, fix: str = AGAIN) -> Fault:
    return Fault(path, Finding(rule, message, fix))

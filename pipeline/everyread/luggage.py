"""What a task needs of the editor's machine when it is done on another: files, sent through the store.

An order names folders where templates are, or the file to read.  No other machine has them, so their files go
into the store, and the order that travels names the folders in which the worker lays them out.  Keys hold no
folders, so they stay the same.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from everyread.sources.task import ReadOrder
from everyread.store import Digest, Store


@dataclass(frozen=True, slots=True)
class Luggage:
    """Folders by where they are on the editor's machine; each is a list of its files, in the store."""

    folders: tuple[tuple[str, Digest], ...] = ()


class Packer:
    """Packs for the tasks of one build; folders of templates are packed once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._packed: dict[str, Digest] = {}

    def pack(self, order: Any) -> Luggage:
        """What an order needs.  A file that is gone is left out: the task says so, as it does at home."""
        if isinstance(order, ReadOrder):
            folder = Path(order.path).parent
            files = (Path(order.path), *(folder / name for name, _ in order.pictures))
            return Luggage(((order.root, self._list(Path(order.root), files)),))
        return Luggage(tuple((folder, self._folder(folder)) for folder in sorted(_template_folders(order))))

    def _folder(self, folder: str) -> Digest:
        if folder not in self._packed:
            self._packed[folder] = self._list(Path(folder), sorted(Path(folder).rglob("*")))
        return self._packed[folder]

    def _list(self, root: Path, files: Iterable[Path]) -> Digest:
        listed = {
            os.path.relpath(path, root): self._store.put(path.read_bytes())
            for path in files
            if path.is_file() and path.resolve().is_relative_to(root.resolve())
        }
        return self._store.put(json.dumps(listed, sort_keys=True).encode())


def unpacked(order: Any, luggage: Luggage, store: Store, scratch: Path) -> Any:
    """The order, with folders under `scratch` in the place of those of the editor's machine.

    Raises KeyError when the store has lost a file.
    """
    return _moved(
        order, {folder: str(_laid_out(listed, store, scratch)) for folder, listed in luggage.folders}
    )


def _laid_out(listed: Digest, store: Store, scratch: Path) -> Path:
    folder = scratch / listed
    if folder.is_dir():
        return folder
    scratch.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=scratch))
    try:
        for name, digest in json.loads(store.get(listed)).items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_bytes(store.get(digest))
        draft.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another worker of this machine was quicker
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _template_folders(order: Any) -> set[str]:
    """Of the order and of the orders in it."""
    if not is_dataclass(order):
        return set()
    own = set(getattr(order, "template_folders", ()))
    return own.union(*(_template_folders(getattr(order, field.name)) for field in fields(order)))


def _moved(order: Any, places: dict[str, str]) -> Any:
    if isinstance(order, ReadOrder):
        root = places[order.root]
        return replace(order, root=root, path=str(Path(root) / os.path.relpath(order.path, order.root)))
    if not is_dataclass(order) or isinstance(order, type) or not _template_folders(order):
        return order
    changed = {
        field.name: _moved(getattr(order, field.name), places) for field in fields(order) if field.init
    }
    if "template_folders" in changed:
        changed["template_folders"] = tuple(places[folder] for folder in changed["template_folders"])
    return replace(order, **changed)

"""Folders of pictures for easy read: the files, and beside them `pictures.toml`, which says whose they are.

A picture without a licence, or without words for those who cannot see it, is not used; the editor is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.easyread.pictures import NO_PICTURE, Album, Picture, album_adapter
from everyread.errors import InputError
from everyread.findings import Finding
from everyread.store import Digest, Store
from everyread.tomlfile import read_toml

LIST = "pictures.toml"
SYMBOLS = "easy-read/symbols"
"""The set of symbols that comes with the templates."""
LARGEST = 20_000_000
"""Bytes of one picture; a photograph from a good camera has 10 million."""
MOST = 5_000
"""Pictures of one folder; the largest free set has 4,500."""
ENDINGS = frozenset(".svg .png .jpg .jpeg .webp .gif .tif .tiff .bmp".split())
_HINT = 'text needs "double quotes", and each picture its own [[picture]] above it.'
_SHARED = ("credit", "licence", "address")
_KEYS = frozenset({"name", "file", "alt", "words", "unless", *_SHARED})
_SHOWN = 5
"""Files that one finding names."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder that may hold pictures for easy read."""

    folder: Path
    name: str
    """How findings call it: "pictures"."""
    own: bool = True
    """Whether the editor put them there, and not whoever made a set of symbols."""
    only_these: bool = True
    """Whether nothing else is kept there: an issue's pictures folder holds those of its articles too."""


@dataclass(frozen=True, slots=True)
class AlbumRead:
    """The pictures that may be used."""

    album: Digest
    """An Album as JSON in the store."""
    findings: tuple[Finding, ...]


def shelves(sources: Path, issue: Path, templates: Sequence[Path], symbols: str = "") -> tuple[Shelf, ...]:
    """Where pictures are looked for: the issue's folder, then the shared one, then a set of symbols.

    `symbols` names a folder in `sources` with another set than the one of the templates.
    Raises InputError when there is no such folder.
    """
    own = (Shelf(issue / "pictures", "pictures", only_these=False), Shelf(sources / "pictures", "pictures"))
    if symbols:
        chosen = sources / symbols
        if not (chosen / LIST).is_file():
            raise InputError(
                f"There is no set of symbols in {chosen}.",
                f'Put its drawings there with a {LIST}, or take symbols = "{symbols}" out of issue.toml.',
            )
        return (*own, Shelf(chosen, symbols, own=False))
    brought = (folder / SYMBOLS for folder in templates)
    found = next((folder for folder in brought if (folder / LIST).is_file()), None)
    return (*own, Shelf(found, SYMBOLS, own=False)) if found else own


def read_album(places: Sequence[Shelf], store: Store) -> AlbumRead:
    """Every usable picture of the folders, in their order, with what is wrong with the others.

    Raises InputError when a list cannot be read at all.
    """
    pictures: list[Picture] = []
    findings: list[Finding] = []
    for shelf in places:
        found, problems = _read(shelf, store)
        pictures += found
        findings += problems
    return AlbumRead(store.put(album_adapter().dump_json(Album(tuple(pictures)))), tuple(findings))


def _read(shelf: Shelf, store: Store) -> tuple[list[Picture], list[Finding]]:
    if not shelf.folder.is_dir():
        return [], []
    listed = shelf.folder / LIST
    if not listed.is_file():
        return [], list(_unlisted(shelf, frozenset())) if shelf.only_these else []
    _, values = read_toml(listed, _HINT)
    rows, shared = values.get("picture", []), values.get("set", {})
    listing = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not listing or not isinstance(shared, dict) or set(values) - {"picture", "set"}:
        raise InputError(f"{listed} is not a list of pictures.", "Begin each picture with [[picture]].")
    pictures: list[Picture] = []
    findings: list[Finding] = []
    for number, row in enumerate(rows[:MOST], 1):
        entry = {**{key: shared[key] for key in _SHARED if key in shared}, **row}
        problem = next(_problems(entry, shelf), None)
        if problem:
            findings.append(_refused(entry, number, shelf, *problem))
        else:
            pictures.append(_picture(entry, shelf, store))
    named = frozenset(str(row.get("file", "")) for row in rows)
    return pictures, [*findings, *(_unlisted(shelf, named) if shelf.only_these and shelf.own else ())]


def _problems(entry: dict[str, Any], shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    """Rule, what is wrong, and what to do."""
    for key in entry:
        if key not in _KEYS:
            yield (
                "EZR-031",
                f"has “{key}”, which means nothing here",
                f"Names are: {', '.join(sorted(_KEYS))}.",
            )
    for key in ("words", "unless"):
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            yield "EZR-031", f"has {key} that are no list of words", f'Write: {key} = ["doctor", "doctors"].'
    if any(not isinstance(value, str) for key, value in entry.items() if key not in ("words", "unless")):
        yield "EZR-031", "has a value that is not text", 'Text stands in "double quotes".'
        return
    if not entry.get("licence", "").strip():
        yield (
            "EZR-030",
            "has no licence",
            'Write who allows its use, and how: licence = "CC BY 4.0", or "Own photograph".',
        )
    if not entry.get("credit", "").strip():
        yield "EZR-030", "does not say who made it", 'Write: credit = "Photo: Jane Smith".'
    if not entry.get("alt", "").strip():
        yield "EZR-031", "has no description", 'Write what it shows, in a few words: alt = "A doctor".'
    if not re.fullmatch(r"(https://[^\s\"<>]{1,300})?", entry.get("address", "")):
        yield (
            "EZR-031",
            "has an address that is none",
            'Write it as in "https://www.example.org", or leave it out.',
        )
    if entry.get("name", "").strip().lower() == NO_PICTURE:
        yield "EZR-031", "is called “none”, which means no picture", "Give it another name."
    yield from _file_problems(entry.get("file", ""), shelf)


def _file_problems(file: str, shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    path = shelf.folder / file
    if not file or Path(file).name != file or Path(file).suffix.lower() not in ENDINGS:
        yield (
            "EZR-031",
            "names no picture file",
            f'Write the name of a file beside {LIST}: file = "doctor.png".',
        )
    elif path.is_symlink() or not path.is_file():
        yield "EZR-031", "is not there", f"Put it beside {LIST}, or mend the name."
    elif path.stat().st_size > LARGEST:
        yield "EZR-031", "is larger than 20 MB", "Make it smaller: 1000 pixels wide is plenty."


def _picture(entry: dict[str, Any], shelf: Shelf, store: Store) -> Picture:
    text = {key: " ".join(entry.get(key, "").split()) for key in ("name", "file", "alt", *_SHARED)}
    return Picture(
        name=text["name"] or Path(text["file"]).stem,
        file=text["file"],
        data=store.put((shelf.folder / text["file"]).read_bytes()),
        alt=text["alt"],
        credit=text["credit"],
        licence=text["licence"],
        address=text["address"],
        words=tuple(" ".join(each.split()) for each in entry.get("words", ())),
        unless=tuple(" ".join(each.split()) for each in entry.get("unless", ())),
        own=shelf.own,
    )


def _refused(entry: dict[str, Any], number: int, shelf: Shelf, rule: str, why: str, fix: str) -> Finding:
    name = str(entry.get("file") or entry.get("name") or f"number {number}")[:80]
    return Finding(
        rule,
        f"The easy-read picture {name} {why}, so it is not used.",
        fix,
        file=f"{shelf.name}/{LIST}",
    )


def _unlisted(shelf: Shelf, named: frozenset[str]) -> Iterator[Finding]:
    """Pictures that nobody says anything of have no licence either."""
    files = sorted(path.name for path in shelf.folder.iterdir() if path.suffix.lower() in ENDINGS)
    loose = [name for name in files if name not in named]
    if loose:
        more = f" and {len(loose) - _SHOWN} more" if len(loose) > _SHOWN else ""
        yield Finding(
            "EZR-030",
            f"Pictures without a licence are not used in the easy read: {', '.join(loose[:_SHOWN])}{more}.",
            f"List them in {shelf.name}/{LIST}: file, alt, credit and licence of each.",
            file=f"{shelf.name}/{LIST}",
        )

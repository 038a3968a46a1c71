"""An issue: the folder (or the one file) an editor names, its settings, and its files in running order."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from everyread.errors import InputError
from everyread.readability.accepted import ACCEPTED_FILE
from everyread.settings import ArticleSettings, Settings, read_settings
from everyread.sources.house import HOUSE_FILE, NO_HOUSE, House, read_house
from everyread.sources.reader import readable_suffixes
from everyread.workspace import Workspace

SETTINGS_FILE = "issue.toml"
LEXICON_FILE = "lexicon.toml"
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
# What desktops and word processors leave in folders; nobody meant these as articles.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""No file on Windows may be called so, whatever its ending (Microsoft, "Naming Files")."""
LITTER = re.compile(r"^(\.|~\$|~|Thumbs\.db$|desktop\.ini$)|(~|\.bak|\.tmp|\.part)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issue:
    """What there is to build."""

    name: str
    """Short name for folders and files: "winter-2026"."""
    folder: Path
    """The folder the files are in."""
    files: tuple[Path, ...]
    """In running order."""
    settings: Settings

    is_single_file: bool = False
    """Whether `source` named one article, and not a folder."""
    house: House = NO_HOUSE
    """The publisher's own rules: those of the issue's folder, then those of all issues."""

    def overrides(self, file: Path) -> ArticleSettings | None:
        """What issue.toml says of one file."""
        return next((each for each in self.settings.article if each.file == file.name), None)


def open_issue(source: str, workspace: Workspace) -> Issue:
    """The issue that `source` names: a folder, a name under sources/, or one article file.

    Raises InputError when there is no such thing, or nothing in it to build.
    """
    place = _find(source, workspace)
    if place.is_dir():
        return _open_folder(place, workspace)
    house = read_house(workspace.sources / HOUSE_FILE)
    return Issue(slug_of(place.stem), place.parent, (place,), Settings(), is_single_file=True, house=house)


def slug_of(title: str) -> str:
    """A short ASCII name for files: "Crème brûlée & you!" is "creme-brulee-you"."""
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", "")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    slug = ""
    for word in words:
        if len(slug) + len(word) >= 60:  # leaves room for numbers and suffixes in a 255-byte file name
            break
        slug = f"{slug}-{word}" if slug else word
    return f"{slug}-1" if _RESERVED.fullmatch(slug) else slug or "article"


def _find(source: str, workspace: Workspace) -> Path:
    for place in (Path(source), workspace.sources / source):
        if place.exists():
            return place
    known = sorted(each.name for each in workspace.sources.glob("*") if each.is_dir())
    near = difflib.get_close_matches(Path(source).name, known, n=1)
    fix = (
        f"Did you mean “{near[0]}”?"
        if near
        else f"Issues here: {', '.join(known)}."
        if known
        else "Start one with: everyread new NAME"
    )
    raise InputError(f"There is no folder or file “{source}”, here or under sources/.", fix)


def _open_folder(folder: Path, workspace: Workspace) -> Issue:
    try:
        present = {each.name: each for each in folder.iterdir() if _may_be_article(each)}
    except PermissionError as error:
        raise InputError(
            f"The folder {folder} may not be read.", "Give yourself permission to read it."
        ) from error
    settings = read_settings(folder / SETTINGS_FILE)
    for name in (*settings.order, *(each.file for each in settings.article)):
        if name not in present:
            near = difflib.get_close_matches(name, present, n=1)
            raise InputError(
                f"{folder / SETTINGS_FILE} names a file “{name}” that is not in the folder.",
                f"Did you mean “{near[0]}”?" if near else "Add the file, or take its name out.",
            )
    if not present:
        raise InputError(
            f"There are no articles in {folder}.",
            "Put your articles there, as .txt, .md, .html or .docx files, and build again.",
        )
    rest = sorted(present.keys() - set(settings.order), key=_natural)
    files = tuple(present[name] for name in [*dict.fromkeys(settings.order), *rest])
    house = read_house(folder / HOUSE_FILE, workspace.sources / HOUSE_FILE)
    return Issue(slug_of(folder.resolve().name), folder, files, settings, house=house)


def _may_be_article(path: Path) -> bool:
    """Everything but folders, settings, pictures and litter; what is no article is reported later.

    A folder called "flu.txt" is no sub-folder but a mistake, which is reported as well.
    """
    return not (
        (path.is_dir() and path.suffix.lower() not in readable_suffixes())
        or path.name in (SETTINGS_FILE, LEXICON_FILE, ACCEPTED_FILE, HOUSE_FILE)
        or path.suffix.lower() in PICTURES
        or LITTER.search(path.name)
    )


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sorts "2-b" before "10-a", and numbers before letters."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]

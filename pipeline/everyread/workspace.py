"""Where things are: the working folder's sources/, outputs/ and templates/, and what the package brings.

`everyread` works from any folder.  What an editor keeps in the working folder wins over what the package
brings along.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def _brought(name: str) -> Path:
    """A folder that travels with the package: inside it when installed, beside it in a checkout."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder a person works in."""

    root: Path

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, the editor's own first."""
        own = self.root / "templates"
        brought = _brought("templates")
        return (own, brought) if own.is_dir() and own.resolve() != brought.resolve() else (brought,)

    def word_list(self, name: str) -> Path:
        """`lexicon.toml` or `glossary.toml`: the editor's own, else the starter list of the package."""
        own = self.sources / name
        return own if own.is_file() else _brought("sources") / name


def default_store() -> Path:
    """The user's cache folder; XDG_CACHE_HOME is honoured."""
    return Path(platformdirs.user_cache_dir("everyread", appauthor=False)) / "store"


def templates_digest(folders: tuple[Path, ...], *names: str) -> str:
    """The digest of every template file under the named sub-folders: part of the key of what they make."""
    summary = hashlib.sha256()
    for folder in folders:
        for name in names:
            for path in sorted((folder / name).rglob("*")):
                if path.is_file():
                    summary.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return summary.hexdigest()

"""What an editor has accepted: `readability.toml` in the issue's folder.

It is people's work, so it lives in sources/.  The program writes to it in one case only: when an editor says
`everyread check ISSUE --accept "why"`, a new entry is added at its end.  Nothing that is there is changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.errors import InputError
from everyread.store import write_atomically
from everyread.tomlfile import read_toml

ACCEPTED_FILE = "readability.toml"
LARGEST = 1_000_000
"""Bytes; an entry of 40 articles has about 2,000."""
LONGEST_REASON = 500
_HEAD = """\
# What an editor has accepted about how this issue reads.
# Each entry is added by: everyread check ISSUE --accept "the reason"
# It is yours to change: an article may read as hard as its newest entry says, and no harder.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: these files may read this hard."""

    reason: str
    articles: tuple[tuple[str, float], ...]
    """File name and reading age in years."""
    issue_age: float | None = None
    """The average of the issue at the time."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Every decision, oldest first."""

    entries: tuple[Entry, ...] = ()

    def of(self, file: str) -> tuple[float, str] | None:
        """The newest accepted age of a file, and why; None when nobody has said anything."""
        for entry in reversed(self.entries):
            for name, age in entry.articles:
                if name == file:
                    return age, entry.reason
        return None

    def of_issue(self) -> tuple[float, str] | None:
        """The same for the issue's average."""
        return next(
            (
                (entry.issue_age, entry.reason)
                for entry in reversed(self.entries)
                if entry.issue_age is not None
            ),
            None,
        )


def read_accepted(folder: Path) -> Accepted:
    """What is accepted in an issue's folder; nothing when there is no such file.

    Raises InputError when the file cannot be used.
    """
    path = folder / ACCEPTED_FILE
    if not path.is_file():
        return Accepted()
    if path.stat().st_size > LARGEST:
        raise InputError(f"{path} is too large to be what it should be.", "Move it away, and accept again.")
    _, values = read_toml(path, 'text needs "double quotes", and each entry its own [[accepted]] above it.')
    rows = values.get("accepted", [])
    if set(values) - {"accepted"} or not isinstance(rows, list):
        raise InputError(
            f"{path}: it may only hold entries.", "Begin each entry with [[accepted]], in double brackets."
        )
    return Accepted(tuple(_entry(row, path, number) for number, row in enumerate(rows, start=1)))


def accept(folder: Path, entry: Entry) -> Path:
    """Add a decision at the end of the file, and give the file's path.

    Raises InputError when the reason says nothing, or the file there cannot be read.
    """
    if not any(letter.isalpha() for letter in entry.reason):
        raise InputError(
            "--accept needs a reason.", 'For instance: --accept "It quotes the guideline word for word."'
        )
    read_accepted(folder)  # a file that cannot be read is not written to
    path = folder / ACCEPTED_FILE
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    text = before.rstrip("\n") + "\n\n" + _as_toml(entry)
    write_atomically(path, text.encode(), staging=folder)
    return path


def _as_toml(entry: Entry) -> str:
    lines = ["[[accepted]]", f"reason = {_quoted(entry.reason)}"]
    if entry.issue_age is not None:
        lines.append(f"issue_age = {entry.issue_age:.1f}")
    lines.append("[accepted.articles]")
    lines += [f"{_quoted(file)} = {age:.1f}" for file, age in entry.articles]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string; TOML and JSON spell these alike once control characters are gone."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return json.dumps(plain[:LONGEST_REASON], ensure_ascii=False)


def _entry(row: Any, path: Path, number: int) -> Entry:
    where = f"{path}, entry {number}"
    if not isinstance(row, dict) or set(row) - {"reason", "issue_age", "articles"}:
        raise InputError(
            f"{where}: there is a name in it that is not known.", "Use: reason, issue_age, articles."
        )
    reason, articles, issue_age = row.get("reason", ""), row.get("articles", {}), row.get("issue_age")
    if not isinstance(reason, str) or not reason.strip():
        raise InputError(f"{where}: the reason is missing.", 'Write: reason = "why it may be so hard".')
    if not isinstance(articles, dict) or not all(_is_age(age) for age in articles.values()):
        raise InputError(f"{where}: an article's age is not a number.", 'Write: "flu.md" = 14.5')
    if issue_age is not None and not _is_age(issue_age):
        raise InputError(f"{where}: issue_age is not a number.", "Write: issue_age = 13.5")
    return Entry(reason, tuple((file, float(age)) for file, age in articles.items()), issue_age)


def _is_age(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0 < value < 100  # which NaN, infinity and a number too long for arithmetic are not
    )

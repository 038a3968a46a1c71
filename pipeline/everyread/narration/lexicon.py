"""The lexicon: how words are to be said, kept by people in `sources/lexicon.toml`.

    [say]
    "ME/CFS" = "M.E., C.F.S."

The written form is matched as a whole word.  Capitals count: "ME" is the illness and "me" is left alone,
but a form listed in small letters is also known with its first letter a capital.  What stands on the right
is plain text: words, respellings, or letters with full stops, and it is said as any other text would be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from everyread.errors import InputError
from everyread.tomlfile import read_toml

TABLE = "say"
_FORBIDDEN = re.compile(r"[\[\]<>{}\\]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Written forms and how to say them, in the order of the file."""

    entries: tuple[tuple[str, str], ...] = ()

    def say(self, word: str) -> str:
        """How to say a written form that `pattern` found."""
        known = dict(self.entries)
        return known[word] if word in known else known[word[0].lower() + word[1:]]

    def pattern(self) -> re.Pattern[str] | None:
        """Finds any written form as a whole word, the longest first; None for an empty lexicon."""
        return _pattern(tuple(written for written, _ in self.entries))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w])(?:" + "|".join(_spelling(word) for word in longest_first) + r")(?!\w)")


def _spelling(word: str) -> str:
    if word != word.lower():
        return re.escape(word)
    return f"[{re.escape(word[0] + word[0].upper())}]{re.escape(word[1:])}"


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a TOML file.

    Raises InputError with the file and the line or entry of a mistake.
    """
    try:
        text, values = read_toml(path, 'each entry is "written" = "said", and each word is listed once.')
    except FileNotFoundError as error:
        raise InputError(f"There is no lexicon at {path}.", "Run: everyread doctor") from error
    for name in values:
        if name != TABLE:
            raise InputError(
                f"{path} has a part called “{name}”, which is not known.", "Put entries under [say]."
            )
    table = values.get(TABLE, {})
    if not isinstance(table, dict):
        raise InputError(
            f"{path}: “say” is not a table.", "Begin the list with a line that holds only [say]."
        )
    return Lexicon(
        tuple((_written(path, text, word), _said(path, text, word, said)) for word, said in table.items())
    )


def _written(path: Path, text: str, word: str) -> str:
    if not word.strip() or word != word.strip():
        raise InputError(
            f"{_place(path, text, word)}: the word “{word}” is empty, or has spaces around it.",
            "Write the word alone between the quotes.",
        )
    if not (word[0].isalnum() and word[-1].isalnum()):
        raise InputError(
            f"{_place(path, text, word)}: “{word}” does not begin and end with a letter or digit.",
            "Only whole words can be listed.",
        )
    return word


def _said(path: Path, text: str, word: str, said: object) -> str:
    if not isinstance(said, str) or not said.strip():
        raise InputError(
            f"{_place(path, text, word)}: “{word}” has nothing to say.",
            'Write it so: "ME" = "M.E.", with quotes.',
        )
    if found := _FORBIDDEN.search(said):
        raise InputError(
            f"{_place(path, text, word)}: “{word}” is said with “{found[0]}”, which cannot be spoken.",
            "Use letters, commas, hyphens and full stops.",
        )
    return said.strip()


def _place(path: Path, text: str, word: str) -> str:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().strip("\"'").startswith(word) and "=" in line:
            return f"{path}, line {number}"
    return str(path)

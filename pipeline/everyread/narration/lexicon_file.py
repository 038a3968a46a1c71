"""Reading `lexicon.toml`: entries, or what to mend and on which line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from everyread.errors import InputError
from everyread.narration.lexicon import Entry, Lexicon, Reading, as_letters, as_word, plain_quotes
from everyread.tomlfile import read_toml

LEXICON_FILE = "lexicon.toml"
TABLE = "say"
_HINT = 'each entry is "written" = "said", and each word is listed once.'
_FORBIDDEN = re.compile(r"[\[\]<>{}\\()/@#=|~^]")
_CONTEXTS = ("next", "previous", "near")
_WAYS = ("say", "letters", "word", "ipa")
_NOT_IPA = re.compile(r"[\[\]()<>{}/\\\d]")


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a TOML file.

    Raises InputError with the file and the line or entry of a mistake.
    """
    try:
        text, values = read_toml(path, _HINT)
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
    page = _Page(path, text)
    entries = tuple(page.entry(word, value) for word, value in table.items())
    page.refuse_twins(entries)
    return Lexicon(entries)


def lexicon_for(shared: Path, folder: Path | None) -> Lexicon:
    """The lexicon of all issues, with the one in an issue's folder counting before it.

    Raises InputError as `read_lexicon` does.
    """
    own = own_lexicon(folder)
    return own.over(read_lexicon(shared))


def own_lexicon(folder: Path | None) -> Lexicon:
    """The lexicon in an issue's folder; empty when there is none."""
    path = folder / LEXICON_FILE if folder else None
    return read_lexicon(path) if path and path.is_file() else Lexicon()


class _Page:
    """The file an entry stands in, for telling where a mistake is."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def entry(self, word: str, value: Any) -> Entry:
        """One entry; a value may be text, a table, or a list of tables for several readings."""
        written = self._written(word)
        values = value if isinstance(value, list) and value else [value]
        return Entry(written, tuple(self._reading(word, each) for each in values))

    def refuse_twins(self, entries: tuple[Entry, ...]) -> None:
        """Two entries that differ in their apostrophe only are one word listed twice."""
        seen: set[str] = set()
        for entry in entries:
            if entry.written in seen:
                raise self._wrong(entry.written, "is listed twice", "Keep one of the two lines.")
            seen.add(entry.written)

    def _written(self, word: str) -> str:
        if not word.strip() or word != word.strip():
            raise self._wrong(
                word, "is empty, or has spaces around it", "Write the word alone between the quotes."
            )
        if not (word[0].isalnum() and word[-1].isalnum()):
            raise self._wrong(
                word, "does not begin and end with a letter or digit", "Only whole words can be listed."
            )
        return plain_quotes(word)

    def _reading(self, word: str, value: Any) -> Reading:
        if not isinstance(value, dict):
            return Reading(self._said(word, value))
        for name in value:
            if name not in (*_WAYS, *_CONTEXTS):
                known = ", ".join((*_WAYS, *_CONTEXTS))
                raise self._wrong(word, f"has “{name}”, which is not known", f"Choose from: {known}.")
        contexts = {name: self._context(word, name, value[name]) for name in _CONTEXTS if name in value}
        ways = [name for name in ("say", "letters", "word") if value.get(name)]
        if len(ways) > 1:
            raise self._wrong(word, f"has both {' and '.join(ways)}", "Keep one of them.")
        ipa = self._ipa(word, value["ipa"]) if "ipa" in value else ""
        if value.get("letters"):
            return Reading(as_letters(word), ipa, **contexts)
        if value.get("word"):
            return Reading(as_word(word), ipa, **contexts)
        if "say" in value or not ipa:
            return Reading(self._said(word, value.get("say")), ipa, **contexts)
        return Reading(re.sub(r"[^\w' -]", " ", word), ipa, **contexts)

    def _context(self, word: str, name: str, value: Any) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else value
        if (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(e, str) and e.strip() for e in listed)
        ):
            raise self._wrong(
                word, f"has a “{name}” that is no list of words", f'Write: {name} = ["pipe", "paint*"]'
            )
        return tuple(plain_quotes(each.strip()) for each in listed)

    def _ipa(self, word: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip("/ ") or _NOT_IPA.search(value.strip("/ ")):
            raise self._wrong(
                word,
                "has an “ipa” that is no phonetic text",
                'Write it so: ipa = "nælˈtrɛksəʊn", without slashes.',
            )
        return value.strip("/ ")

    def _said(self, word: str, said: Any) -> str:
        if not isinstance(said, str) or not said.strip():
            raise self._wrong(word, "has nothing to say", 'Write it so: "ME" = "M.E.", with quotes.')
        if found := _FORBIDDEN.search(said):
            raise self._wrong(
                word,
                f"is said with “{found[0]}”, which cannot be spoken",
                "Use letters, commas, hyphens and full stops.",
            )
        if any(each.isdigit() for each in said):
            raise self._wrong(
                word, "is said with a figure", 'Put it in words, for instance "N.G. two oh six".'
            )
        return said.strip()

    def _wrong(self, word: str, complaint: str, fix: str) -> InputError:
        line = line_of(self._text, word)
        where = f"{self._path}, line {line}" if line else str(self._path)
        return InputError(f"{where}: “{word}” {complaint}.", fix)


def line_of(text: str, word: str) -> int:
    """The line of an entry, counted from 1; 0 when it is not found."""
    for number, line in enumerate(text.splitlines(), start=1):
        start = plain_quotes(line.strip().lstrip("\"'"))
        if start.startswith(plain_quotes(word)) and start[len(word) :].lstrip("\"' ").startswith("="):
            return number
    return 0

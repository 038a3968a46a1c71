"""The glossary: hard words and what they mean, in `glossary.toml`, written and approved by people.

It also holds signed wordings: what may be read in place of a disclaimer or a piece of safety advice, which no
program may put in other words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from everyread.errors import InputError
from everyread.guard.problem import Known
from everyread.sentences import split_text
from everyread.store import Digest, key_of
from everyread.tomlfile import read_toml

LONGEST_MEANING = 240
"""Characters; two or three short sentences.  More is an article, not an explanation."""


@dataclass(frozen=True)
class Entry:
    """One hard word."""

    word: str
    """As it is printed in the list of hard words."""
    means: str
    """Whole, short sentences, for they stand on a line of their own."""
    variants: tuple[str, ...] = ()
    """Other spellings and forms: plurals, hyphens, long forms."""
    approved_by: str = ""
    """Who said that the explanation is right; empty for nobody yet."""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.word, *self.variants)


@dataclass(frozen=True)
class Wording:
    """An easy wording of one protected sentence."""

    says: str
    """The sentence as the articles print it."""
    easy: str
    """Whole, short sentences that may be read in its place."""
    signed_by: str = ""
    """Who said that it is right; until somebody has, it is not used."""


@dataclass(frozen=True)
class Found:
    """A hard word in a text, from `start` to `end`."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Glossary:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...] = ()
    wordings: tuple[Wording, ...] = ()

    def signed(self, text: str) -> Wording | None:
        """The signed wording of a sentence, if there is one."""
        return self._signed.get(_squeezed(text))

    @cached_property
    def digest(self) -> Digest:
        """Of all that it says: what stands for it in the keys of tasks."""
        return key_of(self.entries, self.wordings)

    @cached_property
    def known(self) -> Known:
        """What the guard lets pass, since people wrote it here."""
        return Known(
            terms=self.terms,
            explanations=frozenset(each for entry in self.entries for each in split_text(entry.means)),
            same=tuple((each.says, each.easy) for each in self._signed.values()),
        )

    @cached_property
    def _signed(self) -> dict[str, Wording]:
        return {_squeezed(each.says): each for each in self.wordings if each.signed_by.strip()}

    def find(self, text: str) -> list[Found]:
        """Every hard word of a text, in order; the longest where two begin at the same place."""
        if not self.entries:
            return []
        return [
            Found(match.start(), match.end(), self._entry(match[0])) for match in self._pattern.finditer(text)
        ]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every form in small letters."""
        return frozenset(form.lower() for entry in self.entries for form in entry.forms)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(
            (form for entry in self.entries for form in entry.forms), key=len, reverse=True
        )
        return re.compile(
            rf"(?<![\w/-])(?:{'|'.join(_spelling(form) for form in longest_first)})(?![\w/]|-\w)"
        )

    @cached_property
    def _by_form(self) -> dict[str, Entry]:
        return {_folded(form): entry for entry in self.entries for form in entry.forms}

    def _entry(self, found: str) -> Entry:
        plain = re.sub(r"\s+", " ", found).replace("’", "'")
        return self._by_form[plain] if plain in self._by_form else self._by_form[plain.lower()]


def _squeezed(text: str) -> str:
    return " ".join(_folded(text).split())


def _is_name(form: str) -> bool:
    """Whether capitals matter: "ME" is an illness and "me" is not."""
    return form != form.lower()


def _folded(form: str) -> str:
    return form.replace("’", "'")


def _spelling(form: str) -> str:
    pattern = re.escape(_folded(form)).replace(r"\ ", r"\s+").replace("'", "['’]")
    return pattern if _is_name(form) else f"(?i:{pattern})"


def read_glossary(path: Path) -> Glossary:
    """The glossary in a TOML file; an empty one when there is no such file.

    Raises InputError with the file, the line and the entry that cannot be used.
    """
    if not path.exists():
        return Glossary()
    text, values = read_toml(path, 'text needs "double quotes", and each word its own [[word]] above it.')
    for name in values:
        if name not in ("word", "wording"):
            raise InputError(
                f"{path}: there is no table “{name}” in a glossary.",
                "Begin each entry with [[word]], and each signed wording with [[wording]].",
            )
    words, places = _rows(values, "word", text, path)
    entries = tuple(_entry(row, place) for row, place in zip(words, places, strict=True))
    _refuse_contradictions(entries, places)
    rows, where = _rows(values, "wording", text, path)
    wordings = tuple(_wording(row, place) for row, place in zip(rows, where, strict=True))
    _refuse_two_wordings(wordings, where)
    return Glossary(entries, wordings)


def _rows(values: dict[str, Any], name: str, text: str, path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The entries of one kind, and where each of them stands."""
    rows = values.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: [{name}] stands in single brackets.", f"Begin each entry with [[{name}]].")
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)
    ]
    known = len(lines) == len(rows)
    return rows, [f"{path}, line {line}" for line in lines] if known else [str(path)] * len(rows)


def _entry(row: dict[str, Any], place: str) -> Entry:
    name = f"{place}, entry “{row.get('word', '?')}”"
    _refuse_strange_keys(row, [field.name for field in fields(Entry)], name, "a glossary entry")
    for problem, fix in _mistakes(row):
        raise InputError(f"{name}: {problem}", fix)
    return Entry(row["word"], row["means"], tuple(row.get("variants", ())), row.get("approved_by", ""))


def _wording(row: dict[str, Any], place: str) -> Wording:
    _refuse_strange_keys(row, [field.name for field in fields(Wording)], place, "a signed wording")
    for key in ("says", "easy"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise InputError(f"{place}: “{key}” is missing.", f'Write: {key} = "…".')
    if not isinstance(row.get("signed_by", ""), str):
        raise InputError(
            f"{place}: “signed_by” is not text.", 'Write a name in "double quotes", or leave it out.'
        )
    return Wording(**row)


def _refuse_strange_keys(row: dict[str, Any], valid: list[str], name: str, what: str) -> None:
    for key in row:
        if key not in valid:
            near = difflib.get_close_matches(key, valid, n=1)
            fix = f"Did you mean “{near[0]}”?" if near else f"Valid names here: {', '.join(valid)}."
            raise InputError(f"{name}: there is no “{key}” in {what}.", fix)


def _mistakes(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("word", "means"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            yield f"“{key}” is missing.", f'Write: {key} = "…".'
    if not isinstance(row.get("approved_by", ""), str):
        yield "“approved_by” is not text.", 'Write a name in "double quotes", or leave it out.'
    variants = row.get("variants", [])
    if not isinstance(variants, list) or not all(isinstance(each, str) and each.strip() for each in variants):
        yield "“variants” is not a list of words.", 'Write: variants = ["one form", "another form"].'
    if len(row["means"]) > LONGEST_MEANING:
        length = len(row["means"])
        yield (
            f"the explanation has {length} characters; at most {LONGEST_MEANING} are easy to read.",
            "Say it in one or two short sentences.",
        )
    if not row["means"].rstrip().endswith((".", "!")):
        yield "the explanation is not a whole sentence.", "End it with a full stop."


def _refuse_contradictions(entries: tuple[Entry, ...], places: list[str]) -> None:
    seen: dict[str, tuple[Entry, str]] = {}
    for entry, place in zip(entries, places, strict=True):
        for form in dict.fromkeys(_meant(entry)):
            if form in seen:
                first, where = seen[form]
                raise InputError(
                    f"{place}, entry “{entry.word}”: “{form}” is explained twice, first under “{first.word}” "
                    f"({where}).",
                    "Keep one of the two.",
                )
            seen[form] = (entry, place)


def _meant(entry: Entry) -> Iterator[str]:
    """Each form as it is looked for; a whole word in small letters is met in capitals too ("Flu")."""
    for form in entry.forms:
        plain = _folded(form)
        yield plain.lower() if plain[1:] == plain[1:].lower() and len(plain) > 2 else plain


def _refuse_two_wordings(wordings: tuple[Wording, ...], places: list[str]) -> None:
    seen: dict[str, str] = {}
    for each, place in zip(wordings, places, strict=True):
        says = _squeezed(each.says)
        if says in seen:
            raise InputError(
                f"{place}: “{each.says}” has two wordings, the first at {seen[says]}.", "Keep one of the two."
            )
        seen[says] = place

"""A TOML file that an editor wrote: read, or refused in words that say what to mend."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from everyread.errors import InputError
from everyread.plaintext import forbidden_in, printable

Model = TypeVar("Model", bound=BaseModel)

LARGEST = 5_000_000
"""Bytes: a lexicon of some fifty thousand words."""
LONGEST_LINE = 50_000
"""Characters; each dot in the name of a setting makes the next one slower to read."""
DEEPEST = 20
"""Tables in tables; ours have three."""
_SHOWN = 200
"""Characters of a wrong value that a message repeats."""


def read_toml(path: Path, hint: str) -> tuple[str, dict[str, Any]]:
    """The text of the file, for line numbers, and its values.

    Raises InputError when it is no UTF-8 or no TOML, is far too large, or holds characters that no output can
    show; `hint` says how its lines should look.  FileNotFoundError is the caller's to judge.
    """
    try:
        text = _ordinary(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not plain text in UTF-8.", "Save it as UTF-8 in your editor, then try again."
        ) from error
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise InputError(f"{path} has a line of more than {LONGEST_LINE:,} characters.", "Break it up.")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} cannot be read: {error}.", f"Look at that line: {hint}") from error
    except (RecursionError, ValueError) as error:  # Python's own limits on brackets and on digits
        raise InputError(
            f"{path} cannot be read: it has a number that is far too long, or too many brackets.",
            f"Look at its lines: {hint}",
        ) from error
    _refuse_strange(values, path)
    return text, values


def checked(model: type[Model], values: dict[str, Any], path: Path, text: str) -> Model:
    """The values of a file as what they should be.

    Raises InputError with file, line and the nearest valid name; `text` is the file's.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InputError(*_explain(path, text, error, model)) from error


def _ordinary(path: Path) -> bytes:
    """The bytes of an ordinary file of bounded size."""
    try:
        with open(path, "rb", opener=_at_once) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise IsADirectoryError
            data = stream.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise InputError(f"{path} is not an ordinary file.", "Put a plain text file there.") from error
    if len(data) > LARGEST:
        raise InputError(f"{path} has more than {LARGEST // 1_000_000} MB.", "Look what became of it.")
    return data


def _at_once(path: str, flags: int) -> int:
    """Opens a file without waiting, as a pipe would have it."""
    return os.open(path, flags | os.O_NONBLOCK)


def _refuse_strange(values: dict[str, Any], path: Path) -> None:
    """Refuse what XML, a terminal or a page could not bear, wherever it stands."""
    level: list[Any] = [values]
    for _ in range(DEEPEST):
        for text in (each for each in level if isinstance(each, str)):
            if found := forbidden_in(text):
                raise InputError(
                    f"{path} holds a character that nobody can see or hear ({found}), "
                    f"in “{printable(text)[:60].strip()}”.",
                    "Type that line anew, without copying.",
                )
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise InputError(f"{path} has tables in tables in tables.", "Take the brackets or dots out.")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _explain(path: Path, text: str, error: ValidationError, root: type[BaseModel]) -> tuple[str, str]:
    """The first mistake in plain words, with its line and what would be valid; and what to do."""
    first = error.errors()[0]
    place = [part for part in first["loc"] if not str(part).startswith("function-")]
    line = _line_of(text, place)
    name = ".".join(str(part) for part in place if not isinstance(part, int))
    where = f"{path}, line {line}" if line else str(path)
    if first["type"] == "extra_forbidden":
        valid = _names_beside(place, root)
        near = difflib.get_close_matches(str(place[-1]), valid, n=1)
        fix = f"Did you mean “{near[0]}”?" if near else f"Valid names here: {', '.join(valid)}."
        return f"{where}: there is no setting “{name}”.", fix
    given = first["input"]
    shown = f"“{name}” is missing" if isinstance(given, dict) else f"“{name}” is {repr(given)[:_SHOWN]}"
    reason = str(first["msg"]).removeprefix("Value error, ")
    return f"{where}: {shown}, which cannot be used.", f"{reason[:1].upper()}{reason[1:]}."


def _names_beside(place: list[Any], root: type[BaseModel]) -> list[str]:
    model = root
    for part in place[:-1]:
        tables = {field.alias or name: _table(field.annotation) for name, field in model.model_fields.items()}
        model = tables.get(part) or model if isinstance(part, str) else model
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _table(annotation: Any) -> type[BaseModel] | None:
    """The model of a table, or of each of several tables; None for a plain value."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _line_of(text: str, place: list[Any]) -> int:
    """The 1-based line of a setting, by walking the headers and keys; 0 when it is not found."""
    table: list[Any] = []
    counts: dict[str, int] = {}
    best = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[\s*([\w.\"-]+)\s*\]\]", line):
            name = match[1].replace('"', "")
            counts[name] = counts.get(name, -1) + 1
            table = [*name.split("."), counts[name]]
        elif match := re.match(r"\s*\[\s*([\w.\"-]+)\s*\]", line):
            table = match[1].replace('"', "").split(".")
        elif match := re.match(r"\s*([\w.\"-]+)\s*=", line):
            path = [*table, *match[1].replace('"', "").split(".")]
            if path == place[: len(path)]:  # the mistake may be in one entry of a list
                return number
            continue
        if table == place[: len(table)] and table:
            best = number
    return best

"""A TOML file that an editor wrote: read, or refused in words that say what to mend."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from everyread.errors import InputError

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, hint: str) -> tuple[str, dict[str, Any]]:
    """The text of the file, for line numbers, and its values.

    Raises InputError when it is no UTF-8 or no TOML; `hint` says how its lines should look.
    FileNotFoundError is the caller's to judge.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not plain text in UTF-8.", "Save it as UTF-8 in your editor, then try again."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} cannot be read: {error}.", f"Look at that line: {hint}") from error


def checked(model: type[Model], values: dict[str, Any], path: Path, text: str) -> Model:
    """The values of a file as what they should be.

    Raises InputError with file, line and the nearest valid name; `text` is the file's.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InputError(*_explain(path, text, error, model)) from error


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
    shown = (
        f"“{name}” is {first['input']!r}" if not isinstance(first["input"], dict) else f"“{name}” is missing"
    )
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

"""Settings of an issue: `issue.toml`, checked, with the file and line of a mistake.

Every setting has a default, so an issue folder needs no issue.toml at all.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from everyread.errors import InputError
from everyread.tomlfile import read_toml


class Section(BaseModel):
    """A table of issue.toml: frozen, and no unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Narration(Section):
    """How the audio sounds."""

    voice: str = "hibari"
    """Name of an installed voice (see `everyread doctor`)."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """1.0 is the voice's own speed, about 150 words a minute."""
    loudness: float = Field(default=-19.0, ge=-30.0, le=-14.0)
    """Integrated loudness in LUFS; -19 mono is the podcast custom (notes of AES TD1008)."""


class LargePrint(Section):
    """How the large print looks."""

    size: int = Field(default=18, ge=16, le=36)
    """Base size in points; UKAAF: at least 16, ideally 18; giant print 24."""
    paper: Literal["white", "cream"] = "white"
    """The colour of the page on a screen."""


class EasyRead(Section):
    """How the easy-read draft looks."""

    size: int = Field(default=16, ge=14, le=36)
    """Base size in points; UK government: at least 14."""


class Gates(Section):
    """What an article must meet."""

    reading_grade: float = Field(default=13.0, gt=0)
    """Warn above this Flesch-Kincaid grade (US school years; 13 is about age 18)."""
    disclaimer: bool = False
    """Whether every article must carry a disclaimer."""


class ArticleSettings(Section):
    """What an editor says of one article; overrides what was read from its file."""

    file: str
    """File name inside the issue folder."""
    slug: str = Field(default="", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$|^$", max_length=80)
    """The name in file names and web addresses; else made from the title."""
    title: str = ""
    """Instead of the title in the file; so too for the next three."""
    section: str = ""
    author: str = ""
    date: str = ""


class Settings(Section):
    """One issue's settings."""

    title: str = ""
    """Name of the issue as readers see it; else what the articles say, else the folder's name."""
    publisher: str = ""
    """The name of your charity."""
    contact: str = ""
    """How members reach you: printed in every output."""
    language: Literal["en-GB"] = "en-GB"
    """British English is the only language so far."""
    narration: Narration = Narration()
    large_print: LargePrint = Field(default=LargePrint(), alias="large-print")
    easy_read: EasyRead = Field(default=EasyRead(), alias="easy-read")
    gates: Gates = Gates()
    order: tuple[str, ...] = ()
    """File names in running order; files not named here follow, by name."""
    article: tuple[ArticleSettings, ...] = ()


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file; the defaults when there is no such file.

    Raises InputError with file, line and the nearest valid name.
    """
    if not path.exists():
        return Settings()
    text, values = read_toml(path, 'text needs "double quotes", and each setting its own line.')
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise InputError(*_explain(path, text, error)) from error


def _explain(path: Path, text: str, error: ValidationError) -> tuple[str, str]:
    """The first mistake in plain words, with its line and what would be valid."""
    first = error.errors()[0]
    place = [part for part in first["loc"] if not str(part).startswith("function-")]
    line = _line_of(text, place)
    name = ".".join(str(part) for part in place if not isinstance(part, int))
    where = f"{path}, line {line}" if line else str(path)
    if first["type"] == "extra_forbidden":
        valid = _names_beside(place)
        near = difflib.get_close_matches(str(place[-1]), valid, n=1)
        fix = f"Did you mean “{near[0]}”?" if near else f"Valid names here: {', '.join(valid)}."
        return f"{where}: there is no setting “{name}”.", fix
    shown = (
        f"“{name}” is {first['input']!r}" if not isinstance(first["input"], dict) else f"“{name}” is missing"
    )
    return f"{where}: {shown}, which cannot be used.", f"{first['msg']}."


def _names_beside(place: list[Any]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in place[:-1]:
        tables = {"article": ArticleSettings}
        for name, field in model.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                tables[field.alias or name] = field.annotation  # type: ignore[assignment]
        model = tables.get(part, model) if isinstance(part, str) else model
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _line_of(text: str, place: list[Any]) -> int:
    """The 1-based line of a setting, by walking the headers and keys; 0 when it is not found."""
    table: list[Any] = []
    counts: dict[str, int] = {}
    best = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[\s*([\w.\"-]+)\s*\]\]", line):
            name = match[1].strip('"')
            counts[name] = counts.get(name, -1) + 1
            table = [name, counts[name]]
        elif match := re.match(r"\s*\[\s*([\w.\"-]+)\s*\]", line):
            table = match[1].replace('"', "").split(".")
        elif match := re.match(r"\s*([\w.\"-]+)\s*=", line):
            if [*table, *match[1].replace('"', "").split(".")] == place:
                return number
            continue
        if table == place[: len(table)] and table:
            best = number
    return best

"""The house style: design tokens from `house-style.toml`, checked, so that no page can fall below them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from everyread.errors import InputError
from everyread.settings import Section

Millimetres = Annotated[float, Field(ge=10, le=60)]
Ratio = Annotated[float, Field(ge=1, le=4)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]

A4_WIDTH = 210.0
"""Millimetres."""
POINTS_A_MILLIMETRE = 72 / 25.4
CHARACTER_WIDTH = 0.5
"""Of the type size: the average of English prose in Atkinson Hyperlegible, measured."""


class Page(Section):
    """Margins."""

    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres


class Text(Section):
    """Running text; gaps are multiples of a line, or of the size."""

    leading: Annotated[float, Field(ge=1.25, le=2)]
    paragraph_gap: Annotated[float, Field(ge=1, le=3)]
    item_gap: Annotated[float, Field(ge=0, le=3)]


class Headings(Section):
    """Times the base size."""

    cover: Ratio
    title: Ratio
    two: Ratio
    three: Ratio
    standfirst: Ratio


class Colours(Section):
    ink: Colour
    accent: Colour
    white: Colour
    cream: Colour


class Contents(Section):
    leaders: bool


class HouseStyle(Section):
    """Every token of the style sheet."""

    page: Page
    text: Text
    headings: Headings
    colour: Colours
    contents: Contents

    def line_characters(self, size: float) -> int:
        """How many characters of so many points fit on a line."""
        width = (A4_WIDTH - self.page.left - self.page.right) * POINTS_A_MILLIMETRE
        return int(width / (size * CHARACTER_WIDTH))


def read_house_style(folders: Sequence[Path]) -> HouseStyle:
    """The house style of the first folder that has one.

    Raises InputError naming the file and the token that cannot be used.
    """
    paths = [folder / "large-print" / "house-style.toml" for folder in folders]
    path = next((path for path in paths if path.is_file()), paths[-1])
    try:
        return HouseStyle.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Mend or remove that file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: “{name}” cannot be used: {first['msg']}.", "Mend that line.") from error

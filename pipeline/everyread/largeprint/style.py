"""The house style: design tokens from `house-style.toml`, checked, so that no page can fall below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from everyread.errors import InputError
from everyread.settings import Section
from everyread.tomlfile import read_toml

Millimetres = Annotated[float, Field(ge=10, le=60)]
Ratio = Annotated[float, Field(ge=1, le=4)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]

A4_WIDTH = 210.0
"""Millimetres."""
POINTS_A_MILLIMETRE = 72 / 25.4
CHARACTER_WIDTH = 0.5
"""Of the type size: the average of English prose in Atkinson Hyperlegible, measured."""


class Page(Section):
    """Margins, and the widest column in multiples of the type size."""

    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres
    widest: Annotated[float, Field(ge=15, le=40)]


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

    def column(self, size: float) -> float:
        """Width of the text in millimetres, for type of so many points."""
        room = A4_WIDTH - self.page.left - self.page.right
        return min(room, self.page.widest * size / POINTS_A_MILLIMETRE)

    def right_margin(self, size: float) -> float:
        """Millimetres that the column leaves on its right."""
        return round(A4_WIDTH - self.page.left - self.column(size), 2)

    def line_characters(self, size: float) -> int:
        """How many characters of so many points fit on a line, on average."""
        return int(self.column(size) * POINTS_A_MILLIMETRE / (size * CHARACTER_WIDTH))


def read_house_style(folders: Sequence[Path]) -> HouseStyle:
    """The house style of the first folder that has one.

    Raises InputError naming the file and the token that cannot be used.
    """
    paths = [folder / "large-print" / "house-style.toml" for folder in folders]
    path = next((path for path in paths if path.is_file()), paths[-1])
    try:
        return HouseStyle.model_validate(read_toml(path, "each token is a name, = and a value.")[1])
    except FileNotFoundError as error:
        raise InputError(f"{path} is missing.", "Put it back, or install everyread again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: “{name}” cannot be used: {first['msg']}.", "Mend that line.") from error

"""The house style: design tokens from `house-style.toml`, checked, so that no page can fall below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from everyread.errors import InputError
from everyread.settings import Section
from everyread.tomlfile import checked, read_toml

FILE = "house-style.toml"
A4 = (210.0, 297.0)
"""Width and height in millimetres."""
POINTS_A_MILLIMETRE = 72 / 25.4
CHARACTER_WIDTH = 0.5
"""Of the type size: the average of English prose in Atkinson Hyperlegible, measured."""
LEAST_CONTRAST = 7.0
"""Of ink on paper: WCAG 2.2, 1.4.6 (AAA)."""

Millimetres = Annotated[float, Field(ge=10, le=60)]
Ratio = Annotated[float, Field(ge=1, le=4)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Palette(Section):
    """The colours of one rendering, as CSS writes them: "#000000", or "device-cmyk(0 0 0 1)" for a press."""

    ink: str
    accent: str
    paper: str


class Page(Section):
    """Margins in millimetres, and the widest column in multiples of the type size."""

    top: Millimetres
    bottom: Millimetres
    binding: Millimetres
    outer: Millimetres
    mirrored: bool
    widest: Annotated[float, Field(ge=15, le=40)]


class Text(Section):
    """Running text; gaps are multiples of a line, or of the size."""

    leading: Annotated[float, Field(ge=1.25, le=2)]
    paragraph_gap: Annotated[float, Field(ge=1, le=3)]
    item_gap: Annotated[float, Field(ge=0, le=3)]
    bullet: Ratio
    small_figures: Ratio
    emphasis: Literal["bold", "underline"]


class Headings(Section):
    """Times the base size."""

    cover: Ratio
    title: Ratio
    two: Ratio
    three: Ratio
    standfirst: Ratio


class Colours(Section):
    """Papers first, for the inks are measured against them."""

    white: Colour
    cream: Colour
    ink: Colour
    accent: Colour

    @field_validator("ink", "accent")
    @classmethod
    def _can_be_read(cls, ink: str, info: ValidationInfo) -> str:
        for paper in ("white", "cream"):
            if paper in info.data and (ratio := contrast(ink, info.data[paper])) < LEAST_CONTRAST:
                raise ValueError(f"on {paper} paper its contrast is {ratio:.1f}:1, and must be 7:1 or more")
        return ink

    def palette(self, paper: Literal["white", "cream"]) -> Palette:
        """What one rendering uses of them."""
        return Palette(ink=self.ink, accent=self.accent, paper=self.cream if paper == "cream" else self.white)


class Contents(Section):
    leaders: bool


class Notes(Section):
    """Notes stand at the end of their article."""

    heading: Annotated[str, Field(min_length=1, max_length=60)]
    back_links: bool


class Tables(Section):
    mode: Literal["auto", "linear"]
    turned: bool


class Volume(Section):
    """When an edition becomes several volumes."""

    grams: Annotated[float, Field(ge=100, le=5000)]
    paper_gsm: Annotated[float, Field(ge=50, le=200)]
    stapled_pages: Annotated[int, Field(ge=8, le=200)]


class HouseStyle(Section):
    """Every token of the style sheet."""

    page: Page
    text: Text
    headings: Headings
    colour: Colours
    contents: Contents
    notes: Notes
    tables: Tables
    volume: Volume

    def column(self, size: float) -> float:
        """Width of the text in millimetres, for type of so many points."""
        return min(self._room(A4[0]), self.page.widest * size / POINTS_A_MILLIMETRE)

    def margins(self, size: float) -> tuple[float, float]:
        """The margins on the binding and on the outer side, which share what the column leaves free."""
        free = (self._room(A4[0]) - self.column(size)) / 2
        return round(self.page.binding + free, 2), round(self.page.outer + free, 2)

    def line_characters(self, size: float, *, turned: bool = False) -> int:
        """How many characters of so many points fit on a line, on average; on a turned page, in a table."""
        width = self._room(A4[1]) if turned else self.column(size)
        return int(width * POINTS_A_MILLIMETRE / (size * CHARACTER_WIDTH))

    def _room(self, width: float) -> float:
        return width - self.page.binding - self.page.outer


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as "#15355e": 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """WCAG's relative luminance; the constants are those of sRGB."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_house_style(folders: Sequence[Path], issue: Path | None = None) -> HouseStyle:
    """The tokens of the last of `folders`; over them those of the folders before it, and the issue's own.

    `folders` hold `large-print/house-style.toml`, and the last must have it whole; a folder of one issue
    has `house-style.toml` itself.  A file need name only what it changes.

    Raises InputError with the file, the line and the nearest name of a token that cannot be used.
    """
    paths = [folder / "large-print" / FILE for folder in reversed(folders)]
    paths += [issue / FILE] if issue else []
    style: HouseStyle | None = None
    for path in paths:
        if path.is_file():
            style = _over(style, path)
    if style is None:
        raise InputError(f"{paths[0]} is missing.", "Put it back, or install everyread again.")
    return style


def _over(style: HouseStyle | None, path: Path) -> HouseStyle:
    text, values = read_toml(path, "each token is a name, = and a value.")
    merged = _merged(style.model_dump(), values) if style else values
    return checked(HouseStyle, merged, path, text)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Table by table, so that a file may change one token and leave the rest."""
    return below | {
        name: _merged(below[name], value)
        if isinstance(value, dict) and isinstance(below.get(name), dict)
        else value
        for name, value in above.items()
    }

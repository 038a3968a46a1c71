"""The typefaces of everything we print.

Atkinson Hyperlegible was drawn for readers with low vision: I, l and 1, and 3, 8 and 0, cannot be taken
for each other.  What it lacks comes from the others in their order: the Welsh ŵ and ŷ, Greek and Cyrillic
from Noto Sans; arrows, ticks and mathematics from Inter; telephones, boxes and the like from Noto Sans
Symbols 2.  Whole fonts are loaded and no `unicode-range` is claimed, for a range that promises more than
its file holds prints boxes instead of falling back.  No face is an emoji font, which would take over the
digits; and none has Arabic or Hebrew, which WeasyPrint draws well but tags from left to right.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from everyread.errors import MachineError


class Face(NamedTuple):
    """One font file: its CSS family and weight (none for a file with all weights), and where it is."""

    family: str
    weight: str
    package: str
    file: str


_ATKINSON = "fontpkg_atkinson_hyperlegible"
_PACK = "justmytype_western_core"
FACES = {
    "text": Face("Everyread Text", "400", _ATKINSON, "files/AtkinsonHyperlegible-Regular.ttf"),
    "bold": Face("Everyread Text", "700", _ATKINSON, "files/AtkinsonHyperlegible-Bold.ttf"),
    "wide": Face("Everyread Wide", "", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "symbols": Face("Everyread Symbols", "", _PACK, "fonts/ofl/inter/Inter[opsz,wght].ttf"),
    "signs": Face("Everyread Signs", "", _PACK, "fonts/ofl/notosanssymbols2/NotoSansSymbols2-Regular.ttf"),
}
"""The faces by the name that `font:<name>` gives them."""

FONT_PACKAGES = tuple(dict.fromkeys(face.package.replace("_", "-") for face in FACES.values()))
"""The distributions of the faces, whose versions belong in the key of everything printed."""

FONT_STACK = ", ".join(f'"{family}"' for family in dict.fromkeys(face.family for face in FACES.values()))
"""The value of CSS `font-family`."""


def font_bytes(name: str) -> bytes:
    """The font file of a face.

    Raises MachineError when its package is missing.
    """
    face = FACES[name]
    try:
        return resources.files(face.package).joinpath(face.file).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise MachineError(
            f"The font file {face.file} is missing.", "Install everyread again: make build."
        ) from error


@cache
def font_css() -> str:
    """The @font-face rules for `render_pdf`, and one list marker, since the fonts lack the hollow bullet."""
    return "".join(map(_rule, FACES)) + "ul, ul ul, ul ul ul { list-style-type: disc; }\n"


def _rule(name: str) -> str:
    face = FACES[name]
    weight = f"font-weight: {face.weight}; " if face.weight else ""
    return f'@font-face {{ font-family: "{face.family}"; {weight}src: url("font:{name}"); }}\n'

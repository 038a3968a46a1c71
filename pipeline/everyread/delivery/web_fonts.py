"""The reading typeface inside the page: Atkinson Hyperlegible, 25 KB for both weights.

A page must look right from a memory stick and load nothing, so the letters of western European
languages travel in it; any other letter falls back to the reader's own fonts.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from io import BytesIO

from everyread.typeset.fonts import FACES, font_bytes

FAMILY = "Everyread Text"
# Latin letters with accents, then dashes, quotes, bullet, ellipsis, euro, trade mark, arrows, minus.
_LETTERS = (*range(0x20, 0x180), *range(0x2010, 0x2027), 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212)


@cache
def font_faces() -> str:
    """The @font-face rules, fonts included.

    Raises MachineError when the font package is missing.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; font-display: swap; '
        f'src: url("data:font/woff2;base64,{b64encode(_web_font(name)).decode()}") format("woff2"); }}'
        for name, face in FACES.items()
        if face.family == FAMILY
    )


def _web_font(name: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options()
    options.hinting = False  # half the size; screens draw letters without it
    # Its own times of day are kept, so the same font gives the same bytes.
    font = TTFont(BytesIO(font_bytes(name)), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream, reorderTables=None)
    return stream.getvalue()

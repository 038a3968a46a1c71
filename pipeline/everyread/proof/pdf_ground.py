"""How well ink stands out from what lies under it, seen in the page as it looks without its text.

Imported inside a worker only, since it loads PDFium.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

GROUND = 0.5
"""Pixels a point: finer than any rule or tint of a page."""
PLACES = 5
"""At how many places along a stretch of text its ground is looked at."""
MIDDLE = 0.25
"""Height of the middle of a small letter over its base line, as a part of the type size."""
INVISIBLE = 3
"""The text rendering mode that draws nothing (ISO 32000-1, table 106)."""

Colour = bytes
"""Red, green and blue."""
Ink = tuple[Colour, float]
"""A colour and its opacity, 0 to 1."""
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


class Ground:
    """What a page looks like without its text, in coarse pixels."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        bitmap = page.render(scale=GROUND, rev_byteorder=True, may_draw_forms=False, draw_annots=False)
        self._bytes = bytes(bitmap.buffer)
        self._stride, self._step = bitmap.stride, bitmap.n_channels
        self._width, self._height = bitmap.width, bitmap.height
        left, _, _, self._top = page.get_cropbox()
        self._left = left
        bitmap.close()

    def least_contrast(self, box: Box, base_line: float, size: float, ink: Ink) -> float:
        """Of a stretch of text, at a few places along the middle of its letters."""
        left, bottom, right, top = box
        steps = [(place + 0.5) / PLACES for place in range(PLACES)]
        if top - bottom > max(right - left, 2 * size):  # text that runs up or down, as on a spine
            x = (left + right) / 2
            grounds = {self._colour(x, bottom + (top - bottom) * step) for step in steps}
        else:
            y = base_line + MIDDLE * size
            grounds = {self._colour(left + (right - left) * step, y) for step in steps}
        return min(_contrast_over(ink, ground) for ground in grounds)

    def _colour(self, x: float, y: float) -> bytes:
        column = min(max(0, int((x - self._left) * GROUND)), self._width - 1)
        row = min(max(0, int((self._top - y) * GROUND)), self._height - 1)
        start = row * self._stride + column * self._step
        return self._bytes[start : start + 3]


def ink_of(item: Any) -> Ink:
    """The colour of a text object; wholly clear where it is not drawn at all."""
    if pdfium.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE:
        return bytes(3), 0.0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return bytes((red.value, green.value, blue.value)), alpha.value / 255


@cache
def _contrast_over(ink: Ink, ground: Colour) -> float:
    return contrast(_over(ink, ground), ground)


def _over(ink: Ink, ground: Colour) -> Colour:
    """The colour that is seen."""
    colour, opacity = ink
    return bytes(round(one * opacity + two * (1 - opacity)) for one, two in zip(colour, ground, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

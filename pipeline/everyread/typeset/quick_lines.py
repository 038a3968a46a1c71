"""A short cut through the breaking of paragraphs into lines.

For each line WeasyPrint has Pango set the text that is left, then the line and the next word, then the line.
Here a paragraph is set once, all its words in one line; how many of them fit is then read off, and only the
line itself is set.  Where that is a close thing, or anything is out of the ordinary, WeasyPrint is asked.

Imported inside a worker only, since it loads WeasyPrint.  `quick` takes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any, NamedTuple

import weasyprint.text.line_break as breaking  # type: ignore[import-untyped]
from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.text.ffi import TO_UNITS, ffi, pango  # type: ignore[import-untyped]

from everyread.typeset.quick_text import glyphs_of, is_plain, runs_of

_WORDS = "_everyread_words"
_USUAL = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f"
    "\u2010-\u2015\u2018-\u201f\u2022\u2026\u2060\u20ac\u2212]+"
)
"""Letters read from left to right, each with a glyph of its own, and the one space that ends a line."""
_STRANGE_SPACES = re.compile("[ \xa0] ")
_WIDEST, _NARROWEST = 4, 2
"""Letters for each em: more than that are in no line, and fewer are in most."""
_CLOSE = 1 / 16
"""Of the font's size: far more than a letter moves when it comes to the border of a line."""
_LETTER, _BREAK = ffi.sizeof("PangoLogAttr"), 1
"""What Pango says about each letter, whose first bit is whether a line may begin with it."""

_split_first_line = breaking.split_first_line


class _Words(NamedTuple):
    """A text and where each letter begins, in Pango's units."""

    style: Any
    text: str
    places: list[int]
    breaks: list[int]
    """The letters with which a line may begin, and the end of the text."""
    ends: list[int]
    """Where the word before each of these ends."""


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """Set the first line of a text; the arguments and the result are those of WeasyPrint's function."""
    line, next_line = _line(text, style, max_width)
    if not line:
        return _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    layout = breaking.Layout(style, justification_spacing, max_width)
    layout.set_text(line)
    first, _ = layout.get_first_line()
    _, length, _, *size = breaking.first_line_metrics(first, line, layout, None, False, style)
    return layout, length, len(text[:next_line].encode()), *size


def _line(text: str, style: Any, max_width: float | None) -> tuple[str, int]:
    """The first line and the letter with which the next begins; an empty line where WeasyPrint must tell."""
    size = style["font_size"]
    if max_width is None or not _WIDEST * size <= max_width < len(text) * size / _NARROWEST:
        return "", 0
    words: _Words | None = vars(style.font_config).get(_WORDS)
    if not words or words.style is not style or not words.text.endswith(text):
        words = _words(text, style)
        setattr(style.font_config, _WORDS, words)
    start = len(words.text) - len(text)
    border = words.places[start] + max_width * TO_UNITS
    close = size * TO_UNITS * _CLOSE
    fitting = bisect_right(words.ends, border)
    if not 0 < fitting < len(words.ends) or words.breaks[fitting - 1] <= start:
        return "", 0
    if border - words.ends[fitting - 1] < close or words.ends[fitting] - border < close:
        return "", 0
    next_line = words.breaks[fitting - 1] - start
    return text[:next_line].rstrip(" "), next_line


def _words(text: str, style: Any) -> _Words:
    """A text measured; one that is out of the ordinary has no words."""
    strange = _Words(style, text, [0] * len(text), [], [])
    if not _USUAL.fullmatch(text) or _STRANGE_SPACES.search(text) or not _is_ordinary(style):
        return strange
    layout = breaking.Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    runs = list(runs_of(line))
    widths = [glyph[1] for run in runs for glyph in glyphs_of(run)]
    if len(widths) != len(text) or any(run.item.analysis.level % 2 for run in runs):
        return strange
    places = list(accumulate(widths, initial=0))
    attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    kinds = bytes(ffi.buffer(attributes, len(text) * _LETTER))[::_LETTER]
    breaks = [place for place, kind in enumerate(kinds) if kind & _BREAK and place]
    ends = [places[place - (text[place - 1] == " ")] for place in breaks]
    return _Words(style, text, places, [*breaks, len(text)], [*ends, places[-1]])


def _is_ordinary(style: Any) -> bool:
    return (
        is_plain(style)
        and style["white_space"] == "normal"
        and style["hyphens"] != "auto"
        and style["word_break"] == "normal"
        and style["direction"] == "ltr"
    )


SHORT_CUTS: tuple[tuple[Any, str, Any], ...] = ((inline, "split_first_line", split_first_line),)

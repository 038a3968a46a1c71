"""Short cuts through WeasyPrint's work on lines of text, which is more than half of its time.

Imported inside a worker only, since it loads WeasyPrint.  `quick` takes them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

import weasyprint.draw.text as drawing  # type: ignore[import-untyped]
import weasyprint.text.line_break as breaking  # type: ignore[import-untyped]
from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.text.constants import PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango  # type: ignore[import-untyped]
from weasyprint.text.fonts import font_features, get_font_description  # type: ignore[import-untyped]

_SETUP, _STRUT, _PIECES = "_everyread_setup", "_everyread_strut", "_everyread_pieces"
_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
OLDEST_PANGO = 14802
"""1.48.2 and later give a font's true size."""
_LOOK = (
    *_FEATURES,
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_variation_settings"),
    *("direction", "lang", "overflow_wrap"),
)
"""The properties that `_setup` asks for."""
_GLYPH = struct.Struct("=Iiii4x")
"""A PangoGlyphInfo: the glyph, its width, its offsets across and up, and flags that are not used here."""

_draw_first_line = drawing.draw_first_line
_strut = breaking.strut


ffi.cdef("""
    PangoLayoutLine * pango_layout_line_ref (PangoLayoutLine *line);
    void pango_layout_line_unref (PangoLayoutLine *line);
""")


class _Setup(NamedTuple):
    """What Pango is told about a style."""

    context: Any
    language: Any
    font: Any
    attributes: Any


class Layout(breaking.Layout):  # type: ignore[misc]
    """A text in Pango's hands, where what a style asks for is worked out once, not four times a line.

    The line that is left when the work is done is kept for drawing.
    """

    line: Any = None

    def setup(self, style: Any) -> None:
        """Make Pango's layout for a style, in WeasyPrint's way for one whose words or letters are spaced."""
        if not hasattr(style, _SETUP):
            setattr(style, _SETUP, _shared_setup(style) if is_plain(style) else None)
        kept: _Setup | None = getattr(style, _SETUP)
        self.is_plain = kept is not None
        if kept is None:
            super().setup(style)
            return
        self.style = style
        self.language = kept.language
        self.first_line_direction = 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(kept.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, kept.font)
        pango.pango_layout_set_attributes(self.layout, kept.attributes)

    def set_text(self, text: str, justify: bool = False) -> None:
        """Give it its text."""
        if not self.is_plain or "\t" in text:
            super().set_text(text, justify)
            return
        end = text.find("\n")
        self.text = text if end == -1 else text[: end + 2]
        written = self.text.encode().replace(b"\0", b"")
        pango.pango_layout_set_text(self.layout, written, len(written))

    def get_first_line(self) -> Any:
        """The first line, and where the second one begins."""
        self.line, second = super().get_first_line()
        return self.line, second

    def deactivate(self) -> None:
        """Let go of all but the line, when it was laid out; and of the line too, when it was drawn."""
        if not hasattr(self, "layout"):
            self.line = None
            return
        line = self.line if self.is_plain else None
        self.line = line and ffi.gc(pango.pango_layout_line_ref(line), pango.pango_layout_line_unref)
        super().deactivate()

    def reactivate(self, style: Any) -> None:
        """Make it ready for drawing, unless its line was kept."""
        if self.line is None:
            super().reactivate(style)
            self.line = None

    def lay_out_anew(self, style: Any) -> None:
        """Have more than a line."""
        self.line = None
        self.reactivate(style)


def is_plain(style: Any) -> bool:
    """Whether nothing is asked of Pango for which a text must be known."""
    return (
        style["letter_spacing"] in ("normal", 0)
        and not style["word_spacing"]
        and style["text_align_all"] != "justify"
        and style["text_decoration_line"] == "none"
        and style["font_language_override"] == "normal"
        and bool(style["lang"])
    )


def _shared_setup(style: Any) -> _Setup:
    """What is shared by all styles whose letters look alike."""
    shared: dict[str, _Setup] = vars(style.font_config).setdefault(_SETUP, {})
    key = str([style[name] for name in _LOOK])
    if key not in shared:
        shared[key] = _setup(style)
    return shared[key]


def _setup(style: Any) -> _Setup:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_from_string(style["lang"].encode())
    pango.pango_context_set_language(context, language)
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    features = font_features(*(style[name] for name in _FEATURES))
    if features:
        asked = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(asked))
    if style["overflow_wrap"] in ("anywhere", "break-word"):
        # From the beginning of the text to its end, as an attribute is unless it is told otherwise.
        pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(False))
    return _Setup(context, language, get_font_description(style), attributes)


def strut(style: Any) -> Any:
    """The height and base line of a line in a style, looked up on it and not by a key of fourteen values."""
    kept = vars(style).get(_STRUT)
    if kept is None:
        kept = _strut(style)
        setattr(style, _STRUT, kept)
    return kept


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
    """Write a line of text; the arguments are those of WeasyPrint's function, which writes what is unusual.

    It asks for each glyph's four numbers one by one, and works out the same correction of its place each
    time that the glyph appears.
    """
    if not textbox.text.strip():
        return []
    usual = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.style["font_size"] >= 1
    if not usual or pango.pango_version() < OLDEST_PANGO:
        textbox.pango_layout.lay_out_anew(textbox.style)
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    layout = textbox.pango_layout
    if layout.line is None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        layout.get_first_line()
    runs = [(item, *stream.add_font(item.item.analysis.font)) for item in runs_of(layout.line)]
    pieces = [_pieces(stream, layout.text, *run) for run in runs]
    if not all(pieces):
        layout.lay_out_anew(textbox.style)
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    string, last = "", None
    for (item, font, size), written in zip(runs, pieces, strict=True):
        address = item.item.analysis.font
        if address != last:
            last = address
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        string += f"<{''.join(written)}"
        string = string[:-1] if string[-1] == "<" else f"{string}>"
    stream.show_text(string)
    return []


def runs_of(line: Any) -> Iterator[Any]:
    """The stretches of a line that are in one font."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def glyphs_of(item: Any) -> Iterator[tuple[int, int, int, int]]:
    """Each glyph of a run: its number, its width, its offsets across and up."""
    return _GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH.size))


def _pieces(stream: Any, text: str, item: Any, font: Any, size: float) -> list[str]:
    """The glyphs of a run as a PDF shows them; none where one is missing, raised or coloured."""
    if font.bitmap or font.svg or font.png or font.colr:
        return []
    known = vars(font).setdefault(_PIECES, {}).setdefault(size, {})
    pieces = []
    for index, glyph in enumerate(glyphs_of(item)):
        piece = known.get(glyph)
        if piece is None:
            piece = known[glyph] = _piece(stream, text, item, font, size, index, glyph)
        pieces.append(piece)
    return pieces if all(pieces) else []


def _piece(
    stream: Any, text: str, item: Any, font: Any, size: float, index: int, info: tuple[int, int, int, int]
) -> str:
    """One glyph and the correction of the place behind it; empty for what is unusual.

    The font is told of the glyph's width and of the letters that it stands for, as WeasyPrint tells it.
    """
    glyph, width, across, up = info
    if up or glyph == pango.PANGO_GLYPH_EMPTY or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return ""
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _letters(text, item, index)
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(
            item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
        )
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    offset = across / size
    kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
    shown = f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}"
    return f"{shown}>{int(kerning)}<" if kerning else shown


def _letters(text: str, item: Any, index: int) -> str:
    """The letters that a glyph stands for; each glyph has the place of its first in the text, in UTF-8."""
    places = ffi.unpack(item.glyphs.log_clusters, item.glyphs.num_glyphs)
    is_rtl = item.item.analysis.level % 2
    ends = [item.item.length, *places] if is_rtl else [*places[1:], item.item.length]
    start = item.item.offset
    return text.encode()[start + places[index] : start + ends[index]].decode()


SHORT_CUTS: tuple[tuple[Any, str, Any], ...] = (
    (breaking, "Layout", Layout),
    (breaking, "strut", strut),
    (inline, "strut", strut),
    (drawing, "draw_first_line", draw_first_line),
)

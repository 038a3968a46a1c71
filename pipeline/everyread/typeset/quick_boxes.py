"""Short cuts through what WeasyPrint asks of every box, where nearly none has anything to say.

Imported inside a worker only, since it loads WeasyPrint.  `quick` takes them.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import weasyprint.layout.background as backgrounds  # type: ignore[import-untyped]
from weasyprint.css import AnonymousStyle  # type: ignore[import-untyped]
from weasyprint.css.properties import INITIAL_VALUES  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout import absolute, block, column, inline, page, percent, table
from weasyprint.layout import float as floats

_LENGTHS, _BARE = "_everyread_lengths", "_everyread_bare"
_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_RADII = tuple(f"border_{row}_{side}_radius" for row, side in product(("top", "bottom"), ("left", "right")))
_TRANSPARENT = INITIAL_VALUES["background_color"]
_RESOLVED = (
    *(f"{what}_{side}" for what, side in product(("margin", "padding"), _SIDES)),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)

_resolve_percentages = percent.resolve_percentages
_layout_box_backgrounds = backgrounds.layout_box_backgrounds
_avoid_collisions = floats.avoid_collisions
_is_in_normal_flow = boxes.Box.is_in_normal_flow


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box, which most styles say without reference to the box around it."""
    lengths = vars(box.style).get(_LENGTHS)
    if lengths is None:
        lengths = _lengths(box.style)
        setattr(box.style, _LENGTHS, lengths)
    if lengths:
        vars(box).update(lengths)
    else:
        _resolve_percentages(box, containing_block)


def _lengths(style: Any) -> dict[str, Any]:
    """Every length that a style sets; none where one is a percentage or must be worked out."""
    if _value(style, "box_sizing") != "content-box" or style["border_collapse"] == "collapse":
        return {}
    lengths = {}
    for name in _RESOLVED:
        value = _value(style, name)
        if value != "auto":
            if getattr(value, "unit", "") != "px":
                return {}
            value = value.value
        elif name.startswith("min"):
            value = 0
        lengths[name] = value
    return lengths | {name: style[name] for name in _BORDERS}


def _value(style: Any, name: str) -> Any:
    """The value of a property that is not inherited, and so is the first one in most anonymous boxes."""
    if name in style or not isinstance(style, AnonymousStyle):
        return style[name]
    return INITIAL_VALUES[name]


def layout_box_backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Set the background of a box and of all in it; the arguments are those of WeasyPrint's function."""
    if box is page or style is not None or not _is_bare(box.style):
        _layout_box_backgrounds(page, box, get_image, layout_children, style)
        return
    for radius in _RADII:  # not by `vars`, which a stand-in of a box out of the flow would keep
        setattr(box, radius, (0, 0))
    box.background = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)


def _is_bare(style: Any) -> bool:
    """Whether a style has no background, round corner, border picture or shadow."""
    bare = vars(style).get(_BARE)
    if bare is None:
        bare = (
            all((0, "px") in _value(style, radius) for radius in _RADII)
            and _value(style, "border_image_source")[0] == _value(style, "mask_border_source")[0] == "none"
            and all(kind == "none" for kind, _ in _value(style, "background_image"))
            and _value(style, "background_color") == _TRANSPARENT
            and not _value(style, "box_shadow")
        )
        setattr(style, _BARE, bare)
    return bool(bare)


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Where a box may stand, and how wide it may be: anywhere, where nothing floats."""
    if context.excluded_shapes or box.is_floated() or containing_block.style["direction"] != "ltr":
        return _avoid_collisions(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    if outer:
        return left, box.position_y, right - left
    # WeasyPrint's sums, in its order: the last bit of each number counts.
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def is_in_normal_flow(box: Any) -> bool:
    """Whether a box stands where it is written, as nearly all do: five questions that two answer."""
    style = box.style
    return (style["float"] == "none" and style["position"] == "static") or bool(_is_in_normal_flow(box))


SHORT_CUTS: tuple[tuple[Any, str, Any], ...] = (
    *(
        (module, "resolve_percentages", resolve_percentages)
        for module in (absolute, block, column, floats, inline, page, table)
    ),
    (backgrounds, "layout_box_backgrounds", layout_box_backgrounds),
    *((module, "avoid_collisions", avoid_collisions) for module in (block, floats, inline)),
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
)

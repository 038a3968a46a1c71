"""Short cuts through WeasyPrint, which change no byte of what it makes; each was measured, and is tested.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import weasyprint.css as css  # type: ignore[import-untyped]
import weasyprint.layout.page as pages  # type: ignore[import-untyped]
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.css.properties import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
)

from everyread.typeset import quick_boxes, quick_lines, quick_text

_PAGES = "_everyread_pages"
_AREAS = ("@footnote", "@note-area")
"""Pseudo-elements of a page that are laid out on each, printed or not."""

_PLAIN = frozenset(
    key
    for key in INITIAL_VALUES
    if (key in INHERITED or key not in INITIAL_NOT_COMPUTED)
    and key not in ("page", "position", "float", "display")
    and not key.startswith("text_decoration_")
)
"""Properties whose value, where no rule sets it, is the parent's or the initial one as it stands."""
_LOGICAL = {
    (direction, key): logical(block="ttb", inline=direction)
    for key, logical in PHYSICAL_FUNCTIONS.items()
    for direction in ("ltr", "rtl")
}
"""By another name a rule may set them, which depends on the direction of the text: "margin_inline_start"."""

_NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
"""Pseudo-elements of a note, for which WeasyPrint's own sheet has rules that match every element."""


@contextmanager
def short_cuts() -> Iterator[None]:
    """While this lasts, WeasyPrint takes them."""
    value, set_styles = css.ComputedStyle.__missing__, css.StyleFor.set_computed_styles

    def missing(style: Any, key: str) -> Any:
        return _unset(style, key) if _is_unset(style, key) else value(style, key)

    def set_computed_styles(
        style_for: Any, element: Any, parent: Any, *rest: Any, pseudo_type: str | None = None, **more: Any
    ) -> None:
        if not _is_needless(style_for.get_computed_styles().get((parent, None)), pseudo_type):
            set_styles(style_for, element, parent, *rest, pseudo_type=pseudo_type, **more)

    taken = (
        (pages, "set_page_type_computed_styles", _set_page_styles),
        (css.ComputedStyle, "__missing__", missing),
        (css.StyleFor, "set_computed_styles", set_computed_styles),
        *quick_text.SHORT_CUTS,
        *quick_lines.SHORT_CUTS,
        *quick_boxes.SHORT_CUTS,
    )
    long_ways = [getattr(place, name) for place, name, _ in taken]
    for place, name, short_cut in taken:
        setattr(place, name, short_cut)
    try:
        yield
    finally:
        for (place, name, _), long_way in zip(taken, long_ways, strict=True):
            setattr(place, name, long_way)


def _set_page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Compute the styles of a page and of its margins; the arguments are those of WeasyPrint's function.

    For each page WeasyPrint goes through the styles of every element of the document, to find the few that
    were added a moment before, and computes them, and those of all sixteen margins.  But two margins print
    something, and nearly all pages have the same rules, so their styles are computed once.
    """
    cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
    if (page_type, None) in computed:  # of a page that is laid out anew
        return
    before = len(cascaded)
    style_for.add_page_declarations(page_type)
    new = islice(reversed(cascaded), len(cascaded) - before)
    rules = {name: cascaded[page, name] for page, name in new}
    names = [name for name in rules if name in _AREAS or (name and "content" in rules[name])]
    known: dict[Any, list[Any]] = vars(style_for).setdefault(_PAGES, {})
    key = frozenset((name, each, id(value[0])) for name in rules for each, value in rules[name].items())
    if key not in known:
        root = html.etree_element
        for name in (None, *names):
            parent = page_type if name else root
            style_for.set_computed_styles(
                page_type, pseudo_type=name, root=root, parent=parent, base_url=html.base_url
            )
        known[key] = [(name, computed[page_type, name]) for name in (None, *names)]
    for name, style in known[key]:
        computed[page_type, name] = style


def _is_needless(style: Any, pseudo_type: str | None) -> bool:
    """Whether an element never has such a pseudo-element: five in six of all that WeasyPrint styles."""
    if pseudo_type == "marker":
        return "list-item" not in style["display"]
    return pseudo_type in _NOTES and style["float"] != "footnote" and style["position"][0] != "note()"


def _is_unset(style: Any, key: str) -> bool:
    """Whether a property is a plain one that no rule sets: nineteen in twenty of those that are looked up."""
    return (
        key in _PLAIN
        and key not in style.cascaded
        and style.parent_style is not None
        and (key not in PHYSICAL_FUNCTIONS or _LOGICAL[style["direction"], key] not in style.cascaded)
    )


def _unset(style: Any, key: str) -> Any:
    value = style[key] = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
    return value

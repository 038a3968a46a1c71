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

_MARGINS = "_everyread_margins"
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


@contextmanager
def short_cuts() -> Iterator[None]:
    """While this lasts, WeasyPrint takes them."""
    page_styles, value = pages.set_page_type_computed_styles, css.ComputedStyle.__missing__

    def missing(style: Any, key: str) -> Any:
        return _unset(style, key) if _is_unset(style, key) else value(style, key)

    pages.set_page_type_computed_styles = _set_page_styles
    css.ComputedStyle.__missing__ = missing
    try:
        yield
    finally:
        pages.set_page_type_computed_styles = page_styles
        css.ComputedStyle.__missing__ = value


def _set_page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Compute the styles of a page and of its margins; the arguments are those of WeasyPrint's function.

    For each page whose style differs, as that of an article's first page does, WeasyPrint goes through the
    styles of every element of the document, to find the few that were added a moment before: a twentieth of
    the whole time at 900 pages.  It also computes those of all sixteen margins, where two print something.
    """
    styles = style_for.get_cascaded_styles()
    before = len(styles)
    style_for.add_page_declarations(page_type)
    added = islice(reversed(styles), len(styles) - before)
    if not hasattr(style_for, _MARGINS):
        setattr(style_for, _MARGINS, {})
    margins = getattr(style_for, _MARGINS).setdefault(page_type, [])
    margins += [name for page, name in added if name in _AREAS or (name and "content" in styles[page, name])]
    root = html.etree_element
    style_for.set_computed_styles(page_type, root=root, parent=root, base_url=html.base_url)
    for margin in margins:
        style_for.set_computed_styles(
            page_type, pseudo_type=margin, root=root, parent=page_type, base_url=html.base_url
        )


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

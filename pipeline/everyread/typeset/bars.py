"""The bar beside a quotation ends where its words end.

A box that goes on overleaf fills its page (CSS Fragmentation 3, 5.4), so where the next piece does not fit,
the bar would run on beside nothing, down to the page number.

Imported inside a worker only, since it loads WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]


def shorten_bars(document: Any) -> None:
    """End each quotation on the pages of a WeasyPrint document with the last of its lines there."""
    for page in document.pages:
        _end(page._page_box.children[0])


def _end(box: Any) -> float:
    """Where the last thing on the page inside a box ends; only the last box of a page can go on overleaf."""
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    if not isinstance(box, boxes.BlockContainerBox) or not box.children:
        return float(box.border_box_y() + box.border_height())
    end: float = _end(box.children[-1]) + box.padding_bottom + box.border_bottom_width
    if box.element_tag == "blockquote":
        box.height = min(box.height, end - box.content_box_y())
    return end

"""Imposition: two pages side by side on each side of a sheet, to be folded once and stapled in the fold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from everyread.printshop.sheet import Box, Margin

if TYPE_CHECKING:
    import pikepdf


def saddle_order(pages: int) -> list[tuple[int, int]]:
    """The pages, from 1, on the left and right of each side: front and back of the outermost sheet first.

    `pages` is a multiple of four.
    """
    sides: list[tuple[int, int]] = []
    for front in range(1, pages // 2, 2):
        sides += [(pages + 1 - front, front), (front + 1, pages - front)]
    return sides


def saddle(data: bytes, margin: Margin, ink: str) -> bytes:
    """The sheets of a finished file whose pages are all of one size and a multiple of four.

    Each page keeps its bleed on three sides; at the fold it ends.  `ink` sets the colour of the marks.
    The output intent and the claim of PDF/X stay those of the file.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
        left, bottom, right, top = (float(each) for each in pdf.pages[0].trimbox)
        width, height = right - left, top - bottom
        forms = [_form(page) for page in pdf.pages]
        marks = margin.drawn(2 * width, height, ink, folds=(width,))
        boxes = margin.boxes(2 * width, height)
        for pair in saddle_order(count):
            sheet = pdf.add_blank_page(page_size=boxes["MediaBox"][2:])
            for name, box in boxes.items():
                sheet.obj[f"/{name}"] = pikepdf.Array(list(box))
            names = [f"/P{number}" for number in pair]
            for name, number in zip(names, pair, strict=True):
                sheet.add_resource(forms[number - 1], pikepdf.Name.XObject, pikepdf.Name(name))
            drawn = [_placed(name, boxes, width, half) for half, name in enumerate(names)]
            sheet.contents_add("\n".join([*drawn, marks]).encode())
        del pdf.pages[:count]
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, min_version="1.6")
        return made.getvalue()


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """A page as a drawing that can be placed, as far as its bleed goes."""
    form = page.as_form_xobject()
    form.BBox = page.obj.BleedBox
    return form


def _placed(name: str, boxes: dict[str, Box], width: float, half: int) -> str:
    """The operators that put a page into the left (0) or right (1) half of a sheet, cut at the fold."""
    left, bottom, right, top = boxes["BleedBox"]
    fold = boxes["TrimBox"][0] + width
    start, end = ((left, fold), (fold, right))[half]
    clip = f"{start:.3f} {bottom:.3f} {end - start:.3f} {top - bottom:.3f} re W n"
    return f"q {clip} 1 0 0 1 {half * width:.3f} 0 cm {name} Do Q"

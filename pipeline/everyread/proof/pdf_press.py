"""What a print shop's machines read in a PDF: boxes, output intent, colours and ink.

Imported inside a worker only, since it loads pikepdf.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pikepdf

from everyread.proof.pdf_ground import Box
from everyread.proof.pdf_x import Preflight, preflight

COLOURS = {"g": "grey", "G": "grey", "rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK"}
"""The operators that set a colour, and in which kind of it (ISO 32000-1, table 74)."""
KINDS = {
    "/DeviceGray": "grey",
    "/CalGray": "grey",
    "/DeviceRGB": "RGB",
    "/CalRGB": "RGB",
    "/Lab": "Lab",
    "/DeviceCMYK": "CMYK",
}
PLATES = {1: "grey", 3: "RGB", 4: "CMYK"}
"""The kind of colour of an ICC profile, by the number of its components."""
_READ = " ".join((*COLOURS, "cs", "CS", "q", "Q", "Tj", "TJ", "'", '"'))
BLACK = ("K", "grey")
COARSE = 8
"""A picture's ink is measured on every eighth pixel across and down."""
MOST_PIXELS = 40_000_000
"""A larger picture's ink is not measured."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page."""

    media: Box
    bleed: Box
    trim: Box | None
    """None where the page does not say; the bleed box is then the media box."""


@dataclass(frozen=True, slots=True)
class Press:
    pages: tuple[Boxes, ...]
    intents: tuple[str, ...]
    """What each PDF/X output intent names: "FOGRA29L uncoated"."""
    colours: dict[str, tuple[int, ...]]
    """The kinds of colour that are used ("K", "grey", "CMYK", "RGB"), with the pages, from 0."""
    ink: float
    """The most ink in any one place, in per cent; 400 would be all four inks in full."""
    coloured: tuple[int, ...]
    """Pages, from 0, most of whose text is not in black ink alone."""
    preflight: Preflight
    """What PDF/X-4 has to say, whether it is claimed or not."""


def read_press(pdf: pikepdf.Pdf) -> Press:
    """What concerns the press, page by page."""
    used: dict[str, list[int]] = {}
    ink = 0.0
    pictures: dict[tuple[int, int], tuple[str, float]] = {}
    coloured = []
    for number, page in enumerate(pdf.pages):
        inks = _Inks(page, pictures)
        for colour, amount in inks.colours.items():
            used.setdefault(colour, []).append(number)
            ink = max(ink, amount)
        if 2 * sum(inks.texts[kind] for kind in BLACK) < inks.texts.total():
            coloured.append(number)
    intents = [each for each in pdf.Root.get("/OutputIntents", ()) if each.get("/S") == "/GTS_PDFX"]
    return Press(
        tuple(_boxes(page) for page in pdf.pages),
        tuple(_name(each) for each in intents),
        {colour: tuple(pages) for colour, pages in sorted(used.items())},
        round(ink, 1),
        tuple(coloured),
        preflight(pdf),
    )


def _name(intent: Any) -> str:
    return str(intent.get("/OutputConditionIdentifier", intent.get("/OutputCondition", "")))


def _boxes(page: pikepdf.Page) -> Boxes:
    media = _box(page.mediabox)
    bleed = page.obj.get("/BleedBox")
    trim = page.obj.get("/TrimBox")
    return Boxes(media, _box(bleed) if bleed is not None else media, _box(trim) if trim is not None else None)


def _box(array: Any) -> Box:
    left, bottom, right, top = (float(each) for each in array)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


class _Inks:
    """What is set on one page."""

    def __init__(self, page: pikepdf.Page, pictures: dict[tuple[int, int], tuple[str, float]]) -> None:
        self.colours: dict[str, float] = {}
        """Kind of colour to the most ink of it in per cent."""
        self.texts: Counter[str] = Counter()
        """Kind of colour to how often text is shown in it."""
        self._pictures = pictures
        waiting: list[Any] = [page.obj]
        seen: set[tuple[int, int]] = set()
        while waiting:
            content = waiting.pop()
            resources = content.get("/Resources", pikepdf.Dictionary())
            self._read(content, resources.get("/ColorSpace", pikepdf.Dictionary()))
            for shading in resources.get("/Shading", pikepdf.Dictionary()).values():
                self._use(kind_of(shading.get("/ColorSpace")))
            for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
                if drawing.get("/Subtype") == "/Image":
                    self._use(*self._picture(drawing))
                elif drawing.objgen not in seen:
                    seen.add(drawing.objgen)
                    waiting.append(drawing)

    def _use(self, kind: str, ink: float = 0.0) -> None:
        self.colours[kind] = max(self.colours.get(kind, 0.0), ink)

    def _picture(self, drawing: Any) -> tuple[str, float]:
        if drawing.objgen not in self._pictures:
            self._pictures[drawing.objgen] = _of_picture(drawing)
        return self._pictures[drawing.objgen]

    def _read(self, content: Any, spaces: pikepdf.Dictionary) -> None:
        """Follow the colour through a content stream; it begins as black."""
        kept: list[str] = []
        fill = "grey"
        for one in pikepdf.parse_content_stream(content, _READ):
            match name := str(one.operator):
                case "q":
                    kept.append(fill)
                case "Q":
                    fill = kept.pop() if kept else fill
                case "Tj" | "TJ" | "'" | '"':
                    self.texts[fill] += 1
                case _:
                    kind, ink = _set_colour(name, one.operands, spaces)
                    self._use(kind, ink)
                    fill = kind if name.islower() else fill


def _set_colour(name: str, operands: Any, spaces: pikepdf.Dictionary) -> tuple[str, float]:
    if name in ("cs", "CS"):
        return kind_of(spaces.get(str(operands[0]), operands[0])), 0.0
    kind, parts = COLOURS[name], [float(each) for each in operands]
    if kind == "CMYK":
        return (kind if any(parts[:3]) else "K"), 100 * sum(parts)
    return kind, 100 * (1 - parts[0]) if kind == "grey" else 0.0


def kind_of(space: Any) -> str:
    """The kind of colour of a colour space."""
    if isinstance(space, pikepdf.Name):
        return KINDS.get(str(space), "other")
    if not isinstance(space, pikepdf.Array) or not len(space):
        return "other"
    match str(space[0]):
        case "/ICCBased":
            return PLATES.get(int(space[1].get("/N", 0)), "other")
        case "/Indexed" | "/Pattern" if len(space) > 1:
            return kind_of(space[1])
        case "/Separation" | "/DeviceN":
            return "spot"
        case name:
            return KINDS.get(name, "other")


def _of_picture(stream: Any) -> tuple[str, float]:
    if stream.get("/ImageMask", False):
        return "K", 0.0  # drawn in the colour that is set, which is counted where it is set
    kind = kind_of(stream.get("/ColorSpace"))
    pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    if kind != "CMYK" or pixels > MOST_PIXELS:
        return kind, 0.0
    return kind, _most_ink(pikepdf.PdfImage(stream))


def _most_ink(image: pikepdf.PdfImage) -> float:
    import numpy as np

    seen = image.as_pil_image()
    if seen.mode != "CMYK":
        return 0.0
    plates = np.asarray(seen.reduce(COARSE) if min(seen.size) > 2 * COARSE else seen, dtype=np.float32)
    return float(plates.sum(axis=2).max() / 2.55)

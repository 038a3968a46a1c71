"""The job ticket: one page that says what to print, on what, how to bind it, and from which files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from everyread.largeprint.style import A4
from everyread.largeprint.task import LargePrintOrder
from everyread.printshop.profile import Condition
from everyread.printshop.volumes import Stock
from everyread.settings import PrintShop
from everyread.store import Digest, Store

BINDINGS = {
    "stapled": "Stapled twice through the fold",
    "wire": "Wire-bound (wire-o) on the long side, so that it lies flat",
    "perfect": "Perfect-bound: glued to a square spine",
}


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A file that the printer gets."""

    name: str
    what: str
    pages: int
    bytes: int
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed."""

    book: LargePrintOrder
    settings: PrintShop
    stock: Stock
    condition: Condition | None
    """What the inks are meant for; None when there was no profile."""
    volumes: tuple[int, ...]
    """The pages of each."""
    files: tuple[TicketFile, ...]

    def rows(self) -> list[tuple[str, str]]:
        """What the ticket says, line by line."""
        said = [
            ("Copies", f"{self.settings.copies:,}" if self.settings.copies else ""),
            ("Needed by", ""),
            ("Size", f"A4 upright, {A4[0]:g} × {A4[1]:g} mm when cut, {_edges(self.settings)}"),
            ("Pages", self._pages()),
            (
                "Paper",
                f"{self.stock.inside:g} g/m² white uncoated (matt), so that nothing shines or shows through",
            ),
            ("Cover", self._cover()),
            ("Print", f"On both sides, {self._inks()}. Print at 100 %: do not scale to fit."),
            ("Binding", BINDINGS[self.settings.binding] + ". Blank pages at the end are meant."),
            ("One copy", self._weight()),
            ("Colour", self._standard()),
            ("Please note", self.settings.note),
        ]
        asked = ("Copies", "Needed by")
        return [(name, words) for name, words in said if words or name in asked]

    def _pages(self) -> str:
        return self._each(lambda pages: f"{pages} pages, {_sheets(pages, self.settings)}")

    def _each(self, words: Callable[[int], str]) -> str:
        """Words about the pages of a volume, for each volume."""
        if len(self.volumes) == 1:
            return words(self.volumes[0])
        return "; ".join(
            f"Volume {number}: {words(pages)}" for number, pages in enumerate(self.volumes, start=1)
        )

    def _cover(self) -> str:
        if not self.stock.cover:
            return "None apart: page 1 is the front, on the same paper"
        card = f"{self.stock.cover:g} g/m² uncoated card, printed on the outside only"
        if self.settings.binding != "perfect":
            return f"{card}; 4 pages, of which 2 and 3 are blank"
        spines = self._each(lambda pages: f"{self.stock.millimetres(pages):.1f} mm")
        return f"{card}; back, spine and front on one sheet. Spine: {spines}; tell us if your paper differs"

    def _inks(self) -> str:
        return "four inks (CMYK)" if self.settings.colour == "colour" else "black ink only"

    def _weight(self) -> str:
        return self._each(
            lambda pages: (
                f"about {self.stock.grams(pages):.0f} g, {self.stock.millimetres(pages):.1f} mm thick"
            )
        )

    def _standard(self) -> str:
        if self.condition is None:
            return "Plain PDF 1.6 without an output profile; fonts embedded"
        return f"PDF/X-4 for {self.condition.name}; fonts embedded"


def ticket_pdf(job: Job, store: Store) -> bytes:
    """The ticket, for a screen or an office printer.  Runs in a worker.

    Raises ArticleError LPR-001 for a letter that is in no font.
    """
    from everyread.delivery.words import size
    from everyread.typeset.fonts import FONT_STACK
    from everyread.typeset.pdf import render_pdf
    from everyread.typeset.templates import environment

    templates = environment(job.book.template_folders, (("size", size),))
    html = templates.get_template("print-shop/ticket.html.j2").render(
        title=job.book.title,
        language="en-GB",
        publisher=job.book.publisher,
        contact=job.book.contact,
        rows=job.rows(),
        files=job.files,
    )
    css = templates.get_template("print-shop/ticket.css.j2").render(
        fonts=FONT_STACK, crowded=len(job.files) > 6
    )
    return render_pdf(html, css, store, title=f"Job ticket: {job.book.title}", language="en-GB")


def _edges(settings: PrintShop) -> str:
    marks = "with crop marks" if settings.marks else "without marks"
    return f"{settings.bleed:g} mm bleed, {marks}"


def _sheets(pages: int, settings: PrintShop) -> str:
    if settings.binding == "stapled":
        return f"{pages // 4} sheets of A3 folded to A4"
    return f"{pages // 2} leaves of A4"

"""The files for the print shop as a task: the same articles as the large print, for ink and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from everyread.findings import Finding
from everyread.largeprint.task import LargePrintOrder
from everyread.printshop.volumes import MOST_VOLUMES
from everyread.settings import PrintShop
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

WORDS_A_SECOND = 5000
"""About what one core lays out and writes; only decides which task starts first."""
ENGINES = ("weasyprint", "pydyf", "jinja2", "fonttools", "pillow", "numpy", "pikepdf", "pypdfium2")
FOLDER = "print"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """The files for the print shop of one issue."""

    name: str
    """The issue's short name, which the files have: the job ticket lists them."""
    book: LargePrintOrder
    """The whole issue's large print, as members get it; its colours and margins give way to the press's."""
    settings: PrintShop
    templates: Digest
    """Of all files of the template folders "print-shop", "large-print" and "shared"."""
    profile: Digest = ""
    """The ICC profile of the press, in the store: see `profile.profile_for`.  Empty for none."""
    published: str = ""
    """The day of the issue, as 2026-12-01; empty when issue.toml does not say."""


def print_task(order: PrintOrder, *, words: int) -> Task:
    """Make the files for the print shop; see `print_paths` for the roles of its receipt."""
    from everyread.typeset.fonts import FONT_PACKAGES

    book = order.book
    key = key_of(
        "print shop",
        code_digest("printshop", "largeprint", "typeset", "article", "delivery.words"),
        (order.name, order.profile, order.published, order.templates),
        (book.articles, book.title, book.publisher, book.contact),
        order.settings.model_dump(exclude={"profile"}),  # a place on this machine; its bytes count, above
        book.settings.model_dump(),
        book.house_style().model_dump(),
        [version_of(engine) for engine in (*ENGINES, *FONT_PACKAGES)],
    )
    name = f"print files of {book.title}"
    return Task(name, make_print_files, order, key, weight=2 + words / WORDS_A_SECOND)


def print_paths(name: str) -> dict[str, str]:
    """Where the files of an issue go, by role.  Not every issue has all of them.

    "pdf" is what is printed, or its first volume; "cover" the cover apart, "imposed" the sheets to fold,
    and "ticket" the job ticket.  Further volumes are "volume-2", "cover-2", "imposed-2" and so on.
    """
    paths = {"pdf": f"{FOLDER}/{name}.pdf", "ticket": f"{FOLDER}/{name}-ticket.pdf"}
    for number in range(1, MOST_VOLUMES + 1):
        for part in ("volume", "cover", "imposed"):
            role = role_of(part, number)
            paths.setdefault(role, f"{FOLDER}/{name}-{role}.pdf")
    return paths


def role_of(part: str, number: int) -> str:
    """The role of a part of a volume, counted from 1: ("volume", 1) is "pdf", ("cover", 2) is "cover-2"."""
    if number == 1:
        return "pdf" if part == "volume" else part
    return f"{part}-{number}"


def make_print_files(order: PrintOrder, store: Store) -> Receipt:
    """Pages, covers, sheets and the job ticket.  Runs in a worker.

    Facts: "pages" and "sheets" (leaves of paper) of the whole edition, "grams" and "mm" of its heaviest
    volume, "volumes" with the pages, first page, grams and articles of each, "standard" ("PDF/X-4", or
    "PDF" without a profile), "condition" (what the inks are meant for), and "trim_mm" and "bleed_mm".

    Raises ArticleError when they cannot be made, InputError for a house style that cannot be used, and
    MachineError when Pango or a font is missing.
    """
    from everyread.printshop.book import Press
    from everyread.printshop.ticket import TicketFile

    press = Press.opened(order, store)
    made: list[TicketFile] = []
    files: dict[str, Digest] = {}

    def keep(role: str, what: str, pages: int, data: bytes) -> None:
        files[role] = store.put(data)
        name = print_paths(order.name)[role].removeprefix(f"{FOLDER}/")
        made.append(TicketFile(name, what, pages, len(data), files[role]))

    volumes = press.volumes()
    for number, volume in enumerate(volumes, start=1):
        data = press.pages_of(volume)
        keep(role_of("volume", number), f"{volume.words}, single pages", volume.pages, data)
        if order.settings.has_cover:
            cover, pages = press.cover_of(volume)
            keep(role_of("cover", number), f"Cover of {volume.words.lower()}", pages, cover)
        if order.settings.imposition == "saddle":
            sheets = press.imposed(data)
            what = f"{volume.words} as sheets of A3, to print, fold and staple"
            keep(role_of("imposed", number), what, volume.pages // 2, sheets)
    files["ticket"] = store.put(press.ticket(volumes, made))
    return Receipt(files, press.facts(volumes), (*_unclaimed(order), *press.findings(volumes)))


def _unclaimed(order: PrintOrder) -> Iterator[Finding]:
    if order.profile:
        return
    grey = " Pictures and rules are in black ink only." if order.settings.colour == "colour" else ""
    yield Finding(
        "PRS-001",
        f"The file for the print shop is a plain PDF and not PDF/X-4, for there is no colour profile.{grey}",
        "Ask your printer for their ICC profile, copy it into the issue folder, and name it in issue.toml: "
        '`profile = "…"` under [print-shop]. Or run: everyread print-profile',
    )

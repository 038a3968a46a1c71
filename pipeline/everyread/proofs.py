"""Which proof each finished file gets."""

from __future__ import annotations

from collections.abc import Mapping

from everyread.delivery.braille.task import BrailleOrder
from everyread.delivery.daisy.task import DaisyOrder
from everyread.delivery.epub.task import EpubOrder
from everyread.delivery.feed import FeedOrder
from everyread.delivery.pack import Pack, Piece
from everyread.delivery.page import PageOrder
from everyread.delivery.usb import UsbOrder
from everyread.easyread.task import EasyReadOrder
from everyread.largeprint.task import LargePrintOrder
from everyread.narration.binding import BindingOrder
from everyread.narration.task import NarrationOrder
from everyread.printshop.task import PrintOrder, role_of
from everyread.proof.audio import AudioProofOrder, audio_proof_task
from everyread.proof.binding import BindingProofOrder, BoundPart, binding_proof_task
from everyread.proof.braille import BrailleProofOrder, braille_proof_task
from everyread.proof.daisy import DaisyProofOrder, DaisyProofPiece, daisy_proof_task
from everyread.proof.easy_page import EasyPageProofOrder, easy_page_proof_task
from everyread.proof.epub import EpubPart, EpubProofOrder, epub_proof_task
from everyread.proof.feed import FeedProofOrder, feed_proof_task
from everyread.proof.page import FinishedPage, PageProofOrder, page_proof_task
from everyread.proof.pdf import PdfProofOrder, pdf_proof_task, press_orders
from everyread.proof.usb import UsbProofOrder, usb_proof_task
from everyread.store import Digest
from everyread.work import Task
from everyread.workshop import Made

SLOWER = ("mp3-slow", "vtt-slow", "cues-slow")
"""Roles of a slower edition, in the order of `AudioProofOrder.slower`."""


def proofs_of(made: Made, published: Mapping[str, Digest]) -> list[Task]:
    """The tasks that read the finished files of a job back; the first is of its main file.

    `published` is every other file of the issue, by its path in the output folder.
    """
    if not made.receipt.files:
        return []
    if isinstance(order := made.job.task.arguments, PrintOrder):
        return _press_proofs(order, made)
    if isinstance(order, EasyReadOrder):
        return _easy_proofs(order, made)
    proof = _proof_of(made, published)
    return [proof] if proof else []


def _proof_of(made: Made, published: Mapping[str, Digest]) -> Task | None:
    files, file = made.receipt.files, made.job.task.file
    name = f"proof of the {made.job.task.name}"
    match made.job.task.arguments:
        case NarrationOrder(article=article, settings=narration):
            slow = [files[role] for role in SLOWER if role in files]
            slower = (slow[0], slow[1], slow[2]) if slow else None
            heard = AudioProofOrder(files["mp3"], files["vtt"], files["cues"], article, narration, slower)
            return audio_proof_task(heard, name=name, file=file)
        case BindingOrder(parts=parts):
            bound = tuple(BoundPart(each.stem, each.title, each.mp3, each.cues) for each in parts)
            return binding_proof_task(BindingProofOrder(files["mp3"], files["vtt"], bound), name=name)
        case LargePrintOrder(articles=articles, settings=settings):
            printed = PdfProofOrder(files["pdf"], articles, settings.size, verbatim=True)
            return pdf_proof_task(printed, name=name, file=file)
        case EpubOrder(pack=pack):
            return epub_proof_task(EpubProofOrder(files["epub"], tuple(map(_epub_part, pack.all_pieces))))
        case DaisyOrder(pack=pack):
            pieces = tuple(DaisyProofPiece(each.article, each.mp3, each.cues) for each in pack.all_pieces)
            talking = DaisyProofOrder(files["daisy"], pack.title, pieces, contents=pack.contents is not None)
            return daisy_proof_task(talking)
        case BrailleOrder(pack=pack):
            articles = tuple(each.article for each in pack.pieces)
            return braille_proof_task(BrailleProofOrder(files["brf"], articles))
        case UsbOrder(pack=pack):
            tracks = tuple((each.title, each.mp3) for each in _recorded(pack, contents=True))
            stick = UsbProofOrder(files["usb"], pack.title, tracks, has_contents=pack.contents is not None)
            return usb_proof_task(stick)
        case FeedOrder() as order:
            return feed_proof_task(_feed_proof(order, made, published))
        case PageOrder() as order:
            return page_proof_task(_page_proof(order, made, published), name=name)
        case _:
            return None


def _easy_proofs(order: EasyReadOrder, made: Made) -> list[Task]:
    """One a booklet, and one of the web page."""
    files, file, size = made.receipt.files, made.job.task.file, order.settings.size
    booklets = [files[role] for role in files if role.startswith("pdf")]
    name = f"proof of the {made.job.task.name}"
    tasks = [
        pdf_proof_task(
            PdfProofOrder(digest, (order.article,), size, verbatim=False, kind="easy-read"),
            name=name,
            file=file,
        )
        for digest in booklets
    ]
    signed = bool(made.receipt.facts["signed"])
    heard = order.recording if order.settings.is_heard(signed=signed) else ""
    page = EasyPageProofOrder(files["html"], order.article, signed, order.review is not None, heard)
    return [*tasks, easy_page_proof_task(page, name=f"{name} on the web", file=file)]


def _press_proofs(order: PrintOrder, made: Made) -> list[Task]:
    """One a volume, and one a cover; the ticket says what is in the files, and sheets are the same pages."""
    files, book = made.receipt.files, order.book

    def file_of(part: str, number: int) -> Digest | None:
        return files.get(role_of(part, number))

    return [
        pdf_proof_task(each, name=f"proof of the print file {role_of(part, number)}", file="")
        for part, number, each in press_orders(made.receipt.facts, book.articles, book.settings.size, file_of)
    ]


def _epub_part(piece: Piece) -> EpubPart:
    return EpubPart(piece.article, piece.mp3, piece.cues, piece.seconds)


def _recorded(pack: Pack, *, contents: bool) -> list[Piece]:
    return [each for each in (pack.all_pieces if contents else pack.pieces) if each.mp3]


def _feed_proof(order: FeedOrder, made: Made, published: Mapping[str, Digest]) -> FeedProofOrder:
    """The pages are made last, and link to the feed; here it counts only that they will be there."""
    own = {path: made.receipt.files.get(role, "") for role, path in made.job.paths.items()}
    later = dict.fromkeys(("index.html", *(path for _, path in order.pages)), "")
    return FeedProofOrder(
        feed=made.receipt.files.get("feed", ""),
        chapters=made.receipt.files.get("chapters", ""),
        private=order.settings.private,
        files=tuple(sorted({**later, **published, **own}.items())),
        recordings=tuple((each.article, each.mp3) for each in _recorded(order.pack, contents=False)),
        whole=order.pack.whole.mp3 if order.pack.whole else "",
    )


def _page_proof(order: PageOrder, made: Made, published: Mapping[str, Digest]) -> PageProofOrder:
    files = made.receipt.files
    pages = tuple(
        FinishedPage(entry.path, files[f"page-{entry.stem}"], entry.article, entry.cues)
        for entry in order.entries
    )
    signed = {file.path for entry in order.entries for file in entry.signed}
    allowed = (path for path in published if not path.startswith("easy-read/") or path in signed)
    return PageProofOrder(files["page"], pages, tuple(sorted(allowed)), order.contact)

"""Which proof each finished file gets."""

from __future__ import annotations

from everyread.narration.binding import BindingOrder
from everyread.proof.audio import AudioProofOrder, audio_proof_task
from everyread.proof.binding import BindingProofOrder, BoundPart, binding_proof_task
from everyread.proof.page import PageProofOrder, page_proof_task
from everyread.proof.pdf import PdfProofOrder, pdf_proof_task
from everyread.settings import Settings
from everyread.work import Task
from everyread.workshop import Made

SLOWER = ("mp3-slow", "vtt-slow", "cues-slow")
"""Roles of a slower edition, in the order of `AudioProofOrder.slower`."""


def proof_of(made: Made, settings: Settings) -> Task | None:
    """The task that reads the finished files of a job back; None where there is nothing to prove."""
    job, files = made.job, made.receipt.files
    name = f"proof of the {job.task.name}"
    match job.kind:
        case "audio" if isinstance(order := job.task.arguments, BindingOrder) and files:
            parts = tuple(BoundPart(each.stem, each.title, each.mp3, each.cues) for each in order.parts)
            return binding_proof_task(BindingProofOrder(files["mp3"], files["vtt"], parts), name=name)
        case "audio" if files:
            slow = [files[role] for role in SLOWER if role in files]
            heard = AudioProofOrder(
                files["mp3"],
                files["vtt"],
                files["cues"],
                job.articles[0],
                settings.narration,
                (slow[0], slow[1], slow[2]) if slow else None,
            )
            return audio_proof_task(heard, name=name, file=job.task.file)
        case "large-print" if files:
            printed = PdfProofOrder(files["pdf"], job.articles, settings.large_print.size, verbatim=True)
            return pdf_proof_task(printed, name=name, file=job.task.file)
        case "easy-read" if files:
            easy = PdfProofOrder(files["pdf"], job.articles, settings.easy_read.size, verbatim=False)
            return pdf_proof_task(easy, name=name, file=job.task.file)
        case "page" if files:
            return page_proof_task(PageProofOrder(files["page"], job.articles), name=name)
        case _:
            return None

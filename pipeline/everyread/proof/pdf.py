"""The proof of a PDF: read back as it will be read, and judged against the articles it was made from.

Reads finished files and articles only, never the code that made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from everyread.article import article_adapter
from everyread.findings import Finding
from everyread.proof.passport_case import NAMES, Kind
from everyread.proof.pdf_vera import second_judge
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

ENGINES = ("pypdfium2", "pikepdf", "page-validation")
CODE = (
    *("proof.pdf", "proof.pdf_drawn", "proof.pdf_tags", "proof.pdf_text", "proof.pdf_press", "proof.pdf_x"),
    *("proof.pdf_engines", "proof.pdf_vera", "proof.pdf_stream", "proof.pdf_ground", "proof.prose"),
    *("proof.passport", "proof.passport_case", "proof.passport_words", "proof.passport_type"),
    *("proof.passport_structure", "proof.passport_parts", "proof.passport_press"),
    *("proof.wording", "article", "findings"),
)
OFFICE_PAPER = 80.0
"""Grams a square metre."""


@dataclass(frozen=True, slots=True)
class PdfProofOrder:
    """One finished PDF and what it must hold."""

    pdf: Digest
    articles: tuple[Digest, ...]
    """In running order."""
    floor_pt: float
    """No glyph may be smaller, in points."""
    verbatim: bool = True
    """Whether every sentence must be there; an easy-read edition need only hold the notices."""
    kind: Kind = "large-print"
    """What it is for.  A file for the print shop has boxes and inks in place of tags."""
    gsm: float = OFFICE_PAPER
    """Weight of the paper in grams a square metre."""
    coarse_told: int = 0
    """Pictures of too few dots an inch that the editor has been told of by name."""


def press_orders(
    facts: Mapping[str, Any],
    articles: Sequence[Digest],
    floor_pt: float,
    file_of: Callable[[str, int], Digest | None],
) -> Iterator[tuple[str, int, PdfProofOrder]]:
    """The print shop's files: the order of each volume's proof and of its cover's, with part and number.

    `facts` says what is in which volume; `file_of` knows the file of a "volume" or "cover", if there is one.
    """
    first = 0
    for number, volume in enumerate(facts.get("volumes", ()), start=1):
        held = tuple(articles[first : first + volume["articles"]])
        first += volume["articles"]
        for part, within, coarse in (("volume", held, volume["coarse"]), ("cover", (), 0)):
            if file := file_of(part, number):
                gsm = facts.get("gsm", OFFICE_PAPER)
                yield part, number, PdfProofOrder(file, within, floor_pt, True, "print", gsm, coarse)


def pdf_proof_task(order: PdfProofOrder, *, name: str, file: str) -> Task:
    """Judge one PDF; its receipt has facts and findings, and no files."""
    key = key_of(
        "pdf proof", code_digest(*CODE), order, [version_of(each) for each in ENGINES], second_judge()
    )
    return Task(name, prove_pdf, order, key, file)


def prove_pdf(order: PdfProofOrder, store: Store) -> Receipt:
    """Facts and findings about a PDF.  Runs in a worker."""
    from everyread.proof.passport import passport
    from everyread.proof.passport_case import Case
    from everyread.proof.pdf_text import UNREADABLE, read_pdf

    data = store.get(order.pdf)
    articles = tuple(article_adapter().validate_json(store.get(digest)) for digest in order.articles)
    try:
        text = read_pdf(data, press=order.kind == "print")
    except UNREADABLE as error:
        file = articles[0].source.name if len(articles) == 1 else ""
        return Receipt(findings=(_unreadable(error, NAMES[order.kind], file),))
    case = Case(order.kind, articles, text, order.floor_pt, order.verbatim, order.coarse_told)
    measured, findings = passport(case, data, order.gsm)
    return Receipt(facts=_facts(measured), findings=tuple(findings))


def _facts(measured: dict[str, Any]) -> dict[str, Any]:
    """The passport, with what other rooms look for in front."""
    facts: dict[str, Any] = {
        "pages": measured["pages"],
        "smallest_pt": measured.get("smallest", {}).get("pt", 0.0),
    }
    if measured["kind"] != "print":
        facts["pdf_ua"] = measured["engines"][0]
    return facts | {"passport": measured}


def _unreadable(error: Exception, name: str, file: str) -> Finding:
    return Finding(
        "PRF-003",
        f"The {name} cannot be opened: {error}.",
        "Do not send this PDF out. Build again; if it stays, report it with the file.",
        file=file,
    )

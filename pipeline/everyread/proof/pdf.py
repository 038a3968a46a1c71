"""The proof of a PDF: read back as it will be read, and judged against the article it was made from.

Reads finished files and articles only, never the code that made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from everyread.proof.pdf_text import PdfText, Piece
    from everyread.proof.prose import Expected

ENGINES = ("pypdfium2", "pikepdf", "page-validation")
ROUNDING = 0.05
"""Points; sizes are stored as decimal fractions of a scaled unit."""
AT_MOST = 12
"""Findings of one kind about one article: after so many, the rest is only counted."""


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


def pdf_proof_task(order: PdfProofOrder, *, name: str, file: str) -> Task:
    """Judge one PDF; its receipt has facts and findings, and no files."""
    key = key_of(
        "pdf proof",
        code_digest("proof.pdf", "proof.pdf_text", "proof.prose", "article"),
        order,
        [version_of(engine) for engine in ENGINES],
    )
    return Task(name, prove_pdf, order, key, file)


def prove_pdf(order: PdfProofOrder, store: Store) -> Receipt:
    """Facts and findings about a PDF.  Runs in a worker."""
    from everyread.proof.pdf_text import UNREADABLE, read_pdf

    data = store.get(order.pdf)
    articles = [article_adapter().validate_json(store.get(digest)) for digest in order.articles]
    file = articles[0].source.name if len(articles) == 1 else ""
    try:
        text = read_pdf(data)
    except UNREADABLE as error:
        return Receipt(findings=(_unreadable(error, file),))
    verdict, accessibility = _accessibility(data, file)
    facts = {
        "pages": text.pages,
        "smallest_pt": round(min((piece.size for piece in text.pieces), default=0.0), 2),
        "pdf_ua": verdict,
    }
    findings = (
        *_losses(articles, text, order.verbatim),
        *_too_small(text, order.floor_pt, file),
        *accessibility,
    )
    return Receipt(facts=facts, findings=findings)


def _unreadable(error: Exception, file: str) -> Finding:
    return Finding(
        "PRF-003",
        f"The PDF cannot be opened: {error}.",
        "Do not send this PDF out. Build again; if it stays, report it with the file.",
        file=file,
    )


def _losses(articles: list[Article], text: PdfText, verbatim: bool) -> Iterator[Finding]:
    from everyread.proof.prose import expected, holds, missing

    if verbatim:
        lost = missing(articles, text.tagged)
    else:
        lost = [
            [one for one in expected(article) if one.notice and not holds(one, text.tagged)]
            for article in articles
        ]
    for article, absent in zip(articles, lost, strict=True):
        yield from _first_few([_loss(one, article.source.name) for one in absent])


def _loss(one: Expected, file: str) -> Finding:
    shown = one.text if len(one.text) <= 80 else one.text[:77] + "…"
    if one.notice:
        return Finding(
            "PRF-005",
            f"The notice “{shown}” is missing from the PDF, or has changed.",
            "Do not send this PDF out. Build again; if it stays, report it with the file.",
            file=file,
            sentence=one.sentence,
        )
    return Finding(
        "PRF-001",
        f"“{shown}” is missing from the PDF, has changed, or is out of its place.",
        "Do not send this PDF out. Build again; if it stays, report it with the file.",
        file=file,
        sentence=one.sentence,
    )


def _too_small(text: PdfText, floor: float, file: str) -> Iterator[Finding]:
    """One finding a page, about its smallest piece of text."""
    smallest: dict[int, Piece] = {}
    for piece in text.pieces:
        if piece.size < floor - ROUNDING and piece.size < smallest.get(piece.page, piece).size + ROUNDING:
            smallest[piece.page] = piece
    yield from _first_few(
        [
            Finding(
                "PRF-002",
                f"“{piece.text.strip()[:60]}” is {piece.size:.1f} point, and nothing may be under {floor:g}.",
                "If it is in a picture, make its lettering larger; else look at your own templates.",
                file=file,
                paragraph=f"page {page + 1} of the PDF",
            )
            for page, piece in sorted(smallest.items())
        ]
    )


def _accessibility(data: bytes, file: str) -> tuple[dict[str, Any], list[Finding]]:
    """The verdict on PDF/UA-1, as facts and as findings."""
    import page

    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    facts = {
        "engine": "page-validation",
        "version": version_of("page-validation"),
        "checked": report.rules.total,
        "failed": report.rules.failed,
    }
    findings = [
        Finding(
            "PRF-003",
            f"The PDF does not meet PDF/UA-1, rule {failure.rule_id}: {failure.message}.",
            "Screen readers may stumble here. Build again; if it stays, report it with the file.",
            file=file,
        )
        for failure in report.failures
    ]
    return facts, list(_first_few(findings))


def _first_few(findings: Sequence[Finding]) -> Iterator[Finding]:
    yield from findings[:AT_MOST]
    if len(findings) > AT_MOST:
        last = findings[AT_MOST]
        yield Finding(
            last.rule, f"There are {len(findings) - AT_MOST} more of this kind.", last.fix, file=last.file
        )

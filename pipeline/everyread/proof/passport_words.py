"""The passport's first page: every sentence of the source once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from everyread.findings import Finding
from everyread.proof.passport_case import DO_NOT_SEND, Case, first_few
from everyread.proof.pdf_stream import Stream
from everyread.proof.prose import Compared, Expected, compare, expected, holds
from everyread.proof.wording import quoted

if TYPE_CHECKING:
    from everyread.proof.pdf_text import Line


def words(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Facts and findings about the words."""
    stream = _as_printed(case) if case.kind == "print" else case.text.stream_of(case.text.tags.root)
    if not case.verbatim:
        return _notices(case, stream)
    findings: list[Finding] = []
    wanted = absent = 0
    for article, compared in zip(case.articles, compare(list(case.articles), stream), strict=True):
        wanted += len(compared.wanted)
        absent += len(compared.absent)
        file = article.source.name
        findings += first_few([_loss(case, one, compared, stream, file) for one in compared.absent])
        if not compared.absent:  # what has moved or changed would be counted wrongly
            findings += first_few([_twice(case, one, file) for one in compared.repeated(stream)])
    return {"sentences": wanted, "sentences_in_place": wanted - absent}, findings


def _notices(case: Case, stream: Stream) -> tuple[dict[str, Any], list[Finding]]:
    """An easy read may change everything but its notices."""
    findings: list[Finding] = []
    wanted = absent = 0
    for article in case.articles:
        notices = [one for one in expected(article) if one.notice]
        lost = [one for one in notices if not holds(one, stream)]
        wanted, absent = wanted + len(notices), absent + len(lost)
        findings += first_few([_lost_notice(case, one, article.source.name) for one in lost])
    return {"notices": wanted, "notices_in_place": wanted - absent}, findings


def _loss(case: Case, one: Expected, compared: Compared, stream: Stream, file: str) -> Finding:
    if one.notice:
        return _lost_notice(case, one, file)
    said = "is not in its place" if compared.stands(one, stream) else "is missing from it, or has changed"
    message = f"The {case.name} does not follow its article: {quoted(one.text, 80)} {said}."
    if changed := compared.difference(one, stream):
        message += f" The article goes on {quoted(changed[0])}, the PDF {quoted(changed[1])}."
    return Finding("PRF-001", message, DO_NOT_SEND, file=file, sentence=one.sentence)


def _lost_notice(case: Case, one: Expected, file: str) -> Finding:
    message = f"The notice {quoted(one.text, 80)} is missing from the {case.name}, or has changed."
    return Finding("PRF-005", message, DO_NOT_SEND, file=file, sentence=one.sentence)


def _twice(case: Case, one: Expected, file: str) -> Finding:
    message = f"{quoted(one.text, 80)} stands more often in the {case.name} than in the article."
    return Finding("PRF-101", message, DO_NOT_SEND, file=file, sentence=one.sentence)


def _as_printed(case: Case) -> Stream:
    """A print-shop file has no tags: its words as the eye meets them, without what stands on every page."""
    from everyread.proof.pdf_text import as_read, stream_of_lines

    lines = case.text.lines()
    furniture = set(_furniture(case, lines))
    return stream_of_lines(as_read(line for line in lines if line not in furniture))


def _furniture(case: Case, lines: list[Line]) -> Iterator[Line]:
    """Page numbers, and running titles: those at the head of a page that are the beginning of a title."""
    from everyread.proof.pdf_text import highest, page_numbers, repeated_heads

    yield from page_numbers(lines)
    yield from repeated_heads(lines)
    titles = [article.title.text for article in case.articles]
    for line in highest(lines):
        start = line.text.rstrip("….")
        is_small = line.pieces[0].size < 1.05 * case.floor_pt
        if is_small and start and any(title.startswith(start) for title in titles):
            yield line

"""What a screen reader finds its way by: headings, bookmarks, lists, tables, furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from everyread.article import (
    Article,
    Block,
    Heading,
    Item,
    Listing,
    Notice,
    Prose,
    Quotation,
    Table,
    text_of,
)
from everyread.findings import Finding
from everyread.proof.passport_case import AT_MOST, HEADINGS, Case, first_few, matched
from everyread.proof.pdf_stream import stream_of
from everyread.proof.wording import quoted

BULLETS = frozenset("•◦▪‣·–-*○■●⁃")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading as the articles or the tags have it."""

    text: str
    """As a person reads it."""
    level: int
    page: int = -1
    parent: str = ""
    """How the heading begins that it is under, in bare words; empty for a title."""

    up_to_link: str = ""
    """Its words up to the end of its first link, behind which the print shows an address; empty for none."""

    @property
    def bare(self) -> str:
        return stream_of(self.text).text

    @property
    def start(self) -> str:
        """Its bare words, as far as they stand together in print."""
        return stream_of(self.up_to_link or self.text).text


def headings_and_bookmarks(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Every heading of the articles is tagged as what it is, and every heading is a bookmark."""
    tagged = list(_tagged_heads(case))
    facts: dict[str, Any] = {"headings": len(tagged), "bookmarks": len(case.text.tags.bookmarks)}
    findings: list[Finding] = []
    if case.verbatim:
        wanted = [_as_shown(head, tagged) for article in case.articles for head in _heads_of(article)]
        facts["headings_wanted"] = len(wanted)
        findings += first_few(list(_compare_heads(case, wanted, tagged)))
    else:
        wanted = tagged
    findings += first_few(list(_compare_bookmarks(case, wanted, tagged)))
    return facts, findings


def _heads_of(article: Article) -> Iterator[Head]:
    above = [Head(article.title.text, 1)]
    yield above[0]
    for block in article.walk():
        if isinstance(block, Heading):
            while above[-1].level >= block.level and len(above) > 1:
                above.pop()
            link = _up_to_link(block.prose)
            head = Head(text_of(block.prose), block.level, parent=above[-1].start, up_to_link=link)
            yield head
            above.append(head)


def _up_to_link(prose: Prose) -> str:
    runs = [run for sentence in prose for run in sentence.runs]
    links = [number for number, run in enumerate(runs) if run.href]
    return "".join(run.text for run in runs[: links[0] + 1]) if links else ""


def _as_shown(head: Head, tagged: list[Head]) -> Head:
    """A heading with the address that the print shows behind its link."""
    if not head.up_to_link:
        return head
    shown = next((each.text for each in tagged if each.bare.startswith(head.start)), head.text)
    return replace(head, text=shown)


def _tagged_heads(case: Case) -> Iterator[Head]:
    for element in case.text.tags.root.walk():
        if element.tag in HEADINGS:
            marks = list(element.marks())
            page = marks[0].page if marks else element.page
            yield Head(case.text.shown(element), HEADINGS[element.tag], page)


def _compare_heads(case: Case, wanted: list[Head], tagged: list[Head]) -> Iterator[Finding]:
    for head, place in zip(wanted, matched([w.bare for w in wanted], [t.bare for t in tagged]), strict=True):
        if place is None:
            yield case.finding(
                "PRF-104",
                f"{quoted(head.text)} is a heading of the article, but no heading in the {case.name}, so a "
                "screen reader passes it by.",
            )
        elif tagged[place].level != head.level:
            yield case.finding(
                "PRF-104",
                f"The heading {quoted(head.text)} is of level {head.level} in the article and of level "
                f"{tagged[place].level} in the {case.name}.",
                page=tagged[place].page,
            )


def _compare_bookmarks(case: Case, wanted: list[Head], tagged: list[Head]) -> Iterator[Finding]:
    marks = case.text.tags.bookmarks
    bare = [stream_of(mark.text).text for mark in marks]
    drawn = matched([head.bare for head in wanted], [head.bare for head in tagged])
    for head, place, own in zip(wanted, matched([head.bare for head in wanted], bare), drawn, strict=True):
        if place is None:
            yield case.finding(
                "PRF-105", f"The heading {quoted(head.text)} has no bookmark in the {case.name}."
            )
            continue
        mark = marks[place]
        page = tagged[own].page if own is not None else -1
        if not stream_of(mark.parent).text.startswith(head.parent):
            yield case.finding(
                "PRF-105",
                f"The bookmark {quoted(mark.text)} does not stand under the heading that it is part of.",
            )
        elif page >= 0 and mark.page != page:
            leads = f"to page {mark.page + 1}" if mark.page >= 0 else "nowhere"
            yield case.finding(
                "PRF-105",
                f"The bookmark {quoted(mark.text)} leads {leads}; its heading is on page {page + 1}.",
            )


def list_labels(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """The numbers in front of list items, as the articles have them and in their order."""
    found = [label for label in _labels(case) if label and label not in BULLETS]
    facts = {"list_labels": len(found)}
    if not case.verbatim:
        return facts, []
    wanted = [
        (article, item.mark) for article in case.articles for item in _items(article.blocks) if item.mark
    ]
    facts["list_labels_wanted"] = len(wanted)
    bare = [stream_of(mark).text for _, mark in wanted]
    findings = [
        Finding(
            "PRF-106",
            f"The number {quoted(mark)} of a list is missing from the {case.name}, or is another one.",
            "Do not send this PDF out: a number in a list may be a dose or a step. Build again; if it stays, "
            "report it with the file.",
            file=article.source.name,
        )
        for (article, mark), place in zip(wanted, matched(bare, found), strict=True)
        if place is None
    ]
    return facts, list(first_few(findings))


def _items(blocks: Sequence[Block]) -> Iterator[Item]:
    """As they are read: what is inside a point comes before the next point."""
    for block in blocks:
        match block:
            case Listing(items=items):
                for item in items:
                    yield item
                    yield from _items(item.blocks)
            case Quotation(blocks=inner) | Notice(blocks=inner):
                yield from _items(inner)


def _labels(case: Case) -> Iterator[str]:
    for element in case.text.tags.root.walk():
        if element.tag == "Lbl":
            yield case.text.words_of(element)


def tables(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Header cells are tagged as such, so that a screen reader says them with each cell."""
    elements = list(case.text.tags.root.walk())
    facts = {"tables": sum(each.tag == "Table" for each in elements)}
    if not case.verbatim:
        return facts, []
    data = Counter(case.text.words_of(each) for each in elements if each.tag == "TD")
    headers: dict[str, str] = {}
    for cell in (cell for article in case.articles for cell in _cells(article)):
        text = stream_of(text_of(cell.prose)).text
        if cell.header:
            headers[text] = text_of(cell.prose)
        else:
            data[text] -= 1
    findings = [
        case.finding(
            "PRF-107",
            f"The table header {quoted(shown)} is tagged as an ordinary cell in the {case.name}.",
        )
        for bare, shown in headers.items()
        if bare and data[bare] > 0
    ]
    return facts, list(first_few(findings))


def _cells(article: Article) -> Iterator[Any]:
    for block in article.walk():
        if isinstance(block, Table):
            yield from block.head
            for row in block.rows:
                yield from row


def furniture(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """All text is either spoken or furniture, and what is furniture is not spoken."""
    from everyread.proof.pdf_tags import Mark
    from everyread.proof.pdf_text import page_numbers, repeated_heads

    reached = set(case.text.tags.root.marks())
    pieces = case.text.drawn.pieces
    silent = [
        piece
        for piece in pieces
        if not piece.artifact and not piece.inside and Mark(piece.page, piece.mark) not in reached
    ]
    findings = [
        case.finding(
            "PRF-102",
            f"{quoted(piece.text)} is printed in the {case.name}, but no screen reader can reach it.",
            page=piece.page,
        )
        for piece in silent
    ]
    lines = case.text.lines()
    # The headers of a long table are rightly said on each page, and two articles may have one title.
    heads = {mark for owner, mark in case.text.tags.root.marks_under(("TH", *HEADINGS)) if owner}
    aloud = reached - heads
    numbers = [line for line in page_numbers(lines) if line.text.split()[-1] == str(line.page + 1)]
    spoken = [
        line
        for line in (*numbers, *repeated_heads(lines))
        if any(Mark(piece.page, piece.mark) in aloud for piece in line.pieces)
    ]
    findings = [
        *first_few(findings),
        *(
            case.finding(
                "PRF-103",
                f"A screen reader says {quoted(line.text)}, which is a page number or running title, in the "
                "middle of the text.",
                page=line.page,
            )
            for line in spoken[:AT_MOST]
        ),
    ]
    facts = {"artifacts": sum(piece.artifact for piece in pieces), "out_of_reach": len(silent)}
    return facts, findings

"""What the eye meets: sizes, fonts, contrast, lines and the pages as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING, Any

from everyread.findings import Finding
from everyread.proof.passport_case import HEADINGS, Case, first_few
from everyread.proof.wording import quoted

if TYPE_CHECKING:
    from everyread.proof.pdf_drawn import Piece
    from everyread.proof.pdf_tags import Element

ROUNDING = 0.05
"""Points; sizes are stored as decimal fractions of a scaled unit."""
LEAST_CONTRAST = 7.0
"""WCAG 2.2, 1.4.6 (AAA): ink on paper for readers with low vision."""
LONGEST_LINE = 65
"""Characters; the eye finds the next line by itself up to about here."""
MM = 25.4 / 72
_LETTERS = re.compile("[A-Za-z]")
_FIGURES = re.compile("[0-9]")
TELLING_PAGE = 120
"""Characters of a page that are not the same as another's by chance."""
MOST_SIZES = 8
OWN_SHARE = 0.02
"""A font that sets less than this part of the letters is one for strange letters only."""
OUTSIDE = 2.0
"""Points by which a letter may reach over the edge of the page: its box is not its ink."""


def sizes(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Nothing is smaller than the size that readers asked for."""
    pieces = case.text.drawn.pieces
    letters: Counter[str] = Counter()
    smallest: dict[int, Piece] = {}
    for piece in pieces:
        letters[f"{round(piece.size, 1):g}"] += len("".join(piece.text.split()))
        if piece.size < case.floor_pt - ROUNDING:
            smallest[piece.page] = min(smallest.get(piece.page, piece), piece, key=lambda each: each.size)
    findings = [
        case.finding(
            "PRF-002",
            f"{quoted(piece.text)} is {piece.size:.1f} point, and nothing may be under {case.floor_pt:g}.",
            "If it is in a picture, make its lettering larger; else look at your own templates.",
            page=page,
        )
        for page, piece in sorted(smallest.items())
    ]
    least = min(pieces, key=lambda each: (round(each.size, 1), each.page), default=None)
    facts: dict[str, Any] = {
        "sizes": dict(letters.most_common(MOST_SIZES)),
        "x_height_mm": round(case.text.drawn.x_height * MM, 2),
    }
    if least:
        facts["smallest"] = {
            "pt": round(least.size, 2),
            "page": least.page + 1,
            "text": " ".join(least.text.split())[:40],
        }
    return facts, list(first_few(findings))


def contrast(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Ink stands out from what is under it."""
    weak: dict[int, Piece] = {}
    for piece in case.text.drawn.pieces:
        if piece.contrast < LEAST_CONTRAST:
            weak[piece.page] = min(weak.get(piece.page, piece), piece, key=lambda each: each.contrast)
    findings = [
        case.finding(
            "PRF-120",
            f"{quoted(piece.text)} has a contrast of {piece.contrast:.1f} to 1, and 7 to 1 is needed."
            if piece.contrast > 1.05
            else f"{quoted(piece.text)} is in the {case.name} and cannot be seen.",
            "Make the ink darker or the paper lighter in your house style; use no grey or tinted text.",
            page=page,
        )
        for page, piece in sorted(weak.items())
    ]
    least = min((piece.contrast for piece in case.text.drawn.pieces), default=21.0)
    return {"least_contrast": round(least, 1)}, list(first_few(findings))


def fonts(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Fonts travel in the file, and figures are in the same fonts as letters."""
    letters: Counter[str] = Counter()
    embedded: dict[str, bool] = {}
    strange: dict[str, Piece] = {}
    for piece in case.text.drawn.pieces:
        letters[_family(piece.font)] += len(_LETTERS.findall(piece.text))
        embedded[piece.font] = embedded.get(piece.font, True) and piece.embedded
    own = {family for family, number in letters.items() if number > OWN_SHARE * letters.total()}
    for piece in case.text.drawn.pieces:
        if _family(piece.font) not in own and _FIGURES.search(piece.text):
            strange.setdefault(piece.font, piece)
    findings = [
        case.finding(
            "PRF-121", f"The font {name} is not in the {case.name}, so other machines print another."
        )
        for name, there in sorted(embedded.items())
        if not there
    ]
    findings += [
        case.finding(
            "PRF-122",
            f"The figures in {quoted(piece.text)} are set in {name}, which is not the font of the text.",
            "Figures of an emoji or fallback font are hard to read. Take that font out of your house style.",
            page=piece.page,
        )
        for name, piece in sorted(strange.items())
        if letters.total()
    ]
    return {"fonts": embedded}, findings


def _family(font: str) -> str:
    for style in ("-BoldItalic", "-BoldOblique", "-Bold", "-Italic", "-Oblique", "-Regular"):
        font = font.removesuffix(style)
    return font


def lines(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Lines are short enough to find the next one."""
    found = [line for line in case.text.lines() if len(line.text) > 1]
    if not found:
        return {}, []
    long = [line for line in found if len(line.text) > LONGEST_LINE and " " in line.text]
    worst = {line.page: line for line in sorted(long, key=lambda each: len(each.text))}
    findings = [
        case.finding(
            "PRF-123",
            f"The line {quoted(line.text)} has {len(line.text)} characters. More than {LONGEST_LINE} are "
            "hard to follow.",
            "Set larger type or wider margins in your house style.",
            page=page,
        )
        for page, line in sorted(worst.items())
    ]
    lengths = [len(line.text) for line in found]
    facts = {"longest_line": max(lengths), "median_line": round(median(lengths))}
    return facts, list(first_few(findings))


def pages(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Nothing runs off a page, no page is there twice, and no heading is left alone at the foot of one."""
    findings = [
        *first_few(list(_cut_off(case))),
        *first_few(list(_pages_twice(case))),
        *first_few(list(_out_of_order(case))),
        *first_few(list(_stranded(case))),
    ]
    return {}, findings


def _cut_off(case: Case) -> Iterator[Finding]:
    for piece in case.text.drawn.pieces:
        left, bottom, right, top = case.text.drawn.sheets[piece.page]
        x0, y0, x1, y1 = piece.box
        if x0 < left - OUTSIDE or y0 < bottom - OUTSIDE or x1 > right + OUTSIDE or y1 > top + OUTSIDE:
            yield case.finding(
                "PRF-126", f"{quoted(piece.text)} runs off the edge of the page.", page=piece.page
            )


def _pages_twice(case: Case) -> Iterator[Finding]:
    texts: dict[int, list[str]] = {}
    for piece in case.text.drawn.pieces:
        texts.setdefault(piece.page, []).append(piece.text)
    seen: dict[str, int] = {}
    for page, parts in texts.items():
        text = "".join("".join(parts).split())
        if len(text) >= TELLING_PAGE and text in seen:
            yield case.finding(
                "PRF-127", f"This page is the same as page {seen[text] + 1}: it is there twice.", page=page
            )
        seen.setdefault(text, page)


def _out_of_order(case: Case) -> Iterator[Finding]:
    """In the order of the tags, text goes from each page to the next."""
    last = 0
    for mark in case.text.tags.root.marks():
        if mark not in case.text.marked:
            continue
        if mark.page < last:
            text = case.text.marked[mark][0].text
            yield case.finding(
                "PRF-127",
                f"{quoted(text)} is read after page {last + 1}, and is printed before it. The pages or the "
                "tags are out of order.",
                page=mark.page,
            )
        last = mark.page


def _stranded(case: Case) -> Iterator[Finding]:
    """A heading whose text begins on a later page."""
    waiting: tuple[Element, int] | None = None
    for heading, mark in case.text.tags.root.marks_under(HEADINGS):
        if mark not in case.text.marked:
            continue
        if heading:
            waiting = heading, mark.page
        elif waiting:
            element, page = waiting
            if mark.page > page:
                yield case.finding(
                    "PRF-124",
                    f"The heading {quoted(case.text.shown(element))} stands alone at the foot of the page. "
                    "Its text is on the next.",
                    "Add or take away a line in front of it, or build with another size.",
                    page=page,
                )
            waiting = None

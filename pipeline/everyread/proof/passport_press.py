"""What a print shop asks of a file: boxes, output intent, black ink, whole sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from everyread.findings import Finding
from everyread.proof.passport_case import Case, first_few

if TYPE_CHECKING:
    from everyread.proof.pdf_ground import Box
    from everyread.proof.pdf_press import Boxes, Press

MM = 25.4 / 72
LEAST_BLEED = 3.0
"""Millimetres of colour beyond the edge, so that a cut that is a little off shows no white."""
ROUNDING = 0.5
"""Points by which two boxes may differ."""
MOST_INK = 300.0
"""Per cent of all inks together on uncoated paper; more does not dry."""
SIDES = 4
"""Pages of a folded sheet."""
ASK = "Do not send this file to the print shop. Build again; if it stays, report it with the file."


def weight(case: Case, gsm: float) -> dict[str, Any]:
    """Sheets printed on both sides, and what they weigh in grams."""
    boxes = case.text.press.pages if case.text.press else ()
    trims = [box.trim or box.media for box in boxes] or list(case.text.drawn.sheets)
    areas = [(right - left) * (top - bottom) * MM * MM / 1e6 for left, bottom, right, top in trims]
    return {"sheets": (len(areas) + 1) // 2, "gsm": gsm, "grams": round(sum(areas) / 2 * gsm)}


def press(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """The print-shop file as its machines will read it."""
    found = case.text.press
    if found is None:
        return {}, []
    first = found.pages[0] if found.pages else None
    facts = {
        "pdf_x": case.text.tags.pdf_x,
        "pdf_x_rules": found.preflight.asked,
        "pdf_x_faults": len(found.preflight.faults),
        "intent": found.intents[0] if found.intents else "",
        "trim_mm": _size(first.trim) if first and first.trim else [],
        "bleed_mm": _bleed(first) if first else 0.0,
        "colours": {kind: len(pages) for kind, pages in found.colours.items()},
        "most_ink": found.ink,
    }
    findings = [
        *first_few(list(_boxes(case, found))),
        *first_few(list(_claim(case, found))),
        *first_few(list(_colours(case, found))),
    ]
    if case.articles and len(found.pages) % SIDES:
        findings.append(
            case.finding(
                "PRF-144",
                f"The {case.name} has {len(found.pages)} pages, which is not a multiple of four.",
                ASK,
            )
        )
    return facts, findings


def _size(box: Box) -> list[float]:
    left, bottom, right, top = box
    return [round((right - left) * MM, 1), round((top - bottom) * MM, 1)]


def _bleed(boxes: Boxes) -> float:
    """The narrowest bleed of the four sides, in millimetres."""
    trim, bleed = boxes.trim or boxes.media, boxes.bleed
    sides = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return round(min(sides) * MM, 1)


def _boxes(case: Case, found: Press) -> Iterator[Finding]:
    usual = Counter(tuple(_size(each.trim or each.media)) for each in found.pages).most_common(1)
    for page, boxes in enumerate(found.pages):
        said = ""
        if boxes.trim is None:
            said = "has no trim box, so nobody knows where to cut it"
        elif not _within(boxes.trim, boxes.bleed) or not _within(boxes.bleed, boxes.media):
            said = "has a trim box that is not inside its bleed box and its sheet"
        elif tuple(_size(boxes.trim)) != usual[0][0]:
            said = "is not of the same size as the other pages"
        elif _bleed(boxes) < LEAST_BLEED - 0.05:
            said = f"has a bleed of {_bleed(boxes):g} mm, and 3 mm are needed"
        if said:
            yield case.finding("PRF-140", f"A page of the {case.name} {said}.", ASK, page=page)


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - ROUNDING
        and inner[1] >= outer[1] - ROUNDING
        and inner[2] <= outer[2] + ROUNDING
        and inner[3] <= outer[3] + ROUNDING
    )


def _claim(case: Case, found: Press) -> Iterator[Finding]:
    claim = case.text.tags.pdf_x
    # Where it does not say that it is PDF/X, the passport's facts tell.
    for fault in found.preflight.faults if claim else ():
        yield case.finding("PRF-141", f"The {case.name} says that it is {claim}, but it {fault}.", ASK)


def _colours(case: Case, found: Press) -> Iterator[Finding]:
    for kind in ("RGB", "Lab", "other"):
        for page in found.colours.get(kind, ()):
            yield case.finding(
                "PRF-142",
                f"There is {kind} colour in the {case.name}, which a press cannot print.",
                ASK,
                page=page,
            )
    for page in found.coloured:
        yield case.finding(
            "PRF-143",
            "Most text of this page is in more inks than black, so its edges may blur.",
            ASK,
            page=page,
        )
    if found.ink > MOST_INK:
        yield case.finding(
            "PRF-145",
            f"There is {found.ink:.0f} % of ink in one place, and {MOST_INK:.0f} % is the most that dries.",
            "Use a lighter picture, or ask the print shop.",
        )

"""The passport of a finished PDF: what was measured on the file itself, and what was not looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from everyread.findings import Finding
from everyread.proof.passport_case import Case, first_few
from everyread.proof.passport_parts import LEAST_DPI, alt_texts, languages, links, resolution
from everyread.proof.passport_press import press, weight
from everyread.proof.passport_structure import furniture, headings_and_bookmarks, list_labels, tables
from everyread.proof.passport_type import LEAST_CONTRAST, LONGEST_LINE, contrast, fonts, lines, pages, sizes
from everyread.proof.passport_words import words
from everyread.proof.pdf_engines import FONTS, UA, Verdict, font_verdict, meaning, verdicts

Check = Callable[[Case], tuple[dict[str, Any], list[Finding]]]
FOR_ALL: tuple[Check, ...] = (words, sizes, contrast, fonts, lines, pages, resolution)
FOR_SCREEN: tuple[Check, ...] = (
    headings_and_bookmarks,
    list_labels,
    tables,
    alt_texts,
    links,
    languages,
    furniture,
)
FOR_PRESS: tuple[Check, ...] = (press,)
RULE_OF = {UA: "PRF-003", FONTS: "PRF-146"}
"""Any other standard is a PDF/A."""
MOST_NAMED = 3
"""Names of rules in one finding."""
NOT_CHECKED = (
    "Whether a description says what its picture shows.",
    "How it sounds in a screen reader, and how it looks on paper: no machine can say.",
    "Lettering inside pictures of pixels.",
    "The section, author and date above an article.",
)
NOT_CHECKED_SCREEN = (
    "PDF/UA’s rules that need a person’s judgement (about a third of the Matterhorn list).",
)
NOT_CHECKED_PRESS = (
    "PDF/X by a second engine: the rules are checked by everyread’s own preflight alone.",
    "Whether the print shop wants this printing condition.",
)
NOT_CHECKED_EASY = ("Whether the easy words mean what the article means: that is for people to check.",)


def passport(case: Case, data: bytes, gsm: float) -> tuple[dict[str, Any], list[Finding]]:
    """Everything measured on one PDF, for issue.json, and what falls short."""
    facts: dict[str, Any] = {"kind": case.kind, "pages": case.text.drawn.pages, **weight(case, gsm)}
    findings: list[Finding] = []
    for check in FOR_ALL + (FOR_PRESS if case.kind == "print" else FOR_SCREEN):
        measured, found = check(case)
        facts |= measured
        findings += found
    judged = [font_verdict(data)] if case.kind == "print" else verdicts(data, case.text.tags.pdf_a)
    findings += first_few(_failures(case, judged))
    facts["engines"] = [verdict.facts() for verdict in judged]
    facts["asked"] = {
        "pt": case.floor_pt,
        "contrast": LEAST_CONTRAST,
        "line": LONGEST_LINE,
        "dpi": LEAST_DPI[case.kind],
    }
    facts["falls_short"] = dict(sorted(Counter(each.rule for each in findings).items()))
    facts["not_checked"] = list(_not_checked(case, judged))
    return facts, findings


def _failures(case: Case, judged: list[Verdict]) -> list[Finding]:
    """One finding for each thing that is wrong, however many rules and engines say so."""
    said: dict[tuple[str, str], list[str]] = {}
    for verdict in judged:
        for failure in verdict.failures:
            wrong = verdict.standard, meaning(failure)
            said.setdefault(wrong, []).append(f"{verdict.engine}: {failure.rule}")
    return [
        case.finding(
            RULE_OF.get(standard, "PRF-130"),
            f"The {case.name} does not meet {standard}: {words}. ({'; '.join(by[:MOST_NAMED])})",
        )
        for (standard, words), by in said.items()
    ]


def _not_checked(case: Case, judged: list[Verdict]) -> tuple[str, ...]:
    silent = tuple(
        f"{verdict.standard} by {verdict.engine}: {verdict.not_checked}."
        for verdict in judged
        if verdict.not_checked
    )
    more = {
        "print": NOT_CHECKED_PRESS,
        "easy-read": NOT_CHECKED_SCREEN + NOT_CHECKED_EASY,
        "large-print": NOT_CHECKED_SCREEN,
    }
    return silent + NOT_CHECKED + more[case.kind]

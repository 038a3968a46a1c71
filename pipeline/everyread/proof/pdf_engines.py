"""What the rule engines say of a PDF: page-validation always, veraPDF where it is installed.

Two engines that know nothing of each other are asked, since each has faults of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from everyread.proof.pdf_vera import NotAskedError, judge_pdf_ua, second_judge
from everyread.store import version_of

MOST_FAILURES = 40
"""Failures that are passed on; after so many nobody reads them."""
DEEPEST = 20_000
"""Objects in a row that page-validation follows: each bookmark names the next, and there may be thousands."""
UA = "PDF/UA-1"
FONTS = "PDF/A-2b’s rules on fonts"
"""No engine at hand knows PDF/X, and it asks the same of fonts."""
_LANGUAGE_CLAUSES = tuple(f"7.2-{number}" for number in (2, *range(21, 35)))
_MEANINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("it has no title", ("METADATA-TITLE", "7.1-9")),
    ("a reader shows the name of the file in place of its title", ("VIEWER-PREFERENCES", "7.1-10")),
    ("it does not say in which language it is", ("-LANGUAGE-", *_LANGUAGE_CLAUSES)),
    ("the order in which the Tab key goes through a page is not set", ("TAB", "7.18.3-1")),
    ("a picture has no description", ("ALTERNATIVE-TEXT", "7.3-1")),
    ("a font is not in the file", ("FONT-EMBEDDING", "7.21.4.1-1")),
    (
        "letters cannot be turned into text, so a screen reader cannot say them",
        ("UNICODE-MAPPING", "7.21.7-1"),
    ),
    ("a character is in none of its fonts, so an empty box is printed", ("NOTDEF", "7.21.8-1")),
    ("a link has no description", ("ANNOTATION-CONTENTS", "7.18.1-2", "7.18.5-2")),
    ("a level of headings is skipped", ("HEADING-NESTING", "7.4.2-1")),
    ("it has no tags, so a screen reader can make nothing of it", ("STRUCT-TREE", "7.1-11")),
    ("it does not say that it has tags", ("TAGGED-DOCUMENT", "6.2-1")),
)
"""What the usual failures mean to a reader; then parts of page-validation's rules, and veraPDF's clauses."""


@dataclass(frozen=True, slots=True)
class Failure:
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one engine says of one standard."""

    engine: str
    version: str
    standard: str
    checked: int
    """Rules; 0 where nobody has counted them."""
    failures: tuple[Failure, ...] = ()
    failed: int = 0
    """Rules."""
    not_checked: str = ""
    """Why the engine could not be asked; empty when it was."""

    def facts(self) -> dict[str, Any]:
        """For issue.json."""
        asked = {"engine": self.engine, "standard": self.standard}
        if self.not_checked:
            return asked | {"not_checked": self.not_checked}
        counted = {"checked": self.checked} if self.checked else {}
        return asked | {"version": self.version, **counted, "failed": self.failed}


def verdicts(data: bytes, pdf_a: str) -> list[Verdict]:
    """Each engine on PDF/UA-1, then on the PDF/A that the file claims to be, if it claims one."""
    asked = [_page_validation(data, UA, "PDF_UA_1"), _vera(data)]
    if pdf_a:
        asked.append(_page_validation(data, f"PDF/A-{pdf_a}", f"PDF_A_{pdf_a.upper()}"))
    return asked


def font_verdict(data: bytes) -> Verdict:
    """The fonts of a file for the press."""
    found = _page_validation(data, FONTS, "PDF_A_2B")
    failures = tuple(each for each in found.failures if "FONT" in each.rule or "NOTDEF" in each.rule)
    return replace(found, checked=0, failures=failures, failed=len(failures))


def _page_validation(data: bytes, standard: str, profile: str) -> Verdict:
    import page

    name, release = "page-validation", version_of("page-validation")
    known = getattr(page.ValidationProfile, profile, None)
    if known is None:
        return Verdict(name, release, standard, 0, not_checked=f"the engine has no rules for {standard}")
    try:
        limits = page.SafetyLimits(max_reference_depth=DEEPEST)
        report = page.validate_pdf_bytes(data, profile=known, limits=limits)
    except page.SafetyLimitError as error:
        return Verdict(
            name, release, standard, 0, not_checked=f"the file is too large for the engine: {error}"
        )
    failures = tuple(Failure(each.rule_id, each.message) for each in report.failures[:MOST_FAILURES])
    return Verdict(name, release, standard, report.rules.total, failures, report.rules.failed)


def _vera(data: bytes) -> Verdict:
    try:
        found = judge_pdf_ua(data)
    except NotAskedError as error:
        return Verdict("veraPDF", "", UA, 0, not_checked=str(error))
    failures = tuple(Failure(clause, asked) for clause, asked in found.failures[:MOST_FAILURES])
    return Verdict("veraPDF", second_judge(), UA, found.checked, failures, len(found.failures))


def meaning(failure: Failure) -> str:
    """What a failure means to a reader, where it is one of the usual ones; else the engine's own words."""
    for words, names in _MEANINGS:
        if failure.rule in names or any(name in failure.rule for name in names if name.isupper()):
            return words
    return failure.message

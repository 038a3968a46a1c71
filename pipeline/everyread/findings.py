"""Findings: everything an editor should know, as data with a stable rule id.

A finding feeds the terminal, report.html, issue.json and the exit code.  Each rule is declared once in
RULES, and a test makes each of them fire.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from everyread.errors import ArticleError

Severity = Literal["error", "warning", "note"]

RULES: dict[str, tuple[Severity, str]] = {
    # sources
    "SRC-001": ("error", "The file is empty, or has no text in it."),
    "SRC-002": ("error", "No reader knows this kind of file."),
    "SRC-003": ("error", "The file is not what its name says."),
    "SRC-004": ("error", "The file could not be opened."),
    "SRC-005": ("warning", "Lines were removed as menu or page furniture."),
    "SRC-006": ("error", "The article has no disclaimer, and the issue expects one."),
    "SRC-007": ("warning", "A picture has no description (alt text)."),
    "SRC-008": ("warning", "A picture could not be used."),
    "SRC-009": ("warning", "Two articles have the same title."),
    "SRC-010": ("warning", "Text was decoded as Windows-1252, because it is not UTF-8."),
    "SRC-011": ("error", "The file is too large."),
    "SRC-012": ("error", "The file is not a regular file inside the issue folder."),
    "SRC-013": ("warning", "Heading levels were skipped, and have been repaired."),
    "SRC-014": ("warning", "No title was found, so the file name is used."),
    "SRC-015": ("warning", "The Word reader met something it does not know."),
    "SRC-016": ("error", "The file is nested too deeply, or runs too long, to be read."),
    # readability
    "RDB-001": ("warning", "The article reads harder than the issue's target."),
    "RDB-002": ("note", "There is too little text to score."),
    # narration
    "NAR-001": ("error", "The voice could not speak a sentence."),
    "NAR-002": ("warning", "A character cannot be spoken, and was left out."),
    "NAR-003": ("error", "The voice returned a recording that cannot be right."),
    # large print
    "LPR-001": ("error", "A character is in none of the fonts."),
    "LPR-002": ("error", "The PDF could not be made."),
    # easy read
    "EZR-001": ("note", "The easy read is a draft that people have not checked."),
    "EZR-002": ("warning", "Sentences are still long in the easy-read draft."),
    # proof
    "PRF-001": ("error", "A sentence of the article is missing from a finished file."),
    "PRF-002": ("error", "Something in the PDF is smaller than the large-print size."),
    "PRF-003": ("error", "The PDF does not meet PDF/UA-1."),
    "PRF-004": ("error", "The finished sound does not match its cues, or is not at its loudness."),
    "PRF-005": ("error", "A disclaimer is missing from a finished file."),
    # work and output
    "WRK-001": ("error", "A part of the program failed on this article."),
    "WRK-002": ("error", "A part of the program took too long and was stopped."),
    "OUT-001": ("warning", "A file made by an earlier build was changed by somebody, so it was left alone."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know."""

    rule: str
    message: str
    """What is wrong, in plain English."""
    fix: str
    """What to do about it."""
    file: str = ""
    """The source file, as the editor knows it."""
    paragraph: str = ""
    """The first words of the paragraph, or its number; empty for the whole file."""
    sentence: str = ""
    """The sentence id, where one sentence is meant."""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"{self.rule} is not a rule in RULES")

    @property
    def severity(self) -> Severity:
        return RULES[self.rule][0]

    @property
    def where(self) -> str:
        """The place in one phrase: "flu.md, paragraph 3"."""
        return ", ".join(part for part in (self.file, self.paragraph, self.sentence) if part)


def from_error(error: ArticleError, file: str) -> Finding:
    """The finding that stands for an article's failure."""
    return Finding(error.rule, error.message, error.fix, file=file, paragraph=error.paragraph)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, worst first, then by place."""
    rank = {"error": 0, "warning": 1, "note": 2}
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(unique, key=lambda f: (rank[f.severity], f.file, f.rule, f.sentence, f.paragraph, f.message))
    )

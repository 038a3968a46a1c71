"""The editor's report: what is ready, what needs a person, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from everyread.article import Removed
from everyread.delivery.files import Finished
from everyread.delivery.words import count, listed
from everyread.findings import RULES, Finding, Severity, ordered
from everyread.store import Digest

SCORE_NAMES = {
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "flesch_reading_ease": "Flesch reading ease (100 is easiest)",
    "smog": "SMOG grade",
    "gunning_fog": "Gunning Fog grade",
    "dale_chall": "Dale-Chall score",
    "coleman_liau": "Coleman-Liau grade",
    "automated_readability": "Automated readability grade",
    "lix": "LIX",
}
GROUPS: tuple[tuple[Severity, str, str], ...] = (
    ("error", "Mend these first", "Errors: what they touch is not ready for members."),
    ("warning", "Look at these", "Warnings: everything was built, but a person should look."),
    ("note", "For your information", "Notes: nothing has to be done."),
)


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article in the report."""

    number: int
    stem: str
    """As its files are named: "03-flu"."""
    title: str
    source: str
    """The source file's name, by which findings are matched to it."""
    scores: dict[str, Any]
    """The facts of `readability.task.score`; empty when it was not scored."""
    removed: tuple[Removed, ...] = ()
    outputs: tuple[Finished, ...] = ()
    held: bool = False
    """Whether an error keeps it off the members' page."""

    @property
    def seconds(self) -> float:
        return next((file.seconds for file in self.outputs if file.kind == "audio"), 0.0)

    @property
    def drafts(self) -> tuple[Finished, ...]:
        return tuple(file for file in self.outputs if file.kind == "easy-read")

    @property
    def grade(self) -> float | None:
        grade: float | None = self.scores.get("flesch_kincaid_grade")
        return grade

    @property
    def too_hard(self) -> bool:
        target = self.scores.get("target_grade")
        return self.grade is not None and target is not None and self.grade > target


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same finding in one or more places."""

    severity: Severity
    rule: str
    message: str
    fix: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What the report shows, and where its templates are."""

    title: str
    """The issue's name as readers see it."""
    articles: tuple[ReportArticle, ...]
    findings: tuple[Finding, ...]
    whole_issue: tuple[Finished, ...]
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "pages" and "shared"."""


def render_report(order: ReportOrder) -> bytes:
    """The bytes of report.html."""
    from everyread.delivery.html import render

    findings = ordered(order.findings)
    return render(
        order.template_folders,
        "pages/report.html.j2",
        ("pages/base.css", "pages/report.css"),
        (),
        order=order,
        groups=[
            (severity, heading, meaning, [each for each in _together(findings) if each.severity == severity])
            for severity, heading, meaning in GROUPS
        ],
        counts=Counter(finding.severity for finding in findings),
        tally={article.source: tally(_of(article, findings)) for article in order.articles},
        unread=_unread(order, findings),
        score_names=SCORE_NAMES,
    )


def tally(findings: tuple[Finding, ...]) -> str:
    """How many of each severity, in words: "2 errors and 1 note"; empty when there are none."""
    counts = Counter(finding.severity for finding in findings)
    return listed(count(counts[severity], severity) for severity, _, _ in GROUPS if counts[severity])


def _together(findings: tuple[Finding, ...]) -> list[Repeated]:
    """Findings that say the same of several places become one, where the first of them stands."""
    places: dict[tuple[str, str, str], dict[str, None]] = {}
    for finding in findings:
        places.setdefault((finding.rule, finding.message, finding.fix), {})[finding.where] = None
    return [
        Repeated(RULES[rule][0], rule, message, fix, tuple(filter(None, wheres)))
        for (rule, message, fix), wheres in places.items()
    ]


def _of(article: ReportArticle, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.file == article.source)


def _unread(order: ReportOrder, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Source files with an error and no article: they are in no output at all."""
    read = {article.source for article in order.articles}
    return tuple(
        dict.fromkeys(f.file for f in findings if f.severity == "error" and f.file and f.file not in read)
    )

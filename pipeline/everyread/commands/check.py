"""`everyread check`: what the articles are like, before anything is made of them."""

from __future__ import annotations

import sys

from everyread import jobs
from everyread.commands.bench import Bench, printable, say_findings, say_json
from everyread.edition import Edition
from everyread.errors import ExitCode
from everyread.findings import ordered
from everyread.issue import open_issue
from everyread.manifest import FindingRecord
from everyread.recipe import read
from everyread.work import Receipt


def run(source: str, as_json: bool, bench: Bench) -> ExitCode:
    """Read and score every article; a table on standard output, findings on standard error."""
    issue = open_issue(source, bench.workspace)
    with bench.workshop(as_json=as_json) as workshop:
        edition = read(issue, workshop)
        scores = workshop.run("Scoring", jobs.scoring(edition))
    findings = ordered([*edition.findings, *(found for score in scores for found in score.findings)])
    if as_json:
        articles = [
            {"id": entry.stem, "title": entry.article.title.text, **score.facts}
            for entry, score in zip(edition.entries, scores, strict=True)
        ]
        records = [FindingRecord.of(finding).model_dump() for finding in findings]
        say_json({"title": edition.title, "articles": articles, "findings": records})
    else:
        _table(edition, scores)
    say_findings(findings)
    return ExitCode.NEEDS_EDITOR if any(f.severity == "error" for f in findings) else ExitCode.OK


def _table(edition: Edition, scores: list[Receipt]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=printable(edition.title))
    table.add_column("Article")
    for name in ("Words", "Sentences", "Reading ease", "School grade", "Lines removed"):
        table.add_column(name, justify="right")
    for entry, score in zip(edition.entries, scores, strict=True):
        table.add_row(
            printable(f"{entry.number:02d} {entry.article.title.text}"),
            str(score.facts.get("words", "-")),
            str(score.facts.get("sentences", "-")),
            _figure(score, "flesch_reading_ease"),
            _figure(score, "flesch_kincaid_grade"),
            str(len(entry.article.removed)),
        )
    # In a pipe there is no width to keep to, and a cut title would be a lost one; rich asks for both sizes.
    width, height = (None, None) if sys.stdout.isatty() else (120, 25)
    Console(width=width, height=height, markup=False, highlight=False).print(table)


def _figure(score: Receipt, name: str) -> str:
    value = score.facts.get(name)
    return "-" if value is None else f"{value:.1f}"

"""`everyread check`: what the articles are like, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from everyread.commands import check_shown
from everyread.commands.bench import Bench, say, say_findings
from everyread.commands.check_shown import Checked
from everyread.errors import ExitCode, InputError
from everyread.issue import Issue, open_issue
from everyread.judging import judged
from everyread.readability.accepted import Entry, accept
from everyread.readability.lint_rules import LINT_IDS
from everyread.reading import read


@dataclass(frozen=True, slots=True)
class Options:
    """How the result is told."""

    as_json: bool = False
    as_csv: bool = False
    why: bool = False
    """Whether to show the hardest sentences of each article with their reasons."""
    accept: str = ""
    """Why the issue may read as hard as it does now."""
    fetch: bool = False
    """Whether to fetch the pictures that articles show from their own web sites."""


def run(source: str, options: Options, bench: Bench) -> ExitCode:
    """Read, score and judge every article; a table on standard output, findings on standard error."""
    if options.as_json and options.as_csv:
        raise InputError("The result can be JSON or CSV, not both.", "Leave out --json or --csv.")
    issue = open_issue(source, bench.workspace)
    checked = _check(issue, bench, options.as_json, fetch=options.fetch)
    if options.accept:
        say(f"Accepted, and written to {_accept(checked, options.accept)}.")
        checked = _check(issue, bench, options.as_json)
    if options.as_json:
        check_shown.as_json(checked, bench.store)
    elif options.as_csv:
        check_shown.as_csv(checked)
    else:
        check_shown.as_table(checked)
        if options.why:
            check_shown.reasons_of_each(checked, bench.store)
    findings = checked.findings()
    # What the linter found is for --why, --json and the report: here it would bury the rest.
    say_findings(finding for finding in findings if finding.rule not in LINT_IDS)
    return ExitCode.NEEDS_EDITOR if any(f.severity == "error" for f in findings) else ExitCode.OK


def _check(issue: Issue, bench: Bench, as_json: bool, *, fetch: bool = False) -> Checked:
    with bench.workshop(as_json=as_json) as workshop:
        edition = read(issue, workshop, fetch=fetch)
        edition, scores, past = judged(edition, bench.workspace, workshop)
    return Checked(edition, scores, past.judgement)


def _accept(checked: Checked, reason: str) -> Path:
    """Write down that each scored article may read as hard as it does."""
    issue = checked.edition.issue
    if issue.is_single_file:
        raise InputError(
            "--accept needs an issue folder: its readability.toml is where the reason is kept.",
            "Name the folder, for instance: everyread check winter-2026 --accept \"the reason\"",
        )  # fmt: skip
    ages: dict[str, float] = {}
    for entry, age in checked.ages():
        if age is not None:
            file = entry.article.source.name
            ages[file] = max(age, ages.get(file, age))
    if not ages:
        raise InputError(
            "No article could be scored, so there is nothing to accept.",
            "Look at the findings of: everyread check",
        )
    return accept(issue.folder, Entry(reason, tuple(ages.items()), checked.judgement.age))

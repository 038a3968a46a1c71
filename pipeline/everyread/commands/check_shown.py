"""How `everyread check` shows what it found: as a table, as reasons, as JSON and as CSV."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from everyread.commands.bench import say, say_json
from everyread.delivery.report_top import STATES
from everyread.edition import Edition, Entry
from everyread.findings import Finding, ordered
from everyread.manifest import FindingRecord
from everyread.plaintext import printable
from everyread.readability.gate import Judgement, Verdict
from everyread.readability.history import age_of
from everyread.readability.lint import Flag, flags_adapter
from everyread.readability.lint_rules import LINT_IDS
from everyread.readability.profile import SentenceProfile, profiles_adapter
from everyread.readability.reasons import hardest_first, reasons
from everyread.store import Store
from everyread.work import Receipt

WORST = 3
"""Sentences of each article that --why and --json show."""
WORDS_A_MINUTE = 150
"""Words that the narration speaks in a minute, about; the build measures the recording itself."""
CSV_COLUMNS = (
    "number",
    "id",
    "title",
    "section",
    "file",
    "words",
    "sentences",
    "listening_minutes",
    "reading_age",
    "margin",
    "target",
    "verdict",
    "flags",
    "errors",
    "warnings",
    "notes",
)
"""Stable: a new column is only ever added at the end.  What each means is in docs/gate.md."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue that was read, scored and judged."""

    edition: Edition
    scores: tuple[Receipt, ...]
    judgement: Judgement

    def findings(self) -> tuple[Finding, ...]:
        return ordered(
            [*self.edition.findings, *(found for score in self.scores for found in score.findings)]
        )

    def rows(self) -> Iterator[tuple[Entry, Receipt, Verdict]]:
        return zip(self.edition.entries, self.scores, self.judgement.articles, strict=True)

    def ages(self) -> Iterator[tuple[Entry, float | None]]:
        return ((entry, age_of(score.facts)) for entry, score, _ in self.rows())


def as_table(checked: Checked) -> None:
    """A row an article; then the issue in one line."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=printable(checked.edition.title))
    table.add_column("Article", min_width=18)
    for name in ("Words", "Minutes", "Age", "Target"):
        table.add_column(name, justify="right")
    table.add_column("Verdict")
    for name in ("To mend", "Left out"):
        table.add_column(name, justify="right")
    for entry, score, verdict in checked.rows():
        age = age_of(score.facts)
        table.add_row(
            printable(f"{entry.number:02d} {entry.article.title.text}"),
            str(entry.words),
            str(_minutes(entry.words)),
            "-" if age is None else f"{age:.1f}",
            f"{verdict.target:g}",
            STATES[verdict.state],
            str(score.facts.get("flags", "-")),
            str(len(entry.article.removed)),
        )
    # In a pipe there is no width to keep to, and a cut title would be a lost one; rich asks for both sizes.
    width, height = (None, None) if sys.stdout.isatty() else (120, 25)
    Console(width=width, height=height, markup=False, highlight=False).print(table)
    if checked.judgement.age is not None:
        say(
            f"The issue reads at age {checked.judgement.age:.1f} on average; "
            f"the target is {checked.judgement.issue.target:g}."
        )


def reasons_of_each(checked: Checked, store: Store) -> None:
    """The worst sentences of each article, why they are hard, and what to do."""
    for entry, score, _ in checked.rows():
        worst = _worst(score, store)
        if not worst:
            continue
        say(f"\n{printable(f'{entry.number:02d} {entry.article.title.text}')}")
        for profile, flags in worst:
            say(f"\n  {profile.id}, age {profile.age:.0f}: {printable(profile.text)}")
            for reason in reasons(profile, flags):
                say(f"    - {printable(reason.short)}. {printable(reason.advice)}")


def as_json(checked: Checked, store: Store) -> None:
    """Everything that was measured, with the worst sentences and their reasons."""
    judgement = checked.judgement
    articles = [
        {
            "id": entry.stem,
            "title": entry.article.title.text,
            "file": entry.article.source.name,
            "section": entry.article.section,
            **score.facts,
            "reading_age": age_of(score.facts),
            "target": verdict.target,
            "verdict": verdict.state,
            "hardest": [_sentence(profile, flags) for profile, flags in _worst(score, store)],
        }
        for entry, score, verdict in checked.rows()
    ]
    say_json(
        {
            "title": checked.edition.title,
            "issue": {
                "reading_age": judgement.age,
                "target": judgement.issue.target,
                "verdict": judgement.issue.state,
            },
            "articles": articles,
            "findings": [FindingRecord.of(finding).model_dump() for finding in checked.findings()],
        }
    )


def as_csv(checked: Checked) -> None:
    """A line an article, with CSV_COLUMNS."""
    table = csv.DictWriter(sys.stdout, CSV_COLUMNS, lineterminator="\n")
    table.writeheader()
    findings = checked.findings()
    for entry, score, verdict in checked.rows():
        table.writerow(_csv_row(entry, score, verdict, findings))


def _csv_row(
    entry: Entry, score: Receipt, verdict: Verdict, findings: tuple[Finding, ...]
) -> dict[str, object]:
    file = entry.article.source.name
    own = [
        found.severity
        for found in findings
        if found.concerns(file, entry.place) and found.rule not in LINT_IDS
    ]
    age = age_of(score.facts)
    return {
        "number": entry.number,
        "id": entry.stem,
        "title": _cell(entry.article.title.text),
        "section": _cell(entry.article.section),
        "file": _cell(file),
        "words": entry.words,
        "sentences": score.facts.get("sentences", ""),
        "listening_minutes": _minutes(entry.words),
        "reading_age": "" if age is None else f"{age:.1f}",
        "margin": score.facts.get("reading_age_margin", ""),
        "target": f"{verdict.target:g}",
        "verdict": verdict.state,
        "flags": score.facts.get("flags", ""),
        "errors": own.count("error"),
        "warnings": own.count("warning"),
        "notes": own.count("note"),
    }


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    plain = printable(text)
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain


def _minutes(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))


def _worst(score: Receipt, store: Store) -> list[tuple[SentenceProfile, list[Flag]]]:
    """The hardest sentences with their flags; none where nothing was scored."""
    if "sentences" not in score.files:
        return []
    profiles = profiles_adapter().validate_json(store.get(score.files["sentences"]))
    flags: dict[str, list[Flag]] = defaultdict(list)
    if "flags" in score.files:
        for flag in flags_adapter().validate_json(store.get(score.files["flags"])):
            flags[flag.sentence].append(flag)
    return [(profile, flags[profile.id]) for profile in hardest_first(profiles, WORST)]


def _sentence(profile: SentenceProfile, flags: list[Flag]) -> dict[str, Any]:
    return {
        "id": profile.id,
        "text": profile.text,
        "age": profile.age,
        "words": profile.words,
        "reasons": [asdict(reason) for reason in reasons(profile, flags)],
    }

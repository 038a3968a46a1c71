"""The release gate: what fails its proof does not leave the house.

An error that names an article holds that article back, from the page, the feed and every pack.  A file of
the whole issue that fails without naming one is not published, and issue.json says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from everyread.edition import Edition
from everyread.findings import Finding
from everyread.ledger import WITHHELD, Ledger
from everyread.work import Receipt
from everyread.workshop import Made

MOST_ROUNDS = 4
"""Times that the whole issue is made; each time at least one article more is held back.

An article that passes its own proofs and fails in a pack is a fault in the program, so more than one round
is rare; after the last one, files that hold a held article are not published.
"""


def gated(made: Iterable[Made], edition: Edition) -> list[Made]:
    """What was made, without the files of the whole issue that fail and name no article."""
    return [_withheld(each, "it failed its proof") if _fails_alone(each, edition) else each for each in made]


def reasons(before: Ledger, after: Ledger) -> tuple[Finding, ...]:
    """The errors for which `after` holds articles back that `before` did not."""
    fit = after.sound_entries()
    newly = [entry for entry in before.sound_entries() if entry not in fit]
    return tuple(
        finding
        for finding in after.findings()
        if finding.severity == "error"
        if any(finding.concerns(entry.article.source.name, entry.place) for entry in newly)
    )


def without_held(ledger: Ledger) -> tuple[Made, ...]:
    """Everything made, but no file of the whole issue with an article that is held back."""
    held = {entry.digest for entry in ledger.edition.entries} - {e.digest for e in ledger.sound_entries()}
    return tuple(
        _withheld(made, "it has an article that is held back")
        if made.job.entry is None and made.receipt.files and held.intersection(made.job.articles)
        else made
        for made in ledger.made
    )


def about_articles(findings: Sequence[Finding], edition: Edition) -> tuple[Finding, ...]:
    """The errors among them that name an article."""
    return tuple(each for each in findings if each.severity == "error" and _names_article(each, edition))


def _fails_alone(made: Made, edition: Edition) -> bool:
    if made.job.entry is not None or not made.receipt.files:
        return False
    errors = (each for each in made.receipt.findings if each.severity == "error")
    return not all(_names_article(each, edition) for each in errors)


def _names_article(finding: Finding, edition: Edition) -> bool:
    return any(finding.concerns(entry.article.source.name, entry.place) for entry in edition.entries)


def _withheld(made: Made, why: str) -> Made:
    files = [path for role, path in made.job.paths.items() if role in made.receipt.files]
    shown = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
    finding = Finding(
        WITHHELD,
        f"Not published, since {why}: {shown or made.job.task.name}.",
        "Members have the rest of the issue. The findings say what is wrong; build again when it is mended.",
    )
    return replace(
        made, receipt=Receipt(facts=made.receipt.facts, findings=(*made.receipt.findings, finding))
    )

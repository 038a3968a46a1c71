"""`everyread build`: build what changed, prove it, publish it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from everyread.commands.bench import Bench, printable, say, say_findings, say_json
from everyread.errors import ExitCode
from everyread.findings import Finding, ordered
from everyread.issue import Issue, open_issue
from everyread.jobs import Wanted, wanted_kinds
from everyread.manifest import Manifest
from everyread.publish import left_alone, publish
from everyread.recipe import Built
from everyread.recipe import build as build_issue


@dataclass(frozen=True, slots=True)
class Options:
    """The options that change what is built."""

    only: str = ""
    voice: str = ""
    size: int = 0
    strict: bool = False


def run(source: str, out: Path | None, options: Options, as_json: bool, bench: Bench) -> ExitCode:
    """Build, prove and publish; say what came of it."""
    issue = open_issue(source, bench.workspace)
    wanted = Wanted(wanted_kinds(options.only), options.voice, options.size)
    with bench.workshop(as_json=as_json) as workshop:
        built = build_issue(issue, wanted, bench.workspace, workshop)
    errors = sum(finding.severity == "error" for finding in built.manifest.findings)
    place = out or bench.workspace.outputs / issue.name
    if errors and options.strict:
        changed: tuple[str, ...] = ()
        say(f"Nothing was published, since --strict was asked for and there are {errors} errors.")
    else:
        changed = publish(place, built.files, built.manifest.to_json(), bench.store)
    _report(built.manifest, place, changed, as_json)
    return ExitCode.NEEDS_EDITOR if errors else ExitCode.OK

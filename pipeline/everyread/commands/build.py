"""`everyread build`: build what changed, prove it, publish it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from everyread.commands.bench import Bench, say, say_findings, say_json, tell
from everyread.delivery.words import count
from everyread.destination import Destination, open_destination
from everyread.errors import ExitCode
from everyread.findings import ordered
from everyread.issue import Issue, open_issue
from everyread.jobs import Wanted, wanted_kinds
from everyread.ledger import carried_over
from everyread.manifest import Kind, Manifest
from everyread.plaintext import printable
from everyread.publish import MANIFEST, Published
from everyread.recipe import build as build_issue
from everyread.store import digest_of

WHOLE: dict[Kind, str] = {
    "epub": "e-book",
    "daisy": "talking book",
    "usb": "USB pack",
    "feed": "podcast feed",
    "braille": "braille",
}
"""What holds the whole issue, and how an editor calls it."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options that change what is built."""

    only: str = ""
    """Kinds with commas between; empty for all."""
    voice: str = ""
    size: int | None = None
    strict: bool = False
    fetch: bool = False
    fallback: str = ""
    """Voice for articles that the first cannot speak."""


def run(source: str, out: Path | str | None, options: Options, as_json: bool, bench: Bench) -> ExitCode:
    """Build, prove and publish; say what came of it."""
    issue = open_issue(source, bench.workspace)
    wanted = Wanted(wanted_kinds(options.only), options.voice, options.size, options.fetch, options.fallback)
    place = out or bench.workspace.outputs / issue.name
    with open_destination(str(place), tell) as destination, bench.store_in_use():
        return _build(issue, wanted, destination, options, as_json, bench)


def _build(
    issue: Issue, wanted: Wanted, place: Destination, options: Options, as_json: bool, bench: Bench
) -> ExitCode:
    with bench.workshop(as_json=as_json) as workshop:
        ledger = build_issue(issue, wanted, bench.workspace, workshop)
    manifest = ledger.manifest(bench.store)
    text = manifest.to_json()
    as_it_was = place.has(MANIFEST, digest_of(text))  # then there is nothing to look up in it
    kept = tuple(
        output
        for output in carried_over(
            None if as_it_was else place.manifest(), manifest, wanted.kinds, ledger.failed()
        )
        if place.has(output.path, output.sha256) or bench.store.is_sound(output.sha256)
    )
    if kept:
        manifest = manifest.model_copy(update={"outputs": (*manifest.outputs, *kept)})
        text = manifest.to_json()
    files = {**ledger.files(), **{output.path: output.sha256 for output in kept}}
    findings = ordered([*ledger.findings(), *(() if as_it_was else place.left_alone(files))])
    errors = sum(finding.severity == "error" for finding in findings)
    held = bool(errors) and options.strict
    published = Published() if held else place.publish(files, text, bench.store)
    if as_json:
        changed = published.changed
        say_json({"out": str(place), "changed": changed, "published": not held, **manifest.model_dump()})
        return ExitCode.NEEDS_EDITOR if errors else ExitCode.OK
    say_findings(ordered([*findings, *published.findings]))
    if held:
        say(f"Nothing was published, since you asked for --strict. Errors: {errors}.")
    else:
        _report(manifest, place, len(published.changed), errors)
    return ExitCode.NEEDS_EDITOR if errors else ExitCode.OK


def _report(manifest: Manifest, place: Destination, changed: int, errors: int) -> None:
    outputs = manifest.outputs
    files = Counter(output.kind for output in outputs if output.article)
    minutes = sum(each.facts["seconds"] for each in outputs if each.kind == "audio" and each.article) / 60
    say(f"{printable(manifest.issue.title)}: {count(len(manifest.articles), 'article')} in {place}")
    if files["audio"]:
        say(f"  narration      {count(files['audio'], 'MP3')}, {count(round(minutes), 'minute')}")
    if files["large-print"]:
        pages = sum(output.facts["pages"] for output in outputs if output.kind == "large-print")
        say(f"  large print    {count(files['large-print'], 'PDF')}, {count(pages, 'page')}")
    if sheets := next((each.facts for each in outputs if each.kind == "print" and each.facts), {}):
        say(f"  print shop     {count(sheets['pages'], 'page')}, {sheets['standard']}")
    easy = Counter(each.facts["signed"] for each in outputs if "signed" in each.facts)
    if easy[False]:
        say(f"  easy read      {count(easy[False], 'draft')}, not checked by people yet")
    if easy[True]:
        say(f"  easy read      {easy[True]} signed")
    for kind, name in WHOLE.items():
        for path in (output.path for output in outputs if output.kind == kind):
            say(f"  {name:<14} {place}/{path}")
    say(f"  files changed  {changed}")
    if any(output.kind == "page" for output in outputs):
        say(f"  for members    {place}/index.html")
    say(f"  for editors    {place}/report.html")
    if errors:
        say(f"  Errors: {errors}. They are listed above, and in the report.")

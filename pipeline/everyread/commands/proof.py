"""`everyread proof`: read a finished folder back with code that did not make it, and judge every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from everyread.addresses import is_address
from everyread.article import article_adapter
from everyread.commands.bench import Bench, say, say_json
from everyread.commands.serve import not_built, settled
from everyread.delivery.words import count
from everyread.edition import Edition, Entry
from everyread.errors import ExitCode, InputError
from everyread.findings import Finding
from everyread.issue import open_issue
from everyread.manifest import ArticleRecord, Manifest
from everyread.proof.folder import (
    MANIFEST,
    Fault,
    Folder,
    fault,
    judge_figures,
    judge_files,
    read_folder,
    shelf,
)
from everyread.proof.folder_links import judge_links
from everyread.proof.folder_orders import Proof, Sources, proofs_of_folder
from everyread.proof.folder_signed import judge_signed
from everyread.reading import read
from everyread.review.folder import read_reviews
from everyread.settings import Settings
from everyread.workshop import Workshop

_BUILD = "Build the issue again, then prove it again."
NAMES: dict[str, str] = {
    "audio": "recordings",
    "captions": "captions",
    "spoken": "lists of what is spoken",
    "pronunciations": "pronunciations",
    "large-print": "large print",
    "print": "print shop",
    "easy-read": "easy reads",
    "epub": "e-book",
    "daisy": "talking book",
    "feed": "podcast feed",
    "chapters": "chapters",
    "artwork": "picture of the feed",
    "usb": "USB pack",
    "braille": "braille",
    "page": "members’ pages",
    "report": "editor’s report",
}


@dataclass(frozen=True, slots=True)
class Reread:
    """What the sources say now."""

    sources: Sources
    faults: tuple[Fault, ...] = ()
    """What has changed in them since the build."""


def run(out: str, source: str, as_json: bool, bench: Bench) -> ExitCode:
    """Prove a finished issue; `out` is its folder, its address, or its name under outputs/.

    Raises InputError when there is no finished issue, or no such source; MachineError when what is at the
    address cannot be read.
    """
    with _finished(out, bench) as root, bench.workshop(as_json=as_json) as workshop:
        place = out if is_address(out) else str(root)
        try:
            folder = read_folder(root)
        except ValueError as error:
            faults = [
                fault(MANIFEST, "PRF-611", f"issue.json is not as its schema asks: {_first_line(error)}")
            ]
            _tell(place, None, faults, 0, as_json=as_json)
            return ExitCode.NEEDS_EDITOR
        reread = read_sources(folder, source, bench, workshop)
        faults = [*reread.faults, *judge(folder, reread.sources, workshop)]
        proved = len(folder.present())
    _tell(place, folder, faults, proved, as_json=as_json)
    return ExitCode.NEEDS_EDITOR if any(_is_error(each) for each in faults) else ExitCode.OK


def _finished(out: str, bench: Bench) -> AbstractContextManager[Path]:
    if not is_address(out):
        return nullcontext(finished_folder(out, bench))
    from everyread.remote_folder import fetched

    return fetched(out)


def finished_folder(out: str, bench: Bench) -> Path:
    """The folder that is meant; it has an issue.json, be it a bad one."""
    for place in settled(out, bench.workspace):
        if (place / MANIFEST).is_file():
            return place
    raise not_built(out, bench.workspace)


def judge(folder: Folder, sources: Sources, workshop: Workshop) -> list[Fault]:
    """Everything that is wrong with a finished folder; it depends on the folder and the sources alone."""
    store = shelf(folder, workshop.store)
    proofs = proofs_of_folder(folder, sources, store)
    receipts = replace(workshop, store=store).run("Proving", [proof.task for proof in proofs])
    faults = [*judge_files(folder), *judge_links(folder), *judge_signed(folder)]
    listed = folder.listed()
    for proof, receipt in zip(proofs, receipts, strict=True):
        faults += (Fault(_meant(proof, each, folder), each) for each in receipt.findings)
        if proof.measures:
            faults += judge_figures(proof.path, listed[proof.path].facts, receipt.facts)
    return _ordered(faults)


def read_sources(folder: Folder, source: str, bench: Bench, workshop: Workshop) -> Reread:
    """The articles as their sources have them now, with what has changed since the build.

    Raises InputError when `source` is given, and is not there.
    """
    name = source or folder.manifest.issue.name
    try:
        issue = open_issue(name, bench.workspace)
        edition = read(issue, workshop)
    except InputError as error:
        if source:
            raise
        message = f"The words could not be compared with the articles: {error.message}"
        fix = "Say where the sources are: everyread proof OUT --source FOLDER. Everything else was judged."
        return Reread(Sources(Settings(), {}), (fault(MANIFEST, "PRF-619", message, fix),))
    pairs, faults = _matched(folder.manifest, edition)
    articles = {record.id: workshop.store.put(article_adapter().dump_json(e.article)) for record, e in pairs}
    reviews = read_reviews(issue.folder, edition.entries, alone=issue.is_single_file)
    worked_on = {id(e) for e, review in zip(edition.entries, reviews.found, strict=True) if review}
    reviewed = frozenset(record.id for record, entry in pairs if id(entry) in worked_on)
    return Reread(Sources(issue.settings, articles, reviewed), tuple(faults))


def _matched(manifest: Manifest, edition: Edition) -> tuple[list[tuple[ArticleRecord, Entry]], list[Fault]]:
    """Each article of issue.json with what its source says now, unless that has changed."""
    now: dict[str, list[Entry]] = {}
    for entry in edition.entries:
        now.setdefault(entry.article.source.name, []).append(entry)
    then: dict[str, list[ArticleRecord]] = {}
    for record in manifest.articles:
        then.setdefault(record.source, []).append(record)
    pairs: list[tuple[ArticleRecord, Entry]] = []
    faults: list[Fault] = []
    for source, records in then.items():
        entries = now.pop(source, [])
        if not entries:
            faults.append(_changed(source, f"{source} is no longer among the sources, or cannot be read."))
        elif len(entries) != len(records) or not all(map(_is_same, records, entries)):
            faults.append(_changed(source, f"{source} has changed since the issue was built."))
        else:
            pairs += zip(records, entries, strict=True)
    faults += (_changed(source, f"{source} is new: the issue was built without it.") for source in now)
    order = [entry.article.source.name for entry in edition.entries]
    if not faults and order != [record.source for record in manifest.articles]:
        faults.append(_changed("", "The articles have another order now than when the issue was built."))
    return pairs, faults


def _is_same(record: ArticleRecord, entry: Entry) -> bool:
    """The same bytes, read with the same settings."""
    article = entry.article
    said = (record.source_sha256, record.title, record.author, record.section, record.words, record.sentences)
    number = sum(1 for _ in article.sentences())
    title = article.title.text
    return said == (article.source.sha256, title, article.author, article.section, entry.words, number)


def _changed(source: str, message: str) -> Fault:
    return Fault(MANIFEST, Finding("PRF-618", message, _BUILD, file=source))


def _meant(proof: Proof, finding: Finding, folder: Folder) -> str:
    """The file that a finding is about: the one its message names, or the one that has the words."""
    if finding.rule in proof.elsewhere:
        return proof.elsewhere[finding.rule]
    named = [path for path in folder.files if path != proof.path and path in finding.message]
    return max(named, key=len) if proof.path == "index.html" and named else proof.path


def _ordered(faults: Sequence[Fault]) -> list[Fault]:
    """Each once, worst first, then by file."""
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(
        dict.fromkeys(faults),
        key=lambda each: (rank[each.finding.severity], each.path, each.finding.rule, each.finding.sentence),
    )


def _is_error(each: Fault) -> bool:
    return each.finding.severity == "error"


def _first_line(error: ValueError) -> str:
    return " ".join(str(error).split())[:200]


def _tell(place: str, folder: Folder | None, faults: Sequence[Fault], proved: int, *, as_json: bool) -> None:
    errors = sum(map(_is_error, faults))
    if as_json:
        said: dict[str, Any] = {"out": place, "ok": not errors, "files": proved}
        say_json({**said, "faults": [each.record() for each in faults]})
        return
    for line in _lines(place, folder, faults, proved):
        say(line)


def _lines(place: str, folder: Folder | None, faults: Sequence[Fault], proved: int) -> Iterator[str]:
    """What is ready, what is wrong and what to do."""
    wrong = {each.path for each in faults if _is_error(each)}
    if folder is not None:
        manifest = folder.manifest
        size = f"{count(len(manifest.articles), 'article')}, {count(proved, 'file')}"
        yield f"{manifest.issue.title}: {size} in {place}"
        kinds = Counter(record.kind for record in manifest.outputs)
        bad = Counter(record.kind for record in manifest.outputs if record.path in wrong)
        for kind, number in kinds.items():
            state = f"{bad[kind]} of {number} wrong" if bad[kind] else "proved"
            yield f"  {NAMES[kind]:<24} {count(number, 'file'):<10} {state}"
        held = [article for article in manifest.articles if article.held]
        for article in held:
            yield f"  held back: {article.title} ({article.source}). Members do not get it. Why:"
            yield from (f"    {why}" for why in article.held_because)
    for each in faults:
        if each.finding.severity != "note":
            place = f" ({each.finding.where})" if each.finding.where else ""
            yield f"{each.finding.severity} {each.finding.rule} in {each.path}{place}: {each.finding.message}"
            yield f"    {each.finding.fix}"
    notes = [each for each in faults if each.finding.severity == "note"]
    for each in notes:
        yield f"note: {each.path}: {each.finding.message}"
    errors = sum(map(_is_error, faults))
    yield (
        f"Do not publish this folder yet: {count(errors, 'error')} in {count(len(wrong), 'file')}."
        if errors
        else "Everything was proved. This folder is ready."
    )

"""`everyread plan`: what a build would do, without doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from everyread import jobs
from everyread.commands.bench import Bench, say, say_findings, say_json
from everyread.delivery.words import count
from everyread.easy_jobs import easy_narration, open_desk, slowly
from everyread.easyread.glossary import read_glossary
from everyread.errors import ExitCode
from everyread.issue import open_issue
from everyread.jobs import Wanted, wanted_kinds
from everyread.narration.task import (
    ToCome,
    seconds_of,
    speech_as_written,
    speech_to_come,
    wording_task,
)
from everyread.plaintext import printable
from everyread.reading import read
from everyread.rewriter.rewriting import calls_to_come
from everyread.store import Store
from everyread.work import Task, recall
from everyread.workshop import Job, Made, Workshop


def run(source: str, voice: str, as_json: bool, bench: Bench) -> ExitCode:
    """Say how much is new, about how long it takes, and what would go online."""
    issue, store = open_issue(source, bench.workspace), bench.store
    wanted = Wanted(wanted_kinds(""), voice)
    with bench.workshop(as_json=as_json) as workshop:
        edition = read(issue, workshop)
        settings = wanted.apply(issue.settings)
        receipt = recall(jobs.cover(edition, settings, bench.workspace).task, store)
        cover = receipt.files["cover"] if receipt else ""
        desk = open_desk(edition, settings, bench.workspace, store)
        done, new = _parted(jobs.making(edition, wanted, bench.workspace, cover, desk), store)
        drafted = [made for made in done if made.job.kind == "easy-read"]
        told = easy_narration(edition, drafted, settings, bench.workspace, store, cover)
        _, aloud = _parted(told, store)
        speech = _speech(new, aloud, edition.title, workshop)
    undrafted = [job.entry for job in new if job.kind == "easy-read" and job.entry]
    if settings.easy_read.is_heard(signed=False):
        # Each sentence of an article is read out in its easy read, as one line or as several: that is near.
        slow = slowly(settings)
        speech += [speech_as_written(each.article, slow, edition.title, store) for each in undrafted]
    else:
        undrafted = []
    kinds = Counter(job.kind for job in new)
    weights = [*(job.task.weight for job in (*new, *aloud)), *(seconds_of(each.words) for each in undrafted)]
    model, glossary = (
        issue.settings.easy_read.model,
        read_glossary(bench.workspace.word_list("glossary.toml")),
    )
    asked = [calls_to_come(entry.article, glossary, model, bench.store) for entry in edition.entries]
    result = {
        "title": edition.title,
        "articles": len(edition.entries),
        "to_make": {kind: kinds[kind] for kind in ("audio", "large-print", "easy-read")},
        "sentences_to_speak": sum(each.sentences for each in speech),
        "online_calls": sum(each.online_calls for each in speech),
        "model_calls": sum(each.first for each in asked),
        "model_calls_at_most": sum(each.most for each in asked),
        "seconds": round(sum(weights) / max(bench.jobs, 1)),
    }
    if as_json:
        say_json(result)
    else:
        _report(result)
    say_findings(edition.findings)
    return ExitCode.NEEDS_EDITOR if any(f.severity == "error" for f in edition.findings) else ExitCode.OK


def _parted(wanted: Sequence[Job], store: Store) -> tuple[list[Made], list[Job]]:
    """What was made before, and what is new."""
    receipts = [(job, recall(job.task, store)) for job in wanted]
    made = [Made(job, receipt) for job, receipt in receipts if receipt]
    return made, [job for job, receipt in receipts if not receipt]


def _speech(new: Sequence[Job], aloud: Sequence[Job], issue: str, workshop: Workshop) -> list[ToCome]:
    """What is to be spoken; what nothing is known of need not be put into words for that."""
    store = workshop.store
    counted = [
        (job, speech_as_written(job.entry.article, job.task.arguments.settings, issue, store))
        for job in new
        if job.kind == "audio" and job.entry
    ]
    closely = [*(job for job, speech in counted if speech.begun), *aloud]
    workshop.run("Counting sentences", [_wording(job) for job in closely])
    return [
        *(speech for _, speech in counted if not speech.begun),
        *(speech_to_come(job.task.arguments, store) for job in closely),
    ]


def _wording(job: Job) -> Task:
    return wording_task(job.task.arguments, name=f"wording of the {job.task.name}", file=job.task.file)


def _report(result: dict[str, Any]) -> None:
    say(f"{printable(result['title'])}: {count(result['articles'], 'article')}")
    if not any(result["to_make"].values()):
        say("  Nothing has changed since the last build.")
    for kind, number in result["to_make"].items():
        say(f"  {kind:<14} {number} to make")
    say(f"  to speak       {count(result['sentences_to_speak'], 'sentence')}")
    say(f"  online calls   {result['online_calls']}")
    if result["model_calls_at_most"]:
        say(f"  model calls    {result['model_calls']} to {result['model_calls_at_most']}")
    say(f"  about          {count(result['seconds'], 'second')}")

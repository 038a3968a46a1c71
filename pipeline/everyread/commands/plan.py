"""`everyread plan`: what a build would do, without doing it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from everyread import jobs
from everyread.commands.bench import Bench, say, say_findings, say_json
from everyread.delivery.words import count
from everyread.easy_jobs import easy_narration, open_desk
from everyread.easyread.glossary import read_glossary
from everyread.errors import ExitCode
from everyread.issue import open_issue
from everyread.jobs import Wanted, wanted_kinds
from everyread.narration.task import speech_to_come, wording_task
from everyread.plaintext import printable
from everyread.reading import read
from everyread.rewriter.rewriting import calls_to_come
from everyread.store import Store
from everyread.work import Receipt, Task, recall
from everyread.workshop import Job, Made


def run(source: str, voice: str, as_json: bool, bench: Bench) -> ExitCode:
    """Say how much is new, about how long it takes, and what would go online."""
    issue = open_issue(source, bench.workspace)
    wanted = Wanted(wanted_kinds(""), voice)
    with bench.workshop(as_json=as_json) as workshop:
        edition = read(issue, workshop)
        settings = wanted.apply(issue.settings)
        receipt = recall(jobs.cover(edition, settings, bench.workspace).task, bench.store)
        cover = receipt.files["cover"] if receipt else ""
        desk = open_desk(edition, settings, bench.workspace, bench.store)
        making = jobs.making(edition, wanted, bench.workspace, cover, desk)
        drafts = [_drafted(job, bench.store) for job in making if job.kind == "easy-read"]
        told = easy_narration(edition, drafts, settings, bench.workspace, bench.store, cover)
        new, aloud = (
            [job for job in all_ if recall(job.task, bench.store) is None] for all_ in (making, told)
        )
        speaking = [*(job for job in new if job.kind == "audio"), *aloud]
        workshop.run("Counting sentences", [_wording(job) for job in speaking])
    speech = [speech_to_come(job.task.arguments, bench.store) for job in speaking]
    kinds = Counter(job.kind for job in new)
    seconds = sum(job.task.weight for job in (*new, *aloud)) / max(bench.jobs, 1)
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
        "seconds": round(seconds),
    }
    if as_json:
        say_json(result)
    else:
        _report(result)
    say_findings(edition.findings)
    return ExitCode.NEEDS_EDITOR if any(f.severity == "error" for f in edition.findings) else ExitCode.OK


def _drafted(job: Job, store: Store) -> Made:
    """An easy read with its words, or, where it is still to be drafted, with those of its article.

    Each sentence of an article is read out in its easy read, as one line or as several, so the count is near.
    """
    return Made(job, recall(job.task, store) or Receipt(files={"heard": job.articles[0]}))


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

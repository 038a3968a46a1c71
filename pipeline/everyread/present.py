"""What people open first: the jobs that make the members' page and the editor's report from a ledger."""

from __future__ import annotations

from collections.abc import Iterator

from everyread.delivery.files import Finished
from everyread.delivery.page import PageEntry, PageOrder, page_paths
from everyread.delivery.report import ReportArticle, ReportOrder
from everyread.delivery.report_passport import Passport, passport
from everyread.delivery.task import page_task, report_task
from everyread.easyread.glossary import read_glossary
from everyread.edition import Entry
from everyread.judging import subject
from everyread.ledger import KIND_OF_ROLE, Ledger
from everyread.narration.contents import STEM
from everyread.narration.proof_sheet import Pronunciation, read_sheet
from everyread.readability.history import age_of
from everyread.store import Digest, Store
from everyread.workshop import Job
from everyread.workspace import Workspace, templates_digest

FOR_MEMBERS = ("audio", "captions", "large-print", "epub", "daisy", "usb", "braille", "feed")
"""What a member may download; an easy read that people have not checked is none of it."""


def members_page(ledger: Ledger, workspace: Workspace, store: Store) -> Job:
    """index.html: every article that is not held back."""
    entries = ledger.sound_entries()
    settings = ledger.edition.issue.settings
    folders = workspace.template_folders()
    order = PageOrder(
        title=ledger.edition.title,
        publisher=settings.publisher,
        contact=settings.contact,
        entries=tuple(_page_entry(ledger, entry, store) for entry in entries),
        whole_issue=tuple(
            file for file in _finished(ledger, None, store, drafts=False) if STEM not in file.path
        ),
        template_folders=tuple(str(folder) for folder in folders),
        templates=templates_digest(folders, "pages", "shared"),
    )
    digests = tuple(entry.digest for entry in entries)
    return Job(page_task(order), "page", None, digests, page_paths(order))


def editors_report(ledger: Ledger, workspace: Workspace, store: Store) -> Job:
    """report.html: what is ready, what needs a person, and why."""
    folders = workspace.template_folders()
    sheets = [each.receipt.files["sheet"] for each in ledger.made if "sheet" in each.receipt.files]
    words: dict[Digest, list[Pronunciation]] = {}
    for row in (row for sheet in sheets for row in read_sheet(store, sheet)):
        words.setdefault(row.article, []).append(row)
    order = ReportOrder(
        title=ledger.edition.title,
        articles=tuple(
            ReportArticle(
                number=entry.number,
                stem=entry.stem,
                title=entry.article.title.text,
                source=entry.article.source.name,
                scores=score.facts,
                removed=entry.article.removed,
                outputs=_finished(ledger, entry, store, drafts=True),
                held=ledger.held(entry),
                section=entry.article.section,
                article=entry.digest,
                sentences=score.files.get("sentences", ""),
                flags=score.files.get("flags", ""),
                age=age_of(score.facts),
                margin=subject(entry, score).margin,
                verdict=verdict,
                accounting=entry.accounting,
                place=entry.place,
                pronunciations=tuple(words.get(entry.digest, ())),
            )
            for entry, score, verdict in zip(
                ledger.edition.entries, ledger.scores, ledger.past.judgement.articles, strict=True
            )
        ),
        findings=ledger.findings(),
        judgement=ledger.past.judgement,
        history=ledger.past.history,
        passports=tuple(_passports(ledger)),
        glossary=read_glossary(workspace.word_list("glossary.toml")),
        whole_issue=_finished(ledger, None, store, drafts=True),
        template_folders=tuple(str(folder) for folder in folders),
        templates=templates_digest(folders, "pages", "shared"),
    )
    return Job(report_task(order), "report", None, (), {"report": "report.html"})


def _passports(ledger: Ledger) -> Iterator[Passport]:
    """Of each finished PDF, in the order of the report."""
    titles = {entry.stem: entry.article.title.text for entry in ledger.edition.entries}
    for made in ledger.made:
        if not made.receipt.files:
            continue
        title = titles[made.job.entry.stem] if made.job.entry else ledger.edition.title
        found = passport(title, next(iter(made.job.paths.values()), ""), made.receipt.facts)
        if found:
            yield found


def _page_entry(ledger: Ledger, entry: Entry, store: Store) -> PageEntry:
    made = ledger.made_of(entry)
    heard = [each for each in made if each.job.kind == "audio"]
    cues = [each.receipt.files["cues"] for each in heard if "cues" in each.receipt.files]
    easy = [each for each in made if each.job.kind == "easy-read" and each.receipt.files]
    is_signed = any(each.receipt.facts.get("signed") for each in easy)
    finished = _finished(ledger, entry, store, drafts=is_signed)
    return PageEntry(
        number=entry.number,
        slug=entry.slug,
        article=entry.digest,
        files=tuple(file for file in finished if file.kind in FOR_MEMBERS),
        cues=cues[0] if cues else "",
        easy_read_coming=bool(easy) and not is_signed,
        signed=tuple(file for file in finished if file.kind == "easy-read"),
    )


def _finished(ledger: Ledger, entry: Entry | None, store: Store, *, drafts: bool) -> tuple[Finished, ...]:
    """The finished files of an article, or of the whole issue; with `drafts`, also those for editors only."""
    return tuple(
        Finished(
            kind=KIND_OF_ROLE.get(role, made.job.kind),
            path=path,
            bytes=store.size(made.receipt.files[role]),
            seconds=made.facts(role).get("seconds", 0.0),
            pages=made.facts(role).get("pages", 0),
        )
        for made in ledger.made_of(entry)
        for role, path in made.job.paths.items()
        if role in made.receipt.files
        if made.job.kind not in ("page", "report", "pronunciations")
        if drafts or KIND_OF_ROLE.get(role, made.job.kind) in FOR_MEMBERS
    )

"""The whole build, readable from top to bottom like a recipe.

    read      every file becomes an Article, and the articles get their running order
    score     how hard each is to read, why, and whether that is too hard
    make      each output of each article, and the large print of the whole issue, side by side
    prove     each finished file is read back and judged
    bind      the whole issue, without the articles that failed
    pack      e-book, talking book, feed, USB stick and print shop: the same words and recordings
    present   the members' pages, then the editor's report
    release   the same three again without an article that proves wrong in them; no file that fails alone

Each step is a list of tasks given to the workshop, which does only those it has not done before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from everyread import easy_jobs, jobs, packing, present, whole
from everyread.edition import Edition
from everyread.issue import Issue
from everyread.jobs import Wanted
from everyread.judging import judged, judged_easy_reads
from everyread.ledger import Ledger
from everyread.proofs import proofs_of
from everyread.reading import read
from everyread.release import MOST_ROUNDS, about_articles, gated, reasons, without_held
from everyread.settings import Settings
from everyread.store import Digest
from everyread.work import Receipt
from everyread.workshop import Job, Made, Workshop
from everyread.workspace import Workspace


def build(issue: Issue, wanted: Wanted, workspace: Workspace, workshop: Workshop) -> Ledger:
    """Build what is wanted of an issue; nothing is written to the output folder yet."""
    settings = wanted.apply(issue.settings)
    workshop = replace(workshop, longest=float(settings.limits.making_seconds))
    edition = read(issue, workshop, fetch=wanted.fetch)
    edition = edition.told(*jobs.lexicon_findings(edition, settings, workspace))
    edition, scores, past = judged(edition, workspace, workshop)
    easy = "easy-read" in wanted.kinds
    desk = easy_jobs.open_desk(edition, settings, workspace, workshop.store) if easy else None
    edition = edition.told(*(desk.findings if desk else ()))
    cover = workshop.make("Cover", [jobs.cover(edition, settings, workspace)] * ("audio" in wanted.kinds))
    picture = next((each.receipt.files.get("cover", "") for each in cover), "")
    made = workshop.make("Making", jobs.making(edition, wanted, workspace, picture, desk))
    made = judged_easy_reads(edition, made, workspace, workshop)
    made += read_out_easy_reads(edition, made, settings, workspace, workshop, picture)
    made = gated(_proved("Proving", made, {}, workshop), edition)
    ledger = release(Ledger(edition, scores, past, (*made, *cover)), wanted, workspace, workshop, picture)
    return ledger.with_made(
        workshop.make("Reporting", [present.editors_report(ledger, workspace, workshop.store)])
    )


def release(
    ledger: Ledger, wanted: Wanted, workspace: Workspace, workshop: Workshop, cover: Digest
) -> Ledger:
    """Bind, pack and present what passed; then again, without each article that proves wrong in these files.

    In the end no file of the whole issue holds an article that is held back.
    """
    whole = ledger
    for _ in range(MOST_ROUNDS):
        whole = _whole(ledger, wanted, workspace, workshop, cover)
        if whole.sound_entries() == ledger.sound_entries():
            break
        ledger = replace(ledger, edition=ledger.edition.told(*reasons(ledger, whole)))
    return replace(whole, made=without_held(whole))


def _whole(ledger: Ledger, wanted: Wanted, workspace: Workspace, workshop: Workshop, cover: Digest) -> Ledger:
    """Everything that is made of all the articles that have no error so far."""
    settings = wanted.apply(ledger.edition.issue.settings)
    ledger = rebind(ledger, settings, workspace, workshop)
    ledger = bind_sound(ledger, settings, workspace, workshop, cover)
    ledger = pack(ledger, wanted, workspace, workshop)
    if "page" not in wanted.kinds:
        return ledger
    page = workshop.make("Presenting", [present.members_page(ledger, workspace, workshop.store)])
    page = _proved("Proving the pages", page, ledger.files(), workshop)
    return ledger.with_made(gated(page, ledger.edition))


def read_out_easy_reads(
    edition: Edition,
    made: Sequence[Made],
    settings: Settings,
    workspace: Workspace,
    workshop: Workshop,
    cover: Digest,
) -> list[Made]:
    """Narrate the easy reads, once their words are settled."""
    told = easy_jobs.easy_narration(edition, made, settings, workspace, workshop.store, cover)
    return workshop.make("Reading out the easy reads", told)


def rebind(ledger: Ledger, settings: Settings, workspace: Workspace, workshop: Workshop) -> Ledger:
    """Where an article failed, make the whole issue once more without it; else nothing."""
    print_jobs = (each for each in ledger.made if each.job.kind == "large-print")
    bound = next((each for each in print_jobs if each.job.entry is None), None)
    good = ledger.sound_entries()
    if bound is None or bound.job.articles == tuple(entry.digest for entry in good):
        return ledger
    again = jobs.whole_issue(ledger.edition, good, settings, workspace)
    made = _made("Binding without what failed", again, ledger.edition, workshop)
    # The old file is let go; what it said of an article is why that article is not in the new one.
    found = about_articles(bound.receipt.findings, ledger.edition)
    nothing = replace(bound, receipt=Receipt(findings=found))
    others = [each for each in ledger.made if each is not bound]
    return replace(ledger, made=(*made, nothing, *others))


def bind_sound(
    ledger: Ledger, settings: Settings, workspace: Workspace, workshop: Workshop, cover: Digest
) -> Ledger:
    """Read out the contents, and bind the articles that did not fail into one recording."""
    recordings = [
        each
        for each in ledger.made
        if each.job.kind == "audio" and each.receipt.files
        if each.job.entry and not ledger.held(each.job.entry)
    ]
    bound_paths = tuple(whole.recording_paths(ledger.edition).values())
    if not recordings:
        return replace(ledger, unbound=(*whole.contents_paths().values(), *bound_paths))
    said = whole.spoken_contents(ledger.edition, recordings, settings, workspace, workshop.store, cover)
    contents = _made("Reading out the contents", [said], ledger.edition, workshop)
    ledger = ledger.with_made(contents)
    if not contents[0].receipt.files:
        return replace(ledger, unbound=bound_paths)
    bound = whole.whole_recording(ledger.edition, contents[0], recordings, settings, cover)
    return ledger.with_made(_made("Binding the recordings", [bound], ledger.edition, workshop))


def pack(ledger: Ledger, wanted: Wanted, workspace: Workspace, workshop: Workshop) -> Ledger:
    """Everything that is made of the whole issue, without the articles that failed."""
    settings = wanted.apply(ledger.edition.issue.settings)
    if not ledger.sound_entries():
        paths = packing.pack_paths(ledger.edition.issue.name)
        never = (path for kind in wanted.kinds & paths.keys() for path in paths[kind].values())
        return replace(ledger, unbound=(*ledger.unbound, *never))
    packs = workshop.make("Packing", packing.packs(ledger, wanted, settings, workspace, workshop.store))
    packs = _proved("Proving the packs", packs, ledger.files(), workshop)
    return ledger.with_made(gated(packs, ledger.edition))


def _made(stage: str, wanted: Sequence[Job], edition: Edition, workshop: Workshop) -> list[Made]:
    return gated(_proved("Proving", workshop.make(stage, wanted), {}, workshop), edition)


def _proved(
    stage: str, made: Sequence[Made], published: Mapping[str, Digest], workshop: Workshop
) -> list[Made]:
    return workshop.prove(stage, made, [proofs_of(each, published) for each in made])

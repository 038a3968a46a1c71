"""The easy reads: the jobs that draft them, set them and read them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from everyread.article import article_adapter
from everyread.easyread.glossary import read_glossary
from everyread.easyread.outputs_parts import MOST_PARTS
from everyread.easyread.pictures_folder import AlbumRead, read_album, shelves
from everyread.easyread.task import EasyReadOrder, easy_read_task, part_name
from everyread.edition import Edition
from everyread.findings import Finding
from everyread.narration.announcements import texts_of_article
from everyread.narration.lexicon_file import lexicon_for
from everyread.narration.task import NarrationOrder, narration_task
from everyread.review.folder import Reviews, read_reviews
from everyread.rewriter.rewriting import unfinished
from everyread.settings import Narration, Pauses, Settings
from everyread.store import Digest, Store
from everyread.workshop import Job, Made
from everyread.workspace import Workspace, templates_digest

LONGEST_PAUSE = 10.0
"""Seconds; as long as issue.toml lets any silence be."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What people have put on the table for the easy reads of an issue."""

    reviews: Reviews
    """What they have written and signed."""
    album: AlbumRead
    """The pictures that there are."""
    unanswered: tuple[int, ...]
    """For each article, how many builds a language model has left questions unanswered."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with their files."""
        return (*self.reviews.findings, *self.album.findings)


def open_desk(edition: Edition, settings: Settings, workspace: Workspace, store: Store) -> Desk:
    """Look at what people have written, and what pictures there are."""
    issue, model = edition.issue, settings.easy_read.model
    places = shelves(
        workspace.sources, issue.folder, workspace.template_folders(), settings.easy_read.symbols
    )
    return Desk(
        read_reviews(issue.folder, edition.entries, alone=issue.is_single_file),
        read_album(places, store),
        tuple(unfinished(entry.article, model, store) for entry in edition.entries),
    )


def easy_reads(edition: Edition, desk: Desk, settings: Settings, workspace: Workspace) -> list[Job]:
    """Pages of each easy read: what people have signed, else a draft."""
    glossary = read_glossary(workspace.word_list("glossary.toml"))
    folders = workspace.template_folders()
    templates = templates_digest(folders, "easy-read", "shared")
    return [
        Job(
            easy_read_task(
                EasyReadOrder(
                    article=entry.digest,
                    glossary=glossary,
                    settings=settings.easy_read,
                    issue_title=edition.title,
                    publisher=settings.publisher,
                    contact=settings.contact,
                    template_folders=tuple(str(folder) for folder in folders),
                    templates=templates,
                    review=review,
                    album=desk.album.album,
                    recording=f"{entry.stem}.mp3",
                    unanswered=unanswered,
                ),
                name=f"easy read of {entry.article.title.text}",
                file=entry.article.source.name,
                words=entry.words,
            ),
            "easy-read",
            entry,
            (entry.digest,),
            _paths(entry.stem),
        )
        for entry, review, unanswered in zip(
            edition.entries, desk.reviews.found, desk.unanswered, strict=True
        )
    ]


def _paths(stem: str) -> dict[str, str]:
    """A long easy read is several booklets; not every article has them all."""
    first = {"pdf": f"easy-read/{stem}.pdf", "html": f"easy-read/{stem}.html"}
    later = {part_name(part): f"easy-read/{stem}-part-{part}.pdf" for part in range(2, MOST_PARTS + 1)}
    return first | later


def easy_narration(
    edition: Edition,
    made: Sequence[Made],
    settings: Settings,
    workspace: Workspace,
    store: Store,
    cover: Digest,
) -> list[Job]:
    """The easy reads that are read out, slowly."""
    lexicon = lexicon_for(workspace.word_list("lexicon.toml"), edition.issue.folder)
    narration = slowly(settings)
    jobs: list[Job] = []
    for each in made:
        entry, signed = each.job.entry, bool(each.receipt.facts.get("signed"))
        if (
            entry is None
            or "heard" not in each.receipt.files
            or not settings.easy_read.is_heard(signed=signed)
        ):
            continue
        digest = each.receipt.files["heard"]
        article = article_adapter().validate_json(store.get(digest))
        order = NarrationOrder(
            article=digest,
            lexicon=lexicon.needed_by(texts_of_article(article, narration, edition.title)),
            settings=narration,
            album=f"{edition.title}: easy read{'' if signed else ' draft'}",
            artist=settings.publisher,
            track=entry.number,
            tracks=edition.entries[-1].number,
            cover=cover,
        )
        name = f"easy-read narration of {entry.article.title.text}"
        task = narration_task(order, name=name, file=entry.article.source.name, words=entry.words)
        jobs.append(Job(task, "easy-read", entry, (digest,), {"mp3": f"easy-read/{entry.stem}.mp3"}))
    return jobs


def slowly(settings: Settings) -> Narration:
    """How easy reads are narrated: slower, with longer silences, and nothing said but what is written."""
    narration, easy = settings.narration, settings.easy_read
    pauses = {
        name: min(seconds * easy.pause, LONGEST_PAUSE)
        for name, seconds in narration.pauses.model_dump().items()
    }
    return narration.model_copy(
        update={
            "speed": max(narration.speed * easy.speed, 0.5),
            "pauses": Pauses(**pauses),
            "slower": None,
            "announce_length": False,
            "closing": "",
        }
    )

"""Which tasks an edition needs: one a kind of output and article, and where their files go."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from everyread import paths
from everyread.article import Article
from everyread.delivery.cover import CoverOrder, cover_task
from everyread.easy_jobs import Desk, easy_reads
from everyread.edition import Edition, Entry
from everyread.errors import InputError
from everyread.findings import Finding
from everyread.largeprint.style import read_house_style
from everyread.largeprint.task import LargePrintOrder, large_print_task
from everyread.manifest import KINDS, MADE_OF_SOUND, Kind
from everyread.narration.announcements import texts_of_article
from everyread.narration.lexicon import Lexicon
from everyread.narration.lexicon_file import lexicon_for, own_lexicon, read_lexicon
from everyread.narration.lexicon_lint import lint
from everyread.narration.proof_sheet import FOLDER, PronunciationOrder, clip_paths, pronunciation_task
from everyread.narration.task import NarrationOrder, narration_task
from everyread.readability.task import readability_task
from everyread.settings import Settings
from everyread.store import Digest
from everyread.work import Task
from everyread.workshop import Job
from everyread.workspace import Workspace, templates_digest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for, over what issue.toml says."""

    kinds: frozenset[Kind] = frozenset(KINDS)
    voice: str = ""
    size: int | None = None
    fetch: bool = False
    """Whether pictures may be fetched from the articles' own sites."""
    fallback: str = ""
    """The voice for articles that the first cannot speak; empty for issue.toml's."""

    def apply(self, settings: Settings) -> Settings:
        """The issue's settings with these in their place."""
        voices = {
            "voice": self.voice or settings.narration.voice,
            "fallback": self.fallback or settings.narration.fallback,
        }
        narration = settings.narration.model_copy(update=voices)
        large_print = settings.large_print.model_copy(update={"size": self.size or settings.large_print.size})
        return settings.model_copy(update={"narration": narration, "large_print": large_print})


def wanted_kinds(only: str) -> frozenset[Kind]:
    """The kinds named by `--only`; all of them when it is empty.

    Raises InputError for an unknown name.
    """
    known = {str(kind): kind for kind in KINDS}
    names = [name.strip() for name in only.split(",") if name.strip()]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            fix = f"Did you mean “{near[0]}”?" if near else f"Choose from: {', '.join(known)}."
            raise InputError(f"--only does not know “{name}”.", fix)
    asked = frozenset(known[name] for name in names) or frozenset(KINDS)
    return asked | {"audio"} if asked & MADE_OF_SOUND else asked


def scoring(edition: Edition, workspace: Workspace) -> list[Task]:
    """One score an article."""
    lexicon = read_lexicon(workspace.word_list("lexicon.toml"))
    return [scoring_of(entry.article, entry.digest, lexicon) for entry in edition.entries]


def scoring_of(article: Article, digest: Digest, lexicon: Lexicon) -> Task:
    """The score of an article that is in the store under its digest."""
    said = _said(lexicon.needed_by(sentence.text for sentence in article.sentences()))
    return readability_task(digest, said, title=article.title.text, file=article.source.name)


def _said(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Written forms and how they are most often said."""
    return tuple((entry.written, entry.readings[0].say) for entry in lexicon.entries)


def cover(edition: Edition, settings: Settings, workspace: Workspace) -> Job:
    """The picture that goes into every recording; a file of the store only."""
    folders = workspace.template_folders()
    order = CoverOrder(
        title=edition.title,
        publisher=settings.publisher,
        language=settings.language,
        template_folders=tuple(str(folder) for folder in folders),
        templates=templates_digest(folders, "audio", "large-print"),
        style=read_house_style(folders, edition.issue.folder),
    )
    return Job(cover_task(order), "audio", None, (), {})


def making(
    edition: Edition, wanted: Wanted, workspace: Workspace, cover: Digest, desk: Desk | None
) -> list[Job]:
    """Everything that takes time: narration, large print, easy read."""
    settings = wanted.apply(edition.issue.settings)
    jobs: list[Job] = []
    if "audio" in wanted.kinds:
        jobs += _narration(edition, settings, workspace, cover)
        jobs += _pronunciations(edition, settings, workspace)
    if "large-print" in wanted.kinds:
        jobs += _large_print(edition, settings, workspace)
    if desk is not None:
        jobs += easy_reads(edition, desk, settings, workspace)
    return jobs


def _narration(edition: Edition, settings: Settings, workspace: Workspace, cover: Digest) -> list[Job]:
    lexicon = lexicon_for(workspace.word_list("lexicon.toml"), edition.issue.folder)
    return [
        Job(
            narration_task(
                NarrationOrder(
                    article=entry.digest,
                    lexicon=lexicon.needed_by(
                        texts_of_article(entry.article, settings.narration, edition.title)
                    ),
                    settings=settings.narration,
                    album=edition.title,
                    artist=settings.publisher,
                    track=entry.number,
                    tracks=edition.entries[-1].number,
                    cover=cover,
                ),
                name=f"narration of {entry.article.title.text}",
                file=entry.article.source.name,
                words=entry.words,
            ),
            "audio",
            entry,
            (entry.digest,),
            {
                "mp3": paths.recording(entry.stem),
                "vtt": paths.captions(entry.stem),
                "spoken": f"spoken/{entry.stem}.txt",
                **(_slower_paths(entry) if settings.narration.slower else {}),
            },
        )
        for entry in edition.entries
    ]


def _slower_paths(entry: Entry) -> dict[str, str]:
    return {"mp3-slow": f"audio/slower/{entry.stem}.mp3", "vtt-slow": f"captions/slower/{entry.stem}.vtt"}


def _pronunciations(edition: Edition, settings: Settings, workspace: Workspace) -> list[Job]:
    """The words that the voice may say wrong, each with a clip, for the editor's report."""
    if not edition.entries:
        return []
    lexicon = lexicon_for(workspace.word_list("lexicon.toml"), edition.issue.folder)
    articles = tuple(entry.digest for entry in edition.entries)
    task = pronunciation_task(PronunciationOrder(articles, lexicon, settings.narration))
    return [Job(task, "pronunciations", None, (), {"sheet": f"{FOLDER}/sheet.json", **clip_paths()})]


def lexicon_findings(edition: Edition, settings: Settings, workspace: Workspace) -> tuple[Finding, ...]:
    """What is wrong with the lexicons, or not used in them."""
    issue = edition.issue
    texts = (
        text
        for entry in edition.entries
        for text in texts_of_article(entry.article, settings.narration, edition.title)
    )
    shared, own = read_lexicon(workspace.word_list("lexicon.toml")), own_lexicon(issue.folder)
    return lint(shared, own, texts, file=f"{issue.name}/lexicon.toml")


def whole_issue(
    edition: Edition, entries: Sequence[Entry], settings: Settings, workspace: Workspace
) -> list[Job]:
    """The large print of these articles in one file; no job when there are none."""
    if not entries:
        return []
    name = f"large print of {edition.title}"
    words = sum(entry.words for entry in entries)
    articles = tuple(entry.digest for entry in entries)
    order = whole_order(edition, entries, settings, workspace)
    task = large_print_task(order, name=name, file="", words=words)
    return [Job(task, "large-print", None, articles, {"pdf": f"large-print/{edition.issue.name}.pdf"})]


def whole_order(
    edition: Edition, entries: Sequence[Entry], settings: Settings, workspace: Workspace
) -> LargePrintOrder:
    """These articles as one book."""
    articles = tuple(entry.digest for entry in entries)
    return replace(_large_print_order(edition, settings, workspace), articles=articles, whole_issue=True)


def _large_print(edition: Edition, settings: Settings, workspace: Workspace) -> list[Job]:
    order = _large_print_order(edition, settings, workspace)
    alone = [
        Job(
            large_print_task(
                replace(order, articles=(entry.digest,)),
                name=f"large print of {entry.article.title.text}",
                file=entry.article.source.name,
                words=entry.words,
            ),
            "large-print",
            entry,
            (entry.digest,),
            {"pdf": f"large-print/{entry.stem}.pdf"},
        )
        for entry in edition.entries
    ]
    return [*whole_issue(edition, edition.sound_entries(), settings, workspace), *alone]


def _large_print_order(edition: Edition, settings: Settings, workspace: Workspace) -> LargePrintOrder:
    """What all large print of an edition has in common."""
    folders = workspace.template_folders()
    return LargePrintOrder(
        articles=(),
        title=edition.title,
        publisher=settings.publisher,
        contact=settings.contact,
        settings=settings.large_print,
        template_folders=tuple(str(folder) for folder in folders),
        templates=templates_digest(folders, "large-print", "shared"),
        style=read_house_style(folders, edition.issue.folder),
    )

"""The whole issue as one recording: the jobs that read out its contents and bind its articles together."""

from __future__ import annotations

from collections.abc import Sequence

from everyread import paths
from everyread.article import article_adapter
from everyread.edition import Edition
from everyread.narration.binding import BindingOrder, Part, binding_task
from everyread.narration.contents import STEM, Listed, contents_article
from everyread.narration.lexicon_file import lexicon_for
from everyread.narration.task import NarrationOrder, narration_task
from everyread.settings import Settings
from everyread.store import Digest, Store
from everyread.workshop import Job, Made
from everyread.workspace import Workspace


def contents_paths() -> dict[str, str]:
    """Where the spoken contents go, by role."""
    return {"mp3": paths.recording(STEM), "vtt": paths.captions(STEM)}


def recording_paths(edition: Edition) -> dict[str, str]:
    """Where the whole issue's recording goes, by role."""
    return {"mp3": paths.recording(edition.issue.name), "vtt": paths.captions(edition.issue.name)}


def spoken_contents(
    edition: Edition,
    recordings: Sequence[Made],
    settings: Settings,
    workspace: Workspace,
    store: Store,
    cover: Digest,
) -> Job:
    """What is in the issue and how long each article lasts, read out."""
    listed = [
        Listed(
            made.job.entry.article.title.text, made.job.entry.article.author, made.receipt.facts["seconds"]
        )
        for made in recordings
        if made.job.entry
    ]
    article = contents_article(edition.title, settings.publisher, listed)
    digest = store.put(article_adapter().dump_json(article))
    order = NarrationOrder(
        article=digest,
        lexicon=lexicon_for(workspace.word_list("lexicon.toml"), edition.issue.folder),
        settings=settings.narration.model_copy(
            update={"announce_length": False, "closing": "", "slower": None}
        ),
        album=edition.title,
        artist=settings.publisher,
        track=0,
        tracks=edition.entries[-1].number,
        cover=cover,
    )
    task = narration_task(order, name="spoken contents", file="", words=article.word_count())
    return Job(task, "audio", None, (digest,), contents_paths())


def whole_recording(
    edition: Edition, contents: Made, recordings: Sequence[Made], settings: Settings, cover: Digest
) -> Job:
    """The contents and every article in one file, a chapter each."""
    files = contents.receipt.files
    parts = [Part(STEM, "Contents", files["mp3"], files["cues"])]
    for made in recordings:
        if made.job.entry:
            files, entry = made.receipt.files, made.job.entry
            parts.append(Part(entry.stem, entry.article.title.text, files["mp3"], files["cues"]))
    task = binding_task(BindingOrder(tuple(parts), edition.title, settings.publisher, cover))
    articles = tuple(digest for made in recordings for digest in made.job.articles)
    return Job(task, "audio", None, articles, recording_paths(edition))

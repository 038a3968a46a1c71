"""What a pack is made of, and which packs there are."""

from __future__ import annotations

from everyread.delivery.pack import Pack, Piece
from everyread.edition import Entry
from everyread.jobs import Wanted
from everyread.ledger import Ledger
from everyread.narration.contents import STEM
from everyread.settings import Settings
from everyread.workshop import Job, Made
from everyread.workspace import Workspace


def packs(ledger: Ledger, wanted: Wanted, settings: Settings, workspace: Workspace) -> list[Job]:
    """The jobs that pack the whole issue; none when no article is fit for it."""
    pack = the_pack(ledger, settings)
    if not pack.pieces:
        return []
    return []


def the_pack(ledger: Ledger, settings: Settings) -> Pack:
    """The articles that no error holds back, with what was made of each."""
    edition = ledger.edition
    bound = _of_whole(ledger, "large-print", "pdf", edition.issue.name)
    contents = _of_whole(ledger, "audio", "mp3", STEM)
    whole = _of_whole(ledger, "audio", "mp3", edition.issue.name)
    cover = (each.receipt.files["cover"] for each in ledger.made if "cover" in each.receipt.files)
    voices = (each.receipt.facts["voice"] for each in ledger.made if "voice" in each.receipt.facts)
    return Pack(
        name=edition.issue.name,
        title=edition.title,
        publisher=settings.publisher,
        contact=settings.contact,
        language=settings.language,
        published=settings.published.isoformat() if settings.published else "",
        voice=next(voices, ""),
        cover=next(cover, ""),
        contents=_recorded(contents, STEM, "Contents", contents.job.articles[0]) if contents else None,
        pieces=tuple(_piece(ledger, entry) for entry in ledger.sound_entries()),
        whole=_recorded(whole, edition.issue.name, edition.title, "") if whole else None,
        large_print=bound.receipt.files["pdf"] if bound else "",
    )


def _piece(ledger: Ledger, entry: Entry) -> Piece:
    own = {made.job.kind: made for made in ledger.made if made.job.entry is entry and made.receipt.files}
    return _recorded(
        own.get("audio"), entry.stem, entry.article.title.text, entry.digest, own.get("large-print")
    )


def _recorded(made: Made | None, stem: str, title: str, article: str, printed: Made | None = None) -> Piece:
    files, facts = (made.receipt.files, made.receipt.facts) if made else ({}, {})
    return Piece(
        stem=stem,
        title=title,
        article=article,
        mp3=files.get("mp3", ""),
        vtt=files.get("vtt", ""),
        cues=files.get("cues", ""),
        seconds=facts.get("seconds", 0.0),
        large_print=printed.receipt.files["pdf"] if printed else "",
        pages=printed.receipt.facts["pages"] if printed else 0,
    )


def _of_whole(ledger: Ledger, kind: str, role: str, stem: str) -> Made | None:
    """What was made of the whole issue under this name, if it was."""
    return next(
        (
            made
            for made in ledger.made
            if made.job.entry is None and made.job.kind == kind and role in made.receipt.files
            if made.job.paths.get(role, "").rpartition("/")[2].partition(".")[0] == stem
        ),
        None,
    )

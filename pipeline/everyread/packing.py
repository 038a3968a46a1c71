"""What is made of the whole issue, once it is known which articles are fit for it."""

from __future__ import annotations

from everyread import paths
from everyread.delivery.braille.task import BrailleOrder, braille_task
from everyread.delivery.daisy.task import DaisyOrder, daisy_task
from everyread.delivery.epub.task import EpubOrder, epub_task
from everyread.delivery.feed import FeedOrder, feed_task
from everyread.delivery.pack import Pack, Piece
from everyread.delivery.usb import UsbOrder, usb_task
from everyread.edition import Entry
from everyread.jobs import Wanted, whole_order
from everyread.largeprint.style import read_house_style
from everyread.ledger import Ledger
from everyread.manifest import Kind
from everyread.narration.contents import STEM
from everyread.printshop.profile import profile_for
from everyread.printshop.task import PrintOrder, print_paths, print_task
from everyread.settings import Settings
from everyread.store import Store
from everyread.work import Task
from everyread.workshop import Job, Made
from everyread.workspace import Workspace, templates_digest


def pack_paths(name: str) -> dict[Kind, dict[str, str]]:
    """Where each pack of an issue goes: kind, then role, then path."""
    return {
        "epub": {"epub": f"epub/{name}.epub"},
        "daisy": {"daisy": f"daisy/{name}.zip"},
        "usb": {"usb": f"usb/{name}.zip"},
        "braille": {"brf": f"braille/{name}.brf"},
        "print": print_paths(name),
        "feed": {"feed": paths.FEED, "chapters": paths.chapters(name), "artwork": paths.ARTWORK},
    }


def packs(
    ledger: Ledger, wanted: Wanted, settings: Settings, workspace: Workspace, store: Store
) -> list[Job]:
    """The jobs that pack the whole issue; at least one article must be fit for it."""
    pack = the_pack(ledger, settings)
    folders = workspace.template_folders()
    places = tuple(str(folder) for folder in folders)
    digests = tuple(piece.article for piece in pack.pieces)

    where = pack_paths(pack.name)

    def job(kind: Kind, task: Task | None) -> list[Job]:
        return [Job(task, kind, None, digests, where[kind])] if task and kind in wanted.kinds else []

    feed = FeedOrder(
        pack=pack,
        settings=settings.delivery,
        artwork=ledger.file_of_role("artwork"),
        template_folders=places,
        templates=templates_digest(folders, "feed"),
        pages=_pages(pack) if "page" in wanted.kinds else (),
    )
    epub = EpubOrder(pack, places, templates_digest(folders, "epub", "shared"))
    daisy = DaisyOrder(pack, places, templates_digest(folders, "daisy", "shared"))
    issue, sound = ledger.edition.issue, ledger.sound_entries()
    style = read_house_style(folders, issue.folder)
    usb = UsbOrder(pack, places, templates_digest(folders, "usb", "large-print"), style)
    press = PrintOrder(
        name=pack.name,
        book=whole_order(ledger.edition, sound, settings, workspace),
        settings=settings.print_shop,
        templates=templates_digest(folders, "print-shop", "large-print", "shared"),
        profile=profile_for(settings.print_shop.profile, issue.folder, store),
        published=pack.published,
    )
    words = sum(entry.words for entry in sound)
    return [
        *job("epub", epub_task(epub)),
        *job("daisy", daisy_task(daisy)),
        *job("usb", usb_task(usb)),
        *job("braille", braille_task(BrailleOrder(pack))),
        *job("print", print_task(press, words=words)),
        *job("feed", feed_task(feed)),
    ]


def _pages(pack: Pack) -> tuple[tuple[str, str], ...]:
    return tuple((piece.stem, paths.page(piece.stem)) for piece in pack.pieces)


def the_pack(ledger: Ledger, settings: Settings) -> Pack:
    """The articles that no error holds back, with what was made of each."""
    edition = ledger.edition
    bound = _of_whole(ledger, "large-print", "pdf", edition.issue.name)
    contents = _of_whole(ledger, "audio", "mp3", STEM)
    whole = _of_whole(ledger, "audio", "mp3", edition.issue.name)
    return Pack(
        name=edition.issue.name,
        title=edition.title,
        publisher=settings.publisher,
        contact=settings.contact,
        language=settings.language,
        published=settings.published.isoformat() if settings.published else "",
        voice=settings.narration.voice,
        cover=ledger.file_of_role("cover"),
        contents=_recorded(contents, STEM, "Contents", contents.job.articles[0]) if contents else None,
        pieces=tuple(_piece(ledger, entry) for entry in ledger.sound_entries()),
        whole=_recorded(whole, edition.issue.name, edition.title, "") if whole else None,
        large_print=bound.receipt.files["pdf"] if bound else "",
    )


def _piece(ledger: Ledger, entry: Entry) -> Piece:
    own = {made.job.kind: made for made in ledger.made_of(entry) if made.receipt.files}
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

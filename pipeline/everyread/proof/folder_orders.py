"""Which proofs a finished folder gets: their orders come from issue.json, the files and the articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from everyread.article import (
    Article,
    Block,
    Heading,
    Paragraph,
    Prose,
    Run,
    Sentence,
    Source,
    article_adapter,
)
from everyread.manifest import ArticleRecord
from everyread.proof.agreement import AgreementOrder, Form, agreement_task
from everyread.proof.audio import AudioProofOrder, audio_proof_task, parse
from everyread.proof.binding import BindingProofOrder, BoundPart, binding_proof_task
from everyread.proof.braille import BrailleProofOrder, braille_proof_task
from everyread.proof.daisy import DaisyProofOrder, DaisyProofPiece, daisy_proof_task
from everyread.proof.easy_page import EasyPageProofOrder, easy_page_proof_task
from everyread.proof.epub import EpubPart, EpubProofOrder, epub_proof_task
from everyread.proof.feed import FeedProofOrder, feed_proof_task
from everyread.proof.folder import Folder
from everyread.proof.folder_sound import SoundOrder, sound_task
from everyread.proof.page import FinishedPage, PageProofOrder, page_proof_task
from everyread.proof.pdf import PdfProofOrder, pdf_proof_task, press_orders
from everyread.proof.usb import UsbProofOrder, usb_proof_task
from everyread.settings import Settings
from everyread.store import Digest, Store
from everyread.work import Task

CONTENTS = "00-contents"
"""The stem of the spoken contents."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the folder is judged by: read again from what people wrote."""

    settings: Settings
    articles: Mapping[str, Digest]
    """Each article whose source is as it was, by its id in issue.json; in the store."""
    reviewed: frozenset[str] = frozenset()
    """Ids of the articles whose easy read people have worked on."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A task that judges a file, and the file."""

    path: str
    """The file's place in the folder."""
    task: Task
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Rules that are about another file, and which: a recording's words are in its captions."""
    measures: bool = True
    """Whether it measures what issue.json says of the file."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything at hand while orders are formed."""

    folder: Folder
    sources: Sources
    store: Store
    files: dict[str, Digest]

    @property
    def name(self) -> str:
        return self.folder.manifest.issue.name

    @property
    def title(self) -> str:
        return self.folder.manifest.issue.title

    @property
    def sound(self) -> list[ArticleRecord]:
        """The articles that members get."""
        return [each for each in self.folder.manifest.articles if not each.held]

    @property
    def whole(self) -> tuple[Digest, ...] | None:
        """Those articles as they are in the sources; None unless all of them are known."""
        known = self.sources.articles
        return (
            tuple(known[each.id] for each in self.sound) if all(a.id in known for a in self.sound) else None
        )

    def cues(self, stem: str, folder: str = "captions") -> Digest:
        """The times in a recording's captions, as the makers of pages and books keep them."""
        vtt = self.files.get(f"{folder}/{stem}.vtt", "")
        if not vtt:
            return ""
        text = self.store.get(vtt).decode(errors="replace")
        return self.store.put(json.dumps([asdict(cue) for cue in parse(text)]).encode())

    def seconds(self, stem: str) -> float:
        record = self.folder.listed().get(f"audio/{stem}.mp3")
        return float(record.facts.get("seconds", 0.0)) if record else 0.0

    def signed(self, article: str) -> bool:
        record = self.folder.listed().get(f"easy-read/{article}.pdf")
        return bool(record and record.facts.get("signed"))

    @property
    def volumes(self) -> int:
        """How many the print shop's pages are in."""
        record = self.folder.listed().get(f"print/{self.name}.pdf")
        return len(record.facts.get("volumes", ())) if record else 0

    def mp3(self, stem: str) -> Digest:
        return self.files.get(f"audio/{stem}.mp3", "")


def proofs_of_folder(folder: Folder, sources: Sources, store: Store) -> list[Proof]:
    """Every proof for which all is at hand; `store` also finds the folder's files (`folder.shelf`)."""
    desk = _Desk(folder, sources, store, folder.present())
    return [
        *_recordings(desk),
        *_pdfs(desk),
        *_easy_reads(desk),
        *_packs(desk),
        *_pages(desk),
        *_agreement(desk),
    ]


def _recordings(desk: _Desk) -> Iterator[Proof]:
    narration = desk.sources.settings.narration
    records = desk.folder.manifest.articles
    last = records[-1].number if records else 0
    for record in records:
        for folder, captions in (("audio", "captions"), ("audio/slower", "captions/slower")):
            path, vtt = f"{folder}/{record.id}.mp3", f"{captions}/{record.id}.vtt"
            if path not in desk.files:
                continue
            track = f"{record.number}/{last}"
            tags = SoundOrder(path, desk.files[path], record.title, desk.title, track, None)
            yield Proof(path, sound_task(tags))
            if vtt in desk.files and record.id in desk.sources.articles:
                order = AudioProofOrder(
                    desk.files[path],
                    desk.files[vtt],
                    desk.cues(record.id, captions),
                    desk.sources.articles[record.id],
                    narration,
                )
                yield Proof(
                    path,
                    audio_proof_task(order, name=f"proof of {path}", file=record.source),
                    elsewhere={"PRF-001": vtt, "PRF-005": vtt},
                )
        easy = f"easy-read/{record.id}.mp3"
        if easy in desk.files:
            album = f"{desk.title}: easy read{'' if desk.signed(record.id) else ' draft'}"
            heard = SoundOrder(
                easy, desk.files[easy], record.title, album, f"{record.number}/{last}", narration.loudness
            )
            yield Proof(easy, sound_task(heard))
    yield from _bound(desk, last)


def _bound(desk: _Desk, last: int) -> Iterator[Proof]:
    """The contents, and the whole issue's recording: its articles' recordings, one after another."""
    contents, whole = f"audio/{CONTENTS}.mp3", f"audio/{desk.name}.mp3"
    if contents in desk.files:
        loudness = desk.sources.settings.narration.loudness
        tags = SoundOrder(contents, desk.files[contents], desk.title, desk.title, f"0/{last}", loudness)
        yield Proof(contents, sound_task(tags))
    if whole not in desk.files:
        return
    yield Proof(whole, sound_task(SoundOrder(whole, desk.files[whole], desk.title, desk.title, "", None)))
    vtt = f"captions/{desk.name}.vtt"
    stems = {CONTENTS: "Contents", **{each.id: each.title for each in desk.sound if desk.mp3(each.id)}}
    parts = tuple(BoundPart(stem, title, desk.mp3(stem), desk.cues(stem)) for stem, title in stems.items())
    if vtt in desk.files and all(part.mp3 and part.cues for part in parts):
        order = BindingProofOrder(desk.files[whole], desk.files[vtt], parts)
        yield Proof(whole, binding_proof_task(order, name=f"proof of {whole}"))


def _pdfs(desk: _Desk) -> Iterator[Proof]:
    known = desk.sources.articles
    size = desk.sources.settings.large_print.size
    for record in desk.folder.manifest.outputs:
        path = record.path
        if record.kind != "large-print" or path not in desk.files:
            continue
        articles = (
            (known[record.article],) if record.article in known else None if record.article else desk.whole
        )
        if articles:
            asked = record.facts.get("passport", {}).get("asked", {}).get("pt", size)
            order = PdfProofOrder(desk.files[path], articles, asked)
            yield Proof(path, pdf_proof_task(order, name=f"proof of {path}", file=""))
    yield from _press(desk)


def _press(desk: _Desk) -> Iterator[Proof]:
    """The print shop's files, a volume and a cover at a time; issue.json says what is in which."""
    first = f"print/{desk.name}.pdf"
    record, articles = desk.folder.listed().get(first), desk.whole
    if record is None or articles is None:
        return
    asked = (
        record.facts.get("passport", {}).get("asked", {}).get("pt", desk.sources.settings.large_print.size)
    )

    def path_of(part: str, number: int) -> str:
        again = "" if number == 1 else f"-{number}"
        return first if (part, number) == ("volume", 1) else f"print/{desk.name}-{part}{again}.pdf"

    def file_of(part: str, number: int) -> Digest | None:
        return desk.files.get(path_of(part, number))

    for part, number, order in press_orders(record.facts, articles, asked, file_of):
        path = path_of(part, number)
        task = pdf_proof_task(order, name=f"proof of {path}", file="")
        yield Proof(path, task, measures=path == first)


def _easy_reads(desk: _Desk) -> Iterator[Proof]:
    easy = desk.sources.settings.easy_read
    for record in desk.folder.manifest.outputs:
        path, article = record.path, desk.sources.articles.get(record.article, "")
        if record.kind != "easy-read" or path not in desk.files or not article:
            continue
        signed = desk.signed(record.article)
        if path.endswith(".pdf"):
            size = record.facts.get("passport", {}).get("asked", {}).get("pt", easy.size)
            booklet = PdfProofOrder(desk.files[path], (article,), size, verbatim=False, kind="easy-read")
            yield Proof(path, pdf_proof_task(booklet, name=f"proof of {path}", file=""))
        elif path.endswith(".html"):
            heard = f"{record.article}.mp3" if easy.is_heard(signed=signed) else ""
            reviewed = record.article in desk.sources.reviewed
            page = EasyPageProofOrder(desk.files[path], article, signed, reviewed, heard)
            yield Proof(path, easy_page_proof_task(page, name=f"proof of {path}", file=""))


def _packs(desk: _Desk) -> Iterator[Proof]:
    name, articles = desk.name, desk.whole
    packs = {kind: f"{kind}/{name}.{end}" for kind, end in _PACKS.items()}
    there = {kind: desk.files[path] for kind, path in packs.items() if path in desk.files}
    said = _contents(desk)
    if "usb" in there:
        tracks = [(each.title, desk.mp3(each.id)) for each in desk.sound if desk.mp3(each.id)]
        tracks = [("Contents", desk.mp3(CONTENTS))] * bool(said) + tracks
        stick = UsbProofOrder(there["usb"], desk.title, tuple(tracks), has_contents=bool(said))
        yield Proof(packs["usb"], usb_proof_task(stick), measures=False)
    if articles is None:
        return
    stems = [each.id for each in desk.sound]
    pieces = [(CONTENTS, said)] * bool(said) + list(zip(stems, articles, strict=True))
    if "epub" in there:
        parts = tuple(
            EpubPart(text, desk.mp3(id_), desk.cues(id_), desk.seconds(id_)) for id_, text in pieces
        )
        yield Proof(packs["epub"], epub_proof_task(EpubProofOrder(there["epub"], parts)), measures=False)
    if "daisy" in there:
        sections = tuple(DaisyProofPiece(text, desk.mp3(id_), desk.cues(id_)) for id_, text in pieces)
        book = DaisyProofOrder(there["daisy"], desk.title, sections, contents=bool(said))
        yield Proof(packs["daisy"], daisy_proof_task(book), measures=False)
    if "braille" in there:
        yield Proof(packs["braille"], braille_proof_task(BrailleProofOrder(there["braille"], articles)))


_PACKS = {"epub": "epub", "daisy": "zip", "usb": "zip", "braille": "brf"}


def _pages(desk: _Desk) -> Iterator[Proof]:
    """The members' pages and the feed."""
    articles, settings = desk.whole, desk.sources.settings
    if articles is None:
        return
    chapters = f"chapters/{desk.name}.json"
    if "feed.xml" in desk.files or chapters in desk.files:
        heard = ((text, desk.mp3(each.id)) for each, text in zip(desk.sound, articles, strict=True))
        feed = FeedProofOrder(
            feed=desk.files.get("feed.xml", ""),
            chapters=desk.files.get(chapters, ""),
            private=settings.delivery.private,
            files=tuple(sorted(desk.files.items())),
            recordings=tuple((text, mp3) for text, mp3 in heard if mp3),
            whole=desk.mp3(desk.name),
        )
        path = "feed.xml" if "feed.xml" in desk.files else chapters
        yield Proof(path, feed_proof_task(feed), elsewhere={"PRF-502": chapters}, measures=False)
    paths = [f"articles/{each.id}.html" for each in desk.sound]
    if "index.html" in desk.files and all(path in desk.files for path in paths):
        pages = tuple(
            FinishedPage(path, desk.files[path], text, desk.cues(each.id) if desk.mp3(each.id) else "")
            for path, text, each in zip(paths, articles, desk.sound, strict=True)
        )
        listed = desk.folder.listed()
        allowed = (p for p in desk.files if not p.startswith("easy-read/") or desk.signed(listed[p].article))
        order = PageProofOrder(desk.files["index.html"], pages, tuple(sorted(allowed)), settings.contact)
        yield Proof("index.html", page_proof_task(order), measures=False)


def _agreement(desk: _Desk) -> Iterator[Proof]:
    """Numbers, units and denials, in each format that has the articles' own words."""
    known = desk.sources.articles
    for path, file in desk.files.items():
        form = next((form for pattern, form in _FORMS if re.fullmatch(pattern, path)), None)
        stem = path.rpartition("/")[2].partition(".")[0]
        whole = stem in {desk.name, "index", "feed"} and not (path.startswith("print/") and desk.volumes > 1)
        articles = (known[stem],) if stem in known else desk.whole if whole else None
        if form and articles:
            yield Proof(path, agreement_task(AgreementOrder(path, file, form, articles)), measures=False)


_FORMS: tuple[tuple[str, Form], ...] = (
    (r"index\.html", "index"),
    (r"feed\.xml", "feed"),
    (r"articles/.*", "page"),
    (r"captions/.*", "captions"),
    (r"spoken/.*", "spoken"),
    (r"(?:large-print|print)/.*", "pdf"),
    (r"epub/.*", "epub"),
    (r"daisy/.*", "daisy"),
    (r"braille/.*", "braille"),
)


def _contents(desk: _Desk) -> Digest:
    """The spoken contents as an article; empty when they were not spoken.

    It has no source but its own captions, so it is formed from them: what must be in it is the titles, in
    order, each as a heading with its number.
    """
    path = f"captions/{CONTENTS}.vtt"
    if path not in desk.files or not desk.mp3(CONTENTS):
        return ""
    cues = [
        Sentence(cue.id, (Run(cue.text),))
        for cue in parse(desk.store.get(desk.files[path]).decode(errors="replace"))
    ]
    heard = [each for each in desk.sound if desk.mp3(each.id)]
    headings = iter(f"{place}. {each.title}" for place, each in enumerate(heard, start=1))
    blocks: list[Block] = []
    waiting = next(headings, "")
    place = 1
    while place < len(cues):
        prose = _spelling(waiting, cues[place:])
        if prose:
            blocks.append(Heading(prose))
            waiting = next(headings, "")
        else:
            prose = (cues[place],)
            blocks.append(Paragraph(prose))
        place += len(prose)
    title = cues[0] if cues else Sentence("s0001", (Run(desk.title),))
    article = Article(title, tuple(blocks), Source(CONTENTS, "", "captions"))
    return desk.store.put(article_adapter().dump_json(article))


def _spelling(words: str, cues: list[Sentence]) -> Prose:
    """The cues that together say these words; none when they say something else."""
    wanted = " ".join(words.split())
    for count in range(1, len(cues) + 1):
        said = " ".join(" ".join(cue.text for cue in cues[:count]).split())
        if said == wanted:
            return tuple(cues[:count])
        if not wanted.startswith(said):
            break
    return ()

"""How long it takes to pack an issue for e-readers, players, feeds and sticks, and to prove what was packed.

    python -m benchmarks.delivery [--articles 40] [--words 30000]

The articles are made up (see `words`).  Their recordings are silence of the right length, at a reader's speed
and in the frames of a real MP3, with a time for each sentence: what is packed is as large as in life, and
nothing is spoken or set.  Every task runs once in this process, one after another, in a store of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.words import articles
from everyread import paths
from everyread.article import Article, article_adapter
from everyread.delivery.braille.task import BrailleOrder, braille_task
from everyread.delivery.daisy.task import DaisyOrder, daisy_task
from everyread.delivery.epub.task import EpubOrder, epub_task
from everyread.delivery.feed import FeedOrder, feed_task
from everyread.delivery.pack import Pack, Piece
from everyread.delivery.usb import UsbOrder, usb_task
from everyread.narration.contents import STEM, Listed, contents_article
from everyread.narration.tags import Chapter, Tags, tagged
from everyread.proof.braille import BrailleProofOrder, braille_proof_task
from everyread.proof.daisy import DaisyProofOrder, DaisyProofPiece, daisy_proof_task
from everyread.proof.epub import EpubPart, EpubProofOrder, epub_proof_task
from everyread.proof.feed import FeedProofOrder, feed_proof_task
from everyread.proof.usb import UsbProofOrder, usb_proof_task
from everyread.settings import Delivery
from everyread.sources.task import read_task
from everyread.store import Digest, Store
from everyread.work import Task, perform
from everyread.workspace import Workspace, templates_digest

WORDS_A_SECOND = 2.5
"""A reader's speed: 150 words a minute."""
SILENCE = bytes.fromhex("fffb50c4") + bytes(204) + 48 * (bytes.fromhex("fffb52c4") + bytes(205))
"""49 frames of MPEG-1 layer III, 64 kbit/s, 44.1 kHz, mono, as narration encodes; all but one are padded."""
SILENCE_SECONDS = 1.28
ADDRESS = "https://www.example.org/big"

Proof = Callable[[dict[str, Digest]], Task]
"""Makes the task that proves the files of a receipt."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pack cost."""

    name: str
    seconds: float
    cpu: float
    """Seconds of a core, with the programs that it ran: how long it would take on an idle machine."""
    proof: float
    bytes: int
    findings: int
    """How many errors its proof found: a fast pack that is wrong is no use."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--words", type=int, default=30_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch) / "store")
        pack = make_pack(store, Path(scratch), options.articles, options.words)
        report(pack, measured(pack, store))


def make_pack(store: Store, folder: Path, count: int, words: int) -> Pack:
    """An issue of `count` articles and about `words` words, as it is when everything has been recorded."""
    read = [_read(name, text, folder, store) for name, text in articles(count, words)]
    titles = [article.title.text for article in read]
    pieces = tuple(
        _piece(f"{number:02d}-article-{number}", article, store) for number, article in enumerate(read, 1)
    )
    listed = [Listed(title, "", piece.seconds) for title, piece in zip(titles, pieces, strict=True)]
    contents = _piece(STEM, contents_article("A big issue", "The Trust", listed), store)
    return Pack(
        name="big",
        title="A big issue",
        publisher="The Trust",
        contact="Ring us on 01632 960188.",
        language="en-GB",
        published="2026-12-01",
        voice="silence",
        cover="",
        contents=contents,
        pieces=pieces,
        whole=_bound((contents, *pieces), store),
    )


def measured(pack: Pack, store: Store) -> list[Cost]:
    """What each pack and its proof cost."""
    return [_cost(task, proof, store) for task, proof in _tasks(pack, store)]


def report(pack: Pack, costs: Sequence[Cost]) -> None:
    minutes = sum(piece.seconds for piece in pack.pieces) / 60
    say(f"{len(pack.pieces)} articles, {minutes:.0f} minutes of sound; Python {sys.version.split()[0]}\n")
    say("| pack | seconds | CPU s | proof, seconds | MB | errors |")
    say("| --- | ---: | ---: | ---: | ---: | ---: |")
    for each in costs:
        times = f"{each.seconds:.1f} | {each.cpu:.1f} | {each.proof:.1f}"
        say(f"| {each.name} | {times} | {each.bytes / 1e6:.1f} | {each.findings} |")
    sums = (sum(c.seconds for c in costs), sum(c.cpu for c in costs), sum(c.proof for c in costs))
    say(f"| all | {' | '.join(f'{each:.1f}' for each in sums)} | | |")
    say(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB.")


def _tasks(pack: Pack, store: Store) -> Iterator[tuple[Task, Proof]]:
    folders = Workspace(Path("/nowhere")).template_folders()
    names = tuple(str(folder) for folder in folders)
    parts = pack.all_pieces
    epub = EpubOrder(pack, names, templates_digest(folders, "epub", "shared"))
    yield (
        epub_task(epub),
        lambda files: epub_proof_task(
            EpubProofOrder(files["epub"], tuple(EpubPart(p.article, p.mp3, p.cues, p.seconds) for p in parts))
        ),
    )
    daisy = DaisyOrder(pack, names, templates_digest(folders, "daisy", "shared"))
    yield (
        daisy_task(daisy),
        lambda files: daisy_proof_task(
            DaisyProofOrder(
                files["daisy"], pack.title, tuple(DaisyProofPiece(p.article, p.mp3, p.cues) for p in parts)
            )
        ),
    )
    settings = Delivery(base_address=ADDRESS)
    feed = FeedOrder(pack, settings, store.put(b"picture"), names, templates_digest(folders, "feed"))
    yield feed_task(feed), lambda files: feed_proof_task(_feed_proof(feed, files))
    usb = UsbOrder(pack, names, templates_digest(folders, "usb", "large-print"))
    tracks = tuple((piece.title, piece.mp3) for piece in parts)
    yield (
        usb_task(usb),
        lambda files: usb_proof_task(UsbProofOrder(files["usb"], pack.title, tracks, has_contents=True)),
    )
    if braille := braille_task(BrailleOrder(pack)):
        words = tuple(piece.article for piece in pack.pieces)
        yield braille, lambda files: braille_proof_task(BrailleProofOrder(files["brf"], words))


def _feed_proof(order: FeedOrder, files: dict[str, Digest]) -> FeedProofOrder:
    pack = order.pack
    recorded = [*pack.all_pieces, *([pack.whole] if pack.whole else [])]
    folder = {f"audio/{piece.stem}.mp3": piece.mp3 for piece in recorded}
    folder |= {f"captions/{piece.stem}.vtt": piece.vtt for piece in recorded}
    folder |= {"index.html": "", "cover.jpg": order.artwork, paths.chapters(pack.name): files["chapters"]}
    return FeedProofOrder(
        files["feed"],
        files["chapters"],
        private=True,
        files=tuple(folder.items()),
        recordings=tuple((piece.article, piece.mp3) for piece in pack.pieces),
        whole=pack.whole.mp3 if pack.whole else "",
    )


def _cost(task: Task, proof: Proof, store: Store) -> Cost:
    started, before = time.perf_counter(), os.times()
    made = perform(task, store)
    packed, after = time.perf_counter(), os.times()
    proved = perform(proof(made.files), store)
    ended = time.perf_counter()
    size = sum(store.size(digest) for digest in made.files.values())
    errors = sum(each.severity == "error" for each in proved.findings)
    cpu = sum(after[:4]) - sum(before[:4])
    return Cost(task.name, packed - started, cpu, ended - packed, size, errors)


def _read(name: str, text: str, folder: Path, store: Store) -> Article:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    receipt = perform(read_task(path, folder, store=store), store)
    return article_adapter().validate_json(store.get(receipt.files["article-1"]))


def _piece(stem: str, article: Article, store: Store) -> Piece:
    """The article with its silence: each sentence lasts as long as its words do."""
    cues: list[dict[str, str | float]] = []
    clock = 0.5
    for sentence in article.sentences():
        end = clock + max(len(sentence.text.split()), 1) / WORDS_A_SECOND
        cues.append(
            {"id": sentence.id, "start": round(clock, 3), "end": round(end, 3), "text": sentence.text}
        )
        clock = end + 0.4
    times = round((clock + 1) / SILENCE_SECONDS + 0.5)
    title = "Contents" if stem == STEM else article.title.text
    return Piece(
        stem=stem,
        title=title,
        article=store.put(article_adapter().dump_json(article)),
        mp3=store.put(tagged(SILENCE * times, Tags(title))),
        vtt=store.put(f"WEBVTT\n\n{stem}\n".encode()),
        cues=store.put(json.dumps(cues).encode()),
        seconds=round(times * SILENCE_SECONDS, 3),
    )


def _bound(pieces: tuple[Piece, ...], store: Store) -> Piece:
    chapters: list[Chapter] = []
    cues: list[dict[str, str | float]] = []
    start = 0.0
    for piece in pieces:
        chapters.append(Chapter(piece.title, start, start + piece.seconds))
        for cue in json.loads(store.get(piece.cues)):
            later = {"start": cue["start"] + start, "end": cue["end"] + start}
            cues.append({**cue, **later, "id": f"{piece.stem}-{cue['id']}"})
        start += piece.seconds
    sound = tagged(SILENCE * round(start / SILENCE_SECONDS), Tags("A big issue"), chapters=chapters)
    vtt = store.put(b"WEBVTT\n\nbig\n")
    return Piece(
        "big", "A big issue", "", store.put(sound), vtt, store.put(json.dumps(cues).encode()), round(start, 3)
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()

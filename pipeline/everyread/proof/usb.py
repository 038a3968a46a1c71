"""Reads the finished USB pack back as a player without a screen would: name by name, in the order written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from everyread.findings import Finding
from everyread.proof.wording import printable
from everyread.store import Digest, Store, code_digest, digest_of, key_of, version_of
from everyread.work import Receipt, Task

LONGEST = 64
"""Characters of a file name that old players are known to take."""
_TRACK = re.compile(r"[A-Za-z0-9-]+/(?P<number>[0-9]{2,})-[A-Za-z0-9-]+\.mp3")
_PAPER = re.compile(r"[A-Za-z0-9-]+\.(txt|pdf|json)")
_LISTED = re.compile(r"[0-9]{2,}  (?P<title>.*), [^,]+")
_AGAIN = "Build again with --fresh. If it happens again, report it."


@dataclass(frozen=True, slots=True)
class UsbProofOrder:
    """The pack, and what must be on it."""

    usb: Digest
    title: str
    """The issue's name."""
    recordings: tuple[tuple[str, Digest], ...]
    """Title and recording of each track, as they were proved, in the order of play."""
    has_contents: bool
    """Whether the first of them is the spoken contents."""


def usb_proof_task(order: UsbProofOrder, *, name: str = "proof of the USB pack") -> Task:
    """Prove the pack.  Facts of its receipt: tracks_proved."""
    key = key_of(
        "usb proof", code_digest("proof.usb", "proof.wording", "findings"), version_of("pypdfium2"), order
    )
    return Task(name, prove_usb, order, key)


def prove_usb(order: UsbProofOrder, store: Store) -> Receipt:
    """Judge the zip's order, names, recordings and papers."""
    try:
        with ZipFile(io.BytesIO(store.get(order.usb))) as pack:
            complaints = list(_complaints(pack, order))
    except BadZipFile:
        complaints = ["cannot be opened, or is damaged"]
    findings = tuple(Finding("PRF-503", f"The USB pack {each}.", _AGAIN) for each in complaints)
    return Receipt(facts={"tracks_proved": len(order.recordings)}, findings=findings)


def _complaints(pack: ZipFile, order: UsbProofOrder) -> Iterator[str]:
    entries = pack.infolist()
    tracks = [entry for entry in entries if entry.filename.endswith(".mp3")]
    if entries[: len(tracks)] != tracks:
        yield "has a paper in front of a recording"
    yield from _judge_names(entries, tracks, first=0 if order.has_contents else 1)
    if any(entry.compress_type != ZIP_STORED for entry in tracks):
        yield "has recordings that a player would have to unpack"
    dates = [entry.date_time for entry in entries]
    if dates != sorted(set(dates)):
        yield "has files whose dates are not in the order of play"
    if [digest_of(pack.read(entry)) for entry in tracks] != [digest for _, digest in order.recordings]:
        yield "does not hold the issue's recordings, each once and in order"
    yield from _judge_papers(pack, order)


def _judge_names(entries: list[ZipInfo], tracks: list[ZipInfo], first: int) -> Iterator[str]:
    names = [entry.filename for entry in entries]
    found = [_TRACK.fullmatch(entry.filename) for entry in tracks]
    papers = (entry.filename for entry in entries if entry not in tracks)
    if not all(found) or not all(_PAPER.fullmatch(name) for name in papers):
        yield "has a name that an old player may not know"
    if any(len(part) > LONGEST for name in names for part in name.split("/")):
        yield f"has a name of more than {LONGEST} characters"
    if len({name.lower() for name in names}) != len(names):
        yield "has a name twice"
    if len({name.partition("/")[0] for name in names if "/" in name}) > 1:
        yield "has its recordings in more than one folder"
    numbers = [match["number"] for match in found if match]
    digits = max(2, len(str(first + len(tracks) - 1)))
    if numbers != [f"{number:0{digits}d}" for number in range(first, first + len(tracks))]:
        yield f"is not numbered one after another from {first}"
    if [name for name in names if name.endswith(".mp3")] != sorted(entry.filename for entry in tracks):
        yield "is in another order by name than as written"


def _judge_papers(pack: ZipFile, order: UsbProofOrder) -> Iterator[str]:
    names = pack.namelist()
    for name in ("READ-ME-FIRST.txt", "index.txt"):
        text = pack.read(name).decode("utf-8-sig") if name in names else ""
        if "computer voice" not in text or "help" not in text:
            yield f"has no {name} that says whose the voice is, and how to ask for help"
        if text.count("\n") != text.count("\r\n"):
            yield f"has lines in {name} that Windows runs together"
    if "index.txt" in names and not _in_order(pack.read("index.txt").decode("utf-8-sig"), order):
        yield "does not list every recording in index.txt, in order"
    if "label.pdf" not in names or not _is_label(pack.read("label.pdf"), order.title):
        yield "has no label to print with the issue's name on it"


def _in_order(index: str, order: UsbProofOrder) -> bool:
    """Whether the numbered lines are the recordings' titles, each before its running time."""
    found = (_LISTED.fullmatch(line) for line in index.splitlines())
    listed = [printable(match["title"]) for match in found if match]
    return listed == [printable(title) for title, _ in order.recordings]


def _is_label(pdf: bytes, title: str) -> bool:
    """Whether a PDF shows how the title begins; an emoji may be missing, since no font has it."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return False
    try:
        shown = _letters(document[0].get_textpage().get_text_range())
    finally:
        document.close()
    wanted = _letters(title)[:40]
    return bool(shown) and (wanted in shown or not wanted)


def _letters(text: str) -> str:
    return "".join(each for each in text.lower() if each.isascii() and each.isalnum())

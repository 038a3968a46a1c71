"""What a player shows of a recording: ID3v2.3, which every player knows, and ID3v1 for the oldest.

Chapters follow the ID3v2 Chapter Frame Addendum.  The sound itself is not touched, so a new title or a new
place in the running order costs no encoding.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

COMPUTER_VOICE = "Read by a computer voice."
_SPEECH = 101
"""ID3v1's number of the genre."""
_MOST_CHAPTERS = 255
"""The table of contents counts them in one byte."""
_NO_OFFSET = 0xFFFFFFFF
"""Says that a chapter is found by its time."""
_PLAIN = str.maketrans("‘’“”–—…\N{NO-BREAK SPACE}", "''\"\"--. ")


@dataclass(frozen=True, slots=True)
class Tags:
    """The words on a recording; an empty one is left out."""

    title: str
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    track: str = ""
    """Place in the issue and how many there are: "3/10"."""
    comment: str = COMPUTER_VOICE


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording, in seconds."""

    title: str
    start: float
    end: float


def tagged(mp3: bytes, tags: Tags, cover: bytes = b"", chapters: Iterable[Chapter] = ()) -> bytes:
    """The MP3, which has no tags yet, with them; `cover` is a JPEG."""
    from mutagen.id3 import APIC, COMM, ID3, TALB, TCON, TIT2, TLAN, TPE1, TPE2, TRCK

    words = [
        TIT2(encoding=3, text=tags.title),
        TPE1(encoding=3, text=tags.artist),
        TALB(encoding=3, text=tags.album),
        TPE2(encoding=3, text=tags.album_artist),
        TRCK(encoding=3, text=tags.track),
        TCON(encoding=3, text="Speech"),
        TLAN(encoding=3, text="eng"),
    ]
    frames = ID3()
    for frame in words:
        if str(frame):
            frames.add(frame)
    frames.add(COMM(encoding=3, lang="eng", desc="", text=tags.comment))
    if cover:
        frames.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="Cover", data=cover))
    for chapter_frame in _chapter_frames(list(chapters)[:_MOST_CHAPTERS]):
        frames.add(chapter_frame)
    file = io.BytesIO(mp3)
    frames.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue() + _version_one(tags)


def _chapter_frames(chapters: list[Chapter]) -> Iterable[object]:
    from mutagen.id3 import CHAP, CTOC, TIT2, CTOCFlags

    names = [f"chapter-{number:03d}" for number in range(1, len(chapters) + 1)]
    if names:
        yield CTOC(
            element_id="contents",
            flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
            child_element_ids=names,
            sub_frames=[TIT2(encoding=3, text="Contents")],
        )
    for name, chapter in zip(names, chapters, strict=True):
        yield CHAP(
            element_id=name,
            start_time=round(chapter.start * 1000),
            end_time=round(chapter.end * 1000),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[TIT2(encoding=3, text=chapter.title)],
        )


def _version_one(tags: Tags) -> bytes:
    """128 bytes at the end of the file (ID3v1.1)."""
    track = int(tags.track.partition("/")[0] or 0)
    return b"".join(
        [
            b"TAG",
            *(_field(text, 30) for text in (tags.title, tags.artist, tags.album)),
            b"\0" * 4,  # no year: a build has no date
            _field(tags.comment, 28),
            bytes([0, track if track < 256 else 0, _SPEECH]),
        ]
    )


def _field(text: str, length: int) -> bytes:
    """Latin-1, with plain quotation marks and dashes, cut to its length."""
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return plain.encode("latin-1", "replace")[:length].ljust(length, b"\0")

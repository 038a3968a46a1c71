"""A finished file as the members' pages and the report name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from everyread.delivery.words import count, minutes, size
from everyread.manifest import Kind
from everyread.narration.contents import STEM

NAMES: dict[Kind, str] = {
    "audio": "Sound file",
    "captions": "Captions",
    "spoken": "What is said",
    "pronunciations": "How words are said",
    "large-print": "Large print",
    "print": "For the print shop",
    "easy-read": "Easy read",
    "epub": "E-book",
    "daisy": "Talking book",
    "feed": "Podcast feed",
    "chapters": "Chapters of the podcast",
    "artwork": "Picture of the podcast",
    "usb": "Memory stick pack",
    "braille": "Braille file",
    "page": "Members' page",
    "report": "Editor's report",
}
PURPOSES: dict[Kind, str] = {
    "audio": "Everything in one recording, with a chapter for each article.",
    "large-print": "Large, clear letters, to read on a screen or to print at home.",
    "epub": "For reading apps and e-readers. The words are marked as they are read aloud.",
    "daisy": "DAISY, for talking-book players and apps.",
    "usb": "Unzip it onto a memory stick, for a player without a screen.",
    "braille": "For a braille display or embosser. Nobody has proof-read the braille.",
    "feed": "For a podcast app: copy the address of this link into it.",
}
"""What each file of a whole issue is for."""
_TIMED = frozenset({"MP3", "M4B", "WAV", "EPUB", "ZIP"})
"""Formats whose running time a person wants to know."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file."""

    kind: Kind
    path: str
    """Relative to the output folder, with forward slashes."""
    bytes: int
    seconds: float = 0.0
    """Running time; 0 where there is none."""
    pages: int = 0
    """Pages; 0 where there are none."""

    @property
    def name(self) -> str:
        """What it is: "Large print"."""
        path = PurePosixPath(self.path)
        if self.kind == "audio" and path.stem == STEM:
            return "Spoken contents"
        return f"Slower {NAMES[self.kind].lower()}" if path.parent.name == "slower" else NAMES[self.kind]

    @property
    def purpose(self) -> str:
        """What it is for: "For talking-book players."; empty where its name says enough."""
        return PURPOSES.get(self.kind, "")

    @property
    def format(self) -> str:
        """The kind of file: "PDF"."""
        return PurePosixPath(self.path).suffix.removeprefix(".").upper()

    @property
    def opens(self) -> bool:
        """Whether a browser shows it, so that a link to it is not for downloading."""
        return self.format in ("HTML", "XML")

    @property
    def details(self) -> str:
        """What a person wants to know before downloading: "PDF, 7 pages, 120 KB"."""
        return ", ".join(part for part in (self.format, self._length, size(self.bytes)) if part)

    @property
    def _length(self) -> str:
        if self.seconds and self.format in _TIMED:
            return minutes(self.seconds)
        return count(self.pages, "page") if self.format == "PDF" and self.pages else ""

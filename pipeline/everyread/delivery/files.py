"""A finished file as the members' page and the report name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from everyread.delivery.words import count, minutes, size
from everyread.manifest import Kind
from everyread.narration.contents import STEM

NAMES: dict[str, str] = {
    "audio": "Sound file",
    "captions": "Captions",
    "spoken": "What is said",
    "large-print": "Large print",
    "easy-read": "Easy read",
}


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
    def format(self) -> str:
        """The kind of file: "PDF"."""
        return PurePosixPath(self.path).suffix.removeprefix(".").upper()

    @property
    def details(self) -> str:
        """What a person wants to know before downloading: "PDF, 7 pages, 120 KB"."""
        return ", ".join(part for part in (self.format, self._length, size(self.bytes)) if part)

    @property
    def _length(self) -> str:
        if self.kind == "audio" and self.seconds:
            return minutes(self.seconds)
        return count(self.pages, "page") if self.format == "PDF" and self.pages else ""

"""A review file as data: what people decided about each sentence, and who signed for what.

A signature stands once at the head of the file.  What it covers is said sentence by sentence: a seal is the
hash of the signature, the article's sentence and the easy words.  So whatever changes later voids the seals
of its own sentence only, and a seal that somebody types or copies does not fit.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Role = Literal["medical", "readers"]
ROLES: tuple[Role, ...] = ("medical", "readers")
ROLE_NAMES: dict[Role, str] = {"medical": "a medical editor", "readers": "readers"}
FEWEST_READERS = 2
"""People with a learning disability who must have read it: one person's taste is no test."""
HASH = 12
"""Hexadecimal digits of a hash in the file: short enough for a person to look past it."""

Mark = Literal["", "-", "+"]
"""What a line of the easy read is: a sentence, a point of a list, or what explains the line above."""
Decision = Literal["", "keep", "drop"]

_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "…": "..."})


@dataclass(frozen=True, slots=True)
class Easy:
    """One line of easy words."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Signature:
    role: Role
    number: int
    """From 1, one count for each role."""
    name: str
    """The medical editor's name, or the readers' group."""
    date: str
    """As 2026-11-20."""
    people: str = ""
    """How many people read it, and who they are if they want to be named: "3: Ann, Raj and Lee"."""
    said: str = ""
    """What was checked, or what the readers said."""
    although: str = ""
    """Why it was signed in spite of what the guard says."""

    @property
    def id(self) -> str:
        """How seals name it: "medical-1"."""
        return f"{self.role}-{self.number}"

    @property
    def how_many(self) -> int:
        """How many people read it; 0 where it is not said."""
        found = re.match(r"\d+", self.people)
        return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class Block:
    """What the file says about one sentence of the article, one block copied whole, or one hard word."""

    id: str
    """The sentence's id when everyread last wrote the file; "word" for a hard word."""
    source: str
    """Hash of the article's words: what the block belongs to, wherever it stands."""
    written: str
    """Hash of the block as everyread wrote it: while it fits, no person has changed it."""
    body: str
    """The same hash of the block as it is now."""
    quoted: tuple[str, ...]
    """The article's words as the file shows them."""
    words: tuple[Easy, ...]
    decision: Decision
    reason: str
    """Why it is dropped."""
    picture: str
    """The picture that a person chose: a file or symbol name, "none" for no picture, or empty."""
    seals: tuple[tuple[str, str], ...]
    """Signature id and seal."""
    gone: bool
    """Whether the article no longer had it when everyread last wrote the file."""
    line: int
    """Where it begins in the file, from 1."""

    @property
    def touched(self) -> bool:
        """Whether a person changed anything in it."""
        return self.body != self.written

    def seal(self, signature: Signature) -> str:
        """What binds a signature to this sentence and these words."""
        if self.decision:
            chosen: tuple[str, ...] = (self.decision, self.reason)
        else:
            chosen = tuple(f"{line.mark} {line.text}" for line in self.words)
        who = (signature.id, signature.name, signature.date, signature.people, signature.said)
        return short_hash(*who, signature.although, self.source, self.picture, *chosen)

    def signature_of(self, role: Role, signatures: tuple[Signature, ...]) -> Signature | None:
        """The signature of a role that holds for this block as it is; the newest of several."""
        seals = dict(self.seals)
        holding = (each for each in signatures if each.role == role and seals.get(each.id) == self.seal(each))
        return max(holding, key=lambda each: each.number, default=None)


@dataclass(frozen=True, slots=True)
class Review:
    """One article's review file."""

    file: str
    """Its path inside the issue's folder: "easy-read/flu.txt"."""
    signatures: tuple[Signature, ...]
    blocks: tuple[Block, ...]
    written: tuple[str, ...] = ()
    """Names of the states in which everyread wrote the file, the newest first; see `lineage`."""


def fold(text: str) -> str:
    """A text in one spelling of white space, quotation marks and accents, as editors change them unasked."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def short_hash(*parts: str) -> str:
    """The hash of texts, however their quotation marks and white space are written."""
    return hashlib.sha256("\0".join(map(fold, parts)).encode()).hexdigest()[:HASH]

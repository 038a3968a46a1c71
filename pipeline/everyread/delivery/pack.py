"""What goes into a pack: the same words and recordings, whether for an e-reader, a player or a feed."""

from __future__ import annotations

from dataclasses import dataclass

from everyread.store import Digest


@dataclass(frozen=True, slots=True)
class Piece:
    """One article, or the spoken contents, with its recording."""

    stem: str
    """As its files are named: "03-flu"; "00-contents" for the contents."""
    title: str
    article: Digest
    """The Article as JSON in the store; its sentences have the ids that the cues name."""
    mp3: Digest
    vtt: Digest
    cues: Digest
    """JSON: a list of {"id", "start", "end", "text"}, in the order of speaking, in seconds.  Ids are those
    of the article's sentences ("s0001"); announcements have ids of their own."""
    seconds: float
    large_print: Digest = ""
    """Its large-print PDF; empty when there is none."""
    pages: int = 0
    """Pages of that PDF."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The issue as it is delivered: only articles that no error holds back, in running order."""

    name: str
    """The issue's short name, as in file names."""
    title: str
    publisher: str
    contact: str
    language: str
    published: str
    """ISO date; empty when issue.toml does not say."""
    voice: str
    """Name of the narrating voice."""
    cover: Digest
    """A square JPEG; empty when there is none."""
    contents: Piece | None
    """The spoken contents, which come first; None when they could not be made."""
    pieces: tuple[Piece, ...]
    whole: Piece | None = None
    """The whole issue as one recording, a chapter a piece (its `article` is empty); None without one."""
    large_print: Digest = ""
    """The large-print PDF of the whole issue; empty when there is none."""

    @property
    def all_pieces(self) -> tuple[Piece, ...]:
        """The contents, if any, and then the articles."""
        return ((self.contents,) if self.contents else ()) + self.pieces

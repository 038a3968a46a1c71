"""What is known of each sentence once an article has been scored: the blob "sentences" of its receipt.

Written by `task.score`, read by whoever gives reasons.  Reading it loads no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

Kind = Literal[
    "title",
    "heading",
    "sentence",
    "item",
    "lead-in",
    "caption",
    "cell",
    "note",
    "notice",
    "other language",
]
"""What a stretch of text is.

"item" is an entry of a list, which counts as a sentence though it may lack a full stop; "lead-in" ends in a
colon in front of a list and counts too.  Titles, headings, captions, cells of a table, notes (references),
and notices that may not be changed (disclaimers, helplines, credits) are described but not scored.
"""
COUNTED: frozenset[Kind] = frozenset({"sentence", "item", "lead-in"})
"""The kinds that go into the scores."""


@dataclass(frozen=True, slots=True)
class RareWord:
    """A word that few readers meet often."""

    word: str
    """As it is written, without quotation marks and the like."""
    zipf: float
    """Its frequency in general English on the Zipf scale: 7 is "the", 4 is "knit", 3 is 1 in a million."""
    syllables: int


@dataclass(frozen=True, slots=True)
class SentenceProfile:
    """One sentence of an article, with what makes it hard."""

    id: str
    """The shared id of the sentence, "s0001"."""
    kind: Kind
    text: str
    """As the reader sees it."""
    words: int
    syllables: int
    """As it is read aloud in British English, acronyms letter by letter."""
    difficulty: int
    """From 0 (reads like a first reading book) to 100 (reads like a research paper)."""
    age: float
    """The reading age in years that a whole article of such sentences would have."""
    rare: tuple[RareWord, ...] = ()
    """Rare words that are not names, the rarest first, each once."""
    parsed: bool = False
    """Whether the grammar below was looked at: only of the first few thousand words of a very long text."""
    clauses: int = 0
    """Clauses with a verb of their own; 1 is a simple sentence, 0 has no verb."""
    depth: int = 0
    """Steps from the main verb to the word that hangs deepest under it."""
    passives: tuple[str, ...] = ()
    """Verbs in the passive, as written: "was given"."""
    nominalisations: tuple[str, ...] = ()
    """Nouns made of verbs or adjectives: "investigation"."""
    negations: tuple[str, ...] = ()
    """Words that deny: "not", "never", "without"."""

    @property
    def counted(self) -> bool:
        """Whether the sentence goes into the article's scores."""
        return self.kind in COUNTED


@cache
def profiles_adapter() -> TypeAdapter[tuple[SentenceProfile, ...]]:
    """Reads and writes the profiles of an article as JSON, in reading order."""
    return TypeAdapter(tuple[SentenceProfile, ...])

"""What of an article is measured: its sentences, in the spelling that textstat counts rightly.

textstat ends a sentence at every full stop, even in "2.5" and "e.g.", joins a heading without one to
the sentence after it, and deletes "/" and "–" so that "ME/CFS" becomes one word.  So each sentence is
handed over with one full stop, at its end.  Tables are left out: figures in cells are not sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from everyread.article import Article, Figure, Heading, Paragraph, Prose

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|uk|net|gov)(?:/\S*)?\b")
_APOSTROPHE = str.maketrans("‘’ʼ", "'''")
_STOPS = re.compile(r"[.!?…]+")
_JOINERS = re.compile(r"[/–—+&]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word for the lists of hard words: letters, with apostrophes inside; a hyphen parts two words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One sentence as it is counted."""

    id: str
    text: str
    """As the reader sees it."""
    plain: str
    """With one full stop, at the end; empty when nothing in it can be read as words."""

    @property
    def words(self) -> int:
        return len(self.plain.split())


def measured_sentences(article: Article) -> tuple[Measured, ...]:
    """Title, standfirst and body in reading order, without tables."""
    return tuple(
        Measured(sentence.id, sentence.text, plain(sentence.text))
        for prose in _running_text(article)
        for sentence in prose
    )


def plain(text: str) -> str:
    """A sentence without web addresses, with its inner stops dropped and one full stop at its end."""
    spelt = _ADDRESS.sub(" ", text).translate(_APOSTROPHE)
    spelt = _JOINERS.sub(" ", _STOPS.sub("", spelt))
    words = " ".join(word for word in spelt.split() if any(map(str.isalnum, word)))
    return f"{words.rstrip(',;:')}." if words else ""


def _running_text(article: Article) -> Iterator[Prose]:
    yield (article.title,)
    yield article.standfirst
    for block in article.walk():
        match block:
            case Heading(prose=prose) | Paragraph(prose=prose):
                yield prose
            case Figure(caption=caption):
                yield caption
            case _:
                pass

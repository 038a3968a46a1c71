"""One chapter of the book: an article with its recording, and the times of its sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from everyread.article import Article, Figure, Heading, article_adapter, text_of
from everyread.delivery.epub.overlay import Clip, clips_of
from everyread.delivery.pack import Piece
from everyread.store import Store


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article in its place in the book."""

    name: str
    """As its files are named inside the book: "chapter-03"; a number cannot clash."""
    piece: Piece
    article: Article
    clips: Mapping[str, Clip]
    """By the id of the sentence; empty where there is no recording."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Sentences with which a page of the large-print edition begins, and its number."""

    @property
    def title(self) -> str:
        return self.article.title.text.strip()

    @property
    def author(self) -> str:
        """The name alone; empty where nobody is named."""
        return self.article.author.removeprefix("By ").removeprefix("by ")

    @property
    def milliseconds(self) -> int:
        """Length of the recording, all of which is heard."""
        return max((clip.end for clip in self.clips.values()), default=0)

    @property
    def sound(self) -> str:
        """Where the recording is in the book; empty for none."""
        return f"audio/{self.name}.mp3" if self.clips else ""

    def figures(self) -> list[Figure]:
        return [block for block in self.article.walk() if isinstance(block, Figure)]

    def silent(self) -> bool:
        """Whether any of its words are not heard."""
        return any(
            sentence.id not in self.clips
            for sentence in self.article.sentences()
            if any(letter.isalnum() for letter in sentence.text)
        )


def chapter_of(number: int, piece: Piece, store: Store) -> Chapter:
    """The chapter of a piece, with its article and its times read from the store."""
    article = article_adapter().validate_json(store.get(piece.article))
    cues = json.loads(store.get(piece.cues)) if piece.cues and piece.mp3 else []
    spoken = [sentence.id for sentence in article.sentences()]
    return Chapter(f"chapter-{number:02d}", piece, article, clips_of(cues, spoken, piece.seconds))


def headings(article: Article) -> list[tuple[int, str, str]]:
    """Level, words, and id of the first sentence of each heading inside the article."""
    return [
        (block.level, text_of(block.prose).strip(), block.prose[0].id)
        for block in article.walk()
        if isinstance(block, Heading) and text_of(block.prose).strip()
    ]

"""What a talking book is made of: its sections, and which stretch of sound belongs to which sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from everyread.article import Article, Figure, Heading, Prose, Run, Sentence, Source, article_adapter, text_of
from everyread.delivery.pack import Pack, Piece
from everyread.store import Digest, Store

PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}
"""Media types of pictures that DAISY 2.02 players show, and their file endings."""
FRONT = "a000"
"""Name of the section with the contents."""


@dataclass(frozen=True, slots=True)
class Par:
    """A sentence and the stretch of the recording in which it is heard, in seconds; none when it is not."""

    sentence: str
    begin: float = 0.0
    end: float = 0.0

    @property
    def heard(self) -> bool:
        return self.end > self.begin


@dataclass(frozen=True, slots=True)
class NavPoint:
    """A heading that a player can go to."""

    level: int
    text: str
    smil: str
    """File and fragment: "a001.smil#s0001"."""


@dataclass(frozen=True, slots=True)
class Section:
    """One recording with its text: the contents, or an article."""

    name: str
    """Of its files, without the ending: "a001"; eight letters at most, for old players."""
    title: str
    article: Article
    mp3: Digest
    """Empty when there is no recording."""
    pars: tuple[Par, ...]
    before: float
    """Seconds of all sections in front of it."""

    @property
    def seconds(self) -> float:
        return max((par.end for par in self.pars), default=0.0)


def sections(pack: Pack, store: Store) -> tuple[Section, ...]:
    """The contents, which are there even when they could not be spoken, and the articles in running order."""
    made: list[Section] = []
    before = 0.0
    for number, piece in enumerate((pack.contents, *pack.pieces)):
        section = _section(f"a{number:03}", piece, before, store) if piece else _silent_front(pack)
        made.append(section)
        before += section.seconds
    return tuple(made)


def _section(name: str, piece: Piece, before: float, store: Store) -> Section:
    article = article_adapter().validate_json(store.get(piece.article))
    heard = clips(json.loads(store.get(piece.cues)), piece.seconds) if piece.mp3 else {}
    # A sentence that is only read, such as a reference, has its place in the order and no sound.
    spoken = (sentence.id for sentence in article.sentences() if sentence.text.strip())
    pars = tuple(heard.get(sentence, Par(sentence)) for sentence in spoken)
    return Section(name, piece.title, article, piece.mp3, pars, before)


def _silent_front(pack: Pack) -> Section:
    article = Article(Sentence("s0001", (Run(pack.title),)), (), Source(pack.name, "", "contents"))
    return Section(FRONT, pack.title, article, "", (Par("s0001"),), 0.0)


def clips(cues: Sequence[dict[str, Any]], seconds: float) -> dict[str, Par]:
    """The stretch of each sentence: from its first sound to that of the next, the first one from the start.

    A player goes from clip to clip, so a silence in no clip would be cut out; with the silences in them the
    recording is heard as it was made, and so are its announcements, which are no sentence of the text.
    """
    starts = [0.0, *(float(cue["start"]) for cue in cues[1:]), seconds]
    return {
        str(cue["id"]): Par(str(cue["id"]), round(begin, 3), round(end, 3))
        for cue, begin, end in zip(cues, starts, starts[1:], strict=False)
    }


def nav_points(all_sections: Sequence[Section]) -> Iterator[NavPoint]:
    """Every heading in order: the issue's title, each article's, and those inside the articles.

    The headings inside the spoken contents are the articles' titles over again, so they are left out.
    """
    for section in all_sections:
        place = f"{section.name}.smil#"
        yield NavPoint(1, section.article.title.text, place + section.article.title.id)
        level = 1
        for prose, wanted in _headings(section.article) if section.name != FRONT else ():
            level = min(wanted, level + 1)  # a step down may not be left out
            yield NavPoint(level, text_of(prose), place + prose[0].id)


def _headings(article: Article) -> Iterator[tuple[Prose, int]]:
    for block in article.walk():
        if isinstance(block, Heading):
            prose = tuple(sentence for sentence in block.prose if sentence.text.strip())
            if prose:
                yield prose, block.level


def pictures(all_sections: Sequence[Section]) -> dict[Digest, str]:
    """Each picture that a player can show, with its file's name."""
    figures = {
        block.picture: PICTURES[block.media_type]
        for section in all_sections
        for block in section.article.walk()
        if isinstance(block, Figure) and block.media_type in PICTURES
    }
    return {digest: f"p{number:03}.{ending}" for number, (digest, ending) in enumerate(figures.items(), 1)}

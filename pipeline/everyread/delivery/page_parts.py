"""What the pages say of an article: its first words, its sentence times, and the disclaimer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Any

from everyread.article import Article, Block, Notice, Paragraph, Prose, text_of
from everyread.delivery.words import without_marks
from everyread.store import Digest, Store

ENOUGH = 220
"""Characters of an article's first words that the contents show: about three lines."""
TELLING = 40
"""Characters of a paragraph below which it says nothing of what follows."""


def opening(article: Article) -> str:
    """The first words of an article, in whole sentences where they fit.

    They are its standfirst, or else its first paragraph after a "Dear friends,".  An article that begins in
    another way has none: a sentence from its middle, alone, could say something that the article does not.
    """
    begun = dropwhile(_greets, article.blocks)
    sentences: Prose = article.standfirst
    match next(begun, None):
        case Paragraph(prose=prose) if not sentences and len(text_of(prose)) >= TELLING:
            sentences = prose
        case _:
            pass
    said = ""
    for sentence in sentences:
        longer = f"{said} {without_marks(sentence)}".strip()
        if said and len(longer) > ENOUGH:
            break
        said = longer
    return said if len(said) <= ENOUGH else f"{said[:ENOUGH].rsplit(' ', 1)[0]}…"


def _greets(block: Block) -> bool:
    return isinstance(block, Paragraph) and text_of(block.prose).endswith(",")


def times(cues: Digest, article: Article, store: Store) -> list[tuple[str, float, float]]:
    """The article's sentences in order of speaking: id, begin and end, in seconds to the hundredth."""
    ours = {sentence.id for sentence in article.sentences()}
    spoken: list[dict[str, Any]] = json.loads(store.get(cues))
    return [(cue["id"], round(cue["start"], 2), round(cue["end"], 2)) for cue in spoken if cue["id"] in ours]


def disclaimers(article: Article) -> list[tuple[str, ...]]:
    """The paragraphs of each disclaimer of an article."""
    return [_paragraphs(article, notice) for notice in article.notices() if notice.role == "disclaimer"]


def house_disclaimer(articles: Sequence[Article]) -> tuple[str, ...]:
    """The disclaimer that most articles carry, the first of them where several do; empty when none has one.

    It stands on each page that has none of its own, so that no page of an issue is without.
    """
    counted = Counter(each for article in articles for each in disclaimers(article))
    return counted.most_common(1)[0][0] if counted else ()


def _paragraphs(article: Article, notice: Notice) -> tuple[str, ...]:
    inside = replace(article, standfirst=(), blocks=notice.blocks)
    return tuple(text_of(prose) for prose in list(inside.prose())[1:])

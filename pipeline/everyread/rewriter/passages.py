"""Which sentences go to the model: a paragraph at a time, without what may never be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from everyread.article import Article, Block, Listing, Paragraph, Prose, Sentence
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import squeezed
from everyread.easyread.protect import is_english, reason_to_copy, with_references
from everyread.rewriter.terms import PLACEHOLDER, Shielded, is_marked, shield

MOST_SENTENCES = 8
"""In one question; a longer paragraph becomes several, since a small model loses its thread in more."""
LONGEST = 800
"""Characters of a sentence; a longer one is no sentence but a list, and stays as the rules left it."""
EASY = 8
"""Words; a paragraph of sentences no longer than this is easy already."""
LEAST_WORDS = 3
"""Words that must be left to write with, beside the protected ones."""


_WHOLE = re.compile(r"[.!?][)\]”’\"']?$")
"""The lead of a list and a point without a full stop are no sentences, and would not stay what they are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One sentence of a passage."""

    sentence: Sentence
    shielded: Shielded

    @property
    def id(self) -> str:
        return self.sentence.id

    @property
    def source(self) -> str:
        """The whole text, nothing hidden."""
        return squeezed(self.sentence.text)


Passage = tuple[Asked, ...]
"""What is asked in one question: the sentences of a paragraph that may be put in other words."""


def passages(
    article: Article, glossary: Glossary, may_change: Callable[[Sentence], bool] = lambda _: True
) -> Iterator[Passage]:
    """Every passage of an article, in order; `may_change` may keep further sentences from the model."""
    stretches = (article.standfirst, *_running_text(article.blocks)) if is_english(article) else ()
    for prose in stretches:
        chosen = [sentence for sentence in prose if _is_open(sentence) and may_change(sentence)]
        for start in range(0, len(chosen), MOST_SENTENCES):
            passage = _shielded(chosen[start : start + MOST_SENTENCES], glossary)
            if any(len(asked.source.split()) > EASY for asked in passage):
                yield passage


def _running_text(blocks: Sequence[Block]) -> Iterator[Prose]:
    for block, is_reference in with_references(blocks):
        if isinstance(block, Paragraph) and not is_reference:
            yield block.prose
        elif isinstance(block, Listing) and not is_reference:
            for item in block.items:
                yield from _running_text(item.blocks)


def _is_open(sentence: Sentence) -> bool:
    text = squeezed(sentence.text)
    marked = [run for run in sentence.runs if is_marked(run)]
    return (
        len(text) <= LONGEST
        and _WHOLE.search(text) is not None
        and "\n" not in sentence.text.strip()
        and "[[" not in text
        and not reason_to_copy(text)
        and not any(run.position or run.note for run in marked)
        and all(text.count(squeezed(run.text)) == 1 for run in marked)
    )


def _shielded(sentences: Sequence[Sentence], glossary: Glossary) -> Passage:
    passage: list[Asked] = []
    terms = 0
    for sentence in sentences:
        shielded = shield(sentence.runs, glossary, terms + 1)
        if len(PLACEHOLDER.sub(" ", shielded.text).split()) >= LEAST_WORDS:
            passage.append(Asked(sentence, shielded))
            terms += len(shielded.terms)
    return tuple(passage)

"""The spoken contents list, an article like any other: what is in the issue, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.article import Article, Block, Heading, Paragraph, Run, Sentence, Source, unsplit
from everyread.narration.lengths import about
from everyread.sentences import segment

STEM = "00-contents"
"""As its files are named: in front of the first article."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the contents."""

    title: str
    author: str
    seconds: float


def contents_article(title: str, publisher: str, listed: Sequence[Listed]) -> Article:
    """The contents of an issue, to be spoken."""
    blocks = tuple(_blocks(publisher, listed))
    source = Source(STEM, "", "contents")
    return segment(Article(title=Sentence("", (Run(title),)), blocks=blocks, source=source))


def _blocks(publisher: str, listed: Sequence[Listed]) -> Iterator[Block]:
    count = "one article" if len(listed) == 1 else f"{len(listed)} articles"
    by = f" from {publisher}" if publisher else ""
    yield _said(f"This issue{by} has {count}, read by a computer voice.")
    for place, each in enumerate(listed, start=1):
        yield Heading(unsplit(Run(f"{place}. {each.title}")))
        author = each.author.removeprefix("By ").removeprefix("by ")
        yield _said(f"By {author}. {about(each.seconds)}." if author else f"{about(each.seconds)}.")


def _said(text: str) -> Paragraph:
    return Paragraph(unsplit(Run(text)))

"""An easy-read draft as an article of its own, so that it can be scored like any other."""

from __future__ import annotations

from collections.abc import Iterator

from everyread.article import Article, Block, Paragraph, Run, Sentence, Source, unsplit
from everyread.easyread.document import Draft, Line
from everyread.sentences import segment


def as_article(draft: Draft, source: Source) -> Article:
    """The lines that the draft gives its readers, a paragraph each; what was copied whole is not in it.

    Notices and quotations are the same in every format, so they say nothing of how easy the draft is.
    """
    lines = [each for each in draft.lines() if each is not draft.title]
    blocks: tuple[Block, ...] = tuple(paragraph for line in lines for paragraph in _paragraphs(line))
    title = Sentence("", (Run(draft.title.text),))
    return segment(Article(title=title, blocks=blocks, source=source, language=draft.language))


def _paragraphs(line: Line) -> Iterator[Paragraph]:
    for text in (line.text, *(sentence for word in line.explanations for sentence in word)):
        if prose := unsplit(Run(text)):
            yield Paragraph(prose)

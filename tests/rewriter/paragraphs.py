"""An article of two paragraphs and a disclaimer, and what the rules might make of it."""

from __future__ import annotations

from everyread.article import Article, Block, Notice, Paragraph, Run, Source, text_of, unsplit
from everyread.easyread.document import Copied, Draft, DraftBlock, Line, Lines, Point, Points
from everyread.easyread.glossary import Entry, Glossary
from everyread.sentences import segment

FIRST = "Fatigue was reported by most of the 48 patients, and rituximab did not help any of them at all."
SECOND = "Some of them may have slept better because of the cytokines, although nobody knows why that is so."
THIRD = "The trial was run by Anna Smith in Oslo for 18 months, and it was linked to better sleep."
DISCLAIMER = "This is not medical advice, so ask your GP."

GLOSSARY = Glossary((Entry("cytokine", "Cytokines are messengers. They are in the blood.", ("cytokines",)),))
GOOD = {
    "s0002": ["Most of the [[N1]] patients reported fatigue.", "[[C2]] did not help any of them at all."],
    "s0003": [
        "Some of them may have slept better because of the [[W3]].",
        "But nobody knows why that is so.",
    ],
}
"""A good answer about the first paragraph."""
ALSO_GOOD = {"s0004": ["[[C1]] ran the trial in [[C2]] for [[N3]].", "The trial was linked to better sleep."]}


def paragraph(*texts: str | Run) -> Paragraph:
    return Paragraph(unsplit(*(text if isinstance(text, Run) else Run(text) for text in texts)))


def article_of(*blocks: Block, title: str = "Sleep") -> Article:
    return segment(Article(unsplit(Run(title))[0], blocks, Source("sleep.md", "0" * 64, "text")))


def article(*first: str) -> Article:
    """Two paragraphs and a disclaimer; `first` in place of the first paragraph."""
    return article_of(
        paragraph(" ".join(first or (FIRST, SECOND))),
        paragraph(THIRD),
        Notice((paragraph(DISCLAIMER),)),
    )


def draft_of(article: Article) -> Draft:
    """A rule draft that changed nothing, but explains each hard word where it is first used."""
    explained: set[str] = set()

    def line(sentence: object) -> Line:
        assert hasattr(sentence, "runs")
        assert hasattr(sentence, "id")
        found = [each.entry for each in GLOSSARY.find("".join(run.text for run in sentence.runs))]
        new = [entry for entry in found if entry.word not in explained]
        explained.update(entry.word for entry in new)
        meanings = tuple(tuple(f"{part}." for part in entry.means[:-1].split(". ")) for entry in new)
        return Line(sentence.runs, sentence.id, explanations=meanings)

    blocks: list[DraftBlock] = []
    for block in article.blocks:
        if isinstance(block, Paragraph):
            blocks.append(Lines(tuple(map(line, block.prose))))
        else:
            blocks.append(Copied((block,)))
    title = Line(article.title.runs, article.title.id)
    return Draft(title, (), tuple(blocks), (), article.language)


def with_a_list(draft: Draft) -> Draft:
    """The draft with the second sentence as a lead and two points, as the rules make lists."""
    paragraph, *rest = draft.blocks
    assert isinstance(paragraph, Lines)
    one, two = paragraph.lines
    lead = Line((Run("Some of them may have:"),), two.source_id)
    points = [Line((Run(text),), two.source_id) for text in ("slept better", "rested")]
    points[-1] = Line(points[-1].runs, two.source_id, explanations=two.explanations)
    lists = Points(tuple(Point((Lines((point,)),)) for point in points))
    last = Line((Run("One more line of the first sentence."),), one.source_id)
    return Draft(
        draft.title, (), (Lines((one, lead)), lists, Lines((last,)), *rest), draft.hard_words, draft.language
    )


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines()]


def source_texts(article: Article) -> list[str]:
    return [text_of((sentence,)) for sentence in article.sentences()]

"""Articles for tests, with every kind of block."""

from __future__ import annotations

from everyread.article import (
    Article,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Source,
    Table,
    unsplit,
)
from everyread.sentences import segment

SOURCE = Source("winter.txt", "0" * 64, "text")


def paragraph(text: str) -> Paragraph:
    return Paragraph(unsplit(Run(text)))


def plain_article(*paragraphs: str, title: str = "A quiet winter") -> Article:
    return segment(
        Article(Sentence("", (Run(title),)), tuple(paragraph(text) for text in paragraphs), SOURCE)
    )


def full_article() -> Article:
    """Something of everything."""

    def cell(text: str, header: bool = False) -> Cell:
        return Cell(unsplit(Run(text)), header)

    square, mark = Run("2", position="super"), Run("3", position="super")
    raised = Paragraph(unsplit(Run("A room of 5 m"), square, Run(" was enough."), mark))
    steps = paragraph("Pace yourself. Then rest.")
    blocks = (
        paragraph("ME can be severe. It affects 250,000 people."),
        Heading(unsplit(Run("What helps"))),
        Listing((Item((paragraph("Rest"),), 1), Item((steps,), 2)), ordered=True),
        Listing((Item((paragraph("Water"),)),)),
        Quotation((paragraph("I was ill for years."),), "Jo Bloggs"),
        Table(
            (cell("Dose", True), cell("Weeks", True)),
            ((cell("5 mg"), cell("2")), (cell("10 mg"), Cell(()))),
            unsplit(Run("Doses")),
        ),
        Figure("f" * 64, "image/png", "A cat on a bed", unsplit(Run("Our cat."))),
        raised,
        Notice((paragraph("This is not medical advice. Ask your GP."),)),
    )  # fmt: skip
    return segment(
        Article(
            Sentence("", (Run("A quiet winter"),)),
            blocks,
            SOURCE,
            standfirst=unsplit(Run("What does it mean?")),
            section="Medical Matters",
            author="Sam Smith",
        )
    )

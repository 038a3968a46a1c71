"""An article, its draft and its review file, for the tests of the review room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from everyread.article import (
    Article,
    Block,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Source,
    unsplit,
)
from everyread.easyread.document import (
    Copied,
    Draft,
    DraftBlock,
    HardWord,
    Line,
    Lines,
    Point,
    Points,
    Title,
)
from everyread.easyread.glossary import Entry, Glossary
from everyread.review.document import Review, Role, Signature
from everyread.review.grammar import parse
from everyread.review.reviewed import standing_of
from everyread.review.standing import Standing
from everyread.review.units import Unit, units_of
from everyread.review.writing import merged_text, new_text, signed_text
from everyread.sentences import segment

GLOSSARY = Glossary(
    (
        Entry("virus", "A virus is a very small germ.", ("viruses",)),
        Entry("fatigue", "Fatigue means feeling very tired."),
    )
)
NAME = "easy-read/flu.txt"
DISCLAIMER = "This is not medical advice."
MEDICAL = Signature("medical", 1, "Dr A. Rahman", "2026-11-20", said="the numbers")
READERS = Signature("readers", 1, "Lantern group", "2026-11-21", "3: Ann, Raj and Lee", "It is clear.")


def paragraph(*texts: str | Run) -> Paragraph:
    return Paragraph(unsplit(*(Run(each) if isinstance(each, str) else each for each in texts)))


def article_of(*blocks: Block, title: str = "Flu", file: str = "03-flu.md") -> Article:
    return segment(Article(unsplit(Run(title))[0], blocks, Source(file, "", "markdown")))


LINK = Run("a new trial", href="https://example.org/")
BLOCKS: tuple[Block, ...] = (
    Heading(unsplit(Run("What is it? Read on."))),
    paragraph("A virus makes people ill. It may last for 3 weeks, and rest can help."),
    paragraph("We saw ", LINK, " of a drug."),
    Listing((Item((paragraph("Drink water."),)), Item((paragraph("Stay warm."),)))),
    Quotation((paragraph("I was ill. I am well."),)),
    Notice((paragraph(DISCLAIMER),)),
)


def draft_of(article: Article) -> Draft:
    """A draft as the engine might make it: each sentence a line, one of them two."""

    def lines(block: Paragraph) -> tuple[Line, ...]:
        found: list[Line] = []
        for sentence in block.prose:
            if sentence.text == "It may last for 3 weeks, and rest can help.":
                found.append(Line((Run("It may last for 3 weeks."),), sentence.id))
                found.append(Line((Run("And rest can help."),), sentence.id, flags=("kept",), why=("Hm.",)))
            elif sentence.text.startswith("A virus"):
                runs = (Run("A "), Run("virus", emphasis=True), Run(" makes people ill."))
                means = (("A virus is a very small germ.",),)
                found.append(Line(runs, sentence.id, means))
            else:
                found.append(Line(sentence.runs, sentence.id))
        return tuple(found)

    def drafted(blocks: Sequence[Block]) -> tuple[DraftBlock, ...]:
        made: list[DraftBlock] = []
        for block in blocks:
            match block:
                case Heading(prose=prose):
                    text = " ".join(each.text for each in prose)
                    made.append(Title(Line((Run(text),), prose[0].id), block.level))
                case Paragraph():
                    made.append(Lines(lines(block)))
                case Listing(items=items):
                    made.append(Points(tuple(Point(drafted(item.blocks)) for item in items)))
                case _:
                    made.append(Copied((block,)))
        return tuple(made)

    words = {found.entry for sentence in article.sentences() for found in GLOSSARY.find(sentence.text)}
    hard = tuple(HardWord(each.word, (each.means,)) for each in sorted(words, key=lambda each: each.word))
    return Draft(Line(article.title.runs, article.title.id), (), drafted(article.blocks), hard, "en-GB")


@dataclass(frozen=True)
class Desk:
    """An article on the desk, with its review file as text."""

    article: Article
    text: str = ""

    @property
    def draft(self) -> Draft:
        return draft_of(self.article)

    @property
    def review(self) -> Review:
        return parse(self.text, NAME)

    def units(self) -> tuple[Unit, ...]:
        return units_of(self.draft, self.article, GLOSSARY)

    def standings(self) -> tuple[Standing, ...]:
        return standing_of(self.draft, self.article, self.review, GLOSSARY)

    def unit(self, text: str) -> Standing:
        return next(each for each in self.standings() if each.unit.text == text)

    def changed(self, old: str, new: str) -> Desk:
        """The file after a person changed words in it that stand there once, outside the quoted lines."""
        lines = self.text.split("\n")
        places = [place for place, line in enumerate(lines) if line.startswith(old)]
        assert len(places) == 1, (old, places)
        lines[places[0]] = lines[places[0]].replace(old, new)
        return replace(self, text="\n".join(lines))

    def sign(self, *signatures: Signature) -> Desk:
        desk = self
        for signature in signatures:
            unsigned = {each.line for each in desk.standings() if not each.signature(signature.role)}
            desk = replace(desk, text=signed_text(desk.text, desk.review, signature, unsigned))
        return desk

    def merge(self, *blocks: Block) -> Desk:
        """The file brought up to date with an article of other words."""
        desk = replace(self, article=article_of(*blocks, title=self.article.title.text))
        return replace(desk, text=merged_text(desk.text, desk.review, desk.units(), {}))

    def signed_roles(self, text: str) -> list[Role]:
        standing = self.unit(text)
        roles: tuple[Role, ...] = ("medical", "readers")
        return [role for role in roles if standing.signature(role)]


def fresh(*blocks: Block) -> Desk:
    """A desk with the file as everyread first writes it."""
    desk = Desk(article_of(*(blocks or BLOCKS)))
    return replace(desk, text=new_text(desk.article.title.text, "03-flu.md", desk.units(), {}))


def in_folder(folder: Path, name: str, text: str) -> Path:
    """A review file in an issue's folder."""
    path = folder / "easy-read" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path

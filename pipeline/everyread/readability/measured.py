"""What of an article is measured, and as what: sentences, list items, headings, cells, notes, notices.

Each sentence keeps its shared id.  A heading is not glued to the sentence after it, an item of a list is a
unit of its own, and what an editor cannot make easier is described but not scored: titles, the cells of
tables, references, credits, and notices that must stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from everyread.article import (
    Article,
    Block,
    Figure,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Quotation,
    Table,
    text_of,
)
from everyread.readability.language import is_english
from everyread.readability.profile import COUNTED, Kind

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|uk|net|gov)(?:/\S*)?\b")
_APOSTROPHE = str.maketrans("‘’ʼ", "'''")
_WRITTEN = re.compile(r"[^\s—…]+")
_EDGES = re.compile(r"^[^\w£$€%&+]+|[^\w%+]+$")
_KEPT_AS_THEY_ARE = frozenset({"disclaimer", "helpline", "credit"})
_TOO_SHORT_TO_TELL = 12
"""Words below which a stretch of text does not show its language."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One sentence as it is counted."""

    id: str
    text: str
    """As the reader sees it."""
    kind: Kind = "sentence"

    @property
    def counted(self) -> bool:
        """Whether it goes into the scores."""
        return self.kind in COUNTED

    def written_words(self) -> list[str]:
        """Its words as Flesch (1948) counts them: what stands between spaces and holds a letter or a figure.

        Contractions and hyphenated words are one; web addresses are none; marks around a word are dropped.
        """
        return written_words(self.text)


def written_words(text: str) -> list[str]:
    """The words of a text; see `Measured.written_words`."""
    spelt = _ADDRESS.sub(" ", text).translate(_APOSTROPHE)
    pieces = (_EDGES.sub("", piece) for piece in _WRITTEN.findall(spelt))
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


def measured_sentences(article: Article) -> tuple[Measured, ...]:
    """Every sentence of the article in reading order, with what it is."""
    title = Measured(article.title.id, article.title.text, "title")
    standfirst = _each(article.standfirst, "sentence")
    return (title, *standfirst, *_of_blocks(article.blocks, "sentence"))


def _of_blocks(blocks: tuple[Block, ...], kind: Kind) -> Iterator[Measured]:
    for block, following in zip_longest(blocks, blocks[1:]):
        match block:
            case Heading(prose=prose):
                yield from _each(prose, "heading" if kind in COUNTED else kind)
            case Paragraph(prose=prose):
                yield from _each(prose, kind, before_list=isinstance(following, Listing))
            case Listing(items=items, role=role):
                inner: Kind = "note" if role == "notes" else "item" if kind in COUNTED else kind
                for item in items:
                    yield from _of_blocks(item.blocks, inner)
            case Quotation(blocks=inner_blocks):
                yield from _of_blocks(inner_blocks, kind)
            case Notice(blocks=inner_blocks, role=role):
                yield from _of_blocks(inner_blocks, "notice" if role in _KEPT_AS_THEY_ARE else kind)
            case Table(head=head, rows=rows, caption=caption):
                yield from _each(caption, "caption")
                for cell in (cell for row in (head, *rows) for cell in row):
                    yield from _each(cell.prose, "cell")
            case Figure(caption=caption, credit=credit):
                yield from _each(caption, "caption")
                yield from _each(credit, "note")


def _each(prose: Prose, kind: Kind, *, before_list: bool = False) -> Iterator[Measured]:
    foreign = kind in COUNTED and not _in_english(prose)
    for number, sentence in enumerate(prose, start=1):
        as_what: Kind = kind
        if foreign:
            as_what = "other language"
        elif (
            before_list
            and number == len(prose)
            and kind == "sentence"
            and sentence.text.rstrip().endswith(":")
        ):
            as_what = "lead-in"
        yield Measured(sentence.id, sentence.text, as_what)


def _in_english(prose: Prose) -> bool:
    """Whether a stretch of text is English: by its marks where it has them, else by its words."""
    marked = sum(len(run.text) for sentence in prose for run in sentence.runs if _is_foreign(run.language))
    text = text_of(prose)
    if marked * 2 > len(text):
        return False
    words = written_words(text)
    return len(words) < _TOO_SHORT_TO_TELL or is_english(words)


def _is_foreign(language: str) -> bool:
    return bool(language) and language.split("-")[0] != "en"

"""An article as passages of braille: which words, in which cells.

After the UKAAF's Guiding Principles for the Presentation of Braille (B004, 2016); the cells, which it leaves
to the producer, are those of BANA's Braille Formats: a centred title (section 4.4), headings in cell 5 and in
cell 7 (4.5, 4.6), paragraphs from cell 3, lists from cell 1 with what runs over in cell 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from everyread.article import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Quotation,
    Sentence,
    Table,
    text_of,
)
from everyread.delivery.braille.louis import raised

NOTICE_TITLES = {"disclaimer": "Please note", "warning": "Important", "helpline": "Where to get help"}
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together, and their cells, counted from 0."""

    texts: tuple[str, ...]
    """Each is turned into braille by itself; a space goes between them."""
    first: int = 2
    """Where the first line begins: cell 3 for a paragraph."""
    runover: int = 0
    """Where the other lines begin."""
    centred: bool = False
    before: bool = False
    """Whether a blank line goes before it; so for `after`."""
    after: bool = False
    keep: bool = False
    """Whether it stays on the page of what follows."""
    opens_box: bool = False
    closes_box: bool = False


def passages(article: Article) -> Iterator[Passage]:
    """The whole article, its title first."""
    yield Passage((_text(article.title),), centred=True, after=not article.author, keep=True)
    if article.author:
        yield Passage((article.author,), centred=True, after=True, keep=True)
    if article.standfirst:
        yield Passage(_texts(article.standfirst), after=True)
    yield from _flow(article.blocks)


def _flow(blocks: Sequence[Block]) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Heading(prose=prose, level=level):
                cell = 4 if level == 2 else 6
                yield Passage(_texts(prose), cell, cell, before=True, keep=True)
            case Paragraph(prose=prose):
                yield Passage(_texts(prose))
            case Listing(items=items):
                yield from _apart(passage for item in items for passage in _item(item))
            case Quotation(blocks=inner, speaker=speaker):
                said = [*_flow(inner), *([Passage((f"— {speaker}",))] if speaker else [])]
                yield from _apart(_indented(passage, 2) for passage in said)
            case Table(head=head, rows=rows) if head or any(rows):
                yield from _apart(_table(block))
            case Figure():
                yield from _apart(_figure(block))
            case Notice():
                yield from _boxed(block)
            case _:
                pass


def _item(item: Item) -> Iterator[Passage]:
    """The point's own words behind its number or bullet; what it has besides goes in two cells further."""
    mark = item.mark or BULLET
    within = list(_flow(item.blocks))
    for number, passage in enumerate(within):
        if number == 0:
            yield replace(passage, texts=(mark, *passage.texts), first=0, runover=2, before=False)
        else:
            yield replace(_indented(passage, 2), before=False, after=False)


def _table(table: Table) -> Iterator[Passage]:
    """Row by row, each cell under its column's name: a table that wide would not fit 40 cells."""
    yield Passage(("Table:", *_texts(table.caption)) if table.caption else ("Table",), 0, 2, keep=True)
    for row in table.rows:
        yield Passage(tuple(_cells(table.head, row)), 0, 2)
    if not table.rows:
        yield Passage(tuple(text for cell in table.head for text in _texts(cell.prose)), 0, 2)


def _cells(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> Iterator[str]:
    for position, cell in enumerate(row):
        name = text_of(head[position].prose).rstrip(" :.") if position < len(head) else ""
        words = " ".join(_texts(cell.prose)) or "empty"
        end = "." if position == len(row) - 1 else ";"
        yield f"{name}: {words}{end}" if name else f"{words}{end}"


def _figure(figure: Figure) -> Iterator[Passage]:
    if figure.alt.strip():
        yield Passage(("Picture:", figure.alt.strip()), 0, 2)
    if figure.caption:
        yield Passage(("Caption:", *_texts(figure.caption)), 0, 2)
    if figure.credit:
        yield Passage(("Picture credit:", *_texts(figure.credit)), 0, 2)


def _boxed(notice: Notice) -> Iterator[Passage]:
    """Between two lines across the page, as print has a box (Braille Formats, section 7)."""
    within = list(_flow(notice.blocks))
    if notice.role in NOTICE_TITLES and not (notice.blocks and isinstance(notice.blocks[0], Heading)):
        within.insert(0, Passage((NOTICE_TITLES[notice.role],), 4, 4, keep=True))
    if not within:
        return
    within[0] = replace(within[0], before=False, opens_box=True)
    within[-1] = replace(within[-1], after=False, closes_box=True)
    yield from _apart(iter(within))


def _apart(group: Iterator[Passage]) -> Iterator[Passage]:
    """With a blank line before and after the group."""
    found = list(group)
    for number, passage in enumerate(found):
        yield replace(
            passage,
            before=passage.before or number == 0,
            after=passage.after or number == len(found) - 1,
        )


def _indented(passage: Passage, cells: int) -> Passage:
    """Further in; but not beyond half the line, however deep the lists."""
    return replace(passage, first=min(passage.first + cells, 16), runover=min(passage.runover + cells, 18))


def _texts(prose: Prose) -> tuple[str, ...]:
    return tuple(text for sentence in prose if (text := _text(sentence)).strip())


def _text(sentence: Sentence) -> str:
    return "".join(raised(run.text) if run.position == "super" else run.text for run in sentence.runs)

"""HTML elements to blocks: the one converter behind the HTML, Markdown and Word readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from lxml.html import HtmlElement

from everyread.article import (
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Removed,
    Run,
    Table,
    text_of,
    unsplit,
)
from everyread.sources.album import Album
from everyread.sources.breaks import BREAK, lines_of
from everyread.sources.credits import is_credit, split_credit
from everyread.sources.footnotes import find_notes, loose_note, merged
from everyread.sources.labels import label_of
from everyread.sources.leaving import REASONS, Leaves
from everyread.sources.must_keep import gives_safety_advice, rescued
from everyread.sources.notices import RoleOf, role_of
from everyread.sources.parts import GUESSED, line_of, numbers_in_text, prose_in, split_speaker
from everyread.sources.repair import tidy
from everyread.sources.tables import Place, Row, grid_of
from everyread.sources.tree import (
    BLOCKS,
    CAPTION,
    HEADINGS,
    INVISIBLE,
    ends_a_part,
    holders_of_blocks,
    is_all_bold,
    language_of,
    safe_link,
    text_in,
    whole_number,
)

_EMPHASIS = frozenset("em i strong b cite dfn mark var".split())
_DEEPEST = 8
"""Lists and quotations inside one another; deeper ones are laid out flat, which loses no word."""
_MOST_BOLD_WORDS = 12
_BACK_LINKS = frozenset({"↑", "↩", "↩︎", "^"})

Handler = Callable[[HtmlElement, Run], list[Block]]


class Converter:
    """Turns elements into blocks, and remembers what was left out."""

    def __init__(self, album: Album, root: HtmlElement, leaves: Leaves, role_of: RoleOf = role_of) -> None:
        self.removed: list[Removed] = []
        self.rescued: list[Block] = []
        self._album: Album | None = album
        self._leaves = leaves
        self._role_of = role_of
        self._holders = holders_of_blocks(root)
        self._images: list[HtmlElement] = []  # met in a line of text; they follow its paragraph
        self._notes = find_notes(root)
        self._caption: list[Prose] | None = None  # of the figure being read
        self._credit: list[Prose] = []
        self._depth = 0

    def blocks(self, element: HtmlElement) -> tuple[Block, ...]:
        """The blocks inside an element, in reading order."""
        return tuple(self._flow(element, Run("", language=language_of(element))))

    def texts(self, element: HtmlElement) -> list[Prose]:
        """Every stretch of visible text inside an element, without its pictures."""
        album, self._album = self._album, None
        found = prose_in(self._flow(element, Run("")))
        self._album = album
        return found

    def leave(self, element: HtmlElement, rule: str) -> list[Block]:
        """Leave an element out, line by line, but for the notices in it, which are given back."""
        album, self._album = self._album, None
        kept, left = rescued(self._flow(element, Run("")), self._role_of)
        self._album = album
        self.rescued += kept
        self.removed += [Removed(text_of(prose), rule, REASONS[rule]) for prose in left]
        return kept

    def _flow(self, element: HtmlElement, mark: Run) -> list[Block]:
        """Blocks and loose text inside an element; loose text makes paragraphs."""
        found: list[Block] = []
        line = [replace(mark, text=element.text or "")]
        for child in element:
            if child.tag in BLOCKS or child in self._holders:
                found += self._paragraphs(line)
                found += self._block(child, _marked(child, mark))
                line = []
            else:
                line += self._inline(child, mark)
            line.append(replace(mark, text=child.tail or ""))
        return merged(found + self._paragraphs(line))

    def _block(self, element: HtmlElement, mark: Run) -> list[Block]:
        tag = element.tag
        if tag in INVISIBLE:
            return []
        if element in self._notes.notes and tag != "li":
            return loose_note(self._nested(element, mark), self._notes, element)
        if rule := self._leaves(element):
            return self.leave(element, rule)
        if tag in HEADINGS:
            return self._heading(element, mark)
        handlers: dict[str, Handler] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "dir": self._list,
            "blockquote": self._quotation,
            "table": self._table,
            "figure": self._figure,
            "figcaption": self._figcaption,
            "pre": self._verbatim,
            "dt": self._term,
        }
        return handlers.get(str(tag), self._flow)(element, mark)

    def _paragraphs(self, line: list[Run]) -> list[Block]:
        """The paragraphs a line of runs makes, then the pictures met in it."""
        found: list[Block] = [Paragraph(unsplit(*runs)) for runs in lines_of(line)]
        images, self._images = self._images, []
        return found + [figure for image in images for figure in self._picture(image)]

    def _heading(self, element: HtmlElement, mark: Run) -> list[Block]:
        runs = tidy(self._run_in(element, mark))
        prose = unsplit(*runs)
        figures = self._paragraphs([])
        if not prose:
            return figures
        if self._depth:  # inside a list or quotation a heading would break the outline
            return [Paragraph(unsplit(*(replace(run, emphasis=True) for run in runs))), *figures]
        return [Heading(prose, int(str(element.tag)[1])), *figures]

    def _paragraph(self, element: HtmlElement, mark: Run) -> list[Block]:
        found = self._flow(element, mark)
        if self._depth or len(found) != 1 or not isinstance(found[0], Paragraph) or not is_all_bold(element):
            return found
        text = line_of(found[0]) or ""
        short = len(text.split()) <= _MOST_BOLD_WORDS and not text.endswith((".", ":", ";", ",", "!"))
        if short and ends_a_part(element):
            return found
        return [Heading(found[0].prose, GUESSED)] if short else found

    def _nested(self, element: HtmlElement, mark: Run) -> list[Block]:
        self._depth += 1
        found = self._flow(element, mark)
        self._depth -= 1
        return found

    def _list(self, element: HtmlElement, mark: Run) -> list[Block]:
        if self._depth >= _DEEPEST:
            return self._nested(element, mark)
        ordered = element.tag == "ol"
        number, step = _counting(element)
        items: list[Item] = []
        loose = self._nested_text(element.text, mark)
        for child in element:
            blocks = tuple(self._item(child, _marked(child, mark)))
            value = whole_number(child.get("value", ""))
            number = number if value is None else value
            if blocks and child.tag == "li":
                noted = self._notes.number(child)
                shown = noted if noted is not None else number if ordered else None
                label = label_of(child, number) if ordered and noted is None else ""
                items.append(Item(blocks, None if label else shown, self._notes.anchor(child), label))
            elif blocks and items:  # a list laid straight into a list belongs to the item above it
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks))
            elif blocks:
                items.append(Item(blocks, None))
            number += step * (child.tag == "li")
            if tail := self._nested_text(child.tail, mark):
                items.append(Item(tuple(tail), None))
        while items and _is_only_lists(items[0]):
            loose += items.pop(0).blocks  # a deeper list with no entry above it that it could belong to
        role: Literal["", "notes"] = "notes" if any(item.anchor for item in items) else ""
        ordered = ordered or bool(role and all(item.number is not None for item in items))
        return [*loose, Listing(tuple(items), ordered, role)] if items else loose

    def _item(self, child: HtmlElement, mark: Run) -> list[Block]:
        if child.tag == "li":
            rule = self._leaves(child)
            return self.leave(child, rule) if rule else self._nested(child, mark)
        self._depth += 1
        found = self._block(child, mark) if child.tag in BLOCKS or child in self._holders else []
        found = found or self._paragraphs(self._inline(child, mark) if child.tag not in BLOCKS else [])
        self._depth -= 1
        return found

    def _nested_text(self, text: str | None, mark: Run) -> list[Block]:
        return self._paragraphs([replace(mark, text=text or "")])

    def _quotation(self, element: HtmlElement, mark: Run) -> list[Block]:
        blocks = self._nested(element, mark)
        if self._depth >= _DEEPEST or not blocks:
            return blocks
        cited = [text_in(each) for each in element.iter("footer", "cite")]
        kept, speaker = split_speaker(tuple(blocks), cited)
        return [Quotation(kept, speaker)]

    def _figure(self, element: HtmlElement, mark: Run) -> list[Block]:
        outer, self._caption, self._credit = self._caption, [], []
        found = self._flow(element, mark)
        caption = tuple(sentence for prose in self._caption for sentence in prose)
        credit = tuple(sentence for prose in self._credit for sentence in prose)
        self._caption, self._credit = outer, []
        if caption and not credit:
            caption, credit = split_credit(caption)
        for index in reversed(range(len(found))):
            match found[index]:
                case Figure(caption=()) as figure if caption or credit:
                    found[index] = replace(figure, caption=caption, credit=credit)
                    return found
                case Table(caption=()) as table if caption or credit:
                    found[index] = replace(table, caption=caption + credit)
                    return found
                case Quotation(speaker="") as quotation if caption and index == len(found) - 1:
                    found[index] = replace(quotation, speaker=text_of(caption + credit))
                    return found
        return [*found, *(Paragraph(prose) for prose in (caption, credit) if prose)]

    def _figcaption(self, element: HtmlElement, mark: Run) -> list[Block]:
        found = self._flow(element, mark)
        if self._caption is None:
            return found
        self._caption += prose_in(found)
        return [block for block in found if isinstance(block, Figure)]

    def _picture(self, image: HtmlElement) -> list[Block]:
        if self._album is None:
            return []
        alt = text_of(unsplit(*tidy([Run(image.get("alt") or "")])))
        caption = unsplit(*tidy([Run(image.get(CAPTION) or "")]))
        figure = self._album.figure(image.get("src") or "", alt, caption)
        if figure:
            return [figure]
        return [Paragraph(caption)] if caption else []

    def _verbatim(self, element: HtmlElement, mark: Run) -> list[Block]:
        runs: list[Run] = []
        for run in self._run_in(element, mark):
            for number, text in enumerate(run.text.split("\n")):
                runs += [BREAK] * (number > 0) + [replace(run, text=text)]
        return self._paragraphs(runs)

    def _term(self, element: HtmlElement, mark: Run) -> list[Block]:
        return self._flow(element, replace(mark, emphasis=True))

    def _table(self, element: HtmlElement, mark: Run) -> list[Block]:
        layout = element.get("role") in {"presentation", "none"} or any(
            inner.tag in HEADINGS or inner.tag == "table" for inner in element.iterdescendants()
        )
        grid = None if layout else grid_of(element)
        if grid is None:
            return self._flow(element, mark)
        figures: list[Block] = []
        read: dict[HtmlElement, Prose] = {}

        def cells(row: Row) -> tuple[Cell, ...]:
            return tuple(Cell(self._cell(place, mark, read, figures), place.header) for place in row)

        head, rows = cells(grid.head), tuple(cells(row) for row in grid.rows)
        captions = [prose for child in element if child.tag == "caption" for prose in self.texts(child)]
        caption = tuple(sentence for prose in captions for sentence in prose)
        if not any(cell.prose for row in (head, *rows) for cell in row):
            return [*([Paragraph(caption)] if caption else []), *figures]
        return [Table(head, rows, caption), *figures]

    def _cell(self, place: Place, mark: Run, read: dict[HtmlElement, Prose], figures: list[Block]) -> Prose:
        """The text of a cell; its pictures go after the table, once."""
        if place.cell is None:
            return ()
        if place.cell not in read:
            blocks = numbers_in_text(self._nested(place.cell, _marked(place.cell, mark)))
            figures += [block for block in blocks if isinstance(block, Figure)]
            read[place.cell] = tuple(sentence for prose in prose_in(blocks) for sentence in prose)
        return read[place.cell]

    def _inline(self, element: HtmlElement, mark: Run) -> list[Run]:
        tag = element.tag
        if tag in INVISIBLE:
            return []
        if tag == "br":
            return [BREAK]
        if tag == "img":
            self._images.append(element)
            return []
        if rule := self._leaves(element):
            return self._leave_inline(element, rule)
        if element in self._notes.backs or (tag == "a" and text_in(element) in _BACK_LINKS):
            return []
        if note := self._notes.marks.get(element):
            return [
                replace(_marked(element, mark), text=note.label, href="", position="super", note=note.anchor)
            ]
        if self._caption is not None and is_credit(element):
            self._credit.append(unsplit(*tidy(self._run_in(element, _marked(element, mark)))))
            return []
        runs = self._run_in(element, _marked(element, mark))
        return [replace(mark, text="“"), *runs, replace(mark, text="”")] if tag == "q" else runs

    def _run_in(self, element: HtmlElement, mark: Run) -> list[Run]:
        """All text inside an element as one line."""
        runs = [replace(mark, text=element.text or "")]
        for child in element:
            edge = [replace(mark, text=" ")] if child.tag in BLOCKS else []
            runs += [*edge, *self._inline(child, mark), *edge, replace(mark, text=child.tail or "")]
        return runs

    def _leave_inline(self, element: HtmlElement, rule: str) -> list[Run]:
        text = text_in(element)
        if self._role_of(text) or gives_safety_advice(text):
            return [Run(text)]
        if text:
            self.removed.append(Removed(text, rule, REASONS[rule]))
        return []


def _marked(element: HtmlElement, mark: Run) -> Run:
    """The mark with what this element adds to it."""
    if element.tag in _EMPHASIS:
        mark = replace(mark, emphasis=True)
    elif element.tag == "a" and (target := safe_link(element.get("href") or "")):
        mark = replace(mark, href=target)
    elif element.tag == "sup":
        mark = replace(mark, position="super")
    elif element.tag == "sub":
        mark = replace(mark, position="sub")
    language = language_of(element)
    return replace(mark, language=language) if language else mark


def _counting(element: HtmlElement) -> tuple[int, int]:
    """The number of a list's first entry, and what is added for the next."""
    start = whole_number(element.get("start", ""))
    if element.get("reversed") is None:
        return (1 if start is None else start), 1
    return (sum(child.tag == "li" for child in element) if start is None else start), -1


def _is_only_lists(item: Item) -> bool:
    return not item.mark and all(isinstance(block, Listing) for block in item.blocks)

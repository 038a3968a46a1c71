"""The words around the article's own: what a listener is told of tables, pictures, lists, notes and speakers.

Also which sentences are not read out, by the issue's settings, and why: what helps an eye to look something
up (a reference list, a photographer's credit) only holds a listener up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from everyread.article import (
    Article,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Run,
    Sentence,
    Table,
    text_of,
    walk,
)
from everyread.narration.numbers import number
from everyread.settings import Narration

CAPTION = "Caption:"
CREDIT = "Picture credit:"
EMPTY = "empty."
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_REFERENCE = re.compile(
    r"https?://|\bwww\.|\b(?i:doi|isbn|et al)\b|\b(?:19|20)\d\d\s?[;:]\s?\d|\d+\s?\(\d+\)\s?:|\bpp?\.\s?\d"
    r"|\b[Vv]ol\.|\b[A-Z][\w'-]+ [A-Z]{1,3}(?:,|\. )|\((?:19|20)\d\d[a-z]?\)"
)
"""What only a bibliography has: an address, a volume with pages, a name with initials behind it."""
_ROMAN = re.compile(r"[ivxl]+|[IVXL]+")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
NOTE_IN_PRINT = "it is a note, which the printed article has"
REFERENCE_IN_PRINT = "it is a reference to look up, which the printed article has"
CREDIT_IN_PRINT = "it says who made the picture, which is not in the recording"
ROW_IN_PRINT = "the issue's settings have tables summed up; the printed article has all of it"


def speaker_lead(speaker: str) -> str:
    """In front of a quotation; the words must not be taken for the author's."""
    return f"In the words of {speaker}:"


def item_leads(items: Sequence[Item]) -> list[str]:
    """The number or letter of each step; a point without one is set apart by its pause.

    Roman numbers are said as numbers, as a reader would; "i" is one only where "ii" or the like is beside it.
    """
    bare = [item.label.strip("()[].: ") for item in items]
    roman = any(len(each) > 1 and _ROMAN.fullmatch(each) for each in bare)
    return [
        item.mark if not label else f"{_said(label, roman=roman)}."
        for item, label in zip(items, bare, strict=True)
    ]


def _said(label: str, *, roman: bool) -> str:
    if not (roman and _ROMAN.fullmatch(label)):
        return label.upper() if len(label) == 1 else label
    values = [_VALUES[letter] for letter in label.lower()]
    signs = [-1 if value < after else 1 for value, after in zip(values, [*values[1:], 0], strict=True)]
    return str(sum(value * sign for value, sign in zip(values, signs, strict=True)))


def table_size(table: Table, settings: Narration) -> str:
    """That a table begins, and how large it is."""
    columns = max((len(row) for row in (table.head, *table.rows)), default=0)
    size = f"Table with {_counted(columns, 'column')} and {_counted(len(table.rows), 'row')}."
    return size if settings.tables == "full" else f"{size} It is not read out."


def column_lead(position: int) -> str:
    """In front of a column's heading, when the columns are listed first."""
    return f"Column {number(str(position + 1))}:"


def row_lead(count: int) -> str:
    """In front of a row."""
    return f"Row {number(str(count))}."


def cell_lead(head: tuple[Cell, ...], position: int, cell: Cell) -> str:
    """The name of a cell's column, so that nobody must keep the columns in mind."""
    if cell.header or position >= len(head) or not head[position].prose:
        return ""
    return " ".join(marked(sentence) for sentence in head[position].prose).rstrip(" .:") + ":"


def picture_lead(figure: Figure, settings: Narration) -> str:
    """A picture's description; empty when it has none, or none is wanted."""
    return f"Picture: {figure.alt.strip()}" if figure.alt.strip() and settings.pictures else ""


def caption_lead(figure: Figure, settings: Narration) -> str:
    """In front of a picture's caption: whether its description was heard before it."""
    return CAPTION if picture_lead(figure, settings) else "Picture:"


def notes_lead(notes: Listing, settings: Narration) -> str:
    """What is said in place of the notes that are not read out; empty when all are."""
    unread = sum(_reason(item, settings) != "" for item in notes.items)
    if unread == 0:
        return ""
    thing = "reference" if settings.notes == "short" else "note"
    verb = "is" if unread == 1 else "are"
    return f"{_counted(unread, thing).capitalize()} {verb} not read out."


def texts_of_article(article: Article, settings: Narration, issue: str) -> Iterator[str]:
    """Every stretch of print that its narration may say: it decides which lexicon entries are needed."""
    yield from (article.section, article.author, issue, settings.closing)
    yield from (sentence.text for sentence in article.sentences())
    for block in article.walk():
        match block:
            case Figure(alt=alt):
                yield alt
            case Quotation(speaker=speaker):
                yield speaker
            case _:
                pass


def marked(sentence: Sentence | None, settings: Narration | None = None) -> str:
    """The text with raised figures as characters, so that the rules can tell m² from a footnote.

    The marks that point to notes are left out, or said, as the settings have it.
    """
    if sentence is None:
        return ""
    say_marks = settings is not None and settings.references == "say"
    text = ""
    for run in sentence.runs:
        if not run.note:
            text += _run_text(run)
        elif say_marks:
            mark = run.text.strip("[]() ")
            text += f" Note {mark}." if text.rstrip().endswith((".", "!", "?")) else f", note {mark},"
    return text


def _run_text(run: Run) -> str:
    raised = run.position == "super" and run.text.strip("0123456789+-−, ") == ""
    return run.text.translate(_RAISED) if raised else run.text


def unread(article: Article, settings: Narration) -> dict[str, str]:
    """The ids of sentences that the settings leave out of the recording, and the reason in plain words."""
    return dict(_unread(article, settings))


def _unread(article: Article, settings: Narration) -> Iterator[tuple[str, str]]:
    for block in article.walk():
        match block:
            case Listing(role="notes", items=items):
                for item in items:
                    if reason := _reason(item, settings):
                        yield from _each(_prose_of(item), reason)
            case Figure(credit=credit) if not settings.credits:
                yield from _each([credit], CREDIT_IN_PRINT)
            case Table(rows=rows, head=head) if settings.tables == "summary":
                yield from _each([cell.prose for row in (head, *rows) for cell in row], ROW_IN_PRINT)
            case _:
                pass


def _reason(item: Item, settings: Narration) -> str:
    """Why a note is not read out; empty when it is."""
    match settings.notes:
        case "say":
            return ""
        case "skip":
            return NOTE_IN_PRINT
        case _:
            written = " ".join(text_of(prose) for prose in _prose_of(item))
            return REFERENCE_IN_PRINT if _REFERENCE.search(written) else ""


def _prose_of(item: Item) -> Iterator[Prose]:
    for block in walk(item.blocks):
        match block:
            case Paragraph(prose=prose) | Heading(prose=prose):
                yield prose
            case _:
                pass


def _each(prose: Iterable[Prose], reason: str) -> Iterator[tuple[str, str]]:
    return ((sentence.id, reason) for stretch in prose for sentence in stretch)


def _counted(count: int, thing: str) -> str:
    return f"{number(str(count))} {thing}{'' if count == 1 else 's'}"

"""The template environment of every page we make, and the filters that its templates may use.

Everything from an article is escaped: autoescape is always on, and nothing here marks text as safe.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Undefined

from everyread.article import Article, Block, Cell, Heading, Listing, Paragraph, Run, Table, text_of
from everyread.typeset.keep_together import MAY_BREAK, NO_BREAK, SOFT_HYPHEN, keep_together

_WORD = re.compile(r"\S*[/?&=_#@–-]\S*")
_PART = re.compile("[^/]+")
_AFTER_SLASH = re.compile(r"(?<!//)(?<=/)(?=\w)")
_AFTER_MARK = re.compile(r"(?<=[?&=_#@-])(?=\w)")
_AFTER_HYPHEN = re.compile(r"(?<=-)(?=\w)")
_INSIDE = re.compile(r"(?<=/)(?=\w)|(?<=\d[–-])(?=\d)|(?<=\b\w-)(?=\w)|(?<=\w-)(?=\w\b)")
"""Where a short word may not break: "ME/CFS", "5–10", "e-book", "TNF-α"."""
_KEY = re.compile("([0-9#*])\ufe0f?\u20e3")
_SMALL = re.compile(r"([⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ]+|[₀-₉₊₋₌₍₎]+|[¼½¾⅐-⅞↉]+)")
LONGEST_WHOLE = 20
"""Characters of an address or a "ME/CFS" that a line can hold whole at the largest size."""


Filter = Callable[..., Any]


@cache
def environment(folders: tuple[str, ...], filters: tuple[tuple[str, Filter], ...] = ()) -> Environment:
    """Templates found in the first of `folders` that has them, with a room's own `filters` beside the shared.

    Made once for each room, since compiling templates is slow.

    Raises jinja2.TemplateError from the templates it loads; a name that a template uses and nobody set is
    an error, not an empty string.
    """
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        css_string=css_string,
        keep_together=keep_together,
        kept_together=kept_together,
        note_links=note_links,
        room_for_marks=room_for_marks,
        small_figures=small_figures,
        notes_without_heading=notes_without_heading,
        by_link=by_link,
        breakable=breakable,
        shown_address=shown_address,
        adds_address=adds_address,
        wider_than=wider_than,
        is_short_label=is_short_label,
        words=text_of,
        **dict(filters),
    )
    return made


def kept_together(runs: Iterable[Run]) -> list[Run]:
    """The runs with no-break spaces inside single pieces of information, "**2.5** mg" of two runs too."""
    bare = [replace(run, text=run.text.replace(SOFT_HYPHEN, "")) for run in runs]
    text = keep_together("".join(run.text for run in bare))
    kept: list[Run] = []
    start = 0
    for run in bare:
        kept.append(replace(run, text=text[start : start + len(run.text)]))
        start += len(run.text)
    return kept


def small_figures(text: str) -> list[tuple[str, str]]:
    """The text in pieces with their classes: "raised" for ², "lowered" for ₂, "fraction" for ½, "" else."""
    pieces = _SMALL.split(text)
    return [(piece, _kind(piece) if index % 2 else "") for index, piece in enumerate(pieces) if piece]


def _kind(figures: str) -> str:
    """By what the first of them is made of (Unicode Character Database, decompositions)."""
    tag = unicodedata.decomposition(figures[0]).partition(" ")[0]
    return {"<super>": "raised", "<sub>": "lowered"}.get(tag, "fraction")


def css_string(text: str) -> str:
    """The text as a string in a style sheet, each character by its number, so that nothing can end it."""
    return '"' + "".join(f"\\{ord(letter):06x}" for letter in text) + '"'


def room_for_marks(listing: Listing) -> float:
    """How far a numbered list stands in, times the type size, so that its longest mark fits before it.

    A bold figure is 0.63 wide and a mark has a space behind it, in Atkinson Hyperlegible.
    """
    longest = max((len(item.mark) for item in listing.items), default=0)
    return round(min(max(0.63 * longest + 0.75, 2.0), FURTHEST), 2)


FURTHEST = 10.0
"""Times the type size: more would leave too little of the line to read."""


def note_links(article: Article, prefix: str) -> dict[str, tuple[str, str]]:
    """For each note that is there once and has a mark: ids on the page for the note and for its first mark.

    Ids begin with `prefix`, since a page may hold many articles.
    """
    marks = dict.fromkeys(run.note for one in article.sentences() for run in one.runs if run.note)
    notes = Counter(
        item.anchor for block in article.walk() if isinstance(block, Listing) for item in block.items
    )
    linked = (anchor for anchor in marks if notes[anchor] == 1)
    return {
        anchor: (f"{prefix}note-{number}", f"{prefix}mark-{number}")
        for number, anchor in enumerate(linked, start=1)
    }


SHORT = 30
"""Characters of a line that can only be a heading, such as "References and further reading"."""


def notes_without_heading(block: Block, before: Block | Undefined) -> bool:
    """Whether these are notes, and the block before them is no heading for them."""
    match before:
        case Heading():
            return False
        case Paragraph(prose=prose) if len(text_of(prose)) <= SHORT:
            return False
    return isinstance(block, Listing) and block.role == "notes"


def by_link(runs: Iterable[Run]) -> list[tuple[str, list[Run]]]:
    """The runs in groups of one link each, so that a link with a bold word in it stays one link."""
    return [(href, list(group)) for href, group in groupby(runs, key=lambda run: run.href)]


def shown_address(href: str) -> str:
    """An address as people write it: without "https://", "mailto:" or a slash at its end."""
    return re.sub(r"^(?:https?://|mailto:|tel:)", "", href).removesuffix("/")


def adds_address(runs: Iterable[Run], href: str) -> bool:
    """Whether the words of a link do not already show where it goes."""
    text = "".join(run.text for run in runs)
    if href.startswith("tel:"):
        return _digits(href)[-6:] != _digits(text)[-6:]  # 01632 960188 is +44 1632 960188
    return _bare(href) not in _bare(text)


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|^mailto:", "", address.strip().lower()).rstrip("/.")


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def breakable(text: str) -> str:
    """Print only: a long address breaks after its slashes, and "ME/CFS", "5–10" or "e-book" nowhere.

    It breaks after a hyphen only in a long part, since nobody can see there whose hyphen it is.
    The marks have no width, but a search in a web page would stumble over them.  A figure in the frame of a
    key is printed without it, which would stand behind the figure.
    """
    return _WORD.sub(_with_breaks, _KEY.sub(r"\1", text))


def _with_breaks(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) <= LONGEST_WHOLE:
        return _INSIDE.sub(NO_BREAK, word)
    if re.search(r"[/@]|www\.", word):
        marked = _AFTER_SLASH.sub(MAY_BREAK, _PART.sub(_part_with_breaks, word))
        return marked.replace("://", f"://{NO_BREAK}")
    return word


def _part_with_breaks(match: re.Match[str]) -> str:
    part = match[0]
    if len(part) <= LONGEST_WHOLE:
        return _AFTER_HYPHEN.sub(NO_BREAK, part)
    return _AFTER_MARK.sub(MAY_BREAK, part)


def wider_than(table: Table, characters: int) -> bool:
    """Whether a table needs more than so many characters on a line to keep its words whole.

    Each column needs its longest word and about three characters of space.
    """
    columns = zip(*(row for row in (table.head, *table.rows) if row), strict=False)
    return sum(max(map(_least_width, column)) + 3 for column in columns) > characters


SHORT_LABEL = 12
"""Characters of a row's label that stays on one line, such as "Clinic 1" or "16 January"."""


def is_short_label(cell: Cell) -> bool:
    """Whether a cell is the label of its row, and short enough to stay on one line."""
    return cell.header and len(text_of(cell.prose)) <= SHORT_LABEL


def _least_width(cell: Cell) -> int:
    text = text_of(cell.prose)
    return len(text) if is_short_label(cell) else _longest_word(text)


def _longest_word(text: str) -> int:
    return max((len(word) for word in keep_together(text).split(" ")), default=0)

"""Lists as PDF has them: each item a label and one body, and the list says how it is numbered."""

from __future__ import annotations

import re
from typing import Any

from pydyf import Dictionary, String  # type: ignore[import-untyped]

from everyread.typeset.tag_nodes import Node

_STYLES = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
_WRITTEN = (
    # One "i)" or "c)" can be a letter or a number; see `numbering`.
    ("LowerRoman", re.compile(r"[ivxlc]+")),
    ("UpperRoman", re.compile(r"[IVXLC]+")),
    ("LowerAlpha", re.compile(r"[a-z]")),
    ("UpperAlpha", re.compile(r"[A-Z]")),
    ("Decimal", re.compile(r"\d.*")),
)
_MARKS = " \u00a0.:)(]["


def label_of(box: Any) -> str:
    """How an item is labelled: a style of CSS ("decimal"), or the label itself after a mark ("=a)")."""
    style = box.style["list_style_type"]
    return style if isinstance(style, str) else f"={style[1]}"


def numbering(labels: list[str]) -> str:
    """The /ListNumbering of a list (ISO 32000-1, table 347) whose items have these labels.

    Labels that are written out count as numbers or letters when all of them can be; a list that could be
    both, such as "c)" alone, has letters, and roman numbers must begin with the first or be longer than one.
    Anything else, such as "*", is a bullet, for a list with labels must not say that it has none.
    """
    if not labels or not labels[0].startswith("="):
        return _STYLES.get(labels[0], "Decimal") if labels else "None"
    bare = [label[1:].strip(_MARKS) for label in labels]
    for style, pattern in _WRITTEN:
        if all(pattern.fullmatch(label) for label in bare):
            roman = bare[0].lower() == "i" or any(len(label) > 1 for label in bare)
            if roman or "Roman" not in style:
                return style
    return "Disc"


def set_in_order(listing: Node) -> None:
    """Give each item its one body, and the list its numbering (ISO 14289-1, 7.6)."""
    listing.entries["A"] = Dictionary({"O": "/List", "ListNumbering": f"/{numbering(listing.labels)}"})
    for item in listing.nodes():
        labels = [kid for kid in item.nodes() if kid.kind == "Lbl"]
        rest = [kid for kid in item.kids if kid not in labels]
        if rest:
            item.kids = [*labels, _body(item, rest)]


def _body(item: Node, rest: list[Any]) -> Node:
    body = Node("LBody", item.language, kids=rest)
    if item.part == "notes":
        body.kids = [Node("Note", item.language, kids=rest)]
    return body


def name_note(note: Node, number: int) -> None:
    """A note needs a name that no other has (ISO 14289-1, 7.9)."""
    note.entries["ID"] = String(f"note-{number}")

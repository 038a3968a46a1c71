"""Comments and tracked changes of a Word document, which are told to the editor and never printed."""

from __future__ import annotations

from typing import Any

from everyread.findings import Finding
from everyread.sources.package import part
from everyread.sources.repair import clean

_SHOWN = 3
"""Comments or changes that a finding quotes."""
_LONGEST = 60
_KINDS = (("ins", "added"), ("moveTo", "added"), ("del", "deleted"), ("moveFrom", "deleted"))
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_MOST = 32 * 1024 * 1024
"""Bytes of a part, as for the text itself."""


def about_revisions(data: bytes, name: str) -> tuple[Finding, ...]:
    """What the editor should know of the comments and tracked changes in a document."""
    changes = [change for each in _PARTS for change in _changes(part(data, each, _MOST))]
    return told_changes(changes, name) + told_comments(
        _comments(part(data, "word/comments.xml", _MOST)), name
    )


def told_changes(changes: list[tuple[str, str]], name: str) -> tuple[Finding, ...]:
    """The finding for tracked changes, each "added" or "deleted" with its words; none for none."""
    if not changes:
        return ()
    added = sum(kind == "added" for kind, _ in changes)
    quoted = ", ".join(f"{kind} “{_short(text)}”" for kind, text in changes[:_SHOWN])
    rest = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
    return (
        Finding(
            "SRC-020",
            f"“{name}” has tracked changes that nobody has accepted yet ({_times(added, 'addition')}, "
            f"{_times(len(changes) - added, 'deletion')}): {quoted}{rest}. "
            "The article is read as if all of them were accepted.",
            "Accept or reject each change in the document, then build again.",
            file=name,
        ),
    )


def told_comments(comments: list[tuple[str, str]], name: str) -> tuple[Finding, ...]:
    """The finding for comments, each with its writer and its words; none for none."""
    if not comments:
        return ()
    quoted = ", ".join(
        f"{who}: “{_short(text)}”" if who else f"“{_short(text)}”" for who, text in comments[:_SHOWN]
    )
    rest = f" and {len(comments) - _SHOWN} more" if len(comments) > _SHOWN else ""
    return (
        Finding(
            "SRC-021",
            f"“{name}” has {_times(len(comments), 'comment')}, which are not printed: {quoted}{rest}.",
            "Answer the comments, then delete them from the document.",
            file=name,
        ),
    )


def _changes(root: Any) -> list[tuple[str, str]]:
    """Each stretch of text that was added or deleted, in the order of the document."""
    if root is None:
        return []
    names = dict(_KINDS)
    found: list[tuple[str, str]] = []
    for element in root.iter(*(f"{{*}}{kind}" for kind in names)):
        text = _words(element)
        if text:
            found.append((names[element.tag.rpartition("}")[2]], text))
    return found


def _comments(root: Any) -> list[tuple[str, str]]:
    if root is None:
        return []
    found = []
    for element in root.iter("{*}comment"):
        space = element.tag.removesuffix("comment")
        found.append(((element.get(f"{space}author") or "").strip(), _words(element)))
    return [(who, text) for who, text in found if text]


def _words(element: Any) -> str:
    """The text in an element of WordprocessingML, deleted text too, on one line."""
    return clean("".join(each.text or "" for each in element.iter("{*}t", "{*}delText"))).strip()


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"

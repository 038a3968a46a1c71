"""RTF: its text alone.  RTF says how words look and seldom what they are, so headings are guessed.

Footnotes, which the library leaves out, are put under a line "Notes", and deleted text is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.sources.bounds import must_be_few_lines
from everyread.sources.draft import finish
from everyread.sources.endnotes import link_notes
from everyread.sources.guard import damaged, text_bytes
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.hyphens import Joiner
from everyread.sources.office import from_properties, with_content
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import mend, with_more
from everyread.sources.revisions import told_changes
from everyread.sources.text import guess_headings, read_lines
from everyread.store import Store

_START = b"{\\rtf"
_INFO = re.compile(r"\{\\(title|author|category)\s([^{}]{1,500})\}")
_NAMES = {"title": "title", "author": "author", "category": "section"}
_PICTURE = re.compile(r"\{(?:\\\*)?\\(?:shppict|nonshppict|pict|objdata)\b")
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote\b")
_DELETED = re.compile(r"\{(?:\\[a-z]+-?\d*\s?){0,30}?\\deleted(?!0)\b")
_COMMENT = re.compile(r"\{(?:\\\*)?\\annotation\b")
_BULLET = re.compile(r"\{(?:\\\*)?\\pntext\b")


@dataclass(frozen=True, slots=True)
class RichTextReader:
    """Reads .rtf."""

    name: str = "RTF"
    suffixes: tuple[str, ...] = (".rtf",)

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,  # noqa: ARG002 - pictures are left out, and that is told
        pictures: Mapping[str, bytes] = NO_PICTURES,  # noqa: ARG002
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article, or those of a whole issue; see `Reader.read`."""
        if not data.startswith(_START):
            raise ArticleError("SRC-003", f"“{name}” is no RTF document.", "Save it again as .docx.")
        source, pictures_cut = _without(data.decode("latin-1"), _PICTURE)
        if len(source) > text_bytes():
            raise ArticleError(
                "SRC-011",
                f"“{name}” has {len(source) / 1e6:,.1f} MB without its pictures, which no article has.",
                "Copy the article's text alone into a new file.",
            )
        source, deleted = _without(source, _DELETED)
        source, comments = _without(source, _COMMENT)
        source, notes = _numbered_notes(_BULLET.sub("{", source))
        mended = mend("\n".join(_lines(_plain(source, name), [_plain(note, name) for note in notes])))
        lines = mended.text.split("\n")
        must_be_few_lines(lines, name)
        joiner = Joiner(lines)
        blocks, rulers = read_lines(lines, joiner)
        changes = [("deleted", words) for each in deleted if (words := _plain(_group(each), name).strip())]
        draft = Draft(
            link_notes(guess_headings(blocks)),
            removed=rulers,
            findings=(_about(name, len(pictures_cut), len(comments)), *told_changes(changes, name)),
            repairs=with_more((), mended.counts + joiner.counts),
        )
        properties = [(_NAMES[key], _plain(_group(value), name)) for key, value in _INFO.findall(source)]
        draft = with_content(draft, replace(from_properties(properties), title=()))
        return finish(draft, data, name, self.name, house, split)


def _plain(source: str, name: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError, OverflowError) as error:
        raise damaged(name) from error


def _group(content: str) -> str:
    return f"{{\\rtf1\\ansi {content}}}"


def _without(source: str, opening: re.Pattern[str]) -> tuple[str, list[str]]:
    """The source without the groups that begin like this, and those groups."""
    kept: list[str] = []
    taken: list[str] = []
    at = 0
    for start, end in _groups(source, opening):
        kept.append(source[at:start])
        taken.append(re.sub(r"\\deleted\d?\b", "", source[start:end]))
        at = end
    return "".join([*kept, source[at:]]), taken


def _numbered_notes(source: str) -> tuple[str, list[str]]:
    """The source with [1], [2], … in place of its footnotes, and the footnotes."""
    kept: list[str] = []
    notes: list[str] = []
    at = 0
    for start, end in _groups(source, _NOTE):
        notes.append(_group(_NOTE.sub("{", source[start:end], count=1)))
        kept += [source[at:start], f"[{len(notes)}]"]
        at = end
    return "".join([*kept, source[at:]]), notes


def _groups(source: str, opening: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where each group begins and ends, braces counted; one that is never closed ends with the source."""
    at = 0
    while match := opening.search(source, at):
        depth, at = 1, match.end()
        while depth and (brace := re.compile(r"\\.|[{}]", re.DOTALL).search(source, at)):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            at = brace.end()
        at = len(source) if depth else at
        yield match.start(), at


def _lines(text: str, notes: list[str]) -> Iterator[str]:
    """Each paragraph on a line of its own, with a blank one between; rows of a table stay together."""
    before = ""
    for line in text.split("\n"):
        if not ("|" in before and "|" in line):
            yield ""
        yield line
        before = line
    if notes:
        yield from ("", "Notes", "")
        yield from (f"{number}. {' '.join(note.split())}" for number, note in enumerate(notes, start=1))


def _about(name: str, pictures: int, comments: int) -> Finding:
    kinds = ((pictures, "picture"), (comments, "comment"))
    lost = [f"{count} {what}{'s' * (count > 1)}" for count, what in kinds if count]
    more = f" Left out: {' and '.join(lost)}." if lost else ""
    return Finding(
        "SRC-022",
        f"“{name}” is RTF, of which only the text can be read: headings and lists are guessed, and emphasis "
        f"and links are lost.{more}",
        "Save it as .docx in the program it was written with, and build from that file.",
        file=name,
    )

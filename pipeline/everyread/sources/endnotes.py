"""Notes typed by hand: a numbered list under "References", and the marks in the text that point to it.

A mark is [1], or a raised figure: the character ² as well as a 2 that the format sets higher.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from everyread.article import Block, Heading, Listing, Paragraph, Prose, Run, map_prose
from everyread.sources.parts import folded, line_of

_HEADS = frozenset("references reference notes footnotes endnotes sources bibliography citations".split())
_BRACKETED = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]")
# A raised figure behind a word or a stop; behind a unit (m²) it is arithmetic.
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?”’)]))[¹²³⁰⁴-⁹]{1,3}(?![⁰-⁹¹²³\w])")
_RAISED_RUN = re.compile(r"\s*\[?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]?\s*")
_BEHIND = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?”’)\"'])$")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"\d{1,3}")


def link_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each numbered list under such a heading as notes, and the marks linked to them.

    Only a mark whose number is in the list is linked, and only if each number is there once.
    """
    for index in range(len(blocks) - 1):
        listing = blocks[index + 1]
        if not _is_head(blocks[index]) or not isinstance(listing, Listing) or not listing.ordered:
            continue
        numbers = [item.number for item in listing.items]
        if None in numbers or len(set(numbers)) < len(numbers) or listing.role == "notes":
            continue
        # The format's own notes have names such as "note-1".
        name = "reference" if any(_has_notes(block) for block in blocks) else "note"
        anchors = {number: f"{name}-{number}" for number in numbers if number is not None}
        items = tuple(replace(item, anchor=anchors.get(item.number or -1, "")) for item in listing.items)
        before = map_prose(blocks[:index], partial(_linked, anchors=anchors))
        return (*before, blocks[index], replace(listing, items=items, role="notes"), *blocks[index + 2 :])
    return blocks


def _has_notes(block: Block) -> bool:
    return isinstance(block, Listing) and block.role == "notes"


def _is_head(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and folded(line_of(block) or "") in _HEADS


def _linked(prose: Prose, anchors: Mapping[int, str]) -> Prose:
    return tuple(replace(sentence, runs=_with_marks(sentence.runs, anchors)) for sentence in prose)


def _with_marks(runs: tuple[Run, ...], anchors: Mapping[int, str]) -> tuple[Run, ...]:
    pieces: list[Run] = []
    behind = ""
    for run in runs:
        is_mark = run.position == "super" and _RAISED_RUN.fullmatch(run.text) and _BEHIND.search(behind)
        if run.note or run.href:
            pieces.append(run)
        elif is_mark:
            pieces += _cut(
                run, anchors, [(*each.span(), int(each[0])) for each in _NUMBER.finditer(run.text)]
            )
        else:
            pieces += _cut(run, anchors, _marks(run.text))
        behind = run.text
    return tuple(pieces)


def _cut(run: Run, anchors: Mapping[int, str], marks: list[tuple[int, int, int]]) -> list[Run]:
    """The run in pieces, those that are marks with their notes."""
    pieces: list[Run] = []
    at = 0
    for start, end, number in marks:
        if number in anchors:
            text = run.text[start:end].translate(_PLAIN)
            position = run.position if run.text[start:end].isascii() else "super"
            pieces.append(replace(run, text=run.text[at:start]))
            pieces.append(replace(run, text=text, note=anchors[number], position=position))
            at = end
    pieces.append(replace(run, text=run.text[at:]))
    return [piece for piece in pieces if piece.text]


def _marks(text: str) -> list[tuple[int, int, int]]:
    """Where marks stand and what their numbers are: each number inside brackets is a mark of its own."""
    found: list[tuple[int, int, int]] = []
    for match in _BRACKETED.finditer(text):
        single = match[1].isdigit()
        for number in _NUMBER.finditer(match[1]):
            start, end = match.start(1) + number.start(), match.start(1) + number.end()
            found.append(
                (match.start(), match.end(), int(number[0])) if single else (start, end, int(number[0]))
            )
    for match in _RAISED.finditer(text):
        found.append((match.start(), match.end(), int(match[0].translate(_PLAIN))))
    return sorted(found)

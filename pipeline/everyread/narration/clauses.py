"""Cutting what is too long for an engine: at clause ends, and where there are none, between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLAUSE_END = re.compile(r"(?<=[,;:—.!?…])\s+")


def cut(text: str, longest: int) -> list[str]:
    """Pieces of at most `longest` characters, as few as can be; together they are the text.

    A word longer than that is no word of any language, and is cut rather than refused.
    """
    pieces: list[str] = []
    for clause in _CLAUSE_END.split(text.strip()):
        for part in [clause] if len(clause) <= longest else _by_words(clause, longest):
            _join(pieces, part, longest)
    return [piece for piece in pieces if piece]


def _by_words(clause: str, longest: int) -> list[str]:
    lines: list[str] = []
    for word in clause.split():
        for part in _slices(word, longest):
            _join(lines, part, longest)
    return lines


def _slices(word: str, longest: int) -> Iterator[str]:
    return (word[start : start + longest] for start in range(0, len(word), longest))


def _join(pieces: list[str], part: str, longest: int) -> None:
    if pieces and len(pieces[-1]) + 1 + len(part) <= longest:
        pieces[-1] += " " + part
    else:
        pieces.append(part)

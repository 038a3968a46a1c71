"""Texts one after another, in which the words of a line are looked up."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_WORDS = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FEWEST = 4
"""Words that stand together elsewhere by chance no more often than can be borne."""
_FEWEST_LETTERS = 6
"""As `_FEWEST`, of letters, where spaces do not count."""


def plain(text: str) -> str:
    """The words in small letters with single spaces, without punctuation: the same for any spelling of it."""
    return " ".join(_WORDS.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()))


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a field, or a text that was left out."""

    words: str
    """After `plain`."""
    article: int
    """Which article of the file it is of, from 1."""
    label: str
    """Its sentence id, the field's name, or the rule by which it was left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where words were found."""

    units: tuple[Unit, ...]
    after: int
    """The place after them, for `Texts.longest`."""


class Texts:
    """Units in reading order."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._free: dict[str, list[int]] = {}
        for index in reversed(range(len(units))):
            self._free.setdefault(units[index].words, []).append(index)
        self._last: dict[str, int] = {}
        self._after = -1  # the place after what was found last, where the next line may go on
        pieces = [f"{unit.words} " for unit in units]
        self._text = " " + "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=1))
        letters = [unit.words.replace(" ", "") for unit in units]
        self._letters = "".join(letters)
        self._letter_starts = list(accumulate(map(len, letters), initial=0))

    def whole(self, words: str) -> Unit | None:
        """A unit of exactly these words, each in its turn; after the last of them that one again."""
        if free := self._free.get(words):
            self._last[words] = free.pop()
        index = self._last.get(words)
        if index is None:
            return None
        self._after = self._starts[index + 1] - 1
        return self._units[index]

    def part(self, words: str) -> tuple[Unit, ...]:
        """The units that hold these words side by side.

        Fewer than four words count only at a unit's border, or where they go on from what was found last.
        """
        goes_on = self._after >= 0 and self._text.startswith(f" {words} ", self._after)
        at = self._after if goes_on else self._text.find(f" {words} ")
        after = at + len(words) + 1
        sure = goes_on or words.count(" ") + 1 >= _FEWEST or self._is_border(at) or self._is_border(after)
        if at < 0 or not sure:
            return ()
        self._after = after
        return self._spanned(self._starts, at + 1, after - 1)

    def letters(self, words: str) -> tuple[Unit, ...]:
        """The units that hold these letters when no spaces count, as where a word was divided."""
        letters = words.replace(" ", "")
        at = self._letters.find(letters) if len(letters) >= _FEWEST_LETTERS else -1
        return self._spanned(self._letter_starts, at, at + len(letters) - 1) if at >= 0 else ()

    def longest(self, words: Sequence[str], end: int, *, begins: bool) -> tuple[int, Found | None]:
        """How many of the words, from the first one, stand together here and not by chance; and where.

        Few words count where they go on at `end`, are a whole unit, or share their first or last border
        with one; `begins` says whether the words begin a line.
        """
        best: tuple[int, Found | None] = (0, None)
        for length in range(1, len(words) + 1):
            piece = " ".join(words[:length])
            goes_on = end >= 0 and self._text.startswith(f" {piece} ", end)
            at = end if goes_on else self._text.find(f" {piece} ")
            if at < 0:
                break
            after = at + len(piece) + 1
            sure = length >= _FEWEST or goes_on or piece in self._free
            sure = sure or (begins and self._is_border(at))
            if sure or (length == len(words) and self._is_border(after)):
                best = (length, Found(self._spanned(self._starts, at + 1, after - 1), after))
        return best

    def _is_border(self, at: int) -> bool:
        """Whether a unit begins right after the space at this place."""
        return self._starts[bisect_right(self._starts, at + 1) - 1] == at + 1

    def _spanned(self, starts: Sequence[int], first: int, last: int) -> tuple[Unit, ...]:
        return tuple(self._units[bisect_right(starts, first) - 1 : bisect_right(starts, last)])

"""Lines joined to paragraphs: words divided at their ends are made whole, and others keep their hyphen.

"treat-" and "ment" are one word, "well-" and "being" two.  Asked first is the text itself, which may spell
the word elsewhere; then how often the joined word and its second half are met in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_COMMON = 2.0
"""Zipf frequency (wordfreq) from which a joined word is one: met once in ten million words."""
_EVERYWHERE = 5.0
"""Zipf frequency of words that nobody hyphenates: "without", "another"."""
_SHORTEST_WORD = 4
"""Letters of a second half that may be a word by itself; "self-ish" is no pair of words."""
_FIRST_HALVES = frozenset(
    "all anti co cross ex first full half hard high ill life light long low mid mini multi near new non off "
    "old one open over part post pre self semi short side single slow small sub two under well wide "
    "year".split()
)
"""What begins words that are written with a hyphen more often than not."""


class Joiner:
    """Joins the lines of one file, and counts what it did."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.counts: Counter[str] = Counter()
        self._lines = lines
        self._spelled: frozenset[str] | None = None

    def join(self, lines: Sequence[str]) -> str:
        """The lines as one stretch of text."""
        pieces = [lines[0]]
        for line in lines[1:]:
            pieces[-1:] = [self._before(pieces[-1], line), line]
            self.counts["line joined to the one before"] += 1
        return "".join(pieces)

    def _before(self, before: str, after: str) -> str:
        """A line as it stands in front of the next one: with a space, a hyphen, or neither."""
        divided, goes_on = _DIVIDED.search(before), _GOES_ON.match(after)
        if divided is None or goes_on is None:
            return f"{before} "
        if goes_on[0][0].islower() and self._is_one_word(divided[1], goes_on[0]):
            self.counts["word divided at the end of a line"] += 1
            return before[:-1]
        return before

    def _is_one_word(self, first: str, second: str) -> bool:
        whole, pair = f"{first}{second}".lower(), f"{first}-{second}".lower()
        if pair in self._words():
            return False
        if whole in self._words():
            return True
        from wordfreq import zipf_frequency

        common = zipf_frequency(whole, "en")
        if common >= _EVERYWHERE:
            return True
        if first.lower() in _FIRST_HALVES and len(second) >= _SHORTEST_WORD:
            return common > zipf_frequency(second, "en")
        return common >= _COMMON

    def _words(self) -> frozenset[str]:
        """Every word of the file, but for those at the ends of lines, in small letters."""
        if self._spelled is None:
            text = "\n".join(_DIVIDED.sub("", line.rstrip()) for line in self._lines)
            self._spelled = frozenset(word.replace("\u2010", "-").lower() for word in _WORD.findall(text))
        return self._spelled

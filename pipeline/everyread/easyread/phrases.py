"""Where a long line may break: at natural pauses, so that each printed line is a phrase.

Inclusion Europe asks for this ("cut the line where people would pause").  Not one word changes, so it is
safe for every sentence, and it is the one thing that can be done for those that were not safe to split.
"""

from __future__ import annotations

import re

from everyread.easyread.marks import Runs, cut, text_in

ONE_LINE = 44
"""Characters that fit on one line of the PDF's text column at 16 points."""
SHORTEST = 12
"""Characters; a shorter phrase alone on a line is a hiccup, not a pause."""

_PAUSE = re.compile(
    r"(?<=[,;:–—])\s+|"
    r"\s+(?=\()|"
    r"\s+(?=(?:and|but|or|so|because|although|though|if|unless|when|while|where|which|who|that|than|as|before|"
    r"after|until|since|to|with|without|from|into|in|on|at|for|by|about|during|between|through|of)\s)",
    re.I,
)
# The better the pause, the smaller the number: a stop, then a clause, then a phrase; "of" only if need be.
_RANKS = (
    (0, re.compile(r"[,;:–—]$")),
    (1, re.compile(r"^(?:and|but|or|so|because|although|though|if|unless|when|while|where|which|who|that)\b", re.I)),
    (3, re.compile(r"^of\b", re.I)),
)


def phrases(runs: Runs) -> list[Runs]:
    """The runs of a line as phrases that each fit on one printed line, where pauses allow it."""
    return [cut(runs, start, end) for start, end in _spans(text_in(runs), 0)]


def _spans(text: str, offset: int) -> list[tuple[int, int]]:
    if len(text) <= ONE_LINE:
        return [(offset, offset + len(text))]
    pauses = [m for m in _PAUSE.finditer(text) if SHORTEST <= m.start() and m.end() <= len(text) - SHORTEST]
    if not pauses:
        return [(offset, offset + len(text))]
    middle = len(text) / 2
    best = min(pauses, key=lambda pause: (_rank(text, pause) * len(text) / 6 + abs(pause.start() - middle)))
    left, right = text[: best.start()], text[best.end() :]
    return _spans(left, offset) + _spans(right, offset + best.end())


def _rank(text: str, pause: re.Match[str]) -> int:
    if _RANKS[0][1].search(text[: pause.start()]):
        return 0
    return next((rank for rank, pattern in _RANKS[1:] if pattern.match(text[pause.end() :])), 2)

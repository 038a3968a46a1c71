"""Where a long line may break: at natural pauses, so that each printed line is a phrase.

Inclusion Europe asks for this ("cut the line where people would pause").  Not one word changes, so it is
safe for every sentence, and it is the one thing that can be done for those that were not safe to split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyread.easyread.marks import Runs, text_in
from everyread.sentences import cut

SHORTEST = 8
"""Characters; a shorter phrase alone on a line is a hiccup, not a pause."""
Pause = tuple[int, int, float]
"""The white space's start and end, and what it costs to break there."""
LONGEST = 3_000
"""Characters; a longer text is left to wrap as it likes."""

# How much a break costs before these words: clauses are better places than phrases, "of" the worst.
_BEFORE = (
    (
        3.0,
        "and but or so nor because although though if unless when while where which who how that than as "
        "until",
    ),
    (
        6.0,
        "to with without from into in on at for by about during between through before after since under",
    ),
    (11.0, "of"),
)
_COST_BEFORE = {word: cost for cost, words in _BEFORE for word in words.split()}
_COST_AFTER_STOP = 1.0
_COST_ANYWHERE = 12.0
_COST_TORN = 30.0
"""After a word that belongs to the next one, such as "the"."""
_TORN = frozenset(
    "a an the this these that which who if because as than of to in on at for by with from and or but not no "
    "very more most is are was were be my your his her its our their do does did has have "
    "had can could may might must should will would".split()
)
_STOPS = re.compile(r"[,;:–—)]$")
_HICCUP = 40.0
"""The cost of a phrase that is too short."""
_RAGGED = 10.0
"""The cost of an almost empty line, so that phrases fill their lines where the pauses allow."""


def phrases(runs: Runs, width: int) -> list[Runs]:
    """The runs of a line as phrases of at most `width` characters."""
    text = text_in(runs)
    if len(text) <= width or len(text) > LONGEST:
        return [runs]
    return [cut(runs, start, end) for start, end in _cheapest(text, list(_pauses(text, _links(runs))), width)]


def _links(runs: Runs) -> list[tuple[int, int]]:
    """Where the links are: they are not cut, since print shows the address behind each."""
    found = []
    position = 0
    for run in runs:
        if run.href:
            found.append((position, position + len(run.text)))
        position += len(run.text)
    return found


def _cheapest(text: str, gaps: list[Pause], width: int) -> list[tuple[int, int]]:
    """The spans of the phrases with the least cost in all, by working from the left."""
    starts = [0, *(end for _, end, _ in gaps)]
    ends = [*(start for start, _, _ in gaps), len(text)]
    costs = [0.0, *(cost for _, _, cost in gaps)]
    best: list[tuple[float, int]] = []
    for last, end in enumerate(ends):
        near = [first for first in range(last + 1) if end - starts[first] <= width] or [last]
        best.append(
            min(
                (
                    costs[first]
                    + _length_cost(end - starts[first], width)
                    + (best[first - 1][0] if first else 0.0),
                    first,
                )
                for first in near
            )
        )
    spans = []
    last = len(ends) - 1
    while last >= 0:
        first = best[last][1]
        spans.append((starts[first], ends[last]))
        last = first - 1
    return spans[::-1]


def _length_cost(length: int, width: int) -> float:
    empty = max(width - length, 0) / width
    return _RAGGED * empty * empty + (_HICCUP if length < SHORTEST else 0.0)


def _pauses(text: str, whole: list[tuple[int, int]]) -> Iterator[Pause]:
    """Where a line may break, but for the spans that stay whole."""
    for gap in re.finditer(r"[ \t\r\n]+", text):
        before, after = text[: gap.start()], text[gap.end() :].split(maxsplit=1)
        if after and before.strip() and not any(start <= gap.start() < end for start, end in whole):
            yield gap.start(), gap.end(), _cost(before.split()[-1], after[0])


def _cost(before: str, after: str) -> float:
    if _STOPS.search(before) or after.startswith("("):
        return _COST_AFTER_STOP
    if before.lower() in _TORN or after.lower() in {"not", "–", "—", "-"}:
        return _COST_TORN
    if before[-1].isdigit():
        return _COST_TORN  # "2 or 3 days", "19 minutes"
    return _COST_BEFORE.get(after.lower(), _COST_ANYWHERE)

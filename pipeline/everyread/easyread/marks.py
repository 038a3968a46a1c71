"""Marks on words: links, languages and bold kept in place when a sentence becomes lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from everyread.article import Prose, Run

Runs = tuple[Run, ...]


def text_in(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def squeezed(text: str) -> str:
    """The text with each stretch of white space as one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def joined(prose: Prose) -> Runs:
    """The runs of several sentences as one line."""
    spaced = [(*((Run(" "),) if place else ()), *sentence.runs) for place, sentence in enumerate(prose)]
    return tuple(run for runs in spaced for run in runs)


def recut(runs: Runs, texts: Sequence[str]) -> list[Runs] | None:
    """`texts`, which stand for the sentence of `runs`, with the marks of its runs put back.

    None when a mark cannot be found again, whole and in one place: then the sentence is better left alone.
    """
    if list(texts) == [squeezed(text_in(runs))]:
        return [runs]
    made: list[Runs] = [(Run(text),) for text in texts]
    for run in runs:
        if run == Run(run.text):
            continue
        wanted = squeezed(run.text)
        # A raised or lowered figure ("10²") loses its meaning when its neighbours move.
        if run.position or not wanted or sum(text.count(wanted) for text in texts) != 1:
            return None
        place = next(place for place, text in enumerate(texts) if wanted in text)
        start = texts[place].index(wanted)
        marked = partial(_with_marks_of, run)
        made[place] = _changed(made[place], start, start + len(wanted), marked)
    return made


def bold(runs: Runs, start: int, end: int) -> Runs:
    """The runs with the characters from `start` to `end` in bold."""
    return _changed(runs, start, end, lambda run: replace(run, emphasis=True))


def _with_marks_of(mark: Run, run: Run) -> Run:
    return replace(mark, text=run.text)


def _changed(runs: Runs, start: int, end: int, change: Callable[[Run], Run]) -> Runs:
    made: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), max(min(end - position, len(run.text)), 0)
        pieces = (run.text[:first], run.text[first:last], run.text[max(last, first) :])
        if first < last:
            before, inside, after = (replace(run, text=piece) for piece in pieces)
            made += [piece for piece in (before, change(inside), after) if piece.text]
        else:
            made.append(run)
        position += len(run.text)
    return tuple(made)

"""Line breaks inside a paragraph: which of them part paragraphs, and which only end a line."""

from __future__ import annotations

from everyread.article import Run
from everyread.sources.repair import tidy

BREAK = Run("\n")
"""Stands for a line break; known by its identity, since a line feed between two tags is an equal run."""
_SHORT_LINE = 60
"""Characters: lines no longer than this, set apart by line breaks, are an address or a verse."""


def lines_of(runs: list[Run]) -> list[tuple[Run, ...]]:
    """The paragraphs in a line of runs with breaks.

    Two breaks part paragraphs; single ones do where all the lines are short, as in an address.
    """
    groups: list[list[list[Run]]] = [[[]]]
    breaks = 0
    for run in runs:
        if run is BREAK:
            breaks += 1
            continue
        if breaks and run.text.strip():
            if breaks > 1:
                groups.append([[]])
            else:
                groups[-1].append([])
            breaks = 0
        groups[-1][-1].append(run)
    found: list[tuple[Run, ...]] = []
    for group in groups:
        lines = [tidy(line) for line in group]
        if all(sum(len(run.text) for run in line) <= _SHORT_LINE for line in lines):
            found += lines
        else:
            found.append(tidy([run for line in group for run in (*line, Run(" "))]))
    return [line for line in found if line]

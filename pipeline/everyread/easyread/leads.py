"""A list stays with the line that leads up to it: what a hard word of that line means comes after the list.

"The main symptoms are: A symptom is what an illness makes a person feel. Pain …" would be heard as nonsense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from everyread.easyread.document import Draft, DraftBlock, Lines, Points


def leads_kept(draft: Draft) -> Draft:
    """The easy read with nothing between a line that ends in a colon and the points that it promises."""
    return replace(draft, blocks=_kept(draft.blocks))


def _kept(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, ...]:
    made: list[DraftBlock] = []
    for block in blocks:
        if isinstance(block, Points):
            inner = (replace(point, blocks=_kept(point.blocks)) for point in block.points)
            block = replace(block, points=tuple(inner))
            if made and isinstance(made[-1], Lines):
                made[-1], block = behind_the_list(made[-1], block)
        made.append(block)
    return tuple(made)


def behind_the_list(lines: Lines, points: Points) -> tuple[Lines, Points]:
    """Lines and the list that follows them, with what the words of the lead mean behind the last point."""
    end = points.points[-1].blocks[-1] if points.points and points.points[-1].blocks else None
    if not (lines.lines and isinstance(end, Lines) and end.lines):
        return lines, points
    (*front, lead), (*own, last) = lines.lines, end.lines
    if not (lead.explanations and lead.text.rstrip().endswith(":")):
        return lines, points
    *others, point = points.points
    last = replace(last, explanations=lead.explanations + last.explanations)
    point = replace(point, blocks=(*point.blocks[:-1], Lines((*own, last))))
    return Lines((*front, replace(lead, explanations=()))), replace(points, points=(*others, point))

"""What must reach every reader: recognised, or listed by the publisher; and kept when all around it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from everyread.article import Block, Notice, Paragraph, Prose, text_of
from everyread.sources import notices
from everyread.sources.house import House
from everyread.sources.notices import LONGEST_WARNING, Role, RoleOf, role_of
from everyread.sources.parts import folded, line_of, prose_in

_ROOM = 150
"""Words of a paragraph that may stand around a publisher's own text and still be a notice."""
# In the article these are ordinary advice, and stay where they are.  In a box that is left out, they are
# what the reader may need most.
_SAFETY = re.compile(
    r"""
    \b(?:call|dial|ring|phone|contact) \s (?:NHS \s)? (?:999|111|112)\b
    | \b(?:999|111) \s (?:if|for|immediately|now|straight)\b
    | \b(?:see|contact|consult|ask|tell|speak \s (?:to|with)|talk \s (?:to|with)|check \s with) \s
        (?:your|a|the) \s (?:own \s)? (?:GP|doctor|pharmacist|nurse|midwife|consultant|health \s? care)\b
    | \b(?:do \s not|don[’']t|never|should \s not|must \s not) \s (?:suddenly \s|just \s)?
        (?:stop|start|take|change|exceed|mix|drive)\b .{0,60}
        \b(?:medicines?|medication|tablets?|doses?|drugs?|pills?|treatment|taking)\b
    | \b(?:side[ -]effects?|allergic \s reaction|overdose)\b .{0,80} \b(?:stop|call|see|tell|seek|contact)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def keeper(house: House) -> RoleOf:
    """What kind of notice a paragraph is: by the publisher's own texts first, then by its words."""
    own: list[tuple[str, Role]] = [(f" {folded(keep.text)} ", keep.role) for keep in house.keep]
    if disclaimer := folded(house.disclaimer.text):
        own.append((f" {disclaimer} ", "disclaimer"))
    if not own:
        return role_of

    def role(text: str) -> Role | None:
        words = f" {folded(text)} "
        for listed, listed_role in own:
            if listed in words and words.count(" ") <= listed.count(" ") + _ROOM:
                return listed_role
        return role_of(text)

    return role


def gives_safety_advice(text: str) -> bool:
    """Whether a stretch of text tells the reader what to do for safety; wider than a warning."""
    return len(text.split()) <= LONGEST_WARNING and _SAFETY.search(text) is not None


def rescued(blocks: Iterable[Block], role_of: RoleOf) -> tuple[list[Block], list[Prose]]:
    """Of blocks that are to be left out: what must be kept, in order, and the text of the rest.

    What a notice introduces is kept with it: the list after "Call 999 if you:".
    """
    kept: list[Block] = []
    left: list[Prose] = []
    inside = tuple(blocks)
    before = {id(block) for block in inside if isinstance(block, Notice)}
    for block in notices.mark(inside, role_of):
        if isinstance(block, Notice):  # a new one is marked again with its neighbours, in the whole article
            kept += (block,) if id(block) in before else block.blocks
        elif isinstance(block, Paragraph) and gives_safety_advice(line_of(block) or ""):
            kept.append(Notice((block,), "warning"))
        else:
            left += [prose for prose in prose_in([block]) if text_of(prose).strip()]
    return kept, left

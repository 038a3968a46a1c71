"""Headings: which short lines are ones, and levels without gaps."""

from __future__ import annotations

import re

from everyread.article import Block, Heading, Paragraph, unsplit
from everyread.sources.notices import role_of
from everyread.sources.parts import is_guess, line_of, runs_of, unmarked

_LONGEST = 80
_MOST_WORDS = 12
_MOST_QUESTION_WORDS = 10
_SHORTEST_TEXT = 40
"""Characters that make what follows a heading a piece of text and not one more short line."""
_DEEPEST = 6
_STOPS = tuple(".!?:;,…-–—")
_ASKS = re.compile(
    r"(?:What|How|Why|When|Where|Who|Which|Is|Are|Can|Could|Do|Does|Did|Should|Will|Would|Have|Has)\b.*\?"
)
# Lines that are short for another reason: a greeting, an address on the web, a number to ring, a price, or
# somebody's name under a letter.
_NO_HEADING = re.compile(
    r"(?i:^(?:dear|hi|hello)\b|https?://|www\.)|\S@\S|\d[\d\ ()-]{7,}\d"
    r"|^[^\w“‘\"'(¿¡]|^[\W\d]+$"
    r"|^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Revd?)\b"
    r"|^(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*,\s+[A-Z][\w-]*(?:\s[A-Z][\w-]*)?$"
)
# What stands under a letter, even in bold type.
_SIGN_OFF = re.compile(
    r"^\W*(?:names?\ (?:and\ (?:full\ )?address(?:es)?\ )?(?:supplied|withheld|provided)"
    r"|yours|best\ wishes|kind\ regards)\b",
    re.IGNORECASE,
)


def looks_like_heading(line: str, following: Block | None) -> bool:
    """Whether a line that stands alone reads as a heading of what follows.

    Careful: a paragraph taken for a heading is worse than a heading read as a paragraph.
    """
    words = len(line.split())
    if not 0 < len(line) <= _LONGEST or words > _MOST_WORDS or line[0].islower():
        return False
    if _NO_HEADING.search(line) or _SIGN_OFF.search(line):
        return False
    question = bool(_ASKS.fullmatch(line)) and words <= _MOST_QUESTION_WORDS
    if (line.endswith(_STOPS) and not question) or role_of(line):
        return False
    return following is not None and _is_text(following)


def settle(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with levels that begin at 2 and leave none out, and the headings whose level was skipped to.

    A guessed heading goes one level under the last sure one; without a text that it can head, it is a
    paragraph.
    """
    settled: list[Block] = []
    skipped: list[str] = []
    open_levels: list[int] = []
    previous = 1
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            settled.append(block)
            continue
        text = line_of(block) or ""
        if is_guess(block):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            sure = _heads(text, following)
            level = min(len(open_levels) + 2, _DEEPEST)
            settled.append(_at(block, level) if sure else Paragraph(block.prose))
            continue
        if block.level > previous + 1:
            skipped.append(text)
        previous = block.level
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        settled.append(_at(block, min(len(open_levels) + 1, _DEEPEST)))
    return tuple(settled), tuple(skipped)


def _at(block: Heading, level: int) -> Heading:
    return Heading(unsplit(*unmarked(runs_of(block))), level)


def _heads(text: str, following: Block | None) -> bool:
    """Whether a guessed heading has something to head, and is neither a notice nor the end of a letter."""
    headed = following is not None and not isinstance(following, Heading)
    return headed and not role_of(text) and not _SIGN_OFF.search(text)


def _is_text(block: Block) -> bool:
    text = line_of(block)
    if text is None:
        return True
    if role_of(text):
        return False  # a name stands above the disclaimer more often than a heading does
    return not isinstance(block, Heading) and (
        len(text) >= _SHORTEST_TEXT or text.endswith((".", "!", "?", ":", "…"))
    )

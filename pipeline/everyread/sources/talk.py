"""Who speaks: questions and answers, and interviews, in any format.

Three ways of setting them are known: "Q:" and "A:" in front, the speakers' names in front ("Jane: …"), and
questions in bold type above their answers.  Each must come more than once, so that a note or a list of
facts is not taken for talk.  The words stay as they are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from everyread.article import Block, Heading, Listing, Paragraph, Part, Quotation
from everyread.sources.parts import CAPITALS, is_guess, line_of, runs_of

_LETTER = re.compile(r"(?P<mark>Q(?:uestion)?|A(?:nswer)?)(?:\s?\d{1,3})?\s?[:.)]\s+\S", re.IGNORECASE)
_NAMED = re.compile(rf"(?P<name>[{CAPITALS}][\w.’'-]*(?:\s[{CAPITALS}][\w.’'-]*){{0,3}})\s?:\s+\S")
_NO_NAME = frozenset(
    "note notes tip tips warning important caution update example examples answer question address phone "
    "telephone tel email website web date time venue where when cost price contact source sources monday "
    "tuesday wednesday thursday friday saturday sunday ingredients method step result results conclusion "
    "background aim aims objective methods summary helpline disclaimer credit photo picture editor’s".split()
)
"""First words of labels that are nobody's name."""
_ASKS = re.compile(r"\?[\"'”’»)]*$")
_FEWEST = 2
"""Questions that make a conversation."""
_FEWEST_TURNS = 4
"""Lines with a name in front that make an interview of two or more."""
_MOST_SPEAKERS = 6


def mark_talk(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each paragraph of a conversation marked as question or answer, and with its speaker.

    Headings may still be guesses: bold questions among long ones are questions and no headings.
    """
    for way in (_by_letter, _by_name, _by_type):
        if marked := way(blocks):
            return marked
    return blocks


def _by_letter(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    marks = [_letter(block) for block in blocks]
    if min(marks.count("question"), marks.count("answer")) < 1:
        return None
    return _carried(blocks, [(mark, "") if mark else None for mark in marks])


def _letter(block: Block) -> Part:
    match = _LETTER.match(line_of(block) or "") if isinstance(block, Paragraph) or is_guess(block) else None
    if match is None:
        return ""
    return "question" if match["mark"].lower().startswith("q") else "answer"


def _by_name(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    names = [_name(block) for block in blocks]
    turns = Counter(name for name in names if name)
    speakers = {name for name, count in turns.items() if count >= _FEWEST}
    if not 2 <= len(speakers) <= _MOST_SPEAKERS or sum(turns[name] for name in speakers) < _FEWEST_TURNS:
        return None
    asked = Counter(
        name for name, block in zip(names, blocks, strict=True) if name and _ASKS.search(line_of(block) or "")
    )
    asker = max(sorted(speakers), key=lambda name: asked[name] / turns[name])
    asker = asker if 2 * asked[asker] >= turns[asker] else ""
    found: list[tuple[Part, str] | None] = []
    for name in names:
        part: Part = "" if not asker else "question" if name == asker else "answer"
        found.append((part, name) if name in speakers else None)
    return _carried(blocks, found)


def _name(block: Block) -> str:
    match = _NAMED.match(line_of(block) or "") if isinstance(block, Paragraph) else None
    return "" if match is None or match["name"].split()[0].lower() in _NO_NAME else match["name"]


def _by_type(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """Questions in bold or italic type, each above an answer in ordinary type."""
    asked = [
        _is_set_question(block, following)
        for block, following in zip(blocks, [*blocks[1:], None][: len(blocks)], strict=True)
    ]
    long = [yes and isinstance(block, Paragraph) for yes, block in zip(asked, blocks, strict=True)]
    if sum(long) < _FEWEST:  # short ones alone are headings, which a reader can jump to
        return None
    return _carried(blocks, [("question", "") if yes else None for yes in asked], then="answer")


def _is_set_question(block: Block, following: Block | None) -> bool:
    if not isinstance(block, Heading | Paragraph) or not _ASKS.search(line_of(block) or ""):
        return False
    set_apart = is_guess(block) or (isinstance(block, Paragraph) and _emphasised(block))
    return (
        set_apart
        and not (isinstance(following, Paragraph) and _emphasised(following))
        and following is not None
    )


def _emphasised(block: Paragraph) -> bool:
    return all(run.emphasis for run in runs_of(block) if run.text.strip())


def _carried(
    blocks: tuple[Block, ...], found: Iterable[tuple[Part, str] | None], then: Part = ""
) -> tuple[Block, ...]:
    """Each paragraph with what was found of it; one without goes on with what the last one said.

    `then` is what comes after something found.  A heading ends what was said.
    """
    marked: list[Block] = []
    current: tuple[Part, str] | None = None
    for block, own in zip(blocks, found, strict=True):
        if own is not None and isinstance(block, Heading | Paragraph):
            marked.append(_said(block, *own))
            current = (then, own[1]) if then else own
        elif isinstance(block, Paragraph) and current:
            marked.append(_said(block, *current))
        else:
            current = current if isinstance(block, Listing | Quotation) else None
            marked.append(block)
    return tuple(marked)


def _said(block: Heading | Paragraph, part: Part, speaker: str) -> Paragraph:
    return Paragraph(block.prose, part, speaker)

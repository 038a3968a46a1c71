"""Writing review files: a new one, one that meets a changed article, and one that is signed.

A line that a person wrote is never changed.  What changes in a file that is there: the lines with ==, which
are everyread's own; blocks that no person has touched, when there is a newer draft; and lines that are added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from everyread.review.document import Block, Easy, Review, Signature, short_hash
from everyread.review.grammar import (
    HEAD,
    WRITTEN,
    body_hash,
    easy_line,
    head_line,
    lines_of,
    signature_line,
    visible,
)
from everyread.review.standing import paired
from everyread.review.units import Unit, one_line

HOW = """\
# How to use this file (docs/easy-read.md says more):
#   > begins the article's own words. They are here to compare. Leave them.
#   # begins a note. You may write notes too.
#   All other lines are the easy read, one short sentence a line. Change them as you like.
#   “- ” begins a point of a list. “+ ” begins an explanation of the line above.
#   KEEP on a line of its own prints the article's own words.
#   DROP: your reason          leaves the sentence out.
#   PICTURE: name of a file    chooses a picture. PICTURE: none wants no picture.
# Leave the lines with == alone. One with “gone” begins words that are in the article no more.
# Nobody signs by hand. To sign: everyread review … --sign
"""


STATES = 30
"""Earlier states that the file remembers; more than a year of writing and signing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Easy words that people signed in an earlier issue."""

    words: tuple[Easy, ...]
    keep: bool
    """Whether the article's own words were kept instead."""
    issue: str


Memory = Mapping[str, Offer]
"""What was signed before, by the hash of the article's words."""


def new_text(title: str, file: str, units: Sequence[Unit], memory: Memory) -> str:
    """The text of a new review file."""
    head = f"EASY READ: {one_line(title)}\nARTICLE: {one_line(file)}\n\n{HOW}\n"
    return stamped(head + "".join(_block_text(unit, memory) for unit in units))


def _block_text(unit: Unit, memory: Memory, end: str = "\n") -> str:
    offer = memory.get(unit.source) if unit.kind != "locked" else None
    notes, words = unit.notes, unit.words
    if offer:
        notes, words = (f"These words were approved in {offer.issue}. Sign them here too.",), offer.words
    lines = [
        *(f"> {each}" for each in unit.quoted),
        *(f"# {each}" for each in notes),
        *(("KEEP",) if offer and offer.keep else map(easy_line, words)),
    ]
    head = f"== {unit.id} {unit.source} {body_hash(lines)} =="
    return "".join(f"{line}{end}" for line in (head, *lines, ""))


def merged_text(text: str, review: Review, units: Sequence[Unit], memory: Memory) -> str:
    """The file's text with the blocks that it lacks, and with "gone" where the article lacks them.

    A new block comes after the block of the unit before it, and after what is gone there.  `review` is
    what `text` says.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    head, *bodies = _pieces(text)
    pairs = paired(review, units)
    units_here = {block.line: unit for unit, block in pairs if block}
    places = [block.line for block in review.blocks]
    made = {0: head}
    for block, piece in zip(review.blocks, bodies, strict=True):
        unit = units_here.get(block.line)
        made[block.line] = _kept(block, piece, unit, _block_text(unit, memory, end) if unit else "")
    after = 0
    for unit, known in pairs:
        if known:
            after = known.line
            continue
        following = places[places.index(after) + 1 :] if after else places
        for line in following:
            if line in units_here:
                break
            after = line
        made[after] = _ended(made[after], end) + _block_text(unit, memory, end)
    merged = "".join(made[line] for line in (0, *places))
    return text if merged == text else stamped(merged)


def _kept(block: Block, piece: str, unit: Unit | None, fresh: str) -> str:
    """A block of the file as it stays: untouched ones with the newest draft, others as people left them."""
    if unit is None:
        return _with_head(piece, replace(block, gone=True))
    draft_is_new = body_hash(lines_of(fresh)[1:]) != block.written
    if draft_is_new and not block.touched and not block.seals:
        return fresh
    return _with_head(piece, replace(block, id=unit.id, gone=False))


def signed_text(text: str, review: Review, signature: Signature, lines: Collection[int]) -> str:
    """The file's text with a signature, which covers the blocks that begin in these lines."""
    head, *bodies = _pieces(text)
    pieces = [
        _with_head(piece, _sealed(block, signature)) if block.line in lines else piece
        for block, piece in zip(review.blocks, bodies, strict=True)
    ]
    return stamped("".join([_with_line(head, signature_line(signature), "SIGNED"), *pieces]))


def _sealed(block: Block, signature: Signature) -> Block:
    """The block with a new seal, in place of those of the same role."""
    others = tuple(seal for seal in block.seals if not seal[0].startswith(f"{signature.role}-"))
    return replace(block, seals=(*others, (signature.id, block.seal(signature))))


def stamped(text: str) -> str:
    """The text with a name for its state before those it had, so that an older copy can be told from it."""
    head, *bodies = _pieces(text)
    found = [WRITTEN.fullmatch(visible(line)) for line in lines_of(head)]
    plain = "".join(line for line, match in zip(lines_of(head), found, strict=True) if not match)
    before = [name for match in found if match for name in match["names"].split()]
    names = dict.fromkeys([short_hash(plain, *bodies), *before])
    return "".join([_with_line(plain, f"WRITTEN: {' '.join([*names][:STATES])}", "ARTICLE:"), *bodies])


def _pieces(text: str) -> list[str]:
    """The head, and each block, with their line ends."""
    pieces = [""]
    for line in lines_of(text):
        if HEAD.fullmatch(visible(line)):
            pieces.append("")
        pieces[-1] += line
    return pieces


def _with_head(piece: str, block: Block) -> str:
    """The block's text with its first line anew, where that differs."""
    first, *rest = lines_of(piece)
    now = head_line(block)
    same = " ".join(visible(first).split()) == now
    ending = re.search(r"[\r\n]*$", first)
    return piece if same else "".join([now, ending[0] if ending else "", *rest])


def _with_line(head: str, new: str, after: str) -> str:
    """The head with a line more: after the last that begins with `after`, or else near the top."""
    lines = lines_of(head)
    end = "\r\n" if "\r\n" in head else "\n"
    for beginning in (after, "WRITTEN:", "ARTICLE:", "EASY READ:"):
        places = [place for place, line in enumerate(lines) if visible(line).startswith(beginning)]
        if places:
            at = places[-1]
            lines[at] = _ended(lines[at], end)
            return "".join([*lines[: at + 1], new + end, *lines[at + 1 :]])
    mark = "\ufeff" if head.startswith("\ufeff") else ""
    return f"{mark}{new}{end}{head.removeprefix(mark)}"


def _ended(text: str, end: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + end

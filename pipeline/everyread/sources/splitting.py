"""A whole issue in one document: where it is cut into articles.

An ordinary article is never cut.  Many people set every section of an article in Heading 1, so top
headings alone are no sign; a table of contents that names them is one, or writers' names right under
them, or long parts that have headings of their own.  `split` in issue.toml decides either way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyread.article import Block, Heading, Listing, Paragraph, Removed, text_of
from everyread.findings import Finding
from everyread.sources.front import byline_author
from everyread.sources.parts import Draft, folded, has_text, line_of, prose_in

_NAMED_SHARE = 0.8
"""Share of the top headings that a table of contents must name."""
_LONG_PART = 200
"""Words in the mean part of an issue; sections of an article have about 100."""
_FEWEST_LONG = 3
_INTRODUCTION = 25
"""Words in front of the first top heading that make an article of their own."""
# Tried from the beginning of a run of dots alone, or a long one would take its length squared.
_PAGE_NUMBER = re.compile(r"(?<![\s.…·_])[\s.…·_]*(?:page\s*)?\d{0,4}$", re.IGNORECASE)
_CONTENTS = frozenset({"contents", "table of contents", "in this issue", "inside", "inside this issue", ""})
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A top heading and what stands under it."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return line_of(self.heading) or ""

    @property
    def words(self) -> int:
        return _words(self.blocks)


def split_issue(draft: Draft, split: bool | None, name: str) -> list[Draft]:
    """The drafts of the articles in a document; itself alone when it is one article.

    `split` is the editor's word on it, and None leaves it to the signs in the text.  What was left out and
    what was found so far go with the first.
    """
    before, parts = _parts(draft.blocks)
    contents = _contents([*before, *(block for part in parts[:2] for block in part.blocks)], parts)
    articles = [part for part in parts if has_text(_without(part.blocks, contents))]
    if split is False or len(articles) < 2 or not (split or _is_issue(articles, contents)):
        return [draft]
    issue, section = draft.issue or draft.title_text, ""
    pieces: list[Draft] = []
    before = _without(before, contents)
    if _words(before) >= _INTRODUCTION:
        pieces.append(Draft(before, issue=issue))
        before = ()
    for at, part in enumerate(parts):
        blocks = _without(part.blocks, contents)
        if has_text(blocks):
            pieces.append(Draft((part.heading, *blocks), issue=issue, section=section))
        elif folded(part.title) in _CONTENTS:
            contents = [part.heading, *contents]
        elif at == 0:
            issue = issue or part.title
        else:  # a heading over articles, and not over text
            section = part.title
    pieces = [replace(piece, issue=issue) for piece in pieces]
    first = replace(
        pieces[0],
        removed=(*draft.removed, *_left_out([*before, *contents])),
        findings=(*draft.findings, _told([part.title for part in articles], name)),
        pictures=draft.pictures,
        repairs=draft.repairs,
    )
    return [first, *pieces[1:]]


def _parts(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Part]]:
    """What stands in front of the first top heading, and the parts that the top headings begin."""
    tops = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    ends = [*tops, len(blocks)][1:]
    parts = [Part(blocks[at], blocks[at + 1 : end]) for at, end in zip(tops, ends, strict=True)]  # type: ignore[arg-type]
    return blocks[: tops[0]] if tops else blocks, parts


def _is_issue(articles: list[Part], contents: list[Block]) -> bool:
    if contents:
        return True
    signed = sum(any(byline_author(line_of(block) or "") for block in part.blocks[:2]) for part in articles)
    if signed >= 2 and 2 * signed >= len(articles):
        return True
    divided = sum(
        any(isinstance(block, Heading) and block.level > 1 for block in part.blocks) for part in articles
    )
    long = sum(part.words for part in articles) >= _LONG_PART * len(articles)
    return len(articles) >= _FEWEST_LONG and long and 2 * divided >= len(articles)


def _without(blocks: tuple[Block, ...], contents: list[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block not in contents)


def _contents(blocks: list[Block], parts: list[Part]) -> list[Block]:
    """The table of contents: the blocks that say nothing but the titles of most parts."""
    titles = {folded(part.title) for part in parts}
    found: list[Block] = []
    named: set[str] = set()
    for block in blocks:
        lines = _entries(block)
        said = {folded(_PAGE_NUMBER.sub("", line.rstrip())) for line in lines}
        if lines and said <= titles:
            named |= said
            found.append(block)
    wanted = {folded(part.title) for part in parts if has_text(_without(part.blocks, found))}
    return found if len(named & wanted) >= max(2, _NAMED_SHARE * len(wanted)) else []


def _entries(block: Block) -> list[str]:
    match block:
        case Listing():
            return [text_of(prose) for prose in prose_in([block])]
        case Paragraph(prose=prose):
            return [text_of(prose)]
        case _:
            return []


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(len(text_of(prose).split()) for prose in prose_in(blocks))


def _left_out(blocks: list[Block]) -> list[Removed]:
    reason = "It is the cover or the table of contents of a document with several articles."
    return [Removed(text_of(prose), "contents", reason) for prose in prose_in(blocks)]


def _told(titles: list[str], name: str) -> Finding:
    shown = ", ".join(f"“{title[:60]}”" for title in titles[:_SHOWN])
    rest = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
    return Finding(
        "SRC-024",
        f"“{name}” holds {len(titles)} articles, so it was split at its top headings: {shown}{rest}.",
        f'If it is one article, write in issue.toml: [[article]], then file = "{name}" and split = false.',
        file=name,
    )

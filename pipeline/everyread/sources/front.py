"""What stands in front of an article: title, breadcrumb, issue, writer, date, and the reader's question."""

from __future__ import annotations

import re
from dataclasses import replace

from everyread.article import Block, Heading, Paragraph, Removed, Run
from everyread.sources.headings import looks_like_heading
from everyread.sources.parts import CAPITALS, GUESSED, Draft, folded, is_guess, line_of, runs_of, unmarked

_WINDOW = 8
"""Blocks from the top that may be front lines."""
_LONGEST_LINE = 200
"""Characters of the longest front line, a breadcrumb with a long title; anything longer is body."""
_LONGEST_QUESTION = 100
"""Words of the longest reader's question; printed ones have 20 to 70."""

_CRUMB = re.compile(r"\s+[>»›→]\s+")
# "Come in → sit down." is a sentence; "Home > Living with M.E." is none.
_IN_SENTENCES = re.compile(r"[a-z]{2}[.!]$|[a-z\d]{2}[.!?]\s+[A-Z\d]")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_SEASON = rf"(?:Spring|Summer|Autumn|Fall|Winter|Christmas|Easter|{_MONTH})"
_YEAR = r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d\d){1,2})?"
_WHEN = rf"{_SEASON}(?:\s*[/–-]\s*{_SEASON})?,?\s+{_YEAR}"
# "ME Essential Winter 2024", "Issue 12, March 2025": up to seven words, each with a capital or a number.
_ISSUE = re.compile(rf"(?:(?:[A-Z0-9&][\w&/.'’-]*|of|the|and|for|in)[,:]?\s+(?:[|–-]\s+)?){{1,7}}{_WHEN}")
# A month and a year alone may be any event's; a season, a number or the paper's name makes it an issue.
_PERIODICAL = re.compile(
    r"\b(?:Spring|Summer|Autumn|Fall|Winter|Issue|No|Number|Vol|Volume|Edition|Magazine|News|Newsletter|Bulletin"
    r"|Journal|Gazette|Essential)\b"
)
_DATE = re.compile(
    rf"(?P<label>(?:Published|Updated|Posted|Date)(?:\s+on)?:?\s+)?"
    rf"(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_WHEN}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}}))"
)
_NAME = rf"(?:[{CAPITALS}][\w.'’-]*|and|&|de|van|von|of|the|for)"
_BYLINE = re.compile(
    rf"(?:(?:Words|Written|Story|Text|Article)\s+)?[Bb]y:?\s+((?!the\b|The\b){_NAME}(?:,?\s+{_NAME}){{1,7}})"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
_ASKS = re.compile(r"\?[\"'”’»)]*$")


def take_top_heading(draft: Draft) -> Draft:
    """The first heading of level 1 is the title, unless the file names its title elsewhere."""
    for index, block in enumerate(draft.blocks):
        if isinstance(block, Heading) and block.level == 1:
            if not draft.title:
                return replace(draft, title=_title(block), blocks=_without(draft.blocks, index))
            if folded(line_of(block) or "") == folded(draft.title_text):
                return _drop_repeated(draft, index)
            break
    return draft


def take_lines(draft: Draft) -> Draft:
    """The short lines in front of the body: breadcrumb, issue, writer, date, the title once more.

    Issue and date count only right under the title, with no other line between, and the date only beside
    another front line: on a page of events both are what the page is about.
    """
    kept: list[Block] = []
    at = 0
    for block in draft.blocks[:_WINDOW]:
        line = line_of(block)
        if line is None or len(line) > _LONGEST_LINE:
            break
        at += 1
        near = len(kept) <= (not draft.title)  # without a title so far, the first line may be it
        if taken := _take(draft, block, line, near=near):
            draft = taken
        else:
            kept.append(block)
    return replace(draft, blocks=(*kept, *draft.blocks[at:]))


def take_first_line(draft: Draft) -> Draft:
    """Without a title so far, a first line that looks like one."""
    if draft.title or len(draft.blocks) < 2:
        return draft
    first, second = draft.blocks[:2]
    match first:
        case Heading(level=level):
            others = [
                each.level for each in draft.blocks[1:] if isinstance(each, Heading) and not is_guess(each)
            ]
            found = level == GUESSED or all(level < other for other in others)
        case Paragraph():
            found = looks_like_heading(line_of(first) or "", second)
        case _:
            return draft
    return replace(draft, title=_title(first), blocks=draft.blocks[1:]) if found else draft


def take_question(draft: Draft) -> Draft:
    """A reader's question right after the title is the standfirst; the answer is the body."""
    if not draft.title or draft.standfirst or len(draft.blocks) < 2:
        return draft
    first, second = draft.blocks[:2]
    text = line_of(first) or ""
    asked = _ASKS.search(text) and _FIRST_PERSON.search(text) and len(text.split()) <= _LONGEST_QUESTION
    if asked and isinstance(first, Paragraph) and isinstance(second, Paragraph):
        return replace(draft, standfirst=runs_of(first), standfirst_part="question", blocks=draft.blocks[1:])
    return draft


def is_front_line(line: str) -> bool:
    """Whether a line says where or when the article appeared or who wrote it, so is no heading."""
    return bool(_crumbs(line) or _ISSUE.fullmatch(line) or _DATE.fullmatch(line) or byline_author(line))


def byline_author(line: str) -> str:
    """The writer that a line such as "By Jane Smith" names; empty when it is no such line."""
    match = _BYLINE.fullmatch(line)
    return match[1] if match else ""


def crumb_section(parts: list[str], title: str) -> str:
    """The section that a breadcrumb names: the last part that is not the page itself, nor "Home"."""
    above = parts[:-1] if title and folded(parts[-1]) in folded(title) else parts
    section = above[-1] if above else ""
    return "" if folded(section) == "home" else section


def _title(block: Heading | Paragraph) -> tuple[Run, ...]:
    return unmarked(runs_of(block))


def _take(draft: Draft, block: Block, line: str, *, near: bool) -> Draft | None:
    """The draft with this line understood; None when it is no front line."""
    if draft.title and folded(line) == folded(draft.title_text):
        return draft.without(Removed(line, "repeated-title", "It says the title again."))
    if isinstance(block, Heading) and not is_guess(block):
        return None
    if near and (parts := _crumbs(line)):
        return _take_crumbs(draft, line, parts)
    if author := byline_author(line):
        return _take_author(draft, line, author)
    if near and not draft.date and (match := _DATE.fullmatch(line)) and (match["label"] or _has_front(draft)):
        return replace(draft, date=match["date"])
    if near and not draft.issue and _ISSUE.fullmatch(line) and (draft.section or _PERIODICAL.search(line)):
        return replace(draft, issue=line)
    return None


def _take_author(draft: Draft, line: str, author: str) -> Draft | None:
    """A byline gives the writer; one that repeats a writer known already is left out, another one stays."""
    if not draft.author:
        return replace(draft, author=author)
    if folded(author) != folded(draft.author):
        return None
    return draft.without(Removed(line, "repeated-author", "It says the writer again."))


def _has_front(draft: Draft) -> bool:
    return bool(draft.author or draft.issue or draft.section)


def _crumbs(line: str) -> list[str]:
    parts = [] if _IN_SENTENCES.search(line.strip()) else _CRUMB.split(line.strip())
    return parts if 2 <= len(parts) <= 6 and all(0 < len(part) <= 120 for part in parts) else []


def _take_crumbs(draft: Draft, line: str, parts: list[str]) -> Draft:
    """A breadcrumb that names the title gives it; what it says beyond title and section is left out."""
    known = draft.title_text
    if not known:
        draft = replace(draft, title=(Run(parts[-1]),))
    section = draft.section or crumb_section(parts, draft.title_text)
    rest = [line] if known else [part for part in parts[:-1] if part != section]
    if rest:
        draft = draft.without(
            Removed(" > ".join(rest), "breadcrumb", "It shows where the page was on its site.")
        )
    return replace(draft, section=section)


def _drop_repeated(draft: Draft, index: int) -> Draft:
    text = line_of(draft.blocks[index]) or ""
    return replace(draft, blocks=_without(draft.blocks, index)).without(
        Removed(text, "repeated-title", "It says the title again.")
    )


def _without(blocks: tuple[Block, ...], index: int) -> tuple[Block, ...]:
    return blocks[:index] + blocks[index + 1 :]

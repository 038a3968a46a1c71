"""Notices: disclaimers, safety advice, helplines and credits, which every output must keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from everyread.article import Block, Heading, Listing, Notice, Paragraph
from everyread.sources.parts import line_of

Role = Literal["disclaimer", "warning", "helpline", "credit"]
RoleOf = Callable[[str], Role | None]
"""What kind of notice a paragraph is, if it is one: `role_of`, or that with a publisher's own texts."""

ROLES: tuple[Role, ...] = ("disclaimer", "warning", "helpline", "credit")
LONGEST_DISCLAIMER = 150
"""Words; printed disclaimers have 10 to 110.  Longer text that mentions one is an article about them."""
LONGEST_WARNING = 80
LONGEST_HELPLINE = 45
LONGEST_CREDIT = 45

_ADVICE = r"(?:\w+[ ,]+){0,5}?(?:advice|diagnosis|treatment|consultation|care|opinion)\b"
_DISCLAIMER = re.compile(
    rf"""
    \b(?:should|must|may|can) \s not \s be \s (?:construed|taken|regarded|used|treated|seen
        |relied\s(?:up)?on|considered|interpreted) \b .{{0,40}}? {_ADVICE}
    | \bnot \s (?:intended \s|meant \s|designed \s|supposed \s)? (?:as \s|to \s be \s|to \s)?
        (?:a \s|an \s|any \s)? (?:substitute|replacement|alternative|replace|constitute|substituted) \s
        (?:for \s)? {_ADVICE}
    | \bno \s (?:substitute|replacement) \s for \s {_ADVICE}
    | \bnot \s (?:be \s|constitute \s|(?:intended|meant|offered|provided|given) \s as \s)?
        (?:personal \s|individual \s|professional \s|specific \s)?
        (?:medical|health|legal|clinical) \s advice\b
    | \bfor \s (?:general \s)? information (?:al)? (?:\s purposes)? \s only\b
    | ^information \s provided \s by\b
    | ^(?:medical \s)? disclaimer\b (?:\W*\s\w\S*){{4}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WARNING = re.compile(
    r"""
    ^(?:warning|important|caution|danger|safety \s (?:notice|warning)|health \s warning) \s? [:!–—-]
    | (?:^|[.!?] \s+) (?:(?:always|please|immediately|in \s an \s emergency,?) \s)?
        (?:call|dial|ring|phone) \s (?:999|112|(?:NHS \s)? 111) \b
    | (?:^|[.!?] \s+) (?:see|contact|call|ring|phone|visit|(?:speak|talk) \s to|ask) \s
        (?:your|a|the) \s (?:GP|doctor|midwife|pharmacist|nurse|hospital|care \s team)
        (?: \s \w+){0,4}? \s (?:if|urgently|immediately|at \s once|straight \s away|as \s soon \s as)\b
    | (?:^|[.!?] \s+) (?:get|seek) \s (?:urgent \s | immediate \s | emergency \s)? (?:medical \s)?
        (?:help|advice|attention) (?: \s \w+){0,4}? \s
        (?:if|urgently|immediately|now|at \s once|straight \s away|from \s (?:NHS \s)? 111)\b
    | \b(?:do \s not|don[’']t|never|should \s not|must \s not|without) \s
        (?:suddenly \s|just \s)? (?:stop|stopping) \s taking\b
    | (?:^|[.!?] \s+) go \s (?:straight \s)? to \s (?:your \s nearest \s)? A&E\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HELPLINE_NAME = re.compile(
    r"\b(?:help\s?-?lines?|samaritans|childline|nhs\s+(?:111|direct|24)|call\s+111|ring\s+111|crisis\s+(?:line|team)"
    r"|support\s+line|info\s?line|advice\s+line|text\s+(?:the\s+word\s+)?shout)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\d)(?:(?:\+44|0)[\d ()-]{8,14}\d|116\s?(?:123|111|000)|111|85258)(?!\d)")
_CREDIT = re.compile(
    r"""
    ^\W* (?: (?:this|the) \s (?:article|piece|story|feature|interview|text|extract|poem|recipe|page)
        (?: \s \w+){0,4}? \s
        (?:(?:was|is|has \s been) \s)? (?:first|originally|previously)? \s?
        (?:appeared|published|printed|reprinted|reproduced|adapted|republished|taken|written) \b
      | (?:first|originally|previously) \s (?:appeared|published|printed) \b
      | (?:re-?printed|reproduced|republished|adapted|extracted) \s
        (?:here \s)? (?:with|by) \s (?:the \s)? (?:kind \s)? permission \b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?P<disclaimer>(?:medical )?disclaimer)|(?P<warning>(?:safety )?warnings?)|(?P<helpline>helplines?)"
    r"|(?P<credit>credits)",
    re.IGNORECASE,
)
_MOST_UNDER_HEAD = 3
"""Blocks under a heading such as "Disclaimer" that are the notice; more than that is a section about it."""


def role_of(text: str) -> Role | None:
    """What kind of notice a paragraph is, if it is one.  A disclaimer weighs most, then a warning."""
    words = len(text.split())
    if words <= LONGEST_DISCLAIMER and _DISCLAIMER.search(text):
        return "disclaimer"
    if words <= LONGEST_WARNING and _WARNING.search(text):
        return "warning"
    if words <= LONGEST_HELPLINE and _HELPLINE_NAME.search(text) and _NUMBER.search(text):
        return "helpline"
    if words <= LONGEST_CREDIT and _CREDIT.search(text):
        return "credit"
    return None


def mark(blocks: tuple[Block, ...], role_of: RoleOf = role_of) -> tuple[Block, ...]:
    """The blocks with each notice wrapped as one; neighbours of the same role become one notice."""
    marked: list[Block] = []
    at = 0
    while at < len(blocks):
        role, end = _notice_at(blocks, at, role_of)
        if role is None:
            marked.append(blocks[at])
        else:
            found = blocks[at:end]
            last = marked[-1] if marked else None
            if isinstance(last, Notice) and last.role == role and not isinstance(found[0], Heading):
                marked[-1] = Notice((*last.blocks, *found), role)
            else:
                marked.append(Notice(found, role))
        at = end
    return tuple(marked)


def _notice_at(blocks: tuple[Block, ...], at: int, role_of: RoleOf) -> tuple[Role | None, int]:
    """The role of the notice that begins here, if one does, and where it ends.

    What a notice introduces belongs to it: the list after "Call 999 if you:", the text under "Disclaimer".
    """
    block = blocks[at]
    end = at + 1
    match block:
        case Heading():
            text = line_of(block) or ""
            role = _head_role(text)
            most = _MOST_UNDER_HEAD if role else 1
            role = role or role_of(text)
            while role and end < len(blocks) and end - at <= most and _may_follow(blocks[end], role, role_of):
                end += 1
            return (role, end) if end > at + 1 else (None, end)
        case Paragraph():
            text = line_of(block) or ""
            role = role_of(text)
            introduces = (
                role and text.endswith(":") and end < len(blocks) and isinstance(blocks[end], Listing)
            )
            return role, end + bool(introduces)
        case Listing(items=items):
            roles = {
                role_of(line_of(item.blocks[0]) or "") if len(item.blocks) == 1 else None for item in items
            }
            return (roles.pop() if len(roles) == 1 else None), end
        case _:
            return None, end


def _head_role(text: str) -> Role | None:
    match = _HEADS.fullmatch(text.strip(" :.!"))
    return next((role for role in ROLES if match and match[role]), None)


def _may_follow(block: Block, role: Role, role_of: RoleOf) -> bool:
    """Whether a block can be part of a notice that a heading began: text, and no other kind of notice."""
    return isinstance(block, Listing) or (
        isinstance(block, Paragraph) and role_of(line_of(block) or "") in {None, role}
    )

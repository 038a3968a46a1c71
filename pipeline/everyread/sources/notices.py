"""Notices: disclaimers, safety advice and helplines, which every output must keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from everyread.article import Block, Heading, Listing, Notice, Paragraph
from everyread.sources.parts import line_of

Role = Literal["disclaimer", "warning", "helpline"]

LONGEST_DISCLAIMER = 150
"""Words; printed disclaimers have 10 to 110.  Longer text that mentions one is an article about them."""
LONGEST_WARNING = 80
LONGEST_HELPLINE = 45

_ADVICE = r"(?:\w+[ ,]+){0,5}?(?:advice|diagnosis|treatment|consultation|care|opinion)\b"
_DISCLAIMER = re.compile(
    rf"""
    \b(?:should|must|may|can) \s not \s be \s (?:construed|taken|regarded|used|treated|seen|relied\s(?:up)?on
        |considered|interpreted) \b .{{0,40}}? {_ADVICE}
    | \bnot \s (?:intended \s|meant \s|designed \s|supposed \s)? (?:as \s|to \s be \s|to \s)? (?:a \s|an \s|any \s)?
        (?:substitute|replacement|alternative|replace|constitute|substituted) \s (?:for \s)? {_ADVICE}
    | \bno \s (?:substitute|replacement) \s for \s {_ADVICE}
    | \bnot \s (?:be \s|constitute \s|intended \s as \s|meant \s as \s|offered \s as \s|provided \s as \s|given \s as \s)?
        (?:personal \s|individual \s|professional \s|specific \s)? (?:medical|health|legal|clinical) \s advice\b
    | \bfor \s (?:general \s)? information (?:al)? (?:\s purposes)? \s only\b
    | ^information \s provided \s by\b
    | ^(?:medical \s)? disclaimer\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WARNING = re.compile(
    r"""
    ^(?:warning|important|caution|danger|safety \s (?:notice|warning)|health \s warning) \s? [:!–—-]
    | (?:^|[.!?] \s+) (?:(?:always|please|immediately|in \s an \s emergency,?) \s)?
        (?:call|dial|ring|phone) \s (?:999|112) \b
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
_HEADS = re.compile(r"(?:medical )?(disclaimer)|(warning)s?|(helpline)s?", re.IGNORECASE)


def role_of(text: str) -> Role | None:
    """What kind of notice a paragraph is, if it is one.  A disclaimer weighs most, then a warning."""
    words = len(text.split())
    if words <= LONGEST_DISCLAIMER and _DISCLAIMER.search(text):
        return "disclaimer"
    if words <= LONGEST_WARNING and _WARNING.search(text):
        return "warning"
    if words <= LONGEST_HELPLINE and _HELPLINE_NAME.search(text) and _NUMBER.search(text):
        return "helpline"
    return None


def mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each notice wrapped as one; neighbours of the same role become one notice."""
    marked: list[Block] = []
    for role, group in groupby(_with_roles(blocks), key=lambda pair: pair[0]):
        found = tuple(block for _, block in group)
        marked += (Notice(found, role),) if role else found
    return tuple(marked)


def _with_roles(blocks: tuple[Block, ...]) -> Iterator[tuple[Role | None, Block]]:
    """Each block with its role; what a notice introduces ("Call 999 if you:") belongs to it."""
    carried: Role | None = None
    for block in blocks:
        role = _role(block)
        if carried and role is None and _continues(block, heading=False):
            role, carried = carried, None
        elif role is not None:
            carried = role if _introduces(block) else None
        else:
            carried = None
        yield role, block


def _role(block: Block) -> Role | None:
    match block:
        case Heading():
            return _heads(line_of(block) or "")
        case Paragraph():
            return role_of(line_of(block) or "")
        case Listing(items=items):
            roles = {_role(item.blocks[0]) if len(item.blocks) == 1 else None for item in items}
            return roles.pop() if len(roles) == 1 else None
        case _:
            return None

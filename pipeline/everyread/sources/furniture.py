"""Page furniture: menu lines, baskets, share buttons and cookie banners that came with a copied page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from everyread.article import Block, Listing, Removed
from everyread.sources.notices import RoleOf, role_of
from everyread.sources.parts import Draft, folded, line_of

DropsLine = Callable[[str], bool]

# Lines that no article says, wherever they stand.  Compared after `folded`: small letters, no punctuation.
_ANYWHERE = re.compile(
    r"""
    skip\ (?:to|navigation)(?:\ .{1,30})?
    | (?:back|return|scroll)\ to\ (?:the\ )?top(?:\ of\ (?:the\ )?page)?
    | (?:shopping|your)\ (?:basket|cart|bag)(?:\ (?:is\ empty|\d+))?  | (?:view|add\ to)\ (?:basket|cart)
    | share\ this(?:\ (?:page|article|post|story|with\ .{1,20}|on\ .{1,40}|via\ .{1,40}))?
    | share\ on\ .{1,40} | (?:print|email|bookmark)\ this\ (?:page|article|post|story)
    | (?:tweet|pin|like)\ this | click\ to\ (?:share|print|email)\ .{0,60}
    | (?:accept|reject|allow|manage)\ (?:all\ )?cookies | cookie\ (?:settings|policy|preferences|notice)
    | toggle\ (?:menu|navigation|search) | (?:open|close|main)\ menu | site\ ?map
    | (?:log|sign)\ (?:in|out)(?:\ register)? | my\ account | create\ (?:an\ )?account
    | leave\ a\ (?:comment|reply) | \d+\ comments? | no\ comments(?:\ yet)?
    | powered\ by\ \w+ | loading
    """,
    re.VERBOSE,
)
# Lines that may be a heading in the middle of an article, but at its ends are a menu.
_AT_THE_ENDS = re.compile(
    r"""
    search(?:\ [\w’']+){0,4} | home(?:page)? | menu | navigation | you\ are\ here | basket | cart | checkout
    | print | email | tweet | share
    | facebook | twitter | instagram | linkedin | youtube | whatsapp | pinterest
    | follow\ us(?:\ on)?(?:\ .{1,40})? | (?:privacy|terms)(?:\ (?:policy|notice|and\ conditions|of\ use))?
    | accessibility(?:\ statement)? | (?:read|see|view|show|load)\ more | continue\ reading
    | (?:previous|next|older|newer)(?:\ (?:article|post|page|story|entry))?
    | (?:related|similar|recent|popular)\ (?:articles?|posts?|pages?|content|stories|news)
    | you\ (?:may|might)\ also\ like | about\ us | contact\ us | subscribe
    | donate(?:\ now)? | join\ us | shop
    | all\ rights\ reserved
    """,
    re.VERBOSE,
)
_COOKIES = re.compile(
    r"\bwe use cookies\b|\buses cookies to\b"
    r"|\bcookies\b.{0,80}\b(?:web)?site\b|\b(?:web)?site\b.{0,80}\bcookies\b"
    r"|\baccept (?:all )?cookies\b",
    re.IGNORECASE | re.DOTALL,
)
REASON_HOUSE_LINE = "The publisher's own rules (house.toml) drop this line."
_LONGEST_LINE = 80
_LONGEST_BANNER = 400


def drop(draft: Draft, role_of: RoleOf = role_of, dropped: DropsLine = lambda _: False) -> Draft:
    """The draft without its furniture, each line of it recorded; a notice is never furniture.

    `dropped` says which lines the publisher has left out; these go first, so that what is left at the ends
    is seen for what it is.
    """
    draft = _drop_lines(draft, dropped)
    blocks = draft.blocks
    first = _edge(blocks, role_of)
    last = len(blocks) - _edge(blocks[::-1], role_of)
    kept: list[Block] = []
    removed: list[Removed] = []
    for index, block in enumerate(blocks):
        lines = _lines(block)
        inside = first <= index < last
        found = [_furniture(line, role_of, at_the_ends=not inside) for line in lines]
        if found and all(found):
            removed += [each for each in found if each]
        else:
            kept.append(block)
    return replace(draft, blocks=tuple(kept), removed=(*draft.removed, *removed))


def _drop_lines(draft: Draft, dropped: DropsLine) -> Draft:
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in draft.blocks:
        lines = _lines(block)
        if lines and all(dropped(line) for line in lines):
            removed += [Removed(line, "house-line", REASON_HOUSE_LINE) for line in lines]
        elif isinstance(block, Listing) and any(dropped(line) for line in lines):
            removed += [Removed(line, "house-line", REASON_HOUSE_LINE) for line in lines if dropped(line)]
            items = [item for item, line in zip(block.items, lines, strict=True) if not dropped(line)]
            kept.append(replace(block, items=tuple(items)))
        else:
            kept.append(block)
    return replace(draft, blocks=tuple(kept), removed=(*draft.removed, *removed))


def _edge(blocks: tuple[Block, ...], role_of: RoleOf) -> int:
    """How many blocks from the start are furniture, looking through any notices among them."""
    count = 0
    for index, block in enumerate(blocks):
        lines = _lines(block)
        if lines and all(_furniture(line, role_of, at_the_ends=True) for line in lines):
            count = index + 1
        elif not (lines and all(role_of(line) for line in lines)):
            break
    return count


def _lines(block: Block) -> list[str]:
    """The lines of a paragraph, a heading, or a list whose items are single lines."""
    if isinstance(block, Listing):
        lines = [line_of(item.blocks[0]) if len(item.blocks) == 1 else None for item in block.items]
        return [] if None in lines else [line for line in lines if line is not None]
    line = line_of(block)
    return [] if line is None else [line]


def _furniture(line: str, role_of: RoleOf, *, at_the_ends: bool) -> Removed | None:
    if role_of(line):
        return None
    if len(line) <= _LONGEST_LINE:
        key = folded(line)
        if _ANYWHERE.fullmatch(key) or (at_the_ends and _AT_THE_ENDS.fullmatch(key)):
            return Removed(
                line, "menu-line", "It is a menu entry or button of the web page it was copied from."
            )
    if len(line) <= _LONGEST_BANNER and _COOKIES.search(line):
        return Removed(line, "cookie-banner", "It is the cookie message of the web page it was copied from.")
    return None

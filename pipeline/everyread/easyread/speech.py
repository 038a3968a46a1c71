"""Who speaks: "“I rest,” said Ann Lee, a nurse in Leeds." The words in quotation marks stay as they are."""

from __future__ import annotations

import re

from everyread.easyread.grammar import GOVERNS, WEIGHED
from everyread.easyread.nouns import ROLES

_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\.? )?"
_NAME = rf"{_TITLE}[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]*\.?|de|da|van|von|der|bin|al|el))+"
_WHAT = rf"(?:an?|the|who|(?:(?!former)[a-z]+ )?(?:{'|'.join(sorted(ROLES))}))\b[^,;:“”\"‘()–—]+"
_BEHIND = re.compile(rf"^(?P<speech>.*[”\"] (?:says|said) (?P<name>{_NAME})), (?P<what>{_WHAT})\.$")
_IN_FRONT = re.compile(rf"^(?P<name>{_NAME}), (?P<what>{_WHAT}), (?P<speech>(?:says|said): [“\"‘].*)$")
_NOT_OF_NOW = re.compile(r"\b(?:1[0-9]|20)\d\d\b|^who (?!(?:is|has|works|lives|leads|runs|owns|helps)\b)")


def speaker(text: str) -> tuple[str, ...]:
    """What somebody said, and who that is, as two sentences; the text alone where that is not sure."""
    behind, in_front = _BEHIND.match(text), _IN_FRONT.match(text)
    match = behind or in_front
    if match is None:
        return (text,)
    what, name = match["what"], match["name"]
    if _NOT_OF_NOW.search(what) or GOVERNS.search(what) or WEIGHED.search(what):
        return (text,)
    who = f"{name} {what.removeprefix('who ')}." if what.startswith("who ") else f"{name} is {what}."
    return (f"{match['speech']}.", who) if behind else (who, f"{name} {match['speech']}")

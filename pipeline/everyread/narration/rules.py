"""What a rule of the normaliser is: a name, what it looks for, and what is said instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Replaces every match of a pattern, by plain words, so that no later rule undoes it."""

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Fired:
    """One change a rule made: for `everyread say` and for whoever wonders why."""

    rule: str
    before: str
    after: str


def rule(name: str, pattern: str, say: Callable[[re.Match[str]], str] | str, *, flags: int = 0) -> Rule:
    """A rule; a replacement given as text may refer to the pattern's groups."""
    if isinstance(say, str):
        template = say
        return Rule(name, re.compile(pattern, flags), lambda match: match.expand(template))
    return Rule(name, re.compile(pattern, flags), say)


def apply(rules: tuple[Rule, ...], text: str, fired: list[Fired]) -> str:
    """The text after every rule in turn; what each did is added to `fired`."""
    for each in rules:

        def say(match: re.Match[str], each: Rule = each) -> str:
            after = each.say(match)
            if after != match[0]:
                fired.append(Fired(each.name, match[0], after))
            return after

        text = each.pattern.sub(say, text)
    return text

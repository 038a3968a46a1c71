"""What a rule of the normaliser is: a name, what it looks for, and what is said instead.

Rules run in order over one sentence.  What a rule has put into words is settled: it becomes a single
character that no later rule can read into, and turns back into its words at the end.  So "the 1st of May"
is never taken apart again by the rule for numbers, and the order of the rules alone decides who wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

FIRST = 0xF0000
"""Settled words stand in the text as characters from here on: a plane that Unicode leaves to private use."""
MOST = 0xFFFD
SOUND = 0x100000
"""From here on stand words whose sounds an editor has given (see `sounds`)."""
DONE = "\U000f0000-\U0010fffd"
"""For the inside of a character class in a pattern: something that has been put into words."""
_SETTLED = re.compile("[\U000f0000-\U000ffffd]")
_SOUNDED = re.compile("[\U00100000-\U0010fffd]")

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Says every match of a pattern in words, or tidies it for the rules that follow."""

    name: str
    pattern: re.Pattern[str]
    say: Say
    """None leaves the match to later rules.  What the group `keep` matched, in front, is left as it is."""
    settles: bool = True
    """Whether the words are final; a rule that only tidies hands its text on."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules of one subject; they are not tried on a sentence in which `only_if` finds nothing."""

    name: str
    rules: tuple[Rule, ...]
    only_if: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """One change a rule made: for `everyread say --explain`, and for whoever wonders why."""

    rule: str
    before: str
    after: str


@dataclass(slots=True)
class Draft:
    """A sentence on its way from print to speech."""

    text: str
    fired: list[Fired] = field(default_factory=list)
    _settled: list[str] = field(default_factory=list)
    _sounded: list[str] = field(default_factory=list)

    def apply(self, stage: Stage) -> None:
        """Let the rules of a stage have their turn."""
        if stage.only_if is None or stage.only_if.search(self.text):
            for rule in stage.rules:
                self.apply_rule(rule)

    def apply_rule(self, rule: Rule) -> None:
        """Replace every match of one rule."""
        keeps = "keep" in rule.pattern.groupindex

        def replaced(match: re.Match[str]) -> str:
            kept = (match["keep"] or "") if keeps else ""
            before = match[0][len(kept) :]
            after = rule.say(match)
            if after is None:
                return match[0]
            if after != before:
                self.fired.append(Fired(rule.name, self.words(before), self.words(after)))
            return kept + (self._settle(after) if rule.settles else after)

        self.text = rule.pattern.sub(replaced, self.text)

    def words(self, text: str) -> str:
        """The text with what was settled turned back into its words."""
        return _SETTLED.sub(lambda match: self._settled[ord(match[0]) - FIRST], text)

    def sounds(self, text: str) -> str:
        """The text with the words whose sounds are given, which `words` leaves alone."""
        return _SOUNDED.sub(lambda match: self._sounded[ord(match[0]) - SOUND], text)

    def _settle(self, words: str) -> str:
        if not words or max(len(self._settled), len(self._sounded)) >= MOST:
            return words
        if words.endswith("/)"):
            self._sounded.append(words)
            return chr(SOUND + len(self._sounded) - 1)
        self._settled.append(self.words(words))
        return chr(FIRST + len(self._settled) - 1)


def rule(name: str, pattern: str, say: Say | str, *, settles: bool = True, flags: int = 0) -> Rule:
    """A rule; a replacement given as text may refer to the pattern's groups."""
    compiled = re.compile(pattern, flags)
    if isinstance(say, str):
        template = say
        if "\\" not in template:  # Python 3.11 reads a template anew each time it is expanded
            return Rule(name, compiled, lambda _: template, settles)
        return Rule(name, compiled, lambda match: match.expand(template), settles)
    return Rule(name, compiled, say, settles)


def tidy(name: str, pattern: str, say: Say | str, *, flags: int = 0) -> Rule:
    """A rule that hands its text on to the rules that follow."""
    return rule(name, pattern, say, settles=False, flags=flags)


def table(rows: Iterable[tuple[str, str, str]]) -> tuple[Rule, ...]:
    """Rules from rows of name, pattern and what is said."""
    return tuple(rule(name, pattern, say) for name, pattern, say in rows)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

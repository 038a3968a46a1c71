"""Why a sentence is hard, and what to do about it: the linter's flags, and what the profile shows besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyread.readability.lint import Flag
from everyread.readability.profile import SentenceProfile

FEWEST_WORDS = 6
"""One rare name makes a shorter sentence look hard, and there is nothing in it to split."""
_MANY_NOUNS = 3
"""Nouns made of verbs in one sentence; one or two are often just the names of things."""
_RARE = 3.6
"""Zipf frequency below which a word is named as a reason: "rash" (3.9) is not, "repetitive" (3.56) is."""
_MANY_DENIALS = 2
_DEEP = 9
"""Steps from the main verb to the deepest word: few sentences of plain prose go so far."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what to do about it."""

    title: str
    found: tuple[str, ...]
    """The words, or the figure, that it is about."""
    advice: str
    rule: str = ""
    """The linter's rule, as issue.toml names it; empty for what no rule is about."""
    id: str = ""
    """The rule's finding id."""

    @property
    def short(self) -> str:
        """In one phrase: "Passive: was given"."""
        return f"{self.title}: {', '.join(self.found)}" if self.found else self.title


def hardest_first(profiles: Sequence[SentenceProfile], most: int) -> list[SentenceProfile]:
    """The hardest sentences of a text, those of equal difficulty in reading order."""
    worth = [each for each in profiles if each.counted and each.words >= FEWEST_WORDS]
    return sorted(worth, key=lambda each: (-each.difficulty, each.id))[:most]


def reasons(profile: SentenceProfile, flags: Sequence[Flag]) -> tuple[Reason, ...]:
    """Everything that makes a sentence hard, the linter's rules first; `flags` are those of this sentence."""
    by_rule = list(_of_flags(flags))
    rest = list(_of_profile(profile, {flag.found.casefold() for flag in flags}))
    if by_rule or rest:
        return (*by_rule, *rest)
    return (
        Reason(
            "Many longer words close together",
            (),
            "Read it aloud. Use a shorter word wherever there is one.",
        ),
    )


def _of_flags(flags: Sequence[Flag]) -> Iterator[Reason]:
    # What to write instead belongs to one finding alone; general advice is said once a rule.
    grouped: dict[tuple[str, str], list[Flag]] = {}
    for flag in flags:
        grouped.setdefault((flag.rule, flag.instead), []).append(flag)
    for group in grouped.values():
        first = group[0]
        found = tuple(dict.fromkeys(each.found for each in group))
        yield Reason(first.title, found, first.advice, first.rule, first.id)


def _of_profile(profile: SentenceProfile, flagged: set[str]) -> Iterator[Reason]:
    rare = tuple(
        each.word for each in profile.rare if each.zipf < _RARE and each.word.casefold() not in flagged
    )
    if rare:
        yield Reason("Rare words", rare, "Use an everyday word, unless the word is explained nearby.")
    nouns = tuple(dict.fromkeys(profile.nominalisations))
    if len(nouns) >= _MANY_NOUNS:
        yield Reason(
            "Nouns made of verbs",
            nouns,
            "Say who does what: “we discussed”, not “there was a discussion”.",
        )
    if len(profile.negations) >= _MANY_DENIALS:
        yield Reason(
            "Says more than once what is not",
            tuple(dict.fromkeys(profile.negations)),
            "Say what is, where the meaning stays the same.",
        )
    if profile.depth >= _DEEP:
        yield Reason(
            "Parts that hang deep inside other parts",
            (),
            "Begin with who does what. Put the rest into sentences of its own.",
        )

"""The lexicon: how words are to be said, kept by people in `sources/lexicon.toml`, and one an issue.

    [say]
    "ME/CFS" = "M.E., C.F.S."
    "PESE" = { letters = true }
    "DAFNE" = { word = true }
    "naltrexone" = { ipa = "nælˈtrɛksəʊn" }
    "lead" = { say = "led", next = ["pipe*", "poisoning"] }

The written form is matched as a whole word.  Capitals count: "ME" is the illness and "me" is left alone,
but a form listed in small letters is also known with its first letter a capital.  What is said is plain
words, respellings, or letters with full stops, and nothing is done to it any more.  A word may have
several readings, each for the words it stands beside; the first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from everyread.narration.numbers import letters
from everyread.narration.rules import Rule
from everyread.narration.sounds import marked

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a word, and where; a context that is empty is not asked for."""

    say: str
    """Plain words, said by every voice."""
    ipa: str = ""
    """The sounds, for a voice that takes them."""
    next: tuple[str, ...] = ()
    """Any of these comes right after the word; "pipe*" is any word that begins so."""
    previous: tuple[str, ...] = ()
    """Any of these comes right before it."""
    near: tuple[str, ...] = ()
    """Any of these is somewhere in the sentence."""

    @property
    def anywhere(self) -> bool:
        """Whether it holds whatever stands around the word."""
        return not (self.next or self.previous or self.near)

    @property
    def spoken(self) -> str:
        """What goes into the spoken text."""
        return marked(self.say, self.ipa) if self.ipa else self.say

    def fits(self, before: str, after: str) -> bool:
        """Whether it is meant between these two stretches of text."""
        if self.anywhere:
            return True
        earlier, later = _WORD.findall(before), _WORD.findall(after)
        return (
            (not self.previous or _any(self.previous, earlier[-1:]))
            and (not self.next or _any(self.next, later[:1]))
            and (not self.near or _any(self.near, [*earlier, *later]))
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A written form and its readings, in the order they are tried."""

    written: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Lexicon:
    """Written forms and how to say them, in the order of the file.

    It never changes, so what is looked up in it for every sentence is put in order once.
    """

    entries: tuple[Entry, ...] = ()

    def over(self, other: Lexicon) -> Lexicon:
        """Both together; where both list a form, this one counts."""
        listed = {entry.written for entry in self.entries}
        return Lexicon((*self.entries, *(each for each in other.entries if each.written not in listed)))

    def needed_by(self, texts: Iterable[str]) -> Lexicon:
        """The entries whose form is in any of these texts: what an article's narration depends on."""
        everything = plain_quotes("\n".join(texts)).casefold()
        return Lexicon(tuple(entry for form, entry in self._folded if form in everything))

    def written_forms(self) -> frozenset[str]:
        """What the entries are for."""
        return frozenset(entry.written for entry in self.entries)

    def reading(self, word: str, before: str = "", after: str = "") -> Reading | None:
        """How to say a written form that `pattern` found, between these stretches; None to leave it alone."""
        entry = self._known.get(word) or self._known.get(word[0].lower() + word[1:])
        return next((each for each in entry.readings if each.fits(before, after)), None) if entry else None

    def pattern(self) -> re.Pattern[str] | None:
        """Finds any written form as a whole word, the longest first; None for an empty lexicon."""
        return self._pattern

    def rule(self) -> Rule | None:
        """The lexicon as a rule of the normaliser; None when it is empty."""
        pattern = self.pattern()
        if pattern is None:
            return None

        def say(match: re.Match[str]) -> str | None:
            text = match.string
            reading = self.reading(match[0], text[: match.start()], text[match.end() :])
            return reading.spoken if reading else None

        return Rule("lexicon", pattern, say)

    @cached_property
    def _folded(self) -> tuple[tuple[str, Entry], ...]:
        return tuple((entry.written.casefold(), entry) for entry in self.entries)

    @cached_property
    def _known(self) -> dict[str, Entry]:
        return {entry.written: entry for entry in self.entries}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return _pattern(tuple(entry.written for entry in self.entries))


def lexicon_of(said: Mapping[str, str]) -> Lexicon:
    """A lexicon with one reading a word."""
    return Lexicon(tuple(Entry(written, (Reading(say),)) for written, say in said.items()))


def plain_quotes(text: str) -> str:
    """Curly apostrophes made straight, as the normaliser does before it looks anything up."""
    return text.replace("’", "'").replace("ʼ", "'")


def as_letters(written: str) -> str:
    """A form said letter by letter: "ME/CFS" is "M.E., C.F.S."."""
    return ", ".join(letters(part) for part in re.split(r"[^A-Za-zÀ-ž]+", written) if part)


def as_word(written: str) -> str:
    """A form said as a word, whatever its capitals: "DAFNE" is "Dafne"."""
    return written.capitalize()


def _any(patterns: tuple[str, ...], words: list[str]) -> bool:
    return any(_same(pattern.casefold(), word.casefold()) for pattern in patterns for word in words)


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w])(?:" + "|".join(_spelling(word) for word in longest_first) + r")(?!\w)")


def _spelling(word: str) -> str:
    if word != word.lower():
        return re.escape(word)
    return f"[{re.escape(word[0] + word[0].upper())}]{re.escape(word[1:])}"

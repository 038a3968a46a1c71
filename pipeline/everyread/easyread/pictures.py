"""Pictures for easy-read lines: which one shows the idea of a line, and whether that is sure.

A picture that shows something else, or the opposite, does harm; a missing one only leaves work to a person.
So words are found as whole phrases from a table that people wrote, and a line that denies something ("not",
"never", "stop") gets none by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import TypeAdapter

from everyread.easyread.document import LONG_LINE
from everyread.store import Digest

NO_PICTURE = "none"
"""What people write in a review file to have none beside a sentence."""
TOO_MANY = 3
"""Different ideas in one line, of which nobody can say which one it is about."""
_DENIES = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|without|cannot|unable|instead|rather"
    r"|stop(?:s|ped|ping)?|avoid(?:s|ed|ing)?|refus(?:e|es|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)


_ASIDE = re.compile(
    r"(?<=\S)\s+(?:but|while|when|if|after|before|until|unless|although|though|because|since|than|whether)\s",
    re.IGNORECASE,
)
"""Where a clause begins that says when or why: what it names is not what the line is about."""
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Picture:
    """A picture that may be used, for it has a licence."""

    name: str
    file: str
    """Its file's name, for findings and for people who choose it by that."""
    data: Digest
    """The file in the store, as it is: not yet looked into."""
    alt: str
    credit: str
    """Who made it."""
    licence: str
    address: str = ""
    """Where it comes from; https, or empty."""
    words: tuple[str, ...] = ()
    """What it shows: every form written out; capitals count in those that have any."""
    unless: tuple[str, ...] = ()
    """Phrases in which the words mean something else."""
    own: bool = False
    """Whether it is the editor's own, which goes before a symbol."""


@dataclass(frozen=True)
class Hit:
    """A phrase of a line that has a picture."""

    picture: Picture
    words: str
    """As the line has them."""


@dataclass(frozen=True)
class Choice:
    """The picture beside a line, or what a person should choose one of."""

    picture: Picture | None
    about: str = ""
    """What the line seems to be about, where there is no picture; empty when that is not known."""


@dataclass(frozen=True)
class Album:
    """All pictures, the ones that go first in front."""

    pictures: tuple[Picture, ...] = ()

    def named(self, name: str) -> Picture | None:
        """The picture that a person names, by its name or its file; capitals and the ending do not count."""
        wanted = _bare(name)
        return next((each for each in self.pictures if wanted in (_bare(each.name), _bare(each.file))), None)

    def choose(self, text: str) -> Choice:
        """The picture for a line, if there is one that is sure.

        The editor's own go first, then the longest phrase, then whichever comes first.  A long line is about
        more than one thing, what stands in brackets or in a side clause is not what a line is about, and what
        is denied is not so: none of these is sure.
        """
        # Each page, and each look at what is missing, asks for the same lines again.
        if text not in self._choices:
            self._choices[text] = self._chosen(text)
        return self._choices[text]

    def _chosen(self, text: str) -> Choice:
        everywhere = list(self._hits(text))
        if not everywhere:
            return Choice(None)
        if len(text.split()) > LONG_LINE:
            return Choice(None, everywhere[0].words)
        main = list(self._hits(_ASIDE.split(_IN_BRACKETS.sub(" ", text), maxsplit=1)[0]))
        hits = main or everywhere
        best = min(hits, key=lambda hit: (not hit.picture.own, -len(hit.words.split())))
        rivals = {hit.picture.name for hit in hits if hit.picture.own == best.picture.own}
        if not main or denies_something(text) or len(rivals) >= TOO_MANY:
            return Choice(None, best.words)
        return Choice(best.picture)

    def _hits(self, text: str) -> Iterator[Hit]:
        """Each phrase of the table, from left to right and without overlaps; the longest where two begin."""
        if not self._meanings:
            return
        for match in self._pattern.finditer(text):
            plain = _folded(" ".join(match[0].split()))
            found = self._meanings.get(plain, self._meanings.get(plain.lower()))
            if found:
                yield Hit(found, match[0])

    @cached_property
    def _choices(self) -> dict[str, Choice]:
        """The answers so far."""
        return {}

    @cached_property
    def _meanings(self) -> dict[str, Picture | None]:
        """Each phrase and its picture, the first that claims it; None for one that means something else."""
        made: dict[str, Picture | None] = {}
        for picture in self.pictures:
            for phrase in picture.words:
                made.setdefault(_folded(phrase), picture)
        for picture in self.pictures:
            for phrase in picture.unless:
                made.setdefault(_folded(phrase), None)
        return made

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._meanings, key=lambda phrase: (-len(phrase), phrase))
        return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(_spelling, longest_first))})(?![\w/]|-\w)")


def denies_something(text: str) -> bool:
    """Whether a picture of what a line names might say the opposite."""
    return bool(_DENIES.search(text))


def _bare(name: str) -> str:
    return re.sub(r"\.\w{1,5}$", "", name.strip().lower()).replace("_", " ").replace("-", " ")


def _folded(phrase: str) -> str:
    return phrase.replace("’", "'")


def _spelling(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")
    return pattern if phrase != phrase.lower() else f"(?i:{pattern})"


def credits_of(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """One picture for each different credit, licence and address, in the order of their first use."""
    made: dict[tuple[str, str, str], Picture] = {}
    for each in pictures:
        made.setdefault((each.credit, each.licence, each.address), each)
    return tuple(made.values())


@cache
def album_adapter() -> TypeAdapter[Album]:
    """Reads and writes an Album as JSON."""
    return TypeAdapter(Album)

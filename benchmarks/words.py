"""A made-up newsletter of any size: natural, varied English for the benchmark, the same on every machine.

The sentences are ours and live in newsletter.toml as patterns with slots; this module chooses the patterns
and fills the slots.  A sentence is written only once in an issue, the disclaimer apart, because a repeated
one would be spoken once and then taken from the store, which would flatter the measurement.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.sentences import split_text

NEWSLETTER = Path(__file__).parent / "newsletter.toml"

_SLOT = re.compile(r"\{(\w+?)(_cap)?\}")
_TRIES = 40
"""How often a pattern is filled anew before it is left out, so that no sentence comes twice."""
_SECTION = 190
"""Words in an ordinary section: openers, nine to thirteen sentences, a closer."""
_SPREAD = (0.7, 1.3)
"""How long an article is, as a share of the mean."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a section is about, and what stays the same while it lasts."""

    fixed: dict[str, str]

    @property
    def byline(self) -> str:
        return f"{self.fixed['name']} {self.fixed['surname']}"


Extra = Callable[[dict[str, Any], Person], list[str]]
"""Makes the blocks that a section has besides its paragraphs: a list, a quotation or a table."""


class Newsletter:
    """Writes articles; everything comes from one seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        stock = tomllib.loads(NEWSLETTER.read_text(encoding="utf-8"))
        self._slots: dict[str, list[str]] = stock["slots"]
        self._people: dict[str, list[str]] = stock["people"]
        self._topics: list[dict[str, Any]] = stock["topics"]
        self._tables: list[dict[str, Any]] = stock["tables"]
        self._other: dict[str, list[str]] = stock["standfirsts"]
        self._written: set[str] = set()

    def article(self, number: int, words: int) -> tuple[str, str]:
        """The file name and the Markdown of one article of about so many words."""
        topics = self._chance.sample(self._topics, k=len(self._topics))
        person = self._person()
        title = self._once(topics[0]["titles"], person) or f"{topics[0]['name']}, part {number}"
        standfirst = self._once(self._other["lines"], person)
        parts = [
            _front_matter(title, topics[0]["name"], person.byline),
            *([standfirst] if standfirst else []),
        ]
        disclaimer = self._other["disclaimers"] if number % 2 else []
        budget = words - _count(*parts, *disclaimer)
        extras = {0: self._list, 1: self._quotation, 2: self._table}
        for place, topic in enumerate(topics):
            if budget <= 0:
                break
            section = self._section(
                topic, person if place == 0 else self._person(), budget, extras.get(place)
            )
            parts += section
            budget -= _count(*section)
        return f"{number:02d}-{_slug(title)}.md", "\n\n".join([*parts, *disclaimer]) + "\n"

    def _section(self, topic: dict[str, Any], person: Person, budget: int, extra: Extra | None) -> list[str]:
        """A heading and the paragraphs under it, at most about `budget` words."""
        wanted = min(budget, _SECTION)
        added = extra(topic, person) if extra and budget > _SECTION else []
        heading = self._once(topic["headings"], person) or self._once(["{name} in {place}"], person)
        body = topic["body"]
        kept = sorted(self._chance.sample(range(len(body)), k=self._chance.randint(9, len(body))))
        sentences = [self._once(topic["openers"], person)]
        for index in kept:
            if _count(*added, *sentences) >= wanted:
                break
            sentences.append(self._once([body[index]], person))
        if budget >= _SECTION:
            sentences.append(self._once(topic["closers"], person))
        paragraphs = self._paragraphs([each for each in sentences if each])
        place = self._chance.randint(1, max(1, len(paragraphs)))
        return [f"## {heading or topic['name']}", *paragraphs[:place], *added, *paragraphs[place:]]

    def _paragraphs(self, sentences: list[str]) -> list[str]:
        """Two to five sentences at a time."""
        paragraphs = []
        while sentences:
            size = self._chance.randint(2, 5)
            paragraphs.append(" ".join(sentences[:size]))
            sentences = sentences[size:]
        return paragraphs

    def _list(self, topic: dict[str, Any], person: Person) -> list[str]:
        lead = self._once([topic["lead"]], person)
        items = [self._once([item], person) for item in topic["items"]]
        return [lead, "\n".join(f"- {item}" for item in items if item)] if lead else []

    def _quotation(self, topic: dict[str, Any], person: Person) -> list[str]:
        introduction = self._once(self._other["quote_introductions"], person)
        quote = self._once(topic["quotes"], person)
        return [introduction, f"> {quote}"] if introduction and quote else []

    def _table(self, _topic: dict[str, Any], person: Person) -> list[str]:
        shape = self._chance.choice(self._tables)
        rows = [[self._fill(cell, {}) for cell in shape["cells"]] for _ in range(self._chance.randint(3, 6))]
        lines = [_row(shape["head"]), _row(["---"] * len(shape["head"])), *(_row(row) for row in rows)]
        caption = self._once([shape["caption"]], person)
        return [f"**{caption}**", "\n".join(lines)] if caption else []

    def _person(self) -> Person:
        kind = self._chance.choice(sorted(self._people))
        name = self._chance.choice(self._people[kind])
        others = [each for names in self._people.values() for each in names if each != name]
        place, place2 = self._chance.sample(self._slots["place"], k=2)
        words = {"she": ("she", "her", "her"), "he": ("he", "his", "him")}[kind]
        return Person(
            {
                "name": name,
                "surname": self._chance.choice(self._slots["surname"]),
                "helper": self._chance.choice(others),
                "place": place,
                "place2": place2,
                "month": self._chance.choice(self._slots["month"]),
                **dict(zip(("she", "her", "them"), words, strict=True)),
                **dict(zip(("She", "Her"), (words[0].title(), words[1].title()), strict=True)),
            }
        )

    def _once(self, patterns: Sequence[str], person: Person) -> str:
        """One of the patterns, filled so that all its sentences are new; empty if that fails."""
        for _ in range(_TRIES):
            text = self._fill(self._chance.choice(patterns), person.fixed)
            sentences = set(split_text(text))
            if not sentences & self._written:
                self._written |= sentences
                return text
        return ""

    def _fill(self, pattern: str, fixed: dict[str, str]) -> str:
        taken: set[str] = set()  # "from {colour} to {colour}" must not say the same twice

        def word(match: re.Match[str]) -> str:
            name, capital = match[1], match[2]
            if name in fixed:
                value = fixed[name]
            else:
                value = self._chance.choice([each for each in self._slots[name] if each not in taken])
                taken.add(value)
            return value[0].upper() + value[1:] if capital else value

        return _SLOT.sub(word, pattern)


def articles(count: int = 40, words: int = 30_000, seed: int = 7) -> list[tuple[str, str]]:
    """File names and Markdown texts of an issue of `count` articles and about `words` words in all."""
    newsletter = Newsletter(seed)
    lengths = random.Random(seed)
    made: list[tuple[str, str]] = []
    left = words
    for number in range(1, count + 1):
        mean = left / (count - number + 1)
        share = lengths.uniform(*_SPREAD) if number < count else 1.0
        made.append(newsletter.article(number, round(mean * share)))
        left -= _count(made[-1][1])
    return made


def _front_matter(title: str, section: str, author: str) -> str:
    return f'---\ntitle: "{title}"\nsection: {section}\nauthor: {author}\n---'


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _slug(title: str) -> str:
    plain = re.sub(r"[’']", "", title.lower())
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def _count(*texts: str) -> int:
    """Words as a reader counts them: not the marks of Markdown."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())

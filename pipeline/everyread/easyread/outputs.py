"""How the lines of an easy read stand on its pages: in ideas, each with its picture left of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from everyread.easyread.document import Draft, DraftBlock, Line, Lines, Points, Title
from everyread.easyread.pictures import NO_PICTURE, Album, Choice, Picture, denies_something

MOST_LINES = 3
"""Beside one picture: more is another idea."""
BARE_LINES = 2
"""Beside one empty frame, which asks for a picture of what is said there."""
NOTICES = {"warning": "warning", "helpline": "phone", "disclaimer": "information"}
"""A notice's role and the name of its picture."""
LONGEST_SUBJECT = 10
"""Letters of a word that a frame has room for."""


_SENTENCE = re.compile(r"[.!?:…][”’\"')\]]*\s*$")
"""How a sentence or a lead ends; a point without it is a part of the idea in front of it."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A few lines with the one picture that shows what they say."""

    lines: tuple[Line, ...]
    picture: Picture | None
    is_open: bool
    """Whether a person should choose a picture."""
    about: str = ""
    """What of, as far as can be told."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which picture goes beside which lines."""

    album: Album
    chosen: Mapping[str, str]
    """Sentence id to the picture that a person chose for it, or NO_PICTURE."""
    denied: frozenset[str] = frozenset()
    """Ids of sentences under something that denies them, as in "What does not help:"; they get none."""
    subjects: Mapping[str, str] = field(default_factory=dict)
    """The text of a line and what it names."""
    asks: bool = True
    """Whether people are asked for pictures where none is sure."""

    def ideas(self, lines: Sequence[Line]) -> list[Idea]:
        """The lines in groups, each with its picture; not one line moves."""
        made: list[Idea] = []
        for line in lines:
            new = self._idea(line)
            if made and (joined := _joined(made[-1], new)):
                made[-1] = joined
            else:
                made.append(new)
        return made

    def all_ideas(self, draft: Draft) -> list[Idea]:
        """Every idea of an easy read, in order."""
        return [
            *self.ideas(draft.standfirst),
            *(idea for lines in _line_groups(draft.blocks) for idea in self.ideas(lines)),
        ]

    def of_notice(self, role: str) -> Picture | None:
        """The picture beside a notice, which is made for nothing else."""
        return self.album.named(NOTICES[role]) if role in NOTICES else None

    def of_word(self, word: str) -> Picture | None:
        """The picture beside a hard word in their list."""
        return self.album.choose(word).picture

    def of_contact(self, contact: str) -> Picture | None:
        """The picture beside how to reach the publisher."""
        return self.album.choose(contact).picture or self.album.named("phone") if contact else None

    def unknown(self) -> list[tuple[str, str]]:
        """Sentence ids and the pictures chosen for them that are in no folder."""
        return [
            (id_, name)
            for id_, name in self.chosen.items()
            if name.strip().lower() != NO_PICTURE and self.album.named(name) is None
        ]

    def _idea(self, line: Line) -> Idea:
        name = self.chosen.get(line.source_id, "")
        if name.strip().lower() == NO_PICTURE:
            return Idea((line,), None, is_open=False)
        if name and (picture := self.album.named(name)):
            return Idea((line,), picture, is_open=False)
        if "picture-language" in line.flags:
            return Idea((line,), None, is_open=self.asks)
        choice = self.album.choose(line.text)
        if choice.picture and line.source_id not in self.denied:
            return Idea((line,), choice.picture, is_open=False)
        is_idea = _SENTENCE.search(line.text) is not None
        return Idea((line,), None, is_open=self.asks and is_idea, about=self._about(line, choice))

    def _about(self, line: Line, choice: Choice) -> str:
        """A phrase of the table, a word in bold, or what else the line names."""
        found = choice.picture.name if choice.picture else choice.about
        bold = (run.text.strip(" .,:") for run in line.runs if run.emphasis)
        for words in (found, *bold, self.subjects.get(line.text, "")):
            if 0 < len(words) <= 2 * LONGEST_SUBJECT and max(map(len, words.split())) <= LONGEST_SUBJECT:
                return words
        return ""


def denied(draft: Draft) -> frozenset[str]:
    """Ids of the sentences that a heading or a list's first words deny: "Don't", "What does not help:"."""
    found: set[str] = set()
    level = 0
    for block in draft.blocks:
        if isinstance(block, Title) and (not level or block.level <= level):
            level = block.level if denies_something(block.line.text) else 0
        found.update(_denied((block,), under=level > 0))
    found.update(_denied(draft.blocks, under=False))
    return frozenset(found)


def _denied(blocks: Sequence[DraftBlock], *, under: bool) -> Iterator[str]:
    lead = ""
    for block in blocks:
        if isinstance(block, Points):
            denies = under or denies_something(lead)
            for point in block.points:
                yield from _denied(point.blocks, under=denies)
        elif isinstance(block, Lines):
            lead = block.lines[-1].text if block.lines else ""
            if under:
                yield from (line.source_id for line in block.lines)


def _joined(before: Idea, new: Idea) -> Idea | None:
    """Both as one idea; None when the new line needs a picture, or room, of its own."""
    most = MOST_LINES if before.picture else BARE_LINES
    both = replace(before, lines=(*before.lines, *new.lines))
    length = sum(1 + len(line.explanations) for line in both.lines)
    same_sentence = before.lines[-1].source_id == new.lines[0].source_id
    if new.picture and new.picture != before.picture:
        return None
    if before.is_open != new.is_open and not (before.picture and new.is_open):
        return None
    return both if length <= most or (same_sentence and length <= most + 1) else None


def _line_groups(blocks: Sequence[DraftBlock]) -> Iterator[tuple[Line, ...]]:
    for block in blocks:
        if isinstance(block, Lines):
            yield block.lines
        elif isinstance(block, Points):
            for point in block.points:
                yield from _line_groups(point.blocks)


def is_counted(idea: Idea) -> bool:
    """Whether it is an idea of its own: a short point of a list is not, unless it has a picture."""
    return is_pictured(idea) or any(_SENTENCE.search(line.text) for line in idea.lines)


def is_pictured(idea: Idea) -> bool:
    """Whether it has its picture."""
    return idea.picture is not None

"""How the lines of an easy read stand on its pages: in ideas, each with its picture left of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from everyread.easyread.document import Draft, DraftBlock, Line, Lines, Points
from everyread.easyread.pictures import NO_PICTURE, Album, Picture

MOST_LINES = 3
"""Beside one picture: more is another idea."""
BARE_LINES = 2
"""Beside one empty frame, which asks for a picture of what is said there."""
LONGEST_SUBJECT = 14
"""Letters that a frame has room for on a line."""
LEAST_SUBJECT = 4
_PLAIN = 0.0005
"""A word that is more than one in 2,000 says nothing of what a line is about: "make", "people"."""


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
            return Idea((line,), None, is_open=True)
        choice = self.album.choose(line.text)
        if choice.picture:
            return Idea((line,), choice.picture, is_open=False)
        return Idea((line,), None, is_open=True, about=_subject(line, choice.about))


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


def _subject(line: Line, about: str) -> str:
    """What a picture of this line might show: a phrase of the table, a word in bold, or its rarest word."""
    bold = (run.text for run in line.runs if run.emphasis)
    for words in (about, *bold, _rarest(line.text)):
        if words and len(words) <= 2 * LONGEST_SUBJECT and max(map(len, words.split())) <= LONGEST_SUBJECT:
            return words
    return ""


def _rarest(text: str) -> str:
    from wordfreq import word_frequency

    words = re.findall(r"(?<![\w/'’-])[A-Za-z][a-z]+(?![\w/'’-])", text)
    known = {word: word_frequency(word.lower(), "en") for word in words if len(word) >= LEAST_SUBJECT}
    fit = {word: share for word, share in known.items() if 0 < share < _PLAIN}
    return min(fit, key=lambda word: (fit[word], word), default="")


def _line_groups(blocks: Sequence[DraftBlock]) -> Iterator[tuple[Line, ...]]:
    for block in blocks:
        if isinstance(block, Lines):
            yield block.lines
        elif isinstance(block, Points):
            for point in block.points:
                yield from _line_groups(point.blocks)

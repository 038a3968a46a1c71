"""What there is to review in a draft: its sentences, the blocks copied whole, and its hard words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from everyread.article import Article, Block, Notice, Prose, Sentence, map_prose, walk
from everyread.easyread.document import Copied, Draft, DraftBlock, Line, Lines, Points, Title
from everyread.easyread.glossary import Glossary
from everyread.review.document import Easy, Mark, short_hash
from everyread.sentences import split_text

WORD = "word"
"""The id of a hard word."""

Kind = Literal["title", "sentence", "whole", "locked"]
"""title: one line, never dropped; whole: copied until a person writes other words or drops it; locked:
printed word for word, so a person can only sign it or not."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to review."""

    id: str
    source: str
    """Hash of the article's words and links."""
    quoted: tuple[str, ...]
    """The article's words."""
    words: tuple[Easy, ...]
    """What the draft says; empty for what is copied whole or locked."""
    notes: tuple[str, ...]
    """What a person should look at, in plain words."""
    kind: Kind

    @property
    def text(self) -> str:
        """The article's words in one line."""
        return " ".join(self.quoted)


def units_of(draft: Draft, article: Article, glossary: Glossary) -> tuple[Unit, ...]:
    """Every unit in reading order, the hard words last; each sentence of the article is in one of them."""
    copied = {ids[0]: block for block in _copied(draft.blocks) if (ids := sentence_ids(block))}
    lines = _lines_by_sentence(draft, glossary)
    owners = {inner: first for first, block in copied.items() for inner in sentence_ids(block)}
    sentences: dict[str, list[Sentence]] = {}
    owner = article.title.id
    for sentence in article.sentences():
        # A heading of two sentences is one line: the second has no line of its own and goes with the first.
        owner = sentence.id if sentence.id in lines else owners.get(sentence.id, owner)
        sentences.setdefault(owner, []).append(sentence)
    flags = _notes(draft)
    units: list[Unit] = []
    for first, said in sentences.items():
        block = copied.get(first) if first not in lines else None
        kind: Kind = "title" if first == article.title.id else _kind_of(block) if block else "sentence"
        notes = _NOTES[kind] if block else tuple(flags.get(first, ()))
        units.append(Unit(first, _source(said), _quoted(said), tuple(lines.get(first, ())), notes, kind))
    return (*units, *(_hard_word(hard.word, hard.means) for hard in draft.hard_words))


_NOTES: dict[Kind, tuple[str, ...]] = {
    "title": (),
    "sentence": (),
    "whole": ("This is copied whole. You can write easy words here instead, or drop it.",),
    "locked": ("This is printed word for word. It cannot be changed here.",),
}


def sentence_ids(block: Block) -> list[str]:
    """The sentences in a block, in reading order."""
    ids: list[str] = []

    def note(prose: Prose) -> Prose:
        ids.extend(sentence.id for sentence in prose)
        return prose

    map_prose((block,), note)
    return ids


def _kind_of(block: Block) -> Kind:
    return "locked" if any(isinstance(each, Notice) for each in walk((block,))) else "whole"


def _source(sentences: Sequence[Sentence]) -> str:
    links = [run.href for sentence in sentences for run in sentence.runs if run.href]
    return short_hash(" ".join(sentence.text for sentence in sentences), *links)


def source_of(sentence: Sentence) -> str:
    """The hash that a unit of just this sentence has."""
    return _source((sentence,))


def _quoted(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    return tuple(text for sentence in sentences if (text := one_line(sentence.text)))


def one_line(text: str) -> str:
    """The text without line breaks, and without white space at its ends; no-break spaces inside stay."""
    return _BREAKS.sub(" ", text).strip()


_BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def short(text: str) -> str:
    """The first words of a text, to know it by."""
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _hard_word(word: str, means: Sequence[str]) -> Unit:
    notes = ("The glossary says what this hard word means. To change it, change glossary.toml.",)
    return Unit(WORD, short_hash(WORD, word, *means), (word, *means), (), notes, "locked")


def asides_of(line: Line, glossary: Glossary) -> tuple[tuple[str, ...], ...]:
    """What explains a line and comes from the article, not from the glossary."""
    known = meanings_in(line, glossary)
    return tuple(each for each in line.explanations if not known.issuperset(each))


def meanings_in(line: Line, glossary: Glossary) -> frozenset[str]:
    """Every sentence with which the glossary explains the hard words of a line."""
    means = (found.entry.means for found in glossary.find(line.text))
    return frozenset(sentence for each in means for sentence in split_text(each))


def _lines_by_sentence(draft: Draft, glossary: Glossary) -> dict[str, list[Easy]]:
    """The easy words of each sentence, with the points of a list that a sentence became."""
    found: dict[str, list[Easy]] = defaultdict(list)
    place_of: dict[str, int] = {}
    for place, line in _placed(draft):
        # The points of a list in the article are sentences of their own; one sentence that stands in
        # several places became a list.
        mark: Mark = "-" if place_of.setdefault(line.source_id, place) != place else ""
        if text := one_line(line.text):
            found[line.source_id].append(Easy(text, mark))
        found[line.source_id] += [Easy(" ".join(each), "+") for each in asides_of(line, glossary)]
    return found


def _placed(draft: Draft) -> Iterator[tuple[int, Line]]:
    """Every line, with the number of the block that it stands in."""
    yield 0, draft.title
    yield from ((1, line) for line in draft.standfirst)
    for place, lines in enumerate(_stretches(draft.blocks), start=2):
        yield from ((place, line) for line in lines)


def _stretches(blocks: Sequence[DraftBlock]) -> Iterator[tuple[Line, ...]]:
    for block in blocks:
        match block:
            case Title(line=line):
                yield (line,)
            case Lines(lines=lines):
                yield lines
            case Points(points=points):
                for point in points:
                    yield from _stretches(point.blocks)
            case _:
                pass


def _copied(blocks: Sequence[DraftBlock]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Copied(blocks=inner):
                yield from inner
            case Points(points=points):
                for point in points:
                    yield from _copied(point.blocks)
            case _:
                pass


def _notes(draft: Draft) -> dict[str, list[str]]:
    """What a person should look at in each sentence, every thing once."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in draft.lines():
        notes = line.why or tuple(f"Please look at this: {flag.replace('-', ' ')}." for flag in line.flags)
        found[line.source_id] += notes
    return {sentence: [*dict.fromkeys(map(one_line, notes))] for sentence, notes in found.items()}

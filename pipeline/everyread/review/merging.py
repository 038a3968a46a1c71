"""A draft with the words that people chose in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from everyread.article import Article, Block, Run
from everyread.easyread.document import (
    Copied,
    Draft,
    DraftBlock,
    HardWord,
    Line,
    Lines,
    Point,
    Points,
    Title,
)
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs, bold, recut, squeezed
from everyread.review.document import Easy
from everyread.review.standing import Standing
from everyread.review.units import Kind, asides_of, meanings_in, sentence_ids
from everyread.sentences import split_text


@dataclass(frozen=True, slots=True)
class Written:
    """One line that a person chose, and whether it is a point of a list."""

    line: Line
    is_point: bool = False


Choices = Mapping[tuple[Kind, str], tuple[Written, ...]]
"""What people chose, by the kind and id of the unit; no lines where they dropped it."""


def chosen(standings: Sequence[Standing], article: Article) -> Choices:
    """What people chose that is not what the draft says anyway."""
    runs = {sentence.id: sentence.runs for sentence in article.sentences()}
    return {
        (each.unit.kind, each.unit.id): tuple(_written(each, runs.get(each.unit.id, ())))
        for each in standings
        if each.block and not each.slip and each.unit.kind != "locked" and _differs(each)
    }


def _differs(standing: Standing) -> bool:
    block, unit = standing.block, standing.unit
    if block is None or (unit.kind == "whole" and block.decision == "keep"):
        return False
    return bool(block.decision) or (block.words != unit.words and bool(block.words))


def _written(standing: Standing, source: Runs) -> Iterator[Written]:
    block, unit = standing.block, standing.unit
    if block is None or block.decision == "drop":
        return
    if block.decision == "keep":
        # A heading of two sentences is one line, so its runs are not those of one sentence.
        whole = squeezed("".join(run.text for run in source)) == unit.text
        yield Written(Line(source if whole else (Run(unit.text),), unit.id))
        return
    words = [each for each in block.words if each.mark != "+"]
    if unit.kind == "title":
        words = [Easy(" ".join(each.text for each in words))]
    asides = _asides(block.words)
    for place, (easy, runs) in enumerate(
        zip(words, with_marks([e.text for e in words], source), strict=True)
    ):
        explanations = asides[place] if unit.kind != "title" else ()
        yield Written(Line(runs, unit.id, explanations), easy.mark == "-")


def _asides(words: Sequence[Easy]) -> list[tuple[tuple[str, ...], ...]]:
    """What explains each line, by the line's place."""
    asides: list[tuple[tuple[str, ...], ...]] = []
    for easy in words:
        if easy.mark == "+":
            asides[-1] += (tuple(split_text(easy.text)),)
        else:
            asides.append(())
    return asides


def with_marks(texts: Sequence[str], source: Runs) -> list[Runs]:
    """A person's lines with the links and the bold of the article, where its words are still there."""
    findable = tuple(run if is_findable(run, texts) else Run(run.text) for run in source)
    return recut(findable, texts) or [(Run(text),) for text in texts]


def is_findable(run: Run, texts: Sequence[str]) -> bool:
    """Whether the words of a marked run stand in the lines once, so that the mark can go back on them."""
    wanted = squeezed(run.text)
    return bool(wanted) and not run.position and sum(text.count(wanted) for text in texts) == 1


def lost_links(standing: Standing, source: Runs) -> list[str]:
    """The words of links, and raised or lowered figures, that a person's words no longer have."""
    block = standing.block
    if block is None or block.decision or not block.words or block.words == standing.unit.words:
        return []
    texts = [each.text for each in block.words if each.mark != "+"]
    return [
        squeezed(run.text)
        for run in source
        if (run.href or run.position) and squeezed(run.text) and not is_findable(run, texts)
    ]


def merged(draft: Draft, choices: Choices, decided: frozenset[str], glossary: Glossary) -> Draft:
    """The draft with people's words in place of its own, and without flags where people decided.

    Hard words are bold and explained where they are now first used.
    """
    made = _Merger(choices, decided).draft(draft)
    return _explained(made, glossary) if choices else made


def with_hard_words(draft: Draft, texts: Iterable[str], glossary: Glossary) -> Draft:
    """The draft with the hard words of these texts in its list too."""
    listed = {hard.word for hard in draft.hard_words}
    new = {found.entry.word: found.entry.means for text in texts for found in glossary.find(text)}
    more = [HardWord(word, tuple(split_text(new[word]))) for word in sorted(new) if word not in listed]
    words = sorted((*draft.hard_words, *more), key=lambda hard: hard.word.casefold())
    return replace(draft, hard_words=tuple(words)) if more else draft


class _Merger:
    """Walks the draft once; a sentence that stood in several places goes to the first of them."""

    def __init__(self, choices: Choices, decided: frozenset[str]) -> None:
        self._choices = choices
        self._decided = decided
        self._done: set[str] = set()

    def draft(self, draft: Draft) -> Draft:
        title = next((each.line for each in self._line(draft.title, "title")), draft.title)
        standfirst = (each.line for line in draft.standfirst for each in self._line(line))
        return replace(
            draft, title=title, standfirst=tuple(standfirst), blocks=tuple(self._blocks(draft.blocks))
        )

    def _line(self, line: Line, kind: Kind = "sentence") -> tuple[Written, ...]:
        sentence = line.source_id
        if (kind, sentence) not in self._choices:
            return (Written(replace(line, flags=(), why=()) if sentence in self._decided else line),)
        first = sentence not in self._done
        self._done.add(sentence)
        return self._choices[kind, sentence] if first else ()

    def _blocks(self, blocks: Sequence[DraftBlock]) -> Iterator[DraftBlock]:
        for block in blocks:
            match block:
                case Title(line=line, level=level):
                    if found := self._line(line):
                        yield Title(_joined([each.line for each in found]), level)
                case Lines(lines=lines):
                    yield from _as_blocks([each for line in lines for each in self._line(line)])
                case Points():
                    points = [
                        replace(point, blocks=inner)
                        for point in block.points
                        if (inner := tuple(self._blocks(point.blocks)))
                    ]
                    if points:
                        yield replace(block, points=tuple(points))
                case Copied(blocks=inner) if any(_whole(each) in self._choices for each in inner):
                    for each in inner:
                        chosen = self._choices.get(_whole(each))
                        yield from [Copied((each,))] if chosen is None else _as_blocks(chosen)
                case _:
                    yield block


def _whole(block: Block) -> tuple[Kind, str]:
    """How the choice for a block that is copied whole is named."""
    return "whole", next(iter(sentence_ids(block)), "")


def _joined(lines: Sequence[Line]) -> Line:
    """A heading has one line."""
    runs = [(*((Run(" "),) if place else ()), *line.runs) for place, line in enumerate(lines)]
    return replace(lines[0], runs=tuple(run for each in runs for run in each))


def _as_blocks(written: Sequence[Written]) -> Iterator[DraftBlock]:
    """Lines, and lists where there are points."""
    start = 0
    for end in range(1, len(written) + 1):
        if end == len(written) or written[end].is_point != written[start].is_point:
            lines = tuple(each.line for each in written[start:end])
            if written[start].is_point:
                yield Points(tuple(Point((Lines((line,)),)) for line in lines))
            else:
                yield Lines(lines)
            start = end


def _explained(draft: Draft, glossary: Glossary) -> Draft:
    """The draft with each hard word bold and explained where it is first used in a line."""
    known: set[str] = set()

    def explain(line: Line) -> Line:
        runs, meanings = line.runs, []
        for found in glossary.find(line.text):
            if found.entry.word not in known:
                known.add(found.entry.word)
                runs = bold(runs, found.start, found.end)
                meanings.append(tuple(split_text(found.entry.means)))
        said = {sentence for each in line.explanations for sentence in each}
        wanted = {sentence for each in meanings for sentence in each}
        if said & meanings_in(line, glossary) == wanted:
            return line  # as the engine made it, in its own order
        return replace(line, runs=runs, explanations=(*asides_of(line, glossary), *meanings))

    def walk(blocks: Sequence[DraftBlock]) -> Iterator[DraftBlock]:
        for block in blocks:
            match block:
                case Lines(lines=lines):
                    yield Lines(tuple(map(explain, lines)))
                case Points():
                    points = (replace(point, blocks=tuple(walk(point.blocks))) for point in block.points)
                    yield replace(block, points=tuple(points))
                case _:
                    yield block

    standfirst = tuple(map(explain, draft.standfirst))
    return replace(draft, standfirst=standfirst, blocks=tuple(walk(draft.blocks)))

"""The model's lines in the place of the rules' lines, with hard words bold and explained as before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from everyread.easyread.document import Draft, DraftBlock, Line, Lines, Points
from everyread.easyread.flags import flags_of
from everyread.easyread.glossary import Entry, Glossary
from everyread.easyread.marks import Runs, bold, squeezed
from everyread.sentences import split_text

BY_A_MODEL = "A language model wrote this line, and the guard passed it."


def placed(draft: Draft, new: Mapping[str, tuple[Runs, ...]], glossary: Glossary) -> Draft:
    """The draft with new lines for the sentences in `new`, by id; all other lines as they were."""
    placing = _Placing(draft, new, glossary)
    return replace(draft, standfirst=placing.lines(draft.standfirst), blocks=placing.blocks(draft.blocks))


def marked(draft: Draft, sources: Mapping[str, str], reasons: Mapping[str, str]) -> Draft:
    """The draft with the reason on each line of a sentence whose new words were refused, by its id.

    A line that is the very sentence of the article, from `sources`, is flagged as kept.
    """

    def mark(line: Line) -> Line:
        if line.source_id not in reasons:
            return line
        is_kept = squeezed(line.text) == sources[line.source_id] and "kept" not in line.flags
        flags = ("kept", *line.flags) if is_kept else line.flags
        return replace(line, flags=flags, why=(*line.why, reasons[line.source_id]))

    def walk(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, ...]:
        return tuple(_mapped(block) for block in blocks)

    def _mapped(block: DraftBlock) -> DraftBlock:
        match block:
            case Lines():
                return replace(block, lines=tuple(map(mark, block.lines)))
            case Points():
                points = (replace(point, blocks=walk(point.blocks)) for point in block.points)
                return replace(block, points=tuple(points))
            case _:
                return block

    return replace(draft, standfirst=tuple(map(mark, draft.standfirst)), blocks=walk(draft.blocks))


class _Placing:
    """Walks a draft once, in reading order, and puts each new sentence where its first line stood."""

    def __init__(self, draft: Draft, new: Mapping[str, tuple[Runs, ...]], glossary: Glossary) -> None:
        self._glossary = glossary
        self._done: set[str] = set()
        self._explained: dict[str, list[tuple[str, ...]]] = {}
        for line in draft.lines():
            self._explained.setdefault(line.source_id, []).extend(line.explanations)
        self._new = new

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        made: list[Line] = []
        for line in lines:
            if line.source_id not in self._new:
                made.append(line)
            elif line.source_id not in self._done:
                self._done.add(line.source_id)
                made += self._written(line.source_id)
        return tuple(made)

    def blocks(self, blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, ...]:
        made: list[DraftBlock] = []
        joins = False
        for block in blocks:
            match block:
                case Lines():
                    lines = self.lines(block.lines)
                    if joins and made and isinstance(made[-1], Lines):
                        made[-1] = replace(made[-1], lines=made[-1].lines + lines)
                    elif lines:
                        made.append(replace(block, lines=lines))
                    joins = False
                case Points() if self._was_a_sentence(block):
                    joins = True  # the list is gone, so what followed it in its paragraph follows at once
                case Points():
                    points = (replace(point, blocks=self.blocks(point.blocks)) for point in block.points)
                    made.append(replace(block, points=tuple(points)))
                    joins = False
                case _:
                    made.append(block)
                    joins = False
        return tuple(made)

    def _was_a_sentence(self, points: Points) -> bool:
        """Whether the rules made this list of a sentence that now has new lines."""
        ids = {
            line.source_id
            for point in points.points
            for block in point.blocks
            if isinstance(block, Lines)
            for line in block.lines
        }
        return len(ids) == 1 and ids <= self._done

    def _written(self, source_id: str) -> list[Line]:
        pending = self._words_explained(source_id)
        made: list[Line] = []
        for runs in self._new[source_id]:
            text = "".join(run.text for run in runs)
            flags = dict(flags_of(text))
            line = Line(runs, source_id, flags=tuple(flags), why=(BY_A_MODEL, *flags.values()))
            for found in self._glossary.find(text):
                if meaning := pending.pop(found.entry.word, None):
                    bolder = bold(line.runs, found.start, found.end)
                    line = replace(line, runs=bolder, explanations=(*line.explanations, meaning))
            made.append(line)
        made[-1] = replace(made[-1], explanations=(*made[-1].explanations, *pending.values()))
        return made

    def _words_explained(self, source_id: str) -> dict[str, tuple[str, ...]]:
        """The hard words that the sentence is the first to use, and what they mean."""
        means = {_meaning(entry): entry.word for entry in self._glossary.entries}
        explained = self._explained.get(source_id, [])
        return {means[each]: each for each in explained if each in means}


def _meaning(entry: Entry) -> tuple[str, ...]:
    return tuple(split_text(entry.means))

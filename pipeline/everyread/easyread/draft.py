"""From an Article and a Glossary to the easy-read draft.

Every sentence of the article is in the draft, in order: as itself, or as the lines that stand for it.  What
was not safe to change stands as it was written, with a flag for the person who finishes the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from everyread.article import Article, Block, Heading, Listing, Paragraph, Prose, Sentence
from everyread.easyread.document import (
    LONG_LINE,
    Copied,
    Draft,
    DraftBlock,
    Flag,
    HardWord,
    Line,
    Lines,
    Point,
    Points,
    Title,
)
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs, bold, joined, recut, squeezed
from everyread.easyread.protect import is_picture_language, reason_to_copy, with_references
from everyread.easyread.splits import Simple, simplify
from everyread.sentences import split_text


def make_draft(article: Article, glossary: Glossary) -> Draft:
    """The easy-read draft of an article whose sentences have their ids."""
    return _Drafter(article, glossary).draft()


class _Drafter:
    """Walks the article once, and remembers on the way which hard words it has explained."""

    def __init__(self, article: Article, glossary: Glossary) -> None:
        self._article = article
        self._glossary = glossary
        self._explained: set[str] = set()
        self._simple = _simplified(article, glossary)

    def draft(self) -> Draft:
        article = self._article
        return Draft(
            title=_line(article.title.runs, article.title.id),
            standfirst=tuple(line for part in self._paragraph(article.standfirst) for line in _flat(part)),
            blocks=self._blocks(article.blocks),
            hard_words=self._hard_words(),
            language=article.language,
        )

    def _blocks(self, blocks: Sequence[Block]) -> tuple[DraftBlock, ...]:
        return tuple(
            made
            for block, whole in with_references(blocks)
            for made in ((Copied((block,)),) if whole else self._block(block))
        )

    def _block(self, block: Block) -> tuple[DraftBlock, ...]:
        match block:
            case Heading(prose=prose, level=level):
                return (Title(_line(joined(prose), prose[0].id if prose else ""), level),)
            case Paragraph(prose=prose):
                return self._paragraph(prose)
            case Listing(items=items, ordered=ordered):
                points = (Point(self._blocks(item.blocks), item.number, item.label) for item in items)
                return (Points(tuple(points), ordered),)
            case _:
                return (Copied((block,)),)

    def _paragraph(self, prose: Prose) -> tuple[DraftBlock, ...]:
        """Lines, with a list between them where a sentence became one."""
        made: list[DraftBlock] = []
        lines: list[Line] = []
        for sentence in prose:
            more, points = self._sentence(sentence)
            lines += more
            if points:
                made += [Lines(tuple(lines)), Points(tuple(Point((Lines((point,)),)) for point in points))]
                lines = []
        return (*made, Lines(tuple(lines))) if lines else tuple(made)

    def _sentence(self, sentence: Sentence) -> tuple[list[Line], list[Line]]:
        """The lines that stand for a sentence, and the points of a list that follows them."""
        simple = self._simple.get(sentence.id)
        if simple is None:
            return [
                self._explain(_line(sentence.runs, sentence.id, copied=reason_to_copy(sentence.text)))
            ], []
        cut = recut(sentence.runs, simple.lines + simple.bullets)
        if cut is None:
            reason = "It has a link or a mark that a change would lose, so it is copied whole."
            return [self._explain(_line(sentence.runs, sentence.id, copied=reason))], []
        lines = [_line(runs, sentence.id, refused=simple.refused) for runs in cut]
        lines[-1] = replace(lines[-1], explanations=tuple((aside,) for aside in simple.asides))
        explained = [self._explain(line) for line in lines]
        return explained[: len(simple.lines)], explained[len(simple.lines) :]

    def _explain(self, line: Line) -> Line:
        """The line with the hard words bold that it is the first to use, and what they mean."""
        runs, meanings = line.runs, []
        for found in self._glossary.find(line.text):
            if found.entry.word not in self._explained:
                self._explained.add(found.entry.word)
                runs = bold(runs, found.start, found.end)
                meanings.append(tuple(split_text(found.entry.means)))
        return replace(line, runs=runs, explanations=line.explanations + tuple(meanings))

    def _hard_words(self) -> tuple[HardWord, ...]:
        text = "\n".join(sentence.text for sentence in self._article.sentences())
        used = {found.entry.word: found.entry.means for found in self._glossary.find(text)}
        return tuple(HardWord(word, tuple(split_text(used[word]))) for word in sorted(used, key=str.casefold))


def _simplified(article: Article, glossary: Glossary) -> dict[str, Simple]:
    """Every sentence that may be changed, by its id; simplified together, since the parser likes many."""
    prose = [article.standfirst, *_running_text(article.blocks)]
    chosen = [each for sentences in prose for each in sentences if not reason_to_copy(each.text)]
    made = simplify([squeezed(sentence.text) for sentence in chosen], glossary.terms)
    return {sentence.id: simple for sentence, simple in zip(chosen, made, strict=True)}


def _running_text(blocks: Sequence[Block]) -> Iterator[Prose]:
    """The paragraphs and list items, without what is copied whole."""
    for block, whole in with_references(blocks):
        if isinstance(block, Paragraph) and not whole:
            yield block.prose
        elif isinstance(block, Listing) and not whole:
            for item in block.items:
                yield from _running_text(item.blocks)


def _line(runs: Runs, source_id: str, *, copied: str = "", refused: tuple[str, ...] = ()) -> Line:
    text = "".join(run.text for run in runs)
    flags: dict[Flag, bool] = {
        "long": len(text.split()) > LONG_LINE,
        "kept": bool(refused),
        "copied": bool(copied),
        "picture-language": is_picture_language(text),
    }
    why = (copied, *refused) if copied else refused
    return Line(runs, source_id, flags=tuple(flag for flag, on in flags.items() if on), why=why)


def _flat(block: DraftBlock) -> tuple[Line, ...]:
    match block:
        case Lines(lines=lines):
            return lines
        case Points(points=points):
            return tuple(line for point in points for inner in point.blocks for line in _flat(inner))
        case _:
            return ()

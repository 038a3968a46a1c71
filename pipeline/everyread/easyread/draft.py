"""From an Article and a Glossary to the easy-read draft.

Every sentence of the article is in the draft, in order: as itself, or as the lines that stand for it.  What
was not safe to change stands as it was written, with a flag for the person who finishes the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from everyread.article import (
    Article,
    Block,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Run,
    Sentence,
    walk,
)
from everyread.easyread.document import (
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
from everyread.easyread.flags import flags_of
from everyread.easyread.glossary import Glossary
from everyread.easyread.leads import behind_the_list
from everyread.easyread.marks import Runs, bold, joined, recut, squeezed, text_in
from everyread.easyread.numerals import in_figures
from everyread.easyread.plain import in_full
from everyread.easyread.protect import (
    ADVICE,
    SPEECH,
    is_english,
    is_speech,
    reason_to_copy,
    verses,
    with_references,
)
from everyread.easyread.splits import Simple, simplify
from everyread.guard.judge import problems
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
        self._verses = frozenset(verses(article.blocks))
        self._simple = _simplified(article, glossary, self._verses) if is_english(article) else {}

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
                return (Title(_line(_spelled_out(joined(prose)), prose[0].id if prose else ""), level),)
            case Paragraph(prose=prose):
                return self._paragraph(prose)
            case Listing(items=items, ordered=ordered):
                points = (Point(self._blocks(item.blocks), item.number, item.label) for item in items)
                return (Points(tuple(points), ordered),)
            case Notice():
                return (*self._signed(block), Copied((block,)))
            case _:
                return (Copied((block,)),)

    def _signed(self, notice: Notice) -> Iterator[DraftBlock]:
        """What people have signed for the sentences of a notice, in front of the notice itself."""
        for inner in walk(notice.blocks):
            if isinstance(inner, Paragraph):
                lines = [line for sentence in inner.prose for line in self._wording(sentence)]
                if lines:
                    yield Lines(tuple(lines))

    def _wording(self, sentence: Sentence) -> Iterator[Line]:
        if wording := self._glossary.signed(sentence.text):
            for text in split_text(wording.easy):
                why = f"{wording.signed_by} signed this for the sentence that follows."
                yield Line((Run(text),), sentence.id, flags=("signed",), why=(why,))

    def _paragraph(self, prose: Prose) -> tuple[DraftBlock, ...]:
        """Lines, with a list between them where a sentence became one."""
        made: list[DraftBlock] = []
        lines: list[Line] = []
        for sentence in prose:
            more, points = self._sentence(sentence)
            lines += more
            if points:
                listed = Points(tuple(Point((Lines((point,)),)) for point in points))
                led, listed = behind_the_list(Lines(tuple(lines)), listed)
                made += [Lines(_held_back(led.lines)), listed]
                lines = []
        return (*made, Lines(_held_back(lines))) if lines else tuple(made)

    def _sentence(self, sentence: Sentence) -> tuple[list[Line], list[Line]]:
        """The lines that stand for a sentence, and the points of a list that follows them."""
        simple = self._simple.get(sentence.id)
        if simple is None:
            verse = _VERSE if sentence.id in self._verses else ""
            return [*self._wording(sentence), self._explain(_copied(sentence, verse))], []
        cut = recut(sentence.runs, simple.lines + simple.bullets)
        if cut is None:
            return [self._explain(_line(sentence.runs, sentence.id, copied=_MARKED))], []
        own = [SPEECH if is_speech(text) else "" for text in (*simple.lines, *simple.bullets)]
        lines = [
            _line(runs, sentence.id, copied=reason, refused=simple.refused)
            for runs, reason in zip(cut, own, strict=True)
        ]
        explained = [self._explain(line) for line in self._with_asides(lines, simple.asides)]
        return explained[: len(simple.lines)], explained[len(simple.lines) :]

    def _with_asides(self, lines: list[Line], asides: tuple[str, ...]) -> list[Line]:
        """What brackets said, behind the line it is about; where it says what a word means, that will do."""
        for aside in asides:
            term = _DEFINED.split(aside)[0]
            places = [place for place, line in enumerate(lines) if term.lower() in line.text.lower()]
            place = places[0] if places else len(lines) - 1
            lines[place] = replace(lines[place], explanations=(*lines[place].explanations, (aside,)))
            if " is short for " not in aside:
                self._explained |= {found.entry.word for found in self._glossary.find(term)}
        return lines

    def _explain(self, line: Line) -> Line:
        """The line with the hard words bold that it is the first to use, and what they mean."""
        runs, meanings, asides = line.runs, [], list(line.explanations)
        said = {sentence for aside in asides for sentence in aside}
        for found in self._glossary.find(line.text):
            if found.entry.word not in self._explained:
                self._explained.add(found.entry.word)
                runs = bold(runs, found.start, found.end)
                own = [aside for aside in asides if _DEFINED.split(aside[0])[0] in found.entry.forms]
                asides = [aside for aside in asides if aside not in own]
                meanings += own  # "PEM is short for …" stands with what PEM means
                meanings.append(tuple(each for each in split_text(found.entry.means) if each not in said))
        return replace(line, runs=runs, explanations=(*asides, *filter(None, meanings)))

    def _hard_words(self) -> tuple[HardWord, ...]:
        text = "\n".join(sentence.text for sentence in self._article.sentences())
        used = {found.entry.word: found.entry.means for found in self._glossary.find(text)}
        return tuple(HardWord(word, tuple(split_text(used[word]))) for word in sorted(used, key=str.casefold))


_DEFINED = re.compile(r" (?:means|is short for|is an?) ")
_MARKED = "It has a link or a mark that a change would lose, so it is copied whole."
_VERSE = "It is set in lines, so it is copied whole."
_FOREIGN = "It does not seem to be in English, so it is copied whole."


def _simplified(article: Article, glossary: Glossary, verses: AbstractSet[str]) -> dict[str, Simple]:
    """Every sentence that may be changed, by its id; simplified together, since the parser likes many."""
    prose = [article.standfirst, *_running_text(article.blocks)]
    whole = (each for sentences in prose for each in sentences if each.id not in verses)
    chosen = [each for each in whole if _reason_to_copy(each) in {"", SPEECH}]
    made = simplify([squeezed(sentence.text) for sentence in chosen], glossary.terms)
    return {
        sentence.id: simple
        for sentence, simple in zip(chosen, made, strict=True)
        if len(simple.lines) > 1 or not is_speech(sentence.text)
    }


def _reason_to_copy(sentence: Sentence) -> str:
    if "\n" in sentence.text.strip():
        return _VERSE
    if sentence.runs and all(run.language and not run.language.startswith("en") for run in sentence.runs):
        return _FOREIGN
    return reason_to_copy(sentence.text)


def _copied(sentence: Sentence, verse: str) -> Line:
    """A protected sentence as it is; in advice, number words become figures ("3 times a day")."""
    reason = _reason_to_copy(sentence) or verse or _FOREIGN
    text = squeezed(sentence.text)
    runs = _instead(sentence.runs, in_figures(text)) if reason == ADVICE else sentence.runs
    return _line(runs, sentence.id, copied=reason)


def _spelled_out(heading: Runs) -> Runs:
    """A heading with "don't" and "can't" in full; no more of it is changed."""
    return _instead(heading, in_full(squeezed(text_in(heading))))


def _instead(runs: Runs, plain: str) -> Runs:
    """The runs with these words, unless the guard doubts them or a mark would be lost."""
    text = squeezed(text_in(runs))
    return runs if plain == text or problems(text, [plain]) else (recut(runs, [plain]) or [runs])[0]


_LEANS = re.compile(r"(?:(?:but|so|and) )?(?:it|they|this|these|those)\b", re.I)


def _held_back(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What a word means is not said in front of "It …", which would then seem to be about that word."""
    held = list(lines)
    for place, after in enumerate(lines[1:]):
        same = after.source_id == held[place].source_id  # what brackets said stays with its own sentence
        if same and _LEANS.match(after.text) and (meanings := held[place].explanations):
            held[place] = replace(held[place], explanations=())
            held[place + 1] = replace(after, explanations=meanings + after.explanations)
    return tuple(held)


def _running_text(blocks: Sequence[Block]) -> Iterator[Prose]:
    """The paragraphs and list items, without what is copied whole."""
    for block, whole in with_references(blocks):
        if isinstance(block, Paragraph) and not whole:
            yield block.prose
        elif isinstance(block, Listing) and not whole:
            for item in block.items:
                yield from _running_text(item.blocks)


def _line(runs: Runs, source_id: str, *, copied: str = "", refused: tuple[str, ...] = ()) -> Line:
    found = dict(flags_of("".join(run.text for run in runs)))
    if copied:
        found.pop("passive", None)  # nobody is to put it in other words
    own: dict[Flag, bool] = {"kept": bool(refused), "copied": bool(copied)}
    flags = (*(flag for flag, on in own.items() if on), *found)
    why = (copied, *refused) if copied else refused
    return Line(runs, source_id, flags=flags, why=(*why, *found.values()))


def _flat(block: DraftBlock) -> tuple[Line, ...]:
    match block:
        case Lines(lines=lines):
            return lines
        case Points(points=points):
            return tuple(line for point in points for inner in point.blocks for line in _flat(inner))
        case _:
            return ()

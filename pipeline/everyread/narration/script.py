"""The script: what is said, in order, with the silences between.

Every sentence of the article is in it, or listed as skipped with the reason.  What has no sentence of its
own (a picture's description, that a table begins) is announced under ids like "f001" that never appear
among the captions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from everyread.article import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Quotation,
    Sentence,
    Table,
)
from everyread.findings import Finding
from everyread.narration.lexicon import Lexicon
from everyread.narration.numbers import number
from everyread.narration.spoken import spoken

Place = Literal["title", "standfirst", "heading", "paragraph", "item", "cell", "picture", "notice"]

PAUSES: dict[Place, tuple[float, float]] = {
    # Seconds before and after; where two meet, the longer one counts.  They are at the long end
    # of what is usual, since listeners with brain fog need time to take things in (not yet tried on any).
    "title": (0.0, 1.2),  # the listener decides here whether to stay
    "standfirst": (0.9, 0.9),
    "heading": (1.5, 0.8),  # a new subject: longer before than after, so that it belongs to what follows
    "paragraph": (0.8, 0.8),
    "item": (0.5, 0.5),  # list items are short; this keeps them apart without breaking the list
    "cell": (0.4, 0.4),
    "picture": (0.8, 0.8),
    "notice": (1.2, 0.8),  # set apart from the article it stands in
}
BREATH = 0.4
"""Seconds between the sentences of one paragraph."""
HEAD, TAIL = 0.5, 1.5
"""Seconds of silence at the beginning, for players that fade in, and at the end, before the next track."""
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said in one breath: a sentence, or an announcement."""

    id: str
    """The sentence id; for an announcement "f001" (picture), "t001" (table), "a001" (other)."""
    written: str
    """The sentence as printed; empty for an announcement."""
    spoken: str
    before: float
    """Seconds of silence before it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that is not said, and why."""

    sentence_id: str
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is said for one article."""

    utterances: tuple[Utterance, ...]
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()

    def text(self) -> str:
        """What will be heard, a line each, for an editor to read; then what will not be."""
        lines = [utterance.spoken for utterance in self.utterances]
        if self.skipped:
            lines += ["", "Not spoken:"]
            lines += [f"{each.sentence_id}: {each.written} ({each.reason})" for each in self.skipped]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence, or an announcement when `sentence` is None, on its way into the script."""

    place: Place
    sentence: Sentence | None = None
    lead: str = ""
    """Said before the sentence, in the same breath: "Picture:", "2."."""
    kind: str = "a"
    follows: bool = False
    """Whether the sentence before it is of the same paragraph."""


@dataclass
class _Numbers:
    """Counts announcements, a series for each letter."""

    counts: dict[str, int] = field(default_factory=dict)

    def next(self, letter: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]:03d}"


def script_of(article: Article, lexicon: Lexicon) -> Script:
    """The script of an article."""
    utterances: list[Utterance] = []
    skipped: list[Skipped] = []
    findings: list[Finding] = []
    numbers = _Numbers()
    silence = HEAD
    for line in _lines(article):
        written = " ".join(line.sentence.text.split()) if line.sentence else ""
        said = spoken(f"{line.lead} {_marked(line.sentence)}".strip(), lexicon)
        if said.dropped:
            findings.append(_dropped(article, line, written or line.lead, said.dropped))
        before, after = PAUSES[line.place]
        alone = spoken(_marked(line.sentence), lexicon) if line.lead else said
        if line.sentence and not alone.text:
            skipped.append(Skipped(line.sentence.id, written, "it has nothing that can be said"))
        elif said.text:
            name = line.sentence.id if line.sentence else numbers.next(line.kind)
            pause = BREATH if line.follows else max(before, silence)
            utterances.append(Utterance(name, written, said.text, pause))
            silence = after
    return Script(tuple(utterances), tuple(skipped), tuple(findings))


def _dropped(article: Article, line: _Line, text: str, characters: str) -> Finding:
    return Finding(
        "NAR-002",
        f"The voice cannot say {' '.join(characters)} in “{text[:80]}”, so it is left out of the recording.",
        "If it matters, put it in words in the article, or list it in lexicon.toml.",
        file=article.source.name,
        sentence=line.sentence.id if line.sentence else "",
    )


def _marked(sentence: Sentence | None) -> str:
    """The text with raised figures as characters, so that the rules can tell m² from a footnote."""
    if sentence is None:
        return ""
    return "".join(
        run.text.translate(_RAISED)
        if run.position == "super" and run.text.strip("0123456789+-−, ") == ""
        else run.text
        for run in sentence.runs
    )


def _lines(article: Article) -> Iterator[_Line]:
    yield _Line("title", article.title)
    if byline := _byline(article):
        yield _Line("standfirst", lead=byline)
    yield from _prose(article.standfirst, "standfirst")
    yield from _blocks(article.blocks, "paragraph")


def _byline(article: Article) -> str:
    section = f"{article.section}." if article.section else ""
    author = f"By {article.author.removeprefix('By ').removeprefix('by ')}." if article.author else ""
    return f"{section} {author}".strip()


def _prose(prose: Prose, place: Place, lead: str = "") -> Iterator[_Line]:
    for index, sentence in enumerate(prose):
        yield _Line(place, sentence, "" if index else lead, follows=index > 0)


def _blocks(blocks: tuple[Block, ...], place: Place, lead: str = "") -> Iterator[_Line]:
    for index, block in enumerate(blocks):
        yield from _block(block, place, "" if index else lead)


def _block(block: Block, place: Place, lead: str) -> Iterator[_Line]:
    match block:
        case Heading(prose=prose):
            yield from _prose(prose, "heading", lead)
        case Paragraph(prose=prose):
            yield from _prose(prose, place, lead)
        case Listing(items=items):
            for item in items:
                yield from _blocks(
                    item.blocks, "item", f"{item.number}." if item.number is not None else lead
                )
                lead = ""
        case Quotation(blocks=inner, speaker=speaker):
            if speaker:
                yield _Line(place, lead=f"{lead} In the words of {speaker}:".strip())
            yield from _blocks(inner, place, "" if speaker else lead)
        case Notice(blocks=inner):
            yield from _blocks(inner, "notice", lead)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)


def _table(table: Table) -> Iterator[_Line]:
    """Read as sentences, each cell after the name of its column, so that nobody must keep columns in mind."""
    columns = max((len(row) for row in (table.head, *table.rows)), default=0)
    size = f"Table with {_counted(columns, 'column')} and {_counted(len(table.rows), 'row')}."
    yield _Line("paragraph", lead=size, kind="t")
    yield from _prose(table.caption, "cell")
    for position, cell in enumerate(table.head):
        yield from _prose(cell.prose, "cell", f"Column {number(str(position + 1))}:")
    for count, row in enumerate(table.rows, start=1):
        for position, cell in enumerate(row):
            lead = _cell_lead(table.head, position, cell)
            if position == 0:
                lead = f"Row {number(str(count))}. {lead}".strip()
            if cell.prose:
                yield from _prose(cell.prose, "item" if position == 0 else "cell", lead)
            elif lead:
                yield _Line("cell", lead=f"{lead} empty.", kind="t")


def _counted(count: int, thing: str) -> str:
    return f"{number(str(count))} {thing}{'' if count == 1 else 's'}"


def _cell_lead(head: tuple[Cell, ...], position: int, cell: Cell) -> str:
    if cell.header or position >= len(head) or not head[position].prose:
        return ""
    return " ".join(_marked(sentence) for sentence in head[position].prose).rstrip(" .:") + ":"


def _figure(figure: Figure) -> Iterator[_Line]:
    if figure.alt.strip():
        yield _Line("picture", lead=f"Picture: {figure.alt.strip()}", kind="f")
        yield from _prose(figure.caption, "cell", "Caption:")
    else:
        yield from _prose(figure.caption, "picture", "Picture:")

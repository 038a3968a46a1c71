"""The script: what is said, in order, with the silences between.

Every sentence of the article is in it, or listed as skipped with the reason.  What has no sentence of its
own (a picture's description, that a table begins) is announced under ids like "f001" that never appear
among the captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from everyread.article import (
    Article,
    Block,
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
from everyread.narration.announcements import (
    CREDIT,
    EMPTY,
    caption_lead,
    cell_lead,
    column_lead,
    item_leads,
    marked,
    notes_lead,
    picture_lead,
    row_lead,
    speaker_lead,
    table_size,
    unread,
)
from everyread.narration.lengths import about
from everyread.narration.lexicon import Lexicon
from everyread.narration.spoken_text import spoken_text
from everyread.settings import Narration, Pauses

Place = Literal[
    "title", "standfirst", "heading", "paragraph", "item", "cell", "quotation", "picture", "notice", "closing"
]  # fmt: skip
Role = Literal["narrator", "question", "quotation"]
"""Whose words they are; each role may have a voice of its own."""

HEAD, TAIL = 0.5, 1.5
"""Seconds of silence at the beginning, for players that fade in, and at the end, before the next track."""
_STANDS_FOR = re.compile(r"\{(title|section|author|issue)\}")
_OF_ISSUE = re.compile(r",? (?:from|in|of) \{issue\}")


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
    role: Role = "narrator"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that is not said, and why."""

    sentence_id: str
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class LengthLine:
    """A gap in the script for how long the article lasts."""

    place: int
    """The number of utterances before it."""
    id: str
    before: float


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is said for one article."""

    utterances: tuple[Utterance, ...]
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()
    length: LengthLine | None = None
    """Where the article's length is to be said; None for nowhere, or when it has been put in."""

    def with_length(self, seconds: float) -> Script:
        """The same with its length said, once all the rest is spoken and known to last so long."""
        if self.length is None:
            return self
        line = Utterance(self.length.id, "", f"{about(seconds)}.", self.length.before)
        place = self.length.place
        return replace(
            self, length=None, utterances=(*self.utterances[:place], line, *self.utterances[place:])
        )

    def text(self) -> str:
        """What will be heard, for an editor to read: a line each, with what is printed where that differs."""
        return spoken_text(
            [(each.id, each.written, each.spoken) for each in self.utterances],
            [(each.sentence_id, each.written, each.reason) for each in self.skipped],
        )


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
    role: Role = "narrator"
    is_length: bool = False
    """Whether the article's length is to be said here."""


@dataclass
class _Numbers:
    """Counts announcements, a series for each letter."""

    counts: dict[str, int] = field(default_factory=dict)

    def next(self, letter: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]:03d}"


def script_of(
    article: Article, lexicon: Lexicon, settings: Narration | None = None, issue: str = ""
) -> Script:
    """The script of an article; `issue` is what the closing line calls the issue."""
    from everyread.narration.spoken import (
        spoken,
    )  # hundreds of patterns, which a warm build need not wait for

    settings = settings or Narration()
    utterances: list[Utterance] = []
    skipped: list[Skipped] = []
    findings: list[Finding] = []
    left_out, references = unread(article, settings), settings.references == "say"
    numbers = _Numbers()
    length: LengthLine | None = None
    silence = HEAD
    for line in _lines(article, settings, issue):
        before, after = _pauses(line.place, settings.pauses)
        pause = settings.pauses.sentence if line.follows else max(before, silence)
        if line.is_length:
            length = LengthLine(len(utterances), numbers.next(line.kind), pause)
            continue
        written = " ".join(line.sentence.text.split()) if line.sentence else ""
        if line.sentence and (reason := left_out.get(line.sentence.id)):
            skipped.append(Skipped(line.sentence.id, written, reason))
            continue
        text = marked(line.sentence, settings)
        said = spoken(f"{line.lead} {text}".strip(), lexicon, references=references)
        if said.dropped:
            findings.append(_dropped(article, line, written or line.lead, said.dropped))
        alone = spoken(text, lexicon, references=references) if line.lead else said
        if line.sentence and not alone.text:
            silence = max(silence, 0.0 if alone.dropped else settings.pauses.section)
            skipped.append(Skipped(line.sentence.id, written, _why(alone.dropped)))
        elif said.text:
            name = line.sentence.id if line.sentence else numbers.next(line.kind)
            utterances.append(Utterance(name, written, said.text, pause, line.role))
            silence = after
    return Script(tuple(utterances), tuple(skipped), tuple(findings), length)


def lines_to_say(article: Article, settings: Narration, issue: str = "") -> list[tuple[Role, str]]:
    """Who says what, each once, not put into words yet: to count by, where nobody will hear it."""
    left_out = unread(article, settings)
    said = (
        (line.role, f"{line.lead} {marked(line.sentence, settings)}".strip())
        for line in _lines(article, settings, issue)
        if not line.is_length and not (line.sentence and left_out.get(line.sentence.id))
    )
    return list(dict.fromkeys(said))


def _why(dropped: str) -> str:
    return (
        "it has nothing that can be said"
        if dropped
        else "it is a sign between two sections: a longer silence"
    )


def _pauses(place: Place, pauses: Pauses) -> tuple[float, float]:
    """Seconds before and after; where two meet, the longer one counts."""
    match place:
        case "title":
            return 0.0, pauses.title
        case "standfirst":
            return pauses.paragraph, pauses.paragraph
        case "heading":
            return pauses.before_heading, pauses.heading
        case "notice":
            return pauses.notice, pauses.paragraph
        case "closing":
            return pauses.section, 0.0
        case _:
            length: float = getattr(pauses, place)
            return length, length


def _dropped(article: Article, line: _Line, text: str, characters: str) -> Finding:
    return Finding(
        "NAR-002",
        f"The voice cannot say {' '.join(characters)} in “{text[:80]}”, so it is left out of the recording.",
        "If it matters, put it in words in the article, or list it in lexicon.toml.",
        file=article.source.name,
        sentence=line.sentence.id if line.sentence else "",
    )


def _lines(article: Article, settings: Narration, issue: str) -> Iterator[_Line]:
    yield _Line("title", article.title)
    if byline := _byline(article):
        yield _Line("title", lead=byline)
    if settings.announce_length:
        yield _Line("title", follows=True, is_length=True)
    question = article.standfirst_part == "question"
    yield from _prose(article.standfirst, "standfirst", role="question" if question else "narrator")
    yield from _blocks(article.blocks, "paragraph", settings)
    if closing := _closing(article, settings.closing, issue):
        yield _Line("closing", lead=closing)


def _byline(article: Article) -> str:
    section = f"{article.section}." if article.section else ""
    author = f"By {_author(article)}." if article.author else ""
    return f"{section} {author}".strip()


def _author(article: Article) -> str:
    return article.author.removeprefix("By ").removeprefix("by ")


def _closing(article: Article, pattern: str, issue: str) -> str:
    """The closing line; where no issue has a name of its own, the part that would say it is left out."""
    if issue.strip() in ("", article.title.text.strip()):
        pattern = _OF_ISSUE.sub("", pattern)
    words = {
        "title": article.title.text.strip().rstrip(".,;:?!"),
        "section": article.section,
        "author": _author(article),
        "issue": issue,
    }
    return _STANDS_FOR.sub(lambda found: words[found[1]], pattern).strip()


def _prose(prose: Prose, place: Place, lead: str = "", role: Role = "narrator") -> Iterator[_Line]:
    for index, sentence in enumerate(prose):
        yield _Line(place, sentence, "" if index else lead, follows=index > 0, role=role)


def _blocks(
    blocks: tuple[Block, ...],
    place: Place,
    settings: Narration,
    lead: str = "",
    role: Role = "narrator",
) -> Iterator[_Line]:
    for index, block in enumerate(blocks):
        yield from _block(block, place, settings, "" if index else lead, role)


def _block(block: Block, place: Place, settings: Narration, lead: str, role: Role) -> Iterator[_Line]:
    match block:
        case Heading(prose=prose):
            yield from _prose(prose, "heading", lead)
        case Paragraph(prose=prose, part="question"):
            yield from _prose(prose, "quotation" if place == "paragraph" else place, lead, "question")
        case Paragraph(prose=prose):
            yield from _prose(prose, place, lead, role)
        case Listing(items=items, role=list_role):
            if list_role == "notes":
                yield from _notes(block, settings)
            for item, said in zip(items, item_leads(items), strict=True):
                yield from _blocks(item.blocks, "item", settings, said or lead, role)
                lead = ""
        case Quotation(blocks=inner, speaker=speaker):
            if speaker:
                yield _Line("quotation", lead=f"{lead} {speaker_lead(speaker)}".strip())
            yield from _blocks(inner, "quotation", settings, "" if speaker else lead, "quotation")
        case Notice(blocks=inner):
            yield from _blocks(inner, "notice", settings, lead)
        case Table():
            yield from _table(block, settings)
        case Figure():
            yield from _figure(block, settings)


def _table(table: Table, settings: Narration) -> Iterator[_Line]:
    """Read as sentences, each cell after the name of its column."""
    yield _Line("paragraph", lead=table_size(table, settings), kind="t")
    yield from _prose(table.caption, "cell")
    for position, cell in enumerate(table.head):
        yield from _prose(cell.prose, "cell", column_lead(position))
    for count, row in enumerate(table.rows, start=1):
        for position, cell in enumerate(row):
            lead = cell_lead(table.head, position, cell)
            if position == 0:
                lead = f"{row_lead(count)} {lead}".strip()
            if cell.prose:
                yield from _prose(cell.prose, "item" if position == 0 else "cell", lead)
            elif lead and settings.tables == "full":
                yield _Line("cell", lead=f"{lead} {EMPTY}", kind="t")


def _figure(figure: Figure, settings: Narration) -> Iterator[_Line]:
    if picture := picture_lead(figure, settings):
        yield _Line("picture", lead=picture, kind="f")
    yield from _prose(figure.caption, "cell" if picture else "picture", caption_lead(figure, settings))
    yield from _prose(figure.credit, "cell", CREDIT)


def _notes(notes: Listing, settings: Narration) -> Iterator[_Line]:
    if left_out := notes_lead(notes, settings):
        yield _Line("paragraph", lead=left_out)

"""An article in the report: its sentences by difficulty, the hardest with reasons, and its hard words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from everyread.article import Article, Block, Heading, Listing, Notice, Paragraph, Prose, Quotation
from everyread.easyread.glossary import Glossary
from everyread.readability.lint import Flag
from everyread.readability.profile import SentenceProfile
from everyread.readability.reasons import Reason, hardest_first, reasons

MOST_HARDEST = 10
MOST_HARD_WORDS = 30
Band = Literal["easy", "fair", "hard", "very-hard"]
BAND_NAMES: dict[Band, str] = {
    "easy": "Within the target",
    "fair": "A little hard",
    "hard": "Hard",
    "very-hard": "Very hard",
}
_FAIR, _HARD = 2.0, 5.0
"""Years above the target up to which a sentence is a little hard, and hard."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence as the report shows it."""

    id: str
    text: str
    band: Band
    age: float
    words: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph or a point of a list, with its sentences."""

    kind: Literal["heading", "paragraph", "point", "quotation", "notice"]
    sentences: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class HardWord:
    """A rare word with its explanation in the glossary; without one, the lines that would add it."""

    word: str
    means: str
    times: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What the report shows of an article's words."""

    pieces: tuple[Piece, ...]
    hardest: tuple[Shown, ...]
    """The hardest first."""
    shares: tuple[tuple[Band, str, int], ...]
    """Each band with its name and how many sentences are in it."""
    explained: tuple[HardWord, ...]
    unexplained: tuple[HardWord, ...]


def article_text(
    article: Article,
    profiles: Sequence[SentenceProfile],
    flags: Sequence[Flag],
    glossary: Glossary,
    target: float,
) -> ArticleText:
    """Everything the report shows of an article's sentences, judged against its target age."""
    found: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        found[flag.sentence].append(flag)
    shown = {profile.id: _shown(profile, found[profile.id], target) for profile in profiles}
    counted = [profile for profile in profiles if profile.counted]
    hardest = [shown[each.id] for each in hardest_first(profiles, MOST_HARDEST)]
    bands = [shown[profile.id].band for profile in counted]
    explained, unexplained = _hard_words(profiles, flags, glossary)
    return ArticleText(
        pieces=tuple(_pieces(article, shown)),
        hardest=tuple(each for each in hardest if each.band != "easy"),
        shares=tuple((band, name, bands.count(band)) for band, name in BAND_NAMES.items()),
        explained=explained,
        unexplained=unexplained,
    )


def band_of(age: float, target: float) -> Band:
    """How a sentence stands to the article's target."""
    over = age - target
    return "easy" if over <= 0 else "fair" if over <= _FAIR else "hard" if over <= _HARD else "very-hard"


def _shown(profile: SentenceProfile, flags: Sequence[Flag], target: float) -> Shown:
    band = band_of(profile.age, target) if profile.counted else "easy"
    return Shown(profile.id, profile.text, band, profile.age, profile.words, reasons(profile, flags))


def _hard_words(
    profiles: Sequence[SentenceProfile], flags: Sequence[Flag], glossary: Glossary
) -> tuple[tuple[HardWord, ...], tuple[HardWord, ...]]:
    """The glossary's words in the article, and the rare words it lacks, the most used first."""
    explained: dict[str, list[str]] = defaultdict(list)
    text = " \n ".join(profile.text for profile in profiles)
    for place in glossary.find(text):
        explained[place.entry.word].append(place.entry.means)
    small = text.casefold()
    missing = {flag.found for flag in flags if flag.rule in ("hard-word", "abbreviation")}
    return (
        tuple(HardWord(word, means[0], len(means)) for word, means in sorted(explained.items())),
        tuple(
            sorted(
                (HardWord(word, "", small.count(word.casefold())) for word in missing),
                key=lambda each: (-each.times, each.word.casefold()),
            )[:MOST_HARD_WORDS]
        ),
    )


def _pieces(article: Article, shown: Mapping[str, Shown]) -> Iterator[Piece]:
    yield from _piece("paragraph", article.standfirst, shown)
    yield from _of_blocks(article.blocks, shown, "paragraph")


def _of_blocks(
    blocks: tuple[Block, ...],
    shown: Mapping[str, Shown],
    kind: Literal["paragraph", "point", "quotation", "notice"],
) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading(prose=prose):
                yield from _piece("heading", prose, shown)
            case Paragraph(prose=prose):
                yield from _piece(kind, prose, shown)
            case Listing(items=items, role=""):
                for item in items:
                    yield from _of_blocks(item.blocks, shown, "point")
            case Quotation(blocks=inner):
                yield from _of_blocks(inner, shown, "quotation")
            case Notice(blocks=inner):
                yield from _of_blocks(inner, shown, "notice")
            case _:
                pass


def _piece(
    kind: Literal["heading", "paragraph", "point", "quotation", "notice"],
    prose: Prose,
    shown: Mapping[str, Shown],
) -> Iterator[Piece]:
    sentences = tuple(shown[sentence.id] for sentence in prose if sentence.id in shown)
    if sentences:
        yield Piece(kind, sentences)

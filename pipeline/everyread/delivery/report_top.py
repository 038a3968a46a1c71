"""The top of the report: what to do next, in the order in which it matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyread.delivery.files import NAMES, Finished
from everyread.delivery.report_text import ArticleText, HardWord
from everyread.delivery.words import count, listed, minutes
from everyread.findings import Finding
from everyread.manifest import Kind
from everyread.readability.gate import State

STATES: dict[State, str] = {
    "meets": "On target",
    "accepted": "Accepted",
    "harder": "Harder than before",
    "above": "Too hard",
    "blocked": "Held back: too hard",
    "unjudged": "Not judged",
}
"""What the gate says, in the words of the report."""
MOST_WORDS = 60
"""Hard words of an issue that are offered for the glossary at once; more is nobody's afternoon."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with a place in the report to begin at."""

    text: str
    place: str
    """The id of a heading or article."""
    link: str
    """The words of the link there."""


WITHHELD = "PRF-623"
"""The finding on a file of the whole issue that failed its proof."""
_WHOLE: tuple[Kind, ...] = ("epub", "daisy", "usb", "braille", "feed")


def ready(articles: Sequence[Sequence[Finished]], whole_issue: Sequence[Finished]) -> Iterator[str]:
    """What may go out now, a line a kind: files of the articles that nothing holds back, and of the issue."""
    files = [file for own in articles for file in own]
    sounds = [file for file in files if file.kind == "audio" and "/slower/" not in file.path]
    prints = [file for file in files if file.kind == "large-print"]
    if sounds:
        length = minutes(sum(file.seconds for file in sounds))
        yield f"Sound: {count(len(sounds), 'recording')}, {length} in all."
    if prints:
        pages = count(sum(file.pages for file in prints), "page")
        yield f"Large print: {count(len(prints), 'PDF')}, {pages} in all."
    names = {"audio": "one recording", "large-print": "one large-print PDF"}
    whole = {file.kind for file in whole_issue if file.name != "Spoken contents"}
    bound = [name for kind, name in names.items() if kind in whole]
    packs = [f"{NAMES[kind][:1].lower()}{NAMES[kind][1:]}" for kind in _WHOLE if kind in whole]
    if bound or packs:
        yield f"The whole issue: {listed([*bound, *packs])}."


def not_published(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What was made and kept back, since it failed its proof."""
    return tuple(finding for finding in findings if finding.rule == WITHHELD)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for the editor."""

    errors: int
    too_hard: Sequence[tuple[str, str]]
    """Id and title of each article that reads too hard, the hardest first."""
    drafts: int
    words: int
    pronunciations: int


def next_steps(waiting: Waiting) -> Iterator[Step]:
    """What an editor does next: nothing at all, where nothing waits."""
    if waiting.errors:
        them = "it" if waiting.errors == 1 else "them"
        yield Step(f"Mend {count(waiting.errors, 'error')}: each says how.", "Findings", f"See {them}")
    if waiting.too_hard:
        place, title = waiting.too_hard[0]
        number = len(waiting.too_hard)
        yield Step(
            "1 article reads harder than its target."
            if number == 1
            else f"{number} articles read harder than their target. Begin with the hardest.",
            place,
            f"Go to “{title}”",
        )
    if waiting.drafts:
        yield Step(
            f"Have {count(waiting.drafts, 'easy-read draft')} checked by people. Members do not see a draft.",
            "Glance",
            "Drafts are in the table",
        )
    if waiting.words:
        verb = "has" if waiting.words == 1 else "have"
        yield Step(
            f"{count(waiting.words, 'hard word')} {verb} no explanation yet. Lines to copy are ready.",
            "Words",
            "See the words",
        )
    if waiting.pronunciations:
        yield Step(
            f"Listen to {count(waiting.pronunciations, 'word')} that the voice may say wrong.",
            "Said",
            "See how they are said",
        )


def words_to_explain(texts: Mapping[str, ArticleText | None]) -> tuple[HardWord, ...]:
    """The hard words of the whole issue that the glossary lacks, the most used first, each once."""
    times: dict[str, HardWord] = {}
    for text in texts.values():
        for word in text.unexplained if text else ():
            known = times.get(word.word.casefold())
            number = word.times + (known.times if known else 0)
            times[word.word.casefold()] = HardWord(known.word if known else word.word, "", number)
    return tuple(sorted(times.values(), key=lambda each: (-each.times, each.word.casefold())))


def toml_lines(words: Sequence[HardWord]) -> str:
    """What adds these words to glossary.toml; the explanations are for people to write."""
    return "\n".join(
        f'[[word]]\nword = "{_plain(each.word)}"\nmeans = ""\napproved_by = ""\n' for each in words
    )


def _plain(word: str) -> str:
    """A word cannot end its own quotation marks."""
    return "".join(letter for letter in word if letter.isprintable() and letter not in '"\\')

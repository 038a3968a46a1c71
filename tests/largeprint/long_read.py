"""An article of twenty thousand words, made of parts of sentences of our own, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from everyread.article import Article, Block, Heading, Item, Listing, Quotation
from tests.largeprint.hard_documents import article, notice, para, said, table

WORDS = 20_000
WHO = (
    "My neighbour",
    "The nurse at the clinic",
    "A member from Dyfed",
    "My sister Bethan",
    "The man who brings the post",
    "Our treasurer",
    "Somebody on the helpline",
    "The physiotherapist",
    "My oldest friend",
    "The woman with the blue bicycle",
    "A student in her first year",
    "The carer who comes on Mondays",
    "An editor of many years",
)
TOLD = (
    "told me that",
    "has always held that",
    "found out in the spring that",
    "wrote down in a green notebook that",
    "said, without looking up, that",
    "learned the slow way that",
    "reminded all of us that",
    "was surprised to hear that",
    "could show from her own diary that",
    "explained over a cup of tea that",
    "still does not believe that",
)
WHAT = (
    "a short rest at 11.30 am is worth more than a long one in the evening",
    "the stairs cost twice what the garden path does",
    "two tablets of 500 mg belong beside the bed and not in the kitchen",
    "a chair in the bathroom saves 15 minutes of every morning",
    "light from the side is kinder to the eyes than light from above",
    "half a page in large type can be enough for one day",
    "the best letter is the one that somebody else reads aloud",
    "noise tires the body as much as walking does",
    "a visit of 20 minutes is better than a promise of two hours",
    "soup made on Tuesday tastes no worse on Thursday",
    "the telephone may ring and nobody has to answer it",
    "a diary with more white paper than ink is a good diary",
    "cold hands are a sign to stop and not a reason to hurry",
    "planning is itself a piece of work and must be paid for",
    "nobody can see from outside how much is left in the jar",
    "the second day after is the one to keep empty",
    "a walking stick is a tool and no confession",
)
PART = "Part {number}: {topic}"
TOPICS = (
    "mornings",
    "letters",
    "kitchens",
    "visits",
    "weather",
    "appointments",
    "sleep",
    "stairs",
    "friends",
)
STRIDE = 7
"""Coprime to 13, 11 and 17, so that no sentence comes again before all 2,431 have been."""


def sentences() -> Iterator[str]:
    """Sentences of which none is like another."""
    total = len(WHO) * len(TOLD) * len(WHAT)
    for number in range(total):
        place = number * STRIDE
        yield f"{WHO[place % len(WHO)]} {TOLD[place % len(TOLD)]} {WHAT[place % len(WHAT)]}."


def long_read() -> Article:
    """Headings, lists, quotations and tables among paragraphs of up to seven sentences."""
    spoken = sentences()
    blocks: list[Block] = []
    words = part = 0
    while words < WORDS:
        part += 1
        section = [*_section(part, spoken)]
        words += sum(len(text.split()) for text in _texts(section))
        blocks += section
    return article("Twenty thousand words about resting", *blocks, notice(), author="Many hands")


def _section(part: int, spoken: Iterator[str]) -> Iterator[Block]:
    def some(count: int) -> str:
        return " ".join(islice(spoken, count))

    yield Heading(said(PART.format(number=part, topic=TOPICS[part % len(TOPICS)])), 2 + (part % 4 == 3))
    for length in range(2, 8):
        yield para(some(1 + (length + part) % 7))
    if part % 3 == 0:
        yield Listing(tuple(Item((para(some(1)),), number) for number in range(part, part + 4)), ordered=True)
    if part % 5 == 0:
        yield Quotation((para(some(3)), para(some(2))), "A member")
    if part % 7 == 0:
        yield table(
            f"Hours of rest in week {part}",
            "Day | Morning | Evening",
            *(f"{day} | {part % 4 + 1} | {part % 3 + 2}" for day in ("Monday", "Wednesday", "Friday")),
        )


def _texts(blocks: list[Block]) -> Iterator[str]:
    whole = article("", *blocks)
    return (sentence.text for sentence in whole.sentences())

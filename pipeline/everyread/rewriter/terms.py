"""Words that must come back as they are, out of the model's reach: each stands as [[N1]] while it writes.

Numbers and doses, names of people, places, drugs and conditions, words of the glossary, quotations and
links.  The model does not write them, so it can neither misspell nor change them; it can only lose, repeat
or move one, which is seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from everyread.article import Run
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs, squeezed, text_in
from everyread.guard.terms import is_term
from everyread.guard.words import NUMBER_WORDS, SMALL

PLACEHOLDER = re.compile(r"\[\[[NCWQL]\d{1,3}\]\]")
"""N a number or dose, C a name or a medical word, W a word of the glossary, Q a quotation, L a link or
another mark."""

_WORDS = "|".join(
    [word for word in NUMBER_WORDS if word not in {"zero", "one"}]
    + "once twice thrice half halves thirds quarters? dozens?".split()
    + "hundreds? thousands? millions? billions?".split()
)
_FIGURES = rf"(?:−|(?<=\s)-(?=\d))?(?:[£$€<>≤≥±]\s?)?\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?|(?:{_WORDS})"
_UNITS = (
    "mg|mcg|µg|μg|micrograms?|milligrams?|grams?|kg|kilos?|g|ml|litres?|iu|units?|tablets?|capsules?|drops?|doses?|"
    "times|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|am|pm|miles?|metres?|cm|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4})?|"
    "hundred|thousand|million|billion|per cent|percent|%"
)
_NUMBER = re.compile(
    rf"(?<![\w-])(?:one\s(?:in|out\sof)\s)?(?:{_FIGURES})(?:\s?(?:-|–|to|in|out\sof)\s?(?:{_FIGURES}))*"
    rf"(?:[\s-]?(?:{_UNITS})(?!\w))*(?:\s(?:an?|per|every|each)\s(?:day|night|week|month|year|hour)(?!\w))?(?!\w)",
    re.I,
)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_CAPITALS = r"(?:Dr|Mr|Mrs|Ms|Prof|St)\.|[A-ZÀ-ÖØ-Þ][\w/&’'.-]*\w|[A-Z]"
_NAME = re.compile(
    rf"(?<!\w)(?:{_CAPITALS})(?:(?:\s(?:of|for|the)){{0,2}}\s(?:{_CAPITALS}))*|\b\w+[A-Z][\w/-]*"
)
_WORD = re.compile(r"[a-z]{3,}")

_Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Shielded:
    """A sentence as the model sees it."""

    text: str
    terms: Mapping[str, str]
    """The words behind each placeholder."""

    @property
    def told(self) -> Mapping[str, str]:
        """Those that the model is told, to make sense of the sentence: hard words, and no number or name."""
        return {
            name: words
            for name, words in self.terms.items()
            if name[2] == "W" or (name[2] == "C" and words.islower())
        }

    def restore(self, text: str) -> str:
        """The text with the words back in their places."""
        return put_back(text, self.terms)

    def sentence(self, text: str) -> str:
        """A sentence with the words back, and a capital letter for the one that begins it."""
        restored = self.restore(text)
        begins = PLACEHOLDER.match(text) and restored.partition(" ")[0].islower()
        return restored[0].upper() + restored[1:] if begins else restored


def put_back(text: str, words: Mapping[str, str]) -> str:
    """The text with words in the place of those placeholders that they belong to."""
    return PLACEHOLDER.sub(lambda match: words.get(match[0], match[0]), text)


def shield(runs: Runs, glossary: Glossary, first: int) -> Shielded:
    """A sentence with its protected words as placeholders, numbered from `first`."""
    text = squeezed(text_in(runs))
    terms: dict[str, str] = {}
    pieces: list[str] = []
    position = 0
    for start, end, kind in _spans(text, runs, glossary):
        name = f"[[{kind}{first + len(terms)}]]"
        terms[name] = text[start:end]
        pieces += [text[position:start], name]
        position = end
    return Shielded("".join([*pieces, text[position:]]), terms)


def is_marked(run: Run) -> bool:
    """Whether a run has a mark (bold, a link, another language) that a change would lose."""
    return run != Run(run.text) and bool(run.text.strip())


def _spans(text: str, runs: Runs, glossary: Glossary) -> list[_Span]:
    """What is protected, in order; where two overlap, the kind that comes first here has it."""
    chosen: list[_Span] = []
    for start, end, kind in _found(text, runs, glossary):
        if start < end and all(end <= other or start >= stop for other, stop, _ in chosen):
            chosen.append((start, end, kind))
    return _joined(sorted(chosen), text)


def _joined(spans: list[_Span], text: str) -> list[_Span]:
    """Names side by side are one: "orthostatic intolerance"."""
    made: list[_Span] = []
    for start, end, kind in spans:
        if made and made[-1][2] == kind == "C" and text[made[-1][1] : start] == " ":
            made[-1] = (made[-1][0], end, kind)
        else:
            made.append((start, end, kind))
    return made


def _found(text: str, runs: Runs, glossary: Glossary) -> Iterator[_Span]:
    for run in filter(is_marked, runs):
        start = text.find(squeezed(run.text))
        yield start, start + len(squeezed(run.text)), "L"
    yield from ((*match.span(), "Q") for match in _QUOTATION.finditer(text))
    yield from ((found.start, found.end, "W") for found in glossary.find(text))
    yield from ((*match.span(), "N") for match in _NUMBER.finditer(text))
    yield from _names(text)
    yield from ((*match.span(), "C") for match in _WORD.finditer(text) if is_term(match[0]))


def _names(text: str) -> Iterator[_Span]:
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match[0].split()
        if start == 0 and words[0].casefold() in SMALL and len(words) > 1:
            start += len(words[0]) + 1
        name = re.sub(r"['’]s$", "", text[start:end])
        is_first_word = match.start() == 0 and start == 0 and " " not in name
        is_ordinary = name[1:] == name[1:].lower() and not is_term(name.lower())
        is_i = re.fullmatch(r"I(?:['’]\w+)?", name) is not None
        if not is_i and not (is_first_word and is_ordinary):
            yield start, start + len(name), "C"

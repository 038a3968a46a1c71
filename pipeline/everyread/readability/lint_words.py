"""The linter's rules about the words of one sentence: each gives what it found, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from everyread.readability import lint_lists as lists
from everyread.readability.lint_rules import RuleName

Hit = tuple[str, str]
"""The words found, and what to write instead; the second is empty where only the rule's advice helps."""

_LATIN = re.compile(r"(?<![\w.])(?:(?P<eg>e\.g|eg)|(?P<ie>i\.e|ie)|(?P<etc>etc))(?:\.(?=\W|$)|(?=[\s,;)]|$))")
_LATIN_MEANS = {"eg": "for example", "ie": "that is", "etc": "and so on"}
_CONTRACTION = re.compile(r"\b[A-Za-z]+n['’]t\b")
_FULL = {"can't": "cannot", "won't": "will not", "shan't": "shall not"}
_NUMBER = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")
_DOSE_AFTER = re.compile(r"\s+\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|µg|%)")
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?\s?(?:%|per\s?cent\b)")
_NUMERIC_DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)?\d{2}(?![\d/])")
_ROMAN = re.compile(r"\b(?:Phase|Type|Class|Stage|Grade|Factor|Part|Chapter) (?P<figure>[IVX]{1,4})\b")
_ROMAN_MEANS = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_ADDRESSED_AS_OTHERS = re.compile(
    r"\b(?:patients?|sufferers?|individuals|people|those|members|carers)\b(?:\s+(?:with|who|living)(?:\s+[\w/’'-]+){1,5})?"
    r"\s+(?:should|must|need to|ought to|are advised to|are encouraged to|are asked to)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s(?:which|who|whose|whom|where)\b(?P<relative>[^,.;:()]{12,}),\s\w"
    r"|\((?P<brackets>[^()]{30,})\)(?=\s+\w)"
    r"|\s[–—]\s(?P<dashes>[^–—.;]{20,})\s[–—]\s"
)
_FEWEST_IN_AN_ASIDE = 5
"""Words; a shorter aside, such as a name in brackets, is taken in at a glance."""


def latin(text: str) -> Iterator[Hit]:
    for match in _LATIN.finditer(text):
        name = match.lastgroup or ""
        # "IE" and "Etc" as names are capitals, which the pattern does not take.
        yield match[0], _LATIN_MEANS[name]


def negative_contractions(text: str) -> Iterator[Hit]:
    for match in _CONTRACTION.finditer(text):
        said = match[0].lower().replace("’", "'")
        yield match[0], _FULL.get(said, f"{said.removesuffix(chr(110) + chr(39) + 't')} not")


def figures_of_speech(text: str) -> Iterator[Hit]:
    for pattern in (*lists.FIGURES_OF_SPEECH, lists.SIMILE):
        yield from ((match[0], "") for match in pattern.finditer(text))


def number_words(text: str) -> Iterator[Hit]:
    """Two to ninety in small letters; not in "one or two", a dose, "two-thirds" or "the two of us"."""
    for match in _NUMBER.finditer(text):
        if match[0] not in lists.NUMBER_WORDS:
            continue
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        if before.lower().endswith(("one or", "one to")) or _DOSE_AFTER.match(after):
            continue
        # "two of them" and "all four" count things that were named; "between the two" stands for them.
        if re.match(r"\s+of\b|\s*[.,;:)]|$", after):
            continue
        yield match[0], ""


def figures(text: str) -> Iterator[Hit]:
    for pattern in (_PERCENTAGE, _NUMERIC_DATE):
        yield from ((match[0], "") for match in pattern.finditer(text))
    for match in _ROMAN.finditer(text):
        if number := _ROMAN_MEANS.get(match["figure"]):
            yield match[0], f"{match[0].split()[0]} {number}"


def double_negatives(text: str) -> Iterator[Hit]:
    for pattern in lists.DOUBLE_NEGATIVES:
        yield from ((match[0].strip(), "") for match in pattern.finditer(text))


def addressed_as_others(text: str) -> Iterator[Hit]:
    yield from ((match[0], "") for match in _ADDRESSED_AS_OTHERS.finditer(text))


def nested_clauses(text: str) -> Iterator[Hit]:
    """A part with a verb, or a long one, put into the middle of a sentence by commas, brackets or dashes."""
    for match in _ASIDE.finditer(text):
        inner = next(part for part in match.groups() if part is not None)
        if len(inner.split()) >= _FEWEST_IN_AN_ASIDE and text[match.end() :].strip(" .”’'\""):
            yield match[0].strip(" ,"), ""


def hidden_verbs(text: str) -> Iterator[Hit]:
    for match in lists.HIDDEN_VERB.finditer(text):
        yield match[0], lists.VERB_OF[match["noun"].lower()]


def wordy_phrases(text: str) -> Iterator[Hit]:
    for match in lists.WORDY_PHRASE.finditer(text):
        yield match[0], lists.WORDY[match[0].lower()]


TEXT_RULES: dict[RuleName, Callable[[str], Iterator[Hit]]] = {
    "nested-clause": nested_clauses,
    "latin": latin,
    "negative-contraction": negative_contractions,
    "figure-of-speech": figures_of_speech,
    "number-word": number_words,
    "figures": figures,
    "double-negative": double_negatives,
    "not-you": addressed_as_others,
    "hidden-verb": hidden_verbs,
    "wordy": wordy_phrases,
}
NOT_IN_SPEECH = frozenset(
    {"negative-contraction", "figure-of-speech", "number-word", "wordy", "passive", "not-you"}
)
"""Rules that leave alone what somebody said: it is quoted, so it is not the editor's to change."""

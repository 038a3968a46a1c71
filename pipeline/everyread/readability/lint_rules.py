"""The rules of plain writing that each article is held against: the table of the linter.

Each rule has the id of a finding, a name for `issue.toml` (`[readability] off`), the guidance it comes from
and what to do about it.  R1 to R13 are the headings under which the guidance was gathered.  R13, the reading
age, is the gate's (`readability.gate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RuleName = Literal[
    "long-sentence",
    "long-paragraph",
    "many-ideas",
    "nested-clause",
    "passive",
    "hard-word",
    "abbreviation",
    "latin",
    "negative-contraction",
    "figure-of-speech",
    "names-vary",
    "pronoun-start",
    "number-word",
    "figures",
    "double-negative",
    "not-you",
    "long-list",
    "hidden-verb",
    "wordy",
]


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule of plain writing."""

    id: str
    """As in findings.RULES."""
    name: RuleName
    guidance: str
    """The heading, R1 to R12."""
    title: str
    """Its name in the report: "Long sentence"."""
    advice: str
    """What to do about it."""
    source: str
    """Whose guidance it is."""


_NHS = "NHS digital service manual, How we write"
_COGA = "W3C, Making content usable for people with cognitive and learning disabilities"
_UK = "UK government, Accessible communication formats: easy read"
_IE = "Inclusion Europe, Information for all"
_PIF = "Patient Information Forum, Creating readable health content"
_GOVUK = "GOV.UK style guide"

LINT_RULES: tuple[LintRule, ...] = (
    LintRule(
        "RDB-050",
        "long-sentence",
        "R1",
        "Long sentence",
        "Make two sentences of it. Begin a new one at “and”, “but”, “which” or a comma.",
        f"{_NHS}: sentences of up to 20 words",
    ),
    LintRule(
        "RDB-051",
        "long-paragraph",
        "R1",
        "Long paragraph",
        "Begin a new paragraph where the thought changes.",
        f"{_NHS}: paragraphs of up to 3 sentences",
    ),
    LintRule(
        "RDB-052",
        "many-ideas",
        "R2",
        "Many ideas in one sentence",
        "Give each idea a sentence of its own.",
        f"{_UK}: one idea a sentence",
    ),
    LintRule(
        "RDB-053",
        "nested-clause",
        "R2",
        "A clause inside a clause",
        "Take the inner part out, and say it in a sentence before or after.",
        f"{_COGA}, objective 3: no nested clauses",
    ),
    LintRule(
        "RDB-054",
        "passive",
        "R3",
        "Passive",
        "Say who does it: “the nurse will call you”, not “you will be called”.",
        f"{_NHS}; {_PIF}: the active voice",
    ),
    LintRule(
        "RDB-055",
        "hard-word",
        "R4",
        "Hard word without an explanation",
        "Use an everyday word, or explain it in the next sentence and add it to glossary.toml.",
        f"{_UK}: explain hard words; {_NHS}: the plain word first",
    ),
    LintRule(
        "RDB-056",
        "abbreviation",
        "R5",
        "Abbreviation not explained",
        "Write it in full where it comes first, with the letters in brackets after it.",
        f"{_UK}: full words; {_NHS}: explain abbreviations at first use",
    ),
    LintRule(
        "RDB-057",
        "latin",
        "R5",
        "Latin short form",
        "Write “for example”, “that is” or “and so on”.",
        f"{_GOVUK}: no e.g., i.e. or etc.",
    ),
    LintRule(
        "RDB-058",
        "negative-contraction",
        "R5",
        "“n’t” for “not”",
        "Write “not” as a word of its own: the short form is easily read over.",
        f"{_GOVUK}: avoid negative contractions",
    ),
    LintRule(
        "RDB-059",
        "figure-of-speech",
        "R6",
        "Figure of speech",
        "Say what is meant in plain words.",
        f"{_COGA}, objective 3: literal language; {_IE}, rule 10",
    ),
    LintRule(
        "RDB-060",
        "names-vary",
        "R7",
        "Several names for one thing",
        "Choose one name and keep to it.",
        f"{_IE}, rule 9: the same word for the same thing",
    ),
    LintRule(
        "RDB-061",
        "pronoun-start",
        "R8",
        "A paragraph that begins with a pronoun",
        "Begin with the name of the thing instead: readers may come straight to this paragraph.",
        f"{_PIF}: nouns rather than pronouns",
    ),
    LintRule(
        "RDB-062",
        "number-word",
        "R9",
        "Number as a word",
        "Write it in figures: 3, not three. Keep the word in doses such as “two 200mg tablets”.",
        f"{_NHS}: numerals",
    ),
    LintRule(
        "RDB-063",
        "figures",
        "R9",
        "Figures that are hard to read",
        "Write “1 in 10 people” beside or instead of a percentage, dates with the month as a word, "
        "and 1, 2, 3 for Roman numerals.",
        f"{_NHS}: numbers, dates and statistics",
    ),
    LintRule(
        "RDB-064",
        "double-negative",
        "R10",
        "Double negative",
        "Say what is so, or what to do. Check the meaning with care: this is where mistakes are made.",
        f"{_COGA}, objective 3: no double negatives",
    ),
    LintRule(
        "RDB-065",
        "not-you",
        "R11",
        "Advice that does not say “you”",
        "Speak to the reader: “you should”, not “patients should”.",
        f"{_NHS}; {_IE}: speak to people directly",
    ),
    LintRule(
        "RDB-066",
        "long-list",
        "R12",
        "Long list, or long points",
        "Divide the list, and keep each point to one sentence.",
        f"{_NHS}, Formatting: short lists of short points",
    ),
    LintRule(
        "RDB-067",
        "hidden-verb",
        "R1",
        "An action hidden in a noun",
        "Use the verb: “decide”, not “make a decision”.",
        f"{_COGA}, objective 3: simple tense and voice; {_NHS}: plain English",
    ),
    LintRule(
        "RDB-068",
        "wordy",
        "R1",
        "More words than are needed",
        "Use the short form.",
        f"{_COGA}, objective 3: succinct text; {_GOVUK}: words to avoid",
    ),
)
RULE: dict[str, LintRule] = {rule.name: rule for rule in LINT_RULES}
LINT_IDS: frozenset[str] = frozenset(rule.id for rule in LINT_RULES)

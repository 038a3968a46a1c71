"""What the guard finds, how strictly it looks, and what people have approved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from everyread.guard.words import stems_of


class Kind(StrEnum):
    """What may have gone wrong; see Devaraj et al., "Evaluating Factuality in Text Simplification" (2022)."""

    NUMBER = "number"
    DOSE = "dose"
    """A unit, a rate, or whose dose it is."""
    NEGATION = "negation"
    CERTAINTY = "certainty"
    """How sure it is: "may", "seems", "probably"."""
    DUTY = "duty"
    """What must be done: "must", "should", "stop taking"."""
    QUANTITY = "quantity"
    """How many or how often: "some", "most", "rarely"."""
    NAME = "name"
    """A drug, condition, test, person, place or organisation."""
    CAUSE = "cause"
    COMPARISON = "comparison"
    CONDITION = "condition"
    """ "if", "until", "before", or a contrast such as "but"."""
    QUOTATION = "quotation"
    SAFETY = "safety"
    """Safety advice, a disclaimer or a contact."""
    ADVICE = "advice"
    """Advice that the source does not give."""
    LOST = "lost"
    NEW = "new"
    ORDER = "order"


HARD = frozenset(
    {Kind.NUMBER, Kind.DOSE, Kind.NEGATION, Kind.CERTAINTY, Kind.DUTY, Kind.NAME, Kind.SAFETY, Kind.ADVICE}
)
"""Kinds that may cost somebody their health."""


class Strictness(StrEnum):
    EXACT = "exact"
    """For rules: no word lost, none new but the small words at a join, and all in order."""
    MEANING = "meaning"
    """For a person or a language model, who may choose other words, but not for numbers, doses, "not",
    "may", "must", "some" and names."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that may have gone wrong."""

    kind: Kind
    message: str
    """In plain English, for whoever finishes the draft."""


@dataclass(frozen=True)
class Known:
    """What people have written or approved, so that the guard lets it pass."""

    terms: frozenset[str] = frozenset()
    """The glossary's hard words in small letters: they are kept like names, and may be added."""
    explanations: frozenset[str] = frozenset()
    """The glossary's explanations, sentence by sentence; a line that is one of them adds nothing."""
    same: tuple[tuple[str, str], ...] = ()
    """Approved substitutions, hard and plain words, and signed wordings: one may stand for the other."""

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of every word in a term, an explanation or a substitution."""
        texts = (*self.terms, *self.explanations, *(plain for _, plain in self.same))
        return frozenset(stem for text in texts for stem in stems_of(text))

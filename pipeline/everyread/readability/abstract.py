"""How abstract a noun is: "dog" and "kitchen" can be seen and touched, "decision" and "reason" cannot.

Readers picture what is concrete, so it is easier to take in and to keep (Paivio 1991; Graesser and others
2014).  The table was made by `benchmarks.abstract_nouns` from WordNet 3.0, whose licence lies beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "abstract-nouns.txt"


def abstractness(noun: str) -> float | None:
    """From 0, what can be seen or touched in every sense, to 1, in none; None for an unknown noun."""
    known = _table()
    small = noun.lower()
    bases = (small, small.removesuffix("s"), small.removesuffix("es"), small.removesuffix("ies") + "y")
    return next((known[base] for base in bases if base in known), None)


@cache
def _table() -> Mapping[str, float]:
    """Each line of the file is a number of tenths and the nouns of so many."""
    lines = (line.split() for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {noun: int(tenths) / 10 for tenths, *nouns in lines for noun in nouns}

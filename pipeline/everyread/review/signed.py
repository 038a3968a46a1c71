"""Who signed an easy read, for its colophon and for issue.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from everyread.review.document import ROLES, Role, Signature
from everyread.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Signed:
    """The signatures that hold together for every sentence of an easy read."""

    medical: tuple[Signature, ...]
    readers: tuple[Signature, ...]

    def lines(self) -> tuple[str, ...]:
        """What the colophon says, in easy read, a sentence each.

        The readers' group is named, and how many they were; their own names are not.
        """
        return (
            "People have checked this easy read.",
            *(f"{each.name} checked the facts on {day(each.date)}." for each in self.medical),
            *(f"{each.name} read it on {day(each.date)}: {each.how_many} people." for each in self.readers),
        )

    def facts(self) -> dict[str, Any]:
        """The sign-off state as measurements: who signed, and when."""
        return {
            "medical": [{"name": each.name, "date": each.date} for each in self.medical],
            "readers": [
                {"name": each.name, "date": each.date, "people": each.how_many} for each in self.readers
            ],
        }


def signed_by(standings: Sequence[Standing]) -> Signed | None:
    """Who signed, when both signatures hold for every unit; else None."""
    holding: dict[Role, dict[Signature, None]] = {role: {} for role in ROLES}
    for standing in standings:
        for role in ROLES:
            signature = standing.signature(role)
            if signature is None:
                return None
            holding[role][signature] = None
    return Signed(_in_order(holding["medical"]), _in_order(holding["readers"])) if standings else None


def _in_order(signatures: dict[Signature, None]) -> tuple[Signature, ...]:
    return tuple(sorted(signatures, key=lambda each: each.number))


def day(iso: str) -> str:
    """A date as people write it: "20 November 2026"."""
    when = date.fromisoformat(iso)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


# By hand, since the names that Python gives follow the language of the machine.
_MONTHS = ("January February March April May June July August September October November December").split()

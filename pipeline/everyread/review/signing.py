"""Signing: what a person gives, and what must hold before a signature is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyread.easyread.glossary import Glossary
from everyread.errors import EveryreadError, InputError
from everyread.review.document import FEWEST_READERS, Review, Role, Signature
from everyread.review.reviewed import doubts
from everyread.review.standing import Standing
from everyread.review.units import one_line, short


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody gives who signs."""

    name: str
    """The medical editor, or the readers' group."""
    date: str = ""
    """As 2026-11-20; empty for today."""
    people: str = ""
    """The readers: their number, their names, or both ("3: Ann, Raj and Lee")."""
    said: str = ""
    """What was checked, or what the readers said."""
    although: str = ""
    """Why the words are right in spite of what the guard says."""


class DoubtError(EveryreadError):
    """The guard has doubts that the medical editor has not answered."""


def signature_for(role: Role, person: Person, review: Review, today: date) -> Signature:
    """The next signature of a role.

    Raises InputError when something is missing, or fewer than two readers read it.
    """
    name, said = _field(person.name), _field(person.said)
    if not name:
        what = "the medical editor's name" if role == "medical" else "the name of the readers' group"
        raise InputError("A signature needs a name.", f"Say {what} with --name.")
    if not said:
        what = "was checked" if role == "medical" else "the readers said"
        raise InputError("A signature says more than a name.", f"Say what {what} with --said.")
    people = _people(person.people) if role == "readers" else ""
    numbers = [each.number for each in review.signatures if each.role == role]
    numbers += [
        int(signature.removeprefix(f"{role}-"))
        for block in review.blocks
        for signature, _ in block.seals
        if signature.startswith(f"{role}-")
    ]
    day = _day(person.date, today)
    return Signature(role, max(numbers, default=0) + 1, name, day, people, said, _field(person.although))


def _field(text: str) -> str:
    """A text for a field of the signature's line: "|" stands between fields."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.replace("|", "/").split())


def _people(text: str) -> str:
    """How many people read it, then who they are where that is said.

    Raises InputError when they are fewer than two.
    """
    said = _field(text)
    if given := re.match(r"(\d+)\s*(?:people|readers)?\s*[:,(]?\s*", said):
        count, names = int(given[1]), said[given.end() :].rstrip(")")
    else:
        names = said
        count = len([each for each in re.split(r",|;|&|\band\b", said) if each.strip()])
    if count < FEWEST_READERS:
        raise InputError(
            f"At least {FEWEST_READERS} people with a learning disability must have read it.",
            "Say how many did, or who they are, with --people: --people 3, or --people \"Ann, Raj and Lee\".",
        )  # fmt: skip
    return f"{count}: {names}" if names else str(count)


def _day(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise InputError(f"“{one_line(text)}” is no date.", "Write it as in: --date 2026-11-20") from error
    if day > today:
        raise InputError(f"The date {day} is still to come.", "Say the day on which it was checked.")
    return day.isoformat()


def to_sign(
    role: Role, standings: Sequence[Standing], review: Review, although: str, glossary: Glossary
) -> list[Standing]:
    """What a signature of this role would cover: everything that has none that holds.

    Raises InputError when the file has a slip or lacks a sentence, and DoubtError when the guard has doubts
    that a medical editor must answer.
    """
    for each in standings:
        if each.slip:
            raise InputError(
                f"{review.file}, line {each.line}: {each.slip}.", "Mend it, save the file, then sign."
            )
    missing = [each for each in standings if each.block is None]
    if missing:
        raise InputError(
            f"{review.file} lacks {len(missing)} of {len(standings)} parts of the article as it is now.",
            "Bring it up to date: everyread review SOURCE --write. Read what is new, then sign.",
        )
    found = [each for each in standings if not each.signature(role)]
    doubted = (
        [(each, said) for each in found if (said := doubts(each, glossary))] if role == "medical" else []
    )
    if doubted and not _field(although):
        listed = "".join(
            f"\n  line {each.line}, “{short(each.unit.text)}”: {'; '.join(said)}" for each, said in doubted
        )
        raise DoubtError(
            f"Not signed yet. The easy words may not say what the article says in {review.file}:{listed}",
            "Compare them once more. Change the words; or, if they are right, say why with --although.",
        )
    return found

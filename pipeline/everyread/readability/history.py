"""Earlier issues: how hard they read, from what their builds and their editors left behind.

Each earlier issue is known from `outputs/<issue>/issue.json`; where that is gone, from the last entry of
`sources/<issue>/readability.toml`.  Both may be damaged, or written by anybody: what cannot be used is
left out with a note, and nothing in them is trusted beyond a few names and numbers.

An earlier build of the same issue is no past: the second of two builds would then say something else than the
first.  What an editor accepted of the issue is, since that lies in its sources.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from everyread.errors import InputError
from everyread.findings import Finding
from everyread.readability.accepted import ACCEPTED_FILE, read_accepted

LARGEST = 16_000_000
"""Bytes of an issue.json; one of 40 articles has about 400,000."""
MOST_ISSUES = 24
"""The newest that are kept: six years of a quarterly."""
YOUNGEST, OLDEST = 3.0, 30.0
"""Years between which a reading age means something."""
GRADE_TO_AGE = 5.0
"""US pupils of grade 1 are six; so a school grade and five is an age."""
SEASONS = ("spring", "summer", "autumn", "winter")
"""In the order of the year; a winter issue closes its year."""
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class PastArticle:
    """An article of an earlier issue."""

    title: str
    section: str
    words: int
    age: float


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An earlier issue, with at least one article that was scored."""

    name: str
    title: str
    articles: tuple[PastArticle, ...]

    @property
    def age(self) -> float:
        """The average reading age, each word counted once."""
        return average((article.age, article.words) for article in self.articles)


@dataclass(frozen=True, slots=True)
class History:
    """The earlier issues, oldest first, and notes on those that could not be used."""

    issues: tuple[PastIssue, ...] = ()
    findings: tuple[Finding, ...] = ()

    def hardest(self, section: str) -> float | None:
        """The hardest the section has read so far; of all articles when it is new; None for no past."""
        ages = [article.age for issue in self.issues for article in issue.articles]
        own = [
            article.age
            for issue in self.issues
            for article in issue.articles
            if section and article.section == section
        ]
        return max(own or ages, default=None)

    def hardest_issue(self) -> float | None:
        """The hardest average; None for no past."""
        return max((issue.age for issue in self.issues), default=None)


class _Article(BaseModel):
    """What is read of an article's record; whatever else is there is passed over."""

    model_config = ConfigDict(strict=True)
    title: str = Field(max_length=2000)
    section: str = Field(default="", max_length=500)
    words: int = Field(ge=0, le=1_000_000)
    readability: dict[str, object]

    def age(self) -> float | None:
        return age_of(self.readability)


class _Named(BaseModel):
    model_config = ConfigDict(strict=True)
    title: str = Field(max_length=2000)


class _Manifest(BaseModel):
    model_config = ConfigDict(strict=True)
    issue: _Named
    articles: list[_Article] = Field(max_length=1000)


def age_of(facts: dict[str, object]) -> float | None:
    """The reading age among an article's facts; else the age of its Flesch-Kincaid grade; else None."""
    for name, shift in (("reading_age", 0.0), ("flesch_kincaid_grade", GRADE_TO_AGE)):
        value = facts.get(name)
        if isinstance(value, int | float) and YOUNGEST <= value + shift <= OLDEST:
            return round(float(value) + shift, 1)
    return None


def read_history(outputs: Path, sources: Path, present: str) -> History:
    """The issues before the one that is called `present`, oldest first."""
    issues: list[PastIssue] = []
    findings: list[Finding] = []
    for name in _names(outputs, sources):
        if not is_before(name, present):
            continue
        try:
            past = _from_manifest(outputs / name / "issue.json", name) or _from_notes(sources / name, name)
        except (OSError, ValueError, InputError) as error:
            findings.append(_unusable(name, error))
            continue
        if past is not None:
            issues.append(past)
    issues.sort(key=lambda issue: order_of(issue.name))
    return History(tuple(issues[-MOST_ISSUES:]), tuple(findings))


def order_of(name: str) -> tuple[int, int, str]:
    """When an issue appeared, as far as its name says: "spring-2026", "2026-03", "issue-17"."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    rest = name.replace(year[0], " ") if year else name
    season = next((3 * place + 3 for place, each in enumerate(SEASONS) if each in rest), 0)
    month = next(
        (place for place, each in enumerate(MONTHS, start=1) if re.search(rf"\b{each}[a-z]*\b", rest)), 0
    )
    number = re.search(r"\d+", rest)
    return (int(year[0]) if year else 0, month or season or (int(number[0]) if number else 0), name)


def is_before(name: str, present: str) -> bool:
    """Whether one issue appeared before another; where a name does not say when, any other issue did."""
    if name == present:
        return False
    (year, number, _), (present_year, present_number, _) = order_of(name), order_of(present)
    if year and present_year:
        return (year, number) < (present_year, present_number)
    if number and present_number and year == present_year:
        return number < present_number
    return True


def average(pairs: Iterator[tuple[float, int]]) -> float:
    """The average of ages weighted by words; each article counts as at least one word."""
    weighted = [(age, max(words, 1)) for age, words in pairs]
    return round(sum(age * words for age, words in weighted) / sum(words for _, words in weighted), 1)


def _names(outputs: Path, sources: Path) -> list[str]:
    found = {path.parent.name for path in outputs.glob("*/issue.json")}
    found |= {path.parent.name for path in sources.glob(f"*/{ACCEPTED_FILE}")}
    return sorted(name for name in found if not name.startswith("."))


def _from_manifest(path: Path, name: str) -> PastIssue | None:
    """An earlier build's manifest; None when there is none.

    Raises ValueError when it is no plain file, too large, or not of this shape.
    """
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGEST:
        raise ValueError("it is not a file of the usual size")
    try:
        manifest = _Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} parts of it are not as they should be") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    scored = tuple(
        PastArticle(article.title, article.section, article.words, age)
        for article in manifest.articles
        if (age := article.age()) is not None
    )
    return PastIssue(name, manifest.issue.title, scored) if scored else None


def _from_notes(folder: Path, name: str) -> PastIssue | None:
    """What the editor of an earlier issue accepted, when its build is gone."""
    accepted = read_accepted(folder)
    if not accepted.entries:
        return None
    latest = accepted.entries[-1]
    articles = tuple(PastArticle(file, "", 1, age) for file, age in latest.articles)
    return PastIssue(name, name.replace("-", " ").capitalize(), articles) if articles else None


def _unusable(name: str, error: Exception) -> Finding:
    reason = error.message if isinstance(error, InputError) else str(error)
    return Finding(
        "RDB-046",
        f"The issue “{name}” was not used to compare with: {reason}.".replace("..", "."),
        "Build that issue again, or leave it: the other issues are compared with.",
    )

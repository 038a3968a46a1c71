"""The gate: whether what will be published reads no harder than it should, and no harder than before.

Three questions of each article, of its easy read and of the issue: is there a figure at all; is it within the
target; is it within the past (the ratchet).  A note from the editor (`accepted`) answers the last two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from everyread.findings import Finding
from everyread.readability.accepted import Accepted
from everyread.readability.history import History, average
from everyread.settings import ArticleSettings, Settings

_SAY_WHY = 'say why: everyread check ISSUE --accept "the reason"'
SLACK = 0.5
"""Years that something may read harder than before: one long sentence more is no step back."""
LEAST_WORDS = 100
"""An article of fewer words may go without a reading age; a longer one without says that measuring failed."""
State = Literal["meets", "accepted", "harder", "above", "blocked", "unjudged"]
"""Whether it meets its target and its past.

"above" its target and "harder" than its past are warnings; "blocked" is held back.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """An article as the gate sees it."""

    file: str
    section: str
    words: int
    age: float | None
    """Its reading age in years; None when it was not scored."""
    margin: float = 0.0
    """How many years the age may be out, either way."""
    explained: bool = False
    """Whether a finding already says why there is no age."""
    place: int = 1
    """Which article of its file it is, from 1."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one subject."""

    state: State
    target: float
    limit: float | None
    """The hardest that its past allows; None without a past."""
    reason: str = ""
    """The editor's, where it was accepted."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of an issue."""

    articles: tuple[Verdict, ...]
    """One a subject, in the same order."""
    issue: Verdict
    age: float | None
    """The issue's average reading age, each word counted once."""
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> bool:
        """Whether anything is held back."""
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one subject."""

    target: float
    limit: float | None
    when_harder: Literal["warn", "block"]
    ratchet: Literal["off", "warn", "block"]
    accepted: tuple[float, str] | None


def judge(subjects: Sequence[Subject], settings: Settings, history: History, accepted: Accepted) -> Judgement:
    """Judge each article, and the issue."""
    findings: list[Finding] = list(history.findings)
    verdicts = []
    for subject in subjects:
        rule = rule_for(subject, settings, history, accepted)
        verdict, found = _judge_article(subject, rule)
        verdicts.append(verdict)
        findings += [replace(each, place=subject.place) for each in found]
    issue, age, found = _judge_issue(subjects, settings, history, accepted)
    if any(finding.rule == "RDB-042" for finding in findings):
        found = [finding for finding in found if finding.rule != "RDB-042"]
    return Judgement(tuple(verdicts), issue, age, (*findings, *found))


def rule_for(subject: Subject, settings: Settings, history: History, accepted: Accepted) -> Rule:
    """The nearest setting counts: the article's, else its section's, else the issue's."""
    gates, own = settings.gates, _own(settings, subject.file)
    section = next((each for each in gates.section if each.name == subject.section), None)
    noted = accepted.of(subject.file)
    return Rule(
        target=own.reading_age or (section and section.reading_age) or gates.reading_age,
        limit=noted[0] if noted else history.hardest(subject.section),
        when_harder=own.when_harder or (section and section.when_harder) or gates.when_harder,
        ratchet=gates.ratchet,
        accepted=noted,
    )


def _own(settings: Settings, file: str) -> ArticleSettings:
    return next((each for each in settings.article if each.file == file), ArticleSettings(file=file))


def _judge_article(subject: Subject, rule: Rule) -> tuple[Verdict, list[Finding]]:
    if subject.age is None:
        nothing = subject.words >= LEAST_WORDS and not subject.explained
        return Verdict("unjudged", rule.target, rule.limit), [_measured_nothing(subject)] if nothing else []
    what = f"The article reads at age {subject.age:.1f}{_give_or_take(subject.margin)}"
    verdict, findings = _weigh(what, subject.age, rule, subject.file)
    return verdict, list(findings)


def judge_easy_read(file: str, age: float, settings: Settings) -> tuple[Finding, ...]:
    """Judge the easy read of the article in `file`, which reads at `age`.

    It only warns: what counts is the text that people have checked, and until then no member sees it.
    """
    target = _own(settings, file).easy_read_age or settings.gates.easy_read_age
    _, findings = _weigh(
        f"The easy read reads at age {age:.1f}", age, Rule(target, None, "warn", "off", None), file
    )
    return tuple(findings)


def _judge_issue(
    subjects: Sequence[Subject], settings: Settings, history: History, accepted: Accepted
) -> tuple[Verdict, float | None, list[Finding]]:
    gates = settings.gates
    target = gates.issue_age or gates.reading_age
    scored = [(subject.age, subject.words) for subject in subjects if subject.age is not None]
    if not scored:
        nothing = sum(subject.words for subject in subjects) >= LEAST_WORDS
        return Verdict("unjudged", target, None), None, [_issue_measured_nothing()] if nothing else []
    age = average(pair for pair in scored)
    noted = accepted.of_issue()
    rule = Rule(
        target=gates.issue_age or float("inf"),
        limit=noted[0] if noted else history.hardest_issue(),
        when_harder=gates.when_harder,
        ratchet=gates.ratchet,
        accepted=noted,
    )
    verdict, findings = _weigh(f"The issue as a whole reads at age {age:.1f}", age, rule, "")
    return Verdict(verdict.state, target, verdict.limit, verdict.reason), age, list(findings)


def _weigh(what: str, age: float, rule: Rule, file: str) -> tuple[Verdict, Iterator[Finding]]:
    over = round(age, 1) > round(rule.target, 1)
    worse = rule.ratchet != "off" and rule.limit is not None and age > rule.limit + SLACK
    if rule.accepted and (over or worse) and age <= rule.accepted[0] + SLACK:
        reason = rule.accepted[1]
        return Verdict("accepted", rule.target, rule.limit, reason), iter([_accepted(what, reason, file)])
    blocked = (over and rule.when_harder == "block") or (worse and rule.ratchet == "block")
    state: State = "blocked" if blocked else "above" if over else "harder" if worse else "meets"
    return Verdict(state, rule.target, rule.limit), _complaints(what, rule, file, over=over, worse=worse)


def _complaints(what: str, rule: Rule, file: str, *, over: bool, worse: bool) -> Iterator[Finding]:
    past = ""
    if worse:
        whose = "it was accepted at" if rule.accepted else "the hardest in earlier issues was"
        past = f"{whose} {rule.limit:.1f}"
    if over:
        yield Finding(
            "RDB-041" if rule.when_harder == "block" else "RDB-040",
            f"{what}; its target is {rule.target:g}{f', and {past}' if past else ''}.",
            f"Begin with its hardest sentences, in the report. If it has to be as hard as this, {_SAY_WHY}",
            file=file,
        )
    # What has been said of the target is not said again of the past, unless only the past holds it back.
    if worse and (not over or (rule.ratchet == "block" and rule.when_harder == "warn")):
        yield Finding(
            "RDB-044" if rule.ratchet == "block" else "RDB-043",
            f"{what}; {past}.",
            f"Make it easier. If it has to be harder, {_SAY_WHY}",
            file=file,
        )


def _accepted(what: str, reason: str, file: str) -> Finding:
    return Finding(
        "RDB-045",
        f"{what}, which is harder than usual. An editor has accepted it: {reason}",
        "Nothing has to be done. What was accepted is in readability.toml, in the issue's folder.",
        file=file,
    )


def _measured_nothing(subject: Subject) -> Finding:
    return Finding(
        "RDB-042",
        f"None of the article's {subject.words:,} words could be measured, so its reading age is not known.",
        "Look at the article in the report. If its text is all in a table or in pictures, put the "
        "most important parts into sentences.",
        file=subject.file,
    )


def _issue_measured_nothing() -> Finding:
    return Finding(
        "RDB-042",
        "No article of the issue could be measured, so nothing is known about how it reads.",
        "Look at each article in the report: is its text in sentences, in English, and long enough? "
        "Then check again.",
    )


def _give_or_take(margin: float) -> str:
    return f" (give or take {margin:.0f})" if margin >= 1 else ""

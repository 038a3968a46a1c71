"""The editor's report: what is ready, what is held and why, and what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from everyread.article import Removed, article_adapter
from everyread.delivery.files import Finished
from everyread.delivery.report_coverage import Coverage, coverage_of
from everyread.delivery.report_passport import Passport
from everyread.delivery.report_plot import Line, Plot, Shape, plot
from everyread.delivery.report_text import ArticleText, article_text
from everyread.delivery.report_top import (
    MOST_WORDS,
    STATES,
    Waiting,
    next_steps,
    not_published,
    ready,
    toml_lines,
    words_to_explain,
)
from everyread.delivery.words import count, listed
from everyread.easyread.glossary import Glossary
from everyread.findings import RULES, Finding, Severity, ordered
from everyread.readability.gate import Judgement, Verdict
from everyread.readability.history import History
from everyread.readability.lint import flags_adapter
from everyread.readability.lint_rules import LINT_IDS
from everyread.readability.profile import profiles_adapter
from everyread.sources.coverage import read_accounting
from everyread.store import Digest, Store

SCORE_NAMES = {
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "flesch_reading_ease": "Flesch reading ease (100 is easiest)",
    "smog": "SMOG grade",
    "gunning_fog": "Gunning Fog grade",
    "dale_chall": "Dale-Chall score",
    "coleman_liau": "Coleman-Liau grade",
    "automated_readability": "Automated readability grade",
    "lix": "LIX",
}
GROUPS: tuple[tuple[Severity, str, str], ...] = (
    ("error", "Mend these first", "Errors: what they touch is not ready for members."),
    ("warning", "Look at these", "Warnings: everything was built, but a person should look."),
    ("note", "For your information", "Notes: nothing has to be done."),
)
MOST_OPEN = 6
"""Articles whose details are open from the start; a larger issue is folded up, so that it can be surveyed."""
MOST_REASONS_HELD = 3


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article in the report."""

    number: int
    stem: str
    """As its files are named: "03-flu"."""
    title: str
    source: str
    """The source file's name, by which findings are matched to it."""
    scores: dict[str, Any]
    """The facts of `readability.task.score`; empty when it was not scored."""
    removed: tuple[Removed, ...] = ()
    outputs: tuple[Finished, ...] = ()
    held: bool = False
    """Whether an error keeps it off the members' page."""
    section: str = ""
    article: Digest = ""
    sentences: Digest = ""
    """The profiles of its sentences (`readability.profile`); empty when it was not scored."""
    flags: Digest = ""
    """What the linter found (`readability.lint`); empty when it did not look."""
    age: float | None = None
    """Its reading age in years."""
    margin: float = 0.0
    """Years that the age may be out, either way."""
    verdict: Verdict | None = None
    """What the gate says."""
    accounting: Digest = ""
    """What became of every sentence of its file (`sources.coverage`); empty when nobody looked."""
    place: int = 1
    """Which article of its file it is, from 1."""
    pronunciations: tuple[Any, ...] = ()
    """The words to hear before publishing, as the template of the pronunciation sheet takes them."""

    @property
    def seconds(self) -> float:
        return next((file.seconds for file in self.outputs if file.kind == "audio"), 0.0)

    @property
    def pages(self) -> int:
        return next((file.pages for file in self.outputs if file.kind == "large-print"), 0)

    @property
    def drafts(self) -> tuple[Finished, ...]:
        return tuple(file for file in self.outputs if file.kind == "easy-read")

    @property
    def too_hard(self) -> bool:
        return self.verdict is not None and self.verdict.state in ("above", "harder", "blocked")


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same finding in one or more places."""

    severity: Severity
    rule: str
    message: str
    fix: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What the report shows, and where its templates are."""

    title: str
    """The issue's name as readers see it."""
    articles: tuple[ReportArticle, ...]
    findings: tuple[Finding, ...]
    whole_issue: tuple[Finished, ...]
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "pages" and "shared"."""
    judgement: Judgement | None = None
    """What the gate says of the issue; None when nothing was judged."""
    history: History = field(default_factory=History)
    glossary: Glossary = field(default_factory=Glossary)
    passports: tuple[Passport, ...] = ()
    """What was measured on each finished PDF."""


def render_report(order: ReportOrder, store: Store) -> bytes:
    """The bytes of report.html."""
    from everyread.delivery.html import render

    texts = {article.stem: _text(article, order.glossary, store) for article in order.articles}
    words = words_to_explain(texts)
    findings = ordered(order.findings)
    # What the linter found stands with its sentences, not in the list of findings as well.
    general = tuple(finding for finding in findings if finding.rule not in LINT_IDS)
    return render(
        order.template_folders,
        "pages/report.html.j2",
        ("pages/base.css", "pages/report.css"),
        (),
        order=order,
        groups=[
            (severity, heading, meaning, [each for each in _together(general) if each.severity == severity])
            for severity, heading, meaning in GROUPS
        ],
        counts=Counter(finding.severity for finding in general),
        steps=list(next_steps(_waiting(order, general, len(words)))),
        states=STATES,
        ready=list(ready([each.outputs for each in order.articles if not each.held], order.whole_issue)),
        not_published=not_published(findings),
        words=words[:MOST_WORDS],
        toml=toml_lines(words[:MOST_WORDS]),
        tally={article.source: tally(_of(article, general)) for article in order.articles},
        held_because={article.stem: _why_held(article, findings) for article in order.articles},
        unread=_unread(order, findings),
        score_names=SCORE_NAMES,
        texts=texts,
        coverages={article.stem: _coverage(article, store) for article in order.articles},
        articles_plot=articles_plot(order),
        issues_plot=issues_plot(order),
        folded=len(order.articles) > MOST_OPEN,
    )


def tally(findings: tuple[Finding, ...]) -> str:
    """How many of each severity, in words: "2 errors and 1 note"; empty when there are none."""
    counts = Counter(finding.severity for finding in findings)
    return listed(count(counts[severity], severity) for severity, _, _ in GROUPS if counts[severity])


def articles_plot(order: ReportOrder) -> Plot | None:
    """Each scored article against its target."""
    return plot(
        [
            Line(
                f"{article.number}. {article.title}",
                article.age,
                article.verdict.target,
                article.age - article.margin,
                article.age + article.margin,
                _shape(article.verdict),
            )
            for article in order.articles
            if article.age is not None and article.verdict is not None
        ]
    )


def issues_plot(order: ReportOrder) -> Plot | None:
    """The issue after the earlier ones; None when there are none to compare with."""
    judged = order.judgement
    ages = [article.age for article in order.articles if article.age is not None]
    if judged is None or judged.age is None or not ages or not order.history.issues:
        return None
    lines = [
        Line(
            issue.title,
            issue.age,
            judged.issue.target,
            min(article.age for article in issue.articles),
            max(article.age for article in issue.articles),
        )
        for issue in order.history.issues
    ]
    this = Line(order.title, judged.age, judged.issue.target, min(ages), max(ages), _shape(judged.issue))
    return plot([*lines, this])


def _waiting(order: ReportOrder, findings: tuple[Finding, ...], words: int) -> Waiting:
    too_hard = sorted(
        (article for article in order.articles if article.too_hard), key=lambda each: -(each.age or 0.0)
    )
    return Waiting(
        errors=sum(finding.severity == "error" for finding in findings),
        too_hard=[(article.stem, article.title) for article in too_hard],
        drafts=sum(bool(article.drafts) for article in order.articles),
        words=words,
        pronunciations=sum(len(article.pronunciations) for article in order.articles),
    )


def _shape(verdict: Verdict) -> Shape:
    return {"blocked": "square", "above": "diamond", "harder": "diamond", "accepted": "diamond"}.get(
        verdict.state, "circle"
    )  # type: ignore[return-value]


def _text(article: ReportArticle, glossary: Glossary, store: Store) -> ArticleText | None:
    """The article's sentences with their reasons; None when it was not scored."""
    if not article.sentences:
        return None
    flags = flags_adapter().validate_json(store.get(article.flags)) if article.flags else ()
    return article_text(
        article_adapter().validate_json(store.get(article.article)),
        profiles_adapter().validate_json(store.get(article.sentences)),
        flags,
        glossary,
        article.verdict.target if article.verdict else float("inf"),
    )


def _coverage(article: ReportArticle, store: Store) -> Coverage | None:
    if not article.accounting or not article.article:
        return None
    made = article_adapter().validate_json(store.get(article.article))
    sentences = {sentence.id: sentence.text for sentence in made.sentences()}
    accounting = read_accounting(store, article.accounting)
    return coverage_of(accounting, article.place, sentences, article.removed)


def _together(findings: tuple[Finding, ...]) -> list[Repeated]:
    """Findings that say the same of several places become one, where the first of them stands."""
    places: dict[tuple[str, str, str], dict[str, None]] = {}
    for finding in findings:
        places.setdefault((finding.rule, finding.message, finding.fix), {})[finding.where] = None
    return [
        Repeated(RULES[rule][0], rule, message, fix, tuple(filter(None, wheres)))
        for (rule, message, fix), wheres in places.items()
    ]


def _of(article: ReportArticle, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.concerns(article.source, article.place))


def _why_held(article: ReportArticle, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The errors that hold an article back, each message once."""
    errors = [finding for finding in _of(article, findings) if finding.severity == "error"]
    return tuple({finding.message: finding for finding in errors}.values())[:MOST_REASONS_HELD]


def _unread(order: ReportOrder, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Source files with an error and no article: they are in no output at all."""
    read = {article.source for article in order.articles}
    return tuple(
        dict.fromkeys(f.file for f in findings if f.severity == "error" and f.file and f.file not in read)
    )

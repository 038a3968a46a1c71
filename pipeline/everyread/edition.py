"""The edition: the articles that were read, in running order, each with its number and slug."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from everyread.article import Article
from everyread.findings import Finding
from everyread.issue import Issue, slug_of
from everyread.store import Digest


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one source file: its articles with their digests, if it could be read."""

    file: str
    articles: tuple[tuple[Digest, Article], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in its place."""

    number: int
    """Place in the running order, from 1; a file that could not be read keeps its place empty."""
    slug: str
    digest: Digest
    article: Article
    words: int

    @property
    def stem(self) -> str:
        """How its files are named: "03-flu"."""
        return f"{self.number:02d}-{self.slug}"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the outputs are made from."""

    issue: Issue
    title: str
    """The issue's name as readers see it."""
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    def sound_entries(self) -> tuple[Entry, ...]:
        """The articles whose sources have no error, so that they may go into the whole issue."""
        bad = {finding.file for finding in self.findings if finding.severity == "error"}
        return tuple(entry for entry in self.entries if entry.article.source.name not in bad)


def arrange(issue: Issue, readings: Sequence[Reading]) -> Edition:
    """Number and name the articles; report doubles and missing disclaimers."""
    entries: list[Entry] = []
    findings = [finding for reading in readings for finding in reading.findings]
    number = 0
    for reading in readings:
        pinned = next((each.slug for each in issue.settings.article if each.file == reading.file), "")
        number += not reading.articles
        for digest, article in reading.articles:
            number += 1
            slug = pinned or slug_of(article.title.text)
            twin = next((e for e in entries if e.article.title.text == article.title.text), None)
            if twin is not None:
                findings.append(_same_title(article, twin))
            taken = sum(entry.slug == slug or entry.slug.startswith(f"{slug}-") for entry in entries)
            slug = f"{slug}-{taken + 1}" if taken and not pinned else slug
            entries.append(Entry(number, slug, digest, article, article.word_count()))
            if issue.settings.gates.disclaimer and not article.notices():
                findings.append(_no_disclaimer(article))
    return Edition(issue, _title(issue, entries), tuple(entries), tuple(findings))


def _title(issue: Issue, entries: Sequence[Entry]) -> str:
    """What issue.toml says, else what most articles say, else the folder's name in words."""
    if issue.settings.title:
        return issue.settings.title
    printed = Counter(entry.article.issue for entry in entries if entry.article.issue)
    if printed:
        return printed.most_common(1)[0][0]
    if len(issue.files) == 1 and len(entries) == 1:
        return entries[0].article.title.text
    return issue.name.replace("-", " ").capitalize()


def _same_title(article: Article, twin: Entry) -> Finding:
    return Finding(
        "SRC-009",
        f"“{article.title.text}” is also the title of {twin.article.source.name}.",
        "If both are meant, give one another title in issue.toml; else take one file away.",
        file=article.source.name,
    )


def _no_disclaimer(article: Article) -> Finding:
    return Finding(
        "SRC-006",
        "The article has no disclaimer, and issue.toml asks for one in every article ([gates] disclaimer).",
        "Add the disclaimer to the file. Until then the article is left off the members' page.",
        file=article.source.name,
    )

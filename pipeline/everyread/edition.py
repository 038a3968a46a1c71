"""The edition: the articles that were read, in running order, each with its number and slug."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from everyread.article import Article, article_adapter, text_of
from everyread.findings import Finding
from everyread.issue import Issue, slug_of
from everyread.sources.coverage import read_accounting, renumbered
from everyread.sources.must_keep import keeper
from everyread.sources.parts import folded, prose_in, short
from everyread.sources.repeats import RULE, Repeats, find_repeats, without
from everyread.store import Digest, Store


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one source file: its articles with their digests, if it could be read."""

    file: str
    articles: tuple[tuple[Digest, Article], ...]
    findings: tuple[Finding, ...]
    coverage: float | None = None
    """Share of the file's visible words that are accounted for; None where its format is not known."""
    accounting: Digest = ""
    """What became of each visible sentence (`coverage.read_accounting`); empty where there is no account."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in its place."""

    number: int
    """Place in the running order, from 1; a file that could not be read keeps its place empty."""
    slug: str
    digest: Digest
    article: Article
    words: int
    coverage: float | None = None
    """As in its file's `Reading`."""
    accounting: Digest = ""
    """As in its file's `Reading`."""
    place: int = 1
    """Which article of its file it is, from 1."""

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

    def told(self, *findings: Finding) -> Edition:
        """The edition with more that an editor should know."""
        return replace(self, findings=(*self.findings, *findings))

    def sound_entries(self) -> tuple[Entry, ...]:
        """The articles whose sources have no error, so that they may go into the whole issue."""
        errors = [finding for finding in self.findings if finding.severity == "error"]
        return tuple(
            entry
            for entry in self.entries
            if not any(each.concerns(entry.article.source.name, entry.place) for each in errors)
        )


def without_repeats(
    issue: Issue, readings: Sequence[Reading], store: Store
) -> tuple[list[Reading], tuple[Finding, ...]]:
    """The readings without the menu lines that stand in many articles, and what an editor should know of it.

    Does nothing, and touches nothing, where nothing repeats.
    """
    articles = [article for reading in readings for _, article in reading.articles]
    repeats = find_repeats(articles, keeper(issue.house))
    if not any(repeats.dropped):
        return list(readings), _about_repeats(repeats, len(articles))
    places = iter(repeats.dropped)
    cleaned = [_cleaned(reading, [next(places) for _ in reading.articles], store) for reading in readings]
    return cleaned, _about_repeats(repeats, len(articles))


def _cleaned(reading: Reading, dropped: Sequence[tuple[int, ...]], store: Store) -> Reading:
    """The reading with those blocks of each article dropped, and its account with the new sentence ids."""
    if not any(dropped):
        return reading
    account = read_accounting(store, reading.accounting) if reading.accounting else None
    articles: list[tuple[Digest, Article]] = []
    for number, ((digest, article), places) in enumerate(
        zip(reading.articles, dropped, strict=True), start=1
    ):
        if not places:
            articles.append((digest, article))
            continue
        kept, ids = without(article, places)
        articles.append((store.put(article_adapter().dump_json(kept)), kept))
        account = account and renumbered(account, number, ids, RULE)
    accounting = store.put(account.to_json()) if account else ""
    return replace(reading, articles=tuple(articles), accounting=accounting)


def arrange(issue: Issue, readings: Sequence[Reading], more: tuple[Finding, ...] = ()) -> Edition:
    """Number and name the articles; report doubles and missing disclaimers, and `more`."""
    entries: list[Entry] = []
    findings = [*more, *(finding for reading in readings for finding in reading.findings)]
    number = 0
    slugs: Counter[str] = Counter()
    by_title: dict[str, Entry] = {}
    pins = {each.file: each.slug for each in reversed(issue.settings.article)}
    for reading in readings:
        pinned = pins.get(reading.file, "")
        number += not reading.articles
        for place, (digest, article) in enumerate(reading.articles, start=1):
            number += 1
            slug = pinned or slug_of(article.title.text)  # several articles of one file share what is pinned
            if twin := by_title.get(article.title.text):
                findings.append(_same_title(article, twin))
            alone = pinned and len(reading.articles) == 1
            slug = f"{slug}-{slugs[slug] + 1}" if slugs[slug] and not alone else slug
            slugs.update(_beginnings(slug))
            words = article.word_count()
            account = reading.coverage, reading.accounting, place
            entries.append(Entry(number, slug, digest, article, words, *account))
            by_title.setdefault(article.title.text, entries[-1])
            findings += [replace(each, place=place) for each in _about_disclaimer(article, issue)]
    return Edition(issue, _title(issue, entries), tuple(entries), tuple(findings))


def _beginnings(slug: str) -> Iterator[str]:
    """The slugs that would be taken for this one: "all-well" for "all-well-2", and "all"."""
    parts = slug.split("-")
    return ("-".join(parts[:end]) for end in range(1, len(parts) + 1))


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


def _about_disclaimer(article: Article, issue: Issue) -> list[Finding]:
    """Whether the article has the disclaimer that the issue or the publisher asks for, in the right words."""
    own = issue.house.disclaimer
    if not (issue.settings.gates.disclaimer or own.required):
        return []
    said = [
        folded(" ".join(text_of(prose) for prose in prose_in(notice.blocks)))
        for notice in article.notices()
        if notice.role == "disclaimer"
    ]
    if not said:
        asks = "house.toml" if own.required else "issue.toml"
        return [
            Finding(
                "SRC-006",
                f"The article has no disclaimer, and {asks} asks for one in every article.",
                "Add the disclaimer to the file. Until then the article is left off the members' page.",
                file=article.source.name,
            )
        ]
    if any(folded(own.text) in each for each in said):
        return []
    return [
        Finding(
            "SRC-034",
            "The article's disclaimer does not have the words that house.toml gives for it.",
            "Compare the two. If the publisher's words have changed, change them in house.toml.",
            file=article.source.name,
        )
    ]


def _about_repeats(repeats: Repeats, articles: int) -> tuple[Finding, ...]:
    dropped = [
        Finding(
            "SRC-032",
            f"“{short(line)}” stands at the edge of {number} of {articles} articles: left out as a menu.",
            "If it is part of the articles, list it under [[keep]] in house.toml.",
        )
        for line, number in repeats.menu.items()
    ]
    kept = [
        Finding(
            "SRC-033",
            f"“{short(line)}” stands in {number} of {articles} articles, and was kept in each.",
            "If it is a menu or a button, list it under [lines] drop in house.toml.",
        )
        for line, number in repeats.unsure.items()
    ]
    return (*dropped, *kept)

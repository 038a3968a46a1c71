"""The ledger of a build: every article, output and finding, and which articles are held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from everyread.edition import Edition, Entry
from everyread.findings import Finding, ordered
from everyread.judging import Past
from everyread.manifest import (
    COMES_WITH,
    ArticleRecord,
    FindingRecord,
    IssueRecord,
    Kind,
    Manifest,
    OutputRecord,
    RemovedRecord,
)
from everyread.store import Digest, Store
from everyread.work import Receipt
from everyread.workshop import Made

# The kinds of file that come along with another kind.
KIND_OF_ROLE: dict[str, Kind] = {
    "vtt": "captions",
    "vtt-slow": "captions",
    "spoken": "spoken",
    "chapters": "chapters",
    "artwork": "artwork",
}

WITHHELD = "PRF-623"
"""The finding on a file of the whole issue that was made and is not published (see `release`)."""

WHOLE_ISSUE = 0
"""Stands where the number of an article would, since those count from 1."""


@dataclass(frozen=True)
class Ledger:
    """What a build has come to so far.

    It never changes, so what is looked up in it for every article is put in order once.
    """

    edition: Edition
    scores: tuple[Receipt, ...]
    """One an entry, in the same order."""
    past: Past
    """What the gate said of them."""
    made: tuple[Made, ...]
    unbound: tuple[str, ...] = ()
    """Paths of the whole issue's files that could not be made, since no article is fit for them."""

    def with_made(self, made: Iterable[Made]) -> Ledger:
        """The ledger with more that was made."""
        return replace(self, made=(*self.made, *made))

    def findings(self) -> tuple[Finding, ...]:
        """Everything an editor should know, worst first."""
        return self._findings

    def held(self, entry: Entry) -> bool:
        """Whether an error keeps an article off the members' page."""
        return any(True for _ in self._errors_of(entry))

    def held_because(self, entry: Entry) -> tuple[str, ...]:
        """The errors that keep it off, in plain English."""
        return tuple(dict.fromkeys(each.message for each in self._errors_of(entry)))

    def sound_entries(self) -> tuple[Entry, ...]:
        """The articles that members get, in running order."""
        return tuple(entry for entry in self.edition.entries if not self.held(entry))

    def made_of(self, entry: Entry | None) -> Sequence[Made]:
        """What was made of one article, or of the whole issue."""
        return self._made.get(entry.number if entry else WHOLE_ISSUE, ())

    def _errors_of(self, entry: Entry) -> Iterator[Finding]:
        file = entry.article.source.name
        return (each for each in self._errors.get(file, ()) if each.concerns(file, entry.place))

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return ordered(self._found(lambda _: True))

    @cached_property
    def _errors(self) -> dict[str, list[Finding]]:
        """By file."""
        errors: dict[str, list[Finding]] = {}
        for finding in ordered(self._found(_is_error)):
            errors.setdefault(finding.file, []).append(finding)
        return errors

    @cached_property
    def _made(self) -> dict[int, list[Made]]:
        """By the article's number."""
        made: dict[int, list[Made]] = {}
        for each in self.made:
            made.setdefault(each.job.entry.number if each.job.entry else WHOLE_ISSUE, []).append(each)
        return made

    def _found(self, fits: Callable[[Finding], bool]) -> Iterator[Finding]:
        yield from filter(fits, self.edition.findings)
        for score in self.scores:
            yield from filter(fits, score.findings)
        for made in self.made:
            yield from _placed(filter(fits, made.receipt.findings), made.job.entry)

    def files(self) -> dict[str, Digest]:
        """Path in the output folder to the digest of what goes there."""
        return {
            path: made.receipt.files[role]
            for made in self.made
            for role, path in made.job.paths.items()
            if role in made.receipt.files
        }

    def file_of_role(self, role: str) -> Digest:
        """The first file made in this role; empty when there is none."""
        return next((each.receipt.files[role] for each in self.made if role in each.receipt.files), "")

    def failed(self) -> frozenset[str]:
        """Paths that this build was to make and could not; a file that it made and withheld is none."""
        empty = (made.job.paths.values() for made in self.made if not made.receipt.files)
        withheld = (made.job.paths.values() for made in self.made if _is_withheld(made))
        return frozenset(self.unbound).union(*empty).difference(*withheld)

    def manifest(self, store: Store) -> Manifest:
        """issue.json as it stands."""
        issue, settings = self.edition.issue, self.edition.issue.settings
        return Manifest(
            issue=IssueRecord(
                name=issue.name,
                title=self.edition.title,
                publisher=settings.publisher,
                language=settings.language,
            ),
            articles=tuple(
                self._article(entry, score)
                for entry, score in zip(self.edition.entries, self.scores, strict=True)
            ),
            outputs=tuple(sorted(self._outputs(store), key=lambda output: output.path)),
            findings=tuple(FindingRecord.of(finding) for finding in self.findings()),
        )

    def _article(self, entry: Entry, score: Receipt) -> ArticleRecord:
        article = entry.article
        return ArticleRecord(
            id=entry.stem,
            number=entry.number,
            title=article.title.text,
            section=article.section,
            issue=article.issue,
            author=article.author,
            source=article.source.name,
            source_sha256=article.source.sha256,
            words=entry.words,
            sentences=sum(1 for _ in article.sentences()),
            notices=len(article.notices()),
            readability=score.facts,
            removed=tuple(RemovedRecord(**asdict(each)) for each in article.removed),
            coverage=entry.coverage,
            held=self.held(entry),
            held_because=self.held_because(entry),
        )

    def _outputs(self, store: Store) -> Sequence[OutputRecord]:
        return [
            OutputRecord(
                path=path,
                kind=KIND_OF_ROLE.get(role, made.job.kind),
                article=made.job.entry.stem if made.job.entry else "",
                sha256=made.receipt.files[role],
                bytes=store.size(made.receipt.files[role]),
                facts=made.facts(role),
            )
            for made in self.made
            for role, path in made.job.paths.items()
            if role in made.receipt.files
        ]


def _is_error(finding: Finding) -> bool:
    return finding.severity == "error"


def _is_withheld(made: Made) -> bool:
    return any(finding.rule == WITHHELD for finding in made.receipt.findings)


def _placed(findings: Iterable[Finding], entry: Entry | None) -> Iterator[Finding]:
    """What was found in the work on one article, bound to its place in its file."""
    for finding in findings:
        own = entry is not None and finding.file == entry.article.source.name and not finding.place
        yield replace(finding, place=entry.place) if own and entry else finding


def carried_over(
    earlier: Manifest | None, now: Manifest, kinds: frozenset[Kind], failed: frozenset[str]
) -> tuple[OutputRecord, ...]:
    """Earlier outputs that a build leaves in place: kinds that `--only` left out, and files that failed.

    They stay only while their articles' sources are the same; what is older than its article is let go.
    """
    if earlier is None:
        return ()
    sources = {article.id: article.source_sha256 for article in now.articles}
    before = {article.id: article.source_sha256 for article in earlier.articles}
    paths = {output.path for output in now.outputs}
    return tuple(
        output
        for output in earlier.outputs
        if output.path not in paths
        and (not _asked(output.kind, kinds) or output.path in failed)
        and (
            sources.get(output.article) == before.get(output.article) if output.article else sources == before
        )
    )


def _asked(kind: Kind, kinds: frozenset[Kind]) -> bool:
    return kind == "report" or COMES_WITH.get(kind, kind) in kinds

"""Reading one file, as a task: the parent looks at its bytes for the key, a worker reads it.

The parent imports this module, so it imports nothing heavy: the readers load lxml, mammoth and
trafilatura only when they read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from everyread.article import Article, Removed, Run, Sentence, article_adapter, text_of, unsplit
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.plaintext import is_one_line, printable
from everyread.sentences import segment
from everyread.settings import ArticleSettings, Limits
from everyread.sources import coverage, pictures
from everyread.sources.fetch import fetched_before
from everyread.sources.guard import read_guarded
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.limits import within
from everyread.sources.reader import Installed, Reading, installed_for, readable_suffixes
from everyread.sources.visible import visible_parts
from everyread.store import Digest, Store, code_digest, digest_of, key_of, version_of
from everyread.work import Receipt, Task

ENGINES = (
    "charset-normalizer",
    "ftfy",
    "lxml",
    "mammoth",
    "markdown-it-py",
    "pillow",
    "trafilatura",
    "wordfreq",
)
USUAL = Limits()
_BYTES_A_SECOND = 2_000_000


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """One file to read."""

    path: str
    """Where it is on this machine; never part of a key."""
    name: str
    """Its name as the editor knows it."""
    root: str
    """The issue's folder, which nothing may be read outside of."""
    sha256: Digest
    """Of the bytes the parent saw."""
    overrides: ArticleSettings | None = None
    pictures: tuple[tuple[str, Digest], ...] = ()
    """The pictures beside it that it names, by the name it uses."""
    house: House = NO_HOUSE
    """The publisher's own rules."""
    fetched: tuple[tuple[str, Digest], ...] = ()
    """The pictures in the store that an earlier `--fetch` got, by what it calls them."""
    limits: Limits = USUAL


def read_task(
    path: Path,
    root: Path,
    overrides: ArticleSettings | None = None,
    *,
    house: House = NO_HOUSE,
    store: Store | None = None,
    limits: Limits = USUAL,
) -> Task:
    """The task that reads one file of an issue folder, with the pictures fetched for it that the store has.

    Raises ArticleError when the file cannot be opened, is too large, is not an ordinary file inside
    `root`, or is of a kind that no reader knows.
    """
    _must_have_a_name(path.name)
    reader = _installed(path.name)
    with within(limits):
        data = read_guarded(path, root)
        seen = _pictures_beside(path, root, data)
    fetched = fetched_before(data, store) if store else ()
    sha256 = digest_of(data)
    order = ReadOrder(str(path), path.name, str(root), sha256, overrides, seen, house, fetched, limits)
    key = key_of(
        code_digest("sources", "article", "sentences"),
        {"sha256": sha256, "name": order.name, "pictures": order.pictures, "fetched": fetched},
        {} if overrides is None else overrides.model_dump(mode="json"),
        house.model_dump(mode="json"),
        limits.model_dump(mode="json"),
        reader.origin,
        {engine: version_of(engine) for engine in ENGINES},
    )
    return Task(
        name=f"article of {path.name}",
        function=read_source,
        arguments=order,
        key=key,
        file=path.name,
        weight=0.1 + len(data) / _BYTES_A_SECOND,
        time_limit=float(limits.reading_seconds),
    )


def read_source(order: ReadOrder, store: Store) -> Receipt:
    """Read one file into segmented articles.  Runs inside a worker.

    Files: "article-1", … the JSON of each article; "picture-1", … its pictures.
    "accounting" is what became of every visible sentence (`coverage.read_accounting`), where the format is
    known to `visible`.
    Facts: "words", a list, and "repairs", by kind; "coverage", the share of the visible words accounted for.
    """
    with within(order.limits):
        return _read(order, store)


def _read(order: ReadOrder, store: Store) -> Receipt:
    path, root = Path(order.path), Path(order.root)
    data = _unchanged(path, root, order.sha256)
    fetched = {target: store.get(digest) for target, digest in order.fetched}
    beside = {name: _unchanged(path.parent / name, root, digest) for name, digest in order.pictures}
    split = order.overrides.split if order.overrides else None
    reader = _installed(order.name).reader
    reading = reader.read(data, order.name, store, fetched | beside, order.house, split)
    reading = apply_overrides(reading, order.overrides)
    articles = [segment(article) for article in reading.articles]
    files = {
        f"article-{number}": store.put(article_adapter().dump_json(article))
        for number, article in enumerate(articles, start=1)
    }
    files |= {f"picture-{number}": digest for number, digest in enumerate(reading.pictures, start=1)}
    facts: dict[str, Any] = {"words": [article.word_count() for article in articles]}
    facts["repairs"] = dict(reading.repairs)
    parts = visible_parts(data, order.name)
    if parts is None:
        return Receipt(files, facts, reading.findings)
    accounting = coverage.account(parts, articles)
    files["accounting"] = store.put(accounting.to_json())
    facts["coverage"] = accounting.coverage
    return Receipt(files, facts, (*reading.findings, *coverage.findings(accounting, order.name)))


def _unchanged(path: Path, root: Path, sha256: Digest) -> bytes:
    data = read_guarded(path, root)
    if digest_of(data) != sha256:
        raise ArticleError("SRC-004", f"“{path.name}” was changed while it was being read.", "Build again.")
    return data


def apply_overrides(reading: Reading, overrides: ArticleSettings | None) -> Reading:
    """The reading with what issue.toml says of the article; what that replaces is listed as removed.

    Title and standfirst belong to one article, so they are not applied to a file that holds several.
    """
    if overrides is None:
        return reading
    alone = len(reading.articles) == 1
    titled = bool(overrides.title) and alone
    guessed = any(finding.rule == "SRC-014" for finding in reading.findings)
    articles = tuple(_overridden(each, overrides, alone=alone, guessed=guessed) for each in reading.articles)
    return replace(reading, articles=articles, findings=_still_true(reading.findings, titled=titled))


def _overridden(article: Article, overrides: ArticleSettings, *, alone: bool, guessed: bool) -> Article:
    for field in ("section", "issue", "author", "date"):
        article = _replaced(article, field, getattr(article, field), getattr(overrides, field))
    if not alone:
        return article
    if overrides.standfirst:
        article = _noted(article, "standfirst", text_of(article.standfirst), overrides.standfirst)
        article = replace(article, standfirst=unsplit(Run(overrides.standfirst)), standfirst_part="")
    if not overrides.title:
        return article
    old = "" if guessed else article.title.text
    article = _noted(article, "title", old, overrides.title)
    return replace(article, title=Sentence("", (Run(overrides.title),)))


def _replaced(article: Article, field: str, old: str, new: str) -> Article:
    changed: dict[str, Any] = {field: new}
    return replace(_noted(article, field, old, new), **changed) if new else article


def _noted(article: Article, field: str, old: str, new: str) -> Article:
    if not old or old == new:
        return article
    note = Removed(old, f"{field}-replaced", f"issue.toml gives another {field}: “{new}”.")
    return replace(article, removed=(*article.removed, note))


def _still_true(findings: tuple[Finding, ...], *, titled: bool) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if not (titled and finding.rule == "SRC-014"))


def _must_have_a_name(name: str) -> None:
    """Raise ArticleError SRC-012 for a name that no message, list or web page could show."""
    if not is_one_line(name):
        raise ArticleError(
            "SRC-012",
            f"“{printable(name)}” has a character in its name that nobody can see, or that is none at all.",
            "Give the file another name, of letters, digits and hyphens.",
        )


def _installed(name: str) -> Installed:
    installed = installed_for(name)
    if installed is None:
        kind = f"files ending in “{Path(name).suffix}”" if Path(name).suffix else "files without an ending"
        raise ArticleError(
            "SRC-002",
            f"“{name}” cannot be read: everyread does not know {kind}.",
            f"Save it as one of: {', '.join(readable_suffixes())}. Or take it out of the folder.",
        )
    return installed


def _pictures_beside(path: Path, root: Path, data: bytes) -> tuple[tuple[str, Digest], ...]:
    """The pictures that the article names and that may be used; the reader reports the others."""
    seen: list[tuple[str, Digest]] = []
    for name in pictures.named_in(data):
        try:
            seen.append((name, digest_of(read_guarded(path.parent / name, root))))
        except ArticleError:
            continue  # missing, too large or outside: the reader finds it absent and says so
    return tuple(seen)

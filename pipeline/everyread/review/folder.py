"""The review files of an issue: which file is whose, what is wrong with them, and writing them safely."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from everyread.article import Article
from everyread.edition import Entry
from everyread.errors import InputError
from everyread.findings import Finding
from everyread.issue import LITTER, slug_of
from everyread.review.document import Review
from everyread.review.grammar import FOLDER, name_of, read_bytes, read_review
from everyread.review.units import source_of

_RUNNING = re.compile(r"^\d{1,3}[\s._-]+(?=\D)")
KEPT = ".kept"
"""The ending of a copy that somebody saved over, put beside the file."""
ALIKE = 0.5
"""Share of a file's sentences that must be an article's for the file to be a review of it."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of an issue, one an article in running order."""

    paths: tuple[Path, ...]
    """Where each article's review is, or would be written."""
    found: tuple[Review | None, ...]
    """None where there is none, or it cannot be read."""
    broken: tuple[bool, ...]
    """Where there is one that cannot be read."""
    findings: tuple[Finding, ...]


def review_names(entries: Sequence[Entry]) -> list[str]:
    """The name of each article's review file.

    It is made of the source's name without its running number, which changes when articles move; and of
    the article's slug, where one name stands for several articles.
    """
    stems = [slug_of(_RUNNING.sub("", PurePath(entry.article.source.name).stem)) for entry in entries]
    taken = Counter(stems)
    return [
        f"{stem}--{entry.slug}.txt" if taken[stem] > 1 else f"{stem}.txt"
        for stem, entry in zip(stems, entries, strict=True)
    ]


def read_reviews(folder: Path, entries: Sequence[Entry], *, alone: bool = False) -> Reviews:
    """The review of each article of the issue in `folder`; `alone` when it is one article out of a folder.

    A file that cannot be read is a finding, and so is one that belongs to no article, or that is a second
    review of one: nothing that people wrote is passed over in silence.
    """
    place = folder / FOLDER
    paths = [place / name for name in review_names(entries)]
    found: list[Review | None] = []
    findings: list[Finding] = []
    broken: list[bool] = []
    for path, entry in zip(paths, entries, strict=True):
        review, problem = _read(path, entry.article.source.name)
        found.append(review)
        broken.append(problem is not None)
        findings += [problem] if problem else []
    for path in _others(place, paths) if not alone else ():
        review, problem = _read(path, "")
        if problem or review is None:
            findings += [problem] if problem else []
            continue
        owner = _owner(review, entries)
        if owner is None:
            findings.append(_of_nothing(path))
        elif found[owner] is None and not broken[owner]:
            paths[owner], found[owner] = path, review  # the article's file was renamed, or the review
        else:
            findings.append(_second(path, paths[owner], entries[owner].article))
    return Reviews(tuple(paths), tuple(found), tuple(broken), tuple(findings))


def _read(path: Path, file: str) -> tuple[Review | None, Finding | None]:
    try:
        return read_review(path), None
    except FileNotFoundError:
        return None, None
    except InputError as error:
        fix = f"{error.fix} Until then the easy read is an unsigned draft; the file itself is left as it is."
        return None, Finding("EZR-020", error.message, fix, file=file)


def _others(place: Path, known: Sequence[Path]) -> Iterator[Path]:
    """The files in the folder that are not named after an article."""
    if not place.is_dir():
        return
    for path in sorted(place.iterdir()):
        ours = path in known or path.suffix == KEPT
        if not ours and not LITTER.search(path.name) and not path.is_dir():
            yield path


def _owner(review: Review, entries: Sequence[Entry]) -> int | None:
    """Which article the review is of, by its sentences; None when it is of none."""
    sources = [block.source for block in review.blocks if block.id != "word"]
    best, share = None, ALIKE
    for place, entry in enumerate(entries):
        known = {source_of(sentence) for sentence in entry.article.sentences()}
        alike = sum(source in known for source in sources) / max(len(sources), 1)
        if alike >= share and (best is None or alike > share):
            best, share = place, alike
    return best


def _of_nothing(path: Path) -> Finding:
    return Finding(
        "EZR-025",
        f"{name_of(path)} is the review of no article in this issue.",
        "Its article may be missing, or written anew. Keep the file until you know what became of it.",
    )


def _second(path: Path, first: Path, article: Article) -> Finding:
    return Finding(
        "EZR-025",
        f"{name_of(path)} is a second review of “{article.title.text}”. Only {name_of(first)} is used.",
        "Two people may have worked at once. Copy what you need into the one that is used, then take the "
        "other away.",
        file=article.source.name,
    )


def save(path: Path, before: bytes | None, after: bytes) -> None:
    """Write a review file whole or not at all, if it is still as it was read; None is for a new one.

    Raises InputError when somebody else changed it meanwhile, or is writing it now; their words stay.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        stream = part.open("xb")  # only one of two writers can make it
    except FileExistsError as error:
        raise InputError(
            f"{name_of(path)} is being written by somebody else, so nothing was written to it.",
            "Try again in a moment. If this goes on, an earlier try was broken off: take away the file "
            f"{part.name}, which stands beside it.",
        ) from error
    try:
        with stream:
            if _now(path) != before:
                raise InputError(
                    f"{name_of(path)} was changed by somebody just now, so nothing was written to it.",
                    "Look at what it says now, then give the same command again.",
                )
            stream.write(after)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # there only if something above failed


def _now(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None

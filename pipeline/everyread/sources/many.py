"""One file with many articles: each is read by itself, and one that fails does not stop the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.sources.bounds import must_be_few_blocks
from everyread.sources.limits import limits
from everyread.sources.reader import Reading


def read_each(parts: Iterable[tuple[str, Callable[[], Reading]]], name: str) -> Reading:
    """The articles of all parts, each with its title for the editor and what reads it.

    A part that cannot be read becomes a finding.  Raises ArticleError: SRC-001 when none is left, SRC-011
    when there are too many.
    """
    readings: list[Reading] = []
    findings: list[Finding] = []
    blocks = 0
    for count, (title, read) in enumerate(parts, start=1):
        if count > limits().articles:
            raise ArticleError(
                "SRC-011",
                f"“{name}” holds more than {limits().articles} articles.",
                "Export only the articles of this issue, for instance by choosing dates in the export.",
            )
        try:
            reading = read()
        except ArticleError as error:
            findings.append(left_out(title, error.message, error.fix, name))
            continue
        for article in reading.articles:
            blocks = must_be_few_blocks(article.blocks, name, blocks)
        place = 1 + sum(len(each.articles) for each in readings)
        own = tuple(
            replace(each, place=place) if len(reading.articles) == 1 else each for each in reading.findings
        )
        readings.append(replace(reading, findings=own))
    if not readings:
        raise ArticleError(
            "SRC-001",
            f"There is no article to read in “{name}”.",
            "Look whether the articles in it are published and have text, then export it again.",
        )
    return joined(readings, findings)


def joined(readings: Iterable[Reading], findings: Iterable[Finding] = ()) -> Reading:
    """Several readings of one file as one."""
    every = tuple(readings)
    repairs: Counter[str] = Counter()
    for reading in every:
        repairs.update(dict(reading.repairs))
    return Reading(
        articles=tuple(article for reading in every for article in reading.articles),
        findings=tuple(
            dict.fromkeys([*findings, *(found for reading in every for found in reading.findings)])
        ),
        pictures=tuple(dict.fromkeys(picture for reading in every for picture in reading.pictures)),
        repairs=tuple(sorted(repairs.items())),
    )


def left_out(title: str, why: str, fix: str, name: str) -> Finding:
    """The finding for a part of a file that gave no article."""
    return Finding("SRC-023", f"“{title}” was left out: {why}", fix, file=name, paragraph=title)

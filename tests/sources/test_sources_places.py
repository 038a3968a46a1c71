"""One file, several articles: what is wrong with one is not held against the others."""

from __future__ import annotations

from pathlib import Path

from everyread.article import Article, Notice, Paragraph, Run, Sentence, Source, unsplit
from everyread.edition import Edition, Reading, arrange
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.issue import Issue
from everyread.judging import Past
from everyread.ledger import Ledger
from everyread.manifest import FindingRecord
from everyread.readability.accepted import Accepted
from everyread.readability.gate import judge
from everyread.readability.history import History
from everyread.settings import Settings
from everyread.sources import reader
from everyread.sources.many import read_each


def one(title: str, *, notice: bool = True, file: str = "a.epub") -> Article:
    words = Paragraph(unsplit(Run("Words.")))
    blocks = (words, Notice((words,))) if notice else (words,)
    return Article(Sentence("s0001", (Run(title),)), blocks, Source(file, "0" * 64, "x"))


def edition(*articles: Article, findings: tuple[Finding, ...] = (), **settings: object) -> Edition:
    issue = Issue("spring", Path(), (Path("a.epub"),), Settings.model_validate(settings))
    return arrange(issue, [Reading("a.epub", tuple(("d", each) for each in articles), findings)])


def test_an_article_without_a_disclaimer_holds_only_itself():
    found = edition(one("First"), one("Second", notice=False), one("Third"), gates={"disclaimer": True})
    assert [entry.article.title.text for entry in found.sound_entries()] == ["First", "Third"]
    past = Past(judge([], found.issue.settings, History(), Accepted()), History())
    ledger = Ledger(found, (), past, ())
    assert [ledger.held(entry) for entry in found.entries] == [False, True, False]
    assert "place" not in FindingRecord.of(found.findings[0]).model_dump()


def test_an_error_of_the_file_holds_all_of_it():
    found = edition(one("First"), one("Second"), findings=(Finding("SRC-030", "m", "f", file="a.epub"),))
    assert found.sound_entries() == ()


def test_what_a_part_is_told_of_is_bound_to_its_article():
    def read(title: str) -> reader.Reading:
        if title == "empty":
            raise ArticleError("SRC-001", "empty", "fix")
        return reader.Reading((one(title),), (Finding("SRC-013", title, "fix", file="a.epub"),))

    parts = [(title, lambda title=title: read(title)) for title in ("First", "empty", "Second")]
    found = read_each(parts, "a.epub")
    assert [(each.rule, each.place) for each in found.findings] == [
        ("SRC-023", 0),
        ("SRC-013", 1),
        ("SRC-013", 2),
    ]


def test_a_pinned_name_is_given_once():
    pinned = [{"file": "a.epub", "slug": "news"}]
    many = edition(one("First"), one("Second"), one("Third"), article=pinned)
    assert [entry.slug for entry in many.entries] == ["news", "news-2", "news-3"]
    assert [entry.slug for entry in edition(one("First"), article=pinned).entries] == ["news"]

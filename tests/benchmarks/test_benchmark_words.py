"""The benchmark's newsletter: as long as it is asked for, varied, and the same every time."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.words import articles
from everyread.sentences import split_text

Articles = list[tuple[str, str]]


@pytest.fixture(scope="module")
def issue() -> Articles:
    return articles()


def body_of(markdown: str) -> str:
    return markdown.split("---\n", 2)[2]


def words_of(issue: Articles) -> int:
    return sum(len(re.findall(r"\S*\w\S*", body_of(text))) for _, text in issue)


def sentences_of(markdown: str) -> list[str]:
    """Every sentence of headings, paragraphs, list items and captions; table rows are left out."""
    lines = [line for line in body_of(markdown).splitlines() if line and not line.startswith("|")]
    return [sentence for line in lines for sentence in split_text(line.strip("#->* "))]


def test_an_issue_has_forty_articles_and_thirty_thousand_words(issue: Articles) -> None:
    assert len(issue) == 40
    assert words_of(issue) == pytest.approx(30_000, rel=0.05)


def test_file_names_are_unique_and_in_running_order(issue: Articles) -> None:
    names = [name for name, _ in issue]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+\.md", name) for name in names)


def test_titles_are_unique(issue: Articles) -> None:
    titles = [re.search(r'^title: "(.+)"$', text, re.MULTILINE) for _, text in issue]
    assert len({title[1] for title in titles if title}) == 40


def test_nearly_every_sentence_is_said_once(issue: Articles) -> None:
    counts = Counter(sentence for _, text in issue for sentence in sentences_of(text))
    said_once = sum(1 for count in counts.values() if count == 1)
    assert said_once / counts.total() >= 0.97


def test_articles_have_every_kind_of_block(issue: Articles) -> None:
    texts = [text for _, text in issue]
    for mark in ("\n## ", "\n- ", "\n> ", "\n| --- |", "\nThis article is not medical advice."):
        assert sum(mark in text for text in texts) >= 10, mark


def test_no_slot_is_left_empty(issue: Articles) -> None:
    assert not [name for name, text in issue if re.search(r"[{}]|\n\n\n|## *\n", text)]


def test_the_same_seed_gives_the_same_issue_and_another_seed_another(issue: Articles) -> None:
    assert articles() == issue
    assert articles(seed=8) != issue


@pytest.mark.parametrize(("count", "words"), [(1, 400), (3, 1_500), (12, 9_000)])
def test_other_sizes(count: int, words: int) -> None:
    made = articles(count, words)
    assert len(made) == count
    assert words_of(made) == pytest.approx(words, rel=0.05)

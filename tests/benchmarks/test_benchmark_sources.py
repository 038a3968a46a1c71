"""The benchmark of the readers measures the same articles in every format."""

from __future__ import annotations

from benchmarks import sources, words


def test_every_format_holds_the_same_words():
    files = sources.files_of([text for _, text in words.articles(count=2, words=900)])
    found = {name: sources.measured(name, contents)[:2] for name, contents in files.items()}
    assert {articles for articles, _ in found.values()} == {2}
    counts = [count for _, count in found.values()]
    assert min(counts) > 700
    assert max(counts) - min(counts) <= 0.02 * max(counts)

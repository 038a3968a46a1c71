"""What is larger than any article is refused in plain words; what is as large as a book is read."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from everyread.article import Paragraph, Run, unsplit
from everyread.errors import ArticleError
from everyread.sentences import split_text
from everyread.settings import Limits
from everyread.sources.bounds import must_be_few_blocks, must_be_small_tree
from everyread.sources.limits import within

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", "T\n\n" + "a\tb\n" * 300_000, "lines"),
        ("a.txt", "T\n\n" + "> x\n" * 200_000, "lines"),
        ("a.txt", "T\n\n" + "x\n\n" * 30_000, "paragraphs"),
        ("a.txt", "T\n\n" + "a\tb\n" * 30_000, "cells"),
        ("a.md", "# T\n\n" + "> x\n>\n" * 100_000, "lines"),
        ("a.rtf", r"{\rtf1\ansi T\par " + r"x\par " * 60_000 + "}", "lines"),
        ("a.html", "<html><body><h1>T</h1>" + "<p>x</p>" * 500_000, "tags"),
        ("a.html", "<h1>T</h1><p>" + "x<br>" * 30_000, "paragraphs and lines"),
        ("a.html", "<h1>T</h1><table>" + "<tr><td>a<td>b" * 60_000, "cells"),
        ("a.html", "<h1>T</h1><p>" + f"{'word ' * 1000}<br>" * 500, "letters"),
    ],
    ids=lambda value: f"{len(value)}" if len(value) > 30 else value,
)
def test_more_than_any_article_is_refused(reading, name, data, what):
    with pytest.raises(ArticleError, match="at most") as caught:
        reading(name, data)
    assert caught.value.rule == "SRC-011"
    assert what in caught.value.message


def test_a_word_document_is_refused_before_it_is_converted(reading):
    document = f'<w:document xmlns:w="{WORD}"><w:body>{"<w:p/>" * 11}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document)
    with within(Limits(paragraphs=10)), pytest.raises(ArticleError, match="11 paragraphs") as caught:
        reading("a.docx", stream.getvalue())
    assert caught.value.rule == "SRC-011"


def test_the_blocks_of_a_file_are_counted_together():
    three = (Paragraph(unsplit(Run("x"))),) * 3
    with within(Limits(paragraphs=5)):
        before = must_be_few_blocks(three, "a.epub")
    assert before == 3
    with within(Limits(paragraphs=5)), pytest.raises(ArticleError, match="6 paragraphs"):
        must_be_few_blocks(three, "a.epub", before)


def test_a_cell_is_counted_once():
    from lxml import html

    with within(Limits(paragraphs=2)):
        must_be_small_tree(html.fromstring("<table><tr><td><p>a</p><td><p>b</p></tr></table>"), "a.html")


@pytest.mark.parametrize(
    "lines",
    [
        ["|---|---|"] * 8_000,
        ["a | b", *["|---|---|"] * 8_000],
        [">"] * 8_000,
        ["+---+---+"] * 8_000,
        ["- begin", *["  more"] * 8_000],
        ["words that wrap in lines of the same width as this and no"] * 8_000,
    ],
    ids=["rules", "rules-under-a-row", "empty-quotation", "frames", "one-entry", "one-paragraph"],
)
def test_each_line_is_looked_at_a_few_times(reading, lines, monkeypatch):
    """Counted, not timed: what is looked at again for each line would make tens of millions of looks."""
    from everyread.sources import text, typed

    looks = 0
    table, quoted, wrap = typed._is_rule, typed._QUOTED, text.clean

    class Counting:
        def fullmatch(self, line):
            nonlocal looks
            looks += 1
            return quoted.fullmatch(line)

    def counted(function):
        def call(line):
            nonlocal looks
            looks += 1
            return function(line)

        return call

    monkeypatch.setattr(typed, "_is_rule", counted(table))
    monkeypatch.setattr(typed, "_QUOTED", Counting())
    monkeypatch.setattr(text, "clean", counted(wrap))
    assert reading("a.txt", "\n".join(["Title", "", *lines, "", "Some words at the end of it."])).articles
    assert looks < 20 * len(lines)


def test_a_paragraph_of_ten_thousand_sentences_is_split_as_short_ones_are():
    chance = random.Random(7)
    parts = ["Mr. Smith came at 5 p.m. on Monday.", "“No!” she said.", "See fig. 2.", "It was in 2024."]
    chosen = [chance.choice(parts) for _ in range(10_000)]
    whole = split_text(" ".join(chosen))
    assert " ".join(whole) == " ".join(chosen)
    assert len(whole) >= len(chosen)

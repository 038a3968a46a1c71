"""A whole issue in one document, and the articles that must never be cut."""

from __future__ import annotations

import pytest

from everyread.article import text_of
from everyread.settings import ArticleSettings
from everyread.sources.reader import reader_for

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def titles(reading) -> list[str]:
    return [each.title.text for each in reading.articles]


@pytest.mark.fires("SRC-024")
def test_a_table_of_contents_makes_an_issue(reading):
    text = (
        "# Winter News\n\n- Pacing\n- Sleep . . . 3\n\n# Pacing\n\n"
        f"{BODY}\n\n## How\n\n{BODY}\n\n# Sleep\n\n{BODY}\n"
    )
    found = reading("issue.md", text)
    assert titles(found) == ["Pacing", "Sleep"]
    assert {each.issue for each in found.articles} == {"Winter News"}
    assert [each.text for each in found.articles[0].removed] == ["Pacing", "Sleep . . . 3"]
    [finding] = [each for each in found.findings if each.rule == "SRC-024"]
    assert "2 articles" in finding.message
    assert "split = false" in finding.fix


def test_writers_under_the_headings_make_an_issue(reading):
    text = f"# One\n\nBy Jane Smith\n\n{BODY}\n\n# Two\n\nBy Tom Lee\n\n{BODY}\n"
    found = reading("issue.md", text)
    assert [(each.title.text, each.author) for each in found.articles] == [
        ("One", "Jane Smith"),
        ("Two", "Tom Lee"),
    ]


def test_long_parts_with_headings_of_their_own_make_an_issue(reading):
    part = f"{BODY} " * 15
    text = "".join(f"# {name}\n\n{part}\n\n## In {name}\n\n{part}\n\n" for name in ("One", "Two", "Three"))
    assert titles(reading("issue.md", text)) == ["One", "Two", "Three"]


def test_a_heading_over_several_articles_is_their_section(reading):
    text = f"# News\n\n# One\n\nBy Jane Smith\n\n{BODY}\n\n# Stories\n\n# Two\n\nBy Tom Lee\n\n{BODY}\n"
    found = reading("issue.md", text)
    assert [(each.title.text, each.issue, each.section) for each in found.articles] == [
        ("One", "News", ""),
        ("Two", "News", "Stories"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# T\n\n{BODY}\n\n## A\n\n{BODY}\n",
        f"# T\n\n{BODY}\n\n# A\n\n{BODY}\n\n# B\n\n{BODY}\n\n# C\n\n{BODY}\n",
        f"# T\n\nBy Jane Smith\n\n{BODY}\n\n# A\n\n{BODY}\n\n# B\n\n{BODY}\n",
        f"{BODY}\n\n{BODY}\n",
    ],
)
def test_an_ordinary_article_is_never_cut(reading, text):
    assert len(reading("a.md", text).articles) == 1


def test_the_editor_decides(store):
    plain = f"# A\n\n{BODY}\n\n# B\n\n{BODY}\n".encode()
    signed = f"# One\n\nBy Jane Smith\n\n{BODY}\n\n# Two\n\nBy Tom Lee\n\n{BODY}\n".encode()
    reader = reader_for("a.md")
    assert reader is not None
    assert titles(reader.read(plain, "a.md", store, split=True)) == ["A", "B"]
    assert titles(reader.read(signed, "a.md", store, split=False)) == ["One"]
    assert ArticleSettings(file="a.md").split is None


def test_no_word_is_lost_when_an_issue_is_split(reading):
    text = (
        f"An introduction of the editor. {BODY} {BODY}\n\n# One\n\n"
        f"By Jane Smith\n\nalpha {BODY}\n\n# Two\n\nBy Tom Lee\n\nbeta {BODY}\n"
    )
    found = reading("issue.md", text)
    said = " ".join(text_of(prose) for each in found.articles for prose in each.prose())
    assert all(word in said for word in ("introduction", "alpha", "beta", "One", "Two"))
    assert len(found.articles) == 3

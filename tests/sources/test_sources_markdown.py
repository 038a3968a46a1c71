"""The Markdown reader: front matter, structure, links, raw HTML; and nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_docx import png

from everyread.article import Article, Run, text_of
from everyread.errors import ArticleError

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def runs(found) -> list[Run]:
    return [run for prose in found.prose() for sentence in prose for run in sentence.runs]


def test_front_matter(article, outline):
    found = article(
        "a.md",
        '---\ntitle: "A day: at the sea"\ncategory: Stories\nauthors:\n  - Jane Smith\n  - Tom Lee\n'
        "issue: Winter\ndate: 2026-06-02\nsummary: >\n  It rained\n  all day.\n"
        "tags: [sea, rain]\nlayout: post\n---\n\n" + BODY,
    )
    assert (found.title.text, found.section, found.author) == (
        "A day: at the sea",
        "Stories",
        "Jane Smith, Tom Lee",
    )
    assert (found.issue, found.date) == ("Winter", "2026-06-02")
    assert text_of(found.standfirst) == "It rained all day."
    assert [each.text for each in found.removed] == ["tags: sea, rain", "layout: post"]
    assert outline(found) == [BODY]


def test_front_matter_that_is_never_closed_is_text(article):
    found = article("a.md", f"---\ntitle: Sea\n\n{BODY}")
    assert "title: Sea" in [text_of(prose) for prose in found.prose()]


def test_the_title_in_front_matter_wins_over_a_heading(article, outline):
    same = article("a.md", f"---\ntitle: The sea\n---\n# The Sea\n\n{BODY}")
    other = article("a.md", f"---\ntitle: The sea\n---\n# A day\n\n{BODY}")
    assert (same.title.text, outline(same)) == ("The sea", [BODY])
    assert (other.title.text, outline(other)) == ("The sea", ["## A day", BODY])


def test_headings_lists_and_numbers(article, outline):
    text = (
        f"# T\n\n{BODY}\n\n## One\n\n- a\n- b\n  - c\n\n    more of c\n\n"
        "3. three\n4. four\n   - inside\n\n### Two\n\nx\n"
    )
    assert outline(article("a.md", text)) == [
        BODY,
        "## One",
        "- a",
        "- b",
        "  - c",
        "    more of c",
        "3. three",
        "4. four",
        "  - inside",
        "### Two",
        "x",
    ]


@pytest.mark.fires("SRC-013")
def test_skipped_levels_are_repaired(reading, outline):
    found = reading("a.md", f"# T\n\n### Deep\n\n{BODY}\n\n###### Deeper\n\n{BODY}\n\n### Beside\n\n{BODY}\n")
    assert outline(found.articles[0]) == ["## Deep", BODY, "### Deeper", BODY, "## Beside", BODY]
    assert [finding.paragraph for finding in found.findings if finding.rule == "SRC-013"] == [
        "Deep",
        "Deeper",
    ]


def test_several_top_headings_keep_their_order(reading, outline):
    found = reading("a.md", f"# T\n\n## A\n\n{BODY}\n\n# U\n\n## B\n\n{BODY}\n")
    assert outline(found.articles[0]) == ["## A", BODY, "## U", "### B", BODY]
    assert found.findings == ()


def test_a_bold_line_before_text_is_a_heading(article, outline):
    text = (
        f"# T\n\n## A\n\n**Colds and flu**\n\n{BODY}\n\n**Never mix them.**\n\n**Last**\n\n## B\n\n{BODY}\n"
    )
    assert outline(article("a.md", text)) == [
        "## A",
        "### Colds and flu",
        BODY,
        "Never mix them.",
        "Last",
        "## B",
        BODY,
    ]


def test_a_bold_line_before_a_rule_is_no_heading(article, outline):
    text = f"# T\n\n{BODY}\n\n**Jane, by e-mail**\n\n---\n\n{BODY}\n\n**Colds and flu**\n\n{BODY}\n"
    assert outline(article("a.md", text)) == [BODY, "Jane, by e-mail", BODY, "## Colds and flu", BODY]


def test_the_title_of_a_picture_is_its_caption(article, outline):
    text = f'# T\n\n{BODY}\n\n![A chair](chair.png "My  *first* chair")\n\n![A stool](stool.png)\n'
    found = article("a.md", text, {"chair.png": png(), "stool.png": png(3, 3)})
    assert outline(found) == [BODY, "[image/png A chair] My *first* chair", "[image/png A stool]"]


def test_the_caption_of_a_picture_that_is_missing_is_kept(article, outline):
    found = article("a.md", f'# T\n\n{BODY}\n\n![A chair](chair.png "My first chair")\n')
    assert outline(found) == [BODY, "My first chair"]


def test_a_byline_that_repeats_front_matter_is_left_out(article, outline):
    found = article("a.md", f"---\nauthor: Jane Smith\n---\n# T\n\n*By Jane Smith*\n\n{BODY}\n")
    assert (found.author, outline(found)) == ("Jane Smith", [BODY])
    assert [each.rule for each in found.removed] == ["repeated-author"]


def test_tables(article, outline):
    text = f"# T\n\n{BODY}\n\n| Drug | Dose |\n|---|---|\n| LDN | 3 mg |\n| Aspirin | |\n"
    assert outline(article("a.md", text))[1:] == ["| | *Drug | *Dose", "| | LDN | 3 mg", "| | Aspirin | "]


def test_quotations_with_their_speakers(article, outline):
    text = (
        f"# T\n\n{BODY}\n\n> I slept – for once – and woke.\n> — Jane Smith\n\n"
        "> No name.\n\n> Twice.\n>\n> -- Tom\n"
    )
    assert outline(article("a.md", text))[1:] == [
        "> I slept – for once – and woke.",
        "> — Jane Smith",
        "> No name.",
        "> Twice.",
        "> — Tom",
    ]


def test_marks_and_links(article):
    text = "# T\n\nAn *soft* **loud** [a link](https://a.org/x), <me@a.org>, H<sub>2</sub>O, x<sup>2</sup>.\n"
    marked = {run.text: run for run in runs(article("a.md", text))}
    assert marked["soft"].emphasis
    assert marked["loud"].emphasis
    assert marked["a link"].href == "https://a.org/x"
    assert marked["me@a.org"].href == "mailto:me@a.org"
    assert (marked["2"].position, marked["O, x"].position) == ("super", "")


@pytest.mark.parametrize(
    "target",
    [
        "{{ base }}finders/find",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/conditions/cold",
        "#top",
        "data:text/html,x",
    ],
)
def test_a_link_that_leads_nowhere_keeps_its_text(article, target):
    found = article("a.md", f"# T\n\n{BODY} See [Find a pharmacy]({target}) now.\n")
    assert text_of(found.blocks[0].prose).endswith("See Find a pharmacy now.") or target.startswith(
        ("java", "file", "data")
    )
    assert "Find a pharmacy" in text_of(found.blocks[0].prose)
    assert all(run.href == "" for run in runs(found))


def test_raw_html_is_read_and_never_run(article, outline):
    text = (
        f"# T\n\n{BODY}\n\n<script>alert(1)</script>\n\n<div>In a <b>box</b><br>of lines</div>\n\n"
        "A <kbd>key</kbd> <img src=x onerror=alert(1)>\n"
    )
    found = article("a.md", text)
    assert outline(found) == [BODY, "In a box", "of lines", "A key"]
    assert "alert" not in repr(found)


def test_struck_out_text_is_left_out_and_listed(article, outline):
    found = article("a.md", f"# T\n\n{BODY}\n\nTake ~~50 mg~~ 25 mg.\n")
    assert outline(found)[1] == "Take 25 mg."
    assert [(each.rule, each.text) for each in found.removed] == [("struck-out", "50 mg")]


@pytest.mark.fires("SRC-016")
@pytest.mark.parametrize(
    "text", [">" * 500 + " x", "- " * 500 + "x", "".join("  " * n + "- x\n" for n in range(200))]
)
def test_endless_nesting_is_refused(reading, text):
    with pytest.raises(ArticleError) as caught:
        reading("a.md", text)
    assert caught.value.rule == "SRC-016"


def test_deep_nesting_is_laid_flat_with_every_word(article):
    text = "# T\n\n" + "".join("  " * depth + f"- word{depth}\n" for depth in range(30))
    found = article("a.md", text)
    assert [text_of(prose) for prose in found.prose()] == ["T", *(f"word{depth}" for depth in range(30))]


WORD = st.sampled_from("pacing rest 20mg ME/CFS don’t well-being alpha beta gamma delta".split())
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
PIECES = st.one_of(
    WORDS.map(lambda text: f"{text}\n\n"),
    WORDS.map(lambda text: f"## {text}\n\n"),
    WORDS.map(lambda text: f"- {text}\n"),
    WORDS.map(lambda text: f"  - {text}\n\n"),
    WORDS.map(lambda text: f"7. {text}\n"),
    WORDS.map(lambda text: f"> {text}\n\n"),
    WORDS.map(lambda text: f"**{text}**\n\n"),
    WORDS.map(lambda text: f"| {text} | b |\n|---|---|\n| {text} | d |\n\n"),
    WORDS.map(lambda text: f"    {text}\n\n"),
    WORDS.map(lambda text: f"<div>{text}<p>{text}</p>{text}</div>\n\n"),
    WORDS.map(lambda text: f"<table><tr><td rowspan=2>{text}<td>x</table>\n\n"),
    WORDS.map(lambda text: f"<nav>{text}</nav>\n\n"),
    WORDS.map(lambda text: f"[{text}](https://a.org) ~~{text}~~ `{text}`\n\n"),
)


@given(st.lists(PIECES, max_size=10).map("".join))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_is_kept_or_listed(attempt, text):
    found = attempt("name.md", f"# Title\n\n{text}".encode())
    if isinstance(found, str):
        assert found == "SRC-001"
        return
    kept = " ".join([*(text_of(prose) for prose in found.prose()), *(each.text for each in found.removed)])
    words = re.compile(r"[\w/’-]*\w")
    missing = {
        word for word in words.findall(re.sub(r"<[^>]*>|https://a\.org", " ", text)) if word not in kept
    }
    assert missing <= {"7"}  # the number of an item


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_an_article_or_a_reason(attempt, text):
    found = attempt("x.md", text.encode())
    assert isinstance(found, Article) or found.startswith("SRC-")

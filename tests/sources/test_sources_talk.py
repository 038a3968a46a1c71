"""Who speaks: questions and answers in their three dresses, and what only looks like them."""

from __future__ import annotations

import pytest

from everyread.article import Article, Paragraph

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
LONG = "What did the doctors tell you about your illness when you first came to see them in the spring?"


def parts(article: Article) -> list[tuple[str, str]]:
    return [(block.part, block.speaker) for block in article.blocks if isinstance(block, Paragraph)]


def test_letters_in_front(article):
    text = (
        f"# T\n\n{BODY}\n\n**Q:** What is pacing?\n\nA: {BODY}\n\n"
        f"{BODY}\n\nQ2. Why?\n\nAnswer: {BODY}\n\n## End\n\n{BODY}"
    )
    assert [part for part, _ in parts(article("a.md", text))] == [
        "", "question", "answer", "answer", "question", "answer", "",
    ]  # fmt: skip


def test_names_in_front(article):
    text = (
        f"# T\n\n{BODY}\n\nSam: How are you?\n\n**Dr Jane Smith:** {BODY}\n\n{BODY}\n\nSam: And now?\n\n"
        f"Dr Jane Smith: {BODY}\n\nNote: {BODY}"
    )
    assert parts(article("a.md", text))[:6] == [
        ("", ""),
        ("question", "Sam"),
        ("answer", "Dr Jane Smith"),
        ("answer", "Dr Jane Smith"),
        ("question", "Sam"),
        ("answer", "Dr Jane Smith"),
    ]


def test_a_round_of_equals_has_speakers_and_no_questions(article):
    text = "# T\n\n" + "\n\n".join(f"{name}: {BODY}" for name in ("Ann", "Bob", "Ann", "Bob"))
    assert parts(article("a.md", text)) == [("", "Ann"), ("", "Bob"), ("", "Ann"), ("", "Bob")]


def test_long_questions_in_bold(article, outline):
    text = f"# T\n\n{BODY}\n\n**{LONG}**\n\n{BODY}\n\n**Why?**\n\n{BODY}\n\n**{LONG}**\n\n{BODY}"
    found = article("a.md", text)
    assert [part for part, _ in parts(found)] == [
        "", "question", "answer", "question", "answer", "question", "answer",
    ]  # fmt: skip
    assert "Why?" in outline(found)


def test_short_questions_in_bold_are_headings(article, outline):
    text = f"# T\n\n**What is it?**\n\n{BODY}\n\n**Who has it?**\n\n{BODY}"
    assert outline(article("a.md", text)) == ["## What is it?", BODY, "## Who has it?", BODY]


def test_definition_lists_of_questions(article):
    html = f"<h1>T</h1><dl><dt>{LONG}</dt><dd>{BODY}</dd><dt>And {LONG.lower()}</dt><dd>{BODY}</dd></dl>"
    assert [part for part, _ in parts(article("a.html", html))] == [
        "question",
        "answer",
        "question",
        "answer",
    ]


def test_a_readers_question_above_its_answer(article):
    found = article(
        "a.txt", f"Pacing\n\nMy doctor says I should pace. What does that mean?\n\n{BODY}\n\n{BODY}"
    )
    assert found.standfirst_part == "question"


@pytest.mark.parametrize(
    "lines",
    [
        ["Date: 4 May.", "Time: noon.", "Date: 5 May.", "Time: one."],
        ["Remember: rest.", BODY, "Remember: rest more.", BODY],
        ["Q: What is this?", BODY],
    ],
)
def test_what_is_no_talk(article, lines):
    found = article("a.md", "# T\n\n" + "\n\n".join([BODY, *lines]))
    assert set(parts(found)) == {("", "")}

"""The RTF reader: text, notes, and an honest word about the rest."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_footnotes import marks, notes

from everyread.article import Article

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def rtf(*paragraphs: str, info: str = "") -> str:
    return "{\\rtf1\\ansi\\ansicpg1252" + info + "".join(f"\\pard {each}\\par\n" for each in paragraphs) + "}"


@pytest.mark.fires("SRC-022")
def test_text_and_an_honest_word(reading, outline):
    found = reading(
        "a.rtf",
        rtf(
            "Pacing",
            BODY,
            "Caf\\'e9 \\u8211? and \\b bold\\b0 .",
            "{\\pntext\\'95\\tab}one",
            "{\\pntext\\'95\\tab}two",
            BODY,
        ),
    )
    [article] = found.articles
    assert article.title.text == "Pacing"
    assert outline(article) == [BODY, "Café – and bold.", "- one", "- two", BODY]
    [finding] = found.findings
    assert (finding.rule, finding.severity) == ("SRC-022", "note")
    assert "headings and lists are guessed" in finding.message


def test_short_paragraphs_are_not_joined(article, outline):
    lines = [
        "Every line of this is a paragraph by itself.",
        "so is this one, which begins in small letters.",
        BODY,
    ]
    assert outline(article("a.rtf", rtf("Pacing", BODY, *lines))) == [BODY, *lines]


def test_footnotes(article):
    note = "{\\footnote \\pard {\\super\\chftn} Said in {\\i May}.}"
    found = article("a.rtf", rtf("Pacing", f"{BODY[:-1]}{note}.", BODY))
    assert [note for _, note, _ in marks(found)] == ["note-1"]
    assert [(number, text) for number, _, text in notes(found)] == [(1, "Said in May.")]


def test_deleted_text_and_comments_are_told(reading, outline):
    text = "Take {\\deleted\\revauthdel1 at least }two{\\*\\annotation is this right?}."
    found = reading("a.rtf", rtf("Pacing", BODY, text))
    assert outline(found.articles[0]) == [BODY, "Take two."]
    messages = {finding.rule: finding.message for finding in found.findings}
    assert "deleted “at least”" in messages["SRC-020"]
    assert "Left out: 1 comment." in messages["SRC-022"]


def test_properties(article):
    found = article("a.rtf", rtf("Pacing", BODY, BODY, info="{\\info{\\title x}{\\author Jane Smith}}"))
    assert (found.title.text, found.author) == ("Pacing", "Jane Smith")


def test_pictures_do_not_count_as_text(reading):
    picture = "{\\pict\\pngblip " + "89504e47" * 700_000 + "}"
    found = reading("a.rtf", rtf("Pacing", BODY, picture, BODY))
    assert "Left out: 1 picture." in found.findings[0].message


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"plain text", "SRC-003"),
        (b"{\\rtf1 }", "SRC-001"),
        (b"{\\rtf1 " + b"word " * 900_000 + b"}", "SRC-011"),
    ],
)
def test_refused(attempt, data, rule):
    assert attempt("a.rtf", data) == rule


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "\\par ",
        "\\u8211?",
        "\\'e9",
        "word ",
        "\\footnote ",
        "{\\*\\x ",
        "\\pict ",
        "\\",
        "\\bin9999 ",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rtf_gives_an_article_or_a_reason(attempt, text):
    found = attempt("x.rtf", ("{\\rtf1 " + text).encode())
    assert isinstance(found, Article) or found.startswith("SRC-")

"""The spoken contents list."""

from __future__ import annotations

from everyread.article import Heading, Paragraph, text_of
from everyread.narration.contents import Listed, contents_article

ISSUE = contents_article(
    "Winter 2026",
    "The Lantern Trust",
    [Listed("Small steps", "By Bethan Hale", 371.0), Listed("Is it a test?", "", 20.0)],
)


def test_it_says_what_there_is_and_how_long_it_lasts() -> None:
    said = [text_of(block.prose) for block in ISSUE.blocks if isinstance(block, Heading | Paragraph)]
    assert ISSUE.title.text == "Winter 2026"
    assert said == [
        "This issue from The Lantern Trust has 2 articles, read by a computer voice.",
        "1. Small steps",
        "By Bethan Hale. About six minutes.",
        "2. Is it a test?",
        "Less than a minute.",
    ]


def test_every_sentence_has_an_id_like_in_any_article() -> None:
    assert [each.id for each in ISSUE.sentences()][:3] == ["s0001", "s0002", "s0003"]


def test_one_article_is_said_as_one() -> None:
    alone = contents_article("Winter", "", [Listed("Small steps", "", 60.0)])
    assert "This issue has one article" in " ".join(each.text for each in alone.sentences())

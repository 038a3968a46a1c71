"""What a web page says of its article: visible lines, meta elements, JSON-LD; and what is not believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from everyread.article import text_of

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
LONG = "".join(f"<p>{number} {BODY} {BODY} {BODY}</p>" for number in ("First.", "Second.", "Third."))


def page(head: str = "", top: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Pacing – Us</title>{head}</head>"
        f"<body><main><h1>Pacing</h1>{top}{LONG}</main></body></html>"
    )


def linked(*things: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


THING = {
    "@type": "NewsArticle",
    "headline": "Pacing",
    "author": [{"@type": "Person", "name": "Jane Smith"}, {"name": "Tom Lee"}],
    "datePublished": "2026-01-02T10:00:00Z",
    "articleSection": "Medical Matters",
    "description": "How to do less.",
    "isPartOf": {"@type": "PublicationIssue", "name": "Winter 2026"},
}


@pytest.mark.parametrize(
    "head",
    [
        linked(THING),
        linked([{"@type": "Organization", "name": "Us"}, THING]),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, THING]}),
        linked({**THING, "headline": "Another", "author": "Nobody"}, THING),
        linked({**THING, "@type": "MedicalWebPage"}),
    ],
)
def test_json_ld(article, head):
    found = article("a.html", page(head))
    assert (found.author, found.date, found.section, found.issue) == (
        "Jane Smith, Tom Lee",
        "2026-01-02",
        "Medical Matters",
        "Winter 2026",
    )


def test_what_the_page_shows_comes_first(article):
    head = (
        linked(THING) + '<meta name=author content="Ann Lee"><meta property="article:section" content="News">'
    )
    found = article("a.html", page(head, "<time>3 May 2026</time>"))
    assert (found.author, found.section, found.date) == ("Ann Lee", "News", "3 May 2026")


def test_a_description_that_nobody_sees_is_not_printed(article):
    found = article("a.html", page(linked(THING) + '<meta name=description content="How to do less.">'))
    assert found.standfirst == ()


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta name=description content="How to do less.">', "<p>How to do <b>less</b>.</p>"),
        (linked(THING), "<p>How to do less.</p>"),
        ("", '<p class="article-standfirst">How to do less.</p>'),
        ("", '<div class="lede"><p>How to do less.</p></div>'),
    ],
)
def test_a_standfirst_that_the_page_shows(article, outline, head, top):
    found = article("a.html", page(head, top))
    assert text_of(found.standfirst) == "How to do less."
    assert len(outline(found)) == 3


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{not json</script>',
        f'<script type="application/ld+json">{"[" * 50_000}</script>',
        f'<script type="application/ld+json">{json.dumps({**THING, "x": "y" * 300_000})}</script>',
        linked("text", 3, None, [[]], {"@type": ["NewsArticle"], "author": {"name": {"name": 5}}}),
    ],
)
def test_json_ld_that_cannot_be_used(article, head):
    found = article("a.html", page(head))
    assert (found.title.text, found.author) == ("Pacing", "")

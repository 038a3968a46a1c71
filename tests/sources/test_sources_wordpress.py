"""WordPress: exports (WXR) and REST JSON; drafts, shortcodes, the classic editor; hostile input."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_docx import png

from everyread.article import Figure, text_of
from everyread.errors import ArticleError
from everyread.settings import Limits
from everyread.sources.posts import in_paragraphs, one_line, without_marks
from everyread.sources.reader import reader_for

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def item(title: str, content: str, *, status: str = "publish", kind: str = "post", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><dc:creator>jane</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_date>2026-01-02 10:00:00</wp:post_date><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{status}</wp:status>{more}</item>"
    )


def export(*items: str, before: str = "") -> str:
    spaces = (
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    writer = (
        "<wp:author><wp:author_login>jane</wp:author_login>"
        "<wp:author_display_name><![CDATA[Jane Smith]]></wp:author_display_name></wp:author>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<rss version="2.0" {spaces}>'
        "<channel><title>Us</title>"
        f"<wp:wxr_version>1.2</wp:wxr_version>{writer}{''.join(items)}</channel></rss>"
    )


def post(**changes: Any) -> dict[str, Any]:
    return {
        "title": {"rendered": "Caf&eacute; &#8211; a <em>day</em>"},
        "content": {"rendered": f"<p>{BODY}</p><p>{BODY}</p>", "protected": False},
        "date": "2026-01-02T10:00:00",
        "status": "publish",
    } | changes


@pytest.mark.fires("SRC-023")
def test_published_posts_and_pages_of_an_export(reading, outline):
    category = (
        '<category domain="category"><![CDATA[Stories]]></category><category domain="post_tag">x</category>'
    )
    found = reading(
        "site.xml",
        export(
            item("Pacing", f"<!-- wp:paragraph --><p>{BODY}</p><!-- /wp:paragraph -->", more=category),
            item("Waiting", BODY, status="draft"),
            item("Locked", BODY, more="<wp:post_password>x</wp:post_password>"),
            item("Picture", "", kind="attachment"),
            item("Empty", "  "),
            item("About us", f"{BODY}\n\n{BODY}", kind="page"),
        ),
    )
    assert [(each.title.text, each.author, each.date, each.section) for each in found.articles] == [
        ("Pacing", "Jane Smith", "2026-01-02", "Stories"),
        ("About us", "Jane Smith", "2026-01-02", ""),
    ]
    assert [outline(each) for each in found.articles] == [[BODY], [BODY, BODY]]
    assert {each.paragraph: each.message for each in found.findings if each.rule == "SRC-023"} == {
        "Waiting": "“Waiting” was left out: it is a draft.",
        "Locked": "“Locked” was left out: it is locked with a password.",
        "Empty": "“Empty” was left out: “site.xml” has no text in it.",
    }


def test_the_classic_editor(article, outline):
    content = (
        f"{BODY}\n\n<ul>\n\n<li>one</li>\n\n<li>two</li>\n\n"
        f"</ul>\n\nFirst line\nsecond line\n\n<h2>More</h2>\n{BODY}"
    )
    assert outline(article("a.xml", export(item("T", content)))) == [
        BODY,
        "- one",
        "- two",
        "First line",
        "second line",
        "## More",
        BODY,
    ]


def test_shortcodes_are_left_out_and_listed(article, outline):
    content = (
        f'{BODY}\n\n[gallery ids="1,2"]\n\nTake one [sic] and see [1].\n\n'
        '[contact-form-7 id="5" title="Ask"]\n\n'
        '[su_box title="x"]Inside.[/su_box]'
    )
    found = article("a.xml", export(item("T", content)))
    assert outline(found) == [BODY, "Take one [sic] and see [1].", "Inside."]
    assert [each.text for each in found.removed if each.rule == "shortcode"] == [
        '[gallery ids="1,2"]',
        '[contact-form-7 id="5" title="Ask"]',
        '[su_box title="x"]',
        "[/su_box]",
    ]


def test_captions_of_pictures(article):
    content = (
        f"{BODY}\n\n"
        f'[caption id="a" width="300"]<img src="a.png" alt="A chair" /> My chair[/caption]\n\n{BODY}'
    )
    found = article("a.xml", export(item("T", content)), {"a.png": png()})
    [figure] = [block for block in found.blocks if isinstance(block, Figure)]
    assert (figure.alt, text_of(figure.caption)) == ("A chair", "My chair")


def test_an_excerpt_of_ones_own_is_the_standfirst(article):
    def found(excerpt: str) -> str:
        more = f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
        return text_of(article("a.xml", export(item("T", f"{BODY}\n\n{BODY}", more=more))).standfirst)

    assert found("How to do less.") == "How to do less."
    assert found("This is a paragraph of the body, […]") == ""


def test_one_post_and_a_list_of_posts_as_json(reading):
    inside = {
        "author": [{"name": "Jane Smith"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "Uncategorised"}, {"taxonomy": "category", "name": "Stories"}]
        ],
    }
    one = reading("a.json", json.dumps(post(_embedded=inside)))
    [article] = one.articles
    assert (article.title.text, article.author, article.section, article.date) == (
        "Café – a day",
        "Jane Smith",
        "Stories",
        "2026-01-02",
    )
    protected = post(title={"rendered": "Locked"}, content={"rendered": "", "protected": True})
    many = reading(
        "a.json", json.dumps([post(), protected, post(status="draft", title={"rendered": "Later"})])
    )
    assert len(many.articles) == 1
    assert [each.paragraph for each in many.findings if each.rule == "SRC-023"] == ["Locked", "Later"]


BOMB = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "lol">]>'


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.xml", "<rss><channel/></rss>", "SRC-003"),
        ("a.xml", "<html><p>x</p></html>", "SRC-003"),
        ("a.xml", "no tags", "SRC-003"),
        ("a.xml", export(item("T", BODY), before=BOMB), "SRC-003"),
        ("a.xml", export(item("T", BODY))[:-40], "SRC-003"),
        ("a.xml", export(item("T", BODY, status="draft")), "SRC-001"),
        ("a.xml", export(*[item("T", BODY)] * (Limits().articles + 1)), "SRC-011"),
        ("a.json", "{}", "SRC-003"),
        ("a.json", "[1, 2]", "SRC-003"),
        ("a.json", "{", "SRC-003"),
        ("a.json", "[" * 100_000, "SRC-003"),
        ("a.json", json.dumps([post(status="draft")]), "SRC-001"),
    ],
)
def test_refused(reading, name, content, rule):
    with pytest.raises(ArticleError) as caught:
        reading(name, content)
    assert caught.value.rule == rule


def test_one_line():
    assert one_line("  Caf&eacute; <b>now</b> &amp; then ") == "Café now & then"
    assert one_line("   ") == ""


PIECES = st.sampled_from(
    ["word", "\n", "\n\n", "<p>", "</p>", "<ul>", "<li>", "</ul>", "[gallery]", "[x y='z']", "[caption]",
     "[/caption]", "<!-- wp:x -->", "<br>", "<table>", "[", "]", "<img src=a>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=200)
def test_paragraphs_lose_no_word(source):
    kept, removed = without_marks(source)
    made = in_paragraphs(kept)
    gone = sum(each.text.count("word") for each in removed)
    assert made.count("word") + gone == source.count("word")


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["title", "content", "rendered", "_embedded", "author", "wp:term", "name", "date"]
                ),
                x,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gives_articles_or_a_reason(store, value):
    reader = reader_for("x.json")
    assert reader is not None
    try:
        found = [
            each.title.text for each in reader.read(json.dumps(value).encode(), "x.json", store).articles
        ]
    except ArticleError as error:
        found = [error.rule]
    assert found


@pytest.mark.parametrize("terms", [1, "x", {"a": 1}, [1], [[1]], None])
def test_terms_that_are_none(reading, terms):
    words = "<p>This is a paragraph of the body, long enough to be one.</p>"
    post = {"title": {"rendered": "T"}, "content": {"rendered": words}, "_embedded": {"wp:term": terms}}
    [found] = reading("x.json", json.dumps(post)).articles
    assert found.section == ""

"""Lines that repeat across an issue: menus at the edges go, notices and whatever may be text stay."""

from __future__ import annotations

import pytest

from everyread.article import (
    Article,
    Block,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Run,
    Sentence,
    Source,
    text_of,
    unsplit,
)
from everyread.edition import Reading, arrange, without_repeats
from everyread.issue import Issue
from everyread.sentences import segment
from everyread.settings import Settings
from everyread.sources.coverage import account, read_accounting
from everyread.sources.notices import mark, role_of
from everyread.sources.repeats import find_repeats, without
from everyread.store import Store

DISCLAIMER = "This newsletter is not a substitute for medical advice from your own doctor."
CREDIT = "This article first appeared in the Tarn Valley Messenger."


def p(text: str, href: str = "") -> Paragraph:
    return Paragraph(unsplit(Run(text, href=href)))


def h(text: str) -> Heading:
    return Heading(unsplit(Run(text)))


def of(number: int, *blocks: Block) -> Article:
    body = p(f"Body number {number} says something that no other article says, at some length.")
    put = tuple(body if block is BODY else block for block in blocks)
    source = Source(f"{number}.txt", "0" * 64, "x")
    return segment(Article(Sentence("", (Run(f"Title {number}"),)), mark(put), source))


BODY = p("body")


def issue_of(*blocks: Block, articles: int = 4) -> list[Article]:
    return [of(number, *blocks) for number in range(articles)]


def left(articles: list[Article]) -> list[str]:
    """The lines of the first article after cleaning, its body shown as "body"."""
    repeats = find_repeats(articles, role_of)
    cleaned, _ = without(articles[0], repeats.dropped[0])
    lines = [text_of(prose) for prose in cleaned.prose()][1:]
    return ["body" if line.startswith("Body number") else line for line in lines]


def test_a_menu_at_the_edges_goes():
    menu = [p("Lantern Home"), p("News and Views"), BODY, p("Lantern Shop"), p("Give Today")]
    articles = issue_of(*menu)
    assert left(articles) == ["body"]
    repeats = find_repeats(articles, role_of)
    assert repeats.menu == {"Lantern Home": 4, "News and Views": 4, "Lantern Shop": 4, "Give Today": 4}
    cleaned, ids = without(articles[0], repeats.dropped[0])
    assert {each.rule for each in cleaned.removed} == {"repeated-line"}
    assert [sentence.id for sentence in cleaned.sentences()] == ["s0001", "s0002"]
    assert ids == {"s0001": "s0001", "s0004": "s0002"}


def test_a_list_and_a_link_alone_are_menus_too():
    listing = Listing((Item((p("Lantern Home"),)), Item((p("Lantern Shop"),))))
    assert left(issue_of(listing, BODY, p("Support our work", href="https://example.org"))) == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        p("Dr Charles Quill"),
        p("Jane Smith, Leeds"),
        p("Thank you for reading."),
        p("We are glad that you read this newsletter, and we hope that it will be of use to you"),
        p("Lantern Shop"),
    ],
    ids=lambda line: text_of(line.prose),
)
def test_what_may_be_text_or_a_signature_stays(line):
    assert left(issue_of(BODY, line)) == ["body", text_of(line.prose)]


def test_a_signature_of_two_lines_stays():
    lines = [p("Dr Charles Quill"), p("Medical adviser")]
    assert left(issue_of(BODY, *lines)) == ["body", "Dr Charles Quill", "Medical adviser"]


def test_headings_with_another_text_under_them_stay():
    articles = [
        of(n, BODY, h("What you can do"), p(f"Try number {n} and see how you get on.")) for n in range(4)
    ]
    assert "What you can do" in left(articles)
    assert find_repeats(articles, role_of).unsure == {}


@pytest.mark.parametrize("text", [DISCLAIMER, CREDIT, "Call our helpline on 01632 960123."])
def test_notices_stay_in_each_article_though_a_menu_stands_around_them(text):
    articles = issue_of(BODY, p("Lantern Shop"), p(text), p("Give Today"))
    assert left(articles) == ["body", text]
    assert all(isinstance(article.blocks[-2], Notice) for article in articles)


def test_a_line_in_the_midst_stays_and_is_told():
    articles = [
        of(n, BODY, p("Lantern Shop"), p("Give Today"), p(f"More of it, number {n}.")) for n in range(4)
    ]
    assert left(articles)[:3] == ["body", "Lantern Shop", "Give Today"]
    assert find_repeats(articles, role_of).unsure == {"Lantern Shop": 4, "Give Today": 4}


def test_two_articles_of_an_issue_are_too_few():
    assert left(issue_of(p("Lantern Home"), p("Lantern Shop"), BODY, articles=2)) == [
        "Lantern Home",
        "Lantern Shop",
        "body",
    ]


def test_a_line_in_fewer_than_half_of_the_articles_stays():
    few = issue_of(p("Lantern Home"), p("Lantern Shop"), BODY, articles=3)
    assert len(left([*few, *(of(number, BODY) for number in range(3, 9))])) == 3


def test_an_article_of_nothing_but_repeated_lines_stays_whole():
    articles = [
        segment(Article(each.title, each.blocks[1:], each.source))
        for each in issue_of(BODY, p("A b"), p("C d"))
    ]
    assert find_repeats(articles, role_of).dropped == ((), (), (), ())


def readings(store: Store, articles: list[Article]) -> list[Reading]:
    from everyread.article import article_adapter

    made = []
    for article in articles:
        lines = [text_of(prose) for prose in article.prose()]
        accounting = store.put(account([lines], [article]).to_json())
        digest = store.put(article_adapter().dump_json(article))
        made.append(Reading(article.source.name, ((digest, article),), (), 1.0, accounting))
    return made


def issue(tmp_path) -> Issue:
    return Issue("spring", tmp_path, (), Settings())


@pytest.mark.fires("SRC-032")
def test_an_issue_is_cleaned_and_the_account_follows(store: Store, tmp_path):
    before = readings(store, issue_of(p("Lantern Home"), p("Lantern Shop"), BODY))
    after, findings = without_repeats(issue(tmp_path), before, store)
    assert [finding.rule for finding in findings] == ["SRC-032", "SRC-032"]
    assert "4 of 4" in findings[0].message
    rows = read_accounting(store, after[0].accounting).rows
    assert [(row.kept, row.rules) for row in rows] == [
        (("s0001",), ()),
        ((), ("repeated-line",)),
        ((), ("repeated-line",)),
        (("s0002",), ()),
    ]
    edition = arrange(issue(tmp_path), after, findings)
    assert [entry.coverage for entry in edition.entries] == [1.0] * 4
    assert set(findings) <= set(edition.findings)
    again, _ = without_repeats(issue(tmp_path), before, store)
    assert [each.articles[0][0] for each in again] == [each.articles[0][0] for each in after]


@pytest.mark.fires("SRC-033")
def test_what_was_kept_in_doubt_is_told(store: Store, tmp_path):
    _, findings = without_repeats(
        issue(tmp_path), readings(store, issue_of(BODY, p("Dr Charles Quill"))), store
    )
    assert [(finding.rule, finding.severity) for finding in findings] == [("SRC-033", "note")]


def test_nothing_is_touched_where_nothing_repeats(store: Store, tmp_path):
    before = readings(store, [of(number, BODY) for number in range(5)])
    after, findings = without_repeats(issue(tmp_path), before, store)
    assert (after, findings) == (before, ())

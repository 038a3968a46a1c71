"""Real articles, checked against what a person saw in them; each file is read by its path.

Text of the samples is quoted only as far as a heading or a line to be found needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from everyread.article import Article, Figure, Heading, Listing, Notice, Paragraph, Table, text_of
from everyread.sources.reader import Reading, reader_for
from everyread.store import Store

Read = Callable[[str], Reading]


@pytest.fixture
def sample(samples: Path, store: Store) -> Read:
    def read(name: str) -> Reading:
        reader = reader_for(name)
        assert reader is not None
        return reader.read((samples / name).read_bytes(), name, store)

    return read


def headings(article: Article) -> list[str]:
    return [
        "#" * block.level + " " + text_of(block.prose)
        for block in article.walk()
        if isinstance(block, Heading)
    ]


def count(article: Article, kind: type) -> int:
    return sum(isinstance(block, kind) for block in article.walk())


def removed(article: Article) -> list[tuple[str, str]]:
    return [(each.rule, each.text) for each in article.removed]


def rules(reading: Reading) -> list[str]:
    return sorted(finding.rule for finding in reading.findings if finding.rule != "SRC-040")


def test_immune_system(sample):
    reading = sample("low-level-immune-system-activation.txt")
    [article] = reading.articles
    assert article.title.text == "Low-level Immune System Activation"
    assert article.section == "Medical Matters"
    assert article.issue == "ME Essential Winter 2024"
    question = text_of(article.standfirst)
    assert question.startswith("I keep seeing references to")
    assert question.endswith("But what does this mean in language that I can understand?")
    assert text_of(article.blocks[0].prose).startswith("In very simple terms, the immune system")
    assert [type(block) for block in article.blocks] == [Paragraph] * 6 + [Listing, Notice]
    [notice] = article.notices()
    assert notice.role == "disclaimer"
    text = text_of(notice.blocks[0].prose)
    assert text.startswith(
        "Information provided by The ME Association should not be construed as medical advice."
    )
    assert text.endswith("who knows you well.")
    assert removed(article) == [("menu-line", "Search Medical Matters"), ("menu-line", "Shopping Basket")]
    assert rules(reading) == ["SRC-005"]


def test_flu(sample):
    [article] = sample("nhs-beta-flu.md").articles
    assert article.title.text == "Flu"
    assert headings(article) == [
        "## Check if you have flu",
        "### Telling the difference between cold and flu",
        "## How to treat flu yourself",
        "## Your pharmacist can help with flu",
        "## See your GP if:",
        "### Antibiotics",
        "## Call 999 or go to A&E if you:",
        "## How to avoid spreading the flu",
        "### How to prevent flu",
    ]
    assert count(article, Listing) == 5
    [table] = [block for block in article.blocks if isinstance(block, Table)]
    assert [text_of(cell.prose) for cell in table.head] == ["Flu", "Cold"]
    assert len(table.rows) == 3
    notices = article.notices()
    assert [notice.role for notice in notices] == ["warning", "warning"]
    assert [text_of(notice.blocks[0].prose) for notice in notices] == [
        "See your GP if:",
        "Call 999 or go to A&E if you:",
    ]
    assert all([type(block) for block in notice.blocks] == [Heading, Listing] for notice in notices)
    assert removed(article) == [
        ("template", "{{ findersBaseUrl }}"),
        ("abbreviation", "*[A&E]: Accident and Emergency"),
    ]
    links = {run.text: run.href for prose in article.prose() for sentence in prose for run in sentence.runs}
    assert links["Find out if you’re eligible for the free NHS flu vaccine"].startswith("http://www.nhs.uk/")
    assert "Find a pharmacy" in links
    assert links["Find a pharmacy"] == ""


def test_insomnia(sample):
    [article] = sample("nhs-beta-insomnia.md").articles
    assert article.title.text == "Insomnia"
    assert headings(article) == [
        "## Check if you have insomnia",
        "### How much sleep you need",
        "## What causes insomnia",
        "### Illnesses and medications that can cause insomnia:",
        "### Things that keep you from getting a good night’s sleep:",
        "## How you can treat insomnia yourself",
        "### Do",
        "### Don’t",
        "## How your pharmacist can help with insomnia",
        "## See your GP if:",
        "## Treatment from your GP",
    ]
    assert (count(article, Listing), count(article, Table)) == (9, 0)
    [notice] = article.notices()
    assert (notice.role, text_of(notice.blocks[0].prose)) == ("warning", "See your GP if:")
    assert removed(article) == [
        ("template", "{.list--check}"),
        ("template", "{.list--cross}"),
        ("template", "{{ findersBaseUrl }}"),
    ]


def test_naltrexone(sample):
    [article] = sample("mecfs-summaries-low-dose-naltrexone.md").articles
    assert article.title.text == "Low-Dose Naltrexone (LDN)"
    assert article.date == "2026-06-02"
    assert text_of(article.standfirst).startswith("A living thread on low-dose naltrexone")
    found = headings(article)
    assert found[:5] == [
        "## Current Takeaway",
        "## Why This Matters",
        "## State of Evidence",
        "## Timeline",
        "### 2025-05-19 - LDN shown to restore TRPM3 ion channel function in Long COVID NK cells",
    ]
    assert len(found) == 10
    assert count(article, Listing) == 7
    assert [rule for rule, _ in removed(article)] == ["front-matter"] * 6
    doses = " ".join(text_of(prose) for prose in article.prose())
    assert all(dose in doses for dose in ["3–4.5 mg/day", "3–5 mg/day"])


def test_shingles(sample):
    reading = sample("nhs-alpha-shingles.html")
    [article] = reading.articles
    assert article.title.text == "Shingles"
    assert headings(article) == [
        "## Check if you have shingles",
        "## When to see your GP",
        "## There are things you can do ease your symptoms",
        "### Do",
        "### Don’t",
        "## Stay away from certain groups of people if you have shingles",
        "## Stay off work or school until the rash scabs",
        "## You can’t get shingles from chickenpox",
        "## Shingles and pregnancy",
    ]
    assert (count(article, Listing), count(article, Figure)) == (6, 0)
    assert "The rash can form a band that only appears on one side of your body." in [
        text_of(prose) for prose in article.prose()
    ]  # a caption stays when its picture cannot be had
    gone = [text for _, text in removed(article)]
    assert "Skip to main content" in gone
    assert "NHS.UK uses cookies to make the site simpler. Find out more about cookies" in gone
    assert "© Crown copyright" in gone
    assert "shingles rash" in gone
    assert not any("{{" in text_of(prose) or "{%" in text_of(prose) for prose in article.prose())
    assert rules(reading) == ["SRC-005", "SRC-008", "SRC-008", "SRC-008"]


def test_turkey(sample):
    [article] = sample("wikimediafoundation.org.turkey.html").articles
    assert article.title.text == "Access to Wikipedia restored in Turkey after more than two and a half years"
    assert (article.author, article.date) == ("Wikimedia Foundation", "15 January 2020")
    assert [type(block) for block in article.blocks] == [Paragraph] * 9
    assert text_of(article.blocks[0].prose).startswith("Today, on Wikipedia’s 19th birthday")
    assert text_of(article.blocks[-1].prose).endswith("as further access is restored.")
    gone = [text for _, text in removed(article)]
    assert {"Toggle menu", "Subscribe", "Photo credits", "Privacy policy", "Facebook"} <= set(gone)


def test_tendonitis(sample):
    reading = sample("nhs-beta-tendonitis.docx")
    [article] = reading.articles
    assert article.title.text == "Tendonitis"
    assert headings(article) == [
        "## How to treat tendonitis yourself",
        "## Your pharmacist can help with tendonitis",
        "## Check if it is tendonitis",
        "### Types of tendonitis",
        "## Go to a minor injuries unit or your GP if:",
        "## Treatment from your GP",
        "## You can’t always prevent tendonitis",
        "### Do",
        "### Don’t",
    ]
    lists = [block for block in article.walk() if isinstance(block, Listing)]
    assert len(lists) == 7
    assert [item.number for item in lists[0].items] == [1, 2, 3, 4]
    [table] = [block for block in article.blocks if isinstance(block, Table)]
    assert [text_of(cell.prose) for cell in table.head] == ["Affected area", "Possible types of tendonitis"]
    assert len(table.rows) == 6
    assert removed(article) == [("template", "{.list–check}"), ("template", "{.list–cross}")]
    assert rules(reading) == ["SRC-005"]


@pytest.mark.parametrize(
    ("name", "title", "paragraphs", "first", "last"),
    [
        ("onestop-exercise-adv.txt", "Onestop exercise adv", 12, "Fit in four minutes.", "and effective."),
        ("onestop-exercise-ele.txt", "Onestop exercise ele", 10, "Imagine that you", "but it works."),
        (
            "onestop-wnl-loneliness-adv.txt",
            "Onestop wnl loneliness adv",
            12,
            "Loneliness has",
            "earlier in life.”",
        ),
        (
            "onestop-life-expectancy-adv.docx",
            "Onestop life expectancy adv",
            8,
            "A girl born",
            "these conditions.”",
        ),
    ],
)
def test_features_without_a_title(sample, name, title, paragraphs, first, last):
    reading = sample(name)
    [article] = reading.articles
    assert article.title.text == title
    assert [type(block) for block in article.blocks] == [Paragraph] * paragraphs
    assert text_of(article.blocks[0].prose).startswith(first)
    assert text_of(article.blocks[-1].prose).endswith(last)
    assert article.removed == ()
    assert rules(reading) == ["SRC-014"]


def test_a_paragraph_broken_by_mistake_is_whole_again(sample):
    [article] = sample("onestop-wnl-loneliness-adv.txt").articles
    assert any("says Rick Hughes, the British Association" in text_of(prose) for prose in article.prose())

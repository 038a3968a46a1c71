"""Entries of lists whose numbers are letters, Roman, or have several parts: as the source prints them."""

from __future__ import annotations

import pytest
from lxml import html

from everyread.article import (
    Article,
    Item,
    Listing,
    Paragraph,
    Run,
    Sentence,
    Source,
    article_adapter,
    unsplit,
)
from everyread.narration.announcements import item_leads
from everyread.proof.prose import expected
from everyread.sources.labels import LABEL, label_of
from everyread.sources.parts import line_of, numbers_in_text

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ('type="a"', ["a.", "b."]),
        ('type="A" start="26"', ["Z.", "AA."]),
        ('type="i" start="3"', ["iii.", "iv."]),
        ('type="I"', ["I.", "II."]),
        ('type="1"', ["1.", "2."]),
        ('type="a" start="0"', ["0.", "a."]),
        ('type="disc"', ["1.", "2."]),
    ],
)
def test_the_types_of_html(article, outline, attributes, marks):
    found = article("a.html", f"<h1>T</h1><p>{BODY}</p><ol {attributes}><li>one<li>two</ol>")
    assert outline(found)[1:] == [f"{marks[0]} one", f"{marks[1]} two"]


@pytest.mark.parametrize("given", ["a)", "(ii)", "1.2", "[a]", "A.", "1.2.3."])
def test_a_reader_may_give_the_label(given):
    [entry] = html.fromstring(f'<ol><li {LABEL}="{given}">x</ol>')
    assert label_of(entry, 1) == given


@pytest.mark.parametrize("given", ["Read this first", "'; color: red", "<b>", "", "x" * 20, "\\27"])
def test_what_a_page_says_there_may_be_anything(given):
    entry = html.fromstring("<ol><li>x</ol>")[0]
    entry.set(LABEL, given)
    assert label_of(entry, 1) == ""


def test_in_a_cell_the_label_is_text():
    items = (Item((Paragraph(unsplit(Run("one"))),), label="a)"), Item((Paragraph(unsplit(Run("two"))),), 2))
    [listing] = numbers_in_text([Listing(items, ordered=True)])
    assert [line_of(item.blocks[0]) for item in listing.items] == ["a) one", "2. two"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["a)", "b)"], ["A.", "B."]),
        (["(i)", "(ii)", "(iv)"], ["1.", "2.", "4."]),
        (["h)", "i)"], ["H.", "I."]),
        (["1.1", "1.2"], ["1.1.", "1.2."]),
        (["IX.", "X.", "XL."], ["9.", "10.", "40."]),
    ],
)
def test_how_they_are_said(labels, said):
    assert item_leads([Item((), label=label) for label in labels]) == said


def test_every_format_prints_them():
    items = tuple(
        Item((Paragraph((Sentence(f"s000{at}", (Run(text),)),)),), label=label)
        for at, (label, text) in enumerate([("a)", "Rest first."), ("(ii)", "Eat well.")], start=2)
    )
    article = Article(
        Sentence("s0001", (Run("T"),)), (Listing(items, ordered=True),), Source("a.txt", "0" * 64, "x")
    )
    assert article_adapter().validate_json(article_adapter().dump_json(article)) == article
    assert [each.text for each in expected(article)] == ["T", "a)", "Rest first.", "(ii)", "Eat well."]

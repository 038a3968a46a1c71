"""Captions, credits, quotations in figures, and the ways in which lists count."""

from __future__ import annotations

import pytest
from test_sources_docx import png

from everyread.article import Figure, Quotation, Run, text_of, unsplit
from everyread.sources.credits import split_credit

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("A chair by the window. Photo: Jane Smith", "A chair by the window.", "Photo: Jane Smith"),
        ("A chair. Photograph by Jane Smith", "A chair.", "Photograph by Jane Smith"),
        ("A chair (Photo: Jane Smith)", "A chair", "Photo: Jane Smith"),
        ("A chair. © Us 2024", "A chair.", "© Us 2024"),
        ("A chair | Image: Us / CC BY 4.0", "A chair", "Image: Us / CC BY 4.0"),
        ("Credit: Jane Smith", "", "Credit: Jane Smith"),
        ("Image courtesy of the Museum", "", "Image courtesy of the Museum"),
        ("She drew a picture of her garden.", "She drew a picture of her garden.", ""),
        ("Photographs help members remember.", "Photographs help members remember.", ""),
        ("The image of the brain shows it.", "The image of the brain shows it.", ""),
    ],
)
def test_credits_at_the_end_of_a_caption(caption, words, credit):
    found = split_credit(unsplit(Run(caption)))
    assert tuple(map(text_of, found)) == (words, credit)


def figure(article, html: str) -> Figure:
    found = article("a.html", f"<h1>T</h1><p>{BODY}</p>{html}", {"a.png": png()})
    [block] = [each for each in found.blocks if isinstance(each, Figure)]
    return block


@pytest.mark.parametrize(
    "caption",
    [
        "A chair. <span class='photo-credit'>Jane Smith</span>",
        "<p>A chair.</p><small class=credit>Jane Smith</small>",
        "A chair. <b itemprop=creator>Jane Smith</b>",
    ],
)
def test_a_credit_that_the_page_marks(article, caption):
    found = figure(article, f"<figure><img src=a.png alt=x><figcaption>{caption}</figcaption></figure>")
    assert (text_of(found.caption), text_of(found.credit)) == ("A chair.", "Jane Smith")


def test_caption_and_credit_of_a_picture_that_is_missing_are_kept(article, outline):
    html = "<figure><img src=gone.png><figcaption>A chair. <i class=credit>Jo</i></figcaption></figure>"
    assert outline(article("a.html", f"<h1>T</h1><p>{BODY}</p>{html}"))[1:] == ["A chair.", "Jo"]


def test_a_quotation_in_a_figure_has_its_caption_as_speaker(article):
    html = (
        f"<h1>T</h1><p>{BODY}</p><figure><blockquote><p>I slept.</p>"
        "</blockquote><figcaption>Jane</figcaption></figure>"
    )
    [quotation] = [each for each in article("a.html", html).blocks if isinstance(each, Quotation)]
    assert (text_of(quotation.blocks[0].prose), quotation.speaker) == ("I slept.", "Jane")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. a", "2. b", "1. c"]),
        ("<ol reversed start=10><li>a<li>b</ol>", ["10. a", "9. b"]),
        ("<ol start=4><li>a<li value=9>b<li>c</ol>", ["4. a", "9. b", "10. c"]),
        ("<table><tr><td>x<td><ol start=3><li>a<li>b</ol></table>", ["|", "| | x | 3. a 4. b"]),
    ],
)
def test_how_lists_count(article, outline, html, lines):
    assert outline(article("a.html", f"<h1>T</h1><p>{BODY}</p>{html}"))[1:] == lines

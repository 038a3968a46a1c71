"""The print passports as the editor's report shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from everyread.delivery.html import render
from everyread.delivery.report_passport import Passport, passport

TEMPLATES = str(Path(__file__).parents[2] / "templates")
SCREEN: dict[str, Any] = {
    "kind": "large-print",
    "pages": 7,
    "sheets": 4,
    "gsm": 80.0,
    "grams": 17,
    "sentences": 1200,
    "sentences_in_place": 1200,
    "sizes": {"18": 900, "30.6": 99, "23.4": 1},
    "x_height_mm": 3.19,
    "smallest": {"pt": 18.0, "page": 1, "text": "Flu & <colds>"},
    "least_contrast": 12.3,
    "fonts": {"Everyread-Text": True, "Everyread-Wide": True},
    "longest_line": 63,
    "median_line": 48,
    "least_dpi": 250,
    "headings": 8,
    "headings_wanted": 7,
    "bookmarks": 8,
    "list_labels": 4,
    "list_labels_wanted": 4,
    "tables": 0,
    "pictures": 1,
    "described": 1,
    "links": 2,
    "language": "en-GB",
    "other_languages": ["cy"],
    "artifacts": 14,
    "out_of_reach": 0,
    "engines": [
        {"engine": "page-validation", "standard": "PDF/UA-1", "version": "1", "checked": 104, "failed": 0},
        {"engine": "veraPDF", "standard": "PDF/UA-1", "not_checked": "it is not installed"},
    ],
    "asked": {"pt": 18.0, "contrast": 7.0, "line": 65, "dpi": 100},
    "falls_short": {},
    "not_checked": ["How it sounds."],
}
PRESS = {
    "pdf_x": "PDF/X-4",
    "intent": "FOGRA29L",
    "trim_mm": [210.0, 297.0],
    "bleed_mm": 3.0,
    "colours": {"K": 7},
    "most_ink": 100.0,
}


def made(**changed: Any) -> Passport:
    found = passport("Flu & colds", "large-print/03-flu.pdf", {"passport": SCREEN | changed})
    assert found is not None
    return found


def test_a_sound_pdf_has_every_row_met() -> None:
    one = made()
    assert one.state == "sound"
    assert one.short == ()
    assert {row.met for row in one.rows} == {True, None}
    assert one.measured("Sentences in place") == "1,200 of 1,200"
    assert one.measured("Sizes used") == "18 point 90% and 30.6 point 10%"
    assert one.measured("PDF/UA-1, by veraPDF") == "Not checked"
    assert one.measured("Paper") == "7 pages on 4 sheets, 17 g at 80 g/m²"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"sentences_in_place": 1199}, "Sentences in place"),
        ({"smallest": {"pt": 9.0, "page": 2, "text": "x"}}, "Smallest type"),
        ({"least_contrast": 6.9}, "Least contrast"),
        ({"longest_line": 66}, "Longest line"),
        ({"fonts": {"Arial": False}}, "Fonts in the file"),
        ({"least_dpi": 99}, "Coarsest picture"),
        ({"bookmarks": 6}, "Headings"),
        ({"list_labels": 3}, "Numbers of lists"),
        ({"described": 0}, "Pictures described"),
        ({"out_of_reach": 1}, "Out of a screen reader’s reach"),
        ({"kind": "print", **PRESS, "colours": {"K": 7, "RGB": 1}}, "Colours"),
    ],
)
def test_what_falls_short_is_said_in_its_row(changed: dict[str, Any], what: str) -> None:
    assert [row.what for row in made(**changed).rows if row.met is False] == [what]


def test_the_worst_finding_decides() -> None:
    assert made(falls_short={"PRF-123": 2}).state == "look"
    one = made(falls_short={"PRF-123": 2, "PRF-001": 1})
    assert one.state == "short"
    assert one.short[0] == "A line of the PDF is too long. (PRF-123, 2 times)"


def test_a_press_file_says_how_it_is_to_be_cut() -> None:
    one = made(kind="print", **PRESS)
    assert one.measured("Cut to") == "210 × 297 mm, with 3 mm of bleed"
    assert one.measured("Standard") == "PDF/X-4 for FOGRA29L"
    assert one.measured("Headings") == ""


def test_a_file_without_a_passport_has_none() -> None:
    assert passport("Flu", "audio/03-flu.mp3", {"seconds": 3.0}) is None


def test_the_page_escapes_what_it_quotes_and_its_links_lead_somewhere() -> None:
    shown = (made(), made(falls_short={"PRF-001": 1}))
    page = render((TEMPLATES,), "pages/passport.html.j2", (), (), passports=shown)
    assert b"Flu &amp; &lt;colds&gt;" in page
    tree = html.document_fromstring(page)
    ids = set(tree.xpath("//@id"))
    assert {link[1:] for link in tree.xpath("//table//a/@href")} <= ids
    assert len(tree.xpath("//details[@open]")) == 1
    assert "Not checked" in tree.text_content()

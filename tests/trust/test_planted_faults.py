"""One fault at a time is planted in a finished folder; each must be found, and the file that has it named.

In nearly all of them issue.json is made true again, so that it is not the hash that gives them away.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from faults import (
    FLU,
    TABLETS,
    Spoil,
    cut,
    flipped,
    pdf,
    pdf_words,
    put,
    record,
    removed,
    said,
    sound,
    swapped,
    tagged,
    text,
    without,
    zipped,
    zipped_swap,
    zipped_text,
)
from finished_issue import Finished, finished, make_true

VTT, PAGE, SPOKEN = f"captions/{TABLETS}.vtt", f"articles/{TABLETS}.html", f"spoken/{TABLETS}.txt"
MP3, FLU_MP3, WHOLE = f"audio/{TABLETS}.mp3", f"audio/{FLU}.mp3", "audio/spring.mp3"
PDF, FLU_PDF, BOUND = f"large-print/{TABLETS}.pdf", f"large-print/{FLU}.pdf", "large-print/spring.pdf"
EPUB, DAISY, USB, BRF = "epub/spring.epub", "daisy/spring.zip", "usb/spring.zip", "braille/spring.brf"
EASY, EASY_PDF, EASY_MP3 = (f"easy-read/{TABLETS}.{end}" for end in ("html", "pdf", "mp3"))
FEED, CHAPTERS, PRESS = "feed.xml", "chapters/spring.json", "print/spring.pdf"
CHAPTER, DAISY_TEXT, DAISY_STEPS = "EPUB/chapter-02.xhtml", "a002.html", "a002.smil"
DOSE, SET_DOSE = ("40 mg", "10 mg"), ("40\xa0mg", "10\xa0mg")
"""As it is typed, and as it is set: with a space that does not break."""
DENIAL = ("Do not take", "Do take")
NOTICE = '<span class="sentence" id="s0008">Ask your doctor before you stop a tablet.</span>'
LIE = '<span class="sentence" id="s0004">Lie down for 20\xa0minutes.</span>'
NOTE = "Draft made by a computer. People have not checked it."


@dataclass(frozen=True)
class Planted:
    """A fault, the rule that must find it, and the file that must be named."""

    name: str
    spoil: Spoil
    path: str
    rule: str
    true: bool = True
    """Whether issue.json is made true again, so that only the content is wrong."""


FAULTS = (
    # what issue.json says
    Planted("a file is missing", removed(MP3), MP3, "PRF-612", true=False),
    Planted("a PDF is cut, and the hash tells", cut(PDF), PDF, "PRF-613", true=False),
    Planted("a digit is changed, and the hash tells", text(VTT, *DOSE), VTT, "PRF-613", true=False),
    Planted(
        "issue.json has a wrong size",
        said(lambda t: record(t, PDF).update(bytes=9)),
        PDF,
        "PRF-613",
        true=False,
    ),
    Planted(
        "issue.json has a wrong hash",
        said(lambda t: record(t, PDF).update(sha256="0" * 64)),
        PDF,
        "PRF-613",
        true=False,
    ),
    Planted(
        "issue.json tells a wrong length",
        said(lambda t: record(t, MP3)["facts"].update(seconds=5.0)),
        MP3,
        "PRF-613",
    ),
    Planted(
        "issue.json tells wrong pages",
        said(lambda t: record(t, PDF)["facts"].update(pages=9)),
        PDF,
        "PRF-613",
    ),
    Planted(
        "issue.json tells a wrong loudness",
        said(lambda t: record(t, MP3)["facts"].update(lufs=-14)),
        MP3,
        "PRF-613",
    ),
    Planted(
        "issue.json lists a file twice", said(lambda t: t["outputs"].append(record(t, PDF))), PDF, "PRF-611"
    ),
    Planted(
        "issue.json gives a file to nobody",
        said(lambda t: record(t, PDF).update(article="07-gone")),
        PDF,
        "PRF-611",
    ),
    Planted(
        "an article that is held back is packed",
        said(lambda t: t["articles"][1].update(held=True)),
        EPUB,
        "PRF-001",
    ),
    Planted(
        "a file of an earlier build is left",
        put("audio/03-old-news.mp3", b"ID3"),
        "audio/03-old-news.mp3",
        "PRF-614",
    ),
    Planted(
        "an earlier order's page is left",
        put("articles/01-tablets-and-rest.html", b"<p>"),
        "articles/01-tablets-and-rest.html",
        "PRF-614",
    ),
    Planted(
        "an earlier issue's e-book is left", put("epub/winter.epub", b"PK"), "epub/winter.epub", "PRF-614"
    ),
    # captions, and what is spoken
    Planted("a dose is changed in the captions", text(VTT, *DOSE), VTT, "PRF-620"),
    Planted("a unit is changed in the captions", text(VTT, "250 ml", "250 cl"), VTT, "PRF-620"),
    Planted("“not” is lost in the captions", text(VTT, *DENIAL), VTT, "PRF-621"),
    Planted("a sentence is lost in the captions", without(VTT, r"s0004\n.*?\n\n"), VTT, "PRF-001"),
    Planted("the disclaimer is lost in the captions", without(VTT, r"\n\ns0008\n.*"), VTT, "PRF-005"),
    Planted("a cue ends after the recording", text(VTT, "00:00:26.950", "00:00:59.950"), MP3, "PRF-004"),
    Planted(
        "a cue begins before the one in front of it",
        text(VTT, "00:00:11.840", "00:00:05.000"),
        MP3,
        "PRF-004",
    ),
    Planted("captions are swapped", swapped(VTT, f"captions/{FLU}.vtt"), VTT, "PRF-001"),
    Planted(
        "a dose is changed in the whole captions",
        text("captions/spring.vtt", *DOSE),
        "captions/spring.vtt",
        "PRF-620",
    ),
    Planted(
        "whole captions have another time",
        text("captions/spring.vtt", "00:00:00.500", "00:00:00.100"),
        WHOLE,
        "PRF-004",
    ),
    Planted("a dose is changed in what is spoken", text(SPOKEN, *DOSE), SPOKEN, "PRF-620"),
    Planted(
        "“never” is lost in what is spoken",
        text(f"spoken/{FLU}.txt", "Never drive", "Drive", 9),
        f"spoken/{FLU}.txt",
        "PRF-621",
    ),
    # recordings
    Planted("recordings are swapped", swapped(MP3, FLU_MP3), MP3, "PRF-622"),
    Planted("a recording is cut", cut(MP3, 0.7), MP3, "PRF-004"),
    Planted("a recording is silent", sound(MP3, "volume=0"), MP3, "PRF-004"),
    Planted(
        "a recording is silent in its middle",
        sound(MP3, "volume=0:enable='between(t,7.5,11.2)'"),
        MP3,
        "PRF-004",
    ),
    Planted("a recording is too loud", sound(MP3, "volume=5dB"), MP3, "PRF-004"),
    Planted("a recording is longer than it was", sound(MP3, "apad=pad_dur=20"), MP3, "PRF-613"),
    Planted("a recording cannot be played", put(MP3, b"no sound at all"), MP3, "PRF-004"),
    Planted("a recording has another title", tagged(MP3, "TIT2", "Flu jabs this winter"), MP3, "PRF-622"),
    Planted(
        "a recording has another issue's name", tagged(MP3, "TALB", "The Lantern, Winter"), MP3, "PRF-622"
    ),
    Planted("a recording has another number", tagged(MP3, "TRCK", "1/2"), MP3, "PRF-622"),
    Planted("a recording hides its computer voice", tagged(MP3, "COMM", ""), MP3, "PRF-622"),
    Planted("the whole recording lacks a part", cut(WHOLE, 0.8), WHOLE, "PRF-004"),
    Planted("the whole recording has lost its chapters", tagged(WHOLE, "CHAP", ""), WHOLE, "PRF-004"),
    Planted("an easy read is silent", sound(EASY_MP3, "volume=0"), EASY_MP3, "PRF-004"),
    Planted("an easy read has another title", tagged(EASY_MP3, "TIT2", "Other"), EASY_MP3, "PRF-622"),
    # large print, and the print shop
    Planted("a PDF is cut", cut(PDF), PDF, "PRF-003"),
    Planted("a PDF is no PDF", put(PDF, b"%PDF-1.7\n"), PDF, "PRF-003"),
    Planted("PDFs are swapped", swapped(PDF, FLU_PDF), PDF, "PRF-001"),
    Planted("a PDF has no tags", pdf(PDF, lambda d: d.Root.__delitem__("/StructTreeRoot")), PDF, "PRF-102"),
    Planted("a PDF has lost a page", pdf(BOUND, lambda d: d.pages.__delitem__(-2)), BOUND, "PRF-001"),
    Planted("a dose is changed in a PDF", pdf_words(PDF, *SET_DOSE), PDF, "PRF-620"),
    Planted("“not” is lost in a PDF", pdf_words(PDF, "Do not take", "Do take"), PDF, "PRF-621"),
    Planted(
        "the disclaimer is lost in a PDF", pdf_words(PDF, "before you stop a tablet.", ""), PDF, "PRF-005"
    ),
    Planted("a sentence is lost in a PDF", pdf_words(PDF, "Lie down for 20\xa0minutes.", ""), PDF, "PRF-001"),
    Planted("a dose is changed in the whole PDF", pdf_words(BOUND, *SET_DOSE), BOUND, "PRF-620"),
    Planted("the print file is cut", cut(PRESS), PRESS, "PRF-003"),
    Planted("“not” is lost for the print shop", pdf_words(PRESS, "Do not take", "Do take"), PRESS, "PRF-621"),
    # members' pages
    Planted("a dose is changed on a page", text(PAGE, *SET_DOSE), PAGE, "PRF-620"),
    Planted("“not” is lost on a page", text(PAGE, *DENIAL), PAGE, "PRF-621"),
    Planted("the disclaimer is lost on a page", text(PAGE, NOTICE, ""), PAGE, "PRF-005"),
    Planted("a sentence is lost on a page", text(PAGE, LIE, ""), PAGE, "PRF-001"),
    Planted(
        "a list counts otherwise on a page", text(PAGE, '<li value="2">', '<li value="7">'), PAGE, "PRF-201"
    ),
    Planted(
        "a link on a page is dead",
        text(PAGE, f"../large-print/{TABLETS}.pdf", "../large-print/gone.pdf"),
        PAGE,
        "PRF-616",
    ),
    Planted("a page tells a wrong size", text(PAGE, "286 KB", "28 KB"), PAGE, "PRF-616"),
    Planted(
        "a page links to an unsigned easy read",
        text(PAGE, f"../captions/{TABLETS}.vtt", f"../{EASY}"),
        PAGE,
        "PRF-617",
    ),
    Planted(
        "the words of a page run ahead of its sound",
        text(PAGE, '["s0003", 7.55', '["s0003", 2.55'),
        PAGE,
        "PRF-205",
    ),
    Planted("a page hides its computer voice", text(PAGE, "omputer voice", "omrade", 9), PAGE, "PRF-204"),
    Planted("pages are swapped", swapped(PAGE, f"articles/{FLU}.html"), PAGE, "PRF-001"),
    Planted(
        "an article is not in the contents",
        text("index.html", f'articles/{TABLETS}.html">', 'articles/">'),
        "index.html",
        "PRF-001",
    ),
    Planted("“not” is lost in the contents", text("index.html", *DENIAL), "index.html", "PRF-621"),
    Planted(
        "the first page links to a draft",
        text("index.html", f'href="{MP3}"', f'href="{EASY_PDF}"'),
        "index.html",
        "PRF-617",
    ),
    Planted(
        "the report links to nothing",
        text("report.html", f'href="{PDF}"', 'href="gone.pdf"'),
        "report.html",
        "PRF-616",
    ),
    # e-book
    Planted("a dose is changed in the e-book", zipped_text(EPUB, CHAPTER, *SET_DOSE), EPUB, "PRF-620"),
    Planted("“not” is lost in the e-book", zipped_text(EPUB, CHAPTER, *DENIAL), EPUB, "PRF-621"),
    Planted("the disclaimer is lost in the e-book", zipped_text(EPUB, CHAPTER, NOTICE, ""), EPUB, "PRF-005"),
    Planted("a sentence is lost in the e-book", zipped_text(EPUB, CHAPTER, LIE, ""), EPUB, "PRF-001"),
    Planted(
        "a clip of the e-book is wrong",
        zipped_text(EPUB, "EPUB/chapter-02.smil", "0:00:07.555", "0:00:05.555"),
        EPUB,
        "PRF-301",
    ),
    Planted(
        "recordings in the e-book are swapped",
        zipped_swap(EPUB, "EPUB/audio/chapter-01.mp3", "EPUB/audio/chapter-02.mp3"),
        EPUB,
        "PRF-302",
    ),
    Planted(
        "the e-book tells a wrong length",
        zipped_text(EPUB, "EPUB/package.opf", "0:01:51.991", "0:09:51.991"),
        EPUB,
        "PRF-303",
    ),
    Planted(
        "the e-book runs a program",
        zipped_text(EPUB, CHAPTER, "</head>", "<script>1</script></head>"),
        EPUB,
        "PRF-306",
    ),
    Planted(
        "the e-book's chapters are out of order",
        zipped_swap(EPUB, "EPUB/chapter-01.xhtml", CHAPTER),
        EPUB,
        "PRF-001",
    ),
    Planted(
        "the e-book holds a draft",
        zipped_text(EPUB, "EPUB/about.xhtml", "</body>", f"<p>{NOTE}</p></body>"),
        EPUB,
        "PRF-617",
    ),
    Planted("the e-book is damaged", flipped(EPUB), EPUB, "PRF-616"),
    Planted("the e-book is cut", cut(EPUB), EPUB, "PRF-300"),
    # talking book
    Planted("a dose is changed in the talking book", zipped_text(DAISY, DAISY_TEXT, *DOSE), DAISY, "PRF-620"),
    Planted("“not” is lost in the talking book", zipped_text(DAISY, DAISY_TEXT, *DENIAL), DAISY, "PRF-621"),
    Planted(
        "the disclaimer is lost in the talking book",
        zipped_text(DAISY, DAISY_TEXT, NOTICE, ""),
        DAISY,
        "PRF-005",
    ),
    Planted(
        "a sentence is lost in the talking book",
        zipped_text(DAISY, DAISY_TEXT, LIE.replace("\xa0", " "), ""),
        DAISY,
        "PRF-001",
    ),
    Planted(
        "a clip of the talking book is wrong",
        zipped_text(DAISY, DAISY_STEPS, "npt=4.270s", "npt=2.270s"),
        DAISY,
        "PRF-402",
    ),
    Planted(
        "recordings in the talking book are swapped",
        zipped_swap(DAISY, "a001.mp3", "a002.mp3"),
        DAISY,
        "PRF-402",
    ),
    Planted("the talking book is damaged", flipped(DAISY), DAISY, "PRF-401"),
    # memory stick
    Planted(
        "tracks on the stick are swapped",
        zipped_swap(USB, f"spring/{FLU}.mp3", f"spring/{TABLETS}.mp3"),
        USB,
        "PRF-503",
    ),
    Planted(
        "a track is missing on the stick",
        zipped(USB, lambda f: {n: d for n, d in f.items() if FLU not in n}),
        USB,
        "PRF-503",
    ),
    Planted(
        "the stick's list is wrong",
        zipped_text(USB, "index.txt", "Tablets and rest", "Tablets"),
        USB,
        "PRF-503",
    ),
    Planted(
        "the stick hides its computer voice",
        zipped_text(USB, "READ-ME-FIRST.txt", "computer voice", "reader"),
        USB,
        "PRF-503",
    ),
    Planted(
        "the stick holds a draft",
        zipped_text(USB, "index.txt", "For help", f"{NOTE} For help"),
        USB,
        "PRF-617",
    ),
    Planted("the stick is damaged", flipped(USB), USB, "PRF-616"),
    # braille
    Planted("a dose is changed in the braille", text(BRF, "#DJ MG", "#AJ MG"), BRF, "PRF-620"),
    Planted("“not” is lost in the braille", text(BRF, ",D N TAKE", ",D TAKE"), BRF, "PRF-621"),
    Planted(
        "the disclaimer is lost in the braille",
        text(BRF, ",? >TICLE IS N M$ICAL ADVICE4 ,ASK YR\r\nDOCTOR 2F Y /OP A TABLET4", ""),
        BRF,
        "PRF-005",
    ),
    Planted("a sentence is lost in the braille", text(BRF, ",LIE D[N = #BJ M9UTES4", ""), BRF, "PRF-001"),
    # feed
    Planted(
        "the feed gives a wrong length", text(FEED, 'length="286395"', 'length="286390"'), FEED, "PRF-616"
    ),
    Planted("the feed leads to nothing", text(FEED, f"{TABLETS}.mp3", "gone.mp3"), FEED, "PRF-616"),
    Planted("the feed leads to a draft", text(FEED, MP3, EASY_MP3), FEED, "PRF-617"),
    Planted("a dose is changed in the feed", text(FEED, *DOSE), FEED, "PRF-620"),
    Planted(
        "the disclaimer is lost in the feed",
        text(FEED, "Ask your doctor before you stop a tablet.", ""),
        FEED,
        "PRF-005",
    ),
    Planted(
        "an episode has another title",
        text(FEED, "<title>Tablets and rest<", "<title>Tablets<"),
        FEED,
        "PRF-501",
    ),
    Planted(
        "an episode lasts longer in the feed",
        text(FEED, "<itunes:duration>33<", "<itunes:duration>93<"),
        FEED,
        "PRF-501",
    ),
    Planted("chapters are out of order", text(CHAPTERS, "79.282", "9.282"), CHAPTERS, "PRF-502"),
    Planted(
        "a chapter has another title", text(CHAPTERS, '"Tablets and rest"', '"Tablets"'), CHAPTERS, "PRF-502"
    ),
    # easy reads
    Planted("a draft does not say that it is one", text(EASY, NOTE, "", 9), EASY, "PRF-604"),
    Planted(
        "issue.json says that a draft is signed",
        said(lambda t: record(t, EASY_PDF)["facts"].update(signed=True)),
        EASY,
        "PRF-604",
    ),
    Planted(
        "the title of an easy-read PDF hides that it is a draft",
        pdf(EASY_PDF, lambda d: d.docinfo.update({"/Title": "Tablets and rest: easy read"})),
        EASY_PDF,
        "PRF-604",
    ),
    Planted(
        "a page of an easy-read PDF does not say that it is a draft",
        pdf_words(EASY_PDF, "Draft made by a computer.", "made by a computer."),
        EASY_PDF,
        "PRF-604",
    ),
    Planted(
        "the title of an easy-read page hides that it is a draft",
        text(EASY, "easy read draft</title>", "easy read</title>"),
        EASY,
        "PRF-604",
    ),
    Planted("a dose is changed in an easy read", text(EASY, "40\xa0mg", "80\xa0mg"), EASY, "PRF-602"),
    Planted(
        "the disclaimer is lost in an easy read",
        text(EASY, "before you stop a tablet", "", 9),
        EASY,
        "PRF-601",
    ),
    Planted(
        "an easy read loads something",
        text(EASY, "</main>", '<img alt="x" src="https://example.org/x.png"></main>'),
        EASY,
        "PRF-606",
    ),
    Planted("an easy read is cut", cut(EASY_PDF), EASY_PDF, "PRF-003"),
    Planted(
        "the disclaimer is lost in an easy-read PDF",
        pdf_words(EASY_PDF, "you stop a tablet.", ""),
        EASY_PDF,
        "PRF-005",
    ),
)


@pytest.fixture(scope="session")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return finished(tmp_path_factory)


def test_nothing_is_found_where_nothing_is_planted(issue: Finished, tmp_path: Path) -> None:
    assert issue.faults(issue.copy(tmp_path / "clean")) == []


def test_there_are_enough_faults() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60


@pytest.mark.fires("PRF-611")
@pytest.mark.fires("PRF-612")
@pytest.mark.fires("PRF-613")
@pytest.mark.fires("PRF-614")
@pytest.mark.fires("PRF-616")
@pytest.mark.fires("PRF-617")
@pytest.mark.fires("PRF-620")
@pytest.mark.fires("PRF-621")
@pytest.mark.fires("PRF-622")
@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_and_its_file_named(
    issue: Finished, tmp_path: Path, planted: Planted
) -> None:
    out = issue.copy(tmp_path / "spoiled")
    planted.spoil(out)
    if planted.true:
        make_true(out)
    faults = issue.faults(out)
    assert planted.rule in {each.finding.rule for each in faults if each.path == planted.path}, faults
    if planted.true:
        assert not any("SHA-256" in each.finding.message for each in faults)

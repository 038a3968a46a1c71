"""The e-book: what is in it, what it says of itself, and what it makes of odd articles."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from epub_samples import (
    CUE,
    ODD_TITLES,
    PIXEL,
    Made,
    contents,
    made,
    noted,
    notice,
    order_of,
    pacing,
    pack_of,
    piece_of,
    text,
    titled,
    whole_pack,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from everyread.article import (
    Block,
    Cell,
    Figure,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Table,
    article_adapter,
)
from everyread.delivery.epub.addresses import valid_address
from everyread.delivery.epub.chapter import headings
from everyread.delivery.epub.overlay import Clip, clips_of
from everyread.delivery.epub.pages import Edition, pages_of
from everyread.delivery.epub.task import epub_task
from everyread.delivery.epub.xml import clock
from everyread.proof.epub_book import sentences_of
from everyread.store import Store


@pytest.fixture
def book(store: Store) -> Made:
    return made(whole_pack(store), store)


def values(book: Made, name: str) -> list[str]:
    return re.findall(rf'property="{name}"[^>]*>([^<]*)<', book.text("package.opf"))


def test_the_same_pack_makes_the_same_bytes(book: Made) -> None:
    assert made(book.pack, book.store).data == book.data


def test_it_passes_its_own_proof(book: Made) -> None:
    receipt = book.proved()
    assert receipt.findings == ()
    assert receipt.facts["clips_proved"] == receipt.facts["sentences_proved"] > 50
    assert receipt.facts["notices_proved"] == 2


def test_the_recordings_are_the_very_files(book: Made) -> None:
    names = [name for name in book.files if name.startswith("audio/")]
    assert [book.files[name] for name in names] == [
        book.store.get(piece.mp3) for piece in book.pack.all_pieces
    ]


def test_the_first_bytes_tell_what_it_is(book: Made) -> None:
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"


def test_sentences_can_be_read_back(book: Made) -> None:
    articles = [
        article_adapter().validate_json(book.store.get(each.article)) for each in book.pack.all_pieces
    ]
    assert sentences_of(book.data) == [
        [(sentence.id, " ".join(sentence.text.split())) for sentence in article.sentences()]
        for article in articles
    ]


def test_pauses_and_announcements_are_heard_with_the_sentence_before_them() -> None:
    cues = [
        {"id": "s0001", "start": 0.5, "end": 1.0},
        {"id": "a001", "start": 1.5, "end": 2.0},
        {"id": "s0002", "start": 2.5, "end": 3.0},
    ]
    assert clips_of(cues, ["s0001", "s0002"], 4.4999) == {"s0001": Clip(0, 2500), "s0002": Clip(2500, 4499)}
    assert clips_of([], ["s0001"], 1.0) == {}


@given(st.lists(st.floats(0.06, 30), min_size=1, max_size=40), st.floats(0, 2))
def test_clips_cover_the_whole_recording_without_a_gap(lengths: list[float], tail: float) -> None:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    names = [f"s{place:04d}" for place in range(len(lengths))]
    cues = [
        {"id": name, "start": start, "end": start + length}
        for name, start, length in zip(names, starts, lengths, strict=True)
    ]
    clips = list(clips_of(cues, names, sum(lengths) + tail).values())
    assert clips[0].begin == 0
    assert all(clip.end > clip.begin for clip in clips)
    assert all(first.end == second.begin for first, second in pairwise(clips))
    assert sum(lengths) + tail - clips[-1].end / 1000 < 0.001


@pytest.mark.parametrize(
    ("milliseconds", "told"), [(0, "0:00:00.000"), (149683, "0:02:29.683"), (3_661_007, "1:01:01.007")]
)
def test_clock_values(milliseconds: int, told: str) -> None:
    assert clock(milliseconds) == told


def test_lists_and_tables_can_be_skipped(book: Made) -> None:
    smil = etree.fromstring(book.files["chapter-01.smil"])
    kinds = [seq.get("{http://www.idpf.org/2007/ops}type") for seq in smil.iter("{*}seq")]
    assert kinds[:4] == ["list", "list-item", "list-item", "list"]
    assert kinds.count("table") == 2
    assert kinds.count("figure") == 1
    page = etree.fromstring(book.files["chapter-01.xhtml"])
    ids = [element.get("id") for element in page.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    for seq in smil.iter("{*}seq"):
        assert seq.get("{http://www.idpf.org/2007/ops}textref", "").partition("#")[2] in ids


def test_a_mark_leads_to_its_note_and_back(book: Made) -> None:
    page = book.text("chapter-02.xhtml")
    mark = '<a class="noteref" role="doc-noteref" href="#note-1" epub:type="noteref"><sup>1</sup></a>'
    assert page.count(mark) == 2
    assert "lost its note.<sup>1</sup>" in page
    assert '<li id="note-1" value="1" epub:type="endnote">' in page
    assert page.count('<a role="doc-backlink" href="#s0002" epub:type="backlink">Back to the text</a>') == 1
    assert '<section class="notes" role="doc-endnotes" aria-label="Notes" epub:type="endnotes"' in page
    assert 'epub:type="endnote" epub:textref="chapter-02.xhtml#note-1"' in book.text("chapter-02.smil")


def test_numbers_and_labels_are_the_articles_own(book: Made) -> None:
    assert '<li value="4"' in book.text("chapter-01.xhtml")
    assert re.search(
        r'<li class="labelled"[^>]*><span class="label">b\)</span>', book.text("chapter-02.xhtml")
    )


def test_a_table_with_many_columns_can_be_set_in_rows(book: Made) -> None:
    page = book.text("chapter-01.xhtml")
    assert page.count('<table class="many"') == 1
    assert page.count('<td data-column="A considerable heading 5"') == 1
    assert '<td data-column="Rest"' in page


def test_the_contents_come_first_and_lead_to_the_articles(book: Made) -> None:
    spine = re.findall(r'<itemref idref="([^"]+)"', book.text("package.opf"))
    assert spine == ["cover", "chapter-00", "chapter-01", "chapter-02", "chapter-03", "about"]
    assert (
        '<h2><a href="chapter-02.xhtml"><span class="sentence" id="s0004">2. Notes &amp; marks'
        in book.text("chapter-00.xhtml")
    )


def test_the_table_of_contents_has_the_headings_inside_articles(book: Made) -> None:
    first = headings(pacing(book.store.put(PIXEL)))
    assert [level for level, _, _ in first] == [2, 3]
    inner = [f'<li><a href="chapter-01.xhtml#{name}">{words}</a>' for _, words, name in first]
    nav = book.text("nav.xhtml")
    assert f"{inner[0]}<ol>\n{inner[1]}</li>" in nav
    assert nav.count('<a href="chapter-00.xhtml">Contents</a>') == 1


def test_what_it_says_of_its_own_accessibility_is_true(book: Made) -> None:
    assert values(book, "schema:accessMode") == ["textual", "auditory", "visual"]
    assert values(book, "schema:accessModeSufficient") == ["textual", "auditory"]
    features = values(book, "schema:accessibilityFeature")
    assert {"synchronizedAudioText", "alternativeText", "tableOfContents", "structuralNavigation"} < set(
        features
    )
    assert values(book, "schema:accessibilityHazard") == ["none"]
    assert "conformsTo" not in book.text("package.opf")
    assert values(book, "media:narrator") == ["A computer voice (Heart)"]


def test_a_picture_without_a_description_is_not_called_described(store: Store) -> None:
    picture = Figure(store.put(PIXEL), "image/png", "", ())
    article = titled("Pictures", text("Look."), picture)  # type: ignore[arg-type]
    book = made(pack_of(store, article), store)
    assert values(book, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in values(book, "schema:accessibilityFeature")
    assert "Some pictures have no description." in values(book, "schema:accessibilitySummary")[0]


def test_lengths_add_up(book: Made) -> None:
    told = [float(h) * 3600 + float(m) * 60 + float(s) for h, m, s in
            (value.split(":") for value in values(book, "media:duration"))]  # fmt: skip
    assert told[0] == pytest.approx(sum(told[1:]), abs=0.0005)
    assert told[1:] == pytest.approx([piece.seconds for piece in book.pack.all_pieces], abs=0.001)


def test_help_is_in_the_book(book: Made) -> None:
    page = book.text("about.xhtml")
    assert "How to use this book" in page
    assert "The voice was made by a computer." in page
    assert "Ring us on 0300 000 0000." in page


def test_pages_of_the_large_print_can_be_turned_to(store: Store) -> None:
    from everyread.typeset.pdf import render_pdf

    article = titled(
        "A walk in the park", text("It was a very long walk indeed. It rained."), text("We got wet.")
    )
    pages = (
        "<h1>Winter</h1><p>A walk in the park 2</p><h1>A walk in the park</h1><p>It was a very long walk</p>"
    )
    html = f"<body>{pages}<p class='new'>indeed. It rained.</p><p class='new'>We got wet.</p></body>"
    css = "h1, .new { break-before: page }"
    printed = store.put(render_pdf(html, css, store, title="Winter", language="en-GB"))
    book = made(replace(pack_of(store, article), large_print=printed), store)
    assert re.findall(r'"(chapter-01.xhtml#page-\d)">(\d)<', book.text("nav.xhtml")) == [
        (f"chapter-01.xhtml#page-{number}", number) for number in "234"
    ]
    page, mark = (
        book.text("chapter-01.xhtml"),
        'role="doc-pagebreak" epub:type="pagebreak" aria-label="Page {}"/>',
    )
    assert '<div id="page-2" ' + mark.format(2) + '<h1 id="title">' in page
    assert '<span id="page-3" ' + mark.format(3) + '<span class="sentence" id="s0003">It rained.' in page
    assert "pageBreakMarkers" in values(book, "schema:accessibilityFeature")
    assert values(book, "pageBreakSource") == ["The large-print edition of Winter 2026"]
    assert book.proved().findings == ()


def test_an_article_that_is_not_in_the_large_print_has_no_pages() -> None:
    edition = Edition("Awalkinthepark", (0,), ("1",), (("Another title", 0),))
    assert pages_of([titled("A walk in the park")], edition) == [{}]


def test_a_page_that_does_not_begin_with_a_sentence_is_found_by_the_next() -> None:
    article = titled(
        "One", text("This first sentence is long enough. Short. This last sentence is also long.")
    )
    letters = ("OneThisfirstsent", "enceislongenoughxxShort", "Thislastsentenceisalsolong")
    edition = Edition("".join(letters), (0, 16, 39), ("i", "ii", "iii"), (("One", 0),))
    assert pages_of([article], edition) == [{"s0001": "i", "s0003": "ii", "s0004": "iii"}]


def test_an_article_without_a_recording_is_text_alone(store: Store) -> None:
    pack = pack_of(store, titled("Heard"), titled("Unheard"))
    pack = replace(pack, pieces=(pack.pieces[0], piece_of(titled("Unheard"), store, 2, spoken=False)))
    book = made(pack, store)
    assert book.proved().findings == ()
    assert "chapter-02.smil" not in book.files
    assert values(book, "schema:accessModeSufficient") == ["textual"]
    assert "These articles have no recording yet: Unheard." in book.text("about.xhtml")


def test_an_issue_without_any_recording_says_nothing_of_sound(store: Store) -> None:
    pack = pack_of(store, titled("Quiet"), listed=False, cover=False)
    book = made(replace(pack, pieces=(piece_of(titled("Quiet"), store, 1, spoken=False),)), store)
    assert book.proved().findings == ()
    assert "media:" not in book.text("package.opf")
    assert "voice" not in book.text("about.xhtml").replace("in its own voice", "")
    assert "auditory" not in book.text("package.opf")


def test_without_spoken_contents_and_cover_there_are_pages_in_their_place(store: Store) -> None:
    book = made(pack_of(store, titled("One"), listed=False, cover=False), store)
    assert '<itemref idref="nav"/>' in book.text("package.opf")
    assert "<h1>Winter 2026</h1>" in book.text("cover.xhtml")
    assert book.proved().findings == ()


def test_an_issue_without_a_date_has_a_fixed_one(book: Made) -> None:
    assert values(book, "dcterms:modified") == ["2026-12-01T00:00:00Z"]
    undated = made(replace(book.pack, published=""), book.store)
    assert values(undated, "dcterms:modified") == ["2000-01-01T00:00:00Z"]
    assert "<dc:date>" not in undated.text("package.opf")


def test_its_identifier_stays_when_its_words_change(store: Store) -> None:
    one, other = (made(pack_of(store, titled(words)), store).text("package.opf") for words in ("A", "B"))
    found = [re.search(r"urn:uuid:[0-9a-f-]{36}", each) for each in (one, other)]
    assert found[0]
    assert found[1]
    assert found[0][0] == found[1][0]


def test_a_picture_used_twice_is_there_once(store: Store) -> None:
    picture = store.put(PIXEL)
    book = made(pack_of(store, pacing(picture), pacing(picture)), store)
    assert [name for name in book.files if name.startswith("pictures/")] == ["pictures/001.png"]
    assert book.proved().findings == ()


def test_files_of_one_name_do_not_clash(store: Store) -> None:
    pack = pack_of(store, titled("One"), titled("Two"))
    book = made(replace(pack, pieces=tuple(replace(each, stem="nav") for each in pack.pieces)), store)
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
    assert book.proved().findings == ()


@pytest.mark.parametrize("title", ODD_TITLES)
def test_odd_titles(store: Store, title: str) -> None:
    pack = replace(pack_of(store, titled(title)), title=title, publisher=title, contact=title)
    book = made(pack, store)
    assert book.proved().findings == ()
    for name, data in book.files.items():
        if name.endswith(("xhtml", "smil", "opf", "xml")):
            etree.fromstring(data)


@settings(max_examples=25)  # each makes a whole book
@given(st.text(min_size=1).filter(str.strip))
def test_any_words_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    words = words.encode(errors="ignore").decode()
    store = Store(tmp_path_factory.getbasetemp() / "epub-any")
    book = made(pack_of(store, titled(f"A {words}", text(f"B {words}")), cover=False), store)
    assert book.proved().findings == ()


@pytest.mark.parametrize(
    ("href", "valid"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/a b/%zz%20/{x}\\y?q=a|b#c#d", "https://example.org/a%20b/%25zz%20/%7Bx%7D%5Cy?q=a%7Cb#c%23d"),
        ("http://exämple.org:8080/ü", "http://exämple.org:8080/%C3%BC"),
        ("mailto:a b@example.org?subject=x y", "mailto:a%20b@example.org?subject=x%20y"),
        ("tel:(01280) 818 964", "tel:01280818964"),
        *((nowhere, "") for nowhere in (
            "https://[bad", "http://a.org:port/", "http:/example.org", "http://", "http://u:p@x.org/",
            "mailto:", "tel:", "javascript:alert(1)", "file:///etc/passwd", "//x.org", "", "http://a.org:99999/",
        )),
    ],
)  # fmt: skip
def test_addresses(href: str, valid: str) -> None:
    assert valid_address(href) == valid


def test_a_link_that_leads_nowhere_keeps_its_words(store: Store) -> None:
    hrefs = ("https://example.org/a b", "https://[bad")
    runs = tuple(Run(f"Link {place}.", href=href) for place, href in enumerate(hrefs))
    book = made(pack_of(store, titled("Links", Paragraph((Sentence("", runs),)))), store)
    page = book.text("chapter-01.xhtml")
    assert '<a href="https://example.org/a%20b">Link 0.</a>' in page
    assert "<a>Link 1.</a>" in page
    assert book.proved().findings == ()


def test_words_in_another_language(store: Store) -> None:
    runs = tuple(Run(f"In {tag}.", language=tag) for tag in ("fr", "en_GB", "not a language"))
    page = made(pack_of(store, titled("L", Paragraph((Sentence("", runs),)))), store).text("chapter-01.xhtml")
    assert '<span lang="fr">In fr.</span>' in page
    assert '<span lang="en-GB">In en_GB.</span>' in page
    assert "<span>In not a language.</span>" in page


def test_empty_parts_do_not_stop_the_build(store: Store) -> None:
    empty = (
        Listing(()),
        Table((), ((Cell(()),),)),
        Quotation(()),
        Notice((), "credit"),
        Heading(()),
        Paragraph(()),
    )
    article = replace(titled("Empty", *empty), author="By ", section=" ")  # type: ignore[arg-type]
    assert made(pack_of(store, article), store).proved().findings == ()


def test_a_deep_article_does_not_stop_the_build(store: Store) -> None:
    block: Block = text("Deep inside.")
    for _ in range(60):
        block = Quotation((block,))
    book = made(pack_of(store, titled("Deep", block)), store)  # type: ignore[arg-type]
    assert book.proved().findings == ()


def test_the_key_follows_the_pack_and_the_templates_but_not_where_they_are(store: Store) -> None:
    order = order_of(pack_of(store, titled("One")))
    others = [
        replace(order, pack=replace(order.pack, contact="Write to us.")),
        replace(order, templates="0"),
        replace(order, pack=replace(order.pack, voice="Emma")),
    ]
    assert len({epub_task(each).key for each in (order, *others)}) == 4
    assert epub_task(replace(order, template_folders=("/elsewhere",))).key == epub_task(order).key


def test_the_samples_are_what_the_tests_take_them_for(store: Store) -> None:
    assert contents(["A"]).title.text == "Winter 2026"
    assert CUE == 0.5
    assert any(run.note for sentence in noted().sentences() for run in sentence.runs)
    assert notice().notices()

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from everyread.store import Store
from everyread.typeset.tag_lists import numbering
from tests.typeset.tagged import Tagged, render, shape

LONG = " ".join(f"Word{number}" for number in range(60))
"""Three pages of prose."""


def tagged(body: str, store: Store, css: str = "") -> Tagged:
    return Tagged(render(body, store, css))


def test_header_and_page_number_are_artifacts(store: Store) -> None:
    pdf = tagged("<p>Rest.</p>", store, '@page { @left-top { content: "side" } }')
    assert [properties for tag, properties in pdf.marked(0) if tag == "/Artifact"] == [
        {"/Type": "/Pagination", "/Subtype": "/Header"},
        {"/Type": "/Pagination", "/Subtype": "/Footer"},
        {"/Type": "/Pagination"},
    ]
    assert pdf.text(pdf.root) == "Rest."


def test_the_dots_of_the_contents_are_not_read_out(store: Store) -> None:
    pdf = tagged(
        '<ol class="contents"><li><a href="#flu">Flu</a></li></ol><h1 id="flu">Flu</h1>',
        store,
        '.contents a::after { content: leader(".") target-counter(attr(href), page) }',
    )
    assert pdf.text(pdf.all("TOC")[0]) == "1. Flu 1"


def test_contents_are_entries_with_one_link_each(store: Store) -> None:
    pdf = tagged(
        '<section role="doc-toc"><h1>Contents</h1><ol style="list-style: none">'
        '<li><a href="#flu">Flu and much more about it than fits</a></li><li><a href="#mumps">Mumps</a></li>'
        '</ol></section><h1 class="next" id="flu">Flu</h1><h1 id="mumps">Mumps</h1>',
        store,
        '[role] a::after { content: leader(".") target-counter(attr(href), page) }',
    )
    assert shape(pdf.root)[1] == ("Sect", "H1", ("TOC", *[("TOCI", ("Reference", "Link"))] * 2))
    assert [len(pdf.annotations(link)) for link in pdf.all("Link")] == [1, 1]
    assert len(pdf.pdf.pages[0].Annots) == 2
    links = [
        item
        for item in pdf.pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link"
    ]
    assert len(links) == 2


def test_every_marked_content_has_an_owner_and_the_owner_has_it(store: Store) -> None:
    pdf = tagged(
        f"<h1>Flu</h1><p>{LONG} <strong>bold</strong> <a href='https://example.org/'>here</a></p>"
        "<ul><li>One</li><li>Two</li></ul>",
        store,
    )
    owners = pdf.pdf.Root.StructTreeRoot.ParentTree.Nums
    owned = {
        (page, mcid): owner.objgen
        for page in range(len(pdf.pdf.pages))
        for mcid, owner in enumerate(owners[2 * page + 1])
        if owner is not None
    }
    tree = {mark: element.objgen for element in pdf.walk(pdf.root) for mark in pdf.marks(element)}
    drawn = {
        (page, int(properties["/MCID"]))
        for page in range(len(pdf.pdf.pages))
        for _, properties in pdf.marked(page)
        if "/MCID" in properties
    }
    assert tree == owned
    assert set(tree) == drawn


def test_a_paragraph_over_three_pages_is_one(store: Store) -> None:
    pdf = tagged(f"<article><p>{LONG}</p></article>", store)
    assert len(pdf.pdf.pages) == 3
    assert shape(pdf.root) == ("Document", ("Art", "P"))
    assert pdf.text(pdf.root) == LONG
    assert {page for page, _ in pdf.marks(pdf.all("P")[0])} == {0, 1, 2}


def test_a_list_over_two_pages_is_one(store: Store) -> None:
    pdf = tagged("<ul>" + "<li>Item with words</li>" * 8 + f"<li>{LONG}</li></ul>", store)
    assert len(pdf.pdf.pages) > 3
    assert shape(pdf.root) == ("Document", ("L", *[("LI", "Lbl", "LBody")] * 9))
    assert pdf.text(pdf.all("LBody")[-1]) == LONG


TABLE = (
    '<table><caption>Doses</caption><thead><tr><th scope="col">Day</th>'
    '<th scope="col"><a href="#x">Dose</a></th></tr></thead><tbody>'
    + "".join(f'<tr><th scope="row">Day {n}</th><td>{n} mg</td></tr>' for n in range(9))
    + "<tr><td colspan=2></td></tr></tbody></table><p id=x>End</p>"
)


def test_a_table_over_two_pages_is_one_and_its_head_is_read_once(store: Store) -> None:
    pdf = tagged(TABLE, store, "tr { break-inside: avoid }")
    assert len(pdf.pdf.pages) == 2
    row = ("TR", "TH", "TD")
    assert shape(pdf.all("Table")[0]) == (
        "Table",
        "Caption",
        ("THead", ("TR", "TH", ("TH", "Link"))),
        ("TBody", *[row] * 9, ("TR", "TD")),
    )
    assert pdf.text(pdf.root).count("Dose") == 2  # the caption's and the first head's
    assert len(pdf.annotations(pdf.all("Link")[0])) == 1
    assert "/Annots" not in pdf.pdf.pages[1] or not len(pdf.pdf.pages[1].Annots)


def test_headers_of_a_table_say_what_they_head(store: Store) -> None:
    pdf = tagged(TABLE, store)
    assert [str(head.A.Scope) for head in pdf.all("TH")][:4] == ["/Column", "/Column", "/Row", "/Row"]
    assert pdf.all("TD")[-1].A.ColSpan == 2


def test_a_link_has_one_place_to_press_a_page(store: Store) -> None:
    words = "a guide of <strong>many</strong> words, too long for one line of the page"
    pdf = tagged(f'<p>See <a href="https://example.org/a">{words}</a> now.</p>', store)
    (annotation,) = pdf.annotations(pdf.all("Link")[0])
    assert len(pdf.pdf.pages[0].Annots) == 1
    quads = [float(value) for value in annotation.QuadPoints]
    lines = len(pdf.marks(pdf.all("Link")[0]))
    assert len(quads) == 8 * (lines - 2)  # "many" and what follows stand on the lines of others
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    assert left == pytest.approx(min(quads[0::2]))
    assert top == pytest.approx(max(quads[1::2]))
    assert right > left
    assert top > bottom


def test_a_link_over_two_pages_can_be_pressed_on_both(store: Store) -> None:
    pdf = tagged(f'<p><a href="https://example.org/">{LONG}</a></p>', store)
    (link,) = pdf.all("Link")
    assert [page.Annots[0].objgen for page in pdf.pdf.pages] == [one.objgen for one in pdf.annotations(link)]
    owners = pdf.pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers = dict(zip(list(owners)[::2], list(owners)[1::2], strict=True))
    assert {numbers[one.StructParent].objgen for one in pdf.annotations(link)} == {link.objgen}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (
            '<a href="https://example.org/a">our <strong>guide</strong></a>',
            "our guide: https://example.org/a",
        ),
        ('<a href="https://example.org/">example.org</a>', "https://example.org/"),
        ('<a href="mailto:help@example.org">help@example.org</a>', "Email: help@example.org"),
        ('<a href="tel:+441632960188">01632 960188</a>', "01632 960188: Telephone: +441632960188"),
        ('<a href="#flu">Flu</a>', "Go to: Flu"),
        ('<a href="#flu" aria-label="Back to the text">back</a>', "Back to the text"),
    ],
)
def test_a_link_says_where_it_leads(link: str, words: str, store: Store) -> None:
    pdf = tagged(f'<h1 id="flu">Flu</h1><p>{link}</p>', store)
    assert [str(annotation.Contents) for annotation in pdf.pdf.pages[0].Annots] == [words]


def test_words_of_another_language_say_so(store: Store) -> None:
    pdf = tagged(
        '<article lang="en-GB"><p>He said <span lang="fr">bonjour <em>à tous</em></span> and left.</p>'
        '<p lang="cy">Bore da, <span lang="cy">pawb</span> <span lang="en-GB">and all</span></p></article>',
        store,
    )
    said = [(str(one.S), str(one.Lang), pdf.text(one)) for one in pdf.walk(pdf.root) if "/Lang" in one]
    assert said == [
        ("/Span", "fr", "bonjour à tous"),
        ("/P", "cy", "Bore da, pawb and all"),
        ("/Span", "en-GB", "and all"),
    ]


def test_what_only_looks_different_has_no_tag(store: Store) -> None:
    pdf = tagged(
        "<p><strong>Bold</strong> and <em>more</em> CO<sub>2</sub></p><div></div><p> </p><ul></ul>", store
    )
    assert shape(pdf.root) == ("Document", "P")


@pytest.mark.parametrize(
    ("labels", "style"),
    [
        (["disc"], "Disc"),
        (["decimal", "decimal"], "Decimal"),
        (["lower-alpha"], "LowerAlpha"),
        (["upper-roman"], "UpperRoman"),
        (["none"], "None"),
        ([], "None"),
        (["=a) ", "=b) "], "LowerAlpha"),
        (["=(i) ", "=(ii) "], "LowerRoman"),
        (["=h. ", "=i. ", "=j. "], "LowerAlpha"),
        (["=c) "], "LowerAlpha"),
        (["=IV ", "=V "], "UpperRoman"),
        (["=A "], "UpperAlpha"),
        (["=1.1 ", "=1.2 "], "Decimal"),
        (["=12) "], "Decimal"),
        (["=* "], "Disc"),
    ],
)
def test_how_a_list_is_numbered(labels: list[str], style: str) -> None:
    assert numbering(labels) == style


def test_lists_are_labels_and_bodies_with_inner_lists_in_their_place(store: Store) -> None:
    pdf = tagged(
        '<ol><li style="counter-increment: list-item 0; counter-set: list-item 9"><p>Before</p>'
        "<ul><li><p>Inner</p></li></ul><p>After</p></li></ol>"
        """<ol><li style="list-style-type: 'a) '">Ay</li></ol>"""
        '<ul style="list-style: none"><li>Bare</li></ul>',
        store,
    )
    inner = ("L", ("LI", "Lbl", ("LBody", "P")))
    assert shape(pdf.root) == (
        "Document",
        ("L", ("LI", "Lbl", ("LBody", "P", inner, "P"))),
        ("L", ("LI", "Lbl", "LBody")),
        ("L", ("LI", "LBody")),
    )
    assert [str(each.A.ListNumbering) for each in pdf.all("L")] == [
        "/Decimal",
        "/Disc",
        "/LowerAlpha",
        "/None",
    ]
    assert pdf.text(pdf.all("L")[0]) == "9. Before • Inner After"


def test_notes_and_their_marks(store: Store) -> None:
    pdf = tagged(
        '<p>Rest<sup><a id="m1" href="#n1" role="doc-noteref">1</a></sup> and sleep.</p>'
        '<section role="doc-endnotes"><ol>'
        '<li id="n1"><p>Smith. <a href="#m1" role="doc-backlink">Back to the text</a></p></li>'
        '<li><p>Jones.</p></li></ol></section><aside role="doc-footnote">Loose</aside>',
        store,
    )
    assert shape(pdf.root)[1] == ("P", ("Reference", "Link"))
    assert shape(pdf.all("LI")[0]) == ("LI", "Lbl", ("LBody", ("Note", ("P", "Link"))))
    assert [str(note.ID) for note in pdf.all("Note")] == ["note-1", "note-2", "note-3"]
    assert [str(one.Contents) for one in pdf.pdf.pages[0].Annots] == ["Go to note 1", "Back to the text"]
    names = list(pdf.pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["note-1", "note-2", "note-3"]
    assert [element.objgen for element in names[1::2]] == [note.objgen for note in pdf.all("Note")]


def test_a_picture_has_its_words_its_place_and_a_caption_beside_it(store: Store) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (96, 48), "#336699").save(buffer, "PNG")
    address = f"blob:{store.put(buffer.getvalue())}"
    pdf = tagged(
        f'<figure><img src="{address}" alt="A blue box">\n<figcaption>Blue</figcaption></figure>'
        f'<p>Rest <img src="{address}" alt=""></p>',
        store,
        "figure { margin: 0 }",
    )
    assert shape(pdf.root) == ("Document", ("Div", "Figure", "Caption"), "P")
    assert pdf.marks(pdf.all("Div")[0]) == []  # not even the space between the two
    (figure,) = pdf.all("Figure")
    assert str(figure.Alt) == "A blue box"
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    millimetre = 72 / 25.4
    assert (left, top) == pytest.approx((15 * millimetre, 85 * millimetre), abs=0.1)
    assert (right - left, top - bottom) == pytest.approx((72, 36), abs=0.1)


def test_quotations_sections_and_headings_of_all_levels(store: Store) -> None:
    body = "<main><section><h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4></section></main>"
    pdf = tagged(body + "<blockquote><p>Said</p></blockquote>", store)
    assert shape(pdf.root) == (
        "Document",
        ("Part", ("Sect", "H1", "H2", "H3", "H4")),
        ("BlockQuote", "P"),
    )


def test_bookmarks_for_headings_of_all_levels_in_plain_words(store: Store) -> None:
    body = "".join(f"<h{n}>Take\u00a0{n}\u00a0mg or\u2060 more</h{n}>" for n in range(1, 7))
    titles: list[tuple[int, str]] = []

    def collect(items: list[pikepdf.OutlineItem], level: int) -> None:
        for item in items:
            titles.append((level, item.title))
            collect(item.children, level + 1)

    with tagged(body, store).pdf.open_outline() as outline:
        collect(outline.root, 1)
    assert titles == [(n, f"Take {n} mg or more") for n in range(1, 7)]


def test_readers_go_from_link_to_link_in_the_order_of_the_tags(store: Store) -> None:
    pdf = tagged(f"<p>{LONG}</p>", store)
    assert {str(page.Tabs) for page in pdf.pdf.pages} == {"/S"}
    assert bool(pdf.pdf.Root.MarkInfo.Marked)
    assert bool(pdf.pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_weasyprint_is_left_as_it_was(store: Store) -> None:
    import pydyf
    import weasyprint.css
    import weasyprint.layout.page
    import weasyprint.pdf
    from weasyprint.pdf.tags import add_tags

    own = pydyf.Stream.data
    with pytest.raises(Exception, match="is in none of the fonts"):
        render("<p>😀</p>", store)
    assert weasyprint.pdf.add_tags is add_tags
    assert pydyf.Stream.data is own
    assert weasyprint.layout.page.set_page_type_computed_styles.__module__ == "weasyprint.layout.page"
    assert weasyprint.css.ComputedStyle.__missing__.__module__ == "weasyprint.css"

"""A good PDF, and every way in which it can be damaged: each a function that changes an open PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from everyread.article import Article, Figure, Heading, Item, Listing, Run
from everyread.largeprint.task import LargePrintOrder, compose
from everyread.settings import LargePrint
from everyread.store import Store
from everyread.typeset.pdf import render_pdf
from tests.largeprint.hard_documents import article, everyday, numbered, para, picture, said
from tests.printshop.press_profile import press_profile

TEMPLATES = Path(__file__).parents[2] / "templates"
TITLE = "The Test Newsletter"
Damage = Callable[[pikepdf.Pdf], None]


def specimen(store: Store) -> Article:
    """A short article with everything that a passport looks at."""
    base = everyday(store)
    more = (
        Heading(said("Where the words go on"), 3),
        para("She said ", Run("bonjour à tous", language="fr"), " and then sat down again for an hour."),
        Listing((Item((para("A first point with a letter."),), label="a)"),), ordered=True),
        numbered(9, "The ninth question of the list", "The tenth question of the list"),
        Figure(
            picture(store, 700, 500),
            "image/png",
            "A second picture, of a lamp",
            said("The lamp."),
            said("Photo: A. Member."),
        ),
    )
    notices = base.notices()
    kept = tuple(block for block in base.blocks if block not in notices)
    return article(
        base.title.text, *kept, *more, *notices, author=base.author, section=base.section, issue=TITLE
    )


def rendered(articles: list[Article], store: Store, css: str = "", change: str = "") -> bytes:
    """The large print of the articles, with more CSS, and with "old=>new" in its HTML."""
    order = LargePrintOrder(
        (), TITLE, "", "", LargePrint(), (str(TEMPLATES),), "", whole_issue=len(articles) > 1
    )
    html, sheet = compose(order, articles)
    if change:
        old, new = change.split("=>")
        assert old in html, old
        html = html.replace(old, new, 1)
    return render_pdf(html, sheet + css, store, title=TITLE, language="en-GB")


def damaged(data: bytes, damage: Damage, version: str = "") -> bytes:
    """The PDF after it was damaged, as a file of another `version` of PDF if one is given."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        damage(pdf)
        out = io.BytesIO()
        pdf.save(out, force_version=version)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """The elements of the tag tree with this tag, in reading order."""
    return [each for each in walk(pdf.Root.StructTreeRoot) if each.get("/S") == f"/{tag}"]


def walk(node: Any) -> Iterator[Any]:
    yield node
    for kid in kids(node):
        if isinstance(kid, Dictionary) and kid.get("/Type") not in ("/OBJR", "/MCR"):
            yield from walk(kid)


def kids(node: Any) -> list[Any]:
    inner = node.get("/K")
    return [] if inner is None else list(inner) if isinstance(inner, Array) else [inner]


def removed(pdf: pikepdf.Pdf, element: Any) -> None:
    """Take an element out of the tree; what it held stays on the page."""
    number = element.objgen
    for parent in walk(pdf.Root.StructTreeRoot):
        if any(kid.objgen == number for kid in _dictionaries(parent)):
            parent.K = Array([kid for kid in kids(parent) if isinstance(kid, int) or kid.objgen != number])
            return
    raise AssertionError("not in the tree")


def _dictionaries(node: Any) -> list[Any]:
    return [kid for kid in kids(node) if isinstance(kid, Dictionary)]


def replaced(pdf: pikepdf.Pdf, old: bytes, new: bytes, page: int = 0) -> None:
    """Change the drawing of a page."""
    contents = pdf.pages[page].Contents
    stream = contents.read_bytes()
    assert old in stream, old
    contents.write(stream.replace(old, new, 1))


def retag(tag: str, to: str, number: int = 0) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        elements(pdf, tag)[number].S = Name(f"/{to}")

    return damage


def drop(tag: str, number: int = 0) -> Damage:
    return lambda pdf: removed(pdf, elements(pdf, tag)[number])


def swap_blocks(pdf: pikepdf.Pdf) -> None:
    """Two paragraphs that stand beside each other, each of some length."""
    for parent in walk(pdf.Root.StructTreeRoot):
        inner = kids(parent)
        tags = [kid.get("/S") if isinstance(kid, Dictionary) else None for kid in inner]
        for place in range(1, len(inner) - 1):
            if tags[place] == tags[place + 1] == "/P":
                inner[place], inner[place + 1] = inner[place + 1], inner[place]
                parent.K = Array(inner)
                return
    raise AssertionError("no two paragraphs side by side")


def drop_a_line(pdf: pikepdf.Pdf) -> None:
    """Marked content in the middle of a paragraph is no more in its tags."""
    paragraph = max(elements(pdf, "P"), key=lambda each: len(_leaves(each)))
    holder = next(each for each in walk(paragraph) if len(kids(each)) > 1 or isinstance(kids(each)[0], int))
    holder.K = Array(kids(holder)[1:])


def _leaves(element: Any) -> list[Any]:
    return [kid for each in walk(element) for kid in kids(each) if not isinstance(kid, Dictionary)]


def no_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def _bookmarks(pdf: pikepdf.Pdf) -> list[Any]:
    found, waiting = [], [pdf.Root.Outlines.get("/First")]
    while waiting:
        one = waiting.pop()
        if one is not None:
            found.append(one)
            waiting += [one.get("/Next"), one.get("/First")]
    return found


def renamed_bookmark(pdf: pikepdf.Pdf) -> None:
    _bookmarks(pdf)[2].Title = String("Something else")


def bookmark_to_another_page(pdf: pikepdf.Pdf) -> None:
    _bookmarks(pdf)[1].Dest[0] = pdf.pages[-1].obj


def flat_bookmarks(pdf: pikepdf.Pdf) -> None:
    """The second level stands on the first."""
    top = pdf.Root.Outlines.First
    inner = top.First
    top.Next, inner.Prev = inner, top
    del top["/First"], top["/Last"]


def fonts_not_embedded(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary):
            for name in ("/FontFile2", "/FontFile3"):
                if name in each:
                    del each[name]


def no_letters(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/ToUnicode" in each:
            del each.ToUnicode


def alt_removed(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def alt_of_another(pdf: pikepdf.Pdf) -> None:
    one, other = elements(pdf, "Figure")[:2]
    one.Alt, other.Alt = str(other.Alt), str(one.Alt)


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_language_of_parts(pdf: pikepdf.Pdf) -> None:
    for each in walk(pdf.Root.StructTreeRoot):
        if "/Lang" in each:
            del each.Lang


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page.obj["/Tabs"]


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", ())]


def links_say_nothing(pdf: pikepdf.Pdf) -> None:
    for note in _links(pdf):
        note.Contents = String("")


def link_to_another_place(pdf: pikepdf.Pdf) -> None:
    next(note for note in _links(pdf) if "/A" in note).A.URI = String("https://example.org/elsewhere")


def page_number_spoken(pdf: pikepdf.Pdf) -> None:
    """The number of page 2 becomes a part of the text."""
    page = pdf.pages[1]
    stream = page.Contents.read_bytes()
    spoken = re.sub(rb"/Artifact\s*<<[^>]*/Footer[^>]*>>\s*BDC", b"/P <</MCID 900>> BDC", stream)
    assert spoken != stream
    page.Contents.write(spoken)
    paragraph = Dictionary(Type=Name.StructElem, S=Name.P, Pg=page.obj, P=pdf.Root.StructTreeRoot, K=900)
    elements(pdf, "Art")[0].K.append(pdf.make_indirect(paragraph))


def small_grey(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[0].Contents
    stream = contents.read_bytes()
    first = re.search(rb"BT\n(.*?) Tm\n(/\S+) ([\d.]+) Tf", stream)
    assert first
    smaller = b"0.7 0.7 0.7 rg\nBT\n" + first[1] + b" Tm\n" + first[2] + b" 9 Tf"
    contents.write(stream[: first.start()] + smaller + stream[first.end() :])


def invisible(pdf: pikepdf.Pdf) -> None:
    replaced(pdf, b"BT\n", b"BT\n3 Tr\n")


def cut_off(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].MediaBox = Array([0, 0, 400, 842])
    pdf.pages[1].CropBox = Array([0, 0, 400, 842])


def page_twice(pdf: pikepdf.Pdf) -> None:
    pdf.pages.insert(2, pdf.pages[1])


def pages_swapped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    del pdf.pages[1]
    pdf.pages.insert(2, page)


def page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def coarse_pictures(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for name in list(page.images):
            image = page.images[name]
            width = height = 60
            image.write(bytes(width * height * 3))
            image.Width, image.Height, image.ColorSpace = width, height, Name.DeviceRGB
            image.BitsPerComponent = 8
            for key in ("/SMask", "/DecodeParms", "/Interpolate"):
                if key in image:
                    del image[key]


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def claims_pdf_a(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "A"
    fonts_not_embedded(pdf)


def drawn_but_not_tagged(pdf: pikepdf.Pdf) -> None:
    removed(pdf, elements(pdf, "P")[0])


def for_press(data: bytes) -> bytes:
    """The same pages as a print shop wants them: K only, boxes, output intent, no tags, whole sheets."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if name in pdf.Root:
                del pdf.Root[name]
        while len(pdf.pages) % 4:
            pdf.add_blank_page(page_size=(595.28, 841.89))
        for page in pdf.pages:
            if "/Contents" in page:
                _in_black(page)
            page.obj["/MediaBox"] = Array([-28.35, -28.35, 623.63, 870.24])
            page.obj["/CropBox"] = page.obj["/MediaBox"]
            page.obj["/BleedBox"] = Array([-8.51, -8.51, 603.79, 850.4])
            page.obj["/TrimBox"] = Array([0, 0, 595.28, 841.89])
            for name in ("/Annots", "/StructParents"):
                if name in page:
                    del page.obj[name]
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("FOGRA29L"),
            DestOutputProfile=pdf.make_stream(press_profile(), N=4),
        )
        pdf.Root.OutputIntents = Array([intent])
        pdf.docinfo["/Trapped"] = Name("/False")
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20261201000000+00'00'"
        with pdf.open_metadata() as metadata:
            metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = "2026-12-01T00:00:00+00:00"
            metadata["xmpMM:DocumentID"] = "uuid:0"
            metadata["xmpMM:VersionID"], metadata["xmpMM:RenditionClass"] = "1", "default"

    return damaged(data, change, version="1.6")


def _in_black(page: pikepdf.Page) -> None:
    black = re.sub(rb"(?m)^1 1 1 rg$", b"0 0 0 0 k", page.Contents.read_bytes())
    black = re.sub(rb"(?m)^[\d.]+ [\d.]+ [\d.]+ rg$", b"0 0 0 1 k", black)
    black = re.sub(rb"(?m)^[\d.]+ [\d.]+ [\d.]+ RG$", b"0 0 0 1 K", black)
    page.Contents.write(black)
    for name in list(page.images):
        image = page.images[name]
        side = 2400
        image.write(bytes([200]) * side * side)
        image.Width = image.Height = side
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        for key in ("/SMask", "/DecodeParms", "/Interpolate"):
            if key in image:
                del image[key]


def empty_box(pdf: pikepdf.Pdf) -> None:
    """One letter becomes glyph 0."""
    contents = pdf.pages[1].Contents
    contents.write(re.sub(rb"<00[0-9a-f]{2}>", b"<0000>", contents.read_bytes(), count=1))


def wrong_trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].TrimBox = Array([0, 0, 420, 595])


def no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj["/TrimBox"]


def no_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.BleedBox = page.TrimBox


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def red_rule(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.Contents.write(page.Contents.read_bytes() + b"\n1 0 0 rg 10 10 5 5 re f")


def rich_black(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.Contents.write(page.Contents.read_bytes().replace(b"0 0 0 1 k", b"0.9 0.9 0.9 1 k"))


def too_much_ink(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.Contents.write(page.Contents.read_bytes() + b"\n1 1 1 1 k 10 10 5 5 re f")


def odd_pages(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595.28, 841.89))
    last = pdf.pages[-1]
    for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
        last.obj[name] = pdf.pages[0].obj[name]


def press_text_lost(pdf: pikepdf.Pdf) -> None:
    """A line of print is gone from page 2."""
    contents = pdf.pages[1].Contents
    stream = contents.read_bytes()
    blocks = list(re.finditer(rb"BT\n.*?ET", stream, re.DOTALL))
    middle = blocks[len(blocks) // 2]
    contents.write(stream[: middle.start()] + stream[middle.end() :])

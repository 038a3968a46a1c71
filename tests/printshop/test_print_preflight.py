"""Each requirement of PDF/X-4 in our preflight: our files meet it, and a file that does not is named."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.proof.pdf_x import REQUIREMENTS, preflight
from everyread.store import Store
from tests.largeprint.hard_documents import everyday
from tests.printshop.test_print_files import Printed, print_order, printed
from tests.proof.damaged_pdfs import Damage, damaged


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Glued, so that there are a book, a cover round its spine, and marks; in black ink."""
    store = Store(tmp_path_factory.mktemp("preflight") / "store")
    return printed(print_order([everyday(store)], store, binding="perfect", paper_gsm=200), store)


def faults(data: bytes) -> tuple[str, ...]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return preflight(pdf).faults


def test_our_files_meet_every_requirement(made: Printed) -> None:
    for role in ("pdf", "cover"):
        assert faults(made.data(role)) == ()
    with made.pdf("pdf") as pdf:
        assert preflight(pdf).asked == len(REQUIREMENTS) == 17


def _dropped(name: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        del pdf.docinfo[name]

    return damage


def _dropped_xmp(name: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            del xmp[name]

    return damage


def _packed_xmp(pdf: pikepdf.Pdf) -> None:
    import zlib

    stream = pdf.Root.Metadata
    stream.write(zlib.compress(stream.read_bytes()), filter=Name.FlateDecode)


def _no_xmp(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _other_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-3"


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def _other_trapping(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name("/True")


def _newer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Version = Name("/1.7")


def _second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(Dictionary(pdf.Root.OutputIntents[0]))


def _unnamed_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/OutputConditionIdentifier"]


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def _profile_of_a_screen(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(stream.read_bytes().replace(b"prtrCMYK", b"mntrRGB ", 1))


def _profile_of_three_inks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def _art_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/ArtBox"] = pdf.pages[1].obj["/TrimBox"]


def _no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj["/TrimBox"]


def _noted(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Annots"] = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]))]
    )


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array())


def _script(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def _font_elsewhere(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]
            return
    raise AssertionError("no font")


def _first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    found = (
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == kind
    )
    return next(found)


def _picture_at_the_press(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "/Image")["/OPI"] = Dictionary()


def _other_picture(pdf: pikepdf.Pdf) -> None:
    picture = _first(pdf, "/Image")
    picture["/Alternates"] = Array([Dictionary(Image=picture, DefaultForPrinting=True)])


def _drawn(pdf: pikepdf.Pdf, **more: pikepdf.Object) -> None:
    kind = more.pop("Subtype", Name.Form)
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=kind, BBox=Array([0, 0, 1, 1]), **more)
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Strange=form)


def _postscript(pdf: pikepdf.Pdf) -> None:
    _drawn(pdf, Subtype=Name.PS)


def _drawing_elsewhere(pdf: pikepdf.Pdf) -> None:
    _drawn(pdf, Ref=Dictionary(F=String("other.pdf"), Page=0))


def _part_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents["/F"] = String("other.txt")


def _curves(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Resources"]["/ExtGState"] = Dictionary(S=Dictionary(TR=Name.Identity))


def _dots(pdf: pikepdf.Pdf) -> None:
    halftone = Dictionary(Type=Name.Halftone, HalftoneType=6)
    pdf.pages[0].obj["/Resources"]["/ExtGState"] = Dictionary(S=Dictionary(HT=halftone))


def _screen_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Group"] = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def _layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(AS=Array()))


FAULTS: list[tuple[Damage, str]] = [
    (_newer, "is of PDF version 1.7"),
    (_no_xmp, "has no XMP metadata"),
    (_packed_xmp, "has compressed XMP"),
    (_other_claim, "does not say PDF/X-4"),
    (_dropped_xmp("xmp:CreateDate"), "when it was made in its XMP"),
    (_dropped_xmp("xmp:ModifyDate"), "when it was changed in its XMP"),
    (_dropped_xmp("xmp:MetadataDate"), "when it was described in its XMP"),
    (_dropped_xmp("dc:title"), "its title in its XMP"),
    (_dropped_xmp("xmpMM:DocumentID"), "its identifier in its XMP"),
    (_dropped_xmp("xmpMM:VersionID"), "its version in its XMP"),
    (_dropped_xmp("xmpMM:RenditionClass"), "its rendition in its XMP"),
    (_dropped("/Title"), "its title in its information"),
    (_dropped("/CreationDate"), "when it was made in its information"),
    (_dropped("/ModDate"), "when it was changed in its information"),
    (_other_title, "one title in its XMP metadata and another"),
    (_dropped("/Trapped"), "does not say whether it is trapped"),
    (_other_trapping, "two things about whether it is trapped"),
    (_no_intent, "names no printing condition"),
    (_second_intent, "more than one printing condition"),
    (_unnamed_intent, "does not say which printing condition"),
    (_no_profile, "does not hold the ICC profile"),
    (_profile_of_a_screen, "is not of a press"),
    (_profile_of_three_inks, "another number of inks"),
    (_art_box, "both a trim box and an art box"),
    (_no_trim, "without a trim box"),
    (_noted, "notes or links (annotations)"),
    (_form, "actions or a form"),
    (_script, "has JavaScript"),
    (_font_elsewhere, "does not hold all its fonts"),
    (_picture_at_the_press, "put in at the press"),
    (_other_picture, "other pictures for printing"),
    (_postscript, "has PostScript"),
    (_drawing_elsewhere, "drawings that are in another file"),
    (_part_elsewhere, "parts that are in another file"),
    (_curves, "transfer curves"),
    (_dots, "halftones"),
    (_screen_group, "mixes transparent colours"),
    (_layer, "layers that differ"),
]


@pytest.mark.parametrize(("damage", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_each_fault_is_named(damage: Damage, said: str, made: Printed) -> None:
    with made.pdf("pdf") as pdf:
        damage(pdf)
        assert any(said in fault for fault in preflight(pdf).faults)


def test_a_file_without_an_identifier_or_with_a_lock_is_named(made: Printed) -> None:
    with made.pdf("pdf") as pdf:
        del pdf.trailer["/ID"]
        assert "has no identifier in its trailer" in preflight(pdf).faults
    with made.pdf("pdf") as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "is encrypted" in faults(locked.getvalue())


def test_a_file_packed_in_a_forbidden_way_is_named(made: Printed) -> None:
    with made.pdf("pdf") as pdf:
        pdf.pages[0].Contents.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
        assert any("LZWDecode" in fault for fault in preflight(pdf).faults)


@pytest.mark.fires("PRF-141")
def test_a_false_claim_is_a_finding_and_an_honest_file_has_none(made: Printed) -> None:
    size = made.order.book.settings.size

    def told(data: bytes) -> list[str]:
        order = PdfProofOrder(
            made.store.put(data), made.order.book.articles, size, kind="print", coarse_told=1
        )
        receipt = prove_pdf(order, made.store)
        assert receipt.facts["passport"]["pdf_x_rules"] == 17
        return [each.message for each in receipt.findings if each.rule == "PRF-141"]

    assert told(made.data("pdf")) == []
    (said,) = told(damaged(made.data("pdf"), _form))
    assert said == "The print-shop PDF says that it is PDF/X-4, but it has actions or a form in it."


def test_a_coarse_picture_is_told_of_once(made: Printed) -> None:
    """The room that places it names it; the proof speaks only where there are more than it was told of."""
    assert [each.rule for each in made.receipt.findings].count("PRS-002") == 1
    (volume,) = made.receipt.facts["volumes"]
    assert volume["coarse"] == 1
    size = made.order.book.settings.size
    for told, again in ((1, 0), (0, 1)):
        order = PdfProofOrder(
            made.receipt.files["pdf"], made.order.book.articles, size, kind="print", coarse_told=told
        )
        findings = prove_pdf(order, made.store).findings
        assert [each.rule for each in findings].count("PRF-125") == again

"""Makes WeasyPrint's pages fit for a press, in its own objects, just before they are written.

Imported inside a worker only.  PDF/X-4 is ISO 15930-7:2010.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pydyf import PDF, Array, Dictionary, Stream, String  # type: ignore[import-untyped]

from everyread.printshop.profile import condition_of
from everyread.printshop.sheet import Margin
from everyread.printshop.volumes import padded

CLAIM = "PDF/X-4"
CREATOR = "everyread"
ONE_INK = "0 0 0 1 K"
ALL_INKS = "/All CS 1 SCN"
"""Marks are on every plate, so that the plates can be laid over each other."""


@dataclass(frozen=True, slots=True)
class Finish:
    """What a file for the press has besides its pages."""

    title: str
    margin: Margin
    profile: bytes
    """ICC, of the press; empty for none, and then PDF/X is not claimed."""
    colour: bool
    """More than black ink."""
    date: str
    """The day of the issue, as 2026-12-01: a file for print must have a date."""
    digest: str
    """Of everything in the file, from which its name in the XMP is made."""
    as_book: bool = True
    """Whether all pages stand upright, and blank ones make their number a multiple of four."""
    folds: tuple[float, ...] = ()
    """Points from the left edge of the page, where a cover folds round its spine."""

    def __call__(self, pdf: PDF) -> None:
        """Put it into a PDF that is about to be written."""
        marks = ALL_INKS if self.colour else ONE_INK
        _drop_other_colours(pdf, all_inks=self.colour)
        for page in _pages(pdf):
            width, height = _set_on_sheet(pdf, page, self.margin, turn=self.as_book)
            drawn = self.margin.drawn(width, height, marks, self.folds).encode()
            _object(pdf, page["Contents"]).stream.append(drawn)
        if self.as_book:
            for _ in range(padded(pdf.pages["Count"]) - pdf.pages["Count"]):
                _add_blank(pdf, page, drawn)
        if self.profile:
            _add_intent(pdf, self.profile)
        self._describe(pdf)

    def _describe(self, pdf: PDF) -> None:
        """Title, date and the rest, in the information and in the XMP, where they must be the same."""
        stamp = f"D:{self.date.replace('-', '')}000000+00'00'"
        producer = pdf.info["Producer"].string
        pdf.info.update(
            Title=String(self.title),
            Creator=String(CREATOR),
            CreationDate=String(stamp),
            ModDate=String(stamp),
            Trapped="/False",
        )
        xmp = _XMP.format(
            title=escape(self.title),
            creator=CREATOR,
            producer=escape(producer),
            date=f"{self.date}T00:00:00+00:00",
            document=uuid.uuid5(uuid.NAMESPACE_URL, self.digest),
            claim=f"<pdfxid:GTS_PDFXVersion>{CLAIM}</pdfxid:GTS_PDFXVersion>" if self.profile else "",
        )
        metadata = Stream([xmp.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
        pdf.add_object(metadata)
        pdf.catalog["Metadata"] = metadata.reference


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
{claim}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _set_on_sheet(pdf: PDF, page: Dictionary, margin: Margin, *, turn: bool) -> tuple[float, float]:
    """Put a page on its sheet, cut at the bleed; its width and height.

    A page that lies on its side for a wide table can be made to `turn`: all pages of a book are cut alike.
    """
    left, bottom, right, top = page["TrimBox"]
    width, height = right - left, top - bottom
    edge = margin.around
    if turn and width > height:
        place = f"0 1 -1 0 {edge + height:.3f} {edge:.3f} cm"  # its head is then on the left
        width, height = height, width
    else:
        place = f"1 0 0 1 {edge:.3f} {edge:.3f} cm"
    boxes = margin.boxes(width, height)
    left, bottom, right, top = boxes["BleedBox"]
    clip = f"{left} {bottom} {right - left:.3f} {top - bottom:.3f} re W n"
    operators = _object(pdf, page["Contents"]).stream
    operators[:] = [f"q {clip} {place}".encode(), *_plain_inks(operators), b"Q"]
    page.update({name: Array(box) for name, box in boxes.items()})
    return width, height


def _plain_inks(operators: list[Any]) -> Iterator[Any]:
    """The operators that set four inks in their short form, which every print shop's program reads."""
    for each in operators:
        if each in (b"/DeviceCMYK cs", b"/DeviceCMYK CS"):
            continue
        if isinstance(each, bytes) and each.endswith((b" scn", b" SCN")):
            inks, _, operator = each.rpartition(b" ")
            yield inks + (b" k" if operator == b"scn" else b" K")
        else:
            yield each


def _add_blank(pdf: PDF, like: Dictionary, drawn: bytes) -> None:
    """One more page of the same size, with marks and nothing else."""
    content = Stream([drawn])
    pdf.add_object(content)
    pdf.add_page(Dictionary({**like, "Contents": content.reference}))


def _drop_other_colours(pdf: PDF, *, all_inks: bool) -> None:
    """Take out WeasyPrint's two Lab spaces, which nothing uses; put in "all inks", which marks may use."""
    spaces = next(each for each in pdf.objects if isinstance(each, Dictionary) and "lab-d50" in each)
    spaces.clear()
    if all_inks:
        full = Dictionary(
            {
                "FunctionType": 2,
                "Domain": Array((0, 1)),
                "C0": Array((0, 0, 0, 0)),
                "C1": Array((1, 1, 1, 1)),
                "N": 1,
            }
        )
        spaces["All"] = Array(("/Separation", "/All", "/DeviceCMYK", full))


def _add_intent(pdf: PDF, profile: bytes) -> None:
    """Say which press and paper the inks are meant for, with the profile itself."""
    condition = condition_of(profile)
    stream = Stream([profile], {"N": 4}, compress=True)
    pdf.add_object(stream)
    intent = Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": String(condition.identifier),
            "OutputCondition": String(condition.name),
            "Info": String(condition.name),
            "DestOutputProfile": stream.reference,
        }
    )
    if condition.registry:
        intent["RegistryName"] = String(condition.registry)
    pdf.catalog["OutputIntents"] = Array((intent,))


def _pages(pdf: PDF) -> list[Dictionary]:
    return [_object(pdf, reference) for reference in pdf.page_references]


def _object(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

"""A preflight of PDF/X-4 (ISO 15930-7:2010, 6): what the standard asks of a whole file, and what is wrong.

Each requirement is one function, which says in plain words where the file falls short.  What concerns single
pages, their colours and the size of their boxes, is judged in `passport_press`, and fonts by an engine too.
Imported inside a worker only, since it loads pikepdf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

Check = Callable[[pikepdf.Pdf], Iterator[str]]
NEWEST = "1.6"
"""The version of PDF that PDF/X-4 is made of."""
_XMP = {
    "xmp:CreateDate": "when it was made",
    "xmp:ModifyDate": "when it was changed",
    "xmp:MetadataDate": "when it was described",
    "dc:title": "its title",
    "xmpMM:DocumentID": "its identifier",
    "xmpMM:VersionID": "its version",
    "xmpMM:RenditionClass": "its rendition",
}
_INFO = {"/Title": "its title", "/CreationDate": "when it was made", "/ModDate": "when it was changed"}
_CLAIM = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_NEED_NO_FILE = ("/Type3", "/Type0")
"""Fonts that are drawn in the PDF itself, or described by another."""
_ACTIONS = ("/OpenAction", "/AA", "/AcroForm", "/NeedsRendering", "/Perms")
_FOR_PRINTERS = ("/PrinterMark", "/TrapNet")
_PRINTED_HALFTONES = (1, 5)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What came of it."""

    asked: int
    """Requirements."""
    faults: tuple[str, ...]
    """What is wrong, each to be read after "the file": "is locked with a password"."""


def preflight(pdf: pikepdf.Pdf) -> Preflight:
    """Hold a file against every requirement."""
    return Preflight(
        len(REQUIREMENTS), tuple(dict.fromkeys(fault for each in REQUIREMENTS for fault in each(pdf)))
    )


def _version(pdf: pikepdf.Pdf) -> Iterator[str]:
    stated = max(pdf.pdf_version, str(pdf.Root.get("/Version", "/1.0")).removeprefix("/"))
    if stated > NEWEST:
        yield f"is of PDF version {stated}, and PDF/X-4 is made of {NEWEST}"


def _open(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "is encrypted"


def _identifier(pdf: pikepdf.Pdf) -> Iterator[str]:
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield "has no identifier in its trailer"


def _described(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The XMP says what the file is, and is not packed, so that any program can read it."""
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "has no XMP metadata"
        return
    if "/Filter" in stream:
        yield "has compressed XMP metadata"
    xmp = pdf.open_metadata()
    if xmp.get(_CLAIM) != "PDF/X-4":
        yield "does not say PDF/X-4 in its XMP metadata"
    for name, what in _XMP.items():
        if not xmp.get(name):
            yield f"does not say {what} in its XMP metadata"


def _informed(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The older information, where it is asked for, says the same as the XMP."""
    for name, what in _INFO.items():
        if not str(pdf.docinfo.get(name, "")).strip():
            yield f"does not say {what} in its information"
    title = pdf.open_metadata().get("dc:title")
    if title and str(pdf.docinfo.get("/Title", title)) != title:
        yield "has one title in its XMP metadata and another in its information"


def _trapped(pdf: pikepdf.Pdf) -> Iterator[str]:
    stated = str(pdf.docinfo.get("/Trapped", "")).removeprefix("/")
    if stated not in ("True", "False"):
        yield "does not say whether it is trapped"
    elif pdf.open_metadata().get("pdf:Trapped", stated) != stated:
        yield "says two things about whether it is trapped"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", ()) if each.get("/S") == "/GTS_PDFX"]
    if not intents:
        yield "names no printing condition (output intent)"
        return
    if len(intents) > 1:
        yield "names more than one printing condition (output intent)"
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "does not say which printing condition it is for"
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield "does not hold the ICC profile of its printing condition"
    else:
        yield from _profile(profile)


def _profile(stream: Any) -> Iterator[str]:
    """ICC.1, 7.2: bytes 12 to 20 of a profile say for what kind of machine and how many inks it is."""
    kind, space = stream.read_bytes()[12:16], stream.read_bytes()[16:20]
    if kind != b"prtr":
        yield "has an ICC profile that is not of a press (output intent)"
    elif {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(space) != int(stream.get("/N", 0)):
        yield "has an ICC profile for another number of inks than it says (output intent)"


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        if "/TrimBox" in page.obj and "/ArtBox" in page.obj:
            yield "has pages with both a trim box and an art box"
        if "/TrimBox" not in page.obj and "/ArtBox" not in page.obj:
            yield "has pages without a trim box"


def _notes(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Annotations stand outside what is printed, but for those of printers."""
    for page in pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.obj.get("/BleedBox", page.mediabox))
        for note in page.obj.get("/Annots", ()):
            x1, y1, x2, y2 = (float(edge) for edge in note.get("/Rect", (left, bottom, right, top)))
            inside = x1 < right and x2 > left and y1 < top and y2 > bottom
            if inside and note.get("/Subtype") not in _FOR_PRINTERS:
                yield "has notes or links (annotations) on what is printed"


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    if any(name in pdf.Root for name in _ACTIONS) or any("/AA" in page.obj for page in pdf.pages):
        yield "has actions or a form in it"
    if "/JavaScript" in pdf.Root.get("/Names", {}) or _any(pdf, lambda each: each.get("/S") == "/JavaScript"):
        yield "has JavaScript in it"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in _dictionaries(pdf):
        if each.get("/Type") == "/Font" and each.get("/Subtype") not in _NEED_NO_FILE:
            described = each.get("/FontDescriptor", {})
            if not any(name in described for name in _FONT_FILES):
                yield "does not hold all its fonts"


def _pictures(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in _streams(pdf, "/Image"):
        if "/OPI" in each:
            yield "has pictures that are to be put in at the press (OPI)"
        if any(other.get("/DefaultForPrinting", False) for other in each.get("/Alternates", ())):
            yield "has other pictures for printing than for the screen"


def _drawings(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in _streams(pdf, "/Form"):
        if "/PS" in each or each.get("/Subtype2") == "/PS":
            yield "has PostScript in it"
        if "/Ref" in each:
            yield "has drawings that are in another file"
        if "/OPI" in each:
            yield "has pictures that are to be put in at the press (OPI)"
    if any(True for _ in _streams(pdf, "/PS")):
        yield "has PostScript in it"


def _streams_inside(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            if "/F" in each:
                yield "has parts that are in another file"
            filters = each.get("/Filter", ())
            names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
            for name in ("/LZWDecode", "/Crypt"):
                if name in names:
                    yield f"is packed in a way that PDF/X does not allow ({name.removeprefix('/')})"


def _states(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Nothing tells the press how to make its dots or bend its curves."""
    for each in _dictionaries(pdf):
        if "/TR" in each or each.get("/TR2", "/Default") != "/Default":
            yield "has transfer curves, which are for the press to set"
        if "/HTP" in each or ("/HalftoneType" in each and int(each.HalftoneType) not in _PRINTED_HALFTONES):
            yield "has halftones of a kind that PDF/X does not allow"


def _groups(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Transparency is allowed, but not mixed in the colours of a screen."""
    from everyread.proof.pdf_press import kind_of

    for each in _dictionaries(pdf):
        if each.get("/S") == "/Transparency" and "/CS" in each and kind_of(each.CS) in ("RGB", "Lab"):
            yield "mixes transparent colours as a screen does"


def _layers(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Layers do not switch themselves on for a screen and off for print."""
    settings: Any = pdf.Root.get("/OCProperties", {})
    if any("/AS" in each for each in (settings.get("/D", {}), *settings.get("/Configs", ()))):
        yield "has layers that differ between screen and print"


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those of streams and those inside others too."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Stream):
            each = each.stream_dict
        if isinstance(each, pikepdf.Dictionary):
            yield each
            inner = list(each.values())
        elif isinstance(each, pikepdf.Array):
            inner = list(each)
        else:
            continue
        waiting += [
            kid
            for kid in inner
            if isinstance(kid, (pikepdf.Dictionary, pikepdf.Array)) and not kid.is_indirect
        ]


def _any(pdf: pikepdf.Pdf, holds: Callable[[Any], bool]) -> bool:
    return any(holds(each) for each in _dictionaries(pdf))


def _streams(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == kind)


REQUIREMENTS: tuple[Check, ...] = (
    *(_version, _open, _identifier, _described, _informed, _trapped, _intent, _boxes, _notes, _actions),
    *(_fonts, _pictures, _drawings, _streams_inside, _states, _groups, _layers),
)

"""Makes a tagged PDF an archival one too: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

WeasyPrint writes one of the two.  It is asked for PDF/A, whose colour profile and file identifier it brings,
and the rest is done here to its objects, just before they are written.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from pydyf import PDF, Stream  # type: ignore[import-untyped]

VARIANT = "pdf/a-2a"
"""What to ask WeasyPrint for."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
{archival}
<pdf:Producer>{producer}</pdf:Producer>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_ARCHIVAL = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"


def make_archival(pdf: PDF, *, title: str, language: str) -> None:
    """Say that the file is both, and let no picture ask to be smoothed, which PDF/A forbids (6.2.8).

    A picture in printers' inks has no place in PDF/A with a colour profile for screens (6.2.4.3); then the
    file says only that it is accessible.
    """
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    archival = not any(stream.extra.get("ColorSpace") == "/DeviceCMYK" for stream in streams)
    for stream in streams:
        stream.extra.pop("Interpolate", None)
    values = {"title": title, "language": language, "producer": pdf.info["Producer"].string}
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [
        _XMP.format(
            archival=_ARCHIVAL if archival else "", **{name: escape(value) for name, value in values.items()}
        ).encode()
    ]
    metadata.compress = False

"""Articles of every kind with one address wherever something might be fetched from."""

from __future__ import annotations

import io
import json
import zipfile

WORDS = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def everywhere(at: str) -> dict[str, bytes]:
    """One file of each kind, by name; `at` is the address, without a slash at its end."""
    html = page(at)
    return {
        "03-page.html": html.encode(),
        "04-marked.md": markdown(at).encode(),
        "05-plain.txt": f"Plain words\n\n{WORDS}\n\nSee {at}/plain and <img src={at}/tag>.\n".encode(),
        "06-word.docx": word(at),
        "07-open.odt": opendocument(at),
        "08-book.epub": book(at),
        "09-rich.rtf": rich(at).encode(),
        "10-export.xml": export(at).encode(),
        "11-rest.json": rest(at).encode(),
    }


def page(at: str) -> str:
    """A web page; each address says what it is in."""
    return f"""<!DOCTYPE html PUBLIC "x" "{at}/html.dtd" [<!ENTITY e SYSTEM "{at}/html-entity">]>
<html><head><title>A page</title><base href="{at}/base/"><link rel="canonical" href="{at}/canonical">
<link rel="stylesheet" href="{at}/sheet.css"><link rel="icon" href="{at}/icon.png">
<link rel="preload" as="image" href="{at}/preload.png">
<meta http-equiv="refresh" content="0;url={at}/refresh">
<meta property="og:image" content="{at}/og.png"><script src="{at}/script.js"></script>
<style>@import url({at}/import.css); @font-face {{ font-family: x; src: url({at}/font.woff2) }}
body {{ background: url({at}/body.png) }}</style></head>
<body background="{at}/background.png"><h1>A page</h1>
<p style="background: url({at}/style.png); list-style: url({at}/list.png)">{WORDS} &e;</p>
<p><img src="{at}/img.png" srcset="{at}/set1.png 1x, {at}/set2.png 2x" alt="A hill" onerror="x"></p>
<p><img data-src="{at}/lazy.png" alt="Lazy"><img src="//{at.partition("//")[2]}/slashes.png" alt="Two"></p>
<picture><source srcset="{at}/source.webp"><img src="{at}/picture.png" alt="A tree"></picture>
<figure><img src="{at}/figure.jpg" alt="A lake"><figcaption>By the lake.</figcaption></figure>
<iframe src="{at}/iframe"></iframe><object data="{at}/object.svg"></object><embed src="{at}/embed">
<video src="{at}/video.mp4" poster="{at}/poster.png"></video><audio src="{at}/audio.mp3"></audio>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<image href="{at}/svg.png" xlink:href="{at}/xlink.png"/><use xlink:href="{at}/use.svg#x"/>
<style>@import "{at}/svg.css";</style><script href="{at}/svg.js"/></svg>
<input type="image" src="{at}/input.png"><table background="{at}/table.png"><tr><td>One<td>Two</table>
<a href="{at}/link" ping="{at}/ping">{WORDS}</a> <form action="{at}/form"><button>Go</button></form>
</body></html>"""


def markdown(at: str) -> str:
    return f"""---
title: Marked words
image: {at}/front.png
url: {at}/front
---

# Marked words

{WORDS} ![A hill]({at}/markdown.png) and [a link]({at}/link), <{at}/auto>.

![By name][hill]

<img src="{at}/tag.png" alt="A tag"> <iframe src="{at}/frame"></iframe>

[hill]: {at}/named.png "A hill"
"""


def word(at: str) -> bytes:
    """With a linked picture, an attached template, a frame, a link, a field, and a DTD."""
    picture = (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="p" descr="A hill"/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="r1" r:link="r1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    field = f'<w:r><w:instrText>INCLUDEPICTURE "{at}/field.png"</w:instrText></w:r>'
    paragraphs = (
        f"<w:p><w:r><w:t>A Word file</w:t></w:r></w:p><w:p><w:r><w:t>{WORDS}</w:t></w:r>{field}</w:p>"
        f'<w:p><w:r>{picture}</w:r><w:hyperlink r:id="r2"><w:r><w:t>A link.</w:t></w:r></w:hyperlink></w:p>'
        '<w:altChunk r:id="r3"/>'
    )
    document = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{paragraphs}</w:body></w:document>'
    outside = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{at}/word-{kind}" TargetMode="External"/>'
        for n, kind in enumerate(("image", "hyperlink", "aFChunk", "attachedTemplate", "oleObject"), 1)
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE.replace("relationships", "content-types")}">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{outside}</Relationships>',
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{outside}</Relationships>',
            "word/settings.xml": f'<!DOCTYPE x SYSTEM "{at}/word.dtd"><w:settings xmlns:w="{_WORD}"/>',
        }
    )


def opendocument(at: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "text", "drawing", "style"))
    link = f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{at}'
    body = (
        f'<text:h text:outline-level="1">An open document</text:h><text:p>{WORDS} <text:a {link}/link">a link'
        f'</text:a>.</text:p><text:p><drawing:frame><drawing:image {link}/picture.png"/></drawing:frame>'
        f'<drawing:object {link}/object"/></text:p><text:section><text:section-source {link}/section"/>'
        "</text:section>"
    )
    content = (
        f'<office:document-content {spaces}><office:scripts><office:script {link}/script"/></office:scripts>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def book(at: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata><link href="{at}/record" rel="record"/>'
        '</metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="o" href="{at}/outside.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="o"/></spine></package>'
    )
    chapter = page(at).replace("A page", "A book")
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "a.opf": package,
            "c.xhtml": chapter[chapter.index("<html>") :],
        }
    )


def rich(at: str) -> str:
    return (
        r"{\rtf1\ansi{\*\template " + at + r"/template.dot}{\b A rich text}\par " + WORDS + r"\par "
        r'{\field{\*\fldinst HYPERLINK "' + at + r'/link"}{\fldrslt A link.}}'
        r'{\field{\*\fldinst INCLUDEPICTURE "' + at + r'/field.png" \\d}{\fldrslt A picture.}}'
        r"{\object\objautlink{\*\objclass x}{\*\objdata 01}}\par}"
    )


def export(at: str) -> str:
    """An export of WordPress, with an attachment and an enclosure."""
    text = page(at)[page(at).index("<h1>") :].replace("A page", "An export")
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    post = (
        f"<item><title>An export</title><link>{at}/post</link><enclosure url='{at}/enclosure.mp3'/>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_type>post</wp:post_type>"
        "<wp:status>publish</wp:status></item>"
        f"<item><title>pic</title><wp:post_type>attachment</wp:post_type><wp:attachment_url>{at}/attached.png"
        "</wp:attachment_url></item>"
    )
    return (
        f'<?xml version="1.0"?><?xml-stylesheet href="{at}/feed.xsl"?><rss {spaces}><channel>'
        f"<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{at}</wp:base_site_url>{post}</channel></rss>"
    )


def rest(at: str) -> str:
    """An answer of WordPress's REST interface."""
    text = page(at)[page(at).index("<h1>") :].replace("A page", "An answer")
    post = {
        "title": {"rendered": "An answer"},
        "content": {"rendered": text},
        "link": f"{at}/rest",
        "jetpack_featured_media_url": f"{at}/featured.png",
        "_embedded": {"wp:featuredmedia": [{"source_url": f"{at}/embedded.png"}]},
        "_links": {"self": [{"href": f"{at}/self"}]},
    }
    return json.dumps([post])


def zipped(parts: dict[str, str]) -> bytes:
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()

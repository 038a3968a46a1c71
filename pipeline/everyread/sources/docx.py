"""Word documents: mammoth makes HTML of them, the one converter does the rest."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from everyread.findings import Finding
from everyread.sources.captions import CAPTION_CLASS
from everyread.sources.draft import finish
from everyread.sources.guard import damaged, must_be_word
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.office import SUBTITLE_CLASS, from_properties, subtitled, with_content, with_margins
from everyread.sources.package import WORD, part
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean
from everyread.store import Store

# What a broken document makes mammoth and the zip reader raise; seen by damaging real files.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def _deep_lists() -> str:
    """Lists of the levels that mammoth does not know by itself; Word has nine."""
    return "\n".join(
        f"p:{kind}ordered-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
        for level in range(6, 10)
        for kind, tag in (("un", "ul"), ("", "ol"))
    )


_STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='Subtitle'] => p.{SUBTITLE_CLASS}:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Bullet 4'] => ul|ol > li > ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Bullet 5'] => ul|ol > li > ul|ol > li > ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='List Number 4'] => ul|ol > li > ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='List Number 5'] => ul|ol > li > ul|ol > li > ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='caption'] => p.{CAPTION_CLASS}:fresh
p[style-name='Caption'] => p.{CAPTION_CLASS}:fresh
{_deep_lists()}
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
"""
"""Styles of Word and LibreOffice that mean something, and that mammoth does not know by itself."""
_ORDINARY = frozenset(
    (
        "first paragraph|body text|body text 2|body text 3|body text indent|compact|list paragraph"
        "|normal (web)|no spacing|default|standard|text body|plain text"
        "|table contents|table paragraph|table text|table heading|caption|list|list bullet|list number"
        "|header|footer|default paragraph font|internet link|followedhyperlink|normaltextrun|eop"
    ).split("|")
)
"""Styles that are ordinary text, so an editor need not hear of them."""
_UNKNOWN_STYLE = re.compile(r"Unrecogni[sz]ed (paragraph|run|table) style: (.*?)(?: \(Style ID: .*\))?$")
_CORE = (("title", "title"), ("creator", "author"), ("category", "section"))
"""The properties that are used, and the front-matter names of what they are."""
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads .docx."""

    name: str = "Word"
    suffixes: tuple[str, ...] = (".docx",)

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,  # noqa: ARG002 - a document holds its own
        house: House = NO_HOUSE,
        split: bool | None = None,
    ) -> Reading:
        """One article; see `Reader.read`."""
        from everyread.sources.captions import attach_captions
        from everyread.sources.fragment import read_fragment
        from everyread.sources.numbering import take_numbers
        from everyread.sources.revisions import about_revisions
        from everyread.sources.tree import parse
        from everyread.sources.word import prepare

        must_be_word(data, name)
        try:
            ready = prepare(data, name)
            page, messages, images = _convert(ready.data, f"{_STYLES}\n{ready.styles}")
            revisions = about_revisions(data, name)
            properties = _properties(data)
            margins = _margins(data)
        except _DAMAGE as error:
            raise damaged(name) from error
        root = parse(page, name)
        take_numbers(root, ready.labels)
        ready.take_languages(root)
        attach_captions(root)
        found = (*revisions, *_about(messages, name))
        draft = subtitled(Draft((), removed=ready.removed, findings=found), root)
        draft = with_content(read_fragment(root, draft, name, store, images, house), properties)
        return finish(with_margins(draft, margins), data, name, self.name, house, split)


def _convert(data: bytes, styles: str) -> tuple[str, list[str], dict[str, bytes]]:
    """The document as HTML, mammoth's messages, and the pictures by the name that the HTML calls them."""
    import mammoth  # type: ignore[import-untyped]

    images: dict[str, bytes] = {}

    def take(image: Any) -> dict[str, str]:
        name = f"picture {len(images) + 1}"
        try:
            with image.open() as stream:
                images[name] = stream.read()
        except (ValueError, KeyError):  # a link to a file elsewhere, or to a part that is missing
            return {"src": ""}
        return {"src": name}

    result = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=styles,
        include_embedded_style_map=False,  # the document must not say what is left out of it
        external_file_access=False,
        convert_image=mammoth.images.img_element(take),
    )
    return result.value, [message.message for message in result.messages], images


def _about(messages: list[str], name: str) -> tuple[Finding, ...]:
    return tuple(
        Finding("SRC-015", *words, file=name)
        for words in dict.fromkeys(map(_in_plain_words, messages))
        if words
    )


def _in_plain_words(message: str) -> tuple[str, str] | None:
    """What a message of mammoth means to an editor; None for those that mean nothing to anybody."""
    if match := _UNKNOWN_STYLE.match(message):
        if match[2].lower() in _ORDINARY:
            return None
        what = "paragraphs" if match[1] == "paragraph" else "words"
        return (
            f"The Word style “{match[2]}” is not known here, so its {what} are read as ordinary text.",
            "Nothing need be done. If they are headings, use Word's own styles Heading 1, 2 and 3.",
        )
    if "style with ID" in message or message.startswith("Image of type"):
        return None  # the first shows nowhere, the second is told as SRC-008
    return (
        f"Something in the Word document was left out: {message[:1].lower()}{message[1:]}.",
        "Compare the article with the document. If words are missing, type them as ordinary text.",
    )


def _properties(data: bytes) -> Draft:
    """What the document's properties say, Word's own first and then those that somebody made up."""
    core, custom = part(data, "docProps/core.xml"), part(data, "docProps/custom.xml")
    values: list[tuple[str, str]] = []
    if core is not None:
        values += [(key, core.findtext(f"{{*}}{tag}") or "") for tag, key in _CORE]
    if custom is not None:
        values += [
            (each.get("name") or "", "".join(each.itertext())) for each in custom.iterfind("{*}property")
        ]
    return from_properties(values)


def _margins(data: bytes) -> list[str]:
    """The lines of the page headers and footers, each once; mammoth passes over them in silence."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = sorted(entry for entry in archive.namelist() if _MARGIN.fullmatch(entry))
    lines: dict[str, None] = {}
    for name in parts:
        tree = part(data, name)
        for element in () if tree is None else tree.iter(f"{WORD}p"):
            line = clean("".join(text.text or "" for text in element.iter(f"{WORD}t"))).strip()
            if re.search(r"[^\W\d]", line):
                lines[line] = None
    return list(lines)

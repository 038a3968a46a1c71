"""Word documents: mammoth makes HTML of them, the one converter does the rest."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from everyread.article import Heading, Removed, Run, text_of
from everyread.findings import Finding
from everyread.sources.draft import finish
from everyread.sources.front import byline_author
from everyread.sources.guard import damaged, must_be_word
from everyread.sources.notices import role_of
from everyread.sources.package import WORD, part
from everyread.sources.parts import Draft, folded, paragraph, prose_in
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean
from everyread.store import Store

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
_SUBTITLE = "everyread-subtitle"
_STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='Subtitle'] => p.{_SUBTITLE}:fresh
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
_NOT_A_PERSON = frozenset(
    {"python-docx", "microsoft office user", "windows user", "user", "admin", "administrator"}
)
_PROPERTIES = "docProps/core.xml"
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


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
    ) -> Reading:
        """One article; see `Reader.read`."""
        from everyread.sources.fragment import read_fragment
        from everyread.sources.numbering import take_numbers, with_numbers
        from everyread.sources.tree import parse

        must_be_word(data, name)
        try:
            page, messages, images = _convert(with_numbers(data))
            title, author = _properties(data)
            margins = _margins(data)
        except _DAMAGE as error:
            raise damaged(name) from error
        root = parse(page, name)
        take_numbers(root)
        draft = _subtitled(Draft((), author=author, findings=_about(messages, name)), root)
        draft = read_fragment(root, draft, name, store, images)
        if not any(isinstance(block, Heading) and block.level == 1 for block in draft.blocks):
            draft = replace(draft, title=(Run(title),) if title else ())
        return finish(_with_margins(draft, margins), data, name, self.name)


def _subtitled(draft: Draft, root: HtmlElement) -> Draft:
    """The draft with a paragraph in the style Subtitle, taken out of the page, as its standfirst."""
    for element in root.find_class(_SUBTITLE):
        text = clean(element.text_content()).strip()
        if text and not byline_author(text):  # a byline is a front line wherever it stands
            element.drop_tree()
            return replace(draft, standfirst=(Run(text),))
    return draft


def _with_margins(draft: Draft, lines: list[str]) -> Draft:
    """The draft with the notices among the page headers and footers; the rest of those is left out."""
    kept = folded(" ".join(text_of(prose) for prose in prose_in(draft.blocks)))
    for line in lines:
        if role_of(line):
            more = () if folded(line) in kept else (paragraph(line),)
            draft = replace(draft, blocks=(*draft.blocks, *more))
        else:
            draft = draft.without(
                Removed(line, "page-margin", "It is the header or footer of the Word pages.")
            )
    return draft


def _convert(data: bytes) -> tuple[str, list[str], dict[str, bytes]]:
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
        style_map=_STYLES,
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


def _properties(data: bytes) -> tuple[str, str]:
    """Title and writer in the document's properties, empty where it has none or a program filled them in."""
    tree = part(data, _PROPERTIES)
    if tree is None:
        return "", ""
    title, creator = (
        clean(tree.findtext(f"{_DUBLIN_CORE}{field}") or "").strip() for field in ("title", "creator")
    )
    return (
        "" if title.lower().startswith(("microsoft word", "word document", "untitled")) else title,
        "" if creator.lower() in _NOT_A_PERSON else creator,
    )


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

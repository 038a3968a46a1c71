"""Takes the articles' words out of a finished file of any format, as a reader of that format meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from everyread.proof import daisy_book, epub_book
from everyread.proof.audio import parse
from everyread.proof.braille import program_version, read_back
from everyread.proof.braille_file import article_texts, entries_of, pages_of
from everyread.proof.page_reading import parsed, visible, without_unseen

if TYPE_CHECKING:
    from everyread.proof.agreement import Form

UNREADABLE = (
    UnicodeDecodeError,
    BadZipFile,
    epub_book.UnreadableError,
    daisy_book.UnreadableError,
    ValueError,
    RuntimeError,
)
"""What a damaged file raises; PDFium's own error is a RuntimeError."""
_LINE = re.compile(r"(?P<id>s\d{4,})  (?P<words>.*)")
_PRINTED = "       printed: "
_ADDRESS = re.compile(r"\((?:https?:|mailto:|tel:)[^)]*\)")
_SENTENCE = re.compile(r"(?:.*-)?s\d{4,}")


def shown(data: bytes, form: Form) -> str | None:
    """The words in reading order; None where the program that could read them is not installed."""
    match form:
        case "page":
            seen = without_unseen(parsed(data))
            return " ".join(visible(each) for each in seen.xpath("//main//article"))
        case "index":
            return " ".join(visible(each) for each in without_unseen(parsed(data)).xpath("//main"))
        case "feed":
            return " ".join(_of_feed(data))
        case "captions":
            return " ".join(cue.text for cue in parse(data.decode()) if _SENTENCE.fullmatch(cue.id))
        case "spoken":
            return " ".join(_printed(data.decode()))
        case "epub":
            pages = epub_book.sentences_of(data)
            return " ".join(words for page in pages for _, words in page)
        case "daisy":
            return " ".join(_of_daisy(data))
        case "braille":
            return _of_braille(data)
        case "pdf":
            return _of_pdf(data)


def _printed(text: str) -> Iterator[str]:
    """Each sentence as it is printed: the spoken form stands before it, where the two differ."""
    lines = text.splitlines()
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if found := _LINE.fullmatch(line):
            yield below.removeprefix(_PRINTED) if below.startswith(_PRINTED) else found["words"]


def _of_feed(data: bytes) -> Iterator[str]:
    """What an app shows of each episode: HTML, written as text."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    for each in root.iterfind(".//item/description"):
        yield visible(parsed(f"<body>{each.text or ''}</body>".encode()))


def _of_daisy(data: bytes) -> Iterator[str]:
    book = daisy_book.open_book(data)
    for name in book.order:
        texts = [par.text.partition("#") for par in book.smils[name].pars] if name in book.smils else []
        for file, _, place in texts:
            yield from (words for each, words in book.texts.get(file, ()) if each == place)


def _of_braille(data: bytes) -> str | None:
    if not program_version():
        return None
    pages = pages_of(data)
    return " ".join(read_back(article_texts(entries_of(pages), pages)))


def _of_pdf(data: bytes) -> str:
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(data) as document:
        # PDFium gives the hyphen at a line's end as a mark of its own.
        pages = [re.sub("[\ufffe\x02]", "-", page.get_textpage().get_text_range()) for page in document]
    return _ADDRESS.sub(" ", " ".join(pages))  # print shows where a link leads

"""What is judged of an e-book beyond its words and its sound: the container, headings, lists and pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from everyread.article import Article, Heading, Listing
from everyread.proof.epub_book import XHTML, Book, Page

_LOADING = {"src", "data", "poster", "srcset"}
_LOADING_LINKS = {f"{XHTML}link", "{http://www.w3.org/2000/svg}image", "{http://www.w3.org/2000/svg}use"}
"""Elements whose `href` is fetched with the page; that of <a> is only followed."""
_RUNNING = {f"{XHTML}{name}" for name in ("script", "iframe", "object", "embed", "form")}
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?\s*(?:[a-z][a-z0-9+.-]*:|//)""", re.IGNORECASE)
_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def judge_container(epub: bytes) -> Iterator[str]:
    """The first file tells what it is (EPUB 3.3, 4.2.6.2), and nothing in it tells when it was built."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        entries = archive.infolist()
        first = entries[0]
        if first.filename != "mimetype" or archive.read(first) != b"application/epub+zip":
            yield "does not begin with its kind of file"
        elif first.compress_type != zipfile.ZIP_STORED or first.extra:
            yield "has its kind of file compressed, so that no program can see it"
    if len({entry.filename for entry in entries}) != len(entries):
        yield "has two files of one name"
    if any(entry.date_time != _NO_TIME for entry in entries):
        yield "has times of day in it, so two builds differ"


def judge_outside(book: Book) -> Iterator[str]:
    """Nothing is fetched from elsewhere, and nothing runs: links that a reader follows are another thing."""
    for page in book.pages:
        for element in page.root.iter("*"):
            if element.tag in _RUNNING or any(str(name).startswith("on") for name in element.attrib):
                yield f"runs a program in {page.name}"
            fetched = [value for name, value in element.attrib.items() if name in _LOADING]
            fetched += [element.get("href", "")] if element.tag in _LOADING_LINKS else []
            if any(_OUTSIDE.match(str(address)) for address in fetched):
                yield f"loads something from outside in {page.name}"
    for name, data in book.files.items():
        if name.endswith(".css") and _IN_CSS.search(data.decode("utf-8", "replace")):
            yield f"loads something from outside in {name}"


def judge_pictures(book: Book) -> Iterator[str]:
    """Each picture says in words what it shows."""
    for page in book.pages:
        for picture in page.root.iter(f"{XHTML}img"):
            if not (picture.get("alt") or "").strip():
                yield f"has a picture without a description in {page.name}: {picture.get('src')}"


def judge_structure(article: Article, page: Page) -> Iterator[tuple[str, str]]:
    """Headings as in the article, from h1 down without a gap, and lists with the article's own numbers."""
    levels = [_HEADINGS[str(element.tag)] for element in page.root.iter(*_HEADINGS)]
    wanted = [1, *(block.level for block in article.walk() if isinstance(block, Heading))]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "PRF-304", "does not begin with its title as the one main heading"
    elif any(lower > upper + 1 for upper, lower in pairwise(levels)):
        yield "PRF-304", "skips a level of its headings"
    elif levels != wanted:
        yield "PRF-304", "has other headings than the article"
    if list(_shown_marks(page)) != _marks(article):
        yield "PRF-304", "has other numbers in its lists than the article"


def _marks(article: Article) -> list[str]:
    lists = (block for block in article.walk() if isinstance(block, Listing) and block.ordered)
    return [item.mark for block in lists for item in block.items]


def _shown_marks(page: Page) -> Iterator[str]:
    for listed in page.root.iter(f"{XHTML}ol"):
        for item in listed.iterfind(f"{XHTML}li"):
            label = item.find(f"{XHTML}span[@class='label']")
            number = item.get("value")
            yield f"{number}." if number else "".join(label.itertext()) if label is not None else ""

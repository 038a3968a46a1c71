"""The whole book: which files it has, in which order, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from everyread.delivery.epub.access import Access, access_of
from everyread.delivery.epub.chapter import Chapter, chapter_of, headings
from everyread.delivery.epub.markup import page_id, written
from everyread.delivery.epub.pages import pages_of, read_edition
from everyread.delivery.epub.xml import Templates
from everyread.delivery.pack import Pack
from everyread.store import Digest, Store
from everyread.typeset.fonts import font_bytes

FOLDER = "EPUB/"
NO_DATE = "2000-01-01"
"""Date of last change where an issue does not say when it was published: a build holds no time of its own."""
FONTS = {"text": "fonts/text.ttf", "bold": "fonts/bold.ttf"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    title: str
    address: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the package document tells."""

    pack: Pack
    chapters: tuple[Chapter, ...]
    pictures: dict[Digest, tuple[str, str]]
    """Address in the book and media type of each."""
    access: Access

    @property
    def contents(self) -> Chapter | None:
        """The spoken list of contents."""
        return self.chapters[0] if self.pack.contents else None

    @property
    def articles(self) -> tuple[Chapter, ...]:
        return self.chapters[1:] if self.pack.contents else self.chapters

    @property
    def identifier(self) -> str:
        """The same for every edition of an issue, as an e-reader expects; `modified` tells them apart."""
        return uuid5(NAMESPACE_URL, f"everyread:{self.pack.publisher}/{self.pack.name}").urn

    @property
    def modified(self) -> str:
        return f"{self.pack.published or NO_DATE}T00:00:00Z"

    @property
    def milliseconds(self) -> int:
        """Length of all the sound."""
        return sum(chapter.milliseconds for chapter in self.chapters)

    @property
    def narrator(self) -> str:
        """Who reads aloud."""
        return f"A computer voice ({self.pack.voice})" if self.pack.voice else "A computer voice"

    def unheard(self) -> list[str]:
        """Titles of articles that have no recording."""
        return [chapter.title for chapter in self.articles if not chapter.sound]

    def page_list(self) -> tuple[Entry, ...]:
        """The pages of the large-print edition, where each begins."""
        return tuple(
            Entry(number, f"{chapter.name}.xhtml#{page_id(number)}")
            for chapter in self.chapters
            for number in chapter.pages.values()
        )

    def toc(self) -> tuple[Entry, ...]:
        """The table of contents, with the headings inside each article."""
        return tuple(
            Entry(chapter.piece.title, f"{chapter.name}.xhtml", ())
            if chapter is self.contents
            else Entry(chapter.title, f"{chapter.name}.xhtml", _outline(chapter))
            for chapter in self.chapters
        )


def book_of(pack: Pack, store: Store) -> Book:
    """The book of a pack, its articles and times read from the store."""
    first = 0 if pack.contents else 1
    chapters = tuple(chapter_of(number, piece, store) for number, piece in enumerate(pack.all_pieces, first))
    if pack.large_print:
        chapters = _paged(chapters, len(pack.pieces), store.get(pack.large_print))
    return Book(pack, chapters, _pictures(chapters), access_of(chapters, bool(pack.cover)))


def files_of(book: Book, templates: Templates, store: Store) -> Iterator[tuple[str, bytes]]:
    """Every file of the book, what a reader needs first in front."""
    pictures = {digest: address for digest, (address, _) in book.pictures.items()}
    links = _links(book)
    # In front, so that a program knows the file by its first bytes (EPUB 3.3, 4.2.6.2).
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", templates.xml("epub/container.xml.j2", folder=FOLDER)
    yield f"{FOLDER}package.opf", templates.xml("epub/package.opf.j2", book=book, fonts=FONTS)
    for page in ("nav", "cover", "about"):
        yield f"{FOLDER}{page}.xhtml", templates.xml(f"epub/{page}.xhtml.j2", book=book)
    yield f"{FOLDER}book.css", templates.xml("epub/book.css.j2", fonts=FONTS)
    for chapter in book.chapters:
        text, nodes = written(chapter, pictures, links if chapter is book.contents else {}, templates)
        yield f"{FOLDER}{chapter.name}.xhtml", text
        if chapter.sound:
            yield (
                f"{FOLDER}{chapter.name}.smil",
                templates.xml("epub/overlay.smil.j2", chapter=chapter, nodes=nodes),
            )
    for name, address in FONTS.items():
        yield f"{FOLDER}{address}", font_bytes(name)
    if book.pack.cover:
        yield f"{FOLDER}cover.jpg", store.get(book.pack.cover)
    for digest, address in pictures.items():
        yield f"{FOLDER}{address}", store.get(digest)
    for chapter in book.chapters:
        if chapter.sound:
            yield f"{FOLDER}{chapter.sound}", store.get(chapter.piece.mp3)


def _paged(chapters: tuple[Chapter, ...], articles: int, large_print: bytes) -> tuple[Chapter, ...]:
    """The chapters with the pages of the large-print edition, in which the contents are another list."""
    contents, rest = chapters[:-articles], chapters[-articles:]
    pages = pages_of([chapter.article for chapter in rest], read_edition(large_print))
    return contents + tuple(replace(each, pages=own) for each, own in zip(rest, pages, strict=True))


def _links(book: Book) -> dict[str, str]:
    """From what the spoken contents call an article to its chapter."""
    return {
        " ".join(f"{place}. {chapter.title}".split()): f"{chapter.name}.xhtml"
        for place, chapter in enumerate(book.articles, start=1)
    }


def _pictures(chapters: tuple[Chapter, ...]) -> dict[Digest, tuple[str, str]]:
    """Each picture once; every one is JPEG or PNG, as the readers of articles see to it."""
    kinds = {figure.picture: figure.media_type for chapter in chapters for figure in chapter.figures()}
    return {
        digest: (f"pictures/{number:03d}.{kind.removeprefix('image/')}", kind)
        for number, (digest, kind) in enumerate(kinds.items(), start=1)
    }


def _outline(chapter: Chapter) -> tuple[Entry, ...]:
    """The headings, each with those that stand under it."""
    return _under(0, headings(chapter.article), f"{chapter.name}.xhtml#")


def _under(level: int, rest: list[tuple[int, str, str]], page: str) -> tuple[Entry, ...]:
    """Takes the headings from the front of `rest` that are lower than `level`."""
    entries: list[Entry] = []
    while rest and rest[0][0] > level:
        own, title, fragment = rest.pop(0)
        entries.append(Entry(title, f"{page}{fragment}", _under(own, rest, page)))
    return tuple(entries)

"""EPUB: each chapter of the book is an article, in the order of its spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from everyread.article import Run
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.sources.draft import finish
from everyread.sources.guard import damaged, must_be_package, text_bytes
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.many import left_out, read_each
from everyread.sources.package import content, part, picture
from everyread.sources.parts import Draft
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.sources.repair import clean
from everyread.store import Store

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_TYPE = "{http://www.idpf.org/2007/ops}type"
_FRONT = frozenset("cover titlepage halftitlepage toc landmarks copyright-page loi lot index".split())
"""Kinds of page (EPUB structural semantics) that are no article."""
_FEWEST_WORDS = 20
"""Words of the shortest page without a heading that is an article; a cover or a plate has about five."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book's package: what it says of itself, and its pages in reading order."""

    title: str
    author: str
    date: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EpubReader:
    """Reads .epub."""

    name: str = "EPUB"
    suffixes: tuple[str, ...] = (".epub",)

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,  # noqa: ARG002 - a book holds its own
        house: House = NO_HOUSE,
        split: bool | None = None,  # noqa: ARG002 - its chapters are apart
    ) -> Reading:
        """An article for each chapter; see `Reader.read`."""
        must_be_package(data, name, _CONTAINER, "an EPUB book")
        if part(data, "META-INF/rights.xml") is not None or _is_locked(data):
            raise ArticleError(
                "SRC-003",
                f"“{name}” is locked against copying (DRM).",
                "Ask the publisher for the text, as a Word file or an EPUB without a lock.",
            )
        book = _open_book(data, name)
        chapters = [_Chapter(data, page, name) for page in book.pages]
        skipped = [chapter for chapter in chapters if not chapter.is_article]
        reading = read_each(
            (
                (each.label, partial(each.read, book, self.name, store, house))
                for each in chapters
                if each.is_article
            ),
            name,
        )
        findings = (*reading.findings, *_about_skipped([each.label for each in skipped], name))
        return replace(reading, findings=findings)


@dataclass(slots=True)
class _Chapter:
    """One page of the book."""

    data: bytes
    path: str
    name: str
    root: HtmlElement | None = field(init=False, default=None)
    error: ArticleError | None = field(init=False, default=None)
    """Why the page cannot be read, though there is something on it."""

    def __post_init__(self) -> None:
        from everyread.sources.tree import parse

        page = content(self.data, self.path, text_bytes())
        try:
            self.root = None if page is None else parse(page.decode("utf-8", "replace"), self.name)
        except ArticleError as error:
            self.error = None if error.rule == "SRC-001" else error

    @property
    def label(self) -> str:
        """What to call the page towards an editor: its first heading, else its file."""
        from everyread.sources.tree import HEADINGS, text_in

        headings = () if self.root is None else self.root.iter(*HEADINGS)
        return next((text for each in headings if (text := text_in(each))), posixpath.basename(self.path))

    @property
    def is_article(self) -> bool:
        """Whether the page holds text of its own, and is no cover, title page or list of contents."""
        from everyread.sources.tree import HEADINGS, text_in

        if self.root is None:
            return self.error is not None
        body = self.root.find("body")
        page = self.root if body is None else body
        kinds = {kind for each in (page, *list(page)[:1]) for kind in _kinds(each)}
        if kinds & _FRONT or next(page.iter("nav"), None) is not None:
            return False
        headed = next(page.iter(*HEADINGS), None) is not None
        return len(text_in(page).split()) >= (_FEWEST_WORDS if not headed else _FEWEST_WORDS // 2)

    def read(self, book: Book, reader: str, store: Store, house: House) -> Reading:
        """The page's article."""
        from everyread.sources.fragment import read_fragment

        root = self.root
        if root is None:
            raise self.error or damaged(self.name)
        images = self._take_images(root)
        draft = read_fragment(root, Draft((), issue=book.title), self.name, store, images, house)
        if not any(getattr(block, "level", 0) for block in draft.blocks):
            title = clean(root.findtext("head/title") or "").strip()
            draft = replace(draft, title=(Run(title),) if title and title != book.title else ())
        reading = finish(draft, self.data, self.name, reader, house, split=False)
        signed = (  # what the chapter itself says of its writer counts for more than the book
            replace(each, author=each.author or book.author, date=each.date or book.date)
            for each in reading.articles
        )
        return replace(reading, articles=tuple(signed))

    def _take_images(self, root: HtmlElement) -> dict[str, bytes]:
        """The pictures of the page by new names, which its elements get: theirs may lead out of a folder."""
        images: dict[str, bytes] = {}
        for element in root.iter("img"):
            place = _beside(self.path, element.get("src") or "")
            found = picture(self.data, place) if place else None
            if found is not None:
                key = f"picture {len(images) + 1}"
                images[key] = found
                element.set("src", key)
        return images


def _open_book(data: bytes, name: str) -> Book:
    container = part(data, _CONTAINER)
    rootfile = None if container is None else container.find(".//{*}rootfile")
    path = "" if rootfile is None else rootfile.get("full-path") or ""
    package = part(data, path) if path else None
    if package is None:
        raise damaged(name)
    items = {each.get("id"): each for each in package.iterfind("{*}manifest/{*}item")}
    pages = [
        _beside(path, item.get("href") or "")
        for ref in package.iterfind("{*}spine/{*}itemref")
        if (item := items.get(ref.get("idref"))) is not None
        and ref.get("linear") != "no"
        and item.get("media-type") in _PAGES
        and "nav" not in (item.get("properties") or "").split()
    ]
    return Book(
        title=_said(package, "title"),
        author=", ".join(_every(package, "creator")),
        date=_said(package, "date")[:10],
        pages=tuple(dict.fromkeys(page for page in pages if page)),
    )


def _said(package: Any, name: str) -> str:
    return next(_every(package, name), "")


def _every(package: Any, name: str) -> Iterator[str]:
    for element in package.iterfind(f"{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{name}"):
        if words := clean(element.text or "").strip():
            yield words


def _kinds(element: HtmlElement) -> list[str]:
    kind = element.get("epub:type") or element.get(_TYPE) or ""
    role = (element.get("role") or "").removeprefix("doc-")
    return [*kind.split(), role]


def _beside(page: str, href: str) -> str:
    """The place in the package that a page's reference means; empty when it leads out of it."""
    target = unquote(href.split("#")[0].split("?")[0])
    if not target or ":" in target or target.startswith("/"):
        return ""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    return "" if place.startswith("..") else place


def _is_locked(data: bytes) -> bool:
    """Whether any page is encrypted; fonts often are, which locks nothing."""
    encryption = part(data, "META-INF/encryption.xml")
    places = () if encryption is None else encryption.iter("{*}CipherReference")
    return any(
        (each.get("URI") or "").lower().endswith((".xhtml", ".html", ".htm", ".xml")) for each in places
    )


def _about_skipped(labels: list[str], name: str) -> list[Finding]:
    why = "it is a cover, a title page or a list of contents."
    fix = "Nothing need be done. If it is an article, copy it into a file of its own."
    return [left_out(label, why, fix, name) for label in labels]

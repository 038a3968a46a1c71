"""Where the pages of the large-print edition begin, so that people with either can turn to the same page.

The bookmarks of the PDF tell on which page each article begins.  From there its sentences are looked for in
the letters of the pages, in order.  A page on which no sentence begins has no mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from everyread.article import Article

TELLING = 20
"""Letters of a sentence that is not found in a wrong place by chance."""
AHEAD = 1500, 150
"""Letters that may stand between two sentences, such as a long address or the labels of a table; far fewer in
front of a sentence that is not telling."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The letters of all pages in one string, and what is known of the pages."""

    letters: str
    starts: tuple[int, ...]
    """Where each page begins in `letters`."""
    labels: tuple[str, ...]
    """The number printed on each page."""
    bookmarks: tuple[tuple[str, int], ...]
    """Title and page, from nought, of each main bookmark."""


def read_edition(pdf: bytes) -> Edition:
    """The words and bookmarks of a PDF of ours."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_letters(page.get_textpage().get_text_range()) for page in document]
        labels = [document.get_page_label(place) or str(place + 1) for place in range(len(pages))]
        bookmarks = [
            (each.get_title().strip(), each.get_dest().get_index())
            for each in document.get_toc()
            if each.level == 0 and each.get_dest() is not None
        ]
    finally:
        document.close()
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return Edition("".join(pages), tuple(starts), tuple(labels), tuple(bookmarks))


def pages_of(articles: Sequence[Article], edition: Edition) -> list[dict[str, str]]:
    """For each article, in running order, the sentences with which a page begins, and that page's number."""
    bookmarks = iter(edition.bookmarks)
    found = []
    for article in articles:
        title = article.title.text.strip()
        page = next((page for name, page in bookmarks if name == title), None)
        found.append({} if page is None else _pages(article, edition, page))
    return found


def _pages(article: Article, edition: Edition, first: int) -> dict[str, str]:
    marks: dict[str, str] = {}
    seen = first - 1
    cursor = edition.starts[first]
    for sentence in article.sentences():
        letters = _letters(sentence.text)
        telling = len(letters) >= TELLING
        end = cursor + len(letters) + AHEAD[0 if telling else 1]
        place = edition.letters.find(letters, cursor, end) if letters else -1
        if place < 0:
            continue
        page = bisect_right(edition.starts, place) - 1
        if page > seen:
            marks[sentence.id] = edition.labels[page]
            seen = page
        cursor = place + len(letters) if telling else cursor
    return marks


def _letters(text: str) -> str:
    """Without spaces and signs, which a line break may change."""
    return "".join(filter(str.isalnum, text))

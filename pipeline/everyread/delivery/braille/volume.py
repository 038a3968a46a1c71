"""The issue as a volume of braille: a title page, the contents, and the articles, each on a new page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from everyread.article import article_adapter
from everyread.delivery.braille.layout import CELLS, Group, centred, entry, grouped, headed, paged, written
from everyread.delivery.braille.louis import brailled
from everyread.delivery.braille.passages import Passage, passages
from everyread.delivery.pack import Pack
from everyread.store import Store

CONTENTS, PAGE = "Contents", "Page"
NOTES = (
    "Not proof-read: a computer program made this braille, and no braillist has checked it.",
    "It is contracted Unified English Braille (grade 2), in pages of 25 lines of 40 cells.",
    "Each page has its number at the end of its first line. Each article begins on a new page.",
    "Words that are bold in print are not marked.",
    "Tables are written out row by row. What stands between two lines across the page is in a box in print.",
    "You can also hear the articles. A computer voice reads them.",
)


def volume(pack: Pack, store: Store) -> tuple[bytes, int]:
    """The braille file, and how many pages it has.  Raises ArticleError (DEL-403)."""
    articles = [article_adapter().validate_json(store.get(piece.article)) for piece in pack.pieces]
    bodies = [list(passages(article)) for article in articles]
    front = list(_front(pack))
    titles = [article.title.text for article in articles]
    plain = [pack.title, CONTENTS, PAGE, *titles]
    texts = [text for body in (front, *bodies) for passage in body for text in passage.texts]
    braille = brailled([*plain, *texts])
    first = paged(_groups(front, braille))
    parts = [paged(_groups(body, braille)) for body in bodies]
    unnumbered = paged(_listing(titles, [0] * len(titles), braille))  # as long as with the numbers
    starts = _starts(len(first) + len(unnumbered) + 1, parts)
    listing = paged(_listing(titles, starts, braille))
    pages = [*first, *listing, *(page for part in parts for page in part)]
    head = braille[pack.title]
    return written([headed(page, head if at > 1 else "", at) for at, page in enumerate(pages, 1)]), len(pages)


def _front(pack: Pack) -> Iterator[Passage]:
    yield Passage((pack.title,), centred=True, before=True, after=not pack.publisher)
    if pack.publisher:
        yield Passage((pack.publisher,), centred=True, after=True)
    yield from (Passage((note,)) for note in NOTES)
    if pack.contact:
        yield Passage((f"To ask for help: {pack.contact}",), before=True)


def _groups(body: Sequence[Passage], braille: Mapping[str, str]) -> list[Group]:
    return [grouped(passage, " ".join(braille[text] for text in passage.texts)) for passage in body]


def _starts(page: int, parts: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    """The page on which each part begins."""
    starts: list[int] = []
    for part in parts:
        starts.append(page)
        page += len(part)
    return starts


def _listing(titles: Sequence[str], starts: Sequence[int], braille: Mapping[str, str]) -> list[Group]:
    heading = (*centred(braille[CONTENTS]), "", braille[PAGE].rjust(CELLS))
    entries = (
        Group(tuple(entry(braille[title], start))) for title, start in zip(titles, starts, strict=True)
    )
    return [Group(heading, keep=True), *entries]

"""Small e-books to look into and to spoil: articles with something of everything, and a list of contents."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from magazine import CUE, PIXEL, notice, pacing, text

from everyread.article import (
    Article,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Sentence,
    Source,
    article_adapter,
    unsplit,
)
from everyread.delivery.epub.task import EpubOrder, make_epub
from everyread.delivery.pack import Pack, Piece
from everyread.proof.epub import EpubPart, EpubProofOrder, prove_epub
from everyread.sentences import segment
from everyread.store import Store
from everyread.work import Receipt
from everyread.workspace import Workspace, templates_digest

FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""One frame of MP3, 26 ms of silence."""
ODD_TITLES = (
    "“Quotes”, \"straight\" and 'single'",
    "Fish & chips < > <b>bold</b> &amp; &nbsp; ]]> <!-- -->",
    "Sleep 😴 and 👩‍⚕️ care",
    "A title that never ends " * 13,
    "Control \x01\x0b\x1f characters \ufffe and \x85",
    "{{ 7 * 7 }} {% raw %}",
    "../../etc/passwd",
)
FOLDERS = Workspace(Path("/nowhere")).template_folders()


def titled(title: str, *blocks: Paragraph) -> Article:
    return segment(
        Article(
            unsplit(Run(title))[0], blocks or (text("It is short."),), Source("a.md", "3" * 64, "markdown")
        )
    )


def noted() -> Article:
    """Notes, marks that point to them, and lists with numbers of their own."""

    def mark(words: str, note: str) -> Paragraph:
        return Paragraph((Sentence("", (Run(words), Run("1", position="super", note=note))),))

    notes = Listing(
        (Item((text("Oduya 2026."),), 1, "fn:1"), Item((text("Nobody points here."),), 2, "fn:2")),
        ordered=True,
        role="notes",
    )
    lettered = Listing(
        (
            Item((text("The first point. It has more to say."),), label="a)"),
            Item((text("The second."),), label="b)"),
        ),
        ordered=True,
    )
    blocks = (
        mark("A study found it.", "fn:1"),
        mark("It was found again.", "fn:1"),
        mark("This one has lost its note.", "fn:9"),
        Heading(unsplit(Run("Points"))),
        lettered,
        Listing((Item((Listing((Item((text("A list in a list."),)),)),)),)),
        notes,
    )
    return segment(Article(unsplit(Run("Notes & marks"))[0], blocks, Source("n.md", "4" * 64, "markdown")))


def contents(titles: Sequence[str]) -> Article:
    blocks = (
        text("This issue has articles, read by a computer voice."),
        *(Heading(unsplit(Run(f"{place}. {title}"))) for place, title in enumerate(titles, 1)),
    )
    return segment(Article(unsplit(Run("Winter 2026"))[0], blocks, Source("00-contents", "", "contents")))


def piece_of(article: Article, store: Store, number: int, *, spoken: bool = True) -> Piece:
    """An article whose sentences all last as long, with an announcement after the first."""
    digest = store.put(article_adapter().dump_json(article))
    piece = Piece(f"{number:02d}-piece", article.title.text, digest, "", "", "", 0.0)
    if not spoken:
        return piece
    cues = [
        {
            "id": sentence.id,
            "start": 0.5 + place * CUE,
            "end": 0.5 + place * CUE + 0.9 * CUE,
            "text": sentence.text,
        }
        for place, sentence in enumerate(article.sentences())
    ]
    announced = {"id": "a001", "start": 0.96, "end": 0.99, "text": "By Jo Bloggs."}
    return replace(
        piece,
        mp3=store.put(FRAME * (number + 1)),
        cues=store.put(json.dumps([cues[0], announced, *cues[1:]]).encode()),
        seconds=0.5 + len(cues) * CUE + 1.5,
    )


def pack_of(store: Store, *articles: Article, listed: bool = True, cover: bool = True) -> Pack:
    titles = [article.title.text for article in articles]
    return Pack(
        name="winter-2026",
        title="Winter 2026",
        publisher="The ME Society",
        contact="Ring us on 0300 000 0000.",
        language="en-GB",
        published="2026-12-01",
        voice="Heart",
        cover=store.put(_jpeg()) if cover else "",
        contents=replace(piece_of(contents(titles), store, 0), title="Contents") if listed else None,
        pieces=tuple(piece_of(article, store, number) for number, article in enumerate(articles, 1)),
    )


def _jpeg() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(stream, "JPEG")
    return stream.getvalue()


def whole_pack(store: Store) -> Pack:
    return pack_of(store, pacing(store.put(PIXEL)), noted(), notice())


def odd_pack(store: Store) -> Pack:
    """What editors and web pages may send as well."""
    hrefs = ("https://example.org/a b/%zz", "https://[bad", "tel:01280 818 964", "mailto:a b@example.org")
    links = Paragraph((Sentence("", tuple(Run(f"Link {href}.", href=href) for href in hrefs)),))
    tags = ("fr", "en_GB", "not a language")
    tongues = Paragraph((Sentence("", tuple(Run(f"In {tag}.", language=tag) for tag in tags)),))
    pack = whole_pack(store)
    odd = [
        piece_of(titled(title, links, tongues), store, number) for number, title in enumerate(ODD_TITLES, 4)
    ]
    silent = piece_of(titled("Unheard"), store, 20, spoken=False)
    return replace(pack, pieces=(*pack.pieces, *odd, silent), publisher=ODD_TITLES[1], contact=ODD_TITLES[4])


def order_of(pack: Pack) -> EpubOrder:
    return EpubOrder(pack, tuple(map(str, FOLDERS)), templates_digest(FOLDERS, "epub", "shared"))


@dataclass(frozen=True)
class Made:
    """An e-book, taken apart."""

    pack: Pack
    store: Store
    data: bytes

    @property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.files[name].decode()

    def proved(self, data: bytes | None = None) -> Receipt:
        parts = tuple(
            EpubPart(each.article, each.mp3, each.cues, each.seconds) for each in self.pack.all_pieces
        )
        return prove_epub(
            EpubProofOrder(self.store.put(self.data if data is None else data), parts), self.store
        )

    def spoilt(self, name: str, change: Callable[[str], str]) -> bytes:
        """The book with one file changed, and everything else as it was."""
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.data)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new,
        ):
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename.removeprefix("EPUB/") == name:
                    changed = change(data.decode("latin-1"))
                    assert changed.encode("latin-1") != data
                    data = changed.encode("latin-1")
                new.writestr(entry, data)
        return stream.getvalue()


def made(pack: Pack, store: Store) -> Made:
    return Made(pack, store, store.get(make_epub(order_of(pack), store).files["epub"]))


def by(old: str, new: str) -> Callable[[str], str]:
    """Puts one string in another's place, once; both in UTF-8."""
    return lambda text: text.replace(old.encode().decode("latin-1"), new.encode().decode("latin-1"), 1)

"""The book that is printed: laid out, split into volumes where it must be, and written.

Imported inside a worker only, since it loads the engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.largeprint.style import A4, Palette
from everyread.largeprint.task import LargePrintOrder, compose
from everyread.printshop.finish import ALL_INKS, CLAIM, ONE_INK, Finish
from everyread.printshop.impose import saddle
from everyread.printshop.pictures import LEAST_DPI, Inks, PressFetcher, coarse_pictures
from everyread.printshop.profile import condition_of
from everyread.printshop.sheet import Margin, points
from everyread.printshop.task import PrintOrder
from everyread.printshop.ticket import Job, TicketFile, ticket_pdf
from everyread.printshop.volumes import Stock, limits_of, padded, split, stock_of
from everyread.store import Store, digest_of
from everyread.typeset.press import Laid, lay_out, write_for_press
from everyread.typeset.templates import environment

NO_DATE = "1970-01-01"
"""Where issue.toml does not say when the issue comes out: a file for print must have a date."""
NOTHING = "transparent"
"""Paper is not printed."""
LEAST_SPINE = 9.0
"""Millimetres of a spine on which a title of the smallest size, 16 point or 5.6 mm, has room around it."""


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume, laid out and not yet written."""

    number: int
    """From 1."""
    of: int
    articles: slice
    """Which of the issue's."""
    first_page: int
    pages: int
    """With the blank ones at the end."""
    laid: Laid
    book: LargePrintOrder
    css: str

    @property
    def words(self) -> str:
        """What it is called: "The issue", "Volume 2 of 3"."""
        return f"Volume {self.number} of {self.of}" if self.of > 1 else "The issue"


@dataclass(frozen=True, slots=True)
class Press:
    """All that decides how the volumes are set and finished."""

    order: PrintOrder
    store: Store
    articles: tuple[Article, ...]
    fetcher: PressFetcher
    profile: bytes
    stock: Stock
    most_pages: int
    """What one volume may have."""

    @classmethod
    def opened(cls, order: PrintOrder, store: Store) -> Press:
        """Raises ArticleError PRS-004 for a profile that does not work."""
        settings, tokens = order.settings, order.book.house_style().volume
        profile = store.get(order.profile) if order.profile else b""
        stock = stock_of(settings, tokens)
        return cls(
            order=order,
            store=store,
            articles=tuple(
                article_adapter().validate_json(store.get(digest)) for digest in order.book.articles
            ),
            fetcher=PressFetcher(store, Inks(profile, settings.colour == "colour", settings.ink_limit)),
            profile=profile,
            stock=stock,
            most_pages=limits_of(settings, tokens).most_pages(stock),
        )

    @property
    def colour(self) -> bool:
        """Whether there is more than black ink."""
        return self.order.settings.colour == "colour" and bool(self.profile)

    @property
    def margin(self) -> Margin:
        return Margin(self.order.settings.bleed, self.order.settings.marks)

    def volumes(self) -> list[Volume]:
        """The whole issue in one, if it is light and thin enough; else its volumes."""
        everything = slice(0, len(self.articles))
        whole = self._volume(everything, 1, 1, 1)
        if whole.pages <= self.most_pages or len(self.articles) == 1:
            return [whole]
        starts = [whole.laid.page_of(f"article-{number + 1}") for number in range(everything.stop)]
        back = whole.laid.page_marked("back")
        around = starts[0] + whole.laid.pages - back
        lengths = [end - start for start, end in zip(starts, [*starts[1:], back], strict=True)]
        parts = split(lengths, around, self.most_pages)
        if len(parts) == 1:
            return [whole]
        volumes: list[Volume] = []
        for number, part in enumerate(parts, start=1):
            first = volumes[-1].first_page + volumes[-1].pages if volumes else 1
            volumes.append(self._volume(part, number, len(parts), first))
        return volumes

    def _volume(self, articles: slice, number: int, of: int, first_page: int) -> Volume:
        book = replace(
            self.order.book,
            articles=self.order.book.articles[articles],
            whole_issue=True,
            volume=(number, of) if of > 1 else None,
            first_page=first_page,
        )
        html, css = compose(book, list(self.articles[articles]), palette=self._palette(), mirrored=True)
        laid = lay_out(html, css + self._template("press.css", book), self.fetcher)
        return Volume(number, of, articles, first_page, padded(laid.pages), laid, book, css)

    def pages_of(self, volume: Volume) -> bytes:
        """The file with the pages of a volume."""
        return self._written(volume.laid, self._title(volume), as_book=True)

    def cover_of(self, volume: Volume) -> tuple[bytes, int]:
        """The file with the cover of a volume, and its pages."""
        spine = self._spine(volume)
        html = self._template("cover.html", volume.book, spine)
        laid = lay_out(html, volume.css + self._template("cover.css", volume.book, spine), self.fetcher)
        folds = (points(A4[0]), points(A4[0] + spine)) if spine else ()
        data = self._written(laid, f"{self._title(volume)}: cover", as_book=False, folds=folds)
        return data, laid.pages

    def imposed(self, data: bytes) -> bytes:
        """The sheets of a volume that is written."""
        return saddle(data, self.margin, ALL_INKS if self.colour else ONE_INK)

    def ticket(self, volumes: Sequence[Volume], files: Sequence[TicketFile]) -> bytes:
        """The job ticket for these files."""
        job = Job(
            book=self.order.book,
            settings=self.order.settings,
            stock=self.stock,
            condition=condition_of(self.profile) if self.profile else None,
            volumes=tuple(volume.pages for volume in volumes),
            files=tuple(files),
        )
        return ticket_pdf(job, self.store)

    def facts(self, volumes: Sequence[Volume]) -> dict[str, Any]:
        """What was made, in numbers; see `task.make_print_files`."""
        pages = sum(volume.pages for volume in volumes)
        return {
            "pages": pages,
            "sheets": pages // 2,
            "grams": max(round(self.stock.grams(volume.pages)) for volume in volumes),
            "mm": max(round(self.stock.millimetres(volume.pages), 1) for volume in volumes),
            "volumes": [
                {
                    "pages": volume.pages,
                    "first_page": volume.first_page,
                    "grams": round(self.stock.grams(volume.pages)),
                    "articles": volume.articles.stop - volume.articles.start,
                    "coarse": len(list(coarse_pictures(volume.laid.document.pages, volume.laid.root))),
                }
                for volume in volumes
            ],
            "standard": CLAIM if self.profile else "PDF",
            "condition": condition_of(self.profile).name if self.profile else "",
            "trim_mm": list(A4),
            "bleed_mm": self.order.settings.bleed,
            "gsm": self.stock.inside,
        }

    def findings(self, volumes: Sequence[Volume]) -> Iterator[Finding]:
        """Coarse pictures, volumes that are more than their limits, and that there are volumes."""
        for volume in volumes:
            articles = self.articles[volume.articles]
            for picture in coarse_pictures(volume.laid.document.pages, volume.laid.root):
                article = articles[picture.article]
                yield Finding(
                    "PRS-002",
                    f"The picture “{picture.alt[:60]}” is printed with {picture.dpi} dots an inch, "
                    f"and {LEAST_DPI} are needed for it to be sharp.",
                    f"Use one that is {picture.wanted} pixels wide or more.",
                    file=article.source.name,
                )
            if volume.pages > self.most_pages:
                yield self._too_much(volume)
        if len(volumes) > 1:
            each = " and ".join(str(volume.pages) for volume in volumes)
            yield Finding(
                "PRS-005",
                f"The edition is printed in {len(volumes)} volumes, of {each} pages: "
                f"one may have {self.most_pages}.",
                "If your printer can bind more, set volume_pages, volume_grams or volume_mm in [print-shop].",
            )

    def _too_much(self, volume: Volume) -> Finding:
        articles = self.articles[volume.articles]
        what = f"“{articles[0].title.text}” alone makes" if len(articles) == 1 else f"{volume.words} has"
        return Finding(
            "PRS-003",
            f"{what} {volume.pages} pages, and {self.most_pages} are the most for one volume.",
            "Split the article, choose thinner paper or another binding, or raise the limit in [print-shop].",
            file=articles[0].source.name if len(articles) == 1 else "",
        )

    def _palette(self) -> Palette:
        def ink(*shares: int) -> str:
            return f"device-cmyk({' '.join(f'{share}%' for share in shares)})"

        accent = self.order.settings.accent if self.colour else (0, 0, 0, 100)
        return Palette(ink=ink(0, 0, 0, 100), accent=ink(*accent), paper=NOTHING)

    def _template(self, name: str, book: LargePrintOrder, spine: float = 0) -> str:
        template = environment(book.template_folders).get_template(f"print-shop/{name}.j2")
        return template.render(
            title=book.title,
            publisher=book.publisher,
            contact=book.contact,
            language=self.articles[0].language,
            size=book.settings.size,
            style=book.house_style(),
            volume=book.volume,
            palette=self._palette(),
            bleed=self.order.settings.bleed,
            spine=spine,
            least_spine=LEAST_SPINE,
        )

    def _spine(self, volume: Volume) -> float:
        """In millimetres; 0 for a binding without one."""
        perfect = self.order.settings.binding == "perfect"
        return round(self.stock.millimetres(volume.pages), 1) if perfect else 0.0

    def _title(self, volume: Volume) -> str:
        title = self.order.book.title
        return f"{title}, {volume.words.lower()}" if volume.of > 1 else title

    def _written(self, laid: Laid, title: str, *, as_book: bool, folds: tuple[float, ...] = ()) -> bytes:
        finish = Finish(
            title=title,
            margin=self.margin,
            profile=self.profile,
            colour=self.colour,
            date=self.order.published or NO_DATE,
            digest=digest_of("\n".join((title, *self.order.book.articles)).encode()),
            as_book=as_book,
            folds=folds,
        )
        return write_for_press(laid, finish)

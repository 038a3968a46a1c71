"""Large print as a task: articles in, one tagged PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from everyread.article import Article, article_adapter
from everyread.largeprint.style import HouseStyle, Palette, read_house_style
from everyread.settings import LargePrint
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

WORDS_A_SECOND = 6000
"""About what one core sets and writes; only decides which task starts first."""
ENGINES = ("weasyprint", "pydyf", "jinja2", "fonttools", "pillow")


@dataclass(frozen=True, slots=True)
class LargePrintOrder:
    """One PDF: an article alone, or a whole issue."""

    articles: tuple[Digest, ...]
    """Articles as JSON in the store, in running order."""
    title: str
    """The issue's name."""
    publisher: str
    contact: str
    settings: LargePrint
    template_folders: tuple[str, ...]
    """Where templates are looked for, first found wins."""
    templates: Digest
    """Of all their files, since the folders' names say nothing."""
    whole_issue: bool = False
    """With cover, contents and colophon; else the first article alone."""
    style: HouseStyle | None = None
    """The issue's house style; None for that of the template folders."""
    volume: tuple[int, int] | None = None
    """Which volume of how many this is, (1, 3) for the first of three; None for an edition in one."""
    first_page: int = 1
    """The number of its first page, since page numbers run on from volume to volume."""

    @property
    def name(self) -> str:
        """The issue's name, with the volume if it is one."""
        return f"{self.title}, volume {self.volume[0]} of {self.volume[1]}" if self.volume else self.title

    def house_style(self) -> HouseStyle:
        """Every token that decides how it looks.

        Raises InputError for a house style that cannot be used.
        """
        return self.style or read_house_style([Path(folder) for folder in self.template_folders])


def large_print_task(order: LargePrintOrder, *, name: str, file: str, words: int) -> Task:
    """Make one large-print PDF; its receipt has the file "pdf"."""
    key = key_of(
        "large print",
        code_digest("largeprint", "typeset", "article"),
        (order.articles, order.title, order.publisher, order.contact, order.whole_issue),
        (order.volume, order.first_page),
        order.settings.model_dump(),
        order.style and order.style.model_dump(),
        order.templates,
        [version_of(engine) for engine in (*ENGINES, *_font_packages())],
    )
    return Task(name, set_large_print, order, key, file, weight=1 + words / WORDS_A_SECOND)


def set_large_print(order: LargePrintOrder, store: Store) -> Receipt:
    """The PDF, with its number of pages.  Runs in a worker.

    Raises ArticleError when it cannot be made, InputError for a house style that cannot be used, and
    MachineError when Pango or a font is missing.
    """
    from everyread.typeset.pdf import render_pdf

    articles = [article_adapter().validate_json(store.get(digest)) for digest in order.articles]
    html, css = compose(order, articles)
    title = order.name if order.whole_issue else articles[0].title.text
    data = render_pdf(html, css, store, title=title, language=articles[0].language)
    return Receipt({"pdf": store.put(data)}, {"pages": _pages(data), "size_pt": order.settings.size})


def compose(
    order: LargePrintOrder,
    articles: list[Article],
    *,
    palette: Palette | None = None,
    mirrored: bool | None = None,
) -> tuple[str, str]:
    """The HTML and the CSS of the pages.

    A press has its own colours, and binds what it prints on both sides: `palette` and `mirrored` then stand
    in for those of the house style.  It cuts all pages alike, so with a palette no page is turned.

    Raises InputError for a house style that cannot be used.
    """
    from everyread.typeset.fonts import FONT_STACK
    from everyread.typeset.templates import environment

    templates = environment(order.template_folders)
    style = order.house_style()
    size = order.settings.size
    linear = style.tables.mode == "linear"
    turns = style.tables.turned and not linear and palette is None
    css = templates.get_template("large-print/large-print.css.j2").render(
        style=style,
        size=size,
        palette=palette or style.colour.palette(order.settings.paper),
        mirrored=style.page.mirrored if mirrored is None else mirrored,
        first_page=order.first_page,
        fonts=FONT_STACK,
    )
    html = templates.get_template(
        "large-print/issue.html.j2" if order.whole_issue else "large-print/single.html.j2"
    ).render(
        articles=articles,
        title=order.title if order.whole_issue else articles[0].title.text,
        volume=order.volume,
        publisher=order.publisher,
        contact=order.contact,
        language=articles[0].language,
        size=size,
        whole_issue=order.whole_issue,
        running_characters=style.line_characters(size),
        line_characters=1 if linear else style.line_characters(size),
        turned_characters=style.line_characters(size, turned=True) if turns else 0,
        style=style,
    )
    return html, css


def _pages(data: bytes) -> int:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _font_packages() -> tuple[str, ...]:
    from everyread.typeset.fonts import FONT_PACKAGES

    return FONT_PACKAGES

"""Issues of any length for the large-print benchmark, made from the articles of our demonstration issue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from everyread.article import Article, article_adapter
from everyread.largeprint.task import LargePrintOrder, compose
from everyread.sentences import segment
from everyread.settings import LargePrint
from everyread.sources.reader import readable_suffixes
from everyread.sources.task import read_source, read_task
from everyread.store import Store
from everyread.typeset.fonts import FACES, font_bytes, font_css

ROOT = Path(__file__).parent.parent
DEMONSTRATION = ROOT / "sources" / "winter-2026"
SIZE = 18


def prepare(folder: Path, count: int, words: int) -> int:
    """Write an issue into a folder as each engine wants it, and say how many words it has."""
    store = Store(folder / "store")
    articles = [
        _lengthened(article, number, words) for number, article in enumerate(islice(_again(store), count))
    ]
    order = LargePrintOrder(
        articles=("0" * 64,) * count,
        title="Benchmark",
        publisher="The everyread maintainers",
        contact="hello@example.org",
        settings=LargePrint(size=SIZE),
        template_folders=(str(ROOT / "templates"),),
        templates="0" * 64,
        whole_issue=True,
    )
    html, css = compose(order, articles)
    (folder / "issue.html").write_text(html)
    (folder / "issue.css").write_text(css)
    for name in FACES:
        (folder / f"{name}.ttf").write_bytes(font_bytes(name))
    for article in articles:
        for block in article.walk():
            if block.kind == "figure":
                (folder / f"{block.picture}.png").write_bytes(store.get(block.picture))
    (folder / "chromium.html").write_text(_for_a_browser(html, css))
    (folder / "issue.typ").write_text("\n".join(_typst(articles)))
    return sum(article.word_count() for article in articles)


def _again(store: Store) -> Iterator[Article]:
    """The demonstration articles, over and over."""
    articles: list[Article] = []
    for path in sorted(DEMONSTRATION.iterdir()):
        if path.suffix in readable_suffixes():
            files = read_source(read_task(path, DEMONSTRATION).arguments, store).files
            names = [name for name in files if name.startswith("article-")]
            articles += [article_adapter().validate_json(store.get(files[name])) for name in names]
    while True:
        yield from articles


def _lengthened(article: Article, number: int, words: int) -> Article:
    """An article with a title of its own and about so many words."""
    run = article.title.runs[0]
    title = replace(article.title, runs=(replace(run, text=f"{run.text}, part {number + 1}"),))
    times = max(1, round(words / article.word_count()))
    return segment(replace(article, title=title, blocks=article.blocks * times))


def _for_a_browser(html: str, css: str) -> str:
    style = font_css() + css
    for name in FACES:
        style = style.replace(f'url("font:{name}")', f'url("{name}.ttf")')
    pictures = html.replace('src="blob:', 'src="')
    return pictures.replace("</head>", f"<style>{style}</style></head>")


def _typst(articles: list[Article]) -> Iterator[str]:
    yield '#set text(font: ("Atkinson Hyperlegible", "Noto Sans"), lang: "en", hyphenate: false)'
    yield f"#set text(size: {SIZE}pt)"
    yield '#set page(paper: "a4", margin: 25mm, numbering: "1")'
    yield "#set par(leading: 0.72em, spacing: 1.6em)"
    yield '#set document(title: "Benchmark")'
    yield "#outline()"
    for article in articles:
        yield f"#pagebreak()\n#heading(level: 1)[{_said(article.title.text)}]"
        yield from _typst_blocks(article.blocks)


def _typst_blocks(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if block.kind == "heading":
            yield f"#heading(level: {block.level})[{_prose(block.prose)}]"
        elif block.kind == "paragraph":
            yield f"{_prose(block.prose)}\n"
        elif block.kind == "list":
            items = ", ".join(f"[{' '.join(_typst_blocks(item.blocks))}]" for item in block.items)
            yield f"#{'enum' if block.ordered else 'list'}({items})"
        elif block.kind == "table":
            rows = ((block.head, *block.rows)) if block.head else block.rows
            cells = ", ".join(f"[{_prose(cell.prose)}]" for row in rows for cell in row)
            yield f"#table(columns: {len(rows[0])}, {cells})"
        elif block.kind == "figure":
            yield f'#image("{block.picture}.png", width: 100%, alt: {json.dumps(block.alt or "A picture")})'
            yield f"{_prose(block.caption)}\n"
        else:
            yield f"#block(stroke: 2pt, inset: 0.8em)[{' '.join(_typst_blocks(block.blocks))}]"


def _prose(prose: Any) -> str:
    return _said(" ".join(sentence.text for sentence in prose))


def _said(text: str) -> str:
    """A string of Typst, whose escapes are those of JSON but for letters beyond ASCII."""
    return f"#{json.dumps(text, ensure_ascii=False)}"

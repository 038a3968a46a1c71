"""How fast each kind of file is read, and how much memory a long Word document takes.

    python -m benchmarks.sources [WORDS]

The same made-up articles (see `words`) are written in every format, then read one after another in one
process, after one that warms it up.  Memory is the most that a fresh process held while it read one DOCX,
less what it held before.
"""

from __future__ import annotations

import html
import io
import json
import multiprocessing
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from markdown_it import MarkdownIt

from benchmarks import words
from everyread.sources.reader import Reading, reader_for
from everyread.store import Store

ARTICLES = 20
LONG = 20_000
"""Words of the document whose memory is measured."""
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_WXR = {"content": "purl.org/rss/1.0/modules/content/", "wp": "wordpress.org/export/1.2/"}

Writer = Callable[[list[str]], list[bytes]]
"""Writes the articles, each HTML, as files; one file may hold them all."""


def each(write: Callable[[str], str]) -> Writer:
    """A writer of one text file for each article."""
    return lambda pages: [write(page).encode() for page in pages]


def whole_page(page: str) -> str:
    nav = "<nav><ul><li><a href=/>Home</a></li><li><a href=/shop>Shop</a></li></ul></nav>"
    return f"<!doctype html><html><head><title>T</title></head><body>{nav}<main>{page}</main></body></html>"


def text(page: str) -> str:
    return "\n\n".join(text for _, text in parts(page))


def parts(page: str) -> list[tuple[str, str]]:
    """The tags and words of the blocks of a page, without what is inside them."""
    from lxml.html import fromstring

    found = fromstring(f"<div>{page}</div>").iter("h1", "h2", "p", "li", "td", "th")
    return [(str(each.tag), " ".join(each.text_content().split())) for each in found]


def word_file(pages: list[str]) -> list[bytes]:
    return [_word(page) for page in pages]


def _word(page: str) -> bytes:
    document = docx.Document()
    styles = {"h1": "Title", "h2": "Heading 1", "li": "List Bullet"}
    for tag, words_in in parts(page):
        document.add_paragraph(words_in, style=styles.get(tag))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt(pages: list[str]) -> list[bytes]:
    return [_zipped({"content.xml": _odf(page)}) for page in pages]


def _odf(page: str) -> str:
    body = "".join(
        f'<text:h text:outline-level="{tag[1]}">{html.escape(words_in)}</text:h>'
        if tag in {"h1", "h2"}
        else f"<text:p>{html.escape(words_in)}</text:p>"
        for tag, words_in in parts(page)
    )
    spaces = f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0"'
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    return f"<office:document-content {spaces}>{inside}</office:document-content>"


def rtf(page: str) -> str:
    def escaped(words_in: str) -> str:
        return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in words_in)

    return "{\\rtf1\\ansi " + "".join(f"{escaped(words_in)}\\par\n" for _, words_in in parts(page)) + "}"


def epub(pages: list[str]) -> list[bytes]:
    items = "".join(
        f'<item id="i{at}" href="{at}.xhtml" media-type="text/html"/>' for at in range(len(pages))
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(pages)))
    return [
        _zipped(
            {
                "META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>',
                "a.opf": f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>",
                **{f"{at}.xhtml": f"<html><body>{page}</body></html>" for at, page in enumerate(pages)},
            }
        )
    ]


def _zipped(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def export(pages: list[str]) -> list[bytes]:
    items = "".join(
        f"<item><title>{at}</title><content:encoded><![CDATA[{page}]]></content:encoded>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
        for at, page in enumerate(pages)
    )
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    return [f"<rss {spaces}><channel><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>".encode()]


def rest(pages: list[str]) -> list[bytes]:
    posts = [{"title": {"rendered": str(at)}, "content": {"rendered": page}} for at, page in enumerate(pages)]
    return [json.dumps(posts).encode()]


FORMATS: dict[str, Writer] = {
    "a.txt": each(text),
    "a.html": each(lambda page: page),
    "page.html": each(whole_page),
    "a.docx": word_file,
    "a.odt": odt,
    "a.rtf": each(rtf),
    "a.epub": epub,
    "a.xml": export,
    "a.json": rest,
}


def files_of(sources: list[str]) -> dict[str, list[bytes]]:
    """The articles, Markdown of `words`, as files of every format, by a name with its ending."""
    pages = [as_html(source) for source in sources]
    written = {name: write(pages) for name, write in FORMATS.items()}
    return {"a.md": [source.encode() for source in sources]} | written


def main(total: int) -> None:
    files = files_of([source for _, source in words.articles(count=ARTICLES, words=total)])
    print(f"{'file':<12}{'articles':>9}{'words':>9}{'seconds':>9}{'articles/s':>12}{'words/s':>11}")
    for name, contents in files.items():
        articles, count, seconds = measured(name, contents)
        rates = f"{articles / seconds:>12.1f}{count / seconds:>11,.0f}"
        print(f"{name:<12}{articles:>9}{count:>9,}{seconds:>9.2f}{rates}")
    short = _word("<h1>T</h1><p>A few words, to load all that reading needs.</p>")
    long = _word("".join(as_html(source) for _, source in words.articles(count=10, words=LONG)))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        before, after, count = pool.apply(memory, (short, long))
    more = f"{after - before:.0f} MB more than the {before:.0f} MB of the readers themselves"
    print(f"\nDOCX of {count:,} words: {more}")


def as_html(source: str) -> str:
    """An article of `words`, which is Markdown with front matter, as HTML."""
    front, _, body = source.removeprefix("---\n").partition("\n---\n")
    title = front.split('"')[1]
    return f"<h1>{html.escape(title)}</h1>\n" + MarkdownIt("commonmark").enable("table").render(body)


def measured(name: str, contents: list[bytes]) -> tuple[int, int, float]:
    """Articles, words and seconds of reading these files."""
    read(name, contents[:1])
    started = time.perf_counter()
    readings = read(name, contents)
    seconds = time.perf_counter() - started
    articles = [article for reading in readings for article in reading.articles]
    return len(articles), sum(article.word_count() for article in articles), seconds


def read(name: str, contents: list[bytes]) -> list[Reading]:
    reader = reader_for(name)
    if reader is None:
        raise LookupError(name)
    with tempfile.TemporaryDirectory() as folder:
        return [reader.read(content, name, Store(Path(folder))) for content in contents]


def memory(short: bytes, document: bytes) -> tuple[float, float, int]:
    """Megabytes at most before and after a document is read, after a short one; its words."""
    read("a.docx", [short])
    before = most_held()
    [reading] = read("a.docx", [document])
    return before, most_held(), sum(article.word_count() for article in reading.articles)


def most_held() -> float:
    """Megabytes that this process has held at most, as Linux counts; getrusage would count its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)

"""How well the article is found in whole web pages: everyread beside plain trafilatura.

    python -m benchmarks.cleaning [--pages]

F1 is of pieces of four words, as in Scrapinghub's article extraction benchmark; "kept" is the share of the
texts that must be kept (a disclaimer, a helpline, a credit, a warning) which are there afterwards.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.saved_pages import Page, f1, saved_pages, words
from everyread.article import Article, text_of
from everyread.sources.html import HtmlReader
from everyread.store import Store

MODES: dict[str, dict[str, bool]] = {
    "trafilatura": {},
    "trafilatura, precision": {"favor_precision": True},
    "trafilatura, recall": {"favor_recall": True},
}


def by_trafilatura(page: Page, mode: dict[str, bool]) -> str:
    """The text of a page as trafilatura alone gives it, in one of its modes."""
    import trafilatura

    return trafilatura.extract(page.source, include_comments=False, **mode) or ""


def by_everyread(page: Page, store: Store) -> str:
    """The text of the article that the HTML reader makes of a page, without its title."""
    [article] = HtmlReader().read(page.source.encode(), f"{page.name}.html", store).articles
    return text_of_body(article)


def text_of_body(article: Article) -> str:
    """All the words of an article but its title."""
    return "\n".join(text_of(prose) for prose in list(article.prose())[1:])


def keeps(page: Page, text: str) -> bool:
    """Whether what must be kept of a page is in a text, word for word."""
    return f" {' '.join(words(page.told.must_keep))} " in f" {' '.join(words(text))} "


def measure(pages: list[Page], store: Store) -> dict[str, list[tuple[float, bool]]]:
    """For each system, F1 and whether the must-keep text is there, a page at a time."""
    systems: dict[str, Callable[[Page], str]] = {"everyread": lambda page: by_everyread(page, store)}
    for name, mode in MODES.items():
        systems[name] = lambda page, mode=mode: by_trafilatura(page, mode)  # type: ignore[misc]
    return {
        name: [(f1(page.truth, text), keeps(page, text)) for page in pages for text in [system(page)]]
        for name, system in systems.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", action="store_true", help="show each page too")
    arguments = parser.parse_args()
    pages = list(saved_pages())
    with tempfile.TemporaryDirectory() as folder:
        found = measure(pages, Store(Path(folder)))
    print(f"{len(pages)} pages\n\n{'':24} {'mean F1':>8} {'worst':>8} {'kept':>6}")
    for name, scores in found.items():
        values = [value for value, _ in scores]
        kept = sum(kept for _, kept in scores) / len(scores)
        print(f"{name:24} {sum(values) / len(values):8.3f} {min(values):8.3f} {kept:6.0%}")
    if arguments.pages:
        print()
        for index, page in enumerate(pages):
            row = [
                f"{value:.3f}{' ' if kept else '!'}"
                for value, kept in (each[index] for each in found.values())
            ]
            print(f"{page.name:28} {'  '.join(row)}")


if __name__ == "__main__":
    main()

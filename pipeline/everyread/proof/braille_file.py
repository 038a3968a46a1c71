"""Opens a finished braille file as an embosser does: pages, lines, cells, and what the contents say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CELLS, LINES = 40, 25
CONTINUES = '"'
"""Dot 5 at the end of a line: the word goes on (UEB 10.13)."""
_BOX = re.compile("7{40}|G{40}")
_NUMBER = re.compile(r"#([A-J]+)$")
_ENTRY = re.compile(r'( {0,2}\S.*?) (?:"{2,}| +) #([A-J]+)')
_DIGITS = str.maketrans("ABCDEFGHIJ", "1234567890")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    """In braille."""
    page: int


def pages_of(data: bytes) -> list[list[str]]:
    """The lines of each page, as far as the file can be read."""
    pages = data.decode("ascii", errors="replace").split("\f")
    return [page.removesuffix("\r\n").split("\r\n") for page in pages[: -1 if pages[-1] == "" else None]]


def judge_shape(data: bytes, pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Complaints that complete the sentence "The braille file …"."""
    strange = {byte for byte in data if byte not in b"\r\n\f" and not 0x20 <= byte <= 0x5F}
    if strange:
        yield f"has {len(strange)} characters that are no cells of six dots"
    if not data.endswith(b"\r\n\f"):
        yield "does not end with the end of a page"
    if data.count(b"\n") != data.count(b"\r\n") or data.count(b"\r") != data.count(b"\r\n"):
        yield "has lines that do not end with carriage return and line feed"
    for number, page in enumerate(pages, start=1):
        if len(page) > LINES:
            yield f"has {len(page)} lines on page {number}"
        if any(len(line) > CELLS for line in page):
            yield f"has a line of more than {CELLS} cells on page {number}"
        if any(line != line.rstrip() for line in page):
            yield f"has spaces at the end of a line on page {number}"
        if _figure(page[0]) != number:
            yield f"does not have its number on page {number}"
        if not any(line.strip() for line in page[1:]):
            yield f"has nothing on page {number}"


def entries_of(pages: Sequence[Sequence[str]]) -> list[Entry]:
    """What the contents list, which stands in front of the first page that it names."""
    found: list[Entry] = []
    for number, page in enumerate(pages, start=1):
        if found and number >= found[0].page:
            break
        title = ""
        for line in page[1:]:
            title = f"{title}\n{line}" if line.startswith("  ") and title else line
            if match := _ENTRY.fullmatch(title.rpartition("\n")[2]):
                words = joined([*title.split("\n")[:-1], match[1]])
                found.append(Entry(words, int(match[2].translate(_DIGITS))))
                title = ""
    return found


def judge_contents(entries: Sequence[Entry], pages: Sequence[Sequence[str]], wanted: int) -> Iterator[str]:
    """Each entry leads to the page that begins with its title."""
    if len(entries) != wanted:
        yield f"lists {len(entries)} articles, and {wanted} are wanted"
    if [entry.page for entry in entries] != sorted({entry.page for entry in entries}):
        yield "lists its articles in another order than they stand in"
    for entry in entries:
        body = pages[entry.page - 1][1:] if 0 < entry.page <= len(pages) else []
        if not joined(body).startswith(entry.title):
            yield f"has another article on page {entry.page} than its contents say"


def joined(lines: Sequence[str]) -> str:
    """The words of some lines, with single spaces, and words whole that were broken; without boxes' lines."""
    made = ""
    for line in lines:
        words = line.strip()
        if words and not _BOX.fullmatch(words):
            made = made.removesuffix(CONTINUES) + words if made.endswith(CONTINUES) else f"{made} {words}"
    return " ".join(made.split())


def article_texts(entries: Sequence[Entry], pages: Sequence[Sequence[str]]) -> list[str]:
    """The braille of each article that the contents list."""
    ends = [*(entry.page for entry in entries[1:]), len(pages) + 1]
    return [
        joined([line for page in pages[entry.page - 1 : end - 1] for line in page[1:]])
        for entry, end in zip(entries, ends, strict=True)
    ]


def _figure(line: str) -> int:
    found = _NUMBER.search(line)
    return int(found[1].translate(_DIGITS)) if found else 0

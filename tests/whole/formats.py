"""Takes the words of every article out of every finished format, with nothing of everyread's own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from lxml import etree, html

INLINE = frozenset("span a strong b em i sup sub abbr q small".split())
BRAILLE = shutil.which("lou_translate")
TABLES = "en-us-brf.dis,en-ueb-g2.ctb"


def words(text: str) -> list[str]:
    """The words in small letters, without marks, joins and breaks, so that formats compare."""
    plain = re.sub("[\xad\u200b\u2060]", "", text).replace("’", "'")
    return re.findall(r"[^\W_]+", plain.casefold())


def sentences(vtt: Path) -> list[tuple[str, list[str]]]:
    """Id and words of each sentence of an article that was spoken, in order."""
    cues = vtt.read_text(encoding="utf-8").split("\n\n")[1:]
    parts = (cue.strip().split("\n", 2) for cue in cues if cue.strip())
    return [
        (name, words(html.fromstring(f"<p>{text}</p>").text_content()))
        for name, _, text in parts
        if re.fullmatch(r"s\d+", name)
    ]


def page_words(path: Path) -> list[str]:
    """What a browser shows of a page."""
    tree = html.fromstring(path.read_bytes())
    for element in tree.xpath("//script | //style | //template"):
        element.drop_tree()
    return _shown(tree)


def _shown(tree: etree._Element) -> list[str]:
    """The words of a page, where a new cell, point or paragraph is a new word too."""
    for element in tree.iter(etree.Element):
        if etree.QName(element).localname not in INLINE:
            element.tail = " " + (element.tail or "")
            element.text = " " + (element.text or "")
    return words("".join(tree.itertext()))


def pdf_words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        # PDFium gives the hyphen at a line's end as U+0002 and starts a new line after it.
        # PDFium gives the hyphen at a line's end as a mark of its own.
        pages = (re.sub("[\ufffe\x02]", "-", page.get_textpage().get_text_range()) for page in document)
        text = " ".join(pages)
    return words(re.sub(r"\((?:https?:|mailto:)[^)]*\)", "", text))  # print shows where a link goes


def zipped_words(path: Path, pattern: str) -> Iterator[list[str]]:
    """The words of each text in a zip whose name fits, in the order of their names."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        for name in sorted(book.namelist()):
            if re.fullmatch(pattern, name):
                parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
                yield _shown(etree.fromstring(book.read(name), parser))


def braille_words(path: Path) -> list[str]:
    """What liblouis reads back from the braille, its pages one after another."""
    text = path.read_bytes().decode("ascii").replace("\r", "")
    # The first line of a page is its running head.  The program cuts off what is longer than its line.
    flowing = " ".join(line.strip() for page in text.split("\f") for line in page.split("\n")[1:])
    lines = textwrap.wrap(flowing.replace("\\", "\\\\"), 400, break_on_hyphens=False)
    back = subprocess.run(
        [str(BRAILLE), "--backward", TABLES],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return words(back.stdout)


def lost(wanted: list[tuple[str, list[str]]], found: list[str], *, furniture: int = 0) -> list[str]:
    """The ids of the sentences whose words do not stand together in `found`, after those before them.

    Once in a sentence, at most so many words of `furniture` may stand in between: where a page ends.
    """
    missing: list[str] = []
    place = 0
    for name, said in wanted:
        end = _after(said, found, place, furniture)
        if end is None:
            missing.append(name)
        else:
            place = end
    return missing


def _after(said: list[str], found: list[str], start: int, furniture: int) -> int | None:
    """Where the sentence ends that begins soonest after `start`."""
    for at in range(start, len(found)):
        same = 0
        while same < len(said) and found[at + same : at + same + 1] == said[same : same + 1]:
            same += 1
        if same == len(said):
            return at + same
        for gap in range(1, furniture + 1 if same else 0):
            end = at + gap + len(said)
            if found[at + same + gap : end] == said[same:]:
                return end
    return None

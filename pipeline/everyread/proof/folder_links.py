"""Where the pages, the feed and the packs of a finished folder lead, and what members could reach there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from everyread.findings import Finding
from everyread.proof.easy_page import NOTE
from everyread.proof.folder import AGAIN, MANIFEST, Fault, Folder, fault
from everyread.proof.page_reading import parsed, plain, resolved, targets, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEED = "feed.xml"
_SIZE = re.compile(r"(\d+(?:\.\d+)?) (bytes|KB|MB|GB)")
_SCALE = {"bytes": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9}
_ATOM = "{http://www.w3.org/2005/Atom}"
_LARGEST = 4 << 20
"""Bytes of a text in a pack that is looked through; none that we make is near."""


def judge_links(folder: Folder) -> Iterator[Fault]:
    """Every link and download of the pages and the feed, and every easy read that members could reach."""
    for path in sorted(folder.present()):
        for_members = path == "index.html" or path.startswith("articles/")
        if path.endswith(".html") and (for_members or path == "report.html" or path.startswith("easy-read/")):
            yield from _judge_page(folder, path, for_members=for_members)
        elif path == FEED:
            yield from _judge_feed(folder)
        elif path.endswith((".epub", ".zip")):
            yield from _judge_pack(folder, path)


def _drafts(folder: Folder) -> frozenset[str]:
    """Easy reads that people have not signed; a page says so itself, whatever issue.json says of it."""
    records = [each for each in folder.manifest.outputs if each.kind == "easy-read"]
    signed = {each.article for each in records if each.facts.get("signed")}
    pages = (each for each in records if each.path.endswith(".html") and each.path in folder.files)
    unsigned = {each.article for each in pages if NOTE in visible(parsed(folder.read(each.path)))}
    return frozenset(each.path for each in records if each.article not in signed or each.article in unsigned)


def _judge_page(folder: Folder, path: str, *, for_members: bool) -> Iterator[Fault]:
    tree = parsed(folder.read(path))
    there = {*folder.present(), MANIFEST}
    drafts = _drafts(folder) if for_members else frozenset()
    for file, _ in dict.fromkeys(targets(tree, path)):
        if file in drafts:
            yield _unsigned(path, f"links to {file}")
        elif file not in there:
            yield fault(
                path, "PRF-616", f"The page links to {file}, and there is no such file in issue.json."
            )
    for link in tree.xpath("//a[@href]") if for_members else ():
        target = resolved(link.get("href"), path)
        if target and target[0] in there and target[0] != MANIFEST:
            yield from _judge_size(folder, path, link, target[0])


def _judge_size(folder: Folder, path: str, link: HtmlElement, file: str) -> Iterator[Fault]:
    """A download says how large it is, so that people with little data can choose."""
    said = _SIZE.search(visible(link))
    size = max((folder.root / file).stat().st_size, 1000)  # the least that is said is 1 KB
    # It is rounded to one or two figures: half of the last figure is allowed.
    if said and abs(float(said[1]) * _SCALE[said[2]] - size) > 0.5 * _step(said[1]) * _SCALE[said[2]] + 1:
        yield fault(path, "PRF-616", f"The page says that {file} has {said[0]}, and it has {size:,} bytes.")


def _step(figure: str) -> float:
    return 10.0 ** -len(figure.partition(".")[2])


def _judge_feed(folder: Folder) -> Iterator[Fault]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(folder.read(FEED), parser)
    except etree.XMLSyntaxError as error:
        yield fault(FEED, "PRF-616", f"The feed cannot be read: {error.msg}.")
        return
    own = root.find(f".//{_ATOM}link[@rel='self']")
    base = (own.get("href") or "").removesuffix(FEED) if own is not None else ""
    drafts = _drafts(folder)
    for each in root.iter("{*}*"):
        address = each.get("url") or each.get("href") or ""
        if not base or not address.startswith(base):
            continue
        file = address.removeprefix(base)
        if file in drafts:
            yield _unsigned(FEED, f"leads to {file}")
        elif file and file not in folder.present():
            yield fault(
                FEED, "PRF-616", f"The feed leads to {file}, and there is no such file in issue.json."
            )
        elif each.tag == "enclosure" and each.get("length") != str((folder.root / file).stat().st_size):
            yield fault(FEED, "PRF-616", f"The feed gives {file} another length than it has.")


def _judge_pack(folder: Folder, path: str) -> Iterator[Fault]:
    """No pack holds an easy read that nobody has signed; a damaged one is told of by its own proof too."""
    try:
        with ZipFile(io.BytesIO(folder.read(path))) as pack:
            if broken := pack.testzip():
                yield fault(path, "PRF-616", f"The pack is damaged at {broken}: it cannot be unpacked.")
                return
            for entry in pack.infolist():
                suffix = PurePosixPath(entry.filename).suffix
                if suffix in {".html", ".xhtml", ".txt"} and entry.file_size < _LARGEST:
                    words = re.sub(r"<[^>]*>", " ", pack.read(entry).decode(errors="replace"))
                    if NOTE in plain(words):
                        yield _unsigned(path, f"holds one ({entry.filename})")
                if entry.filename.startswith("easy-read/") and entry.filename in _drafts(folder):
                    yield _unsigned(path, f"holds {entry.filename}")
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        yield fault(path, "PRF-616", f"The pack is damaged: it cannot be unpacked ({error}).")


def _unsigned(path: str, how: str) -> Fault:
    message = f"Members could reach an easy read that nobody has signed: the file {how}."
    return Fault(path, Finding("PRF-617", message, f"Take it away from where members look. {AGAIN}"))

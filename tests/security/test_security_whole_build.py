"""One whole build of a hostile issue: it asks nobody for anything, and in every output words are only words.

The issue has an address wherever something might be fetched from, and marks that mean something to templates,
XML, HTML, captions, tags and terminals in titles, text, settings, word lists and descriptions.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from lxml import etree, html
from mutagen.id3 import ID3
from PIL import Image

from tests.security.addressed import WORDS, everywhere, page
from tests.security.conftest import Newsroom, Site
from tests.whole.conftest import HANGS

WATCH = Path(__file__).parent / "watch"
PLUGINS = Path(__file__).parent.parent / "plugins"
pytestmark = pytest.mark.xdist_group("hostile")  # one build for all of them
SUM = "{{ 1234 * 4321 }}"
ANSWER = "5332114"
"""What stands there if any template takes the sum for its own."""
MARKS = f'{SUM} "><xss onx="1">&lt;xss&gt;\'</script><xss>]]><!-- --> 00:00 {{% raw %}} ${{x}} %(x)s \\u0041'
"""Ends a string, an attribute, a script, a CDATA section, a comment and the times of a caption."""
_ESCAPED = escape(MARKS)
MARKED = f"""<h1>Title {_ESCAPED}</h1><p class="standfirst">Standfirst {_ESCAPED}.</p>
<h2>Heading {_ESCAPED}</h2><p>{WORDS} <em>Marked {_ESCAPED}</em>.</p>
<ul><li>Item {_ESCAPED} fatigue.</li></ul>
<blockquote><p>Quoted {_ESCAPED}.</p></blockquote><table><tr><th>Head {_ESCAPED}</th><th>Two</th></tr>
<tr><td>Cell {_ESCAPED}</td><td>2</td></tr></table>
<figure><img src="hill.png" alt="A hill {_ESCAPED}"><figcaption>Caption {_ESCAPED}.</figcaption></figure>
<p>This is not medical advice {_ESCAPED}.
<a href="https://www.example.org/?a={_ESCAPED}">Link {_ESCAPED}</a></p>
"""
SETTINGS = f"""
title = '''Spring {MARKS}'''
publisher = '''Charity {MARKS}'''
contact = '''Write to us {MARKS}'''
[narration]
closing = '''The end of {{title}} {MARKS}'''
[delivery]
base_address = "https://www.example.org/spring"
author = '''Author {MARKS}'''
[print-shop]
note = '''Note {MARKS}'''
[[article]]
file = "12-marks.html"
section = '''Section {MARKS}'''
author = '''By {MARKS}'''
date = '''Date {MARKS}'''
"""
GLOSSARY = f"""
[[word]]
word = "fatigue"
means = '''Being very tired {MARKS}.'''
approved_by = '''Dr {MARKS}'''
"""


@dataclass(frozen=True)
class Built:
    """What came of it."""

    files: dict[str, bytes]
    out: str
    err: str
    looks: list[str]
    asked: list[str]
    titles: list[str]


def _run(newsroom: Newsroom, issue: str, *arguments: str) -> tuple[str, str, list[str]]:
    """A build in processes of its own, all of them watched: both streams, and the looks at the network."""
    log = newsroom.root / "sockets.txt"
    log.unlink(missing_ok=True)
    process = newsroom.start(
        "build", issue, "--jobs", "2", "--voice", "tone", *arguments,
        PYTHONPATH=f"{WATCH}:{PLUGINS}", EVERYREAD_TEST_SOCKETS=str(log),
    )  # fmt: skip
    out, err = process.communicate(timeout=HANGS)
    return out, err, log.read_text().splitlines() if log.exists() else []


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    root = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        yield Newsroom(root)


@pytest.fixture(scope="module")
def built(room: Newsroom, module_site: Site) -> Built:
    """All outputs of three hostile articles: addresses, marks, and a title without end."""
    picture = io.BytesIO()
    Image.new("RGB", (700, 700), "teal").save(picture, "PNG")
    room.write("hill.png", picture.getvalue())
    room.write("03-page.html", page(module_site.address))
    room.write("12-marks.html", MARKED)
    room.write("issue.toml", SETTINGS)
    (room.root / "sources" / "glossary.toml").write_text(GLOSSARY)
    out, err, looks = _run(room, "spring")
    titles = [article["title"] for article in room.manifest()["articles"]]
    return Built(room.files(), out, err, looks, list(module_site.asked), titles)


def _parts(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every finished file, and every file in an archive."""
    for path, data in files.items():
        yield path, data
        if path.endswith((".zip", ".epub")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield from _parts({f"{path}/{name}": archive.read(name)})


def _of(built: Built, *endings: str) -> list[tuple[str, bytes]]:
    found = [(path, data) for path, data in _parts(built.files) if path.endswith(endings)]
    assert found, f"nothing ends in {endings}"
    return found


def test_every_article_and_every_kind_is_there(built) -> None:
    assert "Traceback" not in built.err
    assert built.titles[0] == "A page"
    assert built.titles[1].startswith(f"Title {SUM}")
    kinds = {output["kind"] for output in json.loads(built.files["issue.json"])["outputs"]}
    assert kinds >= {"audio", "large-print", "easy-read", "epub", "daisy", "feed", "usb", "page", "report"}


def test_nobody_is_asked_for_anything(built) -> None:
    assert (built.asked, built.looks) == ([], [])


def test_no_reader_asks_for_anything_but_with_fetch_the_watch_sees_it(newsroom, site) -> None:
    for path in newsroom.issue.iterdir():
        path.unlink()
    for name, data in everywhere(site.address).items():
        newsroom.write(name, data)
    newsroom.write("issue.toml", '[pictures]\nhosts = ["127.0.0.1"]\n')
    _, err, looks = _run(newsroom, "spring", "--only", "page")
    assert "Traceback" not in err
    titles = [article["title"] for article in newsroom.manifest()["articles"]]
    assert titles == [
        "A page", "Marked words", "Plain words", "A Word file", "An open document", "A book", "A rich text",
        "An export", "An answer",
    ]  # fmt: skip
    assert (site.asked, looks) == ([], [])
    for path in newsroom.issue.glob("*-*"):
        if path.suffix != ".md":  # one is enough to see what the watch sees
            path.unlink()
    _, _, looks = _run(newsroom, "spring", "--only", "page", "--fetch")
    assert "/markdown.png" in site.asked
    assert any("socket.connect" in look for look in looks)


def test_no_template_takes_words_for_its_own(built) -> None:
    for path, data in _parts(built.files):
        assert ANSWER.encode() not in data, path
    assert SUM.encode() in built.files["index.html"]


def test_xml_is_whole_and_nothing_in_it_is_an_articles_own(built) -> None:
    endings = (".xml", ".opf", ".ncx", ".xhtml", ".smil")
    for path, data in _of(built, *endings):
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        assert not root.xpath("//*[local-name()='xss'] | //@onx"), path


def test_pages_run_and_load_nothing_of_an_articles(built) -> None:
    for path, data in _of(built, ".html"):
        root = html.fromstring(data)
        assert not root.xpath("//xss | //@onx | //@onerror | //iframe | //object | //embed | //base"), path
        assert not root.xpath("//meta[@http-equiv='refresh']"), path
        for address in root.xpath("//@src | //@srcset | //link/@href | //@poster | //@data | //@ping"):
            assert not re.match(r"\s*(https?:|//|javascript:)", address), (path, address)
        for address in root.xpath("//a/@href"):
            assert re.match(r"(https?:|mailto:|tel:|#|[\w./-]+(#|$))", address), (path, address)
        for script in root.xpath("//script"):
            assert "<xss" not in (script.text or ""), path


def test_captions_have_one_time_each(built) -> None:
    time = r"\d\d:\d\d:\d\d\.\d{3}"
    for path, data in _of(built, ".vtt"):
        text = data.decode()
        assert text.startswith("WEBVTT"), path
        for line in text.splitlines():
            assert "-->" not in line or re.fullmatch(f"{time} --> {time}.*", line), (path, line)
            assert "<xss" not in line, path


def test_tags_hold_their_text_and_no_more(built) -> None:
    known = {
        "TIT2",
        "TALB",
        "TPE1",
        "TPE2",
        "TRCK",
        "TCON",
        "TLAN",
        "TLEN",
        "APIC",
        "CTOC",
        "CHAP",
        "TSSE",
        "COMM",
        "TDRC",
    }
    for path, data in _of(built, ".mp3"):
        if not data.startswith(b"ID3"):
            continue
        tags = ID3(io.BytesIO(data))
        for frame in tags.values():
            assert frame.FrameID in known, (path, frame.FrameID)
            for text in getattr(frame, "text", ()):
                assert "\0" not in str(text), path
    [marked] = [data for path, data in built.files.items() if re.fullmatch(r"audio/02-.*\.mp3", path)]
    assert str(ID3(io.BytesIO(marked))["TIT2"]) == built.titles[1]


def test_pdfs_run_nothing_and_their_metadata_are_text(built) -> None:
    for path, data in _of(built, ".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert "/OpenAction" not in pdf.Root, path
            assert "/AA" not in pdf.Root, path
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                    action = str(each["/S"])
                    assert action not in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"}, (
                        path
                    )
                    if action == "/URI":
                        assert re.match(r"(https?|mailto|tel):", str(each["/URI"])), (path, each["/URI"])
            xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
            assert not xmp.xpath("//*[local-name()='xss'] | //@onx"), path


def test_archives_unpack_into_their_folder(built) -> None:
    for path, data in _of(built, ".zip", ".epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                assert re.fullmatch(
                    r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?", name
                ), (
                    path,
                    name,
                )
                assert ".." not in PurePosixPath(name).parts


def test_texts_hold_no_control_characters(built) -> None:
    known = "\n\r\t\f\ufeff"
    for path, data in _of(built, ".txt", ".brf", ".json", ".html", ".xml", ".vtt"):
        text = data.decode("ascii" if path.endswith(".brf") else "utf-8")
        strange = {each for each in text if unicodedata.category(each) == "Cc" and each not in known}
        assert not strange, (path, strange)


def test_the_terminal_shows_text(built) -> None:
    for stream in (built.out, built.err):
        assert all(letter.isprintable() or letter == "\n" for letter in stream)

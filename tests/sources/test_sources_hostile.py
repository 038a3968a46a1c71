"""Hostile files: each is refused with a reason, or read harmlessly; in bounded time and memory."""

from __future__ import annotations

import io
import os
import resource
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from everyread.article import Article, Figure
from everyread.errors import ArticleError
from everyread.settings import Limits
from everyread.sources import guard
from everyread.sources.guard import read_guarded
from everyread.sources.limits import within
from everyread.sources.reader import readable_suffixes
from everyread.sources.task import read_task
from everyread.work import perform
from tests.fuzz.sources import read

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
SECRET = "root:x:0:0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
"""A billion laughs, and the contents of a file, for any XML."""


@contextmanager
def little_memory(megabytes: int = 150) -> Iterator[None]:
    """Fails when the peak of this process's memory rises by more than this meanwhile."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < megabytes


def package(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(document: str, **more: bytes) -> bytes:
    return package(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            **more,
        }
    )


def word_of(text: str, before: str = "") -> str:
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'{before}<w:document xmlns:w="{WORD}"><w:body>{paragraph}</w:body></w:document>'


def words_of(outcome: tuple[Article, ...] | str) -> str:
    if isinstance(outcome, str):
        return outcome
    return " ".join(sentence.text for article in outcome for sentence in article.sentences())


# -- bombs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_a_bomb_by_its_ratio(store, suffix):
    if suffix not in readable_suffixes():
        pytest.skip(f"no reader takes {suffix}")
    zeros = b"\0" * (8 * 1024 * 1024)
    whole = {"word/document.xml": zeros, "content.xml": zeros, "META-INF/container.xml": zeros}
    data = package(whole)
    assert len(data) < 100_000
    with little_memory():
        assert read(f"a{suffix}", data, store) == "SRC-011"


def test_a_bomb_inside_a_bomb_is_never_opened(store):
    inner = package({"zeros": b"\0" * (20 * 1024 * 1024)})
    data = word(word_of(BODY), **{"word/media/inner.zip": package({"inner": inner}), "word/more.docx": inner})
    with little_memory():
        assert BODY in words_of(read("a.docx", data, store))


def test_an_archive_of_too_many_parts(store):
    data = word(word_of(BODY), **{f"word/{number}.xml": b"x" for number in range(guard.MOST_ENTRIES + 1)})
    assert read("a.docx", data, store) == "SRC-011"


def test_a_part_that_unpacks_to_more_than_it_says(store):
    data = bytearray(word(word_of(BODY * 2000)))
    real = len(word_of(BODY * 2000)).to_bytes(4, "little")
    assert data.count(real) >= 2
    outcome = read("a.docx", bytes(data).replace(real, (100).to_bytes(4, "little")), store)
    assert outcome == "SRC-003"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word(word_of(f"{BODY} &l9; &file;", ENTITIES.replace("DOCTYPE r", "DOCTYPE w:document")))),
        ("a.html", f"{ENTITIES}<html><body><p>{BODY} &l9; &file;</p></body></html>".encode()),
        ("a.xhtml", f"<?xml version='1.0'?>{ENTITIES}<html><p>{BODY} &l9; &file;</p></html>".encode()),
        ("a.md", f"# T\n\n{BODY}\n\n{ENTITIES}\n\n&l9; &file;".encode()),
        ("a.xml", f"<?xml version='1.0'?>{ENTITIES}<rss><channel><item><title>&file;</title>"
                  f"<encoded>&l9;</encoded></item></channel></rss>".encode()),
        ("a.odt", package({"content.xml": f"{ENTITIES}<r>&l9;&file;</r>"})),
        ("a.epub", package({"META-INF/container.xml": f"{ENTITIES}<container>&l9;&file;</container>"})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_entities_are_never_expanded(store, name, data):
    if Path(name).suffix not in readable_suffixes():
        pytest.skip(f"no reader takes {name}")
    with little_memory():
        outcome = words_of(read(name, data, store))
    assert SECRET not in outcome
    assert "haha" not in outcome


# -- size and shape -------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", readable_suffixes())
def test_fifty_megabytes_are_not_even_read(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with little_memory(10), pytest.raises(ArticleError) as caught:
        read_task(path, tmp_path)
    assert caught.value.rule == "SRC-011"


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.txt", b"word " * 2_000_000, "SRC-011"),
        ("a.md", b"word " * 2_000_000, "SRC-011"),
        ("a.html", b"<p>" + b"word " * 2_100_000, "SRC-016"),
        ("a.html", b"<ul><li>x" * 10_000, "SRC-016"),
        ("a.html", b"<p>x</p>" + b"<div>" * 10_000, "SRC-016"),
        ("a.html", b"<b>" * 50_000 + b"x", "SRC-016"),
        ("a.md", b">" * 10_000 + b" x", "SRC-016"),
        ("a.md", b"".join(b"  " * depth + b"- x\n" for depth in range(150)), "SRC-016"),
        ("a.json", b"[" * 100_000, "SRC-"),
        ("a.rtf", rb"{\rtf1 " + b"{" * 100_000, "SRC-"),
        ("a.xml", b"<a>" * 100_000, "SRC-"),
    ],
    ids=lambda value: f"{len(value)}" if isinstance(value, bytes) else value,
)
def test_endless_lines_and_depths(store, name, data, rule):
    if Path(name).suffix not in readable_suffixes():
        pytest.skip(f"no reader takes {name}")
    outcome = read(name, data, store)
    assert isinstance(outcome, str)
    assert outcome.startswith(rule)


def test_a_thousand_nested_lists_in_plain_text_are_laid_flat(store):
    [found] = read("a.txt", b"".join(b" " * (depth % 100) + b"- x\n" for depth in range(1000)), store)
    assert words_of((found,)).count("x") == 1000


# -- what it names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["../secret.png", "/etc/secret.png", "sub/../../secret.png", "%2e%2e/secret.png", "link.png",
     "folder/secret.png", "pipe.png"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["<img src='{}'>", "![x]({})"])
def test_a_picture_outside_the_folder_is_never_shown(tmp_path, store, picture_of, target, form):
    issue = tmp_path / "issue"
    (issue / "sub").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    for place in (tmp_path, tmp_path / "outside"):
        (place / "secret.png").write_bytes(picture_of((9, 9)))
    (issue / "link.png").symlink_to(tmp_path / "secret.png")
    (issue / "folder").symlink_to(tmp_path / "outside")
    os.mkfifo(issue / "pipe.png")
    path = issue / "a.md"
    path.write_text(f"# T\n\n{BODY}\n\n{form.format(target)}\n")
    receipt = perform(read_task(path, issue), store)
    assert not any(role.startswith("picture") for role in receipt.files)
    assert "SRC-008" in {found.rule for found in receipt.findings}


def test_a_drawing_with_a_program_in_it(reading):
    drawing = (
        f"<?xml version='1.0'?>{ENTITIES}<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"
    )
    for target in ("a.svg", "a.png"):
        found = reading("a.html", f"<h1>T</h1><p>{BODY}</p><img src={target}>", {target: drawing.encode()})
        assert not any(isinstance(block, Figure) for block in found.articles[0].walk())
        [told] = [each for each in found.findings if each.rule == "SRC-008"]
        assert "SVG" in told.message
    inline = (
        f"<h1>T</h1><p>{BODY}</p><svg><script>alert(1)</script><text>Drawn</text></svg><script>bad()</script>"
    )
    words = " ".join(sentence.text for sentence in reading("a.html", inline).articles[0].sentences())
    assert "alert" not in words
    assert "bad" not in words


# -- files that are none --------------------------------------------------------------------------------


def test_a_file_that_grows_while_it_is_read(tmp_path, store):
    path = tmp_path / "a.txt"
    path.write_text(f"The title\n\n{BODY}\n")
    task = read_task(path, tmp_path)
    with path.open("a") as stream:
        stream.write("And one more line.\n")
    with pytest.raises(ArticleError, match="changed while") as caught:
        perform(task, store)
    assert caught.value.rule == "SRC-004"


def test_a_file_that_never_stops_growing(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000_000)
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as stream:
            while not stop.is_set():
                stream.write(b"x" * 10_000)
                time.sleep(0.0001)

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        while path.stat().st_size < 1_200_000:
            time.sleep(0.001)
        with within(Limits(file_mb=1)), pytest.raises(ArticleError) as caught:
            read_guarded(path, tmp_path)
    finally:
        stop.set()
        thread.join()
    assert caught.value.rule == "SRC-011"


def test_a_device(tmp_path):
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    with pytest.raises(ArticleError) as caught:
        read_guarded(tmp_path / "a.txt", Path("/"))
    assert caught.value.rule == "SRC-012"


def test_control_characters_reach_nobody(store):
    for name in ("a.txt", "a.md", "a.html"):
        text = (
            f"# T\n\n{BODY} a\x00b\x07c\x1bd\x85e\u202ef\x0cg\ufffeh"
            if name != "a.html"
            else f"<h1>T</h1><p>{BODY} &#0;&#27;a\x00b\x07"
        )
        words = words_of(read(name, text.encode(), store))
        assert not any(ord(letter) < 32 or letter in "\x7f\u202e\ufffe" for letter in words)

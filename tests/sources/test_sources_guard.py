"""The door: only ordinary files of bounded size inside the folder, and only what their names say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from everyread.errors import ArticleError
from everyread.sources import guard
from everyread.sources.guard import read_guarded
from everyread.sources.reader import Reader, readable_suffixes, reader_for

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def rule_of(path: Path, root: Path) -> str:
    with pytest.raises(ArticleError) as caught:
        read_guarded(path, root)
    assert path.name in caught.value.message
    return caught.value.rule


def test_an_ordinary_file_and_a_link_inside_the_folder(tmp_path):
    (tmp_path / "a b é.txt").write_bytes(b"hello")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a b é.txt")
    assert read_guarded(tmp_path / "a b é.txt", tmp_path) == b"hello"
    assert read_guarded(tmp_path / "link.txt", tmp_path) == b"hello"


def test_a_folder_that_is_itself_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(b"hello")
    (tmp_path / "issue").symlink_to(tmp_path / "real")
    assert read_guarded(tmp_path / "issue" / "a.txt", tmp_path / "issue") == b"hello"


@pytest.mark.fires("SRC-012")
def test_what_is_no_ordinary_file_inside_the_folder(tmp_path):
    issue = tmp_path / "issue"
    issue.mkdir()
    (tmp_path / "secret.txt").write_bytes(b"hello")
    (issue / "link.txt").symlink_to(tmp_path / "secret.txt")
    (issue / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(issue / "pipe.txt")
    (issue / "folder.txt").mkdir()
    assert rule_of(issue / "link.txt", issue) == "SRC-012"
    assert rule_of(issue / "zero.txt", issue) == "SRC-012"
    assert rule_of(issue / "pipe.txt", issue) == "SRC-012"  # and does not wait for a writer
    assert rule_of(issue / "folder.txt", issue) == "SRC-012"
    assert rule_of(issue / ".." / "secret.txt", issue) == "SRC-012"


@pytest.mark.fires("SRC-004")
def test_what_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "never.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    assert rule_of(tmp_path / "missing.txt", tmp_path) == "SRC-004"
    assert rule_of(tmp_path / "gone.txt", tmp_path) == "SRC-004"
    assert rule_of(tmp_path / "round.txt", tmp_path) == "SRC-004"

    def refuse(*args: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.txt").write_bytes(b"hello")
    monkeypatch.setattr(os, "open", refuse)
    assert rule_of(tmp_path / "locked.txt", tmp_path) == "SRC-004"


@pytest.mark.fires("SRC-011")
def test_what_is_too_large(tmp_path):
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(guard.file_bytes() + 1)
    assert rule_of(tmp_path / "large.txt", tmp_path) == "SRC-011"


@pytest.mark.fires("SRC-003")
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 a zip",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n picture",
        b"\xff\xd8\xff\xe0 picture",
        b"GIF89a",
        b"{\\rtf1 hello}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"text\0with\0nuls\0all\0over",
    ],
)
def test_text_that_is_something_else(reading, name, data):
    with pytest.raises(ArticleError) as caught:
        reading(name, data)
    assert caught.value.rule == "SRC-003"
    assert name in caught.value.message


def test_a_web_page_named_txt(reading):
    with pytest.raises(ArticleError, match="web page") as caught:
        reading("a.txt", f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>")
    assert caught.value.rule == "SRC-003"


def test_a_stray_nul_is_only_a_stray_nul(article, outline):
    assert outline(article("a.txt", f"{BODY} \0 {BODY}")) == [f"{BODY} {BODY}"]


def test_text_of_endless_length(reading):
    with pytest.raises(ArticleError) as caught:
        reading("a.txt", b"word " * (guard.text_bytes() // 5 + 1))
    assert caught.value.rule == "SRC-011"


def test_every_ending_has_its_reader():
    assert readable_suffixes() == tuple(
        ".docx .epub .htm .html .json .markdown .md .odt .rtf .text .txt .wxr .xhtml .xml".split()
    )
    named: dict[str, Reader | None] = {
        name: reader_for(name) for name in ("A.TXT", "b.tar.md", "c.pdf", "d", ".md")
    }
    assert [reader and reader.name for reader in named.values()] == [
        "plain text",
        "Markdown",
        None,
        None,
        None,
    ]

"""Each limit of issue.toml is felt: what is within is read, and what is above is refused in words."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest
from PIL import Image

from everyread.errors import ArticleError
from everyread.progress import Silent
from everyread.settings import Limits, read_settings
from everyread.sources.limits import within
from everyread.sources.task import read_task
from everyread.store import Store, key_of
from everyread.work import Receipt, Task, perform, workers_for
from everyread.workshop import Workshop
from tests.fuzz.sources import made_files

MEGABYTE = 1024 * 1024
MADE = dict(made_files())


def _open_document(text: str) -> bytes:
    """The small OpenDocument file with a long paragraph in it, well packed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(MADE["made.odt"])) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"Some words", text.encode()))
        target.writestr("Pictures/data", bytes(range(256)) * (MEGABYTE // 256 * 2))
        target.writestr("Pictures/noise", "".join(f"{number * number}" for number in range(20_000)))
    return stream.getvalue()


def _posts(count: int) -> bytes:
    text = "<p>Words are here, and more.</p>"
    return json.dumps(
        [{"title": {"rendered": f"Title {number}"}, "content": {"rendered": text}} for number in range(count)]
    ).encode()


TOO_MUCH = {
    "file_mb": ("a.html", b"<h1>T</h1><p>Words.</p>" + b" " * MEGABYTE),
    "text_mb": ("a.txt", b"Title\n\n" + b"word " * (MEGABYTE // 5 + 1)),
    "unpacked_mb": ("a.odt", _open_document("Some words")),
    "lines": ("a.txt", b"Title\n\none line\n\nanother line\n"),
    "tags": ("a.html", b"<h1>Title</h1><p>Some words.</p>"),
    "paragraphs": ("a.md", b"# Title\n\nOne paragraph.\n\nAnother paragraph.\n"),
    "cells": ("a.md", b"# Title\n\nWords.\n\n| a | b |\n|---|---|\n| c | d |\n"),
    "articles": ("a.json", _posts(2)),
}
"""For each limit, a file that has more than one of it."""


@pytest.mark.parametrize("name", TOO_MUCH)
def test_more_than_the_limit_is_refused_and_as_much_is_read(tmp_path, store, name) -> None:
    file, data = TOO_MUCH[name]
    (tmp_path / file).write_bytes(data)
    assert perform(read_task(tmp_path / file, tmp_path), store).files
    with pytest.raises(ArticleError) as caught:
        perform(read_task(tmp_path / file, tmp_path, limits=Limits(**{name: 1})), store)
    assert caught.value.rule == "SRC-011"


@pytest.mark.parametrize("name", ["pictures", "megapixels"])
def test_pictures_above_the_limit_are_left_out_and_told(tmp_path, store, name) -> None:
    for number in (1, 2):
        stream = io.BytesIO()
        Image.new("L", (1200, 900), number).save(stream, "PNG")
        (tmp_path / f"{number}.png").write_bytes(stream.getvalue())
    path = tmp_path / "a.md"
    path.write_text("# Title\n\nSome words are here.\n\n![One](1.png)\n\n![Two](2.png)\n")
    kept = perform(read_task(path, tmp_path), store).files
    assert {"picture-1", "picture-2"} <= kept.keys()
    few = perform(read_task(path, tmp_path, limits=Limits(**{name: 1})), store)
    assert "picture-2" not in few.files
    assert "SRC-008" in {found.rule for found in few.findings}


def test_the_time_for_reading_is_the_tasks(tmp_path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Title\n\nWords.\n")
    usual, short = read_task(path, tmp_path), read_task(path, tmp_path, limits=Limits(reading_seconds=7))
    assert (usual.time_limit, short.time_limit) == (120.0, 7.0)
    assert usual.key != short.key


def _never_ends(_: object, __: Store) -> Receipt:
    time.sleep(60)
    return Receipt()


def test_making_is_stopped_at_its_limit(store) -> None:
    task = Task("endless", _never_ends, None, key_of("endless"), file="a.md")
    with workers_for(1) as workers:
        [receipt] = Workshop(store, workers, Silent(), longest=0.2).run("Making", [task])
    assert [found.rule for found in receipt.findings] == ["WRK-002"]


def test_limits_end_with_their_file() -> None:
    from everyread.sources.limits import limits

    with within(Limits(cells=3)):
        assert limits().cells == 3
    assert limits() == Limits()


def test_every_limit_has_a_test() -> None:
    tested = {*TOO_MUCH, "pictures", "megapixels", "reading_seconds", "making_seconds"}
    assert tested == set(Limits.model_fields)


def test_limits_are_set_in_issue_toml(newsroom) -> None:
    newsroom.write("issue.toml", "[limits]\nparagraphs = 2\n")
    assert read_settings(newsroom.issue / "issue.toml").limits == Limits(paragraphs=2)
    newsroom.run("check", "spring", "--jobs", "1")
    result = newsroom.run("check", "spring", "--jobs", "1")
    assert "at most 2 are read" in result.err

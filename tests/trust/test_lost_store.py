"""Whatever happens to the files of the store: they count as missing, and are made again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from everyread.findings import Finding
from everyread.store import Store, digest_of, key_of
from everyread.work import Receipt, once

QUICK = ("--only", "audio")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder_in_place(path: Path) -> None:
    path.unlink()
    (path / "something").mkdir(parents=True)


def file_in_place_of_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"")


def dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


HARMS = (cut, flip, empty, folder_in_place, file_in_place_of_folder, dangling_link, circle)
harmed = pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)


def files_of(store: Store, kind: str) -> list[Path]:
    return [path for path in store.root.glob(f"{kind}/*/*") if path.is_file()]


@harmed
def test_a_harmed_blob_is_missing_and_is_put_again(store: Store, harm: Callable[[Path], None]) -> None:
    digest = store.put(b"sound of a voice")
    harm(files_of(store, "blobs")[0])
    assert not store.is_sound(digest)
    with pytest.raises(KeyError):
        store.get(digest)
    assert store.put(b"sound of a voice") == digest
    assert store.get(digest) == b"sound of a voice"


@harmed
def test_a_harmed_blob_is_put_again_without_being_looked_at_first(
    store: Store, harm: Callable[[Path], None]
) -> None:
    digest = store.put(b"sound of a voice")
    harm(files_of(store, "blobs")[0])
    store.put(b"sound of a voice")
    assert store.get(digest) == b"sound of a voice"


@harmed
def test_a_harmed_memo_is_missing_and_is_kept_again(store: Store, harm: Callable[[Path], None]) -> None:
    store.remember(key_of("question"), {"answer": 42})
    harm(files_of(store, "memos")[0])
    assert store.recall(key_of("question")) is None
    store.remember(key_of("question"), {"answer": 42})
    assert store.recall(key_of("question")) == {"answer": 42}


def unreadable(path: Path, *_: object) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))


def test_what_may_not_be_read_is_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = store.put(b"sound")
    store.remember(key_of("question"), 42)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", unreadable)
        patch.setattr("builtins.open", unreadable)
        patch.setattr("os.access", lambda *_: False)
        assert not store.is_sound(digest)
        assert store.recall(key_of("question")) is None
        store.put(b"sound")
    assert store.get(digest) == b"sound"


OTHER_SHAPES = [None, [], {}, "", "x", "0" * 64, 7, True, {"files": 1}, {"files": {"a": 1}, "facts": {}}]


@pytest.mark.parametrize("shape", OTHER_SHAPES, ids=repr)
def test_a_receipt_of_another_shape_is_none(store: Store, shape: object) -> None:
    store.remember("k" * 64, shape)
    assert once("k" * 64, lambda: Receipt(facts={"new": True}), store).facts == {"new": True}


@pytest.mark.parametrize("finding", [{"rule": "OLD-001"}, {"colour": "red"}, 5])
def test_a_receipt_with_a_finding_of_another_everyread_is_none(store: Store, finding: object) -> None:
    store.remember("k" * 64, {"files": {}, "facts": {}, "findings": [finding]})
    assert once("k" * 64, lambda: Receipt(facts={"new": True}), store).facts == {"new": True}


def test_a_receipt_is_recalled_whole(store: Store) -> None:
    said = Receipt({"a": store.put(b"a")}, {"n": 1}, (Finding("WRK-001", "It failed.", "Try again."),))
    once("k" * 64, lambda: said, store)
    assert once("k" * 64, lambda: Receipt(), store) == said


def test_a_build_over_a_store_that_was_harmed_in_every_way(newsroom) -> None:
    assert newsroom.build(*QUICK).code == 0
    finished = newsroom.files()
    store = Store(newsroom.root / "cache" / "everyread" / "store")
    everything = sorted(path for kind in ("blobs", "memos") for path in files_of(store, kind))
    for number, path in enumerate(everything):
        if path.is_file() and number % 8 < len(HARMS):  # one in eight stays as it is
            HARMS[number % 8](path)
    shutil.rmtree(newsroom.out)
    result = newsroom.build(*QUICK)
    assert result.code == 0, result.err
    assert newsroom.files() == finished


@pytest.mark.parametrize("first", [0, 1])
def test_a_build_over_memos_of_another_shape(newsroom, first: int) -> None:
    """Their checksums are right: another version of everyread may have kept them."""
    newsroom.build(*QUICK)
    finished = newsroom.files()
    store = Store(newsroom.root / "cache" / "everyread" / "store")
    shapes = [[], {}, "x", 7]
    for number, path in enumerate(sorted(files_of(store, "memos")), first):
        body = json.dumps(shapes[number % len(shapes)]).encode()
        path.write_bytes(digest_of(body).encode() + b"\n" + body)
    result = newsroom.build(*QUICK)
    assert result.code == 0, result.err
    assert newsroom.files() == finished


def test_use_is_noted_once_a_day_and_the_time_of_writing_stays(store: Store) -> None:
    digest = store.put(b"sound")
    store.remember(key_of("question"), 42)
    for path in (files_of(store, "blobs")[0], files_of(store, "memos")[0]):
        written = path.stat().st_mtime_ns
        os.utime(path, ns=(1_000_000, written))
        store.get(digest), store.recall(key_of("question"))
        assert path.stat().st_atime_ns > 1_000_000
        assert path.stat().st_mtime_ns == written


def test_an_undamaged_blob_is_known_without_being_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = store.put(b"sound")
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert store.is_sound(digest)


def test_a_blob_whose_time_of_writing_is_another_is_read_once_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after copying the store to another machine."""
    digest = store.put(b"sound")
    path = files_of(store, "blobs")[0]
    os.utime(path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", unreadable)
        assert not store.is_sound(digest)
    assert store.is_sound(digest)
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert store.is_sound(digest)


def test_a_blob_cut_by_a_failing_disc_is_damaged_though_its_times_are_the_same(store: Store) -> None:
    digest = store.put(b"sound of a voice")
    path = files_of(store, "blobs")[0]
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    cut(path)
    os.utime(path, ns=times)
    assert not store.is_sound(digest)

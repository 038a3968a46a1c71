"""The store: whole files, checked when read, found again by what made them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from everyread.store import Store, code_digest, digest_of, key_of, write_atomically


@dataclass(frozen=True)
class Thing:
    name: str
    sizes: tuple[int, ...]


def test_what_is_put_is_got(store: Store) -> None:
    digest = store.put(b"sound")
    assert store.get(digest) == b"sound"
    assert store.holds(digest)


def test_what_is_not_there_is_missing(store: Store) -> None:
    with pytest.raises(KeyError):
        store.get(digest_of(b"nothing"))
    assert store.recall(key_of("nothing")) is None


def test_a_damaged_blob_counts_as_missing_and_is_made_again(store: Store) -> None:
    digest = store.put(b"sound")
    path = next(path for path in store.root.rglob("*") if path.is_file())
    path.write_bytes(b"noise")
    with pytest.raises(KeyError):
        store.get(digest)
    assert not store.holds(digest)
    store.put(b"sound")
    assert store.get(digest) == b"sound"


def test_a_cut_blob_is_written_again(store: Store) -> None:
    digest = store.put(b"sound")
    next(path for path in store.root.rglob("*") if path.is_file()).write_bytes(b"")
    store.put(b"sound")
    assert store.get(digest) == b"sound"


def test_a_damaged_memo_counts_as_missing(store: Store) -> None:
    store.remember(key_of("question"), {"answer": 42})
    assert store.recall(key_of("question")) == {"answer": 42}
    path = next(path for path in store.root.rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes().replace(b"42", b"43"))
    assert store.recall(key_of("question")) is None


def test_fresh_work_does_not_see_older_memos(store: Store) -> None:
    store.remember(key_of("question"), 1)
    path = next(path for path in store.root.rglob("*") if path.is_file())
    os.utime(path, (time.time() - 60, time.time() - 60))
    fresh = replace(store, not_before=time.time() - 30)
    assert fresh.recall(key_of("question")) is None
    fresh.remember(key_of("question"), 2)
    assert fresh.recall(key_of("question")) == 2


def test_keys_depend_on_every_value_and_on_nothing_else() -> None:
    thing = Thing("a", (1, 2))
    assert key_of(thing, {"b": 1, "a": None}) == key_of(Thing("a", (1, 2)), {"a": None, "b": 1})
    assert key_of(thing) != key_of(Thing("a", (1, 3)))
    assert key_of("ab", "c") != key_of("a", "bc")


def test_an_object_without_a_spelling_is_refused() -> None:
    with pytest.raises(TypeError):
        key_of(object())


def test_code_digests_differ_by_module() -> None:
    assert code_digest("store") != code_digest("article")
    assert code_digest("store", "article") == code_digest("store", "article")


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "folder-in-the-way"
    (target / "inner").mkdir(parents=True)
    with pytest.raises(OSError, match=r"directory|Directory"):
        write_atomically(target, b"data", staging=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder-in-the-way"]


def test_a_copy_is_checked_like_everything_that_is_read(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    digest = store.put(b"a recording" * 200_000)
    store.copy(digest, target)
    assert target.read_bytes() == store.get(digest)
    path = store._path("blobs", digest)
    path.write_bytes(b"something else")
    with pytest.raises(KeyError):
        store.copy(digest, target)
    assert not path.exists()  # so it is made again
    with pytest.raises(KeyError):
        store.copy(digest, target)

"""Tidying makes room, never while a build runs, and never at the cost of anything that people made."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from everyread.errors import InputError
from everyread.locks import using
from everyread.store import Store, key_of
from everyread.tidy import size_of, tidy

DAY = 24 * 60 * 60


def age(store: Store, days: float, *kinds: str) -> None:
    """Make these files of the store look unused for so long."""
    then = time.time() - days * DAY
    for kind in kinds:
        for path in store.root.glob(f"{kind}/*/*"):
            os.utime(path, (then, then))


def test_what_nobody_used_for_long_goes(store: Store) -> None:
    old = store.put(b"old")
    age(store, 200, "blobs")
    new = store.put(b"new")
    done = tidy(store.root, 180, None, dry_run=False)
    assert ([piece.bytes for piece in done.old], done.left) == ([3], 3)
    assert (store.holds(old), store.holds(new)) == (False, True)


def test_a_blob_that_a_used_memo_names_stays(store: Store) -> None:
    digest = store.put(b"sound")
    store.remember(key_of("question"), {"files": {"mp3": digest}})
    age(store, 200, "blobs", "memos")
    store.recall(key_of("question"))
    assert tidy(store.root, 180, None, dry_run=False).old == ()
    assert store.is_sound(digest)


def test_looking_is_no_use(store: Store) -> None:
    store.remember(key_of("question"), 1)
    age(store, 200, "memos")
    for _ in range(2):
        assert len(tidy(store.root, 180, None, dry_run=True).old) == 1
    assert store.recall(key_of("question")) == 1  # and the dry run removed nothing


def test_too_large_a_store_loses_the_longest_unused(store: Store) -> None:
    digests = []
    for number in range(4):
        digests.append(store.put(bytes([number]) * 1000))
        then = time.time() - (10 - number) * DAY
        os.utime(store.root / "blobs" / digests[-1][:2] / digests[-1][2:], (then, then))
    done = tidy(store.root, 180, 2500, dry_run=False)
    assert [store.holds(digest) for digest in digests] == [False, False, True, True]
    assert done.left == 2000


def test_what_a_killed_build_was_writing_goes(store: Store) -> None:
    store.put(b"sound")
    (store.root / ".part-abc").write_bytes(b"half a so")
    done = tidy(store.root, 180, None, dry_run=False)
    assert [piece.bytes for piece in done.unfinished] == [9]
    assert not (store.root / ".part-abc").exists()


def test_not_while_a_build_uses_the_store(store: Store) -> None:
    store.put(b"sound")
    with (
        using(store.root, print),  # any number of builds, side by side
        using(store.root, print),
        pytest.raises(InputError, match="a build is using the store"),
    ):
        tidy(store.root, 0, None, dry_run=False)
    assert len(tidy(store.root, 0, None, dry_run=False).old) == 1


@pytest.mark.parametrize(
    ("text", "size"), [("500MB", 500_000_000), ("2 GB", 2 * 10**9), ("1.5k", 1500), ("7", 7), ("0", 0)]
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1", "1e9", "2 PB", "many"])
def test_what_is_no_size_is_told(text: str) -> None:
    with pytest.raises(InputError, match="is not a size"):
        size_of(text)


def test_after_tidying_a_build_gives_the_same_bytes(newsroom) -> None:
    kinds = ("--only", "audio")
    newsroom.build(*kinds)
    finished = newsroom.files()
    store = Path("cache/everyread/store")
    (store / ".part-left").write_bytes(b"half")
    (newsroom.out.with_name(".spring.part") / "new").mkdir(parents=True)
    (newsroom.out.with_name(".spring.part") / "new" / "0").write_bytes(b"half")
    before = sorted(store.rglob("*"))
    dry = newsroom.run("doctor", "--tidy", "--larger-than", "100kB", "--older-than", "0", "--dry-run")
    assert dry.code == 0, dry.err
    assert "Would remove" in dry.out
    assert "Nothing was done." in dry.out
    assert sorted(store.rglob("*")) == before
    done = newsroom.run("doctor", "--tidy", "--larger-than", "100kB")
    assert done.code == 0, done.err
    assert "Removed 1 file that builds were writing when they were stopped: 4 bytes." in done.out
    assert "that were not used for longest" in done.out
    assert "Ended what a stopped build began in spring." in done.out
    assert sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) <= 100_000
    assert [path.name for path in newsroom.out.parent.iterdir()] == ["spring"]
    assert newsroom.build(*kinds).code == 0
    assert newsroom.files() == finished


def test_nothing_to_tidy(newsroom) -> None:
    assert newsroom.run("doctor", "--tidy").code == 2
    newsroom.build("--only", "large-print")
    result = newsroom.run("doctor", "--tidy")
    assert result.code == 0
    assert "There is nothing to tidy." in result.out


def test_the_options_go_with_tidy(newsroom) -> None:
    result = newsroom.run("doctor", "--dry-run")
    assert result.code == 2
    assert "--tidy" in result.err

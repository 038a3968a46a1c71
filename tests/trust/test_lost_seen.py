"""What is remembered of an output folder: nothing is read twice, and no change is overlooked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from everyread import seen as room
from everyread.seen import Seen
from everyread.store import Store, digest_of
from everyread.transfer import file_digest

NAME = "audio/01-flu.mp3"
ONE, OTHER = digest_of(b"one"), digest_of(b"two")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with one file, which a build has seen."""
    folder = tmp_path / "out"
    (folder / "audio").mkdir(parents=True)
    (folder / NAME).write_bytes(b"one")
    return folder


@pytest.fixture
def store(tmp_path: Path, out: Path) -> Store:
    store = Store(tmp_path / "store")
    store.root.mkdir()
    seen = Seen(out, store)
    assert seen.digest(NAME) == ONE
    seen.keep([NAME])
    return store


@contextmanager
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refused(path: Path) -> str:
        raise AssertionError(f"{path} was read")

    with monkeypatch.context() as patch:
        patch.setattr(room, "file_digest", refused)
        yield


def test_a_file_that_is_as_it_was_is_not_read(
    out: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nothing_is_read(monkeypatch):
        assert Seen(out, store).digest(NAME) == ONE


def test_nor_is_one_that_was_just_written(out: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen(out, store)
    (out / NAME).write_bytes(b"two")
    seen.written({NAME: OTHER})
    seen.keep([NAME])
    with nothing_is_read(monkeypatch):
        assert Seen(out, store).digest(NAME) == OTHER


def in_place(path: Path) -> None:
    path.write_bytes(b"two")


def by_another_file(path: Path) -> None:
    """Of the same length and times, as `cp --preserve` makes it."""
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.unlink()
    path.write_bytes(b"two")
    os.utime(path, ns=times)


def with_its_time_put_back(path: Path) -> None:
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_bytes(b"two")
    os.utime(path, ns=times)


@pytest.mark.parametrize("change", [in_place, by_another_file, with_its_time_put_back])
def test_a_change_of_the_same_length_is_seen(out: Path, store: Store, change) -> None:
    change(out / NAME)
    assert Seen(out, store).digest(NAME) == OTHER


def test_a_file_that_is_gone_is_gone(out: Path, store: Store) -> None:
    (out / NAME).unlink()
    assert not Seen(out, store).digest(NAME)


def test_fresh_work_reads_everything(out: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Store(store.root, not_before=4e9)
    with nothing_is_read(monkeypatch), pytest.raises(AssertionError, match="was read"):
        Seen(out, later).digest(NAME)


def test_a_file_system_that_counts_whole_seconds_is_not_trusted(
    out: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(out / NAME, (1_800_000_000, 1_800_000_000))
    for _ in range(2):
        seen = Seen(out, store)
        assert seen.digest(NAME) == ONE
        seen.keep([NAME])
    with nothing_is_read(monkeypatch), pytest.raises(AssertionError, match="was read"):
        Seen(out, store).digest(NAME)


@pytest.mark.parametrize("answer", [[], {NAME: None}, {NAME: []}, {NAME: "x"}, "x", {NAME: [1, 2, 3, 4, 5]}])
def test_a_memory_of_another_shape_is_none(out: Path, store: Store, answer: object) -> None:
    seen = Seen(out, store)
    store.remember(seen.key, answer)
    assert Seen(out, store).digest(NAME) == file_digest(out / NAME)


def test_a_full_disc_only_costs_the_memory(out: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen(out, store)
    (out / NAME).write_bytes(b"two")
    seen.digest(NAME)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("everyread.store.write_atomically", full)
    seen.keep([NAME])
    assert Seen(out, store).digest(NAME) == OTHER

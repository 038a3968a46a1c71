"""Publishing is all or nothing, at whatever call to the operating system it is cut off."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from publish_hurt import look, release

from everyread import publish as publishing
from everyread.commands.serve import finished_issue
from everyread.errors import InputError
from everyread.publish import left_alone, settle
from everyread.store import Store
from everyread.workspace import Workspace

BEFORE = {"a/1.mp3": "one", "a/2.mp3": "two", "index.html": "old", "gone/x.mp3": "x"}
AFTER = {"a/1.mp3": "one", "a/2.mp3": "TWO", "b/new.mp3": "three", "c/new.mp3": "three", "index.html": "new"}
MEMORY = Path("/dev/shm")
"""A disc in memory, where writing a thousand small files takes no time."""


def rounds(how: str, before: dict[str, str]) -> list[dict[str, object]]:
    """Publish until it gets through, hurt each time one call later."""
    program = [sys.executable, str(Path(__file__).with_name("publish_hurt.py")), how]
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        done = subprocess.run(
            [*program, f"{folder}/place", f"{folder}/store", json.dumps(before), json.dumps(AFTER)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def undisturbed(files: dict[str, str], folder: Path, store: Store) -> dict[str, str]:
    """What the folder holds when nothing goes wrong."""
    if files:
        release(folder, store, files)
    return look(folder)


@pytest.mark.parametrize("before", [BEFORE, {}], ids=["over an old issue", "for the first time"])
@pytest.mark.parametrize("how", ["die", "full", "interrupted"])
def test_at_each_call_the_old_issue_or_the_new_one(
    tmp_path: Path, store: Store, how: str, before: dict[str, str]
) -> None:
    old = undisturbed(before, tmp_path / "old", store)
    new = undisturbed(AFTER, tmp_path / "new", store)
    seen = rounds(how, before)
    assert len(seen) > 20
    assert [each["hurt"] for each in seen] == [True] * (len(seen) - 1) + [False]
    for each in seen:
        at_once = each["at once"]
        assert isinstance(at_once, dict)
        if each["journal"] and how == "die":  # amid the moves: still no file that is neither old nor new
            assert all(text in (old.get(path), new.get(path)) for path, text in at_once.items())
        else:
            assert at_once in (old, new)
        assert each["settled"] in (old, new)
        assert each["mended"] == new
        assert each["beside"] == ["out"]
    assert how != "die" or any(each["journal"] for each in seen)


def test_mending_that_is_cut_off_as_well_is_mended(tmp_path: Path, store: Store) -> None:
    new = undisturbed(AFTER, tmp_path / "new", store)
    seen = rounds("die-mending", BEFORE)
    assert len(seen) > 5
    assert seen[0]["journal"]
    assert seen[0]["at once"] != new
    assert [each["settled"] for each in seen] == [new] * len(seen)


def cut_off(folder: Path) -> tuple[Path, Path]:
    """An output folder as a build left it that died in the midst of its moves, and what lies beside it."""
    from publish_hurt import MIDST, die, hurting

    store = Store(folder / "store")
    (folder / "place").mkdir(exist_ok=True)
    out = folder / "place" / "out"
    release(out, store, BEFORE)
    assert hurting(MIDST, die, out, lambda: release(out, store, AFTER))
    assert (out.with_name(".out.part") / "journal.json").exists()
    return out, out.with_name(".out.part")


def test_a_move_that_cannot_be_finished_is_taken_back(tmp_path: Path, store: Store) -> None:
    out, beside = cut_off(tmp_path)
    waiting = sorted((beside / "new").iterdir())
    assert waiting
    waiting[0].write_bytes(b"damaged by the power cut")
    settle(out, print)
    assert look(out) == undisturbed(BEFORE, tmp_path / "old", store)
    assert not beside.exists()


def test_a_file_that_somebody_changed_after_the_plug_was_pulled_is_kept(tmp_path: Path) -> None:
    out, _ = cut_off(tmp_path)
    (out / "index.html").write_text("mine")
    settle(out, print)
    assert (out / "index.html").read_text() == "new"
    assert (out.with_name("out-changed-by-hand") / "index.html").read_text() == "mine"


def test_a_journal_that_leads_out_of_the_folder_is_not_believed(tmp_path: Path) -> None:
    out, beside = cut_off(tmp_path)
    (tmp_path / "precious").write_text("mine")
    steps = json.loads((beside / "journal.json").read_text())
    for step in steps:
        step["path"] = "../../precious"
    (beside / "journal.json").write_text(json.dumps(steps))
    settle(out, print)
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("damage", [b"", b"\0\0\0", b"[", b"[1]", b'[{"path": "x"}]'])
def test_a_damaged_journal_leaves_all_to_the_next_build(tmp_path: Path, store: Store, damage: bytes) -> None:
    out, beside = cut_off(tmp_path)
    (beside / "journal.json").write_bytes(damage)
    release(out, Store(tmp_path / "store"), AFTER)
    assert look(out) == undisturbed(AFTER, tmp_path / "new", store)


def test_a_disc_that_stays_full(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    release(tmp_path / "out", store, BEFORE)
    old = look(tmp_path / "out")
    monkeypatch.setattr(os, "fsync", full)  # where a file system that promised too much says so
    with pytest.raises(OSError, match="No space left"):
        release(tmp_path / "out", store, AFTER)
    assert look(tmp_path / "out") == old
    assert not (tmp_path / ".out.part").exists()


def test_a_small_disc(tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    disc.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disc)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disc was tried: only root may mount one")
    try:
        store = Store(tmp_path / "store")
        release(disc / "out", store, {"a": "old" * 100, "b": "old" * 100})
        old = look(disc / "out")
        with pytest.raises(OSError, match="No space left"):
            release(disc / "out", store, {"a": "new" * 100, "b": "new" * 30_000, "c": "new"})
        assert look(disc / "out") == old
        assert [path.name for path in disc.iterdir()] == ["out"]
        release(disc / "out", store, {"a": "new" * 100, "c": "new"})
        assert look(disc / "out")["a"] == "new" * 100
    finally:
        subprocess.run(["umount", str(disc)], check=True)


def test_a_link_to_the_output_folder_is_followed(tmp_path: Path, store: Store) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere" / "real")
    release(tmp_path / "out", store, BEFORE)
    release(tmp_path / "out", store, AFTER)
    assert look(tmp_path / "elsewhere" / "real") == undisturbed(AFTER, tmp_path / "new", store)
    assert (tmp_path / "out").is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["real"]


def test_a_link_or_a_file_in_place_of_a_folder_is_in_the_way(tmp_path: Path, store: Store) -> None:
    release(tmp_path / "out", store, {"index.html": "old"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="in the way"):
        release(tmp_path / "out", store, AFTER)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / "out" / "a").unlink()
    (tmp_path / "out" / "a").write_text("mine")
    with pytest.raises(InputError, match="in the way"):
        release(tmp_path / "out", store, AFTER)
    assert (tmp_path / "out" / "index.html").read_text() == "old"


@contextmanager
def as_somebody() -> Iterator[Path]:
    """As a user whom permissions concern, which they do not concern root; with a folder that is theirs."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    try:
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.parametrize("locked", ["out", "out/a", "."])
def test_permission_taken_away_leaves_the_old_issue_whole(locked: str) -> None:
    with as_somebody() as folder:
        store = Store(folder / "store")
        (folder / "place").mkdir()
        out = folder / "place" / "out"
        release(out, store, BEFORE)
        old = look(out)
        (folder / "place" / locked).chmod(0o555)
        with pytest.raises(InputError, match="may not be written"):
            release(out, store, AFTER)
        assert look(out) == old
        (folder / "place" / locked).chmod(0o755)
        release(out, store, AFTER)
        assert look(out)["a/2.mp3"] == "TWO"
        assert [path.name for path in (folder / "place").iterdir()] == ["out"]


@pytest.mark.fires("OUT-002")
def test_a_file_changed_by_hand_is_put_aside_before_it_is_made_again(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, BEFORE)
    for mine in ("mine", "mine too"):
        (out / "a" / "1.mp3").write_text(mine)
        digests = {path: store.put(text.encode()) for path, text in BEFORE.items()}
        done = publishing.publish(out, digests, (out / "issue.json").read_bytes(), store)
        assert [finding.rule for finding in done.findings] == ["OUT-002"]
        assert done.changed == ("a/1.mp3",)
        assert (out / "a" / "1.mp3").read_text() == "one"
    assert look(tmp_path / "out-changed-by-hand") == {"a/1.mp3": "mine", "a/1-2.mp3": "mine too"}


@pytest.mark.parametrize("damage", [b"", b"\0" * 9, b'{\n  "schema_version": 1,\n  "iss'])
def test_a_damaged_issue_json_is_mended(tmp_path: Path, store: Store, damage: bytes) -> None:
    out = tmp_path / "out"
    release(out, store, BEFORE)
    (out / "issue.json").write_bytes(damage)
    release(out, store, BEFORE)
    assert look(out) == undisturbed(BEFORE, tmp_path / "new", store)


def test_somebody_elses_issue_json_is_in_the_way(tmp_path: Path, store: Store) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "issue.json").write_text('{"mine": true}')
    with pytest.raises(InputError, match="in the way"):
        release(tmp_path / "out", store, BEFORE)
    assert look(tmp_path / "out") == {"issue.json": '{"mine": true}'}


def test_what_an_older_everyread_listed_is_still_removed(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, BEFORE)
    manifest = json.loads((out / "issue.json").read_text())
    manifest |= {"schema_version": 0, "of another time": True}
    (out / "issue.json").write_text(json.dumps(manifest))
    assert left_alone(out, {}) == ()
    release(out, store, AFTER)
    assert look(out) == undisturbed(AFTER, tmp_path / "new", store)


def test_who_looks_at_an_issue_sees_it_finished(tmp_path: Path, store: Store) -> None:
    out, beside = cut_off(tmp_path)
    assert finished_issue(str(out), Workspace(tmp_path)) == out
    assert look(out) == undisturbed(AFTER, tmp_path / "new", store)
    assert not beside.exists()

"""Publishing: whole files only, stale ones removed, other people's files never touched."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from everyread.errors import InputError
from everyread.manifest import IssueRecord, Manifest, OutputRecord, read_manifest
from everyread.publish import left_alone, publish
from everyread.store import Store


def release(out: Path, store: Store, files: dict[str, bytes]) -> tuple[str, ...]:
    digests = {path: store.put(data) for path, data in files.items()}
    outputs = tuple(
        OutputRecord(path=path, kind="audio", article="", sha256=digest, bytes=1, facts={})
        for path, digest in digests.items()
    )
    issue = IssueRecord(name="x", title="X", publisher="", language="en-GB")
    manifest = Manifest(issue=issue, articles=(), outputs=outputs, findings=())
    return publish(out, digests, manifest.to_json(), store).changed


def files_in(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_the_folder_holds_just_what_was_made(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, {"audio/a.mp3": b"1", "index.html": b"2"})
    assert files_in(out) == {"audio/a.mp3", "index.html", "issue.json"}
    assert not list(tmp_path.glob(".*.part"))
    assert stat.S_IMODE((out / "index.html").stat().st_mode) == 0o644


def test_nothing_is_written_twice(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    assert len(release(out, store, {"a.mp3": b"1"})) == 2
    before = (out / "a.mp3").stat().st_mtime_ns
    assert release(out, store, {"a.mp3": b"1"}) == ()
    assert (out / "a.mp3").stat().st_mtime_ns == before


def test_what_is_no_longer_made_is_removed_with_its_folder(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, {"audio/a.mp3": b"1", "index.html": b"2"})
    release(out, store, {"index.html": b"2"})
    assert files_in(out) == {"index.html", "issue.json"}
    assert not (out / "audio").exists()


def test_other_peoples_files_stay(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, {"audio/a.mp3": b"1"})
    (out / "audio" / "notes.txt").write_text("mine")
    release(out, store, {"index.html": b"2"})
    assert files_in(out) == {"audio/notes.txt", "index.html", "issue.json"}


def test_a_strangers_file_in_the_way_stops_the_build_before_anything_is_written(
    tmp_path: Path, store: Store
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("my own home page")
    with pytest.raises(InputError, match=r"index\.html is in the way"):
        release(out, store, {"a.mp3": b"1", "index.html": b"2"})
    assert files_in(out) == {"index.html"}


def test_a_build_cut_off_while_publishing_goes_on(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    out.mkdir()
    digest = store.put(b"old page")
    (out / "index.html").write_bytes(store.get(digest))  # written, but issue.json was not
    release(out, store, {"index.html": b"new page"})
    assert (out / "index.html").read_bytes() == b"new page"


@pytest.mark.fires("OUT-001")
def test_a_stale_file_that_somebody_changed_is_left_and_told(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, {"a.mp3": b"1", "index.html": b"2"})
    (out / "a.mp3").write_bytes(b"recorded by a volunteer")
    assert [finding.rule for finding in left_alone(out, {"index.html": "x"})] == ["OUT-001"]
    release(out, store, {"index.html": b"2"})
    assert (out / "a.mp3").read_bytes() == b"recorded by a volunteer"


def test_a_manifest_that_points_out_of_the_folder_is_not_believed(tmp_path: Path, store: Store) -> None:
    out = tmp_path / "out"
    release(out, store, {"a.mp3": b"1"})
    (tmp_path / "precious").write_bytes(b"1")
    text = (out / "issue.json").read_text().replace('"a.mp3"', '"../precious"')
    (out / "issue.json").write_text(text)
    assert read_manifest(out) is None

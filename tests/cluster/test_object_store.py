"""A store and outputs on an S3 service."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from everyread import addresses
from everyread.addresses import Place, folder_of, open_place
from everyread.errors import InputError, MachineError
from everyread.publish_remote import UNDER_WAY, publish_remote
from everyread.remote_store import RemoteStore, open_store, trim
from everyread.store import Store, digest_of
from everyread.work import SerialExecutor, Task, Workers, run_all
from tests.core import faulty_tasks

pytestmark = pytest.mark.xdist_group("cluster")


def remote(address: str) -> RemoteStore:
    opened = open_store(f"{address}/store")
    assert isinstance(opened, RemoteStore)
    return opened


def blob(store: RemoteStore, digest: str) -> tuple[Place, str]:
    return store.place, f"blobs/{digest[:2]}/{digest[2:]}"


def test_what_is_put_is_found_from_another_machine(bucket: str) -> None:
    store = remote(bucket)
    digest = store.put(b"words")
    store.remember("0" * 64, {"answer": [1]})
    shutil.rmtree(store.root / "blobs")  # another machine has none of it near
    other = pickle.loads(pickle.dumps(store))
    assert other.get(digest) == b"words"
    assert other.size(digest) == 5
    assert other.recall("0" * 64) == {"answer": [1]}
    assert not other.holds(digest_of(b"others"))
    assert other.recall("1" * 64) is None
    with pytest.raises(KeyError):
        other.get(digest_of(b"others"))
    assert open_store(f"{bucket}/store", not_before=time.time() + 3600).recall("0" * 64) is None


def test_damaged_objects_count_as_missing(bucket: str) -> None:
    store = remote(bucket)
    digest = store.put(b"words")
    place, name = blob(store, digest)
    place.write(name, b"sword")
    shutil.rmtree(store.root / "blobs")
    with pytest.raises(KeyError):
        store.get(digest)
    assert not store.holds(digest)
    assert store.put(b"words") == digest
    shutil.rmtree(store.root / "blobs")
    assert store.get(digest) == b"words"
    store.remember("0" * 64, "answer")
    place.write(f"memos/00/{'0' * 62}", b"half a")
    assert store.recall("0" * 64) is None


def test_a_second_build_does_nothing_again(bucket: str) -> None:
    def tasks(function: object) -> list[Task]:
        return [Task(str(n), function, f"text {n}", digest_of(str(n).encode())) for n in range(5)]  # type: ignore[arg-type]

    first = run_all(tasks(faulty_tasks.make), remote(bucket), Workers(SerialExecutor))
    assert run_all(tasks(faulty_tasks.fail_by_fault), remote(bucket), Workers(SerialExecutor)) == first


def test_what_is_near_is_bounded(tmp_path: Path) -> None:
    near = Store(tmp_path)
    for number in range(10):
        near.put(bytes([number]) * 100)
    trim(tmp_path, 350)
    assert sum(path.stat().st_size for path in (tmp_path / "blobs").rglob("*") if path.is_file()) == 300


def test_troubles_are_told_without_secrets(bucket: str) -> None:
    with pytest.raises(MachineError, match="no such bucket") as caught:
        open_place("s3://never-made").write("name", b"")
    assert "of-the-test" not in str(caught.value)
    assert caught.value.__cause__ is None
    with pytest.raises(InputError) as refused:
        open_place("s3://user:hunter2@bucket/folder")
    assert "hunter2" not in str(refused.value)
    with pytest.raises(InputError, match="No kind of address"):
        open_place("nowhere://bucket")


def test_a_folder_stays_a_folder(tmp_path: Path) -> None:
    assert open_store(str(tmp_path)) == Store(tmp_path)
    assert open_store(f"file://{tmp_path}") == Store(tmp_path)
    assert folder_of("file:///a%20b") == Path("/a b")


def manifest(files: dict[str, str]) -> bytes:
    return json.dumps(
        {"outputs": [{"path": path, "sha256": digest} for path, digest in files.items()]}
    ).encode()


def test_an_issue_is_published_and_changed(bucket: str, store: Store) -> None:
    out = f"{bucket}/issue"
    place = open_place(out)
    first = {name: store.put(name.encode()) for name in ("index.html", "audio/1.mp3", "old.txt")}
    assert set(publish_remote(out, first, manifest(first), store).changed) == {*first, "issue.json"}
    assert publish_remote(out, first, manifest(first), store).changed == ()
    second = {"index.html": first["index.html"], "audio/1.mp3": store.put(b"other sound")}
    assert publish_remote(out, second, manifest(second), store).changed == ("audio/1.mp3", "issue.json")
    assert place.read("audio/1.mp3") == b"other sound"
    assert place.look("old.txt") is None
    assert place.look(UNDER_WAY) is None
    assert place.read("issue.json") == manifest(second)


def test_a_strangers_file_is_not_overwritten(bucket: str, store: Store) -> None:
    open_place(f"{bucket}/issue").write("index.html", b"mine")
    files = {"index.html": store.put(b"ours")}
    with pytest.raises(InputError, match="in the way"):
        publish_remote(f"{bucket}/issue", files, manifest(files), store)
    assert open_place(f"{bucket}/issue").look("issue.json") is None


@pytest.mark.parametrize("after", range(8))
def test_publishing_cut_off_anywhere_is_ended_by_the_next(
    bucket: str, store: Store, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    out = f"{bucket}/issue"
    first = {name: store.put(f"1 {name}".encode()) for name in ("index.html", "a.mp3", "old.txt")}
    second = {name: store.put(f"2 {name}".encode()) for name in ("index.html", "a.mp3", "new.txt")}
    publish_remote(out, first, manifest(first), store)
    left = [after]

    def counted(method):  # type: ignore[no-untyped-def]
        def call(self: Place, *args: object) -> None:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            method(self, *args)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Place, "write", counted(Place.write))
        patch.setattr(Place, "remove", counted(Place.remove))
        if after < 7:
            with pytest.raises(KeyboardInterrupt):
                publish_remote(out, second, manifest(second), store)
        else:
            publish_remote(out, second, manifest(second), store)
    publish_remote(out, second, manifest(second), store)
    place = open_place(out)
    assert {name: place.read(name) for name in second} == {
        name: store.get(one) for name, one in second.items()
    }
    assert [place.look(name) for name in ("old.txt", UNDER_WAY)] == [None, None]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of a service on this machine, which is the object store and has the cloud's keys too."""
    pytest.importorskip("obstore", reason="no object store was tried: pip install 'everyread[cluster]'")
    paths: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_PUT = do_GET  # noqa: N815  (the names that http.server looks for)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_EC2_METADATA_DISABLED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}/store")
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", f"http://127.0.0.1:{server.server_port}/cloud")
    addresses._opened.cache_clear()
    yield paths
    addresses._opened.cache_clear()
    server.shutdown()
    server.server_close()


def test_nobody_is_asked_for_keys(asked: list[str]) -> None:
    assert open_place("s3://bucket/folder").look("name") is None
    assert asked == ["/store/bucket/folder/name"]


def test_but_a_machine_in_the_cloud_may_ask_for_its_own(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "false")
    with pytest.raises(MachineError):
        open_place("s3://bucket/folder").look("name")
    assert asked[0].startswith("/cloud/")


ENDING = """
from concurrent.futures import ThreadPoolExecutor
from everyread.addresses import open_place
place = open_place("{bucket}/ending")
with ThreadPoolExecutor(8) as lanes:
    list(lanes.map(lambda number: place.write(str(number), b"words"), range(8)))
[place.remove(name) for name in place.names()]
"""


def test_a_program_that_used_a_store_ends_well(bucket: str) -> None:
    """Answers on their way into Python at its end once aborted it: see `object_stores`."""
    program = [sys.executable, "-c", ENDING.format(bucket=bucket)]
    running = [subprocess.Popen(program, stderr=subprocess.PIPE) for _ in range(4)]
    assert [(each.communicate()[1], each.returncode) for each in running] == [(b"", 0)] * 4

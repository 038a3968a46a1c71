"""The preview: parts of files for players, the right types, and nothing that is not the issue's."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from everyread.commands.serve import TYPES, finished_issue, open_server, part_of, run
from everyread.errors import InputError
from everyread.manifest import IssueRecord, Manifest
from everyread.workspace import Workspace

SOUND = bytes(range(256)) * 400
ISSUE = IssueRecord(name="winter", title="Winter", publisher="", language="en-GB")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A working folder with one finished issue, and a secret beside it."""
    root = tmp_path_factory.mktemp("work")
    folder = root / "outputs" / "winter"
    (folder / "audio").mkdir(parents=True)
    (folder / "chapters").mkdir()
    manifest = Manifest(issue=ISSUE, articles=(), outputs=(), findings=())
    (folder / "issue.json").write_bytes(manifest.to_json())
    (folder / "index.html").write_text("<h1>Winter</h1>")
    (folder / "audio" / "01-flu.mp3").write_bytes(SOUND)
    (folder / "audio" / "empty.mp3").write_bytes(b"")
    (folder / "chapters" / "winter.json").write_text("{}")
    (folder / ".hidden").write_text("hidden")
    (root / "outputs" / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(root / "outputs" / "secret.txt")
    (folder / "outside").symlink_to(root / "outputs")
    (folder / "loop").symlink_to(folder / "loop")
    return Workspace(root)


@pytest.fixture(scope="module")
def port(workspace: Workspace) -> Iterator[int]:
    with open_server(workspace.outputs / "winter", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


Answer = tuple[int, dict[str, str], bytes]


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        line.close()


def test_a_whole_file_says_that_parts_may_be_had(port: int) -> None:
    status, headers, body = ask(port, "/audio/01-flu.mp3")
    assert (status, body) == (200, SOUND)
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Content-Type"] == "audio/mpeg"
    assert headers["Cache-Control"] == "no-store"
    assert "Content-Range" not in headers


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-", 0, 102_400),
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=102399-", 102_399, 102_400),
        ("bytes=102000-999999", 102_000, 102_400),
        ("bytes=-100", 102_300, 102_400),
        ("bytes=-999999", 0, 102_400),
    ],
)
def test_a_part_is_given_as_asked(asked: str, start: int, stop: int, port: int) -> None:
    status, headers, body = ask(port, "/audio/01-flu.mp3", Range=asked)
    assert (status, body) == (206, SOUND[start:stop])
    assert headers["Content-Range"] == f"bytes {start}-{stop - 1}/102400"
    assert headers["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=102400-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(asked: str, port: int) -> None:
    status, headers, body = ask(port, "/audio/01-flu.mp3", Range=asked)
    assert (status, body) == (416, b"")
    assert headers["Content-Range"] == "bytes */102400"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=",
        "bytes=-",
        "bytes=9-1",
        "bytes=a-b",
        "items=0-1",
        "bytes=0-1,5-6",
        f"bytes=0-{'9' * 5000}",
        "²",
    ],
)
def test_nonsense_and_several_parts_get_the_whole_file(asked: str, port: int) -> None:
    status, _, body = ask(port, "/audio/01-flu.mp3", Range=asked)
    assert (status, body) == (200, SOUND)


def test_an_empty_file_has_no_parts(port: int) -> None:
    assert ask(port, "/audio/empty.mp3")[::2] == (200, b"")
    assert ask(port, "/audio/empty.mp3", Range="bytes=0-")[0] == 416


def test_a_part_of_an_older_file_is_not_mixed_with_a_newer_one(port: int) -> None:
    tag = ask(port, "/audio/01-flu.mp3")[1]["ETag"]
    asked = {"Range": "bytes=0-9"}
    assert ask(port, "/audio/01-flu.mp3", **asked, If_Range=tag)[::2] == (206, SOUND[:10])
    assert ask(port, "/audio/01-flu.mp3", **asked, If_Range='"older"')[::2] == (200, SOUND)


def test_head_tells_all_but_the_body(port: int) -> None:
    status, headers, body = ask(port, "/audio/01-flu.mp3", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "102400", b"")
    status, headers, body = ask(port, "/audio/01-flu.mp3", "HEAD", Range="bytes=5-6")
    assert (status, headers["Content-Length"], body) == (206, "2", b"")


def test_the_folder_itself_is_its_front_page(port: int) -> None:
    for path in ("/", "/?from=feed", "/index.html#top"):
        status, headers, body = ask(port, path)
        assert (status, body) == (200, b"<h1>Winter</h1>")
        assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/audio/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/audio/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/link.txt",
        "/outside/secret.txt",
        "/loop",
        "/.hidden",
        "/audio",
        "/audio/",
        "/gone.mp3",
        "/index.html/more",
        "/index.html%00.txt",
        f"/{'a' * 5000}",
        "http://[",
        "//secret.txt",
    ],
)
def test_nothing_outside_the_issue_and_no_list_of_files_is_given_out(path: str, port: int) -> None:
    status, _, body = ask(port, path, Host="localhost")
    assert status == 404
    assert b"secret" not in body
    assert b"hidden" not in body


def test_a_page_elsewhere_cannot_pass_for_this_machine(port: int) -> None:
    assert ask(port, "/", Host="evil.example")[0] == 421
    assert ask(port, "/", Host=f"localhost:{port}")[0] == 200


def test_nothing_can_be_changed(port: int) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(port, "/index.html", method)[0] == 501


def test_several_requests_go_over_one_connection(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for wanted in ("bytes=0-9", "bytes=5000000-", "bytes=10-19"):
        line.request("GET", "/audio/01-flu.mp3", headers={"Range": wanted})
        answer = line.getresponse()
        body = answer.read()
    assert body == SOUND[10:20]
    line.close()


def test_a_listener_who_goes_away_disturbs_nobody(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /audio/01-flu.mp3 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # hang up at once
    assert ask(port, "/")[0] == 200
    assert capfd.readouterr().err == ""


def test_it_is_on_this_machine_only(workspace: Workspace) -> None:
    with open_server(workspace.outputs / "winter", 0) as server:
        assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("suffix", TYPES)
def test_each_kind_of_file_has_its_type(suffix: str, workspace: Workspace, port: int) -> None:
    (workspace.outputs / "winter" / f"sample{suffix}").write_bytes(b"x")
    assert ask(port, f"/sample{suffix}")[1]["Content-Type"] == TYPES[suffix]


def test_chapters_have_a_type_of_their_own(port: int) -> None:
    assert ask(port, "/chapters/winter.json")[1]["Content-Type"] == "application/json+chapters"


def test_a_type_nobody_knows_is_only_bytes(workspace: Workspace, port: int) -> None:
    (workspace.outputs / "winter" / "sample.odd").write_bytes(b"x")
    assert ask(port, "/sample.odd")[1]["Content-Type"] == "application/octet-stream"


def test_an_issue_is_found_by_its_folder_or_its_name(workspace: Workspace) -> None:
    folder = workspace.outputs / "winter"
    assert finished_issue("winter", workspace) == folder
    assert finished_issue(str(folder), workspace) == folder


def test_what_is_no_finished_issue_is_refused_with_what_to_do(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no finished issue in “wintr”\. Did you mean “winter”\?"):
        finished_issue("wintr", workspace)
    with pytest.raises(InputError, match="Build it first: everyread build SOURCE"):
        finished_issue(str(tmp_path), Workspace(tmp_path))
    (tmp_path / "issue.json").write_bytes((workspace.outputs / "winter" / "issue.json").read_bytes())
    with pytest.raises(InputError, match="no page for members"):
        finished_issue(str(tmp_path), Workspace(tmp_path))


def test_a_port_that_is_taken_is_refused_with_what_to_do(port: int, workspace: Workspace) -> None:
    with pytest.raises(InputError, match=f"Port {port} is taken. Choose another one"):
        run("winter", port, workspace)


def test_ctrl_c_ends_it_in_peace_after_it_said_where_it_is(workspace: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path; from everyread.commands.serve import run;"
        "from everyread.workspace import Workspace; sys.exit(int(run('winter', 0, Workspace(Path.cwd()))))"
    )
    # A shell may start programs in the background with Ctrl-C switched off, and so may a test runner.
    restore = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=workspace.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=restore,
    ) as program:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        assert ask(int(address.rpartition(":")[2].rstrip("/")), "/")[0] == 200
        os.kill(program.pid, signal.SIGINT)
        _, errors = program.communicate(timeout=20)
    assert (program.returncode, errors) == (0, "")


def test_part_of_is_never_outside_the_file() -> None:
    for size in (0, 1, 5):
        for asked in ("bytes=0-", "bytes=3-9", "bytes=-3", "bytes=4-4", "bytes=0-0"):
            part = part_of(asked, size)
            assert part is not None
            assert not part or (part.start >= 0 and part.stop <= size)

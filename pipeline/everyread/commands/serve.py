"""`everyread serve`: look at a finished issue as members will, before it goes anywhere.

The server answers this machine only.  It gives out parts of files, because a player cannot jump about in a
recording otherwise; Python's own http.server does not.
"""

from __future__ import annotations

import difflib
import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from everyread.commands.bench import say, tell
from everyread.errors import ExitCode, InputError
from everyread.manifest import read_manifest
from everyread.publish import settle
from everyread.workspace import Workspace

HOST, PORT = "127.0.0.1", 8000
TYPES = {
    ".brf": "text/plain; charset=us-ascii",
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".zip": "application/zip",
}
"""What the files of an issue are; a web host must say the same (docs/publish.md)."""
_PIECE = 1 << 16
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_PATIENCE = 300.0
"""Seconds that a player may pause before it has to ask again."""


def run(out: str, port: int, workspace: Workspace) -> ExitCode:
    """Serve a finished issue until Ctrl-C.  `out` is its folder, or its name under outputs/.

    Raises InputError when there is no finished issue, or the port is taken.
    """
    folder = finished_issue(out, workspace)
    with open_server(folder, port) as server:
        say(f"http://{HOST}:{server.server_port}/")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):  # there is no other way to end it, so it is no interruption
            server.serve_forever()
    return ExitCode.OK


def finished_issue(out: str, workspace: Workspace) -> Path:
    """The folder that `out` names.  Raises InputError when no build has finished there."""
    folder = next((place for place in settled(out, workspace) if read_manifest(place)), None)
    if folder is None:
        raise not_built(out, workspace)
    if not (folder / "index.html").is_file():
        raise InputError(
            f"The issue in {folder} has no page for members yet.", "Build it without --only, or with page."
        )
    return folder


def settled(out: str, workspace: Workspace) -> tuple[Path, ...]:
    """The places that `out` may name, without anything half done in them."""
    places = (Path(out), workspace.outputs / out)
    for place in places:
        settle(place, tell)
    return places


def not_built(out: str, workspace: Workspace) -> InputError:
    """That no place has a finished issue, and which name may have been meant."""
    known = sorted(each.parent.name for each in workspace.outputs.glob("*/issue.json"))
    near = difflib.get_close_matches(Path(out).name, known, n=1)
    fix = f"Did you mean “{near[0]}”?" if near else "Build it first: everyread build SOURCE"
    return InputError(f"There is no finished issue in “{out}”.", fix)


@contextmanager
def open_server(folder: Path, port: int) -> Iterator[ThreadingHTTPServer]:
    """A server of this folder, on this machine only; port 0 is any that is free.

    Raises InputError when it may not have the port.
    """
    try:
        server = IssueServer(folder, port)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        why = "is taken" if error.errno == errno.EADDRINUSE else "may not be used"
        raise InputError(
            f"Port {port} {why}.", "Choose another one, or any that is free: --port 0"
        ) from error
    with server:
        yield server


class IssueServer(ThreadingHTTPServer):
    """Serves one folder, and nothing outside it."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.root = folder.resolve()
        super().__init__((HOST, port), Answer)

    def file_at(self, address: str) -> Path | None:
        """The file that an address means, links followed; None when it is none of the issue's."""
        path = unquote(address.partition("?")[0].partition("#")[0])
        parts = path.lstrip("/").split("/")
        if "\0" in path or "\\" in path or any(part.startswith(".") for part in parts):
            return None
        parts[-1] = parts[-1] or "index.html"
        try:
            file = self.root.joinpath(*parts).resolve()
            return file if file.is_file() and file.is_relative_to(self.root) else None
        except (OSError, RuntimeError):  # a name that is too long, links that go in a circle
            return None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Answer(BaseHTTPRequestHandler):
    """Answers GET and HEAD, whole or in part (RFC 9110, 14)."""

    server: IssueServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "everyread", ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal shows the address, and a preview needs no log."""

    def _answer(self, *, with_body: bool) -> None:
        if self.headers.get("Host", "").partition(":")[0] not in {HOST, "localhost"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)  # a page elsewhere that claims to be this machine
            return
        file = self.server.file_at(self.path)
        try:
            stream = file.open("rb") if file else None
        except OSError:
            stream = None
        if file is None or stream is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with stream:
            self._send(stream, media_type(file.relative_to(self.server.root)), with_body=with_body)

    def _send(self, stream: BinaryIO, kind: str, *, with_body: bool) -> None:
        state = os.fstat(stream.fileno())
        size, tag = state.st_size, f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        same = self.headers.get("If-Range", tag) == tag
        part = part_of(self.headers.get("Range", "") if same else "", size)
        if part is None:
            self.send_response(HTTPStatus.OK)
            part = range(size)
        elif part:
            self.send_response(HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}")
        else:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
        self._end_headers(kind, len(part), tag)
        if with_body:
            self._copy(stream, part)

    def _end_headers(self, kind: str, length: int, tag: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-store")  # the next build is seen at once
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def _copy(self, stream: BinaryIO, part: range) -> None:
        stream.seek(part.start)
        left = len(part)
        try:
            while left and (data := stream.read(min(_PIECE, left))):
                self.wfile.write(data)
                left -= len(data)
        except (ConnectionError, TimeoutError):
            left = 1  # the reader has gone away, as players do when they jump
        if left:  # or the file has become shorter: the length that was promised cannot be kept
            self.close_connection = True


def part_of(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks for, none (an empty range) if there are no such bytes.

    None for the whole file: when nothing is asked for, or several parts, or nonsense.
    """
    found = _RANGE.fullmatch(asked.strip())
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(size - int(last), 0), size)  # the last so many
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last or size) + 1, size))


def media_type(path: Path) -> str:
    """What kind of file it is, as a web host should say it."""
    if path.parent.name == "chapters" and path.suffix == ".json":
        return "application/json+chapters"
    return TYPES.get(path.suffix.lower(), "application/octet-stream")

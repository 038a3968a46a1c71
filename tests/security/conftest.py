"""A workspace as the tests of whole builds have it, and a web server on this machine that counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.whole.conftest import Newsroom as Newsroom
from tests.whole.conftest import newsroom as newsroom
from tests.whole.conftest import stock as stock
from tests.whole.conftest import stocked as stocked


@dataclass
class Site:
    """A web server, and what it was asked for."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that answers everything with a tiny picture."""
    with _open_site() as opened:
        yield opened


@pytest.fixture(scope="module")
def module_site() -> Iterator[Site]:
    """The same, for all tests of a file."""
    with _open_site() as opened:
        yield opened


@contextmanager
def _open_site() -> Iterator[Site]:
    kept = Site()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.end_headers()
            self.wfile.write(b"GIF89a\x01\0\x01\0\0\0\0;")

        do_HEAD = do_POST = do_OPTIONS = do_GET  # noqa: N815  (the names that http.server looks for)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    kept.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()

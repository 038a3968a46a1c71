"""A server on this machine that answers as the online voice's might, and worse."""

from __future__ import annotations

import base64
import json
import threading
import urllib.parse
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from everyread.narration.assembly import encode


@cache
def humming(seconds: float) -> bytes:
    """An MP3 of a tone that swells, with silence at both ends."""
    times = np.arange(round(seconds * 24000)) / 24000
    tone = 0.3 * np.sin(np.pi * times / seconds) * np.sin(2 * np.pi * 200 * times)
    return encode(tone.astype(np.float32), 24000)


def page(audio: bytes) -> bytes:
    """What the service wraps its sound in."""
    inner = json.dumps([base64.b64encode(audio).decode()], separators=(",", ":"))
    return json.dumps([["wrb.fr", "jQ1olc", inner, None]], separators=(",", ":")).encode()


CUT = b"--cut--"


class Service:
    """The server; `answers` says what to send: (status, body), or None to keep silent.

    A body that ends in CUT is sent as if more were to come, and the connection is closed.
    """

    def __init__(self) -> None:
        self.answers: Callable[[int], tuple[int, bytes] | None] = lambda count: (500, b"")
        self.asked: list[str] = []
        self.closing = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                request = json.loads(urllib.parse.parse_qs(body)["f.req"][0])
                service.asked.append(json.loads(request[0][0][1])[0])
                answer = service.answers(len(service.asked))
                if answer is None:
                    service.closing.wait(5)
                    return
                status, content = answer
                self.send_response(status)
                if content.endswith(CUT):
                    self.send_header("Content-Length", str(2 * len(content)))
                self.end_headers()
                self.wfile.write(content.removesuffix(CUT))

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

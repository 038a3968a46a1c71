"""A server on this machine that answers as a language model might, and worse."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What is sent back."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    """Seconds between single bytes, even of the headers."""
    silent: bool = False


def chat(text: object, *, finish: str = "stop", **more: object) -> Answer:
    """A chat completion with this text."""
    message = {"role": "assistant", "content": text, **more}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Answer(json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode())


def entries(sentences: Mapping[str, Sequence[str]]) -> str:
    """The answer that was asked for, with these sentences for each id."""
    rows = [{"source_ids": [name], "sentences": list(each)} for name, each in sentences.items()]
    return json.dumps({"rewritten": rows}, ensure_ascii=False)


class ModelServer:
    """The server; `answers` says what to send to the question with this number, from 1."""

    def __init__(self) -> None:
        self.answers: Callable[[int], Answer] = lambda count: Answer(status=500)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                model.asked.append(json.loads(body))
                model.headers.append(dict(self.headers.items()))
                answer = model.answers(len(model.asked))
                if answer.silent:
                    model.closing.wait(20)
                elif answer.drip:
                    self._drip(answer)
                else:
                    self.send_response(answer.status)
                    for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(answer.body)

            def _drip(self, answer: Answer) -> None:
                try:
                    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + answer.body:
                        self.wfile.write(bytes([byte]))
                        if model.closing.wait(answer.drip):
                            return
                except OSError:
                    return  # the other side has had enough

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: object) -> None:
                pass  # a caller that hangs up in the middle is what some tests are about

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def says(self, *answers: Answer | Mapping[str, Sequence[str]]) -> None:
        """Give these answers one after another, the last of them again and again."""
        ready = [each if isinstance(each, Answer) else chat(entries(each)) for each in answers]
        self.answers = lambda count: ready[min(count, len(ready)) - 1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

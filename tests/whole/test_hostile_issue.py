"""A folder of hostile things among honest ones: each is told, the others are built, and text is only text."""

from __future__ import annotations

import io
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pypdfium2
import pytest
from PIL import Image

pytestmark = pytest.mark.usefixtures("stocked")
QUICK = ("--only", "large-print,page")
MARKS = (
    "Dear {{ 7*7 }} and {% for x in y %}{{ x.__class__ }}{% endfor %}, {# no #} ${7*7} <b>bold</b> &amp; all."
)


def test_what_is_no_file_is_told_and_the_others_are_built(newsroom) -> None:
    outside = newsroom.root / "secret.txt"
    outside.write_text("A secret of the machine.\n\nIt is nobody's business at all.\n")
    (newsroom.issue / "03-link.txt").symlink_to(outside)
    (newsroom.issue / "04-zero.txt").symlink_to("/dev/zero")
    os.mkfifo(newsroom.issue / "05-pipe.txt")
    (newsroom.issue / "06-folder.txt").mkdir()
    newsroom.write("07-bomb.docx", b"PK\x03\x04" + b"\0" * 100)
    newsroom.write("08-deep.html", b"<ul><li>x" * 10_000)
    result = newsroom.build(*QUICK)
    assert result.code == 1
    told = {(found["file"], found["rule"]) for found in newsroom.manifest()["findings"]}
    assert {
        (f"0{number}-{name}.txt", "SRC-012")
        for number, name in enumerate(("link", "zero", "pipe", "folder"), 3)
    } <= told
    assert {("07-bomb.docx", "SRC-003"), ("08-deep.html", "SRC-016")} <= told
    files = newsroom.files()
    assert {"large-print/01-welcome.pdf", "large-print/02-how-to-rest.pdf"} <= set(files)
    assert not any(b"secret of the machine" in data for data in files.values())


def test_template_marks_reach_every_output_as_they_are(newsroom) -> None:
    newsroom.write(
        "03-marks.txt",
        f"All the marks\n\n{MARKS}\n\nThis is one more paragraph of the article, and its end.\n",
    )
    result = newsroom.build(*QUICK)
    assert "SRC-042" in newsroom.rules()
    assert result.code == 0, result.err
    document = pypdfium2.PdfDocument(newsroom.out / "large-print" / "03-all-the-marks.pdf")
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert MARKS in printed
    page = newsroom.files()["index.html"].decode()
    assert "{{ 7*7 }}" in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;amp; all." in page
    assert "49" not in printed


class _Site(BaseHTTPRequestHandler):
    """Answers every request with one picture, and notes that it was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        stream = io.BytesIO()
        Image.new("RGB", (800, 600), "teal").save(stream, "PNG")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(stream.getvalue())

    def log_message(self, *_: object) -> None:
        return


def test_pictures_are_fetched_only_when_the_editor_says_so(newsroom) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    newsroom.write("03-hill.md", f"# The hill\n\nWe went up it.\n\n![A hill]({site}/hill.png)\n")
    newsroom.write("issue.toml", '[pictures]\nhosts = ["127.0.0.1"]\n')
    try:
        newsroom.build(*QUICK)
        assert (_Site.asked, "SRC-008" in newsroom.rules()) == ([], True)
        newsroom.build(*QUICK, "--fetch")
        assert (_Site.asked, "SRC-008" in newsroom.rules()) == (["/hill.png"], False)
        with_picture = newsroom.files()["large-print/03-the-hill.pdf"]
    finally:
        server.shutdown()
        server.server_close()
    newsroom.build(*QUICK, "--fresh")
    assert "SRC-008" not in newsroom.rules()
    assert newsroom.files()["large-print/03-the-hill.pdf"] == with_picture

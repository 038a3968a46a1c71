"""Pictures from the web: never by themselves; with --fetch from the article's own site, within limits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from everyread.article import Article, Figure, article_adapter
from everyread.errors import ArticleError
from everyread.sources import fetch
from everyread.sources.fetch import fetch_task, home_of, wanted_in
from everyread.sources.task import read_task
from everyread.store import Store
from everyread.work import Receipt, perform

LISTED = ("127.0.0.1",)
"""A host that issue.toml lists may be inside the editor's network."""


@dataclass
class Site:
    """A web site on this machine that notes what is asked of it."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    picture: bytes = b""


@pytest.fixture
def site(picture_of) -> Iterator[Site]:
    made = Site(picture=picture_of((800, 600)))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            match self.path:
                case "/good.png":
                    self._send(200, made.picture)
                case "/moved.png":
                    self._send(302, b"", Location="/good.png")
                case "/away.png":
                    self._send(302, b"", Location="http://elsewhere.example/a.png")
                case "/round.png":
                    self._send(302, b"", Location="/round.png")
                case "/page.png":
                    self._send(200, b"<html>not a picture</html>", **{"Content-Type": "image/png"})
                case "/huge.png":
                    self._send(200, b"\x89PNG", **{"Content-Length": str(10**12)})
                case "/endless.png":
                    self._drip(b"x" * 65536, 1000, 0)
                case "/slow.png":
                    self._drip(b"x", 1000, 0.02)
                case _:
                    self._send(404, b"gone")

        def _send(self, code: int, body: bytes, **headers: str) -> None:
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _drip(self, piece: bytes, times: int, seconds: float) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(times):
                    self.wfile.write(piece)
                    time.sleep(seconds)
            except OSError:
                return  # the other side has had enough

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    (tmp_path / "issue").mkdir()
    return tmp_path / "issue"


def page(site: str, *targets: str) -> str:
    shown = "".join(f"<p>Here it is.</p><img src='{target}' alt='A hill'>" for target in targets)
    return f"<link rel=canonical href='{site}/articles/one'><h1>Title</h1><p>Some words here.</p>{shown}"


def fetched(issue: Path, text: str, store: Store, hosts: tuple[str, ...] = LISTED) -> Receipt | None:
    (issue / "a.html").write_text(text)
    task = fetch_task(issue / "a.html", issue, hosts, store)
    return perform(task, store) if task else None


def refused(issue: Path, text: str, store: Store, hosts: tuple[str, ...] = LISTED) -> str:
    with pytest.raises(ArticleError) as caught:
        fetched(issue, text, store, hosts)
    assert caught.value.rule == "SRC-047"
    return caught.value.message


def figures(issue: Path, store: Store) -> list[bytes]:
    receipt = perform(read_task(issue / "a.html", issue, store=store), store)
    article: Article = article_adapter().validate_json(store.get(receipt.files["article-1"]))
    return [store.get(block.picture) for block in article.walk() if isinstance(block, Figure)]


def test_a_picture_of_the_articles_own_site_is_fetched_once_and_kept(issue, store, site):
    targets = (f"{site.address}/good.png", "/good.png", "../moved.png")
    receipt = fetched(issue, page(site.address, *targets), store)
    assert receipt is not None
    assert store.get(receipt.files["picture-1"]) == site.picture
    asked = list(site.asked)
    assert figures(issue, store) == [site.picture] * 3
    assert fetched(issue, page(site.address, *targets), store) is None  # everything is in the store
    assert figures(issue, Store(store.root, not_before=time.time() + 60)) == [site.picture] * 3
    assert site.asked == asked


def test_without_fetch_nothing_is_ever_asked(issue, store, site, monkeypatch):
    import socket

    def refuse(*arguments: object) -> None:
        raise AssertionError(f"a connection was opened: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (issue / "a.html").write_text(page(site.address, f"{site.address}/good.png", "/moved.png"))
    task = read_task(issue / "a.html", issue, store=store)
    receipt = perform(task, store)
    assert "picture-1" not in receipt.files
    told = [found for found in receipt.findings if found.rule == "SRC-008"]
    assert len(told) == 2
    assert "--fetch" in told[0].fix
    assert site.asked == []


def test_what_was_fetched_is_part_of_the_key(issue, store, site):
    (issue / "a.html").write_text(page(site.address, "/good.png"))
    before = read_task(issue / "a.html", issue, store=store).key
    fetched(issue, page(site.address, "/good.png"), store)
    assert read_task(issue / "a.html", issue, store=store).key != before


def test_a_picture_beside_the_article_is_not_fetched(issue, store, site):
    (issue / "good.png").write_bytes(site.picture)
    assert fetched(issue, page(site.address, "good.png"), store) is None


@pytest.mark.fires("SRC-047")
@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/gone.png", "404"),
        ("/away.png", "another site (elsewhere.example)"),
        ("/round.png", "without end"),
        ("/page.png", "is not a picture of a kind"),
        ("/huge.png", "1,000,000 MB"),
        ("https://other.example/a.png", "another site"),
        ("http://user:word@127.0.0.1/a.png", "no valid address"),
    ],
)
def test_what_is_not_fetched(issue, store, site, target, reason):
    assert reason in refused(issue, page(site.address, target), store)
    assert len(site.asked) <= 4


def test_an_endless_picture_and_a_slow_one_are_given_up(issue, store, site, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", 300_000)
    assert "more than" in refused(issue, page(site.address, "/endless.png"), store)
    monkeypatch.setattr(fetch, "TIME_LIMIT", 0.1)
    assert "takes longer" in refused(issue, page(site.address, "/slow.png"), store)


def test_one_that_fails_does_not_lose_the_others_and_is_tried_again(issue, store, site):
    text = page(site.address, "/good.png", "/gone.png")
    assert "Of 2 pictures, 1 could not be fetched" in refused(issue, text, store)
    assert figures(issue, store) == [site.picture]
    assert "Of 1 pictures, 1 could" in refused(issue, text, store)
    assert site.asked == ["/good.png", "/gone.png", "/gone.png"]


def test_an_article_cannot_reach_into_the_editors_network(issue, store, site):
    assert "inside your own network" in refused(issue, page(site.address, "/good.png"), store, hosts=())
    assert site.asked == []


@pytest.mark.parametrize(
    ("host", "site", "allowed"),
    [
        ("example.org", "example.org", True),
        ("www.example.org", "example.org", True),
        ("example.org", "www.example.org", True),
        ("images.example.org", "www.example.org", True),
        ("example.org", "blog.example.org", False),
        ("badexample.org", "example.org", False),
        ("example.org.bad.net", "example.org", False),
        ("a.com", "com", False),
        ("1.127.0.0.1", "127.0.0.1", False),
    ],
)
def test_what_belongs_to_a_site(host, site, allowed):
    if allowed:
        fetch._must_be_allowed(f"https://{host}/a.png", site, ())
    else:
        with pytest.raises(fetch.FetchError, match="another site"):
            fetch._must_be_allowed(f"https://{host}/a.png", site, ())


@pytest.mark.parametrize(
    "text",
    [
        "<link rel='canonical' href='https://example.org/a'>",
        "<link href=https://example.org/a rel=canonical>",
        "<base href='https://example.org/a'>",
        "<meta property='og:url' content='https://example.org/a'>",
        "<wp:base_site_url>https://example.org/a</wp:base_site_url>",
        '{"id": 1, "link": "https:\\/\\/example.org\\/a", "content": {}}',
        "---\ncanonical: https://example.org/a\n---\nText",
    ],
)
def test_where_an_article_says_it_comes_from(text):
    assert home_of(text.encode()) == "https://example.org/a"


def test_which_pictures_are_wanted():
    text = (
        "<base href='https://example.org/a/'><img src='/b.png'><img src='c%20d.png'><img src='//x.org/e.png'>"
        "<img src='data:image/png;base64,AA'><img src='javascript:x'><img src='file:///etc/passwd'>"
        "<img src='https://example.org/f.png?a=1&amp;b=2#g'><img src='https://[bad/'>"
    )
    assert dict(wanted_in(text.encode())) == {
        "/b.png": "https://example.org/b.png",
        "c d.png": "https://example.org/a/c%20d.png",
        "//x.org/e.png": "https://x.org/e.png",
        "https://example.org/f.png?a=1&b=2#g": "https://example.org/f.png?a=1&b=2",
    }
    assert wanted_in(b"<img src='/b.png'>") == ()
    many = "".join(f"<img src='https://example.org/{number}.png'>" for number in range(500))
    assert len(wanted_in(many.encode())) == fetch.MOST_FETCHED


def test_check_fetches_only_when_it_is_told_to(monkeypatch, tmp_path):
    from typer.testing import CliRunner

    from everyread import cli
    from everyread.commands import check

    seen: list[bool] = []
    monkeypatch.setattr(check, "run", lambda source, options, bench: seen.append(options.fetch) or 0)
    for arguments in (["check", "x"], ["check", "x", "--fetch"]):
        CliRunner().invoke(cli.app, [*arguments, "--store", str(tmp_path)])
    assert seen == [False, True]

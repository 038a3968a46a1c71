"""Pictures from the article's own site: only when the editor says --fetch, and only within limits.

An article may name any address, so nothing it says is trusted: the host must be the article's own or one that
issue.toml lists, the connection must not end inside the editor's network, and size, time and number are
bounded.  What was fetched is kept in the store, so that a later build without --fetch still has it.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from everyread.errors import ArticleError
from everyread.plaintext import is_one_line
from everyread.sources.guard import read_guarded
from everyread.sources.pictures import (
    PictureError,
    local_name,
    named_in,
    printable_picture,
    target_key,
    targets_in,
)
from everyread.store import Digest, Key, Store, code_digest, key_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from socket import socket

    from requests import Response, Session

MOST_FETCHED = 40
"""Pictures fetched for one article."""
MOST_BYTES = 20 * 1024 * 1024
"""Of one picture; as for files beside the article."""
TIME_LIMIT = 20.0
"""Seconds for one picture, from the first connection to the last byte."""
_PATIENCE = 8.0
"""Seconds without an answer."""
_MOST_REDIRECTS = 3
_CHUNK = 64 * 1024
_LONGEST_ADDRESS = 2000
_FOUND = 200
_SHOWN = 3
_LONGEST_SHOWN = 120
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Where an article says that it comes from: HTML, an export of WordPress, its REST JSON, front matter.
_HOME = re.compile(
    r"""<link\b(?=[^>]{0,300}\brel=["']?canonical)[^>]{0,300}\bhref=["']?(?P<canonical>https?://[^"'\s>]{1,500})"""
    r"""|<base\b[^>]{0,300}\bhref=["']?(?P<base>https?://[^"'\s>]{1,500})"""
    r"""|<meta\b(?=[^>]{0,300}["']og:url["'])[^>]{0,300}\bcontent=["']?(?P<og>https?://[^"'\s>]{1,500})"""
    r"""|<wp:base_(?:site|blog)_url>(?P<wxr>https?://[^<\s]{1,500})"""
    r"""|"link"\s{0,9}:\s{0,9}"(?P<rest>https?://[^"\s]{1,500})"""
    r"""|^(?:canonical|url|source|link):\s{0,9}["']?(?P<front>https?://[^"'\s]{1,500})""",
    re.IGNORECASE | re.MULTILINE,
)


_OTHER = re.compile(r"[\w.+-]*:|[#~\\\0]")
"""What begins a place that is on no web site: data:, file:, C:\\ and the like."""


class FetchError(Exception):
    """A picture could not be fetched; the reason follows the words "it"."""


@dataclass(frozen=True, slots=True)
class FetchOrder:
    """The pictures of one file to fetch."""

    name: str
    """The file's name as the editor knows it."""
    wanted: tuple[tuple[str, str], ...]
    """What the article calls each picture (`pictures.target_key`), and its address."""
    site: str
    """The article's own host."""
    hosts: tuple[str, ...]
    """Other hosts that issue.toml lists."""


def fetch_task(path: Path, root: Path, hosts: Iterable[str], store: Store) -> Task | None:
    """The task that fetches what a file shows and the store does not have yet; None when that is nothing."""
    try:
        data = read_guarded(path, root) if is_one_line(path.name) else b""
    except ArticleError:
        return None  # reading the file will say so
    wanted = wanted_in(data, frozenset(name for name in named_in(data) if (path.parent / name).exists()))
    new = tuple((target, address) for target, address in wanted if _known(address, store) is None)
    if not new:
        return None
    order = FetchOrder(path.name, new, _host(home_of(data)), tuple(sorted(hosts)))
    return Task(
        name=f"pictures of {path.name}",
        function=fetch_pictures,
        arguments=order,
        key=key_of(code_digest("sources"), order, "fetch"),
        file=path.name,
        weight=float(len(new)),
        time_limit=TIME_LIMIT * len(new) + 30,
    )


def fetched_before(data: bytes, store: Store) -> tuple[tuple[str, Digest], ...]:
    """The pictures in the store that were fetched for what an article shows, by what it calls them."""
    kept = replace(store, not_before=0.0)  # --fresh does work anew; what was fetched is no work, but a source
    known = ((target, _known(address, kept)) for target, address in wanted_in(data))
    return tuple((target, digest) for target, digest in known if digest)


def wanted_in(data: bytes, present: Container[str] = ()) -> tuple[tuple[str, str], ...]:
    """The pictures that an article shows from the web: what it calls each, and its address.

    An address without a host is one on the article's own site, if the article says which that is; unless it
    names a file that is `present` beside the article.
    """
    home = home_of(data)
    found: dict[str, str] = {}
    for target in targets_in(data):
        key = target_key(target)
        absolute = key.lower().startswith(("http://", "https://", "//"))
        beside = local_name(target)
        if beside in present or not (absolute or (home and key and not _OTHER.match(key))):
            continue
        try:
            address = urljoin(home or "https:", target.strip().replace("&amp;", "&"))
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and len(address) <= _LONGEST_ADDRESS:
            found.setdefault(key, parts._replace(fragment="").geturl())
    return tuple(found.items())[:MOST_FETCHED]


def home_of(data: bytes) -> str:
    """The address that an article says it was published at; empty when it does not say."""
    text = data[: 256 * 1024].decode("utf-8", "replace")
    if text.lstrip()[:1] in {"{", "["}:
        text = text.replace("\\/", "/")
    match = _HOME.search(text)
    return next(group for group in match.groups() if group) if match else ""


def fetch_pictures(order: FetchOrder, store: Store) -> Receipt:
    """Fetch each picture into the store.  Runs inside a worker, with the network.

    Files: "picture-1", …

    Raises ArticleError SRC-047 when some could not be had, so that the next build tries those again; what was
    fetched stays in the store.
    """
    files: dict[str, Digest] = {}
    failed: list[str] = []
    with _session(order.hosts) as session:
        for number, (_, address) in enumerate(order.wanted, start=1):
            try:
                data = fetch(session, address, order.site, order.hosts)
                printable_picture(data)
            except (FetchError, PictureError) as error:
                reason = error.reason if isinstance(error, PictureError) else str(error)
                failed.append(f"{address[:_LONGEST_SHOWN]} {reason}")
                continue
            files[f"picture-{number}"] = store.put(data)
            store.remember(_memo(address), files[f"picture-{number}"])
    if failed:
        shown = "; ".join(failed[:_SHOWN]) + (f"; and {len(failed) - _SHOWN} more" if failed[_SHOWN:] else "")
        raise ArticleError(
            "SRC-047",
            f"Of {len(order.wanted)} pictures, {len(failed)} could not be fetched: {shown}.",
            "Save the picture beside the article. If it is on another site that is yours, "
            'list that in issue.toml: hosts = ["pictures.example.org"] under [pictures].',
        )
    return Receipt(files)


def fetch(session: Session, address: str, site: str, hosts: Iterable[str]) -> bytes:
    """The bytes at an address of the article's site, or of a listed host.

    Raises FetchError when it may not or cannot be fetched.
    """
    import requests

    ends = time.monotonic() + TIME_LIMIT
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            _must_be_allowed(address, site, hosts)
            with session.get(address, timeout=_PATIENCE, stream=True, allow_redirects=False) as answer:
                if answer.status_code not in _REDIRECTS:
                    return _body(answer, ends)
                address = urljoin(address, answer.headers.get("location", ""))
    except (requests.RequestException, OSError, ValueError) as error:
        raise FetchError(_in_plain_words(error)) from error
    raise FetchError("is sent on from one address to the next without end")


def _session(hosts: Iterable[str]) -> Session:
    """A session without proxies, passwords or cookies, that connects to nothing inside the editor's network.

    The address is looked at once the connection stands and before anything is sent, so a name server that
    answers differently each time gains nothing.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    listed = frozenset(hosts)

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket:
            return _outside(super()._new_conn(), self.host, listed)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket:
            return _outside(super()._new_conn(), self.host, listed)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    session = requests.Session()
    session.trust_env = False
    session.headers.update({"User-Agent": "everyread", "Accept": "image/*", "Accept-Encoding": "identity"})
    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _outside(connection: socket, host: str, listed: frozenset[str]) -> socket:
    """The connection, if it leads out into the web, or to a host that the editor has listed."""
    peer = ipaddress.ip_address(str(connection.getpeername()[0]).split("%")[0])
    if host not in listed and not (peer.is_global and not peer.is_multicast):
        connection.close()
        raise FetchError("is on a machine inside your own network")
    return connection


def _must_be_allowed(address: str, site: str, hosts: Iterable[str]) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise FetchError("has no valid address") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise FetchError("has no valid address")
    if not any(_is_part_of(host, own) for own in (site, *hosts) if own):
        raise FetchError(f"is on another site ({host[:60]}) than the article")


def _is_part_of(host: str, site: str) -> bool:
    """Whether a host is a site, or a part of it: images.example.org of www.example.org."""
    base = site.removeprefix("www.")
    within = "." in base and not _is_number(base) and host.endswith(f".{base}")
    return within or host in {site, base}


def _is_number(host: str) -> bool:
    return re.fullmatch(r"[\d.:]+|[0-9a-f:.]*:[0-9a-f:.]*", host) is not None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _body(answer: Response, ends: float) -> bytes:
    """What the server sends, as far as the limits of size and time."""
    if answer.status_code != _FOUND:
        raise FetchError(f"is not there (the site answers {answer.status_code})")
    stated = answer.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MOST_BYTES:
        raise FetchError(f"has {int(stated) / 1e6:,.0f} MB")
    data = bytearray()
    while piece := answer.raw.read1(_CHUNK, decode_content=False):
        data += piece
        if len(data) > MOST_BYTES:
            raise FetchError(f"has more than {MOST_BYTES / 1e6:,.0f} MB")
        if time.monotonic() > ends:
            raise FetchError(f"takes longer than {TIME_LIMIT:.0f} seconds")
    return bytes(data)


def _in_plain_words(error: Exception) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return "is on a site that does not answer"
    return "is on a site that cannot be reached"


def _known(address: str, store: Store) -> Digest | None:
    digest = store.recall(_memo(address))
    return digest if isinstance(digest, str) and store.is_sound(digest) else None


def _memo(address: str) -> Key:
    return key_of("fetched picture", address)

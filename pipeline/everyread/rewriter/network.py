"""Connections that end where the editor said: on an own machine, or, if issue.toml says so, anywhere.

A name is looked up before anything is opened, and the other end is looked at once more when the connection
stands and before a byte is sent; so a name server that answers differently each time gains nothing.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests import Session

# Loopback (RFC 1122, RFC 4291), private networks (RFC 1918), unique local (RFC 4193), link-local in IPv6.
# Not 169.254.0.0/16, where clouds keep their keys, and not 100.64.0.0/10, which other customers share.
_OWN = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


class ElsewhereError(Exception):
    """The connection would lead out of the editor's own network."""


def is_own(address: str) -> bool:
    """Whether an IP address is on this machine or in a private network."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in _OWN)


def leads_home(host: str, port: int) -> bool:
    """Whether every address of a host is an own one.  Raises OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return all(is_own(str(address[0])) for *_, address in found)


@contextmanager
def session(*, remote: bool, seconds: float) -> Iterator[Session]:
    """A session without proxies, stored passwords or cookies; all its connections end after `seconds`.

    With `remote` false a connection that leads elsewhere raises ElsewhereError before anything is sent.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    ends: list[_End] = []

    def watched(connection: socket.socket) -> socket.socket:
        if not remote:
            must_be_own(connection)
        ends.append(_End(seconds, connection))
        return connection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watched(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watched(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    with requests.Session() as made:
        made.trust_env = False
        made.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True  # an office may sign its machines itself
        made.mount("http://", adapter)
        made.mount("https://", adapter)
        try:
            yield made
        finally:
            for end in ends:
                end.cancel()


def must_be_own(connection: socket.socket) -> None:
    """Close a connection that does not end on an own machine, and raise ElsewhereError."""
    peer = str(connection.getpeername()[0])
    if not is_own(peer):
        connection.close()
        raise ElsewhereError(peer)


class _End:
    """Shuts a connection down when its time is up, whatever is being waited for.

    A time limit on a socket starts again with each byte, so a server that drips would hold a build for ever.
    """

    def __init__(self, seconds: float, connection: socket.socket) -> None:
        self._copy = connection.dup()  # stays open when TLS takes the first one over
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        with suppress(OSError):  # it may have ended by itself
            self._copy.shutdown(socket.SHUT_RDWR)

    def cancel(self) -> None:
        self._timer.cancel()
        self._copy.close()

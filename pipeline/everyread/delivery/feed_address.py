"""Addresses on the web: of the finished files, and of the podcast itself."""

from __future__ import annotations

from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The name space of podcast:guid (Podcasting 2.0, tag "guid")."""
_AS_THEY_ARE = "/%:@!$&()*+,;=~"
"""What a path may hold besides letters and digits (RFC 3986, 3.3), and what is percent-encoded already."""


def address_of(base: str, path: str) -> str:
    """The address of a file of the finished folder, in the ASCII that every player understands.

    `base` is the folder's own address, with a slash at its end or without.
    """
    parts = urlsplit(base)
    host = parts.netloc.encode("idna").decode("ascii")
    folder = quote(parts.path.rstrip("/"), safe=_AS_THEY_ARE)
    return f"{parts.scheme}://{host}{folder}/{quote(path)}"


def guid_of(feed: str) -> UUID:
    """The podcast:guid of the feed at this address: of the address without "https://"."""
    return uuid5(PODCASTS, feed.partition("://")[2].rstrip("/"))

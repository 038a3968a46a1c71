"""Links whose addresses an e-reader takes: an article's may be typed by hand, and XML readers are strict."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?(?::\d{1,5})?")
_STRAY = re.compile("%(?![0-9A-Fa-f]{2})")
_PLAIN = "%/:@!$&'()*+,;=~?"
"""Signs that need no code (RFC 3986, 3.3 and 3.4), and the sign of a code itself."""


def valid_address(href: str) -> str:
    """The same address with what is not allowed in it written as codes; empty when it leads nowhere."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    path, query, fragment = map(_coded, (parts.path, parts.query, parts.fragment))
    match parts.scheme:
        case "http" | "https" if _HOST.fullmatch(parts.netloc) and _is_port(parts.netloc):
            return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
        case "mailto" if "@" in path:
            return urlunsplit((parts.scheme, "", path, query, ""))
        case "tel" if number := re.sub(r"[^\d+*#]", "", parts.path):
            return f"tel:{_coded(number)}"
        case _:
            return ""


def _is_port(netloc: str) -> bool:
    return int(netloc.partition(":")[2] or 0) < 65536


def _coded(text: str) -> str:
    return quote(_STRAY.sub("%25", text), safe=_PLAIN)

"""Names on a USB stick: numbered in play order, in letters that the oldest player can sort and show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 64
"""Characters of a file name: what players are known to take (Joliet, the file system of CDs, has 64)."""


def track_names(slugs: Sequence[str], first: int) -> list[str]:
    """A file name a track, from number `first` on; the number in front makes each name unlike any other."""
    digits = max(2, len(str(first + len(slugs) - 1)))
    return [_name(f"{number:0{digits}d}", slug, ".mp3") for number, slug in enumerate(slugs, start=first)]


def folded(text: str) -> str:
    """The text as ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))


def _name(number: str, slug: str, ending: str) -> str:
    """As many whole words as there is room for; the beginning of a very long one."""
    room = LONGEST - len(ending) - len(number) - 1
    words = folded(slug) or "track"
    if len(words) > room:
        words = words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{number}-{words}{ending}"

"""Words of a file without their white space, which is remembered: how two texts are compared.

White space is compared as well, but a line may end anywhere, as in a web address that is broken to fit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NOTHING, SPACE, LINE = 0, 1, 2
"""What stands in front of a character."""

_SAME = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\x02": "-",  # PDFium's sign for a hyphen at the end of a line
        "\ufffe": "-",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", ""),  # without width
        "\u20e3": "",  # the frame of a key, of which print has the figure alone
    }
)
_PARTS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Stream:
    """Text without its white space, and for each character what stood in front of it."""

    text: str
    gaps: bytes

    def spaced(self, start: int, end: int) -> str:
        """A stretch of it with its white space, from the beginning of a word."""
        while start > 0 and self.gaps[start] == NOTHING:
            start -= 1
        pairs = zip(self.text[start:end], self.gaps[start:end], strict=True)
        return "".join(f" {letter}" if gap else letter for letter, gap in pairs).strip()


class StreamMaker:
    """Collects pieces of text into a Stream."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._gaps = bytearray()
        self._gap = LINE

    def end_line(self) -> None:
        """The next character begins a line."""
        self._gap = LINE

    def add(self, text: str) -> None:
        """More of the same line."""
        for part in _split(text):
            if part.isspace():
                self._gap = max(self._gap, SPACE)
            else:
                self._text.append(part)
                self._gaps += bytes((self._gap,)) + bytes(len(part) - 1)
                self._gap = NOTHING

    def stream(self) -> Stream:
        return Stream("".join(self._text), bytes(self._gaps))


def stream_of(text: str) -> Stream:
    """One line of text."""
    maker = StreamMaker()
    maker.add(text)
    return maker.stream()


def _split(text: str) -> list[str]:
    """Words and the white space between them, in their normal spelling."""
    return _PARTS.findall(unicodedata.normalize("NFC", text.translate(_SAME)))

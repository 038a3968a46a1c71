"""Bytes to text: which encoding they are in, and text that went through the wrong one twice.

Tried in this order: a byte order mark; UTF-8; UTF-16 by its many zero bytes; what the page itself declares;
UTF-8 with a few strange bytes in it; Windows-1252; and only where that gives nonsense, a guess.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from everyread.findings import Finding
from everyread.sources.repair import Repairs, mend, with_more

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\u2028\u2029]")
# charset=… of a page, encoding="…" of XML.
_DECLARED = re.compile(
    rb"(?:charset\s{0,9}=\s{0,9}[\"']?\s{0,9}|<\?xml[^>]{0,80}encoding\s{0,9}=\s{0,9}[\"'])([\w.:-]{1,40})",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes in which a declaration counts; browsers look at 1024, but some pages open with long comments."""
_AS_WINDOWS = frozenset({"ascii", "iso8859-1"})
"""What pages call these is Windows-1252 in practice (WHATWG Encoding Standard, 4.2)."""
_UTF8_PIECE = re.compile(
    rb"[\x00-\x7f]+|(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+|(.)",
    re.DOTALL,
)
_MOST_STRANGE = 0.2
"""Share of strange bytes among those above 127 up to which text is UTF-8 with some of another file in it."""
# Signs that text is not Windows-1252: a capital with an accent, or a sign, inside a word of small letters.
_NOT_WINDOWS = re.compile("[a-z][À-ÖØ-ÞŠŽŸŒ‚ƒ„†‡ˆ‰‹•˜¢¤-¬®¯±-³¶¸-¿][a-z]")
_LEGACY = (
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_7",
    "cp437",
    "cp850",
)
"""What typewriters of the last forty years wrote in Europe; a wider choice only makes wilder guesses."""
_SAMPLE = 64 * 1024
"""Bytes that the guess is made from; it takes about 0.1 s for so many."""
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp437": "DOS 437", "cp850": "DOS 850"}
# The first bytes of UTF-8 read as Windows-1252, followed by what its other bytes look like there.
_TWICE = re.compile("[ÂÃÄÅÎÏÐÑâãäåæçèéðØÙ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]")
_LOST_QUOTE = re.compile("â€(?=[ \\t.,;:!?)]|$)")
"""A closing quotation mark whose third byte, 9D, was thrown away since Windows-1252 has no such character."""
# What ftfy reads into a lone capital between spaces may as well be meant: "the letter Ã", "A à B".
_LONE = re.compile("(?:^|(?<=[ \\t]))[ÂÃ](?=[ \\t]|$)")


class Decoded(NamedTuple):
    """Text with plain line feeds, what was repaired in it, and a finding when its encoding was a guess."""

    text: str
    findings: tuple[Finding, ...] = ()
    repairs: Repairs = ()


def decode(data: bytes, name: str) -> Decoded:
    """Typed text: see the top of this module for how the encoding is found."""
    return _decoded(data, name, declared="")


def decode_page(data: bytes, name: str) -> Decoded:
    """As `decode`, but an encoding that an HTML page or XML file declares comes before any guess."""
    found = _DECLARED.search(data[:_HEAD])
    return _decoded(data, name, declared=found[1].decode("ascii") if found else "")


def looks_utf16(data: bytes) -> str:
    """The kind of UTF-16 that bytes without a mark are in; empty when they are in none.

    English text in UTF-16 has a zero in every second byte.
    """
    head = data[:2048]
    half = len(head) // 2
    for zeros, other, encoding in (
        (head[1::2], head[::2], "utf-16-le"),
        (head[::2], head[1::2], "utf-16-be"),
    ):
        if half >= 4 and zeros.count(0) > 0.7 * half and other.count(0) < 0.05 * half:
            return encoding
    return ""


def mend_twice(text: str) -> tuple[str, int]:
    """The text with what was decoded twice put right, and in how many lines that was."""
    if not _TWICE.search(text) and "â€" not in text:
        return text, 0
    import ftfy

    settings = ftfy.TextFixerConfig(
        replace_lossy_sequences=False,  # would put � where the editor can still guess
        fix_c1_controls=False,  # done for all text in `repair.mend`
    )
    lines = text.split("\n")
    mended = [_mend_line(line, lambda each: ftfy.fix_encoding(each, settings)) for line in lines]
    changed = sum(before != after for before, after in zip(lines, mended, strict=True))
    return "\n".join(mended), changed


def _mend_line(line: str, fix: Callable[[str], str]) -> str:
    if not _TWICE.search(line) and "â€" not in line:
        return line
    line = _LOST_QUOTE.sub("â€\x9d", line)
    without = _LONE.sub("", line)
    # A lone capital is put right only in a line where something else went wrong as well.
    return line if without != line and fix(without) == without else fix(line)


def _decoded(data: bytes, name: str, *, declared: str) -> Decoded:
    text, findings, repairs = _by_encoding(data, name, declared)
    text, twice = mend_twice(text)
    mended = mend(_LINE_END.sub("\n", text))
    counts = Counter({"text decoded twice": twice}) + mended.counts
    return Decoded(mended.text, findings, with_more(repairs, counts))


def _by_encoding(data: bytes, name: str, declared: str) -> tuple[str, tuple[Finding, ...], Repairs]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), (), ()
    try:
        return data.decode("utf-8-sig"), (), ()
    except UnicodeDecodeError:
        pass
    if encoding := looks_utf16(data):
        return data.decode(encoding, "replace"), (), ()
    if (text := _as_declared(data, declared)) is not None:
        return text, (), ()
    if (mixed := _mixed(data)) is not None:
        text, strange = mixed
        return text, (), (("byte of another encoding", strange),)
    text, encoding = _legacy(data)
    return text, (_about(name, encoding),), ()


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name if declared else ""
        if not encoding:
            return None
        return data.decode("cp1252" if encoding in _AS_WINDOWS else encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _mixed(data: bytes) -> tuple[str, int] | None:
    """UTF-8 with a few bytes of Windows-1252 pasted in, and how many; None when it is not mostly UTF-8."""
    above = sum(map(data.count, range(0x80, 0x100)))
    strange = [match for match in _UTF8_PIECE.finditer(data) if match[1] is not None]
    if above == 0 or len(strange) > _MOST_STRANGE * above:
        return None
    pieces = (
        match[0].decode("utf-8") if match[1] is None else match[1].decode("cp1252", "replace")
        for match in _UTF8_PIECE.finditer(data)
    )
    return "".join(pieces).removeprefix("\ufeff"), len(strange)


def _legacy(data: bytes) -> tuple[str, str]:
    """Text of an old encoding, and which: Windows-1252 unless that puts capitals inside words."""
    text = data.decode("cp1252", "replace")
    if "\ufffd" not in text and not _NOT_WINDOWS.search(text):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    if best is None or _NOT_WINDOWS.search(guess := data.decode(best.encoding, "replace")):
        return text, "cp1252"
    return guess, best.encoding


def _about(name: str, encoding: str) -> Finding:
    spelled = _NAMES.get(encoding, encoding.upper().replace("_", "-"))
    return Finding(
        "SRC-010",
        f"“{name}” is not in UTF-8, so it was read as {spelled}.",
        "Look at its accents, quotation marks and pound signs. If one is wrong, save the file as UTF-8.",
        file=name,
    )

"""Characters: what nobody sees taken out, what is plainly broken mended, and each repair counted by kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from everyread.article import Run
from everyread.findings import Finding

Repairs = tuple[tuple[str, int], ...]
"""Kinds of repair ("soft hyphen", "ligature") and how many of each, in alphabetical order."""

_SOFT_LINE_END = re.compile("\u00ad[ \t]*\n[ \t]*")
"""A word divided at the end of a line by a soft hyphen is one word."""
_KINDS = (
    ("soft hyphen", re.compile("\u00ad")),
    # Zero-width space, word joiner, byte order mark, direction marks (which show text in another order), and
    # joiners behind a Latin letter: in other scripts they bind letters, and the parts of emoji.
    (
        "invisible character",
        re.compile(
            "[\u200b\u2060-\u2064\ufeff\u180e\u034f\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\U000e0000-\U000e007f]"
            "|(?<=[\x00-\u024f])[\u200c\u200d]|^[\u200c\u200d]"
        ),
    ),
    # What XML forbids; tab, line feed and the like are spaces.
    (
        "control character",
        re.compile("[\x00-\x08\x0e-\x1b\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]"),
    ),
)
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f]")
"""Page and field separators: white space to people, and forbidden in XML."""
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""Characters that stand for Windows-1252 punctuation: &#146; in a page is an apostrophe."""
_IS_WINDOWS = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_IS_LIGATURE = re.compile("[\ufb00-\ufb06]")
_UNITS = (
    "%|°[CF]?|[kmµμn]?g|mcg|[kcmµμn]?m|[mcdµμ]?l|[km]?W|[km]?Hz|k?J|kcal|[km]?mol|mmHg|IU|mph|st|lb|oz|ft|in|hrs?|min"
    "|sec|[ap]\\.?m|million|billion|bn|hours?|minutes?|seconds?|days?|weeks?|months?|years?"
)
# Between a number and its unit a no-break space is right; anywhere else it is what a word processor left.
_NO_BREAK = re.compile(rf"(?P<kept>(?<=\d)[\xa0\u202f](?=(?:{_UNITS})(?![A-Za-z])))|[\xa0\u202f\u2007]")
_SPACE = re.compile(r"(?:(?!\xa0)\s)+")
_OPENING, _CLOSING = "(?<![\\w`´'’])", "(?![\\w`´'’])"
_QUOTES = (
    (re.compile(f"{_OPENING}``(?=\\w)"), "“"),
    (re.compile("(?<=[\\w.,!?…])(?:''|´´)" + _CLOSING), "”"),
    (re.compile("(?<=[^\\W\\d_])[`´](?=[^\\W\\d_])"), "’"),  # don´t, we`ll
    (re.compile(f"{_OPENING}`(?=\\w[^`´'’\\n]{{0,200}}[´'’]{_CLOSING})"), "‘"),
    (re.compile(f"(?<=[\\w.,!?…])´{_CLOSING}"), "’"),
)
"""Quotation marks as typewriters and TeX spell them; curly and straight ones stay as they were typed."""


class Mended(NamedTuple):
    """Text, and how many repairs of each kind were made to it."""

    text: str
    counts: Counter[str]


def mend(text: str) -> Mended:
    """Text without characters nobody sees, composed (NFC), with no-break spaces only where they belong."""
    counts: Counter[str] = Counter()
    if text.isascii() and text.isprintable():
        return Mended(text, counts)
    text, counts["soft hyphen"] = _SOFT_LINE_END.subn("", text)
    text, counts["Windows-1252 character"] = _IS_WINDOWS.subn(lambda found: _WINDOWS[ord(found[0])], text)
    text, counts["control character"] = _SEPARATORS.subn(" ", text)
    for kind, pattern in _KINDS:
        text, number = pattern.subn("", text)
        counts[kind] += number
    counts["ligature"] = len(_IS_LIGATURE.findall(text))
    text = text.translate(_LIGATURES)
    composed = unicodedata.normalize("NFC", text)
    counts["accent apart from its letter"] = len(text) - len(composed)
    kept = sum(match["kept"] is not None for match in _NO_BREAK.finditer(composed))
    text, spaces = _NO_BREAK.subn(lambda found: "\xa0" if found["kept"] else " ", composed)
    counts["no-break space"] = spaces - kept
    return Mended(text, +counts)


def mend_quotes(text: str) -> Mended:
    """Text with ``quotes'' and accents used as apostrophes (don´t) made into the marks they stand for.

    Not for Markdown source, where ` begins code.
    """
    counts: Counter[str] = Counter()
    if "`" in text or "´" in text or "''" in text:
        for pattern, right in _QUOTES:
            text, number = pattern.subn(right, text)
            counts["quotation mark"] += number
    return Mended(text, +counts)


def clean(text: str) -> str:
    """Mended text with single spaces; ends are not trimmed."""
    return _SPACE.sub(" ", mend(text).text)


def visible(text: str) -> str:
    """Mended text whose lines stay lines."""
    return mend(text).text


def with_more(repairs: Repairs, counts: Mapping[str, int]) -> Repairs:
    """The repairs and some more, each kind once."""
    total = Counter(dict(repairs)) + Counter(counts)
    return tuple(sorted(total.items()))


def about_repairs(repairs: Repairs, name: str) -> tuple[Finding, ...]:
    """What an editor is told of the repairs in a file."""
    if not repairs:
        return ()
    listed = ", ".join(f"{number:,} × {kind}" for kind, number in repairs)
    return (
        Finding(
            "SRC-040",
            f"The text was repaired: {listed}.",
            "Nothing need be done. If a word looks wrong in the result, correct it in the file.",
            file=name,
        ),
    )


def about_lost(text: str, name: str) -> Finding | None:
    """What an editor is told of a paragraph with characters that were lost before it came here; else None."""
    at = text.find("\ufffd")
    if at < 0:
        return None
    shown = text[max(at - 25, 0) : at + 25].strip()
    return Finding(
        "SRC-041",
        f"A character was lost before the file came here: “{shown}”.",
        "Look up the word in the original, and type it again in the file.",
        file=name,
        paragraph=text[:50],
    )


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with clean text, single spaces even across their borders, trimmed, and like neighbours joined."""
    joined: list[Run] = []
    for run in runs:
        text = clean(run.text)
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not (last := joined[-1].text.rstrip(" ")):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=last)
    return tuple(joined)

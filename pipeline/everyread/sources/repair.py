"""Bytes to clean text: the encoding, characters nobody sees, and what templates leave behind."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from everyread.article import Removed, Run
from everyread.findings import Finding

_INVISIBLE = re.compile(
    "["
    "\u00ad\u200b\u2060\ufeff\u180e"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, which can show text in another order
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, which XML forbids
    "\ufffe\uffff\ud800-\udfff"
    "]"
    # Joiners bind letters in some scripts and the parts of emoji; behind a Latin letter they do nothing.
    "|(?<=[\x00-\u024f])[\u200c\u200d]|^[\u200c\u200d]"
)
_LINE_END = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# {{ value }}, {% command %} and the {.class} of Markdown dialects.
_TEMPLATE_OPENS = re.compile(r"\{\{|\{%|\{[.#][\w–-]{1,60}\}")
_TEMPLATE_CLOSES = {"{{": "}}", "{%": "%}"}
_LONGEST_TEMPLATE = 300
"""Characters; with no blank line either, so that a stray brace cannot take a paragraph with it."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Decoded(NamedTuple):
    """Text, and a finding when its encoding was a guess."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Bytes as text with plain line feeds: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return Decoded(_lines(data.decode(encoding, "replace")))
    try:
        return Decoded(_lines(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        found = Finding(
            "SRC-010",
            f"“{name}” is not in UTF-8, so it was read as Windows-1252.",
            "Look at its accents, quotation marks and pound signs. If one is wrong, save the file as UTF-8.",
            file=name,
        )
        return Decoded(_lines(data.decode("cp1252", "replace")), (found,))


def decode_page(data: bytes, name: str) -> Decoded:
    """As `decode`, but an encoding that an HTML page declares comes before the guess."""
    guess = decode(data, name)
    declared = _DECLARED.search(data[:4096])
    if not guess.findings or declared is None:
        return guess
    try:
        return Decoded(_lines(data.decode(declared[1].decode("ascii"))))
    except (LookupError, UnicodeError, ValueError):
        return guess


def clean(text: str) -> str:
    """Text without characters nobody sees, composed (NFC), with single spaces; ends are not trimmed."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def visible(text: str) -> str:
    """As `clean`, but lines stay lines."""
    return "\n".join(
        _INVISIBLE.sub("", unicodedata.normalize("NFC", line)).replace("\xa0", " ")
        for line in text.split("\n")
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


def strip_templates(text: str) -> tuple[str, tuple[Removed, ...]]:
    """The text without what a template or a Markdown dialect left in it, and a record of each."""
    removed: list[Removed] = []
    kept: list[str] = []
    at = 0
    for start, end in _templates(text):
        mark = clean(text[start:end]).strip()
        removed.append(Removed(mark, "template", "It is a mark for a program that makes pages, not text."))
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]]), tuple(removed)


def _templates(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _TEMPLATE_OPENS.search(text, at):
        at = end = match.end()
        if closing := _TEMPLATE_CLOSES.get(match[0]):
            found = text.find(closing, at, at + _LONGEST_TEMPLATE)
            if found < 0 or _BLANK_LINE.search(text, at, found):
                continue
            at = end = found + len(closing)
        yield match.start(), end


def _lines(text: str) -> str:
    return _LINE_END.sub("\n", text)

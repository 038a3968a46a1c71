"""WeasyPrint as we run it: loaded when needed, in surroundings that never differ, its complaints heard.

Shared by everything that sets pages, for the screen or for the press.
"""

from __future__ import annotations

import ctypes.util
import gc
import logging
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any
from xml.etree.ElementTree import Element

from everyread.errors import ArticleError, MachineError
from everyread.typeset.keep_together import plain

_PHRASES = frozenset(("a", "b", "em", "i", "span", "strong", "sub", "sup"))
MOST_QUOTED = 120
"""Characters of an article in a message."""
PANGO = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def load_weasyprint() -> Any:
    """The package weasyprint.

    Raises MachineError when Pango is missing.
    """
    try:
        with _no_search():
            import weasyprint  # type: ignore[import-untyped]
            import weasyprint.text.fonts  # type: ignore[import-untyped]
    except OSError as error:  # cffi's word for a shared library that is not there
        raise MachineError("Pango, which lays out the PDFs, is not installed.", f"Run: {PANGO}") from error
    return weasyprint


@contextmanager
def _no_search() -> Iterator[None]:
    """Let the linker alone find shared libraries, on Linux.

    WeasyPrint tries the names they have on other systems first, and for each Python starts ldconfig and a
    compiler to look for it: a quarter of a second.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _not_searched
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _not_searched(name: str) -> str | None:  # noqa: ARG001 - the signature of ctypes
    return None


@contextmanager
def steady_surroundings() -> Iterator[None]:
    """Hide the machine's fonts, and stop the clock that fontTools would write into an embedded font."""
    with resources.as_file(resources.files("everyread.typeset") / "fonts.conf") as path:
        wanted = {"FONTCONFIG_FILE": str(path), "SOURCE_DATE_EPOCH": "0"}
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage while a document is set; then let it look once.

    Millions of objects are made that live until the end, and the collector would go through all of them
    again and again: a seventh of the whole time, for 8 MB of 300.  What was there before is not looked at.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
        if was_on:
            gc.enable()


class _Log(logging.Handler):
    """Keeps WeasyPrint's messages, for they tell of faults that raise nothing."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def listening() -> Iterator[list[logging.LogRecord]]:
    """The complaints that are logged inside, which go nowhere else."""
    logger = logging.getLogger("weasyprint")
    handler = _Log()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def refuse_faults(log: list[logging.LogRecord], root: Element) -> None:
    """Turn what WeasyPrint only mentions into errors: missing letters first, then what failed to load.

    Raises ArticleError LPR-001 or LPR-002.
    """
    missing = {
        str(record.args[0])
        for record in log
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple)
    }
    if missing:
        # The first as it is read, for Hebrew is drawn from its end.
        first = next((letter for letter in "".join(root.itertext()) if letter in missing), min(missing))
        raise _missing_letter(first, root)
    for record in log:
        if record.levelno >= logging.ERROR:
            raise ArticleError(
                "LPR-002",
                f"The PDF could not be made: {record.getMessage()}.",
                "If a picture is named, save it again as PNG or JPEG and build again.",
            )


def _missing_letter(letter: str, root: Element) -> ArticleError:
    name = unicodedata.name(letter, "a character without a name").lower()
    words = next((words for text in _texts(root) if (words := _words_around(letter, text))), "")
    place = f" in “{words}”" if words else ""
    return ArticleError(
        "LPR-001",
        f"The character “{letter}” (U+{ord(letter):04X}, {name}){place} is in none of the fonts for print.",
        "Write it in words, or take it out, then build again.",
        paragraph=words,
    )


def _texts(element: Element) -> Iterator[str]:
    """The text of each paragraph, heading, item or cell, in which phrases such as bold ones are joined."""
    text = element.text or ""
    for child in element:
        if child.tag in _PHRASES:
            text += "".join(child.itertext())
        else:
            yield text
            yield from _texts(child)
            text = ""
        text += child.tail or ""
    yield text


def _words_around(letter: str, text: str) -> str:
    """At most three words before and after the one with the letter, long ones cut around it."""
    words = plain(text).split(" ")
    place = next((number for number, word in enumerate(words) if letter in word), -1)
    if place < 0:
        return ""
    around = " ".join(words[max(0, place - 3) : place + 4])
    start = max(0, around.index(letter) - MOST_QUOTED // 2)
    return around[start : start + MOST_QUOTED].strip()

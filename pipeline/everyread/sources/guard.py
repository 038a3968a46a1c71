"""The door: a file comes in only if it is an ordinary file, in its folder, of bounded size, and what it says.

Everything here raises ArticleError with a sentence an editor can act on.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from pathlib import Path

from everyread.errors import ArticleError
from everyread.sources.limits import MEGABYTE, limits

MOST_RATIO = 200
"""Unpacked to packed; Word's own XML reaches about 20."""
MOST_ENTRIES = 2000
MOST_NULS = 0.01
"""Share of NUL bytes above which a file is no text; text has none, and damaged text a few."""

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (.doc), or one locked with a password"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
)
_RESAVE = (
    "Open it in the program it was written with and save it again as {suffix}, or give it the right ending."
)


def read_guarded(path: Path, root: Path) -> bytes:
    """The bytes of an article or picture that lies, as an ordinary file, inside `root`.

    Raises ArticleError: SRC-004 when it cannot be opened, SRC-011 when it is too large, SRC-012 when it is
    a pipe, a folder or a device, or a link that leads out of the folder.
    """
    most = file_bytes()
    try:
        real = Path(os.path.realpath(path, strict=True))
        if not real.is_relative_to(os.path.realpath(root)):
            raise ArticleError(
                "SRC-012",
                f"“{path.name}” is a link to a file outside the issue's folder.",
                "Copy the file itself into the folder.",
            )
        if not stat.S_ISREG(real.stat().st_mode):
            raise _irregular(path)
        # The file may be swapped between the look and the opening, so no waiting on a pipe, and look again.
        handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _irregular(path)
            data = stream.read(most + 1) if status.st_size <= most else b""
    except OSError as error:
        raise ArticleError(
            "SRC-004",
            f"“{path.name}” could not be opened: {error.strerror or error}.",
            "Look whether the file is still there and whether you may read it, then build again.",
        ) from error
    if status.st_size > most or len(data) > most:
        raise _too_large(path.name, max(status.st_size, len(data)), most)
    return data


def file_bytes() -> int:
    """Bytes of the largest file that is opened."""
    return limits().file_mb * MEGABYTE


def text_bytes() -> int:
    """Bytes of the largest plain text, Markdown or chapter."""
    return limits().text_mb * MEGABYTE


def must_be_text(data: bytes, name: str, most: int | None = None) -> None:
    """Raise ArticleError when the bytes are no text (SRC-003), nothing (SRC-001) or too many (SRC-011)."""
    most = most or text_bytes()
    _must_have_content(data, name)
    if len(data) > most:
        raise _too_large(name, len(data), most)
    _refuse_other_kinds(data, name)
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and data.count(b"\0") > MOST_NULS * len(data):
        raise _not_what_it_says(name, "not text, but some other kind of data")


def must_not_be_page(text: str, name: str) -> None:
    """Raise ArticleError when plain text is a saved web page, whose tags would be read aloud (SRC-003)."""
    if text.lstrip("\ufeff \t\n")[:14].lower().startswith(("<!doctype html", "<html")):
        raise ArticleError("SRC-003", f"“{name}” is a web page.", "Change the end of its name to .html.")


def must_be_word(data: bytes, name: str) -> None:
    """Raise ArticleError unless the bytes are a Word document that is safe to unpack."""
    must_be_package(data, name, "word/document.xml", "a Word document")


def must_be_package(data: bytes, name: str, holding: str, what: str) -> None:
    """Raise ArticleError unless the bytes are a zip archive that is safe to unpack and has this part in it.

    `what` says in words what such an archive is: "a Word document".
    """
    _must_have_content(data, name)
    if not data.startswith(b"PK\x03\x04"):
        _refuse_other_kinds(data, name)
        raise _not_what_it_says(name, f"not {what}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error) as error:
        raise damaged(name) from error
    _refuse_bomb(entries, len(data), name)
    if holding not in {entry.filename for entry in entries}:
        raise _not_what_it_says(name, f"a zip archive without {what} in it")


def damaged(name: str) -> ArticleError:
    """The error for a document that cannot be taken apart."""
    return ArticleError(
        "SRC-003",
        f"“{name}” is damaged: its contents cannot be read.",
        "Open it in the program it was written with, save it again, and put the new file in its place.",
    )


def _must_have_content(data: bytes, name: str) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ArticleError(
            "SRC-001",
            f"“{name}” is empty.",
            "Put the article's text in it, or take the file out of the folder.",
        )


def _refuse_other_kinds(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _not_what_it_says(name, kind)


def _refuse_bomb(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > limits().unpacked_mb * MEGABYTE
        or unpacked > MOST_RATIO * packed
    ):
        raise ArticleError(
            "SRC-011",
            f"“{name}” unpacks to {unpacked / 1e6:,.0f} MB in {len(entries):,} parts, which no article does.",
            "Open it in the program it was written with, make its pictures smaller, and save it again.",
        )


def _irregular(path: Path) -> ArticleError:
    return ArticleError(
        "SRC-012",
        f"“{path.name}” is not an ordinary file.",
        "Take it out of the folder, or put the article's own file in its place.",
    )


def _too_large(name: str, size: int, most: int) -> ArticleError:
    return ArticleError(
        "SRC-011",
        f"“{name}” has {size / 1e6:,.1f} MB; at most {most / 1e6:,.0f} MB are read.",
        "Split the article, or make its pictures smaller, and build again.",
    )


def _not_what_it_says(name: str, kind: str) -> ArticleError:
    suffix = Path(name).suffix or "a text file"
    return ArticleError("SRC-003", f"“{name}” is {kind}.", _RESAVE.format(suffix=suffix))

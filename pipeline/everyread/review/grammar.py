"""The plain text of a review file: read, or refused with the line to mend.  See docs/easy-read.md.

Everything is line by line, and what a line is shows at its beginning.  A line that has lost its beginning
in an edit is told from easy words wherever that can be done, and then refused: a guess might print a note
as if it were the article.
"""

from __future__ import annotations

import codecs
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from everyread.errors import InputError
from everyread.review.document import (
    FEWEST_READERS,
    Block,
    Decision,
    Easy,
    Mark,
    Review,
    Role,
    Signature,
    short_hash,
)
from everyread.review.units import one_line

FOLDER = "easy-read"
"""Where the review files of an issue are, in its folder."""
LARGEST = 4_000_000
"""Bytes; the longest article there is makes a tenth of that."""

_HEX = r"[0-9a-f]{12}"
HEAD = re.compile(
    rf"==\s*(?P<gone>gone\s+)?(?P<id>s\d+|word)\s+(?P<source>{_HEX})\s+(?P<written>{_HEX})"
    rf"(?P<seals>(?:\s+(?:medical|readers)-\d+:{_HEX})*)\s*=="
)
_LIKE_A_HEAD = re.compile(rf"^=|==$|{_HEX}\s+{_HEX}")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_SIGNED = re.compile(r"SIGNED (?P<role>medical|readers) (?P<number>\d+): (?P<rest>.+)")
_KEYWORD = re.compile(r"(?P<word>keep|drop|picture)\s*:\s*(?P<rest>.*)", re.IGNORECASE)
_POINT = re.compile(r"(?P<mark>[-•*–+])\s+(?P<text>\S.*)")
_HEADER = re.compile(r"(?:EASY READ|ARTICLE):")
WRITTEN = re.compile(rf"WRITTEN:(?P<names>(?: {_HEX})+)")
_FIELDS = ("on", "people", "said", "although")


def read_review(path: Path) -> Review:
    """The review in a file.

    Raises InputError with the line of the first thing that cannot be understood; FileNotFoundError is the
    caller's to judge.
    """
    return parse(decode(read_bytes(path), name_of(path)), name_of(path))


def name_of(path: Path) -> str:
    """How messages name the file: its path inside the issue's folder."""
    return f"{path.parent.name}/{path.name}"


def read_bytes(path: Path) -> bytes:
    """The bytes of a review file; InputError when it is no ordinary file, or far too long."""
    if path.is_symlink() or not path.is_file():
        if not path.exists() and not path.is_symlink():
            raise FileNotFoundError(path)
        raise InputError(f"{name_of(path)} is not an ordinary file.", "Put a plain text file there.")
    if path.stat().st_size > LARGEST:
        raise InputError(f"{name_of(path)} is too long for a review file.", "Look what became of it.")
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise InputError(
            f"{name_of(path)} may not be read.", "Give yourself permission to read it."
        ) from error


def decode(data: bytes, name: str) -> str:
    """The text, with its line ends as they are; UTF-8, or what Windows calls Unicode.

    Raises InputError for an old Windows encoding: a guess would change letters that people signed.
    """
    try:
        return data.decode(codec_of(data))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not saved as UTF-8.",
            "Open it in your editor, look that the letters are right, and save it with the encoding UTF-8.",
        ) from error


def codec_of(data: bytes) -> str:
    """The encoding that the first bytes tell; encoding with it again gives the same bytes."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-8"


def lines_of(text: str) -> list[str]:
    """The lines with their ends: those of Windows, Unix or old Macs, and no other character."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def parse(text: str, name: str) -> Review:
    """The review in a text; see `read_review`."""
    lines = [visible(line) for line in lines_of(text)]
    for number, line in enumerate(lines, start=1):
        if _CONFLICT.match(line):
            raise _refused(
                name,
                number,
                "two people's changes were put side by side here, and nobody has chosen",
                "Keep the words that are right, and take out the lines with <<<<<<<, ======= and >>>>>>>.",
            )
    starts = [place for place, line in enumerate(lines) if HEAD.fullmatch(line)]
    first = starts[0] if starts else len(lines)
    signatures, written = _head(lines[:first], name)
    cuts = pairwise([*starts, len(lines)])
    blocks = tuple(_block(lines[start:end], start + 1, name) for start, end in cuts)
    _refuse_twice(blocks, name)
    return Review(name, signatures, blocks, written)


def visible(line: str) -> str:
    """A line as a person sees it: no byte order mark, and no white space at its ends."""
    return one_line(line.removeprefix("\ufeff")).strip()


def _refused(name: str, line: int, problem: str, fix: str) -> InputError:
    return InputError(f"{name}, line {line}: {problem}.", fix)


_UNDO = "Undo the change in your editor, or put the line back as it was."


def _head(lines: list[str], name: str) -> tuple[tuple[Signature, ...], tuple[str, ...]]:
    """The signatures, and the names of the states that everyread wrote."""
    signatures: list[Signature] = []
    written: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        if line.startswith("SIGNED"):
            signature = _signature(line, number, name)
            if signature.id in {each.id for each in signatures}:
                raise _refused(name, number, "this signature stands twice", "Take one of the two lines out.")
            signatures.append(signature)
        elif found := WRITTEN.fullmatch(line):
            written = tuple(found["names"].split())
        elif line and not line.startswith("#") and not _HEADER.match(line):
            fix = "Easy words belong under the line with == and the article's sentence."
            problem = "this stands before the first sentence, and is no note"
            if _LIKE_A_HEAD.search(line):
                problem, fix = "the line that begins a sentence was changed", _UNDO
            raise _refused(name, number, problem, fix)
    return tuple(signatures), written


def _signature(line: str, number: int, name: str) -> Signature:
    match = _SIGNED.fullmatch(line)
    wrong = _refused(
        name,
        number,
        "this signature was not made by everyread, or was changed",
        "Take the line out, and sign again with: everyread review … --sign",
    )
    if not match:
        raise wrong
    role: Role = "medical" if match["role"] == "medical" else "readers"
    who, *rest = match["rest"].split(" | ")
    fields = dict(part.partition(": ")[::2] for part in rest)
    if not fields.keys() <= set(_FIELDS) or not _is_day(fields.get("on", "")):
        raise wrong
    made = Signature(
        role,
        int(match["number"]),
        who,
        fields["on"],
        fields.get("people", ""),
        fields.get("said", ""),
        fields.get("although", ""),
    )
    if role == "readers" and made.how_many < FEWEST_READERS:
        raise wrong
    return made


def signature_line(signature: Signature) -> str:
    """The line of a signature, without its end."""
    fields = zip(_FIELDS, (signature.date, signature.people, signature.said, signature.although), strict=True)
    said = "".join(f" | {field}: {text}" for field, text in fields if text)
    return f"SIGNED {signature.role} {signature.number}: {signature.name}{said}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _block(lines: list[str], start: int, name: str) -> Block:
    head = HEAD.fullmatch(lines[0])
    assert head  # noqa: S101  (the caller cut the lines at the heads)
    quoted: list[str] = []
    words: list[Easy] = []
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=start + 1):
        if line.startswith(">") and not words and not found:
            quoted.append(line[1:].strip())
        elif not line or line.startswith("#"):
            continue
        elif line.startswith(">"):
            raise _refused(name, number, "an article's sentence stands here without its line with ==", _UNDO)
        elif keyword := _KEYWORD.fullmatch("KEEP:" if line == "KEEP" else line):
            word, rest = keyword["word"].lower(), keyword["rest"]
            if word in found or {"keep", "drop"} <= {word, *found}:
                raise _refused(name, number, "this sentence has two decisions", "Take one of them out.")
            found[word] = rest
        else:
            words.append(_easy(line, number, name))
    decision: Decision = "keep" if "keep" in found else "drop" if "drop" in found else ""
    return Block(
        id=head["id"],
        source=head["source"],
        written=head["written"],
        body=body_hash(lines[1:]),
        quoted=tuple(quoted),
        words=tuple(words),
        decision=decision,
        reason=found.get("drop", ""),
        picture=found.get("picture", ""),
        seals=tuple(_seal(each) for each in head["seals"].split()),
        gone=bool(head["gone"]),
        line=start,
    )


def _seal(text: str) -> tuple[str, str]:
    signature, _, seal = text.partition(":")
    return signature, seal


def _easy(line: str, number: int, name: str) -> Easy:
    if line.startswith("\\"):
        return Easy(line[1:].strip())
    if point := _POINT.fullmatch(line):
        mark: Mark = "+" if point["mark"] == "+" else "-"
        return Easy(point["text"], mark)
    if _LIKE_A_HEAD.search(line):
        raise _refused(name, number, "the line that begins a sentence was changed", _UNDO)
    if line.startswith("SIGNED ") or WRITTEN.fullmatch(line):
        raise _refused(name, number, "this line belongs at the head of the file", _UNDO)
    return Easy(line)


def body_hash(lines: list[str]) -> str:
    """The hash of a block's lines without its first, however they are ended and spaced."""
    return short_hash(*(line for line in map(visible, lines) if line))


def easy_line(easy: Easy) -> str:
    """Easy words as a line of the file; a backslash keeps a sentence from being taken for something else."""
    if easy.mark:
        return f"{easy.mark} {easy.text}"
    plain = not (
        easy.text[:1] in ("\\", "#", ">", "=", "<", "|")
        or _LIKE_A_HEAD.search(easy.text)
        or _KEYWORD.fullmatch(easy.text)
        or _POINT.fullmatch(easy.text)
        or easy.text == "KEEP"
        or easy.text.startswith("SIGNED ")
        or WRITTEN.fullmatch(easy.text)
    )
    return easy.text if plain else f"\\{easy.text}"


def _refuse_twice(blocks: tuple[Block, ...], name: str) -> None:
    seen: dict[tuple[str, str], Block] = {}
    for block in blocks:
        twin = seen.setdefault((block.id, block.source), block)
        if twin is not block and not block.gone and not twin.gone:
            raise _refused(
                name,
                block.line,
                f"this sentence is in the file twice, first in line {twin.line}",
                "Keep the one with the right words, and take the other out, with its line with ==.",
            )


def head_line(block: Block) -> str:
    """The line that begins a block, without its end."""
    seals = "".join(f" {signature}:{seal}" for signature, seal in block.seals)
    gone = "gone " if block.gone else ""
    return f"== {gone}{block.id} {block.source} {block.written}{seals} =="

"""Ways to spoil a finished folder: each changes just one thing, as a slip of a program or a hand would."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from finished_issue import manifest, plant, rewrite

Spoil = Callable[[Path], None]
FLU, TABLETS = "01-flu-jabs-this-winter", "02-tablets-and-rest"


def text(path: str, old: str, new: str, times: int = 1) -> Spoil:
    """Other words in a text file."""

    def spoil(out: Path) -> None:
        words = (out / path).read_bytes().decode()
        assert old in words
        plant(out, path, words.replace(old, new, times).encode())

    return spoil


def without(path: str, pattern: str) -> Spoil:
    """A text file without the first thing that fits."""

    def spoil(out: Path) -> None:
        words = (out / path).read_bytes().decode()
        left, number = re.subn(pattern, "", words, count=1, flags=re.DOTALL)
        assert number == 1
        plant(out, path, left.encode())

    return spoil


def zipped(path: str, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Spoil:
    """Other files in a zip, with the same dates and in the same order."""

    def spoil(out: Path) -> None:
        with ZipFile(out / path) as pack:
            entries = {entry.filename: entry for entry in pack.infolist()}
            files = change({name: pack.read(name) for name in entries})
        made = io.BytesIO()
        with ZipFile(made, "w", ZIP_STORED) as pack:
            for name, data in files.items():
                pack.writestr(entries.get(name, name), data)
        plant(out, path, made.getvalue())

    return spoil


def zipped_text(path: str, name: str, old: str, new: str) -> Spoil:
    """Other words in a text in a zip."""

    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        words = files[name].decode()
        assert old in words
        return {**files, name: words.replace(old, new, 1).encode()}

    return zipped(path, change)


def zipped_swap(path: str, one: str, other: str) -> Spoil:
    """Two files of a zip, each under the name of the other."""
    return zipped(path, lambda files: {**files, one: files[other], other: files[one]})


def swapped(one: str, other: str) -> Spoil:
    """Two files of the folder, each under the name of the other."""

    def spoil(out: Path) -> None:
        first, second = (out / one).read_bytes(), (out / other).read_bytes()
        plant(out, one, second)
        plant(out, other, first)

    return spoil


def cut(path: str, share: float = 0.6) -> Spoil:
    """The beginning of a file."""

    def spoil(out: Path) -> None:
        data = (out / path).read_bytes()
        plant(out, path, data[: int(len(data) * share)])

    return spoil


def flipped(path: str) -> Spoil:
    """A file with a damaged stretch in its middle."""

    def spoil(out: Path) -> None:
        data = bytearray((out / path).read_bytes())
        middle = len(data) // 2
        data[middle : middle + 64] = bytes(64)
        plant(out, path, bytes(data))

    return spoil


def put(path: str, data: bytes) -> Spoil:
    return lambda out: plant(out, path, data)


def removed(path: str) -> Spoil:
    return lambda out: (out / path).unlink()


def said(change: Callable[[dict], object]) -> Spoil:  # type: ignore[type-arg]
    """Something else in issue.json."""

    def spoil(out: Path) -> None:
        told = manifest(out)
        change(told)
        rewrite(out, told)

    return spoil


def record(told: dict, path: str) -> dict:  # type: ignore[type-arg]
    """What issue.json says of a file."""
    return next(each for each in told["outputs"] if each["path"] == path)


def sound(path: str, *filters: str) -> Spoil:
    """A recording with its tags, coded again through ffmpeg's filters."""

    def spoil(out: Path) -> None:
        command = [
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "mp3",
            "-i",
            "pipe:0",
            "-map",
            "0:a",
            "-af",
            ",".join(filters),
        ]
        options = ["-ac", "1", "-ar", "44100", "-b:a", "64k", "-f", "mp3", "-id3v2_version", "0", "-"]
        whole = (out / path).read_bytes()
        done = subprocess.run([*command, *options], input=whole, capture_output=True, check=True)
        size = 10 + sum(byte << shift for byte, shift in zip(whole[6:10], (21, 14, 7, 0), strict=True))
        plant(out, path, whole[:size] + done.stdout + whole[-128:])

    return spoil


def tagged(path: str, frame: str, words: str) -> Spoil:
    """A recording whose player shows something else; empty words take the frame away."""

    def spoil(out: Path) -> None:
        from mutagen.id3 import ID3, Frames

        file = io.BytesIO((out / path).read_bytes())
        tags = ID3(file)
        tags.delall(frame)
        if words:
            tags.add(Frames[frame](encoding=3, text=words))
        file.seek(0)
        tags.save(file, v2_version=3)
        plant(out, path, file.getvalue())

    return spoil


def pdf(path: str, change: Callable[..., object]) -> Spoil:
    """A PDF changed by pikepdf."""

    def spoil(out: Path) -> None:
        import pikepdf

        made = io.BytesIO()
        with pikepdf.open(io.BytesIO((out / path).read_bytes())) as document:
            change(document)
            document.save(made)
        plant(out, path, made.getvalue())

    return spoil


def pdf_words(path: str, old: str, new: str) -> Spoil:
    """Other letters in a PDF, of those that its font has; spaces stay in place of what is taken away."""

    def change(document) -> None:  # type: ignore[no-untyped-def]
        import pikepdf

        done = False
        for page in document.pages:
            fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
            font: dict[str, str] = {}
            told = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = fonts[str(operands[0])]
                shown = _shown(operands, font) if str(operator) in {"TJ", "Tj"} else ""
                if old in shown and not done:
                    codes = {letter: code for code, letter in font.items()}
                    changed = shown.replace(old, new.ljust(len(old)), 1)
                    coded = "".join(codes[letter] for letter in changed)
                    operands = [pikepdf.Array([pikepdf.String(bytes.fromhex(coded))])]
                    operator, done = pikepdf.Operator("TJ"), True
                told.append((operands, operator))
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(told))
        assert done

    return pdf(path, change)


def _letters(font) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Each code of a font, as four hexadecimal digits, and its letter."""
    lines = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\s*\n", lines)
    return {code.lower(): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}


def _shown(operands, font: dict[str, str]) -> str:  # type: ignore[no-untyped-def]
    import pikepdf

    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    codes = "".join(bytes(each).hex() for each in parts if isinstance(each, pikepdf.String))
    return "".join(font.get(codes[at : at + 4], "\0") for at in range(0, len(codes), 4))

"""The colour profile of the press: the printer's own, or one for uncoated paper that is made on request.

An ICC profile says what a mixture of inks looks like on a paper.  It comes from issue.toml or from the
user's cache folder, never from an article.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from everyread.errors import InputError, MachineError
from everyread.store import Digest, Store, write_atomically

MOST_BYTES = 8_000_000
"""Of a profile; the largest that the European Color Initiative gives out has 2.7 million."""
MEASUREMENTS = "FOGRA29L.ti3"
"""What 1,485 mixtures of ink look like on white uncoated paper (ISO 12647-2:2004, paper type 4)."""
_MEASURED = (Path("/usr/share/color/icc"), Path("/usr/local/share/color/icc"))
_TOOLS = "sudo apt-get install argyll icc-profiles-free"
_NAME = "FOGRA29L uncoated"
_SECONDS = 900
"""Longest that making one may take; about 40 here, several minutes on an old laptop."""
_OLDEST = b"\x07\xb2\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
"""1 January 1970, midnight, as an ICC header has it (ICC.1:2010, 4.2)."""
REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a profile is for, as an output intent says it (ISO 15930-7, 6.2; ISO 32000-1, 14.11.5)."""

    identifier: str
    """The name of the printing condition in the ICC's registry, else the profile's own."""
    name: str
    registry: str
    """Where the identifier is registered; empty if it is not."""


def default_profile() -> Path:
    """Where the profile made on request is kept; XDG_CACHE_HOME is honoured."""
    folder = Path(platformdirs.user_cache_dir("everyread", appauthor=False))
    return folder / "profiles" / "FOGRA29L.icc"


def profile_for(named: str, folder: Path, store: Store) -> Digest:
    """The profile that an issue is printed with, in the store; empty when there is none.

    `named` is what issue.toml says: a file in the issue's `folder`, or a whole path.

    Raises InputError for a profile that is not there or is not one of a press with four inks.
    """
    path = _inside(named, folder) if named else default_profile()
    try:
        data = _read(path)
    except FileNotFoundError as error:
        if not named:
            return ""
        raise InputError(
            f"The colour profile “{named}” is not there.",
            "Copy the printer's .icc file into the issue folder, or take `profile` out of [print-shop].",
        ) from error
    except OSError as error:
        raise InputError(f"The colour profile {path} cannot be read.", "Copy it again.") from error
    if reason := _unfit(data):
        raise InputError(
            f"The colour profile {path} cannot be used: {reason}.",
            "Ask the printer for the ICC profile of their press, for four inks (CMYK)."
            if named
            else "Make it again: everyread print-profile",
        )
    return store.put(data)


def condition_of(profile: bytes) -> Condition:
    """What a profile says that it is for."""
    name = _description(profile) or "Custom"
    known = re.search(r"FOGRA\d\d", name)
    return Condition(known[0], name, REGISTRY) if known else Condition(name, name, "")


def make_profile(path: Path) -> None:
    """Make the profile for white uncoated paper, which is what large print wants.

    The measurements are FOGRA's, in Debian's icc-profiles-free; ArgyllCMS's `colprof` fits the profile
    to them, and is run as a program.  The same version of it gives the same bytes.

    Raises MachineError when either is missing, or it does not succeed.
    """
    program = shutil.which("colprof")
    measured = next((each / MEASUREMENTS for each in _MEASURED if (each / MEASUREMENTS).is_file()), None)
    if program is None or measured is None:
        missing = "ArgyllCMS" if program is None else "the measurements of uncoated paper"
        raise MachineError(f"A profile cannot be made, for {missing} cannot be found.", f"Run: {_TOOLS}")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.icc"
        shutil.copy(measured, folder)
        # -qm: medium quality; -nc: without the measurements; -l: no more than 300 % of ink.
        options = [
            "-qm",
            "-nc",
            "-l300",
            "-D",
            _NAME,
            "-C",
            "From FOGRA characterisation data",
            "-O",
            made.name,
        ]
        try:
            done = subprocess.run(
                [program, *options, measured.stem],
                cwd=folder,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise MachineError(
                "Making the profile took too long.", "Try again when less is running."
            ) from error
        if done.returncode or not made.is_file():
            said = done.stderr.decode("utf-8", "replace").strip()[-200:]
            raise MachineError(
                f"ArgyllCMS could not make the profile: {said}", f"Try again, or run: {_TOOLS}"
            )
        data = made.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data[:24] + _OLDEST + data[36:], staging=path.parent)


def _inside(named: str, folder: Path) -> Path:
    path = Path(named)
    if not path.is_absolute() and not (folder / path).resolve().is_relative_to(folder.resolve()):
        raise InputError(
            f"The colour profile “{named}” is outside the issue folder.",
            "Copy it into the folder, or write its whole path.",
        )
    return folder / path


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _unfit(data: bytes) -> str:
    """Why some bytes are no profile of a press; empty when they are one (ICC.1:2010, 7.2)."""
    if len(data) > MOST_BYTES:
        return "it is larger than 8 MB"
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        return "it is no whole ICC profile"
    if data[8] not in (2, 4):
        return f"it is of ICC version {data[8]}, and print shops take 2 and 4"
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        return "it is not of a press with four inks"
    if not {b"A2B0", b"B2A0"} <= _tags(data).keys():
        return "it cannot turn colours into ink"
    return ""


def _tags(data: bytes) -> dict[bytes, bytes]:
    """The tags of a profile, by name."""
    count = min(int.from_bytes(data[128:132], "big"), 100)
    tags: dict[bytes, bytes] = {}
    for entry in (data[start : start + 12] for start in range(132, 132 + 12 * count, 12)):
        offset, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        tags[entry[:4]] = data[offset : offset + size]
    return tags


def _description(data: bytes) -> str:
    """The name of a profile, at most 80 letters: in ASCII in version 2, in UTF-16 in version 4."""
    tag = _tags(data).get(b"desc", b"")
    if tag[:4] == b"desc":
        text = tag[12 : 12 + int.from_bytes(tag[8:12], "big")].decode("ascii", "ignore")
    else:  # multiLocalizedUnicodeType: the first language's length and offset
        length, offset = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        text = tag[offset : offset + length].decode("utf-16-be", "ignore")
    return "".join(letter for letter in text if letter.isprintable())[:80].strip()

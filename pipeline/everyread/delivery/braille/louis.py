"""Print to braille, by the program lou_translate of liblouis.

It is run as a program, one line in and one line out, since its Python module is only to be had from Debian.
"""

from __future__ import annotations

import re
import subprocess
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from everyread.errors import ArticleError

PROGRAM = "lou_translate"
TABLES = "en-us-brf.dis,en-ueb-g2.ctb"
"""North American ASCII braille, as embossers want it; and contracted Unified English Braille."""
LONGEST = 900
"""Characters of a line for the program, which cuts at 2,044 in the middle of a word."""
TIME_LIMIT = 120
"""Seconds; a whole issue takes less than one."""
_CELLS = re.compile("(?!'\\\\)[ -_]+")
"""Braille of six dots; a character that the tables do not have comes back as its number, in quotes."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@cache
def program_version() -> str:
    """The first line that the program says of its version; empty when it is not installed."""
    try:
        done = subprocess.run([PROGRAM, "--version"], capture_output=True, timeout=TIME_LIMIT, check=False)
    except OSError:
        return ""
    return done.stdout.decode(errors="replace").partition("\n")[0].strip()


def raised(text: str) -> str:
    """Figures that stand above the line, as the marks of notes do."""
    return text.translate(_RAISED)


def brailled(texts: Iterable[str]) -> dict[str, str]:
    """The braille of each text, in one run of the program and one more for its rarer characters.

    Raises ArticleError (DEL-403) when the program fails.
    """
    cleaned = {text: _cleaned(text) for text in dict.fromkeys(texts)}
    known = _substitutes({letter for text in cleaned.values() for letter in text if letter > "~"})
    lines = {
        text: textwrap.wrap(
            "".join(known.get(letter, letter) for letter in clean), LONGEST, break_on_hyphens=False
        )
        for text, clean in cleaned.items()
    }
    answers = iter(_translated([line for each in lines.values() for line in each]))
    return {text: " ".join(next(answers) for _ in each) for text, each in lines.items()}


def _cleaned(text: str) -> str:
    """The text with single spaces, without characters that have no width, and not read as commands."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in {"Cf", "Cc", "Cs"}
    )
    return " ".join(text.split())


def _substitutes(letters: set[str]) -> dict[str, str]:
    """For each character that the tables do not have, its plain letters, or else its name in brackets."""
    plain = {letter: unicodedata.normalize("NFKD", letter) for letter in letters}
    rare = sorted(letters.union(*plain.values()))
    known = {
        letter for letter, braille in zip(rare, _translated(rare), strict=True) if _CELLS.fullmatch(braille)
    }
    return {letter: _plain(letter, plain[letter], known) for letter in sorted(letters - known)}


def _plain(letter: str, parts: str, known: set[str]) -> str:
    base = "".join(part for part in parts if not unicodedata.combining(part))
    if base != letter and all(part in known or part.isascii() for part in base):
        return base
    if unicodedata.category(letter) in {"Mn", "Me"}:  # an accent that no letter of ours takes
        return ""
    return f" ({unicodedata.name(letter, 'a sign that is not known').lower()}) "


def _translated(lines: Sequence[str]) -> list[str]:
    """A line of braille for each line."""
    if not lines:
        return []
    told = "".join(line.replace("\\", "\\\\") + "\n" for line in lines)
    try:
        done = subprocess.run(
            [PROGRAM, "--forward", TABLES],
            input=told.encode(),
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    answer = re.sub(r" +", " ", done.stdout.decode(errors="replace")).removesuffix("\n").split("\n")
    if done.returncode or len(answer) != len(lines):
        raise _failed(f"status {done.returncode}, {len(answer)} lines for {len(lines)}")
    return [line.strip() for line in answer]


def _failed(reason: str) -> ArticleError:
    return ArticleError(
        "DEL-403",
        f"The braille could not be made: the program {PROGRAM} did not do its work ({reason}).",
        "Everything else is built. Try a newer liblouis, or do without braille.",
    )

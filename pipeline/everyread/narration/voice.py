"""Voices: anything that turns a spoken sentence into sound, found by name through entry points.

A voice is a plug-in in the group `everyread.voices`; the built-in ones use the same door.  Making a voice
object is cheap and loads no engine, because every build asks each voice for its identity; the engine is
loaded by the first `speak` in a process.
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from everyread.errors import EveryreadError, InputError, MachineError
from everyread.settings import Narration
from everyread.store import version_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUP = "everyread.voices"


class Voice(Protocol):
    """Speaks one sentence at a time, in the same words as every other voice."""

    @property
    def name(self) -> str:
        """The name it is asked for by."""

    @property
    def identity(self) -> str:
        """Engine, version, voice and seed: everything that decides the sound of a given text.

        It goes into the keys of stored sentences, so it must be known without loading the engine.
        """

    @property
    def sample_rate(self) -> int:
        """Samples a second of what `speak` returns."""

    @property
    def online(self) -> bool:
        """Whether the text leaves this machine."""

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """Mono sound, full scale at ±1; `speed` 1.0 is the voice's own.

        Raises ArticleError when this text cannot be spoken, MachineError when the engine is missing.
        """

    def online_calls(self, text: str) -> int:
        """How many requests to an outside service this text takes; 0 for a voice on this machine."""

    def phonemes(self, text: str) -> str:
        """What the voice will say, in its own phonetic alphabet; empty when it does not tell."""


@runtime_checkable
class Prepared(Protocol):
    """A voice that needs something beside its packages, such as a file that the user fetches."""

    def prepare(self) -> None:
        """Raises MachineError, with the command that mends it, when something is not there."""


def lacking(name: str) -> EveryreadError | None:
    """What an installed voice still needs before it can speak, and how to get it; None when nothing."""
    try:
        voice = voice_named(name)
        if voice.identity and isinstance(voice, Prepared):
            voice.prepare()
    except (InputError, MachineError) as error:
        return error
    return None


def installed_voices() -> dict[str, EntryPoint]:
    """The voices on this machine, by name."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


@cache
def voice_named(name: str, settings: Narration | None = None) -> Voice:
    """The voice with this name, its engine not loaded yet.

    A class with a method `from_settings` gets the issue's settings; any other is made without arguments.
    Raises InputError when there is none, MachineError when a part of it is not installed.
    """
    voices = installed_voices()
    if name not in voices:
        near = difflib.get_close_matches(name, voices, n=1)
        fix = f"Did you mean “{near[0]}”?" if near else f"The voices here are: {', '.join(voices)}."
        raise InputError(f"There is no voice called “{name}”.", fix)
    try:
        kind = voices[name].load()
    except ImportError as error:
        raise engine_missing(name, error.name or name) from error
    if hasattr(kind, "from_settings"):
        return cast(Voice, kind.from_settings(settings or Narration()))
    return cast(Voice, kind())


def engine_version(voice: str, package: str, extra: str = "") -> str:
    """The installed version of a voice's engine, which `extra` of everyread brings.

    Raises MachineError when it is not installed.
    """
    try:
        return version_of(package)
    except PackageNotFoundError as error:
        raise engine_missing(voice, package, extra) from error


def engine_missing(voice: str, package: str, extra: str = "") -> MachineError:
    """What to tell the person at the machine when a voice's engine is not there."""
    wanted = f'"everyread[{extra}]"' if extra else package
    return MachineError(
        f"The voice “{voice}” needs {package}, which is not installed.", f"Run: pip install {wanted}"
    )

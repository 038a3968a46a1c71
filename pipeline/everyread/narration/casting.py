"""Casting: which voice says what, and everything said, checked and brought to one level and one sample rate.

A voice never changes silently.  Where the chosen one fails, the article fails with it, unless a fallback was
asked for: then the whole article is in the fallback voice, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from everyread.errors import ArticleError, EveryreadError, MachineError
from everyread.findings import Finding
from everyread.narration.recording import is_recorded, record
from everyread.narration.resampling import resampled
from everyread.narration.script import TAIL, Role, Script, Utterance
from everyread.narration.selfcheck import check_together
from everyread.narration.sounds import for_voice
from everyread.narration.voice import Voice, voice_named
from everyread.settings import Narration, RoleVoice
from everyread.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROLES: tuple[Role, ...] = ("narrator", "question", "quotation")
SLOWEST = 0.5
"""The least speed that the settings take."""
NOT_INSTALLED = "not installed"


@dataclass(frozen=True, slots=True)
class Part:
    """Who says it, and how fast."""

    voice: Voice
    speed: float


Cast = dict[Role, Part]


@dataclass(frozen=True, slots=True)
class Reading:
    """A script spoken, its length line included."""

    script: Script
    sounds: tuple[NDArray[np.int16], ...]
    """One an utterance, without silence around it."""
    rate: int
    """Samples a second of all of them."""
    voices: tuple[str, ...]
    """The identities of the voices heard, the narrator's first."""
    findings: tuple[Finding, ...] = ()


@cache
def identities(settings: Narration) -> tuple[str, ...]:
    """What decides the sound of the voices an issue may use: for keys; loads no engine.

    Raises InputError for an unknown voice, MachineError for one that is not installed and has no fallback.
    """
    known = [_identity(settings, role) for role in ROLES]
    return (*known, voice_named(settings.fallback, settings).identity) if settings.fallback else tuple(known)


def _identity(settings: Narration, role: Role) -> str:
    try:
        return _part(settings, role).voice.identity
    except MachineError:
        if not settings.fallback:
            raise
        return NOT_INSTALLED


def read_aloud(script: Script, settings: Narration, store: Store) -> Reading:
    """Speak all of a script.  Runs in a worker.

    Raises ArticleError when a voice cannot say a sentence and no fallback can, MachineError when a voice is
    not installed.
    """
    try:
        return _read(script, _cast(settings), settings, store)
    except (ArticleError, MachineError) as error:
        if not settings.fallback or settings.fallback == settings.voice:
            raise
        instead = settings.model_copy(update={"voice": settings.fallback, "roles": type(settings.roles)()})
        reading = _read(script, _cast(instead), instead, store)
        return replace(reading, findings=(*reading.findings, _fell_back(settings, error)))


def slowed(settings: Narration, share: float) -> Narration:
    """The settings for an edition at so much of the speed; the silences stay."""

    def slower(speed: float) -> float:
        return max(speed * share, SLOWEST)

    roles = {
        role: part.model_copy(update={"speed": slower(part.speed)}) if part.speed else part
        for role, part in settings.roles
    }
    changed = {
        "speed": slower(settings.speed),
        "slower": None,
        "roles": settings.roles.model_copy(update=roles),
    }
    return settings.model_copy(update=changed)


def parts_of(said: Sequence[tuple[Role, str]], settings: Narration) -> list[tuple[Part, str]]:
    """Who speaks each thing that is said, in every edition of it, each once."""
    editions = [settings, slowed(settings, settings.slower)] if settings.slower else [settings]
    casts = [_cast(edition) for edition in editions]
    return list(dict.fromkeys((cast[role], text) for cast in casts for role, text in said))


def to_come(parts: Sequence[tuple[Part, str]], store: Store) -> list[tuple[Part, str]]:
    """What is still to be spoken, found without loading any engine."""
    return [(part, text) for part, text in parts if not is_recorded(part.voice, text, part.speed, store)]


def online_calls(parts: Sequence[tuple[Part, str]]) -> int:
    """How many requests to an outside service it takes to speak them."""
    return sum(part.voice.online_calls(for_voice(part.voice, text)) for part, text in parts)


def _cast(settings: Narration) -> Cast:
    return {role: _part(settings, role) for role in ROLES}


def _part(settings: Narration, role: Role) -> Part:
    own: RoleVoice = RoleVoice() if role == "narrator" else getattr(settings.roles, role)
    return Part(voice_named(own.voice or settings.voice, settings), own.speed or settings.speed)


def _read(script: Script, cast: Cast, settings: Narration, store: Store) -> Reading:
    def spoken(utterance: Utterance) -> NDArray[np.int16]:
        part = cast[utterance.role]
        return record(part.voice, utterance.spoken, part.speed, store, settings.retries)

    sounds = [spoken(each) for each in script.utterances]
    _check(script, cast, sounds)
    if script.length is not None:
        seconds = sum(each.before for each in script.utterances) + TAIL
        for each, sound in zip(script.utterances, sounds, strict=True):
            seconds += len(sound) / cast[each.role].voice.sample_rate
        place, script = script.length.place, script.with_length(seconds)
        sounds.insert(place, spoken(script.utterances[place]))
    heard = dict.fromkeys(
        cast[role].voice for role in ("narrator", *(each.role for each in script.utterances))
    )
    return Reading(
        script,
        tuple(_matched(script, cast, sounds)),
        cast["narrator"].voice.sample_rate,
        tuple(voice.identity for voice in heard),
        tuple(_goes_online(voice) for voice in heard if voice.online),
    )


def _check(script: Script, cast: Cast, sounds: list[NDArray[np.int16]]) -> None:
    """Whether all that each part says goes together."""
    for part in dict.fromkeys(cast.values()):
        said = [
            (each.spoken, sound)
            for each, sound in zip(script.utterances, sounds, strict=True)
            if cast[each.role] == part
        ]
        check_together(part.voice, [text for text, _ in said], [sound for _, sound in said], part.speed)


def _matched(script: Script, cast: Cast, sounds: list[NDArray[np.int16]]) -> list[NDArray[np.int16]]:
    """All at the narrator's level and sample rate, since voices differ in both."""
    import numpy as np

    voices = [cast[each.role].voice for each in script.utterances]
    narrator = cast["narrator"].voice
    if all(voice is narrator for voice in voices):
        return sounds
    levels = {
        voice: _level([sound for sound, by in zip(sounds, voices, strict=True) if by is voice])
        for voice in dict.fromkeys(voices)
    }
    matched = []
    for sound, voice in zip(sounds, voices, strict=True):
        if voice is not narrator:
            gain = levels.get(narrator, levels[voice]) / levels[voice]
            raised = resampled(sound.astype(np.float32), voice.sample_rate, narrator.sample_rate) * gain
            sound = np.clip(np.round(raised), -32768, 32767).astype(np.int16)
        matched.append(sound)
    return matched


def _level(sounds: list[NDArray[np.int16]]) -> float:
    """The root mean square of all of them."""
    import numpy as np

    squares = sum(float(np.square(sound, dtype=np.float64).sum()) for sound in sounds)
    return float(np.sqrt(squares / max(sum(len(sound) for sound in sounds), 1))) or 1.0


def _fell_back(settings: Narration, error: EveryreadError) -> Finding:
    why = f"since “{settings.voice}” failed: {error.message}"
    return Finding(
        "NAR-037",
        f"The whole article is in the voice “{settings.fallback}”, {why}",
        "Listen to it. To have the first voice, mend what failed and build again.",
        paragraph=error.paragraph if isinstance(error, ArticleError) else "",
    )


def _goes_online(voice: Voice) -> Finding:
    return Finding(
        "NAR-038",
        f"The voice “{voice.name}” sends the articles' words to an outside service.",
        "If any of them is confidential, use a voice on this machine: --voice hibari.",
    )

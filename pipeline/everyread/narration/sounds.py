"""Sounds that an editor gives for a word, in the International Phonetic Alphabet.

In a spoken text such a word stands as "[naltrexone](/nælˈtrɛksəʊn/)".  A voice that takes phonemes gets
them in its own alphabet; any other voice gets the word alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKED = re.compile(r"\[([^\]\[]+)\]\(/([^/()]*)/\)")
_STRESSES = "ˈˌ"
_VOWELS = "AIOQWYaiuæɐɑɒɔəɛɜɪʊʌᵊᵻ"
_CONSONANTS = "bdfhjklmnpstvwzðŋɡɹʃʒʤʧθ"
# The alphabet that hibari and Kokoro share writes a diphthong as one capital letter.
_SHARED = {
    "tʃ": "ʧ", "t͡ʃ": "ʧ", "dʒ": "ʤ", "d͡ʒ": "ʤ", "eɪ": "A", "aɪ": "I", "ɔɪ": "Y", "aʊ": "W", "r": "ɹ",
    "g": "ɡ",
    "e": "ɛ", "x": "k", "ɫ": "l", "ʔ": "t", "l̩": "ᵊl", "n̩": "ᵊn", "m̩": "ᵊm", "ɾ": "t", "ʰ": "", ".": "",
    "‿": "", "͡": "", "'": "ˈ", "ʲ": "", "ɹ̩": "əɹ", "ɚ": "əɹ",
}  # fmt: skip
_AMERICAN = {
    "əʊ": "O", "oʊ": "O", "ɪər": "ɪɹ", "ɪə": "ɪɹ", "eər": "ɛɹ", "eə": "ɛɹ", "ɛə": "ɛɹ", "ʊər": "ʊɹ",
    "ʊə": "ʊɹ",
    "ɜːr": "ɜɹ", "ɜː": "ɜɹ", "ɝ": "ɜɹ", "ɑː": "ɑ", "ɔː": "ɔ", "iː": "i", "uː": "u", "ɒ": "ɑ", "a": "æ",
    "o": "O",
    "ɛː": "ɛɹ",
}  # fmt: skip
_BRITISH = {
    "əʊ": "Q", "oʊ": "Q", "ɪər": "ɪəɹ", "eə": "ɛː", "ɛə": "ɛː", "ɝ": "ɜː", "a": "a", "o": "Q", "ɑː": "ɑː",
    "ɔː": "ɔː", "iː": "iː", "uː": "uː", "ɜː": "ɜː", "ɛː": "ɛː", "æ": "a",
}  # fmt: skip


def marked(word: str, ipa: str) -> str:
    """A word with its sounds, as it stands in a spoken text."""
    return f"[{word}](/{ipa}/)"


def without_sounds(text: str) -> str:
    """The text for a voice that takes no phonemes."""
    return _MARKED.sub(r"\1", text)


def for_voice(voice: object, text: str) -> str:
    """The text as a voice takes it: one that does not say `takes_sounds` gets words alone."""
    return text if getattr(voice, "takes_sounds", False) else without_sounds(text)


def with_sounds(text: str, alphabet: Callable[[str], str]) -> str:
    """The text with every sound written in a voice's own alphabet, for instance `american`.

    Where the alphabet lacks a sign the word stands alone; the linter has told the editor.
    """

    def translated(match: re.Match[str]) -> str:
        try:
            return marked(match[1], alphabet(match[2]))
        except ValueError:
            return match[1]

    return _MARKED.sub(translated, text)


def american(ipa: str) -> str:
    """IPA in the alphabet of hibari's own voice, which speaks American English.

    Raises ValueError with the first sign it does not know.
    """
    return _in_alphabet(ipa, {**_SHARED, **_AMERICAN}, "")


def british(ipa: str) -> str:
    """IPA in the alphabet of Kokoro's and hibari's British voices; raises ValueError as `american` does."""
    return _in_alphabet(ipa, {**_SHARED, **_BRITISH}, "ː")


def _in_alphabet(ipa: str, signs: dict[str, str], more: str) -> str:
    longest_first = sorted(signs, key=lambda sign: (-len(sign), sign))
    plain = _VOWELS + _CONSONANTS + _STRESSES + more + " "
    said = ""
    rest = ipa.strip()
    while rest:
        sign = next((each for each in longest_first if rest.startswith(each)), "")
        if not sign and rest[0] not in plain:
            raise ValueError(rest[0])
        said += signs[sign] if sign else rest[0]
        rest = rest[len(sign or rest[0]) :]
    return _stress_at_vowels(said)


def _stress_at_vowels(phonemes: str) -> str:
    """IPA marks the stressed syllable at its beginning, this alphabet at its vowel."""
    return re.sub(rf"([{_STRESSES}])([{_CONSONANTS}]+)(?=[{_VOWELS}])", r"\2\1", phonemes)


_FOR_PEOPLE = str.maketrans(
    {
        "A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ", "ʧ": "tʃ", "ʤ": "dʒ", "T": "t",
        "ᵊ": "ə",
        "ᵻ": "ɪ",
    }
)  # fmt: skip


def readable(phonemes: str) -> str:
    """A voice's own alphabet as the IPA that people know; without the stop at the end."""
    return phonemes.translate(_FOR_PEOPLE).rstrip(".")

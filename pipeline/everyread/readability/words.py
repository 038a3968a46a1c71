"""What is known of a word: its syllables, its letters, how often it is met, whether a child knows it.

Looked up once for each written form; the lists come from installed packages, so nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log10

from everyread.readability.language import FUNCTION_WORDS
from everyread.readability.pronunciation import bundled
from everyread.readability.syllables import Syllables

LEAST_ZIPF = 1.0
"""What is not in the list of frequencies is met less than once in 100 million words."""
# Dale and Chall (1948) count the regular forms of a listed word as known.
_ENDINGS = (
    ("'s", ""), ("s'", "s"), ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"),
    ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", "e"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""),
    ("n't", ""), ("n't", "n"), ("'ll", ""), ("'ve", ""), ("'re", ""), ("'d", ""), ("'m", ""),
)  # fmt: skip
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
_LONGEST = 60
"""Letters beyond which a "word" is noise: only its first ones are looked at."""


@dataclass(frozen=True, slots=True)
class Word:
    """One written form."""

    text: str
    small: str
    """In small letters, without a possessive ending."""
    syllables: int
    characters: int
    """Letters and figures."""
    zipf: float
    """Frequency on the Zipf scale (log10 of uses in 10**9 words), of its rarest part."""
    familiar: bool
    """Whether Dale and Chall's list of what children know has it or its base form; figures are known."""
    function: bool
    """Whether it is one of the small words that carry grammar."""
    figure: bool
    """Whether it begins with a figure or a sign of money."""
    number: bool
    """Whether it is a number: a figure, or one in words, so that "3" and "three" are equally easy."""

    @property
    def content(self) -> bool:
        """Whether it carries meaning of its own: neither grammar nor a number."""
        return not (self.function or self.number)

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals alone, with two letters or more."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


class WordBook:
    """Looks words up, each once; those that `said` has no part in are looked up once for all books."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """`said` is the newsletter's own lexicon: written forms and how to say them."""
        self._said = tuple(form.casefold() for form in said)
        self._syllables = Syllables(bundled(), said)
        self._frequencies = frequencies()
        self._easy = easy_words()
        self._known: dict[str, Word] = {}

    def word(self, text: str) -> Word:
        """What is known of this written form."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self._find(text[:_LONGEST])
        return known

    def _find(self, text: str) -> Word:
        if not self._said:
            return self._look_up(text)
        small = text.casefold()
        return self._look_up(text) if any(form in small for form in self._said) else _general().word(text)

    def words(self, texts: Iterable[str]) -> list[Word]:
        return [self.word(text) for text in texts]

    def _look_up(self, text: str) -> Word:
        small = text.lower().removesuffix("'s").removesuffix("'")
        parts = [part for part in _parts(small) if not part[0].isdigit()]
        figure = not text[0].isalpha()
        return Word(
            text=text,
            small=small,
            syllables=self._syllables(text),
            characters=sum(map(str.isalnum, text)),
            zipf=round(min(map(self._zipf, parts), default=LEAST_ZIPF), 2),
            familiar=figure or all(self._is_easy(part) for part in parts),
            function=small in FUNCTION_WORDS or text.lower() in FUNCTION_WORDS or "n't" in small,
            figure=figure,
            number=figure or _NUMBERS.issuperset(parts),
        )

    def _zipf(self, part: str) -> float:
        # The list holds no short form with an apostrophe that is not listed whole: "he'll", "didn't" are.
        frequency = max(self._frequencies.get(part, 0.0), self._frequencies.get(part.split("'")[0], 0.0))
        return max(LEAST_ZIPF, log10(frequency) + 9) if frequency else LEAST_ZIPF

    def _is_easy(self, part: str) -> bool:
        return part in self._easy or any(base in self._easy for base in _bases(part))


def book_of(said: Mapping[str, str]) -> WordBook:
    """The book for a newsletter's lexicon."""
    return WordBook(said) if said else _general()


@cache
def _general() -> WordBook:
    """The book without a lexicon, which every article of a worker shares."""
    return WordBook({})


def _parts(small: str) -> list[str]:
    return [part for part in small.replace("/", "-").replace("&", "-").split("-") if part] or [small]


def _bases(word: str) -> Iterator[str]:
    """What the word may be a regular form of: "stopped" of "stop", "carries" of "carry"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            yield stem + instead
            if not instead and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def easy_words() -> frozenset[str]:
    """Dale and Chall's 2,940 words that four of five children of ten know, as textstat ships them (MIT)."""
    path = resources.files("textstat") / "resources" / "en" / "easy_words.txt"
    return frozenset(path.read_text("utf-8").lower().split())


@cache
def frequencies() -> Mapping[str, float]:
    """How often each of 320,000 English words is met, as a share of all words (wordfreq, Speer 2022).

    Loading takes about 0.3 s and 30 MB, so it is done in workers only.
    """
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", "large")
